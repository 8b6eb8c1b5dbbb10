"""The JSON Schema of a record: nothing is left out, nothing unknown gets in, nothing stands beside its words."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from schema import RECORD_VERSION, Record, record_schema

TEXT = "Mai Sơn kết nạp đảng viên\nTheo Nghị quyết số 21-NQ/TW, năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


SMALLEST: dict[str, Any] = {"article": {"id": "a", "text": TEXT}}
FACT: dict[str, Any] = {
    **span("210 đảng viên"),
    "id": "f1",
    "indicator": "members_admitted",
    "value": 210,
    "evidence": span("kết nạp 210 đảng viên"),
    "rule": "left.admit",
    "confidence": 0.9,
}
FULL: dict[str, Any] = SMALLEST | {
    "documents": [
        {
            **span("Nghị quyết số 21-NQ/TW"),
            "type": "nghi_quyet",
            "number": "21",
            "symbol": "NQ/TW",
            "canonical": "21-NQ/TW",
        }
    ],
    "dates": [{**span("năm 2020"), "from": "2020-01-01", "to": "2020-12-31", "precision": "year"}],
    "units": [{**span("Đảng bộ huyện Mai Sơn"), "name": "Đảng bộ huyện Mai Sơn", "kind": "dang_bo"}],
    "facts": [FACT | {"unit": {"name": "Đảng bộ huyện Mai Sơn"}, "period": {"from": None, "to": "2020-12-31"}}],
}


def changed(path: str, value: Any) -> dict[str, Any]:
    made = deepcopy(FULL)
    *way, last = path.split(".")
    part: Any = made
    for key in way:
        part = part[int(key)] if isinstance(part, list) else part[key]
    part[last] = value
    return made


def complaints(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "") -> list[str]:
    """What a value violates of the parts of JSON Schema that the record's schema uses."""
    if "$ref" in schema:
        return complaints(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, path)
    if "anyOf" in schema:
        tried = [complaints(value, one, root, path) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    if "const" in schema and value != schema["const"]:
        return [f"{path}: not {schema['const']!r}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: {value!r} is not one of {schema['enum']}"]
    kinds = {
        "object": dict, "array": list, "string": str, "integer": int, "number": int | float, "boolean": bool, "null": type(None),
    }  # fmt: skip
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        return [f"{path}: not of type {schema['type']}"]
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        return [] if low <= value <= high else [f"{path}: {value} is outside {low}..{high}"]
    if isinstance(value, list):
        return [c for i, one in enumerate(value) for c in complaints(one, schema.get("items", {}), root, f"{path}.{i}")]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found = [f"{path}: {key} is missing" for key in schema.get("required", ()) if key not in value]
        for key, one in value.items():
            if key in known:
                found += complaints(one, known[key], root, f"{path}.{key}")
            elif schema.get("additionalProperties") is False:
                found.append(f"{path}: {key} is not known")
            elif isinstance(schema.get("additionalProperties"), dict):
                found += complaints(one, schema["additionalProperties"], root, f"{path}.{key}")
        return found
    return []


def written(value: dict[str, Any]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(Record.model_validate(value).to_json())
    return loaded


@pytest.mark.parametrize("value", [SMALLEST, FULL], ids=["smallest", "full"])
def test_what_is_written_validates(value: dict[str, Any]) -> None:
    assert complaints(written(value), record_schema(), record_schema()) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 2),
        ("surprise", 1),
        ("article.surprise", 1),
        ("documents.0.surprise", 1),
        ("dates.0.precision", "decade"),
        ("units.0.level", "village"),
        ("facts.0.modality", "hoped"),
        ("facts.0.approximation", "roughly"),
        ("facts.0.confidence", 1.2),
        ("facts.0.start", -1),
        ("facts.0.evidence.surprise", 1),
        ("facts.0.period.until", "2020-12-31"),
    ],
)
def test_the_model_and_its_schema_refuse_the_same(path: str, value: Any) -> None:
    spoiled = changed(path, value)
    with pytest.raises(ValidationError):
        Record.model_validate(spoiled)
    assert complaints(spoiled, record_schema(), record_schema())


def test_the_schema_leaves_no_part_open() -> None:
    schema = record_schema()
    parts = {name: part for name, part in schema["$defs"].items() if part.get("type") == "object"} | {"Record": schema}
    assert {"Article", "Document", "Date", "Unit", "Fact", "FactUnit", "Period", "Evidence"} <= set(parts)
    for name, part in parts.items():
        assert set(part["required"]) <= set(part["properties"]), name
        assert part["additionalProperties"] is False, name


def test_the_schema_names_its_draft_and_the_version() -> None:
    schema = record_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"]["version"]["const"] == RECORD_VERSION == 1


def test_the_schema_is_json_and_always_the_same() -> None:
    assert json.loads(json.dumps(record_schema())) == record_schema()


@pytest.mark.parametrize(
    "path",
    [
        "article.url", "article.published", "article.author", "documents.0.date", "documents.0.antecedent", "units.0.province",
        "facts.0.value_max", "facts.0.target", "facts.0.rate", "facts.0.share", "facts.0.approximation", "facts.0.unit.start",
        "facts.0.period.from",
    ],
)  # fmt: skip
def test_what_is_not_known_is_null(path: str) -> None:
    part: Any = written(FULL)
    for key in path.split("."):
        part = part[int(key)] if isinstance(part, list) else part[key]
    assert part is None


@pytest.mark.parametrize("path", ["facts.0", "facts.0.evidence", "documents.0", "dates.0", "units.0"])
@pytest.mark.parametrize("move", [-1, 1, 500])
def test_words_that_do_not_stand_there_are_refused(path: str, move: int) -> None:
    part: Any = FULL
    for key in path.split("."):
        part = part[int(key)] if isinstance(part, list) else part[key]
    with pytest.raises(ValidationError, match="does not stand at"):
        Record.model_validate(changed(f"{path}.start", part["start"] + move))


def test_a_fact_without_any_figure_is_refused() -> None:
    with pytest.raises(ValidationError, match="a value, a rate or a share"):
        Record.model_validate(changed("facts.0.value", None))


@pytest.mark.parametrize("name", ["rate", "share"])
def test_a_rate_or_a_share_alone_is_a_fact(name: str) -> None:
    spoiled = changed("facts.0.value", None)
    spoiled["facts"][0][name] = 52.5
    assert getattr(Record.model_validate(spoiled).facts[0], name) == 52.5


def test_a_record_cannot_be_changed() -> None:
    made = Record.model_validate(FULL)
    with pytest.raises(ValidationError):
        made.facts[0].value = 211.0  # type: ignore[misc]
