"""Random lives of a store: crawls, edits, new rules, verdicts, kills; and what must be true after every step.

A life is a list of steps, each with a seed of its own, so that a step may be left out and the rest stays as it was.
What must be true stands in `invariants`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, event, select

import db
from db.models import Article
from schema import ArticleInput, Paragraph, Verdict
from tests.db.fake_reader import Rules, read
from tests.db.invariants import Told, check
from tests.db.pages import PLACES, Page, Sentence, edit, new_sentence
from tests.db.shown import dump, kept, rows

NIGHT = datetime(2025, 1, 6, 20, 15, tzinfo=UTC)
URLS = ("https://bao.example/1", "https://bao.example/2", "https://cong.example/3")
EDITORS = ("an", "bình")
Step = tuple[str, int]
_SHOWN = ("source", "url", "claim", "fact_id", "figure", "evidence", "before", "after")


class Killed(Exception):
    """What a life raises in the middle of a transaction."""


class Life:
    """One sequence on an empty database; ``other`` makes another empty one."""

    def __init__(self, engine: Engine, other: Callable[[], Engine]) -> None:
        self.engine = engine
        self._other = other
        self.pages: dict[str, Page] = {}
        self.rules = Rules()
        self.version = 0
        self.log: list[Verdict] = []
        self.origins: dict[tuple[str, str], set[int]] = {}
        self._told = Told(self.pages, self.log, self.origins)
        self.history: list[Callable[[Connection], object]] = []
        self._origin = 0
        self._killer: Random | None = None

    def live(self, steps: list[Step]) -> None:
        """Take all steps; AssertionError names the first thing that is not true."""
        for number, (name, seed) in enumerate(steps):
            try:
                getattr(self, f"_{name}")(Random(seed))
                check(self.engine, self._told, whole=number % 3 == 2 or number == len(steps) - 1)
            except Exception as error:
                error.add_note(f"at step {number}: {name} {seed}; the article says:\n{self._articles()}")
                raise
        self._replay(Random(len(steps)))

    def _articles(self) -> str:
        return "\n--\n".join(f"{url}\n{page.text}" for url, page in self.pages.items())

    # -- steps

    def _crawl(self, random: Random) -> None:
        missing = [url for url in URLS if url not in self.pages]
        if not missing:
            return self._edit(random)
        lines = [[self._sentence(random) for _ in range(random.randint(1, 3))] for _ in range(random.randint(1, 3))]
        self.pages[missing[0]] = Page(lines, date(2025, 1, random.randint(1, 9)))
        self._store(missing[0], random)

    def _edit(self, random: Random) -> None:
        if not self.pages:
            return self._crawl(random)
        url = random.choice(sorted(self.pages))
        lines = [list(line) for line in self.pages[url].lines]
        for _ in range(random.choice((1, 1, 2))):
            edit(lines, random, self._sentence)
        edited = replace(self.pages[url], lines=[line for line in lines if line] or [[self._sentence(random)]])
        if edited.text.split() != self.pages[url].text.split():  # else the store takes it for the text that it has
            self.pages[url].lines = edited.lines
            self._store(url, random)

    def _reparse(self, random: Random) -> None:
        if not self.pages:
            return self._crawl(random)
        url = random.choice(sorted(self.pages))
        self._extract(url, self.version)
        before = {row["claim"]: row for row in rows(self.engine, url)}
        self._origin += 1
        words = random.choice(("Đọc nhiều nhất trong tuần", "Mua nhà giá tốt, gọi 19001234", "Tin liên quan"))
        lines = self.pages[url].lines
        lines.insert(random.randint(0, len(lines)), [Sentence(self._origin, words)])
        self._store(url, random)
        after = {row["claim"]: row for row in rows(self.engine, url)}
        passing = ("id", "extraction_id", "revision_id", "published")
        for claim, row in before.items():
            assert _without(row, passing) == _without(after[claim], passing), "an advert changed a figure"
        assert before.keys() == after.keys(), "an advert brought a figure"

    def _reread(self, random: Random) -> None:
        self.rules = replace(self.rules, **_other_rules(random))
        self.version += 1
        for url in sorted(self.pages):
            self._extract(url, self.version)

    def _decide(self, random: Random) -> None:
        facts = [row for url in sorted(self.pages) for row in rows(self.engine, url)]
        if not facts:
            return
        row = random.choice(facts)
        decision = random.choice(("accept", "accept", "correct", "reject", "unsure", "note"))
        with self.engine.connect() as connection:
            item = db.repository.items.load(connection, row["claim"])
        assert item is not None and (item.url, item.claim) == (row["url"], row["claim"])
        shown = {name: getattr(item, name) for name in _SHOWN} | {
            "seen": item.machine or item.shown,
            "seen_flags": item.flags,
            "seen_hash": item.text_hash,
            "seen_version": item.extractor_version or "none",
        }
        more: dict[str, Any] = {}
        if decision == "correct":
            places = {"unit_name": random.choice(PLACES), "value": float(random.choice((5, 7, 12, 99)))}
            more["corrected"] = shown["seen"].model_copy(update=places)
        if decision == "reject":
            more["reason"] = "not_a_fact"
        if decision == "note":
            more["note"] = "hỏi lại"
        if row["position"] is not None:
            page = self.pages[shown["url"]]
            assert page.record is not None
            decided_on = page.sentence_at(page.record.facts[row["position"]].start)
            self.origins.setdefault((shown["url"], row["claim"]), set()).add(decided_on.origin)
        self._keep(random, shown | more | {"decision": decision, "editor": random.choice(EDITORS)})

    def _undo(self, random: Random) -> None:
        if not self.log:
            return
        undone = random.choice(self.log[-4:])
        same = {"corrected": None, "reason": None, "note": None, "decision": "undo", "undoes": undone.uid}
        self._keep(random, dict(undone) | same)

    def _kill(self, random: Random) -> None:
        """A step whose every transaction is killed once, at some statement of it, and then done."""
        self._killer = random
        try:
            random.choice((self._crawl, self._edit, self._decide, self._undo))(Random(random.random()))
        finally:
            self._killer = None

    # -- what they are made of

    def _sentence(self, random: Random) -> Sentence:
        self._origin += 1
        return new_sentence(self._origin, random)

    def _store(self, url: str, random: Random) -> None:
        text, version, page = self.pages[url].text, self.version, self.pages[url]

        def crawl(connection: Connection) -> None:
            name = "cong" if "cong" in url else "bao"
            source = db.repository.sources.remember(connection, name, name.title(), f"https://{name}.example/", NIGHT)
            paragraphs = tuple(Paragraph(text=line) for line in text.split("\n"))
            article = ArticleInput(id=url, url=url, paragraphs=paragraphs, published=page.published)
            db.repository.articles.save(connection, source, url, article, NIGHT)

        self._do(crawl)
        if random.random() < 0.9:  # else it waits for the next reading
            self._extract(url, version)

    def _extract(self, url: str, version: int) -> None:
        page = self.pages[url]
        record = read(url, page.text, page.published, self.rules)
        lines = [list(line) for line in page.lines]

        def extract(connection: Connection) -> None:
            key = db.repository.articles.newest(connection, _key(connection, url)).revision_id
            db.repository.extractions.store_extraction(connection, key, record, f"v{version}", at=NIGHT)

        with self.engine.connect() as connection:
            newest = db.repository.articles.newest(connection, _key(connection, url)).revision_id
            known = db.repository.extractions.newest_extraction(connection, newest)
            again = db.repository.extractions.newest_extraction(connection, newest, f"v{version}")
        if (
            known is not None
            and again is not None
            and page.record is not None
            and page.record.article.text == page.text
        ):
            page.read_lines = lines  # the same text and the same rules: nothing is stored
            return
        self._do(extract)
        page.record, page.read_lines = record, lines

    def _keep(self, random: Random, fields: dict[str, Any]) -> None:
        number = len(self.log)
        at = self.log[-1].decided_at if self.log and random.random() < 0.2 else NIGHT + timedelta(seconds=number)
        uid = f"{number:04d}-{random.randrange(10**6):06d}"
        verdict = Verdict.model_validate(fields | {"uid": uid, "decided_at": at})

        def decide(connection: Connection) -> None:
            assert db.repository.verdicts.add(connection, verdict, at=NIGHT)

        self._do(decide)
        self.history.pop()  # the log is told by itself
        with db.writing(self.engine) as connection:
            assert not db.repository.verdicts.add(connection, verdict, at=NIGHT), "kept twice"
        self.log.append(verdict)

    def _do(self, act: Callable[[Connection], None]) -> None:
        if self._killer is not None:
            before = (self._dump(), kept(self.engine))
            try:
                with _killed_at(self.engine, self._killer.randint(1, 30)), db.writing(self.engine) as connection:
                    act(connection)
                    raise Killed
            except Killed:
                assert before == (self._dump(), kept(self.engine)), "a kill left something"
        with db.writing(self.engine) as connection:
            act(connection)
        self.history.append(act)

    def _dump(self) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            return dump(connection)

    def _replay(self, random: Random) -> None:
        """The same history and the same log in another database, in another order, come to the same."""
        other = self._other()
        try:
            log = list(self.log)
            random.shuffle(log)
            lines = [verdict.model_dump_json() for verdict in log]
            before = random.random() < 0.5
            verdicts = [Verdict.model_validate_json(line) for line in lines]
            with db.writing(other) as connection:
                if before:
                    assert db.repository.verdicts.add_all(connection, verdicts, at=NIGHT) == len(log)
                for act in self.history:
                    act(connection)
                if not before:
                    assert db.repository.verdicts.add_all(connection, verdicts, at=NIGHT) == len(log)
                assert db.repository.verdicts.add_all(connection, verdicts, at=NIGHT) == 0
            with other.connect() as connection:
                assert dump(connection) == self._dump(), "the log told elsewhere comes to something else"
                assert list(db.repository.verdicts.every(connection)) == kept(self.engine)
        finally:
            other.dispose()


def lives(seed: int, length: int) -> list[Step]:
    """The steps of a life."""
    random = Random(seed)
    names = "crawl edit edit edit edit reread reread reread decide decide decide decide decide undo reparse kill"
    weighted = names.split()
    steps = [("crawl", random.randrange(10**9))]
    steps += [(random.choice(weighted), random.randrange(10**9)) for _ in range(length)]
    return steps


def _key(connection: Connection, url: str) -> int:
    return connection.execute(select(Article.id).where(Article.url == url)).scalar_one()


def _without(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


@contextmanager
def _killed_at(engine: Engine, statement: int) -> Iterator[None]:
    left = statement

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", count)


def _other_rules(random: Random) -> dict[str, Any]:
    return random.choice(
        [
            {"indicator": random.choice(("members_admitted", "members_made_official"))},
            {"unit": random.choice(("named", "province"))},
            {"number": random.choice(("first", "second"))},
            {"evidence": random.choice(("sentence", "line", "clause"))},
            {"figure": random.choice(("number", "phrase"))},
            {"unread": frozenset(random.sample(("kết nạp", "có", "tặng"), random.randint(0, 2)))},
            {"extra": random.random() < 0.5},
            {"evidence": "sentence", "figure": "number", "unread": frozenset(), "unit": "named", "number": "first"},
        ]
    )
