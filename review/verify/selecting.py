"""What a stretch of an article that an editor has selected says, for one field of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from review.i18n import msgid
from review.verify.fields import BY_NAME, write_day
from review.verify.numbers import read_figure, write_number
from review.verify.record_form import LONGEST_NAME, clean

NO_NUMBER: Final = msgid("There is no number in what you selected.")
IS_PERCENT: Final = msgid("This is a percentage: take it as a rate or as a share.")
NO_PERIOD: Final = msgid("No calendar expression was read there. Type the days.")
NOTHING: Final = msgid("Select some words of the article first.")
NOT_TAKEN: Final = msgid("This field is not taken from the text.")


class NotThat(ValueError):
    """The stretch does not fit the field; the message is a msgid."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What fields get, as a form writes it, and the stretch that they got it from (code points)."""

    values: dict[str, str]
    start: int
    end: int


def take(text: str, start: int, end: int, field: str, unit: Mapping[str, Any] | None, period: Any) -> Taken:
    """Read ``text[start:end]`` into a field and those that belong to it.

    ``unit`` and ``period`` are the mentions that the machine has read there, if any. Raises NotThat.
    """
    start, end = _trimmed(text, max(0, start), min(end, len(text)))
    if start >= end:
        raise NotThat(NOTHING)
    kind = BY_NAME[field].kind if field in BY_NAME else None
    if kind == "number":
        return Taken(_numbers(field, text[start:end]), start, end)
    if field == "unit_name":
        return Taken(_unit(text[start:end], unit), start, end)
    if field == "period_from":
        if period is None or (period["from_day"] is None and period["to_day"] is None):
            raise NotThat(NO_PERIOD)
        days = {"period_from": write_day(period["from_day"]), "period_to": write_day(period["to_day"])}
        return Taken(days, start, end)
    raise NotThat(NOT_TAKEN)


def _numbers(field: str, words: str) -> dict[str, str]:
    figure = read_figure(words)
    if figure is None:
        raise NotThat(NO_NUMBER)
    value, upper = write_number(figure.value), write_number(figure.value_max)
    if field == "value":
        if figure.percent:
            raise NotThat(IS_PERCENT)
        values = {"value": value, "value_max": upper, "approximation": figure.approximation or ""}
        return values | ({"target": write_number(figure.target)} if figure.target is not None else {})
    if field == "share":
        return {"share": value, "share_max": upper}
    return {field: value}


def _unit(words: str, unit: Mapping[str, Any] | None) -> dict[str, str]:
    if unit is None:
        return {"unit_name": clean(words)[:LONGEST_NAME]}
    values = {"unit_name": unit["name"], "unit_level": unit["level"]}
    values |= {"unit_province": unit["province"], "unit_place_code": unit["place_code"]}
    return {name: value or "" for name, value in values.items()}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
