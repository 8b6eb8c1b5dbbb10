"""Which document a short form means: "Nghị quyết số 21", "Nghị quyết này", "35/2023/UBTVQH".

A short form takes the one fuller mention that fits, before it or after it; where two documents fit
it keeps its own words and is flagged. A pronoun looks back only, and another document named in
between blocks it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import regex

from extract.citation_ties import Tie, body_code
from extract.document_heads import type_words
from extract.issuing_bodies import fits_code
from extract.mentions import Citation
from extract.text import Text
from schema.documents import document_registry

_PRONOUN_REACH = 1500  # code points back that "Nghị quyết này" looks
_PAIR = frozenset({"quyet_dinh", "quy_dinh"})  # QĐ stands for both, and papers take one for the other


def is_short(citation: Citation) -> bool:
    """Whether a mention leaves out its symbol or a part of it."""
    if citation.number is None:
        return citation.rule == "document_plenum" and "-" not in citation.canonical
    return citation.symbol is None or citation.rule.startswith("document_partial") or is_law_without_term(citation)


def is_law_without_term(citation: Citation) -> bool:
    """35/2023/UBTVQH, without the digits of the Assembly's term."""
    body = body_code(citation) or ""
    return body in ("UBTVQH", "QH")


def _number(citation: Citation) -> tuple[str, str]:
    numeral, _, year = (citation.number or "").partition("/")
    return numeral.lstrip("0"), year


def _same_type(short: Citation, full: Citation) -> bool:
    if short.type == full.type or short.type is None or full.type is None or short.type == "van_ban":
        return True
    return {short.type, full.type} == _PAIR and "QĐ" in (full.symbol or "")


def _fits(short: Citation, tie: Tie, full: Citation, other: Tie) -> bool:
    if short.number is None or full.number is None:
        return (
            short.number is full.number
            and full.canonical.startswith(f"{short.canonical}-")
            and full.rule == "document_plenum"
        )
    if not _same_type(short, full) or _number(short)[0] != _number(full)[0]:
        return False
    if is_law_without_term(short):
        return full.canonical.startswith(short.canonical) and full.canonical != short.canonical
    if short.rule.startswith("document_partial") and not full.canonical.startswith(f"{short.canonical}/"):
        return False
    year = _number(short)[1]
    if year and year != (_number(full)[1] or str(other.date.year if other.date else year)):
        return False
    if tie.date is not None and other.date is not None and tie.date != other.date:
        return False
    if tie.issuer is not None and fits_code(body_code(full), tie.issuer, tie.level or "other") is False:
        return False
    if tie.term is not None and other.term is not None and tie.term != other.term:
        return False
    return not _outside(tie.term, other) or body_code(full) != "TW"


def _outside(term: str | None, other: Tie) -> bool:
    if term is None or other.date is None:
        return False
    span = document_registry().term_span(term)
    return span is not None and not (span[0] <= other.date and (span[1] is None or other.date < span[1]))


def _signature(citation: Citation, tie: Tie) -> tuple[object, ...]:
    """All that decides whether a short form fits; mentions that agree in it are one candidate."""
    return citation.canonical, citation.type, citation.symbol, citation.rule, tie.date, tie.issuer, tie.term


def _candidates(
    members: Sequence[int], citations: Sequence[Citation], ties: Sequence[Tie]
) -> dict[tuple[object, ...], list[int]]:
    found: dict[tuple[object, ...], list[int]] = {}
    for i in members:
        found.setdefault(_signature(citations[i], ties[i]), []).append(i)
    return found


def resolve_short_forms(citations: Sequence[Citation], ties: Sequence[Tie]) -> list[Citation]:
    """Give short forms the canonical form of their antecedent, or flag them where two documents fit."""
    by_number: dict[str, list[int]] = {}
    for i, citation in enumerate(citations):
        key = _number(citation)[0] if citation.number is not None else citation.canonical.partition("-")[0]
        by_number.setdefault(key, []).append(i)
    resolved = list(citations)
    for members in by_number.values():
        shorts = [i for i in members if is_short(citations[i])]
        fuller = _candidates([i for i in members if not is_short(citations[i])], citations, ties)
        dated = _candidates([i for i in shorts if _has_only_year(citations[i])], citations, ties)
        for i in shorts:
            short = citations[i]
            fits = _fitting(short, ties[i], fuller, citations, ties)
            if not fits and not _has_only_year(short):
                fits = _fitting(short, ties[i], dated, citations, ties)
            names = {citations[group[0]].canonical for group in fits}
            if len(names) == 1:
                before = [group[at - 1] for group in fits if (at := bisect_left(group, i))]
                source = citations[max(before) if before else min(group[0] for group in fits)]
                resolved[i] = _as(short, source)
            elif names:
                resolved[i] = replace(short, flags=(*short.flags, "ambiguous_antecedent"))
    return resolved


def _has_only_year(citation: Citation) -> bool:
    """Quy định 80/2022: fuller than "Quy định 80", short of its symbol."""
    return citation.symbol is None and bool(_number(citation)[1])


def _fitting(
    short: Citation,
    tie: Tie,
    candidates: dict[tuple[object, ...], list[int]],
    citations: Sequence[Citation],
    ties: Sequence[Tie],
) -> list[list[int]]:
    return [group for group in candidates.values() if _fits(short, tie, citations[group[0]], ties[group[0]])]


def _as(short: Citation, source: Citation) -> Citation:
    start = source.start if source.antecedent is None else source.antecedent
    return replace(short, canonical=source.canonical, number=source.number, symbol=source.symbol, antecedent=start)


def resolve_pronouns(text: Text, citations: Sequence[Citation]) -> list[Citation]:
    """Resolve "Nghị quyết này" to the one document of its type in its paragraph or the last before it; else drop it."""
    kept: list[Citation] = []
    starts: list[int] = []
    for citation in citations:
        if citation.rule == "document_pronoun":
            source = _antecedent_of_pronoun(text, citation, kept, starts)
            if source is None:
                continue
            citation = _as(citation, source)
        kept.append(citation)
        starts.append(citation.start)
    return kept


def _antecedent_of_pronoun(
    text: Text, pronoun: Citation, before: Sequence[Citation], starts: Sequence[int]
) -> Citation | None:
    line = text.line_at(pronoun.start).start
    above = len(text.folded[:line].rstrip())
    since = text.line_at(above).start if above else 0
    for low in (max(line, pronoun.start - _PRONOUN_REACH), max(since, pronoun.start - _PRONOUN_REACH)):
        near = [c for c in before[bisect_left(starts, low) :] if _same_type(pronoun, c)]
        if near:
            if len({c.canonical for c in near}) != 1 or _blocked(text, pronoun, near[-1].end):
                return None
            return near[-1]
    return None


@cache
def _unread(kind: str | None) -> regex.Pattern[str]:
    words = "|".join(regex.escape(word) for word, of in type_words().items() if of == kind)
    return regex.compile(rf"(?<!\p{{L}})(?:{words}) (?:của|được|đại hội|số|chuyên đề|về) ")


def _blocked(text: Text, pronoun: Citation, since: int) -> bool:
    """Whether a document of this type that was not read stands in between ("nghị quyết của HĐND tỉnh")."""
    return _unread(pronoun.type).search(text.folded, since, pronoun.start) is not None
