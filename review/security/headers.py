"""Headers of every answer, errors included."""

from __future__ import annotations

from litestar.datastructures import MutableScopeHeaders
from litestar.types import BeforeMessageSendHookHandler, Message, Scope

from review.settings import Settings

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_WITH_TLS = {"Strict-Transport-Security": "max-age=31536000"}


def header_writer(settings: Settings) -> BeforeMessageSendHookHandler:
    """A hook that writes the headers into each answer as it leaves.

    A page is not kept by anyone where somebody is signed in, and asked for anew where nobody is; only an answer that
    says otherwise itself (a file, a download) may be kept.
    """
    headers = _ALWAYS | _WITH_TLS if settings.secure else _ALWAYS

    async def write(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        found = MutableScopeHeaders.from_message(message)
        for name, value in headers.items():
            found[name] = value
        found.setdefault("Cache-Control", "no-store" if scope.get("user") else "private, no-cache")

    return write
