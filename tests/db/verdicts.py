"""Articles and verdicts for the tests of how verdicts survive: an article is read by the switchable extractor."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Engine, select

import db
from db.models import PresentFact
from schema import ArticleInput, Paragraph, Reading, Verdict
from tests.db.fake_reader import Rules, read

NIGHT = datetime(2025, 1, 6, 20, 15, tzinfo=UTC)
URL = "https://bao.example/bai-1.html"
_numbers = count()


def crawl(
    database: Engine,
    text: str,
    rules: Rules | None = None,
    *,
    url: str = URL,
    source: str = "bao-mau",
    published: date = date(2025, 1, 5),
) -> None:
    """Keep a text (a paragraph a line) as the newest of its article, and read it."""
    with db.writing(database) as connection:
        key = db.repository.sources.remember(connection, source, source.title(), f"https://{source}.example/", NIGHT)
        paragraphs = tuple(Paragraph(text=line) for line in text.split("\n"))
        article = ArticleInput(id=url, url=url, paragraphs=paragraphs, published=published)
        revision = db.repository.articles.save(connection, key, url, article, NIGHT).revision_id
        record = read(url, text, published, rules or Rules())
        version = f"v{next(_numbers)}"
        assert db.repository.extractions.store_extraction(connection, revision, record, version, at=NIGHT)


def rows(database: Engine, url: str = URL) -> list[Any]:
    """Present facts of an article: those that are read in the order of the text, then the others."""
    with database.connect() as connection:
        found = db.repository.articles.named(connection, url)
        query = select(PresentFact).where(PresentFact.article_id.in_(found))
        read_now = list(connection.execute(query))
    return sorted(read_now, key=lambda row: (row.position is None, row.position, row.claim))


def decide(database: Engine, decision: str, *, which: int = 0, url: str = URL, **more: Any) -> Verdict:
    """Decide on one of the present facts of an article, by its place among `rows`."""
    row = rows(database, url)[which]
    number = next(_numbers)
    defaults: dict[str, Any] = {"reject": {"reason": "not_a_fact"}, "note": {"note": "hỏi lại"}}.get(decision, {})
    with db.writing(database) as connection:
        item = db.repository.items.load(connection, row.claim)
        assert item is not None
        given: dict[str, Any] = {"editor": "an", "at": NIGHT + timedelta(seconds=number)} | defaults | more
        return db.repository.decisions.decide(
            connection, row.claim, decision, seen=item.seen, uid=f"verdict-{number:06d}", **given
        )


def undo(database: Engine, verdict: Verdict) -> Verdict:
    """Take a decision back."""
    with db.writing(database) as connection:
        at = NIGHT + timedelta(seconds=next(_numbers))
        return db.repository.decisions.undo(connection, verdict.uid, editor=verdict.editor, at=at)


def seen(**fields: Any) -> Reading:
    """A reading of admissions of a cell."""
    values = {"indicator": "members_admitted", "value": 5.0, "unit_name": "Chi bộ Hoa Sen", "unit_level": "cell"}
    values |= {"unit_province": "Hà Giang", "period_from": date(2024, 1, 1), "period_to": date(2024, 12, 31)}
    return Reading.model_validate(values | fields)


def verdict(decision: str = "accept", **fields: Any) -> Verdict:
    """A verdict on the sentence of `SEN`, by itself."""
    number = next(_numbers)
    more: dict[str, Any] = {"reject": {"reason": "not_a_fact"}, "note": {"note": "hỏi lại"}}.get(decision, {})
    values: dict[str, Any] = {
        "uid": f"verdict-{number:06d}",
        "source": "bao-mau",
        "url": URL,
        "claim": "sen",
        "fact_id": "sen",
        "figure": "5",
        "evidence": SEN,
        "seen": seen(),
        "seen_hash": "then",
        "seen_version": "1",
        "decision": decision,
        "editor": "an",
        "decided_at": NIGHT + timedelta(seconds=number),
    }
    return Verdict.model_validate(values | more | fields)


SEN = "Chi bộ Hoa Sen kết nạp 5 đảng viên mới."
MAI = "Chi bộ Hoa Mai kết nạp 5 đảng viên mới."
SON = "Chi bộ Sơn Ca có 12 đảng viên."
