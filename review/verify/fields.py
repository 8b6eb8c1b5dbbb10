"""The fields of a reading as an editor meets them: their names, their order, their colours, their values in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from review.i18n import Speech, msgid
from review.verify.marks import visible
from review.verify.numbers import write_number
from schema import Reading, indicators, qualifiers

Kind = Literal["choice", "number", "text", "day", "several"]
Group = Literal["figure", "unit", "period"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of ``schema.Reading``. ``label`` is a msgid; ``group`` gives the colour, as in the text.

    ``key`` is pressed while something is selected in the article, and takes that into this field.
    """

    name: str
    label: str
    kind: Kind
    group: Group
    key: str | None = None


FIELDS: Final = (
    Field("indicator", msgid("Indicator"), "choice", "figure"),
    Field("value", msgid("Value"), "number", "figure", "f"),
    Field("value_max", msgid("Upper end"), "number", "figure", "m"),
    Field("approximation", msgid("About how much"), "choice", "figure"),
    Field("target", msgid("Target"), "number", "figure", "t"),
    Field("rate", msgid("Rate in percent of the target"), "number", "figure", "r"),
    Field("share", msgid("Share in percent of a whole"), "number", "figure", "s"),
    Field("share_max", msgid("Upper end of the share"), "number", "figure"),
    Field("denominator", msgid("Out of"), "number", "figure", "o"),
    Field("modality", msgid("Done or planned"), "choice", "figure"),
    Field("qualifiers", msgid("Qualifiers"), "several", "figure"),
    Field("unit_name", msgid("Organisation"), "text", "unit", "u"),
    Field("unit_level", msgid("Level"), "choice", "unit"),
    Field("unit_province", msgid("Province"), "text", "unit"),
    Field("unit_place_code", msgid("Place code"), "text", "unit"),
    Field("period_from", msgid("From"), "day", "period", "p"),
    Field("period_to", msgid("To"), "day", "period"),
)
BY_NAME: Final = {field.name: field for field in FIELDS}

LEVELS: Final = {
    "central": msgid("central"),
    "province": msgid("province"),
    "district": msgid("district"),
    "commune": msgid("commune"),
    "cell": msgid("cell"),
    "block": msgid("block of agencies or enterprises"),
}
APPROXIMATIONS: Final = {"about": msgid("about"), "over": msgid("more than"), "under": msgid("less than")}
MODALITIES: Final = {"actual": msgid("done"), "target": msgid("planned")}
GROUPS: Final = {"figure": msgid("Figure"), "unit": msgid("Organisation"), "period": msgid("Period")}
QUALIFIER_GROUPS: Final = {
    "people": msgid("Who"),
    "organisation": msgid("Kind of organisation"),
    "rating": msgid("Rating"),
    "discipline": msgid("Discipline"),
    "manner": msgid("Manner of counting"),
    "actor": msgid("By whom"),
    "topic": msgid("About what"),
}


def indicator_name(code: str, speech: Speech) -> str:
    """An indicator's name; a code that the registry does not have stands for itself."""
    return named(indicators(), code, speech)


def qualifier_name(code: str, speech: Speech) -> str:
    """A qualifier's name; a code that the registry does not have stands for itself."""
    return named(qualifiers(), code, speech)


def named(registry: Any, code: str, speech: Speech) -> str:
    """What an entry of a registry is called in a language; a code that is none stands for itself."""
    entry = registry.get(code)
    if entry is None:
        return visible(code)
    name: str = entry.vi if speech.code == "vi" else entry.en
    return name


def in_words(name: str, value: Any, speech: Speech) -> str:
    """A field's value as a person reads it; "–" where there is none."""
    if value is None or value == ():
        return "–"
    if name in ("rate", "share", "share_max"):
        return f"{speech.number(value)} %" if speech.code == "en" else f"{speech.number(value)}%"
    words: dict[str, Callable[[Any], str]] = {
        "indicator": lambda code: indicator_name(code, speech),
        "approximation": lambda code: speech.texts.gettext(APPROXIMATIONS[code]),
        "modality": lambda code: speech.texts.gettext(MODALITIES[code]),
        "unit_level": lambda code: speech.texts.gettext(LEVELS[code]),
        "qualifiers": lambda codes: ", ".join(qualifier_name(code, speech) for code in codes),
        "period_from": speech.day,
        "period_to": speech.day,
    }
    if name in words:
        return words[name](value)
    return visible(value) if isinstance(value, str) else speech.number(value)


def told(reading: Reading, speech: Speech, *, beside: tuple[Reading, ...] = ()) -> list[tuple[Field, str]]:
    """The fields that a reading, or one of those beside it, says something in, with its values in words."""
    readings = (reading, *beside)
    return [
        (field, in_words(field.name, getattr(reading, field.name), speech))
        for field in FIELDS
        if any(getattr(each, field.name) not in (None, ()) for each in readings)
    ]


def figure_in_words(reading: Reading, speech: Speech) -> str:
    """The number itself, short: "142/270", "hơn 300", "48,4%"."""
    if reading.value is None:
        name = "share" if reading.share is not None else "rate"
        return in_words(name, getattr(reading, name), speech)
    written = speech.number(reading.value)
    if reading.value_max is not None:
        written = f"{written}–{speech.number(reading.value_max)}"
    if reading.target is not None:
        written = f"{written}/{speech.number(reading.target)}"
    if reading.approximation is not None:
        written = f"{speech.texts.gettext(APPROXIMATIONS[reading.approximation])} {written}"
    return written


def write_day(day: date | None) -> str:
    """A day for a field of a form: 31/12/2024."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if day is not None else ""


def in_form(reading: Reading) -> dict[str, str]:
    """A reading as the fields of a form hold it; qualifiers stand apart, in a list."""
    values: dict[str, str] = {}
    for field in FIELDS:
        value = getattr(reading, field.name)
        if field.kind == "number":
            values[field.name] = write_number(value)
        elif field.kind == "day":
            values[field.name] = write_day(value)
        elif field.kind != "several":
            values[field.name] = value or ""
    return values
