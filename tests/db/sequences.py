"""Random lives of a store: crawls, edits, new rules, verdicts, kills; and what must be true after every step.

A life is a list of steps, each with a seed of its own, so that a step may be left out and the rest stays as it was.
What must be true is worked out here from the log and from where each sentence came from, not by the code of `db`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, event, select

import db
from db import present
from db.models import Article, Extraction, Fact, Figure, PresentFact, Revision, Source
from schema import ArticleInput, Paragraph, Record, Verdict
from tests.db.fake_reader import Rules, read

NIGHT = datetime(2025, 1, 6, 20, 15, tzinfo=UTC)
URLS = ("https://bao.example/1", "https://bao.example/2", "https://cong.example/3")
PLACES = ("Chi bộ Hoa Sen", "Chi bộ Hoa Mai", "Chi bộ Sơn Ca")
VERBS = ("kết nạp", "kết nạp", "có", "tặng")
NUMBERS = ("5", "5", "7", "12", "5/12")
TAILS = ("", "", " mới", " trong năm", " sau một thời gian dài thử thách và rèn luyện")
EDITORS = ("an", "bình")
Step = tuple[str, int]
_SHOWN = ("source", "url", "claim", "fact_id", "figure", "evidence", "before", "after")


class Killed(Exception):
    """What a life raises in the middle of a transaction."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it has come from; a copy and an edited form have come from the same."""

    origin: int
    text: str


