"""Which document of the registry a citation is, and what is doubtful about it.

The flags and their messages stand in ``schema/flags.toml``; who may issue what is told by 66-QĐ/TW
and, since 9-1-2026, 399-QĐ/TW.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import regex

from extract.antecedents import is_law_without_term
from extract.citation_ties import Tie, body_code
from extract.issuing_bodies import fits_code
from extract.mentions import Citation, Context
from extract.symbols import types_of
from extract.text import Text, fold
from schema import issuers
from schema.documents import KnownDocument, document_registry
from schema.registry import Issuer

_CONTENT_WORD = regex.compile(r"\p{L}+")
_SUBJECT = 160  # code points behind a number that may tell its subject


def _issuer_of(citation: Citation) -> Issuer | None:
    code = (body_code(citation) or "").partition("-")[0]
    return issuers().get(code) or issuers().get(code.rstrip("0123456789"))


def code_level(citation: Citation) -> str | None:
    """The level of the bodies that write this code, or None; a congress' resolution carries it in its name."""
    if citation.rule == "document_congress":
        own = issuers().get(citation.canonical.partition("/")[2])
        return own.level if own is not None else None if "/" in citation.canonical else "central"
    issuer = _issuer_of(citation)
    return issuer.level if issuer is not None else None


def _known(citation: Citation) -> tuple[KnownDocument, ...]:
    if citation.number is None:
        return document_registry().by_plenum(citation.canonical)
    if citation.symbol is None and citation.type is not None:
        return document_registry().by_bare_number(citation.type, citation.number)
    return document_registry().by_number(citation.canonical)


def _speaks_of(text: Text, citation: Citation, tie: Tie, document: KnownDocument) -> bool:
    """Whether the words behind a number repeat the subject of a document: two pairs of words in a row."""
    if document.title is None:
        return False
    behind = text.folded[citation.end : max(citation.end, tie.end) + _SUBJECT].partition("\n")[0]
    words = _CONTENT_WORD.findall(behind)
    title = fold(document.title)
    pairs = {f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)}
    return sum(pair in title for pair in pairs) >= 2


def registered(text: Text, citation: Citation, tie: Tie, context: Context) -> KnownDocument | None:
    """The one document of the registry that a citation means, or None.

    By its date; else by its term; else by its subject; else by the term of the article's day. The
    number alone never decides.
    """
    known = _known(citation)
    if citation.symbol is None and citation.number is not None:
        if tie.level not in (None, "central"):
            return None
        known = tuple(d for d in known if tie.issuer in (None, d.issuer))
    if not known:
        return None
    if tie.date is not None and citation.number is not None:
        return next((d for d in known if d.date == tie.date), None)
    day = context.published or date.max
    possible = [d for d in known if d.date <= day]
    if tie.term is not None and citation.number is not None:
        possible = [d for d in possible if d.term == tie.term]
        return possible[0] if len(possible) == 1 else None
    if citation.number is None:
        return possible[0] if len(possible) == 1 else None
    told = [d for d in possible if _speaks_of(text, citation, tie, d)]
    if told:
        return told[-1]
    if citation.symbol is None and citation.number is not None and tie.issuer is None:
        return None  # a number alone, by nobody: any committee may have such a one
    current = [d for d in possible if context.published and d.term == document_registry().term_of(context.published)]
    if tie.issuer is not None:
        current = [d for d in current if d.issuer == tie.issuer]
    return current[0] if len(current) == 1 else None


def _type_symbol(citation: Citation, tie: Tie) -> bool:
    """A type word that its code does not stand for; quy định and quyết định share QĐ."""
    if citation.symbol is None or citation.type in (None, "van_ban") or citation.antecedent is not None:
        return False
    family = citation.rule.removeprefix("document_").removesuffix("_item")
    family = {"bare": "party"}.get(family, family)
    if family not in ("party", "state", "partial"):
        return False
    code = citation.symbol.partition("/")[0] if family == "party" else citation.symbol.partition("-")[0]
    known = types_of(
        code, body_code(citation), "party" if family == "party" else "partial" if family == "partial" else "state"
    )
    return bool(known) and citation.type not in known


def _incomplete(citation: Citation, tie: Tie) -> bool:
    if citation.antecedent is not None:
        return False
    return is_law_without_term(citation) or citation.rule.startswith("document_partial")


def _without_symbol(citation: Citation, tie: Tie) -> bool:
    return citation.number is not None and citation.symbol is None


def _wrong_issuer(citation: Citation, tie: Tie) -> bool:
    if tie.issuer is None or citation.antecedent is not None or tie.how == "shared":
        return False
    return fits_code(body_code(citation), tie.issuer, tie.level or "other") is False


def _incompetent(citation: Citation, tie: Tie) -> bool:
    issuer = _issuer_of(citation)
    if citation.symbol is None or issuer is None:
        return False
    code = citation.symbol.partition("/")[0]
    if issuer.advisory and code in ("NQ", "CT"):
        return True
    return code == "NQ" and tie.issuer == "Ban Bí thư"


def _wrong_year(citation: Citation, tie: Tie) -> bool:
    year = (citation.number or "").partition("/")[2]
    return bool(year) and tie.date is not None and int(year) != tie.date.year


def _unknown_date(citation: Citation, tie: Tie) -> bool:
    """A known central number with another day of the same term: one of the two is wrong."""
    if tie.date is None or citation.number is None or citation.antecedent is not None:
        return False
    known = document_registry().by_number(citation.canonical)
    if any(d.date == tie.date for d in known):
        return False
    return any(d.term == document_registry().term_of(tie.date) and d.certainty != "C" for d in known)


def _out_of_term(citation: Citation, tie: Tie) -> bool:
    if tie.term is None or tie.date is None or (tie.level or code_level(citation)) != "central":
        return False
    span = document_registry().term_span(tie.term)
    return span is not None and not (span[0] <= tie.date and (span[1] is None or tie.date <= span[1]))


def _dead_body(citation: Citation, tie: Tie) -> bool:
    issuer = _issuer_of(citation)
    return issuer is not None and issuer.until is not None and tie.date is not None and tie.date >= issuer.until


_CHECKS: tuple[tuple[str, Callable[[Citation, Tie], bool]], ...] = (
    ("type_symbol_mismatch", _type_symbol),
    ("symbol_incomplete", _incomplete),
    ("number_without_symbol", _without_symbol),
    ("issuer_code", _wrong_issuer),
    ("competence", _incompetent),
    ("year_date", _wrong_year),
    ("registry", _unknown_date),
    ("out_of_term", _out_of_term),
    ("body_dead", _dead_body),
)


def flags_of(citation: Citation, tie: Tie) -> tuple[str, ...]:
    """The flags a citation deserves, those it has included."""
    return (*citation.flags, *(flag for flag, holds in _CHECKS if holds(citation, tie)))
