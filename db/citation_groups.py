"""What one article says of each document it cites, gathered from all its mentions.

Short forms go to what they refer to, a number without its symbol to the document that its day tells, and a day or a
body told once holds wherever the article tells no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.folding import plain_text
from db.issuing_places import issuing_place
from schema.documents import document_registry

_ASSEMBLY = re.compile(r"(?<=/)(?:QH|UBTVQH)$")
_ASSEMBLY_TERMS = ((2027, "16"), (2022, "15"), (2017, "14"), (2012, "13"))  # first full years
_YEAR = re.compile(r"^\d+/((?:19|20)\d\d)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation as it was read, the fields those of ``db.models.Document``."""

    id: int
    start: int
    canonical: str
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: date | None = None
    issuer: str | None = None
    issuer_level: str | None = None
    antecedent: int | None = None


@dataclass(frozen=True, slots=True)
class _Cited:
    """All that an article says of one document: its fullest mention, with the day and the body of any."""

    mention: Mention
    ids: tuple[int, ...]


def cited_documents(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, tuple[int, ...]]]:
    """All that the article says of each document, as its fullest mention, with the keys of all its mentions."""
    by_number: dict[str, list[_Cited]] = {}
    for group in _grouped(mentions):
        cited = _Cited(_completed(group.mention), group.ids)
        by_number.setdefault(cited.mention.canonical, []).append(cited)
    for groups in by_number.values():
        if len(groups) > 1:
            yield from _told_together(groups)
        else:
            yield groups[0].mention, groups[0].ids


def year_of(mention: Mention) -> int | None:
    """The year in a number of the State (30/2020)."""
    found = _YEAR.match(mention.number or "")
    return int(found[1]) if found else None


def term_of(day: date | None) -> str | None:
    """The term of the Central Committee that a day belongs to."""
    return None if day is None else document_registry().term_of(day)


def _told_together(groups: Sequence[_Cited]) -> Iterator[tuple[Mention, tuple[int, ...]]]:
    """The mentions of one number, each with the day and the body that any other tells, where these tell but one."""
    days = {term_of(group.mention.date): group.mention.date for group in groups if group.mention.date}
    told = {plain_text(group.mention.issuer): group.mention for group in groups if group.mention.issuer}
    named = {body: mention for body, mention in told.items() if _named(mention)}
    for group in groups:
        mention = group.mention
        if mention.date is None and len(days) == 1:
            mention = replace(mention, date=next(iter(days.values())))
        bodies = named or (told if mention.issuer is None else {})
        if len(bodies) == 1 and not _named(mention):
            (body,) = bodies.values()
            level = body.issuer_level or mention.issuer_level
            mention = replace(mention, issuer=body.issuer, issuer_level=level)
        yield mention, group.ids


def _grouped(mentions: Sequence[Mention]) -> list[_Cited]:
    by_start: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_start.setdefault(mention.start, []).append(mention)
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(_head(mention, by_start).id, []).append(mention)
    heads = {mention.id: mention for mention in mentions}
    cited = []
    for head_id, members in groups.items():
        head = heads[head_id]
        if len(members) == 1 and members[0] is head:
            cited.append(_Cited(head, (head_id,)))
            continue
        day = head.date or next((member.date for member in members if member.date), None)
        body = next((member for member in (head, *members) if _named(member)), head)
        issuer, level = body.issuer or head.issuer, head.issuer_level or body.issuer_level
        told = replace(head, date=day, issuer=issuer, issuer_level=level)
        cited.append(_Cited(told, tuple(member.id for member in members)))
    return cited


def _head(mention: Mention, by_start: dict[int, list[Mention]]) -> Mention:
    """The mention that a short form goes back to; itself where that one is not there."""
    seen = {mention.id}
    while mention.antecedent is not None:
        there = [other for other in by_start.get(mention.antecedent, ()) if other.id not in seen]
        same = [other for other in there if other.canonical == mention.canonical]
        if not same:
            break
        mention = same[0]
        seen.add(mention.id)
    return mention


def _completed(mention: Mention) -> Mention:
    """With the symbol, where a number, its type and its day are those of one document of the registry."""
    if mention.number is None:
        return mention
    if mention.symbol is not None:
        return _with_assembly(mention)
    if mention.type is None or mention.issuer_level not in (None, "central"):
        return mention
    number, _, year = mention.number.partition("/")
    fitting = [
        known
        for known in document_registry().by_bare_number(mention.type, number.zfill(2))
        if known.date == mention.date or (mention.date is None and str(known.date.year) == year)
    ]
    if len(fitting) != 1:
        return mention
    known = fitting[0]
    number, _, symbol = known.canonical.partition("-")
    return replace(mention, canonical=known.canonical, number=number, symbol=symbol, date=known.date)


def _with_assembly(mention: Mention) -> Mention:
    """35/2023/UBTVQH is 35/2023/UBTVQH15: the year tells the Assembly's term, but for the years of elections."""
    year = year_of(mention)
    if year is None or not _ASSEMBLY.search(mention.canonical):
        return mention
    for first, term in _ASSEMBLY_TERMS:
        if first <= year < first + 4:
            return replace(mention, canonical=mention.canonical + term, symbol=f"{mention.symbol}{term}")
    return mention


def _named(mention: Mention) -> bool:
    """Whether the body is told with the name of its place ("Huyện ủy Vị Xuyên", not "Huyện ủy")."""
    return mention.issuer is not None and issuing_place(mention.issuer, None, None).known
