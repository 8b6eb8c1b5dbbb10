"""Answers of the API: JSON with a strong ETag of its bytes, so that what has not changed is not sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from litestar import Request, Response
from litestar.serialization import encode_json

from review.api.resources import BASE

_FRESH_S = 60


def answer(request: Request, content: Mapping[str, Any], links: Mapping[str, str] | None = None) -> Response:
    """The answer with ``Link`` headers by relation; 304 without a body where the asker has it already."""
    body = encode_json(content)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    related = {"service-desc": f"{BASE}/openapi.json"} | dict(links or {})
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache" if request.user else f"public, max-age={_FRESH_S}",
        "Vary": "Authorization, Cookie",
        "Link": ", ".join(f'<{address}>; rel="{relation}"' for relation, address in related.items()),
    }
    if _has_it(request.headers.getall("if-none-match", []), tag):
        return Response(None, status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


def plain_numbers(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The named cells of a row; a whole number is written as one, though the database keeps 142.0."""
    return {name: _plain(row[name]) for name in names}


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _has_it(given: list[str], tag: str) -> bool:
    """Whether If-None-Match names the tag; W/ makes no difference there (RFC 9110, 13.1.2)."""
    tags = [part.strip().removeprefix("W/") for line in given for part in line.split(",")]
    return tag in tags or "*" in tags
