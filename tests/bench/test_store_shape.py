"""What the store's speed rests on, without a clock: how many statements a batch costs, and how each query finds its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, select

import db
from db import present
from db.models import Figure, PresentFact
from schema import Record
from tests.bench.store_articles import made_articles
from tests.bench.store_maker import SEED, Load, fill, prepare, store
from tests.bench.store_queries import QUERIES, StatedQuery
from tests.bench.store_world import world

_LARGE = r"present_fact|figure|fact|article|revision|extraction|document|verdict|p|g|f|a|r|e|v"
_WHOLE = re.compile(
    rf"SCAN (?:{_LARGE})(?! USING (?:COVERING )?INDEX ix_present_fact_(?:priority_claim|province_priority))\b"
)
"""A table read from end to end; the queue alone is read in the order of an index that holds only what waits."""


@contextmanager
def _statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        seen.append((statement, parameters[0] if many else parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = db.engine(f"sqlite:///{tmp_path_factory.mktemp('shape') / 'chibo.sqlite3'}")
    db.migrate(engine)
    fill(engine, 400)
    yield engine
    engine.dispose()


def test_the_articles_that_are_made_keep_the_contract() -> None:
    for made in made_articles(200, world(SEED), SEED):
        Record.model_validate(made.record.model_dump(by_alias=True))
        assert made.record.article.text == "\n".join(paragraph.text for paragraph in made.given().paragraphs or ())


def test_the_same_seed_makes_the_same_articles() -> None:
    first, second = (list(made_articles(60, world(seed), seed)) for seed in (5, 5))
    assert first == second
    assert first != list(made_articles(60, world(6), 6))


def test_a_larger_batch_costs_no_more_statements(tmp_path: Path) -> None:
    counts = []
    for size in (60, 600):
        engine = db.engine(f"sqlite:///{tmp_path / f'{size}.sqlite3'}")
        db.migrate(engine)
        country = world(SEED)
        keys = prepare(engine, country)
        stream = list(made_articles(2 * size, country, SEED))
        store(engine, stream[:size], keys, Load())
        with _statements(engine) as seen:
            store(engine, stream[size : 2 * size], keys, Load())
        # The two words that differ: chunks of the search index, which has its own size of a batch.
        counts.append(
            len([s for s, _ in seen if "search" not in s and "indexed" not in s and "SELECT revision" not in s])
        )
        engine.dispose()
    assert counts[1] <= counts[0] + len(country.papers)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_stated_query_reads_no_large_table_from_end_to_end(filled: Engine, query: StatedQuery) -> None:
    with filled.connect() as connection:
        subject = query.subjects(connection, Random(1))[0]
        with _statements(filled) as seen:
            query.ask(connection, *subject)
        plans = [
            (row[-1], statement)
            for statement, parameters in seen
            if statement.lstrip().startswith(("SELECT", "WITH"))
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert plans
    assert [plan for plan in plans if _WHOLE.match(plan[0])] == []


def test_working_everything_out_anew_changes_nothing(filled: Engine) -> None:
    def rows(connection: Connection) -> list[Any]:
        facts, figures = PresentFact.__table__, Figure.__table__
        without_key = [column for column in facts.c if column.name != "id"]
        return [
            *connection.execute(select(*without_key).order_by(facts.c.article_id, facts.c.claim)).all(),
            *connection.execute(select(figures).order_by(figures.c.id)).all(),
        ]

    with db.writing(filled) as connection:
        before = rows(connection)
        present.rebuild(connection)
        assert rows(connection) == before
        states = set(connection.scalars(select(Figure.state)))
    assert states == {"single", "agreed", "superseded", "conflict"}
