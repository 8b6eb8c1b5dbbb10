"""From Scrapy's exceptions to the reasons of our report."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError

ROBOTS = "robots_disallowed"
"""Not a failure: robots.txt forbids the address, and it is only counted."""


def reason_of(error: BaseException) -> tuple[str, str, int | None]:
    """Reason, detail for people and HTTP status of a failed request."""
    said = str(error) or type(error).__name__
    if isinstance(error, HttpError):
        status = error.response.status
        return f"http_{status}", f"the site answered {status}", status
    if isinstance(error, IgnoreRequest):
        if "robots.txt" in said:
            return ROBOTS, "robots.txt forbids it", None
        if "redirect" in said:
            return "redirect_loop", "more redirects than allowed", None
        return ("too_large", said, None) if "DOWNLOAD_MAXSIZE" in said else ("crash", said, None)
    if isinstance(error, DownloadCancelledError):
        return "too_large", "the page is over the source's max_page_bytes", None
    if isinstance(error, CannotResolveHostError):
        return "dns", "no such host", None
    if isinstance(error, DownloadTimeoutError):
        return "timeout", "no answer in time", None
    if isinstance(error, (DownloadConnectionRefusedError, DownloadFailedError, ResponseDataLossError, OSError)):
        return "connection", said, None
    return "crash", f"{type(error).__name__}: {said}", None
