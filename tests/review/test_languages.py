"""The catalogues: every text of code and templates in both languages, with the same gaps to fill in."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from review import i18n
from review.i18n import read_languages
from tests.review.visiting import Visit

_ROOM = Path(i18n.__file__).parent
_METHODS = [("**.py", "python"), ("**.html", "jinja2.ext.babel_extract")]
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "msgid": None}
_GAP = re.compile(r"%\((\w+)\)s")


def _texts() -> set[str | tuple[str, str]]:
    options = {"**.html": {"trimmed": "true", "silent": "false"}}
    found = extract_from_dir(_ROOM, _METHODS, options, _KEYWORDS)
    return {message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found}


def _catalogue(code: str) -> Catalog:
    with (_ROOM / "locale" / code / "LC_MESSAGES" / "chibo.po").open("rb") as file:
        return read_po(file, locale=code)


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_a_catalogue_has_every_text_and_no_other(code: str) -> None:
    kept = {message.id for message in _catalogue(code) if message.id}
    assert _texts() - kept == set(), "make catalogues, then translate"
    assert kept - _texts() == set(), "make catalogues"


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_no_text_is_empty_or_unsure_or_lacks_a_gap(code: str) -> None:
    faults = []
    for message in _catalogue(code):
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        told = (message.string,) if isinstance(message.string, str) else message.string
        gaps = set(_GAP.findall(ids[-1]))
        if message.fuzzy or not all(told) or any(set(_GAP.findall(text)) != gaps for text in told):
            faults.append(message.id)
        if "%" in ids[0] and any(re.search(r"%(?!\(\w+\)s|%)", text.replace("%%", "")) for text in told):
            faults.append(message.id)
    assert faults == []


def test_english_says_what_the_msgids_say_and_vietnamese_does_not() -> None:
    assert all(message.string in (message.id, tuple(message.id)) for message in _catalogue("en") if message.id)
    same = [message.id for message in _catalogue("vi") if message.id and message.string == message.id]
    assert same == []


def test_vietnamese_is_composed() -> None:
    said = [str(message.string) for message in _catalogue("vi")]
    assert [text for text in said if unicodedata.normalize("NFC", text) != text] == []


@pytest.mark.parametrize(
    ("code", "number", "day", "moment"),
    [
        ("vi", "1.234.567,89", "05/01/2025", "03:15 06/01/2025"),
        ("en", "1,234,567.89", "5 Jan 2025", "6 Jan 2025 03:15"),
    ],
)
def test_numbers_and_days_are_written_as_the_language_does(code: str, number: str, day: str, moment: str) -> None:
    speech = read_languages()[code]
    assert speech.number(1234567.891) == number
    assert speech.number(12) == "12"
    assert speech.day(date(2025, 1, 5)) == day
    assert speech.moment(datetime(2025, 1, 5, 20, 15, tzinfo=UTC)) == moment


def test_vietnamese_is_the_default() -> None:
    assert next(iter(read_languages())) == i18n.DEFAULT == "vi"


def test_whatever_the_browser_prefers_it_is_vietnamese_until_english_is_chosen(visit: Visit) -> None:
    assert '<html lang="vi"' in visit.get("/", headers={"Accept-Language": "en"}).text
    visit.send("/language", value="en")
    page = visit.get("/", headers={"Accept-Language": "vi"})
    assert '<html lang="en"' in page.text and page.headers["content-language"] == "en"
    assert "Đăng nhập" not in page.text and "Tiếng Việt" in page.text
