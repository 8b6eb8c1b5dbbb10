"""Parameters of a query: which there are, and their values as they were meant.

Read strictly. A filter that is mistyped and passed over would give an answer to another question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Literal, get_args, get_type_hints

from db.reading import Filters, filters_of
from review.api.problems import Problem
from review.api.resources import Resource
from schema.dictionary import Words

LONGEST: Final = 200
"""Code points that a value may have."""

MOST_IDS: Final = 100
HIGHEST_KEY: Final = 2**31 - 1
FIRST_PAGE: Final = 100
LARGEST_PAGE: Final = 500
SHOWABLE: Final = r"^[^\u0000-\u001f\u007f-\u009f]+$"
"""What a value may consist of, as a pattern that JSON Schema understands."""

_SHOWABLE = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INTEGER = re.compile(r"[0-9]{1,10}", re.ASCII)
_BOOLEANS: Final = {"true": True, "false": False}

Kind = Literal["string", "integer", "day", "boolean"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its meaning. ``codes`` are the only values it may have; ``many``: it may be given again."""

    name: str
    kind: Kind
    words: Words
    codes: tuple[str, ...] | None = None
    many: bool = False
    least: int = 0
    most: int = HIGHEST_KEY
    default: int | None = None


PAGED: Final = (
    Parameter(
        "limit",
        "integer",
        Words(vi="Số dòng nhiều nhất của một trang.", en="Rows of a page at most."),
        least=1,
        most=LARGEST_PAGE,
        default=FIRST_PAGE,
    ),
    Parameter(
        "cursor",
        "string",
        Words(
            vi="Chỗ đọc tiếp: lấy từ next của trang trước.", en="Where to go on: taken from next of the page before."
        ),
    ),
)
_COLUMNS: Final = {
    "place": "place_today",
    "level": "unit_level",
    "qualifier": "qualifiers",
    "flag": "flags",
    "document": "document_id",
}
_OWN: Final[Mapping[str, Words]] = {
    "from_": Words(
        vi="Từ ngày này: kỳ của số liệu chạm đến, hoặc bài đăng từ ngày ấy.",
        en="From this day on: the period of a figure touches it, or an article was published then or later.",
    ),
    "to": Words(
        vi="Đến hết ngày này: kỳ của số liệu chạm đến, hoặc bài đăng đến ngày ấy.",
        en="Up to this day: the period of a figure touches it, or an article was published then or before.",
    ),
    "unit": Words(vi="Tên đơn vị, hoặc một phần của tên.", en="The name of a unit, or a part of one."),
    "flagged": Words(vi="Có hay không có điểm đáng ngờ.", en="With any doubt, or with none."),
    "ids": Words(vi="Chỉ những dòng có mã này; có thể lặp lại.", en="Only rows of this key; may be given again."),
    "status": Words(
        vi="Trạng thái. Không nêu thì không có số liệu bị loại hoặc mất bằng chứng.",
        en="How it stands. Without it, what was rejected or withdrawn is left out.",
    ),
}


def parameters_of(resource: Resource) -> tuple[Parameter, ...]:
    """The filters of a resource, then those for its pages; articles can also be searched (``q``)."""
    kinds = get_type_hints(Filters)
    has = filters_of(resource.name)
    filters = [_filter(resource, field.name, kinds[field.name]) for field in fields(Filters) if field.name in has]
    if resource.name == "articles":
        words = Words(
            vi="Những chữ phải có trong bài; bài có đủ dấu đứng trước. Chỉ kèm được province, source, from, to.",
            en="Words that the article must have; those with all accents first. With province, source, from, to only.",
        )
        filters.append(Parameter("q", "string", words))
    return (*filters, *PAGED)


def read_parameters(given: Iterable[tuple[str, str]], known: Iterable[Parameter]) -> dict[str, Any]:
    """The values by name, None for what was not given. Raises Problem, which names the parameter that is wrong."""
    by_name = {parameter.name: parameter for parameter in known}
    found: dict[str, list[Any]] = {}
    for name, typed in given:
        parameter = by_name.get(name)
        if parameter is None:
            shown = name if _SHOWABLE.fullmatch(name[:LONGEST]) else "this one"
            raise Problem(400, f"There is no parameter {shown[:40]!r}; there are {', '.join(by_name)}.", parameter=name)
        found.setdefault(name, []).append(_value(parameter, typed))
    values: dict[str, Any] = {}
    for parameter in by_name.values():
        several = found.get(parameter.name, [])
        if len(several) > (MOST_IDS if parameter.many else 1):
            most = f"{MOST_IDS} times" if parameter.many else "once"
            raise Problem(400, f"{parameter.name} may be given {most} at most.", parameter=parameter.name)
        values[parameter.name] = (tuple(several) or None) if parameter.many else next(iter(several), parameter.default)
    return values


def filters_from(values: Mapping[str, Any], resource: Resource) -> Filters:
    """The filters among the values of a query."""
    return Filters(**{name: values[_address_name(name)] for name in filters_of(resource.name)})


def _filter(resource: Resource, name: str, annotation: Any) -> Parameter:
    columns = {column.name: column for column in resource.table.columns}
    column = resource.columns[0] if name == "ids" else columns.get(_COLUMNS.get(name, name))
    described = Words(vi=column.vi, en=column.en) if column else None
    codes = tuple(code for code, _ in column.codes) if column and column.codes else None
    kind = _kind(annotation)
    if name == "ids" and column and column.type == "integer":
        kind = "integer"
    words = _OWN.get(name) or described
    if words is None:
        raise LookupError(f"{resource.name}: the filter {name} is described nowhere")
    return Parameter(_address_name(name), kind, words, codes, many=name == "ids")


def _kind(annotation: Any) -> Kind:
    wanted = get_args(annotation)[0]
    if wanted is date:
        return "day"
    return "boolean" if wanted is bool else "string"


def _address_name(field: str) -> str:
    return field.rstrip("_")


def _value(parameter: Parameter, typed: str) -> Any:
    try:
        return _read(parameter, typed)
    except ValueError as error:
        raise Problem(400, f"{parameter.name}: {error}", parameter=parameter.name) from None


def _read(parameter: Parameter, typed: str) -> Any:
    if not typed:
        raise ValueError("the value is empty; leave the parameter out instead.")
    if len(typed) > LONGEST and parameter.name != "cursor":
        raise ValueError(f"the value may have {LONGEST} characters at most.")
    if not _SHOWABLE.fullmatch(typed):
        raise ValueError("the value has control characters.")
    if parameter.codes is not None and typed not in parameter.codes:
        raise ValueError(f"it must be one of {', '.join(parameter.codes)}.")
    if parameter.kind == "integer":
        return _integer(parameter, typed)
    if parameter.kind == "day":
        return _day(typed)
    if parameter.kind == "boolean":
        if typed not in _BOOLEANS:
            raise ValueError("it must be true or false.")
        return _BOOLEANS[typed]
    return typed


def _integer(parameter: Parameter, typed: str) -> int:
    if not _INTEGER.fullmatch(typed) or not parameter.least <= int(typed) <= parameter.most:
        raise ValueError(f"it must be a whole number from {parameter.least} to {parameter.most}.")
    return int(typed)


def _day(typed: str) -> date:
    try:
        if _DAY.fullmatch(typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    raise ValueError("it must be a day such as 2024-07-15.")
