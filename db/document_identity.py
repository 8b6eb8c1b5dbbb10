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
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from db.citation_groups import Mention, cited_documents, term_of, year_of
from db.folding import plain_text
from db.issuing_places import IssuingPlace, issuing_place
from schema import issuers
from schema.documents import KnownDocument, document_registry
from schema.local_terms import local_terms

_LOCAL_STATE = ("HĐND", "UBND")
_SEPARATOR = re.compile("[/-]")
_TERM = re.compile("-([IVX]+)$")


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


def identify(mentions: Sequence[Mention], published: date | None, province: str | None) -> dict[int, DocumentIdentity]:
    """The documents that one article cites, by the key of each mention.

    ``province`` is the article's. Short forms are what they refer to, and what the article says of a document
    in one place holds in every other.
    """
    found: dict[int, DocumentIdentity] = {}
    for mention, ids in cited_documents(mentions):
        found.update(dict.fromkeys(ids, _identity(mention, published, province)))
    return found


@lru_cache(maxsize=1 << 14)
def search_key(canonical: str) -> str:
    """A number as it is looked for, whoever types it: ``21-nq-tw``, without zeros before it, accents and marks."""
    found = [re.sub(r"^0+(?=\d)", "", word) for word in plain_text(canonical).split()]
    return "-".join(found)


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
        year = year_of(mention)
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
        term = term_of(mention.date)
    else:
        earlier = [d for d in known if published is None or d.date <= published]
        if published is None and len(earlier) != 1:
            earlier = []
        term = earlier[-1].term if earlier else term_of(published)
    entry = next((d for d in known if d.term == term), None)
    return _made(mention, "central", (term or "",), "central", term=term, resolved=term is not None, known=entry)


def _local(
    mention: Mention, published: date | None, province: str | None, code: str | None, level: str | None
) -> DocumentIdentity:
    if code in _LOCAL_STATE:
        place = issuing_place(mention.issuer, None if mention.issuer is None else "province", province)
        year = year_of(mention)
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
    term = term_of(day or published)
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
    return "/" if year_of(mention) is not None and _body_code(mention.symbol or "") else ""


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
