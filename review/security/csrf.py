"""Tokens of forms: what our own pages put into them, and no other page can know."""

from __future__ import annotations

from litestar.config.csrf import CSRFConfig

from review.security.cookies import CSRF, cookie_name
from review.settings import Settings

FIELD = "_csrf_token"
"""The name that Litestar looks for in a form."""

HEADER = "X-CSRFToken"


def csrf_config(settings: Settings) -> CSRFConfig:
    """Litestar's check, with a cookie like all of ours. It is also asked of a visitor who is not signed in."""
    return CSRFConfig(
        secret=settings.secret,
        cookie_name=cookie_name(settings, CSRF),
        header_name=HEADER,
        cookie_secure=settings.secure,
        cookie_httponly=True,
        cookie_samesite="lax",
    )
