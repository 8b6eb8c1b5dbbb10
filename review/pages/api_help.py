"""How machines read what the store holds: the page for those who write them."""

from __future__ import annotations

from litestar import Request, get
from litestar.response import Template

from review.api.parameters import LARGEST_PAGE, parameters_of
from review.api.resources import BASE, RESOURCES
from review.desk import desk_of
from review.rendering import page


@get("/api", access="anyone", sync_to_thread=False)
def show(request: Request) -> Template:
    """The page."""
    settings = desk_of(request).settings
    address = f"{'https' if settings.secure else 'http'}://{request.headers['host']}"
    return page(
        request,
        "api_help.html",
        base=BASE,
        address=address,
        resources=[(resource, parameters_of(resource)) for resource in RESOURCES],
        largest=LARGEST_PAGE,
        a_minute=settings.api_a_minute,
        a_minute_with_token=settings.api_a_minute_with_token,
    )


HANDLERS = (show,)
