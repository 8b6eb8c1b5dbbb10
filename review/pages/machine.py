"""What a machine asks first: is my token good, and whose is it?"""

from __future__ import annotations

from typing import TypedDict

from litestar import Request, get

from db.models.people import Role


class Whoami(TypedDict):
    """The account that a request is made for."""

    name: str
    role: Role


@get("/api/v1/whoami", access="viewer", tokens=True, limited=True, exclude_from_csrf=True, sync_to_thread=False)
def whoami(request: Request) -> Whoami:
    """The account of the bearer token, or of the browser that is signed in."""
    return {"name": request.user.name, "role": request.user.role}


HANDLERS = (whoami,)
