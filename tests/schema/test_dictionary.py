"""The data dictionary: what is said of each table, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from schema.dictionary import dictionary, own_lists, read_dictionary
from schema.record import Approximation, IssuerLevel, Level, Modality
from schema.registry import RegistryError

_WHOLE = """
[units.percent]
vi = "phần trăm"
en = "percent"
[lists.state]
open = { vi = "mở", en = "open" }
[tables.places]
vi = "Nơi"
en = "Places"
found_in = ["database"]
key = ["code"]
columns = ["code", "state", "part", "parent"]
references = { parent = "places" }
[columns.code]
type = "string"
vi = "Mã"
en = "Code"
example = "024"
[columns.state]
type = "string"
list = "state"
vi = "Trạng thái"
en = "State"
example = "open"
[columns.part]
type = "number"
unit = "percent"
nullable = true
vi = "Phần"
en = "Part"
example = 12.5
[columns.parent]
type = "string"
nullable = true
vi = "Trên"
en = "Above"
example = "01"
"""


def test_the_tables_of_the_store_stand_in_it_with_their_columns() -> None:
    tables = dictionary()
    assert [name for name, table in tables.items() if "database" in table.found_in] == [
        "facts",
        "figures",
        "articles",
        "documents",
        "citations",
        "series",
    ]
    assert [column.name for column in tables["citations"].columns] == (
        "document_id article_id url source published province start end text".split()
    )
    assert [len(tables[name].columns) for name in ("facts", "figures", "articles", "documents")] == [39, 36, 16, 17]


@pytest.mark.parametrize(
    ("table", "column", "type", "unit"),
    [
        ("facts", "rate", "number", "percent"),
        ("facts", "evidence_start", "integer", "Unicode code points"),
        ("facts", "qualifiers", "array", None),
        ("facts", "explanations", "object", None),
        ("facts", "verified_at", "datetime", "UTC"),
        ("facts", "in_queue", "boolean", None),
        ("figures", "facts", "integer", "facts"),
        ("articles", "facts", "integer", "facts"),
        ("documents", "date", "date", None),
        ("series", "period_to", "date", None),
    ],
)
def test_columns_have_type_and_unit(table: str, column: str, type: str, unit: str | None) -> None:
    described = dictionary()[table].column(column)
    assert (described.type, described.unit and described.unit.en) == (type, unit)


def test_a_column_of_the_same_name_may_mean_something_else_elsewhere() -> None:
    tables = dictionary()
    assert tables["facts"].column("url").en == tables["articles"].column("url").en
    assert tables["documents"].column("title").en != tables["articles"].column("title").en
    assert not tables["figures"].column("figure_id").nullable
    assert tables["facts"].column("figure_id").nullable


def test_every_column_is_described_in_both_languages() -> None:
    for table in dictionary().values():
        for column in table.columns:
            assert column.vi.endswith((".", ")")) and column.en.endswith((".", ")")), f"{table.name}.{column.name}"
            assert column.vi != column.en


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("approximation", Approximation),
        ("modality", Modality),
        ("unit_level", Level),
        ("issuer_level", IssuerLevel),
    ],
)
def test_lists_have_the_words_of_the_record(name: str, words: object) -> None:
    assert tuple(own_lists()[name]) == get_args(words)


def test_the_text_of_articles_is_withheld_with_a_reason() -> None:
    articles = dictionary()["articles"]
    withheld = [column for table in dictionary().values() for column in table.columns if column.withheld]
    assert [column.name for column in withheld] == ["text"]
    assert withheld[0].withheld and "copyright" in withheld[0].withheld.en
    assert "text" not in [column.name for column in articles.published]


def _written(folder: Path, text: str) -> Path:
    path = folder / "dictionary.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dictionary_is_read(tmp_path: Path) -> None:
    places = read_dictionary(_written(tmp_path, _WHOLE))["places"]
    assert places.column("state").codes is not None and places.column("state").codes[0][0] == "open"
    assert places.column("parent").references == ("places", "code")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"code", "state"', '"code", "colour", "state"', "colour"),
        ('"code", "state", "part"', '"code", "state"', r"\[columns.part\]: no table has this column"),
        ('"code", "state"', '"code", "code", "state"', "listed twice"),
        ('unit = "percent"', 'unit = "metre"', "no unit is called 'metre'"),
        ('list = "state"', 'list = "colours"', "no list is called 'colours'"),
        ('example = "open"', 'example = "shut"', "'shut' is not in the list 'state'"),
        ("example = 12.5", 'example = "12.5"', "is no number"),
        ("example = 12.5", "example = true", "is no number"),
        ('key = ["code"]', 'key = ["part"]', "a key of places may not be empty"),
        ('key = ["code"]', 'key = ["name"]', "'name' is none of its columns"),
        ('parent = "places"', 'parent = "planets"', "no table is called 'planets'"),
        ('parent = "places"', 'part = "places"', "whose key is another"),
        ('vi = "Mã"\n', "", "columns.code.vi"),
        ('type = "string"', 'type = "text"', "columns.code.type"),
        ("[units.percent]", "[units.percent", "dictionary.toml"),
    ],
)
def test_a_fault_is_named_with_file_and_entry(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in _WHOLE
    with pytest.raises(RegistryError, match=told) as error:
        read_dictionary(_written(tmp_path, _WHOLE.replace(old, new, 1)))
    assert "dictionary.toml" in str(error.value)
