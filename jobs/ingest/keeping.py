"""Articles into the database in batches, each a transaction: a kill costs one of them, and running again mends it.

Two things are not as in a crawl, because a file tells no order of time. A text that the article with this address
had before is not a revision again, or a dump with two versions of an article would add both at each run; and a page
that was archived before the text that is kept now does not take its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

import db
from crawler.urls import article_key
from db.repository.article_batches import Address, Incoming, histories, save_many
from jobs.ingest.reading import Reading
from jobs.inputs import Problem

_BATCH = 500  # articles a transaction
_LARGEST_BATCH = 16 * 1024 * 1024  # and the size of them all, where it is more than one
_TRIES = 3  # a crawl may keep the same article at the same moment


@dataclass(slots=True)
class Kept:
    """What became of the articles: ``new``, ``changed``, ``unchanged``, ``older`` (not kept)."""

    outcomes: Counter[str] = field(default_factory=Counter)


def keep(
    engine: Engine,
    readings: Iterable[Reading],
    clock: Callable[[], datetime],
    *,
    single: str | None = None,
    tell: Callable[[Problem], None],
    count: Callable[[int], None] = lambda number: None,
) -> Kept:
    """Keep all articles in their order.

    Two different texts of one run with one name, or with the address ``single`` that was given for one article, are
    a problem: which of them is the article nobody knows. ``tell`` hears of it, ``count`` how many articles are done.
    """
    kept = Kept()
    for batch in _batches(_distinct(readings, single, tell)):
        for attempt in range(_TRIES):
            try:
                with db.writing(engine) as connection:
                    outcomes = _keep(connection, batch, clock())
                break
            except IntegrityError:
                if attempt == _TRIES - 1:
                    raise
        kept.outcomes.update(outcomes)
        count(len(batch))
    return kept


def _distinct(readings: Iterable[Reading], single: str | None, tell: Callable[[Problem], None]) -> Iterator[Reading]:
    seen: dict[tuple[str, str], str] = {}
    for reading in readings:
        if reading.by_url and reading.address != single:
            yield reading
            continue
        if seen.setdefault((reading.origin.name, reading.address), reading.text_hash) == reading.text_hash:
            yield reading
        elif reading.by_url:
            tell(reading.found.problem("--url names one article, and another text was read before this one"))
        else:
            name = reading.article.path or reading.address
            tell(reading.found.problem(f"another text of this run is called {name} too; give their common folder"))


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    size = 0
    for reading in readings:
        batch.append(reading)
        size += reading.found.size
        if len(batch) >= _BATCH or size >= _LARGEST_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _keep(connection: Connection, batch: list[Reading], now: datetime) -> Counter[str]:
    """Keep a batch, and count what became of its articles."""
    sources = _sources(connection, batch, now)
    asked = {(sources[reading.origin.name], reading.address) for reading in batch if reading.by_url}
    crawled = db.repository.crawls.articles_of_addresses(connection, asked)
    addressed = [_addressed(reading, sources[reading.origin.name], crawled) for reading in batch]
    past = _Past(connection, [address for reading, address in addressed if reading.by_url])
    outcomes: Counter[str] = Counter()
    incoming = []
    for reading, address in addressed:
        at = reading.fetched_at or now
        known = past.judge(address, reading.text_hash, reading.fetched_at, at) if reading.by_url else None
        if known is not None:
            outcomes[known] += 1
            continue
        incoming.append(
            Incoming(*address, reading.article, at, text_hash=reading.text_hash, published_at=reading.published_at)
        )
    outcomes.update(saved.outcome for saved in save_many(connection, incoming))
    return outcomes


def _addressed(reading: Reading, source_id: int, crawled: dict[Address, str]) -> tuple[Reading, Address]:
    """A reading with the identity of its article; an address that a crawl met leads to what it showed there."""
    url = crawled.get((source_id, reading.address), reading.address) if reading.by_url else reading.address
    if url != reading.address:
        named = {"id": article_key(reading.origin.name, url), "url": url}
        reading = replace(reading, address=url, article=reading.article.model_copy(update=named))
    return reading, (source_id, url)


def _sources(connection: Connection, batch: list[Reading], now: datetime) -> dict[str, int]:
    """The keys of the sources of a batch by name; one that is there keeps its labels."""
    known = {source.name: source.source_id for source in db.repository.sources.known(connection)}
    for origin in {reading.origin.name: reading.origin for reading in batch}.values():
        if origin.name not in known:
            known[origin.name] = db.repository.sources.remember(
                connection, origin.name, origin.title, origin.homepage, now
            )
    return known


class _Past:
    """The texts that articles with an address have had, those of this batch included."""

    def __init__(self, connection: Connection, addresses: list[Address]) -> None:
        found = histories(connection, set(addresses))
        self._hashes = {address: set(history.hashes) for address, history in found.items()}
        self._newest_at = {address: history.newest_at for address, history in found.items()}

    def judge(self, address: Address, text_hash: str, fetched_at: datetime | None, at: datetime) -> str | None:
        """`unchanged`, `older`, or None for a text that is to be kept, which is known from now on."""
        hashes = self._hashes.setdefault(address, set())
        if text_hash in hashes:
            return "unchanged"
        if fetched_at is not None and address in self._newest_at and fetched_at < self._newest_at[address]:
            return "older"
        hashes.add(text_hash)
        self._newest_at[address] = at
        return None
