"""Where each rule fired in an article, whether the gold says that it was right there, and the words it stood in."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extract.reading import Reading, read
from extract.record import record_of
from extract.rules import Kind
from jobs.evaluation import Json, Outcome, compare
from jobs.evaluation.matching import document_key, interval
from schema import ArticleInput

EXAMPLE = 80
"""How many characters of an article an example has at most, marks aside."""
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gold says of a mention: ``right`` is None where it does not judge it, ``complete`` of all but facts."""

    right: bool | None = None
    complete: bool | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """One mention, by which rule, with what the gold says.

    ``length`` is that of the words that show the rule, in code points: the sentence of a fact, else the mention.
    ``example`` is the mention in Markdown, in bold among the words of its sentence that stand round it.
    """

    kind: Kind
    rule: str
    article: str
    start: int
    length: int
    example: str
    verdict: Verdict


def uses(given: ArticleInput, gold: Json | None = None) -> list[Use]:
    """The mentions of an article by kind, in the order of the text, judged as `jobs.evaluation` does."""
    reading = read(given)
    record = json.loads(record_of(given, reading).to_json())
    mentions = _unjudged(reading) if gold is None else _judged(reading, record, compare(gold, record))
    starts = [sentence.start for sentence in reading.sentences]
    found = []
    for kind, rule, mention, verdict in mentions:
        sentence = reading.sentences[max(0, bisect_right(starts, mention[0]) - 1)]
        within = sentence.start, max(sentence.end, mention[1])
        start, end = within if kind == "facts" else mention
        example = excerpt(reading.text.raw, mention, within)
        found.append(Use(kind, rule, given.id, mention[0], end - start, example, verdict))
    return found


_Mention = tuple[Kind, str, Stretch, Verdict]


def _unjudged(reading: Reading) -> Iterator[_Mention]:
    for citation in reading.citations:
        yield "documents", citation.rule, (citation.start, citation.end), Verdict()
    for day in reading.dates:
        yield "dates", day.rule, (day.start, day.end), Verdict()
    for number in reading.numbers:
        yield "numbers", number.rule, (number.start, max(number.end, number.unit_end)), Verdict()
    for unit in reading.units:
        yield "units", unit.rule, (unit.start, unit.end), Verdict()
    for found in reading.facts:
        yield "facts", found.count.rule, (found.count.start, found.count.end), Verdict()


def _judged(reading: Reading, record: Json, outcomes: list[Outcome]) -> Iterator[_Mention]:
    """The mentions with their verdicts: the record has those of each kind in the same order, but only some units."""
    wrong = {(outcome.kind, outcome.shown) for outcome in outcomes if outcome.status == "false"}
    facts = {o.fact: Verdict(o.status == "right", o.complete) for o in outcomes if o.fact is not None}
    names = {(unit["start"], unit["end"]): unit["name"] or unit["text"] for unit in record["units"]}
    in_order = {kind: iter(record[kind]) for kind in ("documents", "dates", "facts")}
    for kind, rule, mention, verdict in _unjudged(reading):
        said = next(in_order[kind]) if kind in in_order else {}
        if kind == "documents" and said["canonical"] and said["number"] is not None:
            verdict = Verdict((kind, document_key(said["canonical"])) not in wrong)
        elif kind == "dates" and said["to"]:
            first, last = interval(said)
            verdict = Verdict((kind, f"{first}..{last}") not in wrong)
        elif kind == "units" and mention in names:
            verdict = Verdict((kind, names[mention]) not in wrong)
        elif kind == "facts":
            verdict = facts.get(said["id"], verdict)
        yield kind, rule, mention, verdict


def excerpt(raw: str, mention: Stretch, within: Stretch) -> str:
    """Some `EXAMPLE` characters of ``within`` round a mention, cut between words, the mention in bold, as Markdown.

    A mention that is longer is not cut.
    """
    low, high = _window(raw, mention, within)
    before, text, after = (
        _escaped(part) for part in (raw[low : mention[0]], raw[slice(*mention)], raw[mention[1] : high])
    )
    words = " ".join(f"{before}**{text}**{after}".split())
    return f"{'…' if low > within[0] else ''}{words}{'…' if high < within[1] else ''}"


def _window(raw: str, mention: Stretch, within: Stretch) -> Stretch:
    """As many whole words on both sides of a mention as fit."""
    spare = max(0, EXAMPLE - (mention[1] - mention[0]))
    low = max(within[0], mention[0] - spare // 2)
    high = min(within[1], max(low + EXAMPLE, mention[1]))
    low = min(mention[0], max(within[0], high - EXAMPLE))
    while within[0] < low < mention[0] and not raw[low - 1].isspace():
        low += 1
    while mention[1] < high < within[1] and not raw[high].isspace():
        high -= 1
    return low, high


_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|~#"})


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, in a cell of a table too."""
    return text.translate(_MARKS)
