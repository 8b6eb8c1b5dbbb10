"""Records for the tests: a plain one with a flagged fact, and any valid one at all."""

from __future__ import annotations

import types
from datetime import UTC, date, datetime
from typing import Annotated, Any, get_args, get_origin

from hypothesis import strategies as st
from sqlalchemy import Connection

import db
from schema import Article, ArticleInput, Date, Document, Evidence, Fact, FactUnit, Paragraph, Period, Record, Unit

NIGHT = datetime(2025, 1, 6, 20, 15, tzinfo=UTC)
SENTENCE = "Trong năm 2024, Đảng bộ huyện Suối Đá kết nạp 142/270 đảng viên, đạt 52,53%."


def add_revision(connection: Connection, text: str, url: str, **outside: Any) -> int:
    """Keep a text (a paragraph a line) as the newest revision of the article at ``url``."""
    source = db.repository.sources.remember(connection, "bao-mau", "Báo Mẫu", "https://bao.example/", NIGHT)
    paragraphs = tuple(Paragraph(text=line) for line in text.split("\n"))
    article = ArticleInput(id=url, url=url, paragraphs=paragraphs, **outside)
    return db.repository.articles.save(connection, source, url, article, NIGHT).revision_id


def simple_record(text: str = SENTENCE, url: str = "https://bao.example/bai-1.html", **changed: Any) -> Record:
    """A record whose one fact is the whole of ``text``; ``changed`` are fields of the fact."""
    fields: dict[str, Any] = {
        "id": "f-1",
        "start": 0,
        "end": len(text),
        "text": text,
        "indicator": "members_admitted",
        "value": 142,
        "target": 270,
        "rate": 52.53,
        "unit": FactUnit(name="Đảng bộ huyện Suối Đá", level="district", province="Hà Giang"),
        "period": Period.model_validate({"from": date(2024, 1, 1), "to": date(2024, 12, 31)}),
        "evidence": Evidence(start=0, end=len(text), text=text),
        "rule": "admitted.verb",
        "confidence": 0.71,
        "flags": ("rate_mismatch",),
        "explanations": {"rate_mismatch": "142/270 = 52.59 %, the text states 52.53 %"},
        "explanations_vi": {"rate_mismatch": "142/270 = 52,59 %, bài viết ghi 52,53 %"},
    }
    article = Article(id=url, url=url, title="Tiêu đề", published=date(2025, 1, 5), text=text)
    return Record(article=article, facts=(Fact(**(fields | changed)),))


# Any text a page can hold: neither NUL nor half a surrogate pair survives an HTML parser.
_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_codes = st.lists(st.sampled_from(["rate_mismatch", "unit_inferred", "sum_mismatch"]), max_size=3).map(tuple)
_numbers = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)  # no minus zero
_offsets = st.integers(0, 2**31 - 1)
_days = st.dates()


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def _field(annotation: Any) -> st.SearchStrategy[Any]:
    """Values for a field by its type: a closed list, words, numbers, days, a mapping, or null."""
    if isinstance(annotation, types.UnionType) or get_args(annotation)[-1:] == (type(None),):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        return _maybe(_field(inner[0]))
    if get_origin(annotation) is Annotated:
        return _field(get_args(annotation)[0])
    simple = {str: _words, float: _numbers, date: _days, bool: st.booleans(), int: _offsets}
    if annotation in simple:
        return simple[annotation]
    if annotation == dict[str, str]:
        return st.dictionaries(_words, _words, max_size=3)
    if annotation == tuple[str, ...]:
        return _codes
    return st.sampled_from(get_args(annotation))


def _fields(model: Any, *without: str) -> dict[str, st.SearchStrategy[Any]]:
    return {
        field.alias or name: _field(field.annotation)
        for name, field in model.model_fields.items()
        if name not in {"start", "end", "text", *without}
    }


@st.composite
def _span(draw: st.DrawFn, text: str) -> dict[str, Any]:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return {"start": start, "end": end, "text": text[start:end]}


@st.composite
def _fact(draw: st.DrawFn, text: str, number: int) -> Fact:
    own = _fields(Fact, "id", "unit", "period", "evidence", "confidence")
    fields = {name: draw(values) for name, values in own.items()}
    if fields["value"] is None and fields["rate"] is None and fields["share"] is None:
        fields["value"] = draw(_numbers)
    place = {"start": _maybe(_offsets), "end": _maybe(_offsets)}
    return Fact(
        id=f"{draw(_words)}{number}",
        **draw(_span(text)),
        **fields,
        unit=draw(_maybe(st.builds(FactUnit, **_fields(FactUnit), **place))),
        period=draw(_maybe(st.fixed_dictionaries(_fields(Period) | place).map(Period.model_validate))),
        evidence=Evidence(**draw(_span(text))),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record that the contract allows, with up to two mentions of each kind."""
    text = draw(_words.filter(str.strip))
    several = {
        name: [
            model.model_validate(draw(_span(text)) | {field: draw(values) for field, values in _fields(model).items()})
            for _ in range(draw(st.integers(0, 2)))
        ]
        for name, model in (("documents", Document), ("dates", Date), ("units", Unit))
    }
    return Record(
        article=Article(text=text, **{name: draw(values) for name, values in _fields(Article).items()}),
        facts=tuple(draw(_fact(text, number)) for number in range(draw(st.integers(0, 2)))),
        flags=draw(_codes),
        **{name: tuple(mentions) for name, mentions in several.items()},
    )
