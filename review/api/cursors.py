"""The place in a list as it travels in an address. It names a row and holds nothing else."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date

from db.view_pages import Key
from review.api.problems import Problem

_LONGEST = 2000
_HIGHEST = 2**63 - 1


def write_cursor(key: Key) -> str:
    """A key as text for an address."""
    told = [part.isoformat() if isinstance(part, date) else part for part in key]
    return base64.urlsafe_b64encode(json.dumps(told, ensure_ascii=False).encode()).decode().rstrip("=")


def read_cursor(given: str, kinds: Sequence[type]) -> Key:
    """The key of a cursor, its parts of these types. Raises Problem for anything else."""
    try:
        if len(given) > _LONGEST or not given.isascii():
            raise ValueError
        parts = json.loads(base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True))
        if not isinstance(parts, list) or len(parts) != len(kinds):
            raise ValueError
        return tuple(_part(part, kind) for part, kind in zip(parts, kinds, strict=True))
    except (ValueError, binascii.Error, RecursionError):
        raise Problem(400, "cursor: this is no place in this list; begin without it.", parameter="cursor") from None


def _part(part: object, kind: type) -> str | int | date:
    if kind is date and isinstance(part, str):
        return date.fromisoformat(part)
    if type(part) is not kind:
        raise ValueError
    if isinstance(part, int) and abs(part) > _HIGHEST:
        raise ValueError
    if isinstance(part, str) and ("\0" in part or not part.isprintable()):
        raise ValueError
    assert isinstance(part, str | int)
    return part
