"""A page that is to be opened from a disk: what must hold so that it asks nothing of a network."""

from __future__ import annotations

from typing import Any


def check_loads_nothing(page: Any) -> None:
    """No element, no style and no policy of a parsed page lets anything be fetched with it; links are left to the test."""
    assert page.xpath("//@src | //@srcset | //@action | //@background | //@poster") == []
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style and "@import" not in style
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
