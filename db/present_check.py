"""Whether present facts and figures are what was read and decided: worked out anew, compared, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Engine, select

from db import figure_rows, present
from db.engine import writing
from db.models import Article, Figure, PresentFact

_BATCH: Final = 200


def wrong_articles(engine: Engine) -> Iterator[str]:
    """Addresses of articles whose present facts are not what they should be; one short transaction a batch."""
    after = 0
    while True:
        with writing(engine) as connection:
            present.lock(connection)
            keys = select(Article.id, Article.url).where(Article.id > after).order_by(Article.id).limit(_BATCH)
            articles: dict[int, str] = {row.id: row.url for row in connection.execute(keys)}
            if not articles:
                return
            where = PresentFact.article_id.in_(articles)
            before = _rows(connection, PresentFact, where)
            with connection.begin_nested() as attempt:
                present.refresh(connection, articles)
                now = _rows(connection, PresentFact, where)
                attempt.rollback()
        after = max(articles)
        yield from sorted({articles[row["article_id"]] for row in _differing(before, now)})


def wrong_figures(engine: Engine) -> Iterator[str]:
    """Ids of figures that are not what the present facts come to, or that no fact tells."""
    after = ""
    while True:
        with writing(engine) as connection:
            present.lock(connection)
            told = select(PresentFact.figure_id).where(PresentFact.figure_id > after, PresentFact.counted)
            keys = select(Figure.id).where(Figure.id > after).union(told).order_by("id").limit(_BATCH)
            ids = [key for key in connection.scalars(keys) if key is not None]
            if not ids:
                return
            where = Figure.id.in_(ids)
            before = _rows(connection, Figure, where)
            with connection.begin_nested() as attempt:
                figure_rows.refresh(connection, ids, ())
                now = _rows(connection, Figure, where)
                attempt.rollback()
        after = ids[-1]
        yield from sorted({row["id"] for row in _differing(before, now)})


def _rows(
    connection: Connection, table: type[PresentFact] | type[Figure], where: ColumnElement[bool]
) -> list[dict[str, Any]]:
    rows = connection.execute(select(table.__table__).where(where)).mappings()
    return [{name: value for name, value in row.items() if not (table is PresentFact and name == "id")} for row in rows]


def _differing(before: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that only one of the two has."""
    there, here = {repr(sorted(row.items())) for row in before}, {repr(sorted(row.items())) for row in now}
    both = there & here
    return [row for row in (*before, *now) if repr(sorted(row.items())) not in both]
