"""Two writers and eight readers on one database at once: what each of them met."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from time import perf_counter

from sqlalchemy import URL, Engine, func, select

import db
from db import views
from db.models import Figure, PresentFact, Revision
from schema import ArticleInput, Verdict
from tests.db.fake_reader import Rules, read
from tests.db.sequences import NIGHT
from tests.db.verdicts import seen

WRITERS = 2
READERS = 8
_ARTICLES = 20


@dataclass(slots=True)
class Met:
    """What was written and came back, how often was read, and every error that somebody saw; seconds of each write."""

    verdicts: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    reads: int = 0
    errors: list[BaseException] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def contend(url: str | URL, more: Callable[[int], bool]) -> Met:
    """Write as long as ``more`` says so of the number of a writer's writes, read meanwhile."""
    met, lock, written = Met(), threading.Lock(), threading.Event()

    def write(writer: int) -> None:
        engine = db.engine(url)
        number = 0
        while more(number):
            begun = perf_counter()
            text, verdict = _write(engine, writer, number)
            with lock:
                met.seconds.append(perf_counter() - begun)
                met.texts.add(text)
                met.verdicts.add(verdict)
            number += 1
        engine.dispose()

    def look(reader: int) -> None:
        engine = db.engine(url)
        while not written.is_set():
            _read(engine)
            with lock:
                met.reads += 1
        engine.dispose()

    def noting(act: Callable[[int], None], number: int) -> None:
        try:
            act(number)
        except BaseException as error:
            with lock:
                met.errors.append(error)

    writers = [threading.Thread(target=noting, args=(write, number)) for number in range(WRITERS)]
    readers = [threading.Thread(target=noting, args=(look, number)) for number in range(READERS)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    written.set()
    for thread in readers:
        thread.join()
    return met


def lost(engine: Engine, met: Met) -> list[str]:
    """What was written and is not there, or is not what it should be."""
    with engine.connect() as connection:
        kept = {verdict.uid for verdict in db.repository.verdicts.every(connection)}
        texts = set(connection.scalars(select(Revision.text)))
        counted = select(func.count()).select_from(PresentFact).where(PresentFact.counted)
        facts, told = connection.scalar(counted), connection.scalar(select(func.sum(Figure.facts)))
    found = [*sorted(met.verdicts - kept), *sorted(met.texts - texts)]
    return found if facts == told else [*found, f"{facts} facts count, the figures have {told}"]


def _write(engine: Engine, writer: int, number: int) -> tuple[str, str]:
    """A new text of an article, read, and then a verdict on it: one transaction each, as a night and an editor do."""
    name = f"bao-{writer}"
    url = f"https://{name}.example/{number % _ARTICLES}"
    text = f"Chi bộ Hoa Sen kết nạp {number + 1} đảng viên. Chi bộ Hoa Mai kết nạp 5 đảng viên."
    with db.writing(engine) as connection:
        source = db.repository.sources.remember(connection, name, name, f"https://{name}.example/", NIGHT)
        given = ArticleInput(id=url, url=url, text=text, published=date(2025, 1, 5))
        saved = db.repository.articles.save(connection, source, url, given, NIGHT)
        record = read(url, text, date(2025, 1, 5), Rules())
        db.repository.extractions.store_extraction(connection, saved.revision_id, record, "1", at=NIGHT)
    fact = record.facts[writer]
    verdict = Verdict(
        uid=f"{name}-{number:06d}",
        source=name,
        url=url,
        claim=fact.id,
        fact_id=fact.id,
        figure=fact.text,
        evidence=fact.evidence.text,
        seen=seen(value=fact.value, unit_name=fact.unit.name if fact.unit else None),
        seen_hash="then",
        seen_version="1",
        decision="accept" if number % 3 else "unsure",
        editor=name,
        decided_at=NIGHT + timedelta(seconds=number),
    )
    with db.writing(engine) as connection:
        db.repository.verdicts.add(connection, verdict)
    return text, verdict.uid


def _read(engine: Engine) -> None:
    with engine.connect() as connection:
        rows = connection.execute(select(views.facts).limit(50)).all()
        connection.execute(select(views.figures).where(views.figures.c.state == "conflict").limit(50)).all()
        for row in rows[:2]:
            db.repository.items.load(connection, row.fact_id)
