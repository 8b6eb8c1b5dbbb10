"""What went wrong, for machines: RFC 9457, ``application/problem+json``."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"


class Problem(HTTPException):
    """A request that cannot be answered. ``told`` is a sentence for its author; ``parameter`` is what is wrong."""

    def __init__(self, status: int, told: str, *, parameter: str | None = None) -> None:
        super().__init__(status_code=status, detail=told)
        self.told = told
        self.parameter = parameter


def problem_response(status: int, error: Exception | None = None, *, fault: str | None = None) -> Response:
    """The answer. Only what a Problem tells goes out, never what another exception knows; ``fault`` is its number."""
    said: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if isinstance(error, Problem):
        said["detail"] = error.told
        if error.parameter is not None:
            said["parameter"] = error.parameter
    elif status in _ADVICE:
        said["detail"] = _ADVICE[status]
    if fault is not None:
        said["fault"] = fault
    response = Response(said, status_code=status, media_type=MEDIA_TYPE)
    headers = getattr(error, "headers", None) or {}
    if status == 429 and "RateLimit-Reset" in headers:
        response.headers["Retry-After"] = str(max(1, int(headers["RateLimit-Reset"])))
    return response


_ADVICE = {
    400: "The request cannot be read.",
    401: "The token is missing, over, revoked or mistyped. Make one on the page /account.",
    403: "The account of this token may not do that.",
    404: "There is nothing of this address.",
    405: "This address is only read, by GET.",
    413: "What was sent is too large.",
    429: "Too many requests. Wait as long as Retry-After says; a token has a larger share.",
    500: "A fault of the desk's. If it stays, tell those who run it the number under fault.",
    503: "The desk is too busy; try again in a minute.",
}
