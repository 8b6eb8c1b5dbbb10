"""Where a form leads to afterwards: to a page of ours, whatever an address says."""

from __future__ import annotations

from urllib.parse import urlsplit

START = "/"


def safe_destination(given: str) -> str:
    """The path and query given, if they are a page of ours; the start page otherwise.

    Browsers read two slashes, or a slash and a backslash, as the begin of another site's address, and leave out tabs
    and line breaks before they look.
    """
    if not given.startswith("/") or given[1:2] in ("/", "\\") or "\\" in given:
        return START
    if not given.isascii() or not given.isprintable() or " " in given:
        return START
    try:
        parts = urlsplit(given)
    except ValueError:
        return START
    return START if parts.scheme or parts.netloc else given
