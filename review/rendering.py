"""Pages from templates: every value escaped, in the visitor's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from litestar.connection import ASGIConnection, Request
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.template.config import TemplateConfig

from review import navigation, wording
from review.desk import Desk, desk_of
from review.i18n import DEFAULT, NAMES, Speech, as_language
from review.look import template_tools
from review.notices import NOTICES
from review.security.cookies import LANGUAGE, NOTICE, THEME, cookie_name, gone
from review.security.csrf import FIELD, HEADER
from review.security.destinations import safe_destination
from review.security.sessions import Visitor
from review.verify.links import item_link, safe_link
from review.verify.marks import visible

FOLDER = Path(__file__).parent / "templates"

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)

_UNSHOWABLE = dict.fromkeys((*range(0x9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF), "\ufffd")


@dataclass(frozen=True, slots=True)
class Here:
    """What every page knows of the request: ``here`` in templates.

    ``recognised`` is false where nobody looked who is asking: there is no route of this address. ``address`` is the
    page's own, with its query.
    """

    speech: Speech
    theme: Theme
    recognised: bool
    visitor: Visitor | None
    address: str
    path: str
    notice: str | None
    entries: list[navigation.Entry]


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Template:
    """A page in the visitor's language. A notice that waits in its cookie is shown and taken away."""
    desk = desk_of(request)
    here = here_of(request)
    return Template(
        template,
        context={"here": here, **context},
        status_code=status,
        media_type="text/html",
        headers={"Vary": "Cookie", "Content-Language": here.speech.code},
        cookies=[gone(desk.settings, NOTICE)] if here.notice else None,
    )


def here_of(request: ASGIConnection) -> Here:
    """What the request says of its visitor: language and theme by cookie, or else as the account has them."""
    desk = desk_of(request)

    def given(name: str) -> str | None:
        return request.cookies.get(cookie_name(desk.settings, name))

    visitor: Visitor | None = request.scope.get("user")
    language = as_language(given(LANGUAGE)) or (visitor.language if visitor else DEFAULT)
    query = request.scope["query_string"].decode("latin-1")
    raw = (request.scope.get("raw_path") or request.scope["path"].encode()).decode("latin-1").partition("?")[0]
    return Here(
        speech=desk.languages[language],
        theme=next((theme for theme in THEMES if theme == given(THEME)), "system"),
        recognised="user" in request.scope,
        visitor=visitor,
        address=safe_destination(f"{raw}?{query}" if query else raw),
        path=request.scope["path"],
        notice=NOTICES.get(given(NOTICE) or ""),
        entries=navigation.entries_for(visitor.role if visitor else None),
    )


def template_config(desk: Desk) -> TemplateConfig[JinjaTemplateEngine]:
    """Litestar's configuration of the templates."""
    return TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment(desk)))


class _Compiled(BytecodeCache):
    """Templates compiled once for all desks of a process; a file that has changed is compiled anew."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code, if it was made of the same text."""
        checksum, code = self._code.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        self._code[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


_COMPILED = _Compiled()


def environment(desk: Desk) -> Environment:
    """Jinja as the pages use it: strict, escaping, with the texts of whoever asks."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_COMPILED,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "asset": desk.assets.address,
        "integrity": desk.assets.integrity,
        "language_names": NAMES,
        "themes": THEMES,
        "csrf_field": FIELD,
        "csrf_header": HEADER,
    }
    made.globals |= wording.FUNCTIONS
    made.filters |= template_tools.FILTERS | wording.FILTERS
    made.filters |= {name: _spoken(name) for name in ("number", "day", "moment")}
    made.filters |= {"visible": visible, "link": safe_link, "item_link": item_link}
    return made


def _spoken(name: str) -> Callable[..., str]:
    @pass_context
    def apply(context: Context, value: Any) -> str:
        written: str = getattr(_speech(context), name)(value)
        return written

    return apply


@pass_context
def _gettext(context: Context, text: str) -> str:
    return _speech(context).texts.gettext(text)


@pass_context
def _ngettext(context: Context, one: str, many: str, number: int) -> str:
    return _speech(context).texts.ngettext(one, many, number)


def _speech(context: Context) -> Speech:
    here: Here = context["here"]
    return here.speech


def _shown(value: Any) -> Any:
    """A value without characters that HTML forbids."""
    return value.translate(_UNSHOWABLE) if type(value) is str else value
