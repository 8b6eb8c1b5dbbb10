"""For whoever watches over the machine: does the desk answer, and does its database?"""

from __future__ import annotations

from litestar import Request, get
from litestar.enums import MediaType
from litestar.exceptions import ServiceUnavailableException
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from review.desk import desk_of


@get(
    "/healthz",
    access="anyone",
    anonymous=True,
    exclude_from_csrf=True,
    media_type=MediaType.TEXT,
    sync_to_thread=True,
)
def answer(request: Request) -> str:
    """The word ``ok``; 503 if the database does not answer."""
    try:
        with desk_of(request).engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        raise ServiceUnavailableException("the database does not answer") from error
    return "ok\n"


HANDLERS = (answer,)
