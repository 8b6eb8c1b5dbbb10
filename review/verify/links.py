"""Addresses in a page: of items, and those that articles bring with them."""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def item_link(claim: str) -> str:
    """Where an item is."""
    return f"/items/{quote(claim, safe='')}"


def safe_link(address: str) -> str:
    """An article's own address if it is one of the web; else one that leads nowhere."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return "#"
    return address if scheme in ("http", "https") else "#"
