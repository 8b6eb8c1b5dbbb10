"""The data dictionary: tables and columns that researchers read, with type, unit, meaning and constraint.

Views of the database, published packages, codebooks and files made for spreadsheets all take their columns from here.
It is ``dictionary.toml``, read once; a fault names the file and the entry.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from schema.registry import RegistryError, document_types, flags, indicators, qualifiers, reasons

_PATH = Path(__file__).with_name("dictionary.toml")

ColumnType = Literal["string", "integer", "number", "boolean", "date", "datetime", "array", "object"]

_EXAMPLES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "date": (date,),
    "datetime": (datetime,),
    "array": (list,),
    "object": (dict,),
}


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Row):
    """The same in Vietnamese and in English."""

    vi: str
    en: str


class _Described(_Row):
    """How a column is described in the file."""

    type: ColumnType
    unit: str | None = None
    list: str | None = None
    nullable: bool = False
    bookkeeping: bool = False
    withheld: Words | None = None
    vi: str
    en: str
    example: Any


class Column(_Row):
    """A column of one table.

    ``unit`` says in which unit a number is. ``codes`` are the values that may stand there (of an array: in it), by
    code, and ``list`` what that list is called; both are None where anything may. ``references`` is the table whose
    key it points at, with that key. A column that is ``withheld`` is in the view and not in a published package.
    ``bookkeeping`` tells that a change of it alone does not change what the row says.
    """

    name: str
    type: ColumnType
    unit: Words | None
    list: str | None
    codes: tuple[tuple[str, Words], ...] | None
    nullable: bool
    bookkeeping: bool
    withheld: Words | None
    references: tuple[str, str] | None
    vi: str
    en: str
    example: Any


class _Listed(_Row):
    vi: str
    en: str
    found_in: tuple[Literal["database", "package"], ...]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    references: dict[str, str]


class Table(_Row):
    """A table with its columns in order; ``key`` names the columns that no two rows share.

    ``found_in`` tells whether it is a view of the database, a table of published packages, or both.
    """

    name: str
    vi: str
    en: str
    found_in: tuple[Literal["database", "package"], ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def published(self) -> tuple[Column, ...]:
        """The columns that a published package has."""
        return tuple(column for column in self.columns if column.withheld is None)

    def column(self, name: str) -> Column:
        """The column of this name; raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


class _File(_Row):
    units: dict[str, Words]
    lists: dict[str, dict[str, Words]]
    tables: dict[str, _Listed]
    columns: dict[str, _Described]


@cache
def dictionary() -> Mapping[str, Table]:
    """All tables by name, in the order of the file; raises RegistryError."""
    return MappingProxyType(read_dictionary(_PATH))


@cache
def own_lists() -> Mapping[str, Mapping[str, Words]]:
    """The lists that the dictionary itself defines (status, modality …), by name; raises RegistryError."""
    return MappingProxyType(_read(_PATH).lists)


def read_dictionary(path: Path) -> dict[str, Table]:
    """The tables of a dictionary file; raises RegistryError, which names the file and the entry."""
    file = _read(path)
    lists = _registries() | file.lists
    used: set[str] = set()
    tables = {}
    for name, listed in file.tables.items():
        columns = []
        for column in listed.columns:
            entry = f"{name}.{column}" if f"{name}.{column}" in file.columns else column
            described = file.columns.get(entry)
            if described is None:
                raise RegistryError(f"{path.name}: [tables.{name}]: no column is described as {entry!r}")
            used.add(entry)
            columns.append(_column(column, described, listed.references.get(column), file, lists, path))
        tables[name] = Table(**listed.model_dump(exclude={"columns", "references"}), name=name, columns=tuple(columns))
    for fault in _faults(file, tables, used):
        raise RegistryError(f"{path.name}: {fault}")
    return tables


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise RegistryError(f"{path.name}: {error}") from error


def _registries() -> dict[str, dict[str, Words]]:
    """The registries that a column may name as its list, with the codes of each."""
    registries = {
        "indicators": indicators(),
        "qualifiers": qualifiers(),
        "flags": flags(),
        "document_types": document_types(),
        "reasons": reasons(),
    }
    return {
        name: {code: Words(vi=entry.vi, en=entry.en) for code, entry in entries.items()}
        for name, entries in registries.items()
    }


def _column(
    name: str,
    described: _Described,
    table: str | None,
    file: _File,
    lists: Mapping[str, Mapping[str, Words]],
    path: Path,
) -> Column:
    if described.unit is not None and described.unit not in file.units:
        raise RegistryError(f"{path.name}: [columns.{name}]: no unit is called {described.unit!r}")
    if described.list is not None and described.list not in lists:
        raise RegistryError(f"{path.name}: [columns.{name}]: no list is called {described.list!r}")
    if table is not None and table not in file.tables:
        raise RegistryError(f"{path.name}: [columns.{name}]: no table is called {table!r}")
    return Column(
        **described.model_dump(exclude={"unit", "withheld"}),
        name=name,
        unit=file.units[described.unit] if described.unit else None,
        withheld=described.withheld,
        codes=tuple(lists[described.list].items()) if described.list else None,
        references=(table, file.tables[table].key[0]) if table else None,
    )


def _faults(file: _File, tables: Mapping[str, Table], used: set[str]) -> Iterator[str]:
    """What does not agree with itself, entry by entry."""
    for name in file.columns.keys() - used:
        yield f"[columns.{name}]: no table has this column"
    for table in tables.values():
        listed = file.tables[table.name]
        names = [column.name for column in table.columns]
        if len(names) != len(set(names)):
            yield f"[tables.{table.name}]: a column is listed twice"
        for name in {*listed.key, *listed.references} - set(names):
            yield f"[tables.{table.name}]: {name!r} is none of its columns"
        for column in table.columns:
            yield from (f"[columns.{column.name}]: {fault}" for fault in _column_faults(column, table, tables))


def _column_faults(column: Column, table: Table, tables: Mapping[str, Table]) -> Iterator[str]:
    example = column.example
    right = isinstance(example, _EXAMPLES[column.type])
    if not right or (isinstance(example, bool) and column.type != "boolean"):
        yield f"the example {example!r} is no {column.type}"
    if column.codes is not None:
        codes = {code for code, _ in column.codes}
        for code in example if column.type == "array" else [example]:
            if code not in codes:
                yield f"the example {code!r} is not in the list {column.list!r}"
    if column.name in table.key and column.nullable:
        yield f"a key of {table.name} may not be empty"
    if column.references is not None:
        target, key = column.references
        if tables[target].key != (key,) or tables[target].column(key).type != column.type:
            yield f"{table.name} refers to {target}, whose key is another"
