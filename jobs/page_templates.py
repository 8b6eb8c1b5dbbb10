"""The templates of pages: every value is escaped, and none has a character that HTML forbids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

_UNSHOWABLE = dict.fromkeys((*range(0x9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF), "\ufffd")


def page_templates(**filters: Callable[..., Any]) -> Environment:
    """The templates of ``jobs/templates``, with ``filters`` by their names."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    templates.filters |= filters
    return templates


def _shown(value: Any) -> Any:
    return value.translate(_UNSHOWABLE) if type(value) is str else value
