"""Documents in use: every one a row with its citations, true to what articles say now."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Engine, ForeignKey, String, Table, inspect, select, text

import db
from db.models import Base, Citation, CitedDocument, Revision
from db.repository import documents, extractions
from db.views import citations as citation_view
from db.views import documents as document_view
from schema import Article, Document, Record, Unit
from tests.db.records import add_revision

RESOLUTION = "21-NQ/TW"
PLAN = "107-KH/TU"
LONE = "Hướng dẫn 08"
_versions = iter(range(10_000))


def _document(canonical: str, start: int, **fields: Any) -> Document:
    number, mark, symbol = canonical.partition("-")
    if not mark:
        number, symbol = canonical.split()[-1], ""
    central = symbol.endswith("TW")
    plain: dict[str, Any] = {
        "type": {"NQ": "nghi_quyet", "KH": "ke_hoach"}.get(symbol[:2], "huong_dan"),
        "number": number,
        "symbol": symbol or None,
        "issuer_level": "central" if central else ("province" if symbol else None),
    }
    end = start + len(canonical)
    return Document(canonical=canonical, start=start, end=end, text=canonical, **(plain | fields))


def _cite(
    connection: Connection,
    url: str,
    cited: list[tuple[str, dict[str, Any]]],
    *,
    published: date | None = date(2023, 3, 12),
    province: str | None = "Hà Giang",
    units: tuple[str, ...] = (),
    again: bool = False,
) -> int:
    """Store an article whose text is the numbers that it cites, and give its key; ``again`` is a new extraction."""
    body = "\n".join([*(canonical for canonical, _ in cited), *units, "hết"])
    if again:
        revision = connection.execute(select(Revision.id).where(Revision.url == url)).scalars().all()[-1]
    else:
        revision = add_revision(connection, body, url, published=published, province=province)
    at, mentions, named = 0, [], []
    for canonical, fields in cited:
        mentions.append(_document(canonical, at, **fields))
        at += len(canonical) + 1
    for unit in units:
        named.append(Unit(start=at, end=at + len(unit), text=unit, name=unit, kind="place", province=unit))
        at += len(unit) + 1
    article = Article(id=url, url=url, published=published, text=body)
    record = Record(article=article, documents=tuple(mentions), units=tuple(named))
    db.repository.extractions.store_extraction(connection, revision, record, str(next(_versions)))
    return connection.execute(select(Revision.article_id).where(Revision.id == revision)).scalar_one()


def _state(connection: Connection) -> tuple[list[Any], list[Any]]:
    rows = connection.execute(select(CitedDocument.__table__).order_by(CitedDocument.id)).all()
    return list(rows), list(connection.execute(select(Citation.__table__).order_by(Citation.document_row)).all())


@pytest.fixture
def filled(database: Engine) -> Engine:
    """Three articles of two provinces; the resolution is cited in each, the plan in two, a number alone in one."""
    dated = {"date": date(2022, 6, 16), "issuer": "Ban Chấp hành Trung ương"}
    with db.writing(database) as connection:
        keys = [
            _cite(connection, "u1", [(RESOLUTION, dated), (RESOLUTION, {"antecedent": 0}), (PLAN, {})]),
            _cite(connection, "u2", [(RESOLUTION, {}), (PLAN, {"issuer": "Tỉnh ủy", "date": date(2022, 9, 1)})],
                  published=date(2023, 1, 5)),
            _cite(connection, "u3", [(RESOLUTION, {}), (LONE, {})], published=None, province=None,
                  units=("Lai Châu", "Tuyên Quang", "Tuyên Quang")),
        ]  # fmt: skip
        assert documents.refresh(connection, keys) == 7
    return database


def _only(connection: Connection, typed: str) -> documents.CitedDocumentRow:
    (found,) = documents.find(connection, typed)
    return found


def test_a_document_with_its_counts(filled: Engine) -> None:
    with filled.connect() as connection:
        central, local, lone = (_only(connection, number) for number in (RESOLUTION, PLAN, LONE))
    assert (central.citations, central.articles, central.local, central.resolved) == (4, 3, False, True)
    assert (central.first_cited, central.last_cited) == (date(2023, 1, 5), date(2023, 3, 12))
    assert (central.date, central.term, central.type) == (date(2022, 6, 16), "XIII", "nghi_quyet")
    assert central.title is not None
    assert "tổ chức cơ sở đảng" in central.title, "the registry knows it"
    assert (local.citations, local.articles, local.local, local.province) == (2, 2, True, "Hà Giang")
    assert (local.issuer, local.date, local.term) == ("Tỉnh ủy", date(2022, 9, 1), "2020-2025")
    assert (lone.citations, lone.resolved, lone.province) == (1, False, "Tuyên Quang")


def test_who_cites_it_where_and_when(filled: Engine) -> None:
    with filled.connect() as connection:
        key = _only(connection, RESOLUTION).id
        every = documents.citations(connection, key)
        first = documents.first_cited(connection, key)
        spread = [(row.province, row.month, row.citations, row.articles) for row in documents.spread(connection, key)]
        assert documents.citations(connection, key, limit=2, offset=1) == every[1:3]
        assert documents.first_cited(connection, "0") is None
    assert [(row.url, row.start, row.end) for row in every] == [("u2", 0, 8), ("u1", 0, 8), ("u1", 9, 17), ("u3", 0, 8)]
    assert first == every[0]
    assert first is not None
    assert (first.source, first.published, first.text) == ("bao-mau", date(2023, 1, 5), RESOLUTION)
    assert spread == [
        ("Hà Giang", date(2023, 1, 1), 1, 1),
        ("Hà Giang", date(2023, 3, 1), 2, 1),
        ("Tuyên Quang", None, 1, 1),
    ]


TYPED = [
    ("21-NQ/TW", {RESOLUTION}),
    ("21 nq/tw", {RESOLUTION}),
    ("021–nq / tw", {RESOLUTION}),
    ("Nghị quyết số 21-NQ/TW", {RESOLUTION}),
    ("nghi quyet 21", {RESOLUTION}),
    ("21nq/tw", {RESOLUTION}),
    ("21", {RESOLUTION}),
    ("2", set()),
    ("107-kh", {PLAN}),
    ("107-KH/TƯ", {PLAN}),
    ("Hướng dẫn số 8", set()),
    ("hướng dẫn 8", {LONE}),
    ("huong dan 08", {LONE}),
    ("", set()),
    ("%", set()),
    ("_" * 8, set()),
    ("'; DROP TABLE citation; --", set()),
    ("9" * 5000, set()),
]


def test_a_number_as_people_type_it(filled: Engine) -> None:
    with filled.connect() as connection:
        found = [(typed, {row.canonical for row in documents.find(connection, typed)}) for typed, _ in TYPED]
    assert found == TYPED


def test_the_documents_of_an_article_and_the_views(filled: Engine) -> None:
    with filled.connect() as connection:
        first = documents.find(connection, PLAN)[0].first_article_id
        assert first is not None
        assert [row.canonical for row in documents.of_article(connection, first)] == [PLAN, RESOLUTION]
        assert {row.canonical for row in connection.execute(select(document_view))} == {RESOLUTION, PLAN, LONE}
        assert len(connection.execute(select(citation_view)).all()) == 7
    for view in (document_view, citation_view):
        columns = [column["name"] for column in inspect(filled).get_columns(view.name)]
        assert columns == [column.name for column in view.columns]


def test_refreshing_again_changes_nothing(filled: Engine) -> None:
    with db.writing(filled) as connection:
        before = _state(connection)
        documents.refresh(connection, [1, 2, 3, 1, 99])
        assert _state(connection) == before
        assert documents.rebuild(connection) == 7
        assert _state(connection) == before


def _read_again_without_documents(connection: Connection, url: str) -> None:
    """A newer text of an article, read, that cites nothing."""
    revision = add_revision(connection, "Bài đã sửa", url)
    extractions.store_extraction(connection, revision, Record(article=Article(id=url, text="Bài đã sửa")), "1")


def test_a_document_that_nobody_cites_any_longer_goes(filled: Engine) -> None:
    with db.writing(filled) as connection:
        article = _cite(connection, "u2", [(PLAN, {})], again=True, published=date(2023, 1, 5))
        documents.refresh(connection, [article])
        central = _only(connection, RESOLUTION)
        assert (central.citations, central.articles, central.first_cited) == (3, 2, date(2023, 3, 12))
        lone = documents.find(connection, LONE)[0].first_article_id
        assert lone is not None
        _read_again_without_documents(connection, "u3")
        documents.refresh(connection, [lone])
        assert documents.find(connection, LONE) == []
        assert (_only(connection, RESOLUTION).citations, len(_state(connection)[0])) == (2, 2)


def test_a_document_that_another_table_refers_to_stays(filled: Engine) -> None:
    notes = Table("note", Base.metadata, Column("about", String(16), ForeignKey("cited_document.id"), primary_key=True))
    try:
        with db.writing(filled) as connection:
            notes.create(connection)
            lone = _only(connection, LONE)
            connection.execute(notes.insert().values(about=lone.id))
            _read_again_without_documents(connection, "u3")
            documents.refresh(connection, [lone.first_article_id or 0])
            row = connection.execute(select(CitedDocument.citations).where(CitedDocument.id == lone.id)).scalar_one()
            assert row == 0
            assert documents.find(connection, LONE) == []
            assert documents.get(connection, lone.id) is None
            connection.execute(text("DROP TABLE note"))
    finally:
        Base.metadata.remove(notes)


def test_a_number_used_again_in_another_province_and_another_term(database: Engine) -> None:
    with db.writing(database) as connection:
        keys = [
            _cite(connection, f"v{n}", [(PLAN, {})], province=province, published=published)
            for n, (province, published) in enumerate(
                [("Hà Giang", date(2023, 1, 1)), ("Lai Châu", date(2023, 1, 1)), ("Hà Giang", date(2018, 1, 1))]
            )
        ]
        documents.refresh(connection, keys)
        found = {(row.province, row.term) for row in documents.find(connection, PLAN)}
    assert found == {("Hà Giang", "2020-2025"), ("Lai Châu", "2020-2025"), ("Hà Giang", "2015-2020")}


_cited = st.lists(st.tuples(st.sampled_from([RESOLUTION, PLAN, LONE, "09-KH/TU"]), st.just({})), max_size=3)
_steps = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), _cited, st.sampled_from([None, date(2023, 1, 1), date(2023, 2, 1)])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_steps)
def test_after_any_changes_it_is_as_if_made_anew(database: Engine, steps: list[Any]) -> None:
    with database.connect() as connection, connection.begin() as undone:
        for number, (url, cited, published) in enumerate(steps):
            body = [*cited, (f"{number + 200}-KH/TU", {})]
            documents.refresh(connection, [_cite(connection, url, body, published=published)])
        raised = _state(connection)
        documents.rebuild(connection)
        assert _state(connection) == raised
        undone.rollback()
