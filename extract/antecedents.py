"""Which document a short form means: "Nghị quyết số 21", "Nghị quyết này", "35/2023/UBTVQH".

A short form takes the one fuller mention that fits, before it or after it; where two documents fit
it keeps its own words and is flagged. A pronoun looks back only, and another document named in
between blocks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extract.citation_ties import Tie, body_code
from extract.document_heads import type_words
from extract.issuing_bodies import fits_code
from extract.mentions import Citation
from extract.text import Text
from schema.documents import document_registry

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


def resolve_short_forms(citations: Sequence[Citation], ties: Sequence[Tie]) -> list[Citation]:
    """Give short forms the canonical form of their antecedent, or flag them where two documents fit."""
    by_number: dict[tuple[str, str], list[int]] = {}
    for i, citation in enumerate(citations):
        key = (_number(citation)[0], "") if citation.number is not None else ("", citation.canonical.partition("-")[0])
        by_number.setdefault(key, []).append(i)
    resolved = list(citations)
    for members in by_number.values():
        fuller = [i for i in members if not is_short(citations[i])]
        dated = [
            i for i in members if is_short(citations[i]) and citations[i].symbol is None and _number(citations[i])[1]
        ]
        for i in members:
            short = citations[i]
            if not is_short(short):
                continue
            fits = [j for j in fuller if _fits(short, ties[i], citations[j], ties[j])]
            if not fits and not _number(short)[1] and short.number is not None:
                fits = [j for j in dated if _fits(short, ties[i], citations[j], ties[j])]
            names = {citations[j].canonical for j in fits}
            if len(names) == 1:
                before = [j for j in fits if j < i]
                source = citations[before[-1] if before else fits[0]]
                resolved[i] = replace(
                    short,
                    canonical=source.canonical,
                    number=source.number,
                    symbol=source.symbol,
                    antecedent=source.start,
                )
            elif names:
                resolved[i] = replace(short, flags=(*short.flags, "ambiguous_antecedent"))
    return resolved


def resolve_pronouns(text: Text, citations: Sequence[Citation]) -> list[Citation]:
    """Resolve "Nghị quyết này" to the one document of its type named before it in its paragraph or the last; drop it otherwise."""
    kept: list[Citation] = []
    for citation in citations:
        if citation.rule != "document_pronoun":
            kept.append(citation)
            continue
        source = _antecedent_of_pronoun(text, citation, kept)
        if source is not None:
            start = source.antecedent if source.antecedent is not None else source.start
            kept.append(
                replace(
                    citation, canonical=source.canonical, number=source.number, symbol=source.symbol, antecedent=start
                )
            )
    return kept


def _antecedent_of_pronoun(text: Text, pronoun: Citation, before: Sequence[Citation]) -> Citation | None:
    line = text.line_at(pronoun.start)
    above = text.line_at(max(0, text.folded.rfind("\n", 0, max(0, line.start - 1))))
    previous = [x for x in text.lines if x.end < line.start and x.end > x.start]
    low = previous[-1].start if previous else above.start
    for since in (line.start, low):
        near = [c for c in before if c.start >= since and _same_type(pronoun, c)]
        if near:
            if len({c.canonical for c in near}) != 1:
                return None
            return None if _blocked(text, pronoun, near[-1].end) else near[-1]
    return None


def _blocked(text: Text, pronoun: Citation, since: int) -> bool:
    """Whether a document of this type that was not read stands in between ("nghị quyết của HĐND tỉnh")."""
    words = "|".join(word for word, kind in type_words().items() if kind == pronoun.type)
    unknown = regex.compile(rf"(?<!\p{{L}})(?:{words}) (?:của|được|đại hội|số|chuyên đề|về) ")
    return unknown.search(text.folded, since, pronoun.start) is not None
