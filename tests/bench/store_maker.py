"""Fills a database with articles, what was read from them, and some verdicts: ``python -m tests.bench.store_maker``.

Everything goes in by the functions that Chibo itself stores with, two thousand articles a transaction. What is told as
load is the storing alone; making the articles up costs more and is not counted.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from random import Random
from time import perf_counter, process_time
from unittest.mock import patch

from sqlalchemy import Connection, Engine, select

import db
from db import views
from db.models import Article, Revision
from db.repository import documents, search_index, sources, verdicts
from db.repository.article_batches import Incoming, save_many
from db.repository.extractions import Extracted, store_extractions
from schema import Reading, Verdict, content_hash
from tests.bench.store_articles import Made, made_articles
from tests.bench.store_world import World, world

VERSION = "bench-1"
SEED = 20261122
_BATCH = 2000
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
    citing: float = 0.0
    cpu: float = 0.0

    @property
    def seconds(self) -> float:
        """All of it but the search index and the registry of documents."""
        return self.keeping + self.reading


def fill(engine: Engine, articles: int, *, seed: int = SEED) -> Load:
    """Store so many made-up articles with their records, and a verdict for every fiftieth."""
    country = world(seed)
    loaded = Load()
    keys = prepare(engine, country)
    stream = made_articles(articles, country, seed)
    while batch := list(islice(stream, _BATCH)):
        store(engine, batch, keys, loaded)
    with db.writing(engine) as connection:
        verdicts.add_all(connection, list(made_verdicts(connection, articles // _ARTICLES_A_VERDICT, seed)))
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    return loaded


def prepare(engine: Engine, country: World) -> dict[str, int]:
    """The sources of a country; their keys by name."""
    at = datetime(2019, 1, 1, tzinfo=UTC)
    with db.writing(engine) as connection:
        return {
            name: sources.remember(connection, name, title, f"https://{name}.example/", at)
            for name, title, _ in country.papers
        }


def store(engine: Engine, batch: list[Made], keys: dict[str, int], loaded: Load) -> None:
    """Store one batch in one transaction and add to what was loaded."""
    given = [Incoming(keys[made.source], made.url, made.given(), _at(made)) for made in batch]
    gc.freeze()  # what was made up is the bench's, and no work of the store's
    begun, worked = perf_counter(), process_time()
    with _search_timed() as search_times, db.writing(engine) as connection:
        saved = save_many(connection, given)
        kept = perf_counter()
        read = [Extracted(one.revision_id, made.record) for one, made in zip(saved, batch, strict=True)]
        store_extractions(connection, read, VERSION)
        stored = perf_counter()
        documents.refresh(connection, {one.article_id for one in saved})
        cited = perf_counter()
    ended = perf_counter()
    loaded.cpu += process_time() - worked
    gc.unfreeze()
    loaded.articles += sum(one.outcome == "new" for one in saved)
    loaded.revisions += len(batch)
    loaded.facts += sum(len(made.record.facts) for made in batch)
    loaded.searching += sum(search_times)
    loaded.keeping += kept - begun - sum(search_times)
    loaded.citing += cited - stored
    loaded.reading += ended - kept - (cited - stored)  # the commit too


@contextmanager
def _search_timed() -> Iterator[list[float]]:
    """How long the search index takes, which articles are put into as they are kept."""
    times: list[float] = []
    plain = search_index.index

    def timed(connection: Connection, revisions: Sequence[search_index.RevisionText]) -> int:
        begun = perf_counter()
        done = plain(connection, revisions)
        times.append(perf_counter() - begun)
        return done

    with patch.object(search_index, "index", timed):
        yield times


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


def _at(made: Made) -> datetime:
    return datetime.combine(made.published, time(20), UTC)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--url", required=True, help="sqlite:///file or postgresql://…, an empty database")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    engine = db.engine(given.url)
    db.migrate(engine)
    loaded = fill(engine, given.articles, seed=given.seed)
    print(told(loaded))
    engine.dispose()


def told(loaded: Load) -> str:
    """The load in words."""
    rate, whole = loaded.facts / loaded.seconds, loaded.facts / (loaded.seconds + loaded.searching + loaded.citing)
    return (
        f"{loaded.articles:,} articles, {loaded.revisions:,} revisions, {loaded.facts:,} facts: "
        f"{rate:,.0f} facts/s, {whole:,.0f} with the search index and the registry of documents "
        f"(articles {loaded.keeping:.1f} s, records {loaded.reading:.1f} s, search {loaded.searching:.1f} s, documents {loaded.citing:.1f} s; {loaded.cpu:.1f} s of processor time)"
    )


if __name__ == "__main__":
    sys.exit(main())
