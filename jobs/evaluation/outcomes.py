"""Each thing wanted or found in an article, and whether it was right: what all figures are counted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from jobs.evaluation.gold import Json
from jobs.evaluation.matching import (
    INDICATORS,
    Interval,
    accepted,
    document_key,
    interval,
    paired,
    period_of,
    same_unit,
    unit_of,
)

COMPLETE = ("target", "rate", "unit", "to")
"""The attributes that make a fact complete."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing of an article. ``kind`` is documents, document_dates, dates, units or facts.

    A matched fact names its ``wrong`` attributes and stays ``right``: it was found. ``fact`` is the fact's id where
    one was found, ``confidence`` and ``flagged`` (whether it asks for a person) are the extractor's own.
    """

    article: str
    kind: str
    status: Literal["right", "false", "missed"]
    shown: str
    group: str = ""
    quote: str = ""
    wrong: tuple[str, ...] = ()
    told: str = ""
    fact: str | None = None
    confidence: float | None = None
    flagged: bool = False

    @property
    def complete(self) -> bool:
        """Whether a fact is found with target, rate, unit and end of period right."""
        return self.status == "right" and not set(self.wrong) & set(COMPLETE)

    def __str__(self) -> str:
        if self.wrong:
            return f"{self.article}: {self.shown} wrong {', '.join(self.wrong)}: {self.told} «{self.quote}»"
        quote = f" «{self.quote}»" if self.quote else ""
        return f"{self.article}: {self.kind} {self.status}: {self.shown}{quote}"


def compare(gold: Json, record: Json) -> list[Outcome]:
    """What became of each thing that the gold wants or the record has; ``optional`` ones are left out."""
    article = record["article"]["id"]
    return [
        *_documents(article, gold, record),
        *_dates(article, gold, record),
        *_units(article, gold, record),
        *_facts(article, gold, record),
    ]


def _sets(article: str, kind: str, wanted: set[str], found: set[str]) -> Iterator[Outcome]:
    for key in sorted(wanted | found):
        yield Outcome(article, kind, "right" if key in wanted & found else "missed" if key in wanted else "false", key)


def _documents(article: str, gold: Json, record: Json) -> Iterator[Outcome]:
    """Each distinct numbered document of an article counts once; one told by name alone is not scored."""
    wanted = gold.get("documents", [])
    found = [d for d in record["documents"] if d["canonical"] and d.get("number", "") is not None]
    numbers = ({document_key(d["canonical"]) for d in some} for some in (wanted, found))
    yield from _sets(article, "documents", *numbers)
    dated = ({f"{document_key(d['canonical'])} {d['date']}" for d in some if d.get("date")} for some in (wanted, found))
    yield from _sets(article, "document_dates", *dated)


def _dates(article: str, gold: Json, record: Json) -> Iterator[Outcome]:
    """Each distinct interval of an article counts once."""
    closed = [day for day in gold.get("dates", []) if day.get("to")]
    known: set[Interval] = set().union(*map(accepted, closed))
    optional = {interval(day) for day in closed if day.get("optional")}
    wanted = {interval(day): accepted(day) for day in closed if interval(day) not in optional}
    found = {interval(day): day["text"] for day in record["dates"] if day.get("to")}
    quotes = {interval(day): day.get("surface") or "" for day in closed}
    for key, either in wanted.items():
        status = "right" if either & found.keys() else "missed"
        yield Outcome(article, "dates", status, f"{key[0]}..{key[1]}", quote=quotes[key])
    for key in found.keys() - known:
        yield Outcome(article, "dates", "false", f"{key[0]}..{key[1]}", quote=found[key])


def _units(article: str, gold: Json, record: Json) -> Iterator[Outcome]:
    """Each distinct name counts once."""
    wanted = gold.get("units", [])
    found = sorted({unit.get("name") or unit["text"] for unit in record["units"]})
    for name in wanted:
        right = any(same_unit(name, other) for other in found)
        yield Outcome(article, "units", "right" if right else "missed", name)
    for name in found:
        if not any(same_unit(other, name) for other in wanted):
            yield Outcome(article, "units", "false", name)


def _facts(article: str, gold: Json, record: Json) -> Iterator[Outcome]:
    """Facts of the scored indicators, paired by indicator, figure and modality."""
    wanted = [fact for fact in gold.get("facts", []) if fact["indicator"] in INDICATORS]
    found = [fact for fact in record["facts"] if fact["indicator"] in INDICATORS]
    pairs = {j: (i, right) for i, j, right in paired(wanted, found)}
    matched = {i for i, _ in pairs.values()}
    for i, fact in enumerate(wanted):
        if i not in matched and not fact.get("optional"):
            yield Outcome(article, "facts", "missed", shown_fact(fact), fact["indicator"], fact.get("quote") or "")
    for j, fact in enumerate(found):
        i, right = pairs.get(j, (-1, {}))
        if i >= 0 and wanted[i].get("optional"):
            continue
        yield Outcome(
            article,
            "facts",
            "right" if i >= 0 else "false",
            shown_fact(fact),
            fact["indicator"],
            (fact.get("evidence") or fact)["text"],
            tuple(name for name, agrees in right.items() if not agrees),
            f"gold {_bound(wanted[i])}; found {_bound(fact)}" if i >= 0 else "",
            fact.get("id"),
            fact.get("confidence"),
            "needs_review" in fact.get("flags", ()),
        )


def shown_fact(fact: Json) -> str:
    """A fact of gold or record in a few words: `members_admitted 85 actual`."""
    figures = (fact.get("value"), ""), (fact.get("rate"), " %"), (fact.get("share"), " %")
    figure = next((f"{shown_number(figure)}{sign}" for figure, sign in figures if figure is not None), "?")
    return f"{fact['indicator']} {figure} {fact.get('modality') or 'actual'}"


def shown_number(number: float) -> str:
    """A number with all its digits, whole ones without a point."""
    return f"{number:.12g}"


def _bound(fact: Json) -> str:
    start, end = period_of(fact)
    figures = [f"{name} {shown_number(fact[name])}" for name in ("target", "rate") if fact.get(name) is not None]
    return ", ".join([unit_of(fact) or "no unit", f"{start or '…'}..{end or '…'}", *figures])
