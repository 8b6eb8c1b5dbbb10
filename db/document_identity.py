"""Which document a citation means: numbers are used again and again, so that the term is part of the identity.

Every body counts its documents from 01 in each term of its committee, for each type (36-HD/VPTW): 01-HD/TW is four
documents. What is one document is therefore

- central: number and term (``21-NQ/TW`` of XIII), the term by the day of issue, or else by the registry, or else by
  the day of the article;
- local: number, the province or the place below it, and the local term;
- the State's: the number, with its year where the number does not tell it; of a council or committee also the place.

What an article does not tell stays apart (``resolved`` False): a number without its symbol, a body of a district or
commune that nobody names, a yearly number without its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256

from db.folding import plain_text
from db.issuing_places import IssuingPlace, issuing_place
from schema import issuers
from schema.documents import KnownDocument, document_registry
from schema.local_terms import local_terms

_LOCAL_STATE = ("HĐND", "UBND")
_SEPARATOR = re.compile("[/-]")
_ASSEMBLY = re.compile(r"(?<=/)(?:QH|UBTVQH)$")
_ASSEMBLY_TERMS = ((2027, "16"), (2022, "15"), (2017, "14"), (2012, "13"))  # first full years
_TERM = re.compile("-([IVX]+)$")
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
class DocumentIdentity:
    """A document apart from all others. ``known`` is its entry in the registry, where it has one."""

    key: str
    canonical: str
    number: str | None
    symbol: str | None
    issuer_level: str | None
    province: str | None
    term: str | None
    local: bool
    resolved: bool
    known: KnownDocument | None = None

    @property
    def id(self) -> str:
        """The key as a short name, the same in every database."""
        return _short(self.key)


@dataclass(frozen=True, slots=True)
class _Cited:
    """All that an article says of one document: its fullest mention, with the day and the body of any."""

    mention: Mention
    ids: tuple[int, ...]


def identify(mentions: Sequence[Mention], published: date | None, province: str | None) -> dict[int, DocumentIdentity]:
    """The documents that one article cites, by the key of each mention.

    ``province`` is the article's. Short forms are what they refer to, and what the article says of a document
    in one place holds in every other.
    """
    by_number: dict[str, list[_Cited]] = {}
    for group in _grouped(mentions):
        cited = _Cited(_completed(group.mention), group.ids)
        by_number.setdefault(cited.mention.canonical, []).append(cited)
    found: dict[int, DocumentIdentity] = {}
    for groups in by_number.values():
        for mention, ids in _told_together(groups) if len(groups) > 1 else ((g.mention, g.ids) for g in groups):
            found.update(dict.fromkeys(ids, _identity(mention, published, province)))
    return found


@lru_cache(maxsize=1 << 14)
def search_key(canonical: str) -> str:
    """A number as it is looked for, whoever types it: ``21-nq-tw``, without zeros before it, accents and marks."""
    found = [re.sub(r"^0+(?=\d)", "", word) for word in plain_text(canonical).split()]
    return "-".join(found)


def _told_together(groups: Sequence[_Cited]) -> Iterator[tuple[Mention, tuple[int, ...]]]:
    """The mentions of one number, each with the day and the body that any other tells, where these tell but one."""
    days = {_term_of(group.mention.date): group.mention.date for group in groups if group.mention.date}
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
    year = _year_of(mention)
    if year is None or not _ASSEMBLY.search(mention.canonical):
        return mention
    for first, term in _ASSEMBLY_TERMS:
        if first <= year < first + 4:
            return replace(mention, canonical=mention.canonical + term, symbol=f"{mention.symbol}{term}")
    return mention


def _identity(mention: Mention, published: date | None, province: str | None) -> DocumentIdentity:
    code = _body_code(mention.symbol or mention.canonical.partition("/")[2])
    level = issuers()[code].level if code is not None else mention.issuer_level
    if level == "other" and (mention.issuer_level == "central" or "/" not in (mention.symbol or "/")):
        level = mention.issuer_level if mention.issuer_level == "central" else "state"
    if mention.number is not None and (
        mention.symbol is None or not _SEPARATOR.search(mention.symbol + _digits(mention))
    ):
        return _weak(mention, published, province)
    if level == "central":
        return _central(mention, published)
    if level == "state" and code not in _LOCAL_STATE:
        year = _year_of(mention)
        if year is not None:
            return _made(mention, "state", (), level, term=str(year), resolved=True)
        term, resolved = _yearly(mention, published)
        return _made(mention, "state", (_told(term, resolved),), level, term=term, resolved=resolved)
    return _local(mention, published, province, code, level)


def _central(mention: Mention, published: date | None) -> DocumentIdentity:
    if mention.number is None:  # a plenum or a congress: its name has the term, unless it was cut short
        named = _TERM.search(mention.canonical)
        return _made(mention, "central", (), "central", term=named[1] if named else None, resolved=bool(named))
    known = document_registry().by_number(mention.canonical)
    if mention.date is not None:
        term = _term_of(mention.date)
    else:
        earlier = [d for d in known if published is None or d.date <= published]
        if published is None and len(earlier) != 1:
            earlier = []
        term = earlier[-1].term if earlier else _term_of(published)
    entry = next((d for d in known if d.term == term), None)
    return _made(mention, "central", (term or "",), "central", term=term, resolved=term is not None, known=entry)


def _local(
    mention: Mention, published: date | None, province: str | None, code: str | None, level: str | None
) -> DocumentIdentity:
    if code in _LOCAL_STATE:
        place = issuing_place(mention.issuer, None if mention.issuer is None else "province", province)
        year = _year_of(mention)
        term, dated = (str(year), True) if year is not None else _yearly(mention, published)
    else:
        stated = mention.issuer_level if code is not None and mention.issuer_level == "district" else level
        place = issuing_place(mention.issuer, stated, province)
        day = mention.date or published
        term, dated = None, True
        if mention.number is not None:  # of a congress resolution the ordinal stands in its name
            term = _local_term(day, place) if day is not None else None
            dated = term is not None
    shown = "state" if level == "state" else ("province" if not place.below_province else mention.issuer_level or level)
    parts = (place.key, _told(term, dated))
    resolved = place.known and dated
    return _made(mention, "local", parts, shown, term=term, resolved=resolved, province=place.province, local=True)


def _weak(mention: Mention, published: date | None, province: str | None) -> DocumentIdentity:
    """A number alone: one document for each province and term of the Central Committee, or for each day of issue."""
    day = mention.date
    term = _term_of(day or published)
    when = day.isoformat() if day is not None else term or ""
    body = plain_text(mention.issuer or "")
    central = mention.issuer_level in ("central", "state")
    where = "" if central else plain_text(province or "")
    level = mention.issuer_level
    return _made(
        mention,
        "bare",
        (when, level or "", body, where),
        level,
        term=term,
        resolved=False,
        province=None if central else province,
        local=level not in (None, "central", "state"),
    )


def _made(
    mention: Mention,
    kind: str,
    parts: Sequence[str],
    level: str | None,
    *,
    term: str | None,
    resolved: bool,
    province: str | None = None,
    local: bool = False,
    known: KnownDocument | None = None,
) -> DocumentIdentity:
    return DocumentIdentity(
        key="|".join((kind, search_key(mention.canonical), *parts)),
        canonical=mention.canonical,
        number=mention.number,
        symbol=mention.symbol,
        issuer_level=level,
        province=province,
        term=term,
        local=local,
        resolved=resolved,
        known=known,
    )


@lru_cache(maxsize=1 << 12)
def _body_code(symbol: str) -> str | None:
    """The code of the body in a symbol (``TW`` of ``NQ/TW``, ``UBTVQH`` of ``UBTVQH15``), if it is a known one."""
    codes = [part.rstrip("0123456789") for part in _SEPARATOR.split(symbol)]
    return next((code for code in codes if code in issuers()), None)


def _digits(mention: Mention) -> str:
    """A law's symbol is only its body and the Assembly's term: it counts as whole."""
    return "/" if _year_of(mention) is not None and _body_code(mention.symbol or "") else ""


def _named(mention: Mention) -> bool:
    """Whether the body is told with the name of its place ("Huyện ủy Vị Xuyên", not "Huyện ủy")."""
    return mention.issuer is not None and issuing_place(mention.issuer, None, None).known


def _year_of(mention: Mention) -> int | None:
    found = _YEAR.match(mention.number or "")
    return int(found[1]) if found else None


def _yearly(mention: Mention, published: date | None) -> tuple[str | None, bool]:
    """The year of a series that begins again each January, and whether the text tells it."""
    if mention.date is not None:
        return str(mention.date.year), True
    return (str(published.year) if published else None), False


def _told(term: str | None, told: bool) -> str:
    """A term in a key: one that is only likely is another than the same one told."""
    return (term or "") if told else f"~{term or ''}"


def _local_term(day: date, place: IssuingPlace) -> str | None:
    return local_terms().of(day, below_province=place.below_province, province=place.province)


@lru_cache(maxsize=1 << 14)
def _short(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:16]


@lru_cache(maxsize=1 << 14)
def _term_of(day: date | None) -> str | None:
    return None if day is None else document_registry().term_of(day)
