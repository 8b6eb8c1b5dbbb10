"""The languages of the desk: Vietnamese unless English is chosen. Texts in code and templates are English msgids.

The catalogues stand in ``locale/<language>/LC_MESSAGES/chibo.po`` and are read as they are when the desk starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from db.models.people import Language

FOLDER = Path(__file__).parent / "locale"
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "vi"
NAMES: dict[Language, str] = {"vi": "Tiếng Việt", "en": "English"}
"""Each language in its own words."""

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Speech:
    """One language: its texts, and how it writes numbers and days."""

    code: Language
    texts: GNUTranslations
    locale: Locale

    def number(self, value: float) -> str:
        """A number with its thousands apart and at most two decimals: 1.234,5 in Vietnamese."""
        return format_decimal(value, format="#,##0.##", locale=self.locale)

    def day(self, value: date) -> str:
        """A day in figures: 05/01/2025 in Vietnamese, 5 Jan 2025 in English."""
        return format_date(value, format="dd/MM/yyyy" if self.code == "vi" else "d MMM yyyy", locale=self.locale)

    def moment(self, value: datetime) -> str:
        """An instant to the minute, by the clock of Vietnam."""
        form = "HH:mm dd/MM/yyyy" if self.code == "vi" else "d MMM yyyy HH:mm"
        return format_datetime(value, format=form, tzinfo=_VIETNAM, locale=self.locale)


def msgid(text: str) -> str:
    """The text itself, marked for the catalogues; whoever shows it translates it."""
    return text


def read_languages() -> dict[str, Speech]:
    """All languages by code, the default first."""
    return {code: _read(code) for code in LANGUAGES}


def as_language(given: str | None) -> Language | None:
    """A language by its code; None for anything else."""
    return next((code for code in LANGUAGES if code == given), None)


@cache
def _read(code: Language) -> Speech:
    with (FOLDER / code / "LC_MESSAGES" / "chibo.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Speech(code, GNUTranslations(compiled), Locale.parse(code))
