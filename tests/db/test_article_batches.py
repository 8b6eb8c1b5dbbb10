"""Articles kept many at once: the same outcomes and rows as one by one, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event, select

import db
from db.models import Article, ArticleIndexed, Revision
from db.repository.article_batches import History, Incoming, histories, save_many
from db.repository.articles import Saved, save
from schema import ArticleInput, Paragraph, content_hash
from tests.db.records import NIGHT

Keep = Callable[[Connection, list[Incoming]], list[Saved]]

_arrivals = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 3), st.sampled_from(["một", "hai", "một  hai", "ba\n"]), st.booleans()),
    max_size=12,
)


def _one_by_one(connection: Connection, batch: list[Incoming]) -> list[Saved]:
    return [
        save(
            connection,
            one.source_id,
            one.url,
            one.article,
            one.fetched_at,
            text_hash=one.text_hash,
            published_at=one.published_at,
        )
        for one in batch
    ]


def _sources(connection: Connection) -> list[int]:
    return [
        db.repository.sources.remember(connection, name, name, f"https://{name}.example/", NIGHT)
        for name in ("bao-mot", "bao-hai")
    ]


def _incoming(sources: list[int], number: int, arrival: tuple[int, int, str, bool]) -> Incoming:
    source, address, text, zoned = arrival
    url = f"https://bao.example/{address}"
    body = {"paragraphs": (Paragraph(text=text.strip(), zone="lead"),)} if zoned else {"text": text}
    article = ArticleInput(id=f"{url}#{number}", url=url, published=date(2025, 1, 5), province="Hà Giang", **body)
    return Incoming(sources[source], url, article, NIGHT + timedelta(minutes=number), None, NIGHT)


def _kept(engine: Engine, batches: list[list[tuple[int, int, str, bool]]], keep: Keep) -> tuple[Any, Any]:
    """Outcomes with the text that each names, and all rows, without keys and with what search finds; all undone."""
    with engine.connect() as connection, connection.begin() as transaction:
        sources = _sources(connection)
        saved, number = [], 0
        for batch in batches:
            saved += keep(connection, [_incoming(sources, number + n, arrival) for n, arrival in enumerate(batch)])
            number += len(batch)
        columns = [column for column in Revision.__table__.c if column.name not in ("id", "article_id")]
        query = select(Revision.id, Article.id, Article.source_id, Article.url, Article.first_seen_at, *columns)
        rows = {
            (row[0], row[1]): (sources.index(row[2]), *row[3:])
            for row in connection.execute(query.join(Article, Article.id == Revision.article_id))
        }
        indexed = select(ArticleIndexed.article_id, ArticleIndexed.revision_id)
        for article_id, revision_id in connection.execute(indexed):
            rows[revision_id, article_id] += ("indexed",)
        outcomes = [(one.outcome, rows[one.revision_id, one.article_id]) for one in saved]
        transaction.rollback()
    return outcomes, sorted(rows.values(), key=repr)


@given(st.lists(_arrivals, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_many_at_once_are_kept_as_one_by_one(database: Engine, batches: list[list[tuple[int, int, str, bool]]]) -> None:
    assert _kept(database, batches, save_many) == _kept(database, batches, _one_by_one)


def test_a_large_batch_takes_few_statements(database: Engine) -> None:
    with db.writing(database) as connection:
        sources = _sources(connection)
        batch = [
            Incoming(sources[n % 2], f"https://bao.example/{n}", ArticleInput(id=str(n), text=f"bài {n}"), NIGHT)
            for n in range(2500)
        ]
        asked: list[str] = []

        def hear(_c: Any, _k: Any, statement: str, *_: Any) -> None:
            asked.append(statement)

        event.listen(database, "before_cursor_execute", hear)
        first = save_many(connection, batch)
        again = save_many(connection, iter(batch))
        event.remove(database, "before_cursor_execute", hear)
    assert {one.outcome for one in first} == {"new"} and {one.outcome for one in again} == {"unchanged"}
    assert [one.revision_id for one in again] == [one.revision_id for one in first]
    assert len({one.revision_id for one in first}) == 2500
    assert len(asked) < 250


@pytest.mark.parametrize(("text", "said"), [(" \n", "without text"), ("abc\0", "NUL character at 3")])
def test_what_cannot_be_kept_undoes_the_batch(database: Engine, text: str, said: str) -> None:
    with db.writing(database) as connection:
        source = _sources(connection)[0]
    good, bad = (ArticleInput(id=str(n), text=given) for n, given in enumerate(("tốt", text)))
    batch = [Incoming(source, "a", good, NIGHT), Incoming(source, "b", bad, NIGHT)]
    with pytest.raises(ValueError, match=said), db.writing(database) as connection:
        save_many(connection, batch)
    with database.connect() as connection:
        assert connection.execute(select(Article.id)).all() == []


def test_the_history_of_an_article_is_all_its_texts(database: Engine) -> None:
    with db.writing(database) as connection:
        source, other = _sources(connection)
        for day, text in enumerate(("một", "hai", "một")):
            article = ArticleInput(id="a", text=text)
            save(connection, source, "a", article, NIGHT + timedelta(days=day))
        found = histories(connection, {(source, "a"), (other, "a"), (source, "b")})
    hashes = frozenset(map(content_hash, ("một", "hai")))
    assert found == {(source, "a"): History(hashes, content_hash("một"), NIGHT + timedelta(days=2))}


def test_known_sources_tell_the_settings_of_their_newest_crawl(database: Engine) -> None:
    with db.writing(database) as connection:
        crawled, never = _sources(connection)
        for delay in (2, 3):
            db.repository.crawls.begin(connection, crawled, {"delay": delay}, NIGHT)
        found = {source.source_id: source for source in db.repository.sources.known(connection)}
    assert (found[crawled].name, found[crawled].settings) == ("bao-mot", {"delay": 3})
    assert (found[never].homepage, found[never].settings) == ("https://bao-hai.example/", None)
