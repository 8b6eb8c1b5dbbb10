"""The start page: what Chibo is, how much it has, and when it last looked."""

from __future__ import annotations

from litestar import Request, get
from litestar.response import Template

from db.repository import standing
from review.desk import desk_of
from review.rendering import page


@get("/", access="anyone", sync_to_thread=True)
def show(request: Request) -> Template:
    """The start page."""
    with desk_of(request).engine.connect() as connection:
        return page(request, "start.html", standing=standing.standing(connection))


HANDLERS = (show,)
