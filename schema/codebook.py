"""The codebook: what each table, column and code of the data means, in Vietnamese or in English.

It is made of the data dictionary and the registries alone, so that it cannot say anything else than they do, and is
written to be read, or printed, by someone who has never met Chibo.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from schema.dictionary import Column, Table, Words, dictionary, own_lists
from schema.registry import RegistryError, document_types, flags, indicators, qualifiers, reasons, regimes

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under a header.

    ``code`` are the places of the columns that hold codes, ``list`` is the place of the one with names of lists.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    code: frozenset[int] = frozenset({0})
    list: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with an anchor, what is said under it, and a grid. ``level`` is 2 or 3."""

    anchor: str
    level: int
    title: str
    paragraphs: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Codebook:
    """The whole codebook in one language."""

    language: Language
    title: str
    edition: str | None
    contents: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class _Registry:
    """A registry as a section: its anchor (the name of its list), its heading, what it is, its columns and rows."""

    anchor: str
    title: Words
    about: Words
    header: tuple[Words, ...]
    rows: Callable[[Language], Iterable[tuple[str, ...]]]


def codebook(language: Language, edition: str | None = None) -> Codebook:
    """The codebook in one language; ``edition`` is what it is the codebook of (a version and its day)."""
    say = _WORDS[language]
    return Codebook(
        language=language,
        title=say["title"],
        edition=edition,
        contents=say["contents"],
        sections=(
            Section("reading", 2, say["reading"], tuple(say["conventions"])),
            Section("tables", 2, say["tables"], (say["tables_about"],), _overview(language)),
            *(_table(table, language) for table in dictionary().values()),
            Section("lists", 2, say["lists"], (say["lists_about"],)),
            *(_list(name, codes, language) for name, codes in own_lists().items()),
            Section("registries", 2, say["registries"], (say["registries_about"],)),
            *(_registry(registry, language) for registry in REGISTRIES),
        ),
    )


def codebook_markdown(language: Language, edition: str | None = None) -> str:
    """The codebook as Markdown (tables in the form that GitHub and pandoc read)."""
    book = codebook(language, edition)
    lines = [f"# {book.title}", ""]
    if book.edition:
        lines += [_markdown(book.edition), ""]
    lines += [f"## {book.contents}", ""]
    lines += [f"{'  ' * (part.level - 2)}- [{_markdown(part.title)}](#{part.anchor})" for part in book.sections]
    for part in book.sections:
        lines += ["", f'<a id="{part.anchor}"></a>', "", f"{'#' * part.level} {_markdown(part.title)}"]
        for paragraph in part.paragraphs:
            lines += ["", _markdown(paragraph)]
        if part.grid:
            lines += ["", *_markdown_grid(part.grid)]
    return "\n".join(lines) + "\n"


