"""Fills a database with articles, what was read from them, and some verdicts: ``python -m tests.bench.store_maker``.

Everything goes in by the functions that Chibo itself stores with, a thousand articles a transaction. What is told as
load is the storing alone; making the articles up costs more and is not counted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from random import Random
from time import perf_counter, process_time

from sqlalchemy import Connection, Engine, func, insert, select

import db
from db import views
from db.models import Article, Revision
from db.repository import search, sources, verdicts
from db.repository.extractions import Extracted, store_extractions
from schema import Reading, Verdict, content_hash
from tests.bench.store_articles import Made, made_articles
from tests.bench.store_world import World, world

VERSION = "bench-1"
SEED = 20261122
_BATCH = 1000
_ARTICLES_A_VERDICT = 50


@dataclass(slots=True)
class Load:
    """What was stored, and how long each part of it took, in seconds; ``cpu`` is this process's own time for all."""

    articles: int = 0
    revisions: int = 0
    facts: int = 0
    keeping: float = 0.0
    reading: float = 0.0
    searching: float = 0.0
    cpu: float = 0.0

    @property
    def seconds(self) -> float:
        """All of it but the search index."""
        return self.keeping + self.reading


def fill(engine: Engine, articles: int, *, seed: int = SEED, indexed: bool = True, verdict_share: bool = True) -> Load:
    """Store so many made-up articles with their records; ``indexed``: the search index too."""
    country = world(seed)
    loaded = Load()
    with db.writing(engine) as connection:
        keys = _sources(connection, country)
    stream = made_articles(articles, country, seed)
    while batch := list(islice(stream, _BATCH)):
        store(engine, batch, keys, loaded, indexed=indexed)
    if verdict_share:
        with db.writing(engine) as connection:
            verdicts.add_all(connection, made_verdicts(connection, articles // _ARTICLES_A_VERDICT, seed))
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    return loaded


def store(engine: Engine, batch: list[Made], keys: dict[str, int], loaded: Load, *, indexed: bool) -> None:
    """Store one batch in one transaction and add to what was loaded."""
    begun, worked = perf_counter(), process_time()
    with db.writing(engine) as connection:
        revisions, new = _keep(connection, batch, keys)
        kept = perf_counter()
        store_extractions(connection, [Extracted(r, m.record) for r, m in zip(revisions, batch, strict=True)], VERSION)
        read = perf_counter()
        if indexed:
            search.index(connection, search.texts(connection, revisions))
        searched = perf_counter()
    ended = perf_counter()
    loaded.articles += new
    loaded.revisions += len(batch)
    loaded.facts += sum(len(made.record.facts) for made in batch)
    loaded.keeping += kept - begun
    loaded.reading += read - kept + (ended - searched)  # the commit too
    loaded.searching += searched - read
    loaded.cpu += process_time() - worked


def made_verdicts(connection: Connection, wanted: int, seed: int) -> Iterator[Verdict]:
    """Decisions of three editors on figures from all over the database."""
    random = Random(seed)
    facts = views.facts.c
    highest = connection.scalar(select(Article.id).order_by(Article.id.desc()).limit(1)) or 0
    chosen = sorted(random.sample(range(1, highest + 1), min(wanted, highest)))
    for start in range(0, len(chosen), 500):
        rows = connection.execute(
            select(views.facts, Revision.text.label("whole"))
            .join(Revision, (Revision.article_id == facts.article_id) & (Revision.number == facts.revision))
            .where(facts.article_id.in_(chosen[start : start + 500]))
            .order_by(facts.article_id, facts.evidence_start, facts.fact_id)
        ).mappings()
        seen: set[int] = set()
        for row in list(rows):
            if row["article_id"] in seen:
                continue
            seen.add(row["article_id"])
            names = {"unit": "unit_name", "province": "unit_province", "place_code": "unit_place_code"}
            names["place_today"] = "unit_place_today"
            reading = Reading(**{names.get(n, n): row[n] for n in _READING})
            decision = random.choices(("accept", "correct", "reject", "unsure"), (75, 12, 8, 5))[0]
            number = reading.value + 1 if reading.value is not None else None
            corrected = reading.model_copy(update={"value": number}) if number and decision == "correct" else None
            yield Verdict(
                uid=f"bench-{row['article_id']:010}",
                source=row["source"],
                url=row["url"],
                claim=row["fact_id"],
                fact_id=row["fact_id"],
                figure=row["text"],
                evidence=row["evidence"],
                seen=reading,
                seen_flags=tuple(row["flags"]),
                seen_hash=content_hash(row["whole"]),
                seen_version=VERSION,
                decision="accept" if decision == "correct" and corrected is None else decision,
                corrected=corrected,
                reason="not_stated" if decision == "reject" else None,
                editor=random.choice(("an", "binh", "chi")),
                decided_at=datetime(2026, 11, 1, 8, tzinfo=UTC) + timedelta(seconds=30 * row["article_id"]),
                seconds=12.0,
            )


_READING = (
    *("indicator", "value", "value_max", "approximation", "target", "rate", "share", "share_max", "denominator"),
    *("modality", "qualifiers", "unit", "unit_level", "province", "place_code", "place_today"),
    *("period_from", "period_to"),
)


def _sources(connection: Connection, country: World) -> dict[str, int]:
    at = datetime(2019, 1, 1, tzinfo=UTC)
    return {
        name: sources.remember(connection, name, title, f"https://{name}.example/", at)
        for name, title, _ in country.papers
    }


def _keep(connection: Connection, batch: list[Made], keys: dict[str, int]) -> tuple[list[int], int]:
    """Keep the articles of a batch, each of which occurs once in it: their revisions, and how many were new."""
    query = select(Article.url, Article.id, func.max(Revision.number)).join(Revision).group_by(Article.url, Article.id)
    there = {url: (key, number) for url, key, number in connection.execute(query.where(Article.url.in_(_urls(batch))))}
    new = [
        {"source_id": keys[made.source], "url": made.url, "first_seen_at": _at(made)}
        for made in batch
        if made.url not in there
    ]
    ids = {url: key for url, (key, _) in there.items()}
    ids |= {url: key for url, key in connection.execute(insert(Article).returning(Article.url, Article.id), new)}
    rows = []
    for made in batch:
        text = made.record.article.text
        rows.append(
            {
                "article_id": ids[made.url],
                "number": there[made.url][1] + 1 if made.url in there else 1,
                "content_hash": content_hash(text),
                "first_fetched_at": _at(made),
                "published_at": None,
                "text": text,
                "paragraphs": [{"text": paragraph, "zone": "body"} for paragraph in made.paragraphs],
                "key": made.url,
                "path": None,
                "url": made.url,
                "title": made.record.article.title,
                "published": made.published,
                "author": made.record.article.author,
                "syndicated_from": None,
                "site": made.record.article.site,
                "province": made.province,
            }
        )
    made_rows = connection.execute(insert(Revision).returning(Revision.article_id, Revision.id), rows)
    revisions = {article_id: key for article_id, key in made_rows}
    return [revisions[ids[made.url]] for made in batch], len(new)


def _urls(batch: list[Made]) -> list[str]:
    return [made.url for made in batch]


def _at(made: Made) -> datetime:
    return datetime.combine(made.published, time(20), UTC)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--url", required=True, help="sqlite:///file or postgresql://…, an empty database")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--no-search", action="store_true", help="leave the search index empty")
    given = parser.parse_args()
    engine = db.engine(given.url)
    db.migrate(engine)
    loaded = fill(engine, given.articles, seed=given.seed, indexed=not given.no_search)
    print(told(loaded))
    engine.dispose()


def told(loaded: Load) -> str:
    """The load in words."""
    rate, whole = loaded.facts / loaded.seconds, loaded.facts / (loaded.seconds + loaded.searching)
    return (
        f"{loaded.articles:,} articles, {loaded.revisions:,} revisions, {loaded.facts:,} facts: "
        f"{rate:,.0f} facts/s, {whole:,.0f} with the search index "
        f"(articles {loaded.keeping:.1f} s, records {loaded.reading:.1f} s, search {loaded.searching:.1f} s; {loaded.cpu:.1f} s of processor time)"
    )


if __name__ == "__main__":
    sys.exit(main())
