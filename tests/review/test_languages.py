"""The catalogues: every text of code and templates in both languages, with the same gaps to fill in."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime

import pytest

from review import i18n
from review.i18n import read_languages
from scripts.write_catalogues import read, texts
from tests.review.visiting import Visit

_GAP = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_a_catalogue_has_every_text_and_no_other(code: str) -> None:
    kept = {message.id for message in read(code) if message.id}
    assert set(texts()) - kept == set(), "make catalogues, then translate"
    assert kept - set(texts()) == set(), "make catalogues"


def test_texts_of_code_and_templates_are_found() -> None:
    assert {"There is nothing here", "Sign out everywhere", ("%(count)s day", "%(count)s days")} <= set(texts())


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_no_text_is_empty_or_unsure_or_lacks_a_gap(code: str) -> None:
    faults = []
    for message in read(code):
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
    assert all(message.string in (message.id, tuple(message.id)) for message in read("en") if message.id)
    same = [message.id for message in read("vi") if message.id and message.string == message.id]
    assert same == []


def test_vietnamese_is_composed() -> None:
    said = [str(message.string) for message in read("vi")]
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
