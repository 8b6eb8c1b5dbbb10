"""Colours that can be read, files of others unchanged, components that escape what they are given."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from jinja2 import Environment

from review import assets
from review.desk import Desk
from review.i18n import read_languages
from review.rendering import environment
from review.settings import Settings

_CSS = (assets.FOLDER / "chibo.css").read_text(encoding="utf-8")
_TOKENS = dict(re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\)", _CSS))
_DARK = dict(re.findall(r"--([\w-]+): light-dark\(#[0-9a-f]{6}, (#[0-9a-f]{6})\)", _CSS))

_GROUNDS = ("page", "paper", "sunk")
_TEXT = [
    *((ink, ground) for ink in ("ink", "quiet", "link") for ground in _GROUNDS),
    *(("ink", evidence) for evidence in ("document", "date", "unit", "figure", "warn-paper")),
    *((kind, f"{kind}-paper") for kind in ("good", "warn", "bad")),
    ("bad", "paper"),
    ("bad", "sunk"),
    ("accent-ink", "accent"),
]
_SIGNS = [
    *((sign, ground) for sign in ("edge", "focus", "accent") for ground in _GROUNDS),
    *((f"{evidence}-line", evidence) for evidence in ("document", "date", "unit", "figure")),
    *((f"{evidence}-line", "paper") for evidence in ("document", "date", "unit", "figure")),
]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [_TOKENS, _DARK], ids=["light", "dark"])
def test_text_can_be_read(theme: dict[str, str]) -> None:
    """WCAG AA, 1.4.3: 4.5 to 1."""
    low = {pair: round(_contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in _TEXT}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}


@pytest.mark.parametrize("theme", [_TOKENS, _DARK], ids=["light", "dark"])
def test_borders_focus_and_lines_can_be_seen(theme: dict[str, str]) -> None:
    """WCAG AA, 1.4.11: 3 to 1."""
    low = {pair: round(_contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in _SIGNS}
    assert {pair: value for pair, value in low.items() if value < 3} == {}


def test_every_colour_is_a_token_and_every_token_is_there() -> None:
    rules = _CSS[_CSS.index("*, *::before") :]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", rules) == []
    assert {name for name in re.findall(r"var\(--([\w-]+)\)", _CSS) if f"--{name}:" not in _CSS} == set()


def test_the_four_marks_differ_without_colour() -> None:
    drawn = {}
    for kind in ("document", "date", "unit", "figure"):
        rule = re.search(rf"\.evidence\.{kind} {{([^}}]*)}}", _CSS)
        assert rule
        style = re.search(r"text-decoration-style: (\w+)", rule[1])
        drawn[kind] = style[1] if style else "solid"
    assert len(set(drawn.values())) == 4


def test_files_of_others_are_what_the_manifest_says() -> None:
    folder = assets.MANIFEST.parent
    told = {name: file["integrity"] for package in assets.vendored() for name, file in package["files"].items()}
    licences = {package["licence_file"] for package in assets.vendored()}
    present = {path.name for path in folder.iterdir()}
    assert present == {*told, *licences, "manifest.json"}
    assert {name: assets.digest(folder / name) for name in told} == told
    assert all(package["version"] and package["source"].startswith("https://") for package in assets.vendored())


def test_htmx_is_the_release_that_its_file_is_named_after() -> None:
    script = (assets.FOLDER / "vendor" / "htmx-2.0.11.min.js").read_text(encoding="utf-8")
    assert 'version:"2.0.11"' in script


def test_no_file_of_ours_asks_another_host() -> None:
    ours = [assets.FOLDER / "chibo.css", assets.FOLDER / "desk.js"]
    assert [path.name for path in ours if re.search(r"https?://|@import|url\(\"?//", path.read_text("utf-8"))] == []


@pytest.fixture
def templates(database_free_desk: Desk) -> Environment:
    return environment(database_free_desk)


@pytest.fixture
def database_free_desk() -> Desk:
    from sqlalchemy import create_engine

    settings = Settings(secret="s" * 64)
    engine = create_engine("sqlite://")
    return Desk(engine, settings, lambda: datetime(2026, 1, 1, tzinfo=UTC), read_languages(), assets.read_assets())


_HOSTILE = """"'><script>alert(1)</script>"""
_COMPONENTS = {
    "field": '{% from "parts/forms.html" import field with context %}'
    "{{ field('n', x, x, error=x, hint=x, placeholder=x) }}",
    "choice": '{% from "parts/forms.html" import choice with context %}{{ choice("n", x, [(x, x)], x) }}',
    "filter_bar": '{% from "parts/forms.html" import filter_bar with context %}'
    "{% call filter_bar(x, clear=x) %}{{ x }}{% endcall %}",
    "sort_head": '{% from "parts/tables.html" import sort_head with context %}{{ sort_head(x, x, "ascending", true) }}',
    "pager": '{% from "parts/tables.html" import pager with context %}{{ pager(2, 3, address) }}',
    "badge": '{% from "parts/marks.html" import badge with context %}{{ badge(x, x) }}',
    "flag": '{% from "parts/marks.html" import flag with context %}{{ flag(x, x) }}',
    "evidence": '{% from "parts/marks.html" import evidence with context %}{{ evidence("unit", x) }}',
    "key_hint": '{% from "parts/marks.html" import key_hint with context %}{{ key_hint(x, x) }}',
    "empty": '{% from "parts/notices.html" import empty with context %}{{ empty(x) }}',
    "trail": '{% from "parts/notices.html" import trail with context %}{{ trail([(x, x), (none, x)]) }}',
    "flash": '{% from "parts/notices.html" import flash with context %}{{ flash(x) }}',
}


@pytest.mark.parametrize("component", _COMPONENTS)
def test_a_component_shows_what_it_is_given_as_text(templates: Environment, component: str) -> None:
    here = SimpleNamespace(speech=read_languages()["vi"])
    if component == "flash":  # a msgid of ours, never a text of others
        shown = templates.from_string(_COMPONENTS[component]).render(here=here, x="You have signed out.")
        assert "Bạn đã đăng xuất." in shown and 'role="status"' in shown
        return
    shown = templates.from_string(_COMPONENTS[component]).render(here=here, x=_HOSTILE, address=lambda _n: _HOSTILE)
    assert "<script>" not in shown and "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "\"'>" not in shown


def test_a_component_for_keyboards_and_screen_readers(templates: Environment) -> None:
    here = SimpleNamespace(speech=read_languages()["en"])
    field = templates.from_string(_COMPONENTS["field"]).render(here=here, x="text")
    assert '<label for="f-n">' in field and 'aria-invalid="true"' in field
    assert 'aria-describedby="f-n-error f-n-hint"' in field and 'id="f-n-error"' in field
    assert 'aria-sort="ascending"' in templates.from_string(_COMPONENTS["sort_head"]).render(here=here, x="text")
    only = templates.from_string('{% from "parts/tables.html" import pager with context %}{{ pager(1, 1, x) }}')
    assert only.render(here=here, x=str).strip() == ""


def test_what_html_forbids_is_not_sent(templates: Environment) -> None:
    here = SimpleNamespace(speech=read_languages()["en"])
    assert (
        templates.from_string("{{ x }}").render(here=here, x="a\x00b\x0bc\x85\ufffe") == "a\ufffdb\ufffdc\ufffd\ufffd"
    )