def codebook_html(language: Language, edition: str | None = None) -> str:
    """The codebook as one HTML page that needs nothing else: no network, no script, fit to be printed."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return templates.get_template("codebook.html").render(book=codebook(language, edition))


def shown(value: Any) -> str:
    """A value as CSV files have it: JSON (keys sorted) of lists and objects, ISO days, instants to the second, UTC."""
    if isinstance(value, list | dict):
        return _JSON.encode(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _overview(language: Language) -> Grid:
    say = _WORDS[language]
    rows = tuple(
        (table.name, _said(table, language), ", ".join(table.key), _found_in(table, language))
        for table in dictionary().values()
    )
    return Grid((say["table"], say["meaning"], say["key"], say["made"]), rows, frozenset({0, 2}))


def _found_in(table: Table, language: Language) -> str:
    return ", ".join(_named(_WORDS[language], "places", place) for place in table.found_in)


def _table(table: Table, language: Language) -> Section:
    say = _WORDS[language]
    rows = tuple(
        (
            column.name,
            _named(say, "types", column.type),
            getattr(column.unit, language) if column.unit else "",
            _meaning(column, table, language),
            column.list or "",
            say["yes"] if column.nullable else "",
            shown(column.example),
        )
        for column in table.columns
    )
    header = tuple(say[word] for word in ("column", "type", "unit", "meaning", "codes", "nullable", "example"))
    about = f"{say['key']}: {', '.join(table.key)}."
    return Section(
        f"table-{table.name}", 3, table.name, (_said(table, language), about), Grid(header, rows, _EDGES, _CODES)
    )


def _meaning(column: Column, table: Table, language: Language) -> str:
    say = _WORDS[language]
    told = [_said(column, language)]
    if column.name in table.key:
        told.append(say["is_key"])
    if column.references:
        told.append(f"{say['refers']} {column.references[0]}.{column.references[1]}.")
    if column.withheld:
        told.append(f"{say['withheld']} {getattr(column.withheld, language)}")
    return " ".join(told)


def _list(name: str, codes: Mapping[str, Words], language: Language) -> Section:
    say = _WORDS[language]
    used = ", ".join(
        f"{table.name}.{column.name}"
        for table in dictionary().values()
        for column in table.columns
        if column.list == name
    )
    rows = tuple((code, getattr(words, language)) for code, words in codes.items())
    return Section(f"list-{name}", 3, name, (f"{say['used_in']}: {used}.",), Grid((say["code"], say["meaning"]), rows))


def _registry(registry: _Registry, language: Language) -> Section:
    header = (_WORDS[language]["code"], *(getattr(words, language) for words in registry.header))
    rows = tuple(registry.rows(language))
    title, about = getattr(registry.title, language), getattr(registry.about, language)
    return Section(f"list-{registry.anchor}", 3, title, (about,), Grid(header, rows))


def _indicators(language: Language) -> Iterable[tuple[str, ...]]:
    say = _WORDS[language]
    for entry in indicators().values():
        yield entry.code, _said(entry, language), _named(say, "kinds", entry.type), _named(say, "counted", entry.counts)


def _qualifiers(language: Language) -> Iterable[tuple[str, ...]]:
    groups = _WORDS[language]["groups"]
    by_group = sorted(qualifiers().values(), key=lambda entry: list(groups).index(entry.group))
    for entry in by_group:
        yield entry.code, _said(entry, language), groups[entry.group]


def _flags(language: Language) -> Iterable[tuple[str, ...]]:
    say = _WORDS[language]
    for entry in flags().values():
        yield (
            entry.code,
            _said(entry, language),
            _named(say, "severities", entry.severity),
            say["yes"] if entry.review else "",
        )


def _document_types(language: Language) -> Iterable[tuple[str, ...]]:
    for entry in document_types().values():
        symbols = dict.fromkeys((*entry.symbols, *entry.state_symbols))
        yield entry.code, _said(entry, language), ", ".join(symbols), entry.example


def _reasons(language: Language) -> Iterable[tuple[str, ...]]:
    for entry in reasons().values():
        yield entry.code, _said(entry, language)


def _regimes(language: Language) -> Iterable[tuple[str, ...]]:
    for entry in regimes().values():
        yield entry.code, _said(entry, language), entry.day.isoformat(), ", ".join(entry.indicators)


def _said(entry: Any, language: Language) -> str:
    return str(getattr(entry, language))


def _named(say: Mapping[str, Any], group: str, word: str) -> str:
    return str(say[group][word])


_MEANING = Words(vi="Ý nghĩa", en="Meaning")

REGISTRIES: tuple[_Registry, ...] = (
    _Registry(
        "indicators",
        Words(vi="Chỉ tiêu (indicators)", en="Indicators"),
        Words(
            vi="Cái gì được đếm. Số phát sinh (flow) xảy ra trong một kỳ; số tại thời điểm (stock) là của một ngày.",
            en="What is counted. A flow happens in a period; a stock holds on a day.",
        ),
        (_MEANING, Words(vi="Loại", en="Kind"), Words(vi="Đếm", en="Counts")),
        _indicators,
    ),
    _Registry(
        "qualifiers",
        Words(vi="Đặc điểm (qualifiers)", en="Qualifiers"),
        Words(
            vi="Phần nào được đếm, là loại tổ chức gì, đếm thế nào. Một con số có thể mang nhiều đặc điểm.",
            en="Which part is counted, of what kind, and how. A figure may carry several.",
        ),
        (_MEANING, Words(vi="Nhóm", en="Group")),
        _qualifiers,
    ),
    _Registry(
        "flags",
        Words(vi="Điểm đáng ngờ (flags)", en="Flags"),
        Words(
            vi="Vì sao nên có người xem lại. Con số luôn được giữ nguyên như bài viết ghi.",
            en="Why a person should look. The figure is always kept as the article states it.",
        ),
        (_MEANING, Words(vi="Mức độ", en="Severity"), Words(vi="Chờ duyệt", en="Goes to the queue")),
        _flags,
    ),
    _Registry(
        "document_types",
        Words(vi="Loại văn bản (document_types)", en="Document types"),
        Words(
            vi="Loại văn bản và ký hiệu của loại ấy trong số hiệu.",
            en="Types of documents, and the codes that stand for them in a document's number.",
        ),
        (_MEANING, Words(vi="Ký hiệu", en="Codes in numbers"), Words(vi="Ví dụ", en="Example")),
        _document_types,
    ),
    _Registry(
        "reasons",
        Words(vi="Lý do loại (reasons)", en="Reasons of a rejection"),
        Words(vi="Vì sao biên tập viên loại một số liệu.", en="Why an editor rejects a fact."),
        (_MEANING,),
        _reasons,
    ),
    _Registry(
        "regimes",
        Words(vi="Mốc thay đổi cách đếm (regimes)", en="Regimes"),
        Words(
            vi="Những ngày mà cái được đếm đã trở thành cái khác: không cộng, không so sánh qua các mốc này.",
            en="Days on which what is counted became something else: nothing is added up or compared across them.",
        ),
        (_MEANING, Words(vi="Ngày", en="Day"), Words(vi="Chỉ tiêu", en="Indicators")),
        _regimes,
    ),
)
"""The registries that the codebook lists, in its order; a registry more is an entry more."""

_EDGES, _CODES = frozenset({0, 6}), 4


def _markdown(text: str) -> str:
    """Plain text as Markdown: what would be markup is not."""
    for mark in ("\\", "`", "*", "_", "[", "]", "<", "|", "#"):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _markdown_grid(grid: Grid) -> Iterable[str]:
    yield f"| {' | '.join(map(_markdown, grid.header))} |"
    yield "|" + "---|" * len(grid.header)
    for row in grid.rows:
        cells = (_markdown_cell(grid, place, cell) for place, cell in enumerate(row))
        yield f"| {' | '.join(cells)} |"


def _markdown_cell(grid: Grid, place: int, cell: str) -> str:
    if place == grid.list and cell:
        return f"[{_markdown(cell)}](#list-{cell})"
    return _markdown_code(cell) if place in grid.code else _markdown(cell)


def _markdown_code(text: str) -> str:
    """A code span that a table can hold; codes have neither backticks nor line ends of their own."""
    plain = " ".join(text.split()).replace("`", "'").replace("|", "\\|")
    return f"`{plain}`" if plain else ""


def _read_words() -> Mapping[Language, Mapping[str, Any]]:
    """The words of the codebook by language; raises RegistryError."""
    try:
        read = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{_PATH.name}: {error}") from error
    if faults := _shape(read["vi"]) ^ _shape(read["en"]):
        raise RegistryError(f"{_PATH.name}: not in both languages: {', '.join(sorted(faults))}")
    return {"vi": read["vi"], "en": read["en"]}


def _shape(words: Mapping[str, Any]) -> set[str]:
    """The keys of a language, those of its groups included."""
    groups = {key: value for key, value in words.items() if isinstance(value, dict)}
    return set(words) | {f"{group}.{key}" for group, inner in groups.items() for key in inner}


_PATH = Path(__file__).with_suffix(".toml")
_WORDS = _read_words()