@dataclass(slots=True)
class Page:
    """An article as the paper shows it now, and as it was read last."""

    lines: list[list[Sentence]]
    published: date
    record: Record | None = None
    read_lines: list[list[Sentence]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(sentence.text for sentence in line) for line in self.lines)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence at an offset of the text that was read."""
        place = 0
        for line in self.read_lines:
            for sentence in line:
                if offset < place + len(sentence.text):
                    return sentence
                place += len(sentence.text) + 1
        raise AssertionError(f"nothing stands at {offset}")


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
        self.history: list[Callable[[Connection], object]] = []
        self._origin = 0
        self._killer: Random | None = None

    def live(self, steps: list[Step]) -> None:
        """Take all steps; AssertionError names the first thing that is not true."""
        for number, (name, seed) in enumerate(steps):
            try:
                getattr(self, f"_{name}")(Random(seed))
                self.check(whole=number % 3 == 2 or number == len(steps) - 1)
            except Exception as error:
                error.add_note(f"at step {number}: {name} {seed}; the article says:\n{self._told()}")
                raise
        self._replay(Random(len(steps)))

    def _told(self) -> str:
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
            random.choice((_word, _number, _added, _removed, _moved, _doubled))(self, random, lines)
        edited = replace(self.pages[url], lines=[line for line in lines if line] or [[self._sentence(random)]])
        if edited.text.split() != self.pages[url].text.split():  # else the store takes it for the text that it has
            self.pages[url].lines = edited.lines
            self._store(url, random)

    def _reparse(self, random: Random) -> None:
        if not self.pages:
            return self._crawl(random)
        url = random.choice(sorted(self.pages))
        self._extract(url, self.version)
        before = {row["claim"]: row for row in self.rows(url)}
        self._origin += 1
        words = random.choice(("Đọc nhiều nhất trong tuần", "Mua nhà giá tốt, gọi 19001234", "Tin liên quan"))
        lines = self.pages[url].lines
        lines.insert(random.randint(0, len(lines)), [Sentence(self._origin, words)])
        self._store(url, random)
        after = {row["claim"]: row for row in self.rows(url)}
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
        rows = [row for url in sorted(self.pages) for row in self.rows(url)]
        if not rows:
            return
        row = random.choice(rows)
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
            sentence = page.sentence_at(page.record.facts[row["position"]].start)
            self.origins.setdefault((shown["url"], row["claim"]), set()).add(sentence.origin)
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
        parts = (random.choice(PLACES), random.choice(VERBS), random.choice(NUMBERS), "đảng viên")
        return Sentence(self._origin, f"{' '.join(parts)}{random.choice(TAILS)}.")

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
            before = (self.dump(), self._kept())
            try:
                with _killed_at(self.engine, self._killer.randint(1, 30)), db.writing(self.engine) as connection:
                    act(connection)
                    raise Killed
            except Killed:
                assert before == (self.dump(), self._kept()), "a kill left something"
        with db.writing(self.engine) as connection:
            act(connection)
        self.history.append(act)

    # -- what is there

    def rows(self, url: str | None = None) -> list[dict[str, Any]]:
        """Present facts, of one article or of all."""
        query = select(PresentFact.__table__, Article.url).join(Article, Article.id == PresentFact.article_id)
        if url is not None:
            query = query.where(Article.url == url)
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(query.order_by(Article.url, PresentFact.claim)).mappings()]

    def dump(self, connection: Connection | None = None) -> list[tuple[Any, ...]]:
        """What holds now, without the keys of this database."""
        if connection is None:
            with self.engine.connect() as own:
                return dump(own)
        return dump(connection)

    def _kept(self) -> list[Verdict]:
        with self.engine.connect() as connection:
            return list(db.repository.verdicts.every(connection))

    # -- what must be true

    def check(self, whole: bool) -> None:
        """AssertionError names what is not true; ``whole``: all is worked out anew, too."""
        assert self._kept() == sorted(self.log, key=lambda v: (v.decided_at, v.uid)), "a verdict was lost or changed"
        self._check_rows()
        self._check_figures()
        if not whole:
            return
        with self.engine.connect() as connection, connection.begin() as transaction:
            before = dump(connection)
            present.rebuild(connection)
            assert before == dump(connection), "worked out anew, it is something else"
            transaction.rollback()

    def _check_rows(self) -> None:
        by_claim: dict[tuple[str, str], list[Verdict]] = {}
        for verdict in sorted(self.log, key=lambda v: (v.decided_at, v.uid)):
            by_claim.setdefault((verdict.url, verdict.claim), []).append(verdict)
        rows = {(row["url"], row["claim"]): row for row in self.rows()}
        positions = [(row["url"], row["position"]) for row in rows.values() if row["position"] is not None]
        assert len(positions) == len(set(positions)), "one reading in two figures"
        for url, page in self.pages.items():
            told = {position for at, position in positions if at == url}
            read_now = range(len(page.record.facts)) if page.record else range(0)
            assert told == set(read_now), f"a reading of {url} is not shown"
        for key, verdicts in by_claim.items():
            decided = _in_effect(verdicts)
            if decided is not None:
                assert key in rows, f"the verdict {decided.uid} is shown nowhere"
        for key, row in rows.items():
            self._check_row(row, by_claim.get(key, []))

    def _check_row(self, row: dict[str, Any], verdicts: list[Verdict]) -> None:
        decided = _in_effect(verdicts)
        where = f"{row['status']} {row['claim']}"
        assert row["verdict_uid"] == (decided.uid if decided else None), f"{where}: not the verdict in effect"
        assert (row["queue_reason"] is None) == (row["priority"] is None)
        if decided is None:
            assert row["status"] == "unverified", where
            return
        allowed = {
            "accept": {"accepted", "changed", "unread", "withdrawn"},
            "correct": {"corrected", "changed", "unread", "withdrawn"},
            "reject": {"rejected", "changed", "withdrawn"},
            "unsure": {"unsure", "withdrawn"},
        }
        assert row["status"] in allowed[decided.decision], f"{where}: decided {decided.decision}"
        holds = decided.corrected or decided.seen
        numbers = (row["value"], row["target"])
        if row["status"] in ("accepted", "corrected", "changed", "unread", "withdrawn"):
            assert numbers == (holds.value, holds.target), f"{where}: a number that no editor saw or wrote"
        if row["status"] in ("rejected", "withdrawn"):
            assert not row["counted"] and row["queue_reason"] is None, f"{where}: counts"
        if row["status"] in ("changed", "unread"):
            assert row["queue_reason"] == row["status"], f"{where}: does not wait"
        if row["status"] in ("accepted", "corrected"):
            assert row["counted"] and row["queue_reason"] is None, f"{where}: does not count"
        if decided.decision == "reject":
            assert not row["counted"], f"{where}: a rejected figure counts"
        if row["position"] is not None:
            self._check_place(row, decided, verdicts)

    def _check_place(self, row: dict[str, Any], decided: Verdict, verdicts: list[Verdict]) -> None:
        """The figure is that of the sentence which was decided on, in whatever form it stands now."""
        page = self.pages[row["url"]]
        assert page.record is not None
        fact = page.record.facts[row["position"]]
        seen = [reading for reading in (decided.seen, decided.corrected) if reading is not None]
        as_seen = any(
            (fact.indicator, fact.value, fact.target, fact.unit and fact.unit.name)
            == (reading.indicator, reading.value, reading.target, reading.unit_name)
            for reading in seen
        )
        silent = row["queue_reason"] not in ("changed",)
        assert silent == as_seen, f"{row['status']} {row['claim']}: read as {fact.value}, seen as {seen}"
        if row["queue_reason"] == "changed":
            assert row["explanations"]["reading_changed"] and row["explanations_vi"]["reading_changed"]
        sentence = page.sentence_at(fact.start)
        origins = self.origins.get((row["url"], row["claim"]), set())
        text = " ".join(page.record.article.text.split())
        stands = any(" ".join(verdict.evidence.split()) in text for verdict in verdicts)
        told = sentence.origin in origins or sentence.text in {v.evidence for v in verdicts} or (as_seen and stands)
        assert told, f"{row['status']} {row['claim']}: {decided.evidence!r} is told of {sentence.text!r}"

    def _check_figures(self) -> None:
        members: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows():
            if row["counted"]:
                assert row["figure_id"] is not None
                members.setdefault(row["figure_id"], []).append(row)
            else:
                assert row["figure_id"] is None, "what does not count is in a figure"
        with self.engine.connect() as connection:
            figures = {row["id"]: row for row in connection.execute(select(Figure.__table__)).mappings()}
        assert figures.keys() == members.keys(), "figures that nobody tells, or untold ones"
        for key, figure in figures.items():
            told = members[key]
            chosen = [r for r in told if (r["article_id"], r["claim"]) == (figure["article_id"], figure["claim"])]
            assert len(chosen) == 1 and chosen[0]["value"] == figure["value"], "a figure of no fact"
            assert figure["facts"] == len(told) == sum(figure[n] for n in ("agreeing", "differing", "superseded"))
            verified = [row for row in told if row["status"] in ("accepted", "corrected")]
            assert figure["verified"] == bool(verified) and (not verified or chosen[0] in verified), "not the verdict's"
            flagged = [row for row in told if "conflicts_with_other_source" in row["flags"]]
            assert bool(flagged) == (figure["state"] == "conflict"), "a flag of a conflict that is none, or none of one"

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
                assert dump(connection) == self.dump(), "the log told elsewhere comes to something else"
                assert list(db.repository.verdicts.every(connection)) == self._kept()
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


def dump(connection: Connection) -> list[tuple[Any, ...]]:
    """Present facts and figures, without the keys of one database."""
    found: list[tuple[Any, ...]] = []
    passing = {"id", "article_id", "extraction_id", "revision_id", "source_id"}
    present_columns = [c for c in PresentFact.__table__.c if c.name not in passing]
    query = (
        select(Source.name, Article.url, Revision.number, Extraction.extractor_version, Fact.fact_id, *present_columns)
        .select_from(PresentFact)
        .join(Article, Article.id == PresentFact.article_id)
        .join(Source, Source.id == PresentFact.source_id)
        .join(Revision, Revision.id == PresentFact.revision_id)
        .outerjoin(Extraction, Extraction.id == PresentFact.extraction_id)
        .outerjoin(Fact, (Fact.extraction_id == PresentFact.extraction_id) & (Fact.position == PresentFact.position))
    )
    found += sorted(map(repr, map(tuple, connection.execute(query))))
    figure_columns = [c for c in Figure.__table__.c if c.name != "article_id"]
    figures = select(Article.url, *figure_columns).join(Article, Article.id == Figure.article_id)
    found += sorted(map(repr, map(tuple, connection.execute(figures))))
    return found


def _in_effect(verdicts: list[Verdict]) -> Verdict | None:
    """The newest decision that no undo which is itself in effect takes back."""

    def holds(verdict: Verdict) -> bool:
        return not any(holds(undo) for undo in verdicts if undo.undoes == verdict.uid)

    decisions = [v for v in verdicts if v.decision in ("accept", "correct", "reject", "unsure") and holds(v)]
    return decisions[-1] if decisions else None


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


def _at(random: Random, lines: list[list[Sentence]]) -> tuple[list[Sentence], int]:
    line = random.choice([line for line in lines if line] or [lines[0]])
    return line, random.randrange(max(1, len(line)))


def _word(life: Life, random: Random, lines: list[list[Sentence]]) -> None:
    line, place = _at(random, lines)
    if line:
        words = line[place].text[:-1].split()
        words.insert(random.randint(3, len(words)), random.choice(("đã", "vừa", "cũng", "mới")))
        line[place] = replace(line[place], text=" ".join(words) + ".")


def _number(life: Life, random: Random, lines: list[list[Sentence]]) -> None:
    line, place = _at(random, lines)
    if line:
        text = line[place].text
        for number in ("5/12", "12", "7", "5"):
            if f" {number} " in text:
                line[place] = replace(line[place], text=text.replace(f" {number} ", f" {random.choice(NUMBERS)} "))
                return


def _added(life: Life, random: Random, lines: list[list[Sentence]]) -> None:
    line, place = _at(random, lines)
    line.insert(place, life._sentence(random))


def _removed(life: Life, random: Random, lines: list[list[Sentence]]) -> None:
    line, place = _at(random, lines)
    if line:
        del line[place]


def _moved(life: Life, random: Random, lines: list[list[Sentence]]) -> None:
    line, place = _at(random, lines)
    if line:
        sentence = line.pop(place)
        random.choice(lines).append(sentence)


def _doubled(life: Life, random: Random, lines: list[list[Sentence]]) -> None:
    line, place = _at(random, lines)
    if line:
        random.choice(lines).append(line[place])
