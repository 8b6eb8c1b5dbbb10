"""Cookies: all of them for this host only, not readable by scripts, not sent along from other sites."""

from __future__ import annotations

from litestar.datastructures import Cookie

from review.settings import Settings

SESSION = "session"
CSRF = "csrf"
LANGUAGE = "language"
THEME = "theme"
NOTICE = "notice"

A_YEAR = 365 * 24 * 3600


def cookie_name(settings: Settings, name: str) -> str:
    """A cookie's full name; with ``__Host-`` a browser takes it from this very host by https only."""
    return f"__Host-chibo-{name}" if settings.secure else f"chibo-{name}"


def cookie(settings: Settings, name: str, value: str, seconds: int | None = None) -> Cookie:
    """A cookie to set, for so many seconds or until the browser is closed."""
    return Cookie(
        key=cookie_name(settings, name),
        value=value,
        max_age=seconds,
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )


def gone(settings: Settings, name: str) -> Cookie:
    """A cookie that takes the one of this name away."""
    return cookie(settings, name, "", 0)
