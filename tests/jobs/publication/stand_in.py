"""A small store of our own invention: tables under the names of the views, with the columns of the dictionary.

What is published depends on nothing but the rows of these names, so that tests may say exactly which rows there are.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    Engine,
    MetaData,
    String,
    Table,
    insert,
    inspect,
)

import db
from db.models import CrawlRun, Fetch
from db.models.base import UtcDateTime
from schema.dictionary import ColumnType, dictionary
from tests.db.records import add_revision

VIEWS = ("facts", "figures", "articles", "documents", "citations")
NIGHT = datetime(2025, 1, 6, 20, 15, 30, tzinfo=UTC)
Rows = dict[str, list[dict[str, Any]]]

_TYPES: Mapping[ColumnType, Any] = {
    "string": String,
    "integer": BigInteger,
    "number": Double,
    "boolean": Boolean,
    "date": Date,
    "datetime": UtcDateTime,
    "array": JSON(none_as_null=True),
    "object": JSON(none_as_null=True),
}
_SOURCES = {"bao-mau": "Báo Mẫu", "cong-suoi": "Cổng Suối Đá"}
_PROVINCES = ("Hà Giang", "Đồng Tháp", None)


def invented(articles: int = 12) -> Rows:
    """Two facts an article, a figure for each two articles, two documents; every column is empty somewhere."""
    rows: Rows = {name: [] for name in VIEWS}
    for number in range(1, articles + 1):
        article = _article(number)
        rows["articles"].append(article)
        rows["facts"] += [_fact(article, number, place) for place in range(2)]
        rows["citations"].append(_citation(article, number))
    for number in range(1, articles + 1, 2):
        rows["figures"].append(_figure(next(fact for fact in rows["facts"] if fact["article_id"] == number)))
    rows["documents"] = [
        _document(f"d-{number}", [row for row in rows["citations"] if row["document_id"] == f"d-{number}"])
        for number in range(2)
    ]
    return rows


def fill(engine: Engine, rows: Rows, shuffled: int | None = None) -> None:
    """Put the rows where the views are; ``shuffled`` is the seed of another order of insertion."""
    metadata = MetaData()
    tables = {
        name: Table(name, metadata, *(Column(c.name, _TYPES[c.type]) for c in dictionary()[name].columns))
        for name in VIEWS
    }
    with db.writing(engine) as connection:
        for view in set(inspect(connection).get_view_names()) & set(VIEWS):
            connection.exec_driver_sql(f"DROP VIEW {view}")
        metadata.drop_all(connection)
        metadata.create_all(connection)
        for name, table in tables.items():
            given = list(rows[name])
            if shuffled is not None:
                random.Random(shuffled).shuffle(given)
            if given:
                connection.execute(insert(table), given)


def add_nights(engine: Engine) -> None:
    """Two nights of one source, the second with a failure, and a source that was never asked."""
    with db.writing(engine) as connection:
        keys = {
            name: db.repository.sources.remember(connection, name, title, f"https://{name}.example/", NIGHT)
            for name, title in _SOURCES.items()
        }
        source = keys["bao-mau"]
        revision = add_revision(connection, "Bài mẫu", "https://bao.example/bai-1.html")
        for night, state in enumerate(("done", "failed")):
            at = NIGHT + timedelta(days=night)
            run = connection.execute(
                insert(CrawlRun)
                .values(source_id=source, settings={}, started_at=at, finished_at=at + timedelta(hours=1), state=state)
                .returning(CrawlRun.id)
            ).scalar_one()
            page = {"crawl_run_id": run, "source_id": source, "fetched_at": at + timedelta(minutes=5)}
            good = {"url": "https://bao.example/bai-1.html", "outcome": "new", "revision_id": revision}
            bad = {"url": "https://bao.example/bai-2.html", "outcome": "failed", "reason": "http_status"}
            connection.execute(insert(Fetch).values(page | (bad if night else good)))


def _article(number: int) -> dict[str, Any]:
    source = ("bao-mau", "cong-suoi")[number % 2]
    return {
        "article_id": number,
        "url": f"https://bao.example/bai-{number}.html",
        "source": source,
        "title": None if number == 3 else f"Suối Đá, “bài” số {number}; kết nạp\tđảng viên",
        "published": None if number == 4 else date(2024, 11, 1) + timedelta(days=9 * number),
        "author": "Hà Thu" if number % 3 else "",
        "syndicated_from": None,
        "province": _PROVINCES[number % 3],
        "revision": 1,
        "revisions": 1,
        "first_seen_at": NIGHT + timedelta(minutes=number, microseconds=123_456),
        "last_seen_at": None if number == 5 else NIGHT + timedelta(hours=number),
        "extractor_version": "0.1.0+0123456789ab",
        "facts": 2,
        "flagged": number % 2,
        "text": "BÀI VIẾT NÀY KHÔNG ĐƯỢC CÔNG BỐ",
    }


def _fact(article: dict[str, Any], number: int, place: int) -> dict[str, Any]:
    share = place == 1
    value = None if share else [142, 0.1 + 0.2, 1_234_567, 90][number % 4]
    flagged = number % 2 == 1
    return {
        **{name: article[name] for name in ("article_id", "url", "source", "title", "published", "province")},
        "fact_id": f"f-{number:02}-{place}",
        "indicator": "members_total" if share else "members_admitted",
        "value": value,
        "value_max": 100 if value == 90 else None,
        "approximation": "over" if number % 5 == 0 else None,
        "target": 270 if number % 2 else None,
        "rate": 52.53 if number % 2 else None,
        "share": 34.5 if share else None,
        "share_max": None,
        "denominator": 412 if share else None,
        "modality": "target" if number % 7 == 0 else "actual",
        "qualifiers": ["female", "youth_union"] if share else [],
        "unit": f"Đảng bộ huyện Suối Đá {number}",
        "unit_level": "district",
        "place_code": "024",
        "place_today": "Tuyên Quang",
        "period_from": None if share else date(2024, 1, 1),
        "period_to": date(2024, 6, 30),
        "text": "142/270 đảng viên",
        "evidence": f'Ông nói: "kết nạp, 142/270\r\nđảng viên"; =SUM(A1), số {number}',
        "evidence_start": 40,
        "evidence_end": 128,
        "revision": 1,
        "rule": "admitted.verb",
        "confidence": 0.71,
        "extractor_version": "0.1.0+0123456789ab",
        "flags": ["needs_review", "rate_mismatch"] if flagged else [],
        "explanations": {"rate_mismatch": 'is "52.59" %'} if flagged else {},
        "explanations_vi": {"rate_mismatch": "là 52,59 %, ghi 52,53 %"} if flagged else {},
        "status": ("unverified", "accepted", "corrected")[number % 3],
        "verified_at": NIGHT + timedelta(days=1, hours=number) if number % 3 else None,
        "in_queue": flagged,
        "figure_id": None if share else f"g-{(number + 1) // 2:02}",
    }


def _figure(fact: dict[str, Any]) -> dict[str, Any]:
    names = [column.name for column in dictionary()["figures"].columns]
    return {name: fact[name] for name in names if name in fact} | {
        "measure": "count",
        "chosen_by": "recency",
        "state": "agreed",
        "facts": 2,
        "sources": 2,
        "agreeing": 2,
        "differing": 0,
        "superseded": 0,
        "verified": fact["status"] == "accepted",
        "first_published": fact["published"],
        "last_published": fact["published"],
        "explanation": None,
        "explanation_vi": None,
    }


def _citation(article: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        **{name: article[name] for name in ("article_id", "url", "source", "published", "province")},
        "document_id": f"d-{number % 2}",
        "start": 10,
        "end": 32,
        "text": "Nghị quyết số 21-NQ/TW",
    }


def _document(key: str, citations: list[dict[str, Any]]) -> dict[str, Any]:
    days = sorted(row["published"] for row in citations if row["published"])
    return {
        "document_id": key,
        "canonical": "21-NQ/TW",
        "type": "nghi_quyet",
        "number": "21",
        "symbol": "NQ/TW",
        "issuer": "Ban Chấp hành Trung ương",
        "issuer_level": "central",
        "province": None,
        "date": date(2022, 6, 16),
        "term": "XIII",
        "title": None,
        "local": False,
        "citations": len(citations),
        "articles": len(citations),
        "first_cited": days[0] if days else None,
        "last_cited": days[-1] if days else None,
        "first_article_id": citations[0]["article_id"] if citations else None,
    }
