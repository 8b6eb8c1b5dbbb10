"""About Chibo: where facts come from, how doubt is shown, whose work is built in."""

from __future__ import annotations

from litestar import Request, get
from litestar.response import Template

from review.assets import vendored
from review.rendering import page


@get("/about", access="anyone", sync_to_thread=False)
def show(request: Request) -> Template:
    """The page."""
    return page(request, "about.html", packages=vendored())


HANDLERS = (show,)
