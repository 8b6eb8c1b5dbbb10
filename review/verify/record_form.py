"""The form of a record: from what a browser sent to a reading, or to what is wrong with it, field by field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from review.i18n import msgid
from review.verify.fields import APPROXIMATIONS, BY_NAME, FIELDS, LEVELS, MODALITIES, in_form
from review.verify.numbers import read_number
from schema import Reading, indicators, qualifiers

NO_NUMBER: Final = msgid("This is not a number such as 1.092 or 48,4.")
NO_DAY: Final = msgid("This is not a day such as 31/12/2024.")
NO_CHOICE: Final = msgid("This is not one of the choices.")
NO_FIGURE: Final = msgid("A record needs a value, a rate or a share.")
BACKWARDS: Final = msgid("The period ends before it begins.")
TOO_LONG: Final = msgid("This is too long.")

LONGEST_NAME: Final = 300
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "approximation": tuple(APPROXIMATIONS),
    "modality": tuple(MODALITIES),
    "unit_level": tuple(LEVELS),
}
_DAY: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_SPAN: Final = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What a form says. ``reading`` is None where it cannot be one; ``errors`` are msgids by field.

    ``values`` and ``qualifiers`` are as they were sent, to be shown again; ``spans`` are stretches of the text.
    """

    reading: Reading | None
    errors: dict[str, str]
    values: dict[str, str]
    qualifiers: tuple[str, ...]
    spans: dict[str, tuple[int, int]]


def read_form(sent: Mapping[str, str], chosen: Sequence[str] | None, shown: Reading, length: int) -> FilledForm:
    """Read a sent form over a text of ``length`` code points; ``shown`` is the reading that it was filled with.

    ``chosen`` are the qualifiers, None where the form had none. A field that was not sent stays as it was shown.
    """
    errors: dict[str, str] = {}
    filled = in_form(shown)
    read: dict[str, Any] = shown.model_dump()
    values: dict[str, str] = {}
    for field in FIELDS:
        if field.kind == "several" or field.name not in sent:
            continue
        written = clean(sent[field.name])
        values[field.name] = written
        if written == clean(filled[field.name]):  # as it was shown, to the last digit
            continue
        try:
            read[field.name] = _value(field.name, field.kind, written, getattr(shown, field.name))
        except ValueError as error:
            errors[field.name] = str(error)
    picked = shown.qualifiers
    if chosen is not None:
        picked = tuple(sorted({code for code in chosen if code in qualifiers() or code in shown.qualifiers}))
    read["qualifiers"] = picked
    if any(read[name] != getattr(shown, name) for name in ("unit_name", "unit_province", "unit_place_code")):
        read["unit_place_today"] = None
    spans = _spans(sent, length) if not errors else {}
    reading = None if errors else _reading(read, errors)
    return FilledForm(reading, errors, values, picked, spans)


def clean(written: str) -> str:
    """What was typed, NFC, each run of white space one space, without characters that show nothing."""
    joined = " ".join(unicodedata.normalize("NFC", written).split())
    return "".join(c for c in joined if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _value(name: str, kind: str, written: str, shown: Any) -> Any:
    if not written:
        if name in ("indicator", "modality"):
            raise ValueError(NO_CHOICE)
        return None
    if kind == "number":
        number = read_number(written)
        if number is None:
            raise ValueError(NO_NUMBER)
        return number
    if kind == "day":
        return _day(written)
    if kind == "choice":
        allowed = tuple(indicators()) if name == "indicator" else _CHOICES[name]
        if written not in allowed and written != shown:
            raise ValueError(NO_CHOICE)
        return written
    if len(written) > LONGEST_NAME:
        raise ValueError(TOO_LONG)
    return written


def _day(written: str) -> date:
    """A day as Vietnamese write it, or as machines do. Raises ValueError with a msgid."""
    found = _DAY.fullmatch(written)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(written)
    except ValueError:
        raise ValueError(NO_DAY) from None


def _reading(read: dict[str, Any], errors: dict[str, str]) -> Reading | None:
    begin, end = read["period_from"], read["period_to"]
    if begin is not None and end is not None and begin > end:
        errors["period_to"] = BACKWARDS
    if read["value"] is None and read["rate"] is None and read["share"] is None:
        errors["value"] = NO_FIGURE
    return None if errors else Reading.model_validate(read)


def _spans(sent: Mapping[str, str], length: int) -> dict[str, tuple[int, int]]:
    """The stretches that fields were taken from; one that is none in this text is left out."""
    found = {}
    for name in BY_NAME:
        given = _SPAN.fullmatch(sent.get(f"span-{name}", ""))
        if given and int(given[1]) < int(given[2]) <= length:
            found[name] = (int(given[1]), int(given[2]))
    return found
