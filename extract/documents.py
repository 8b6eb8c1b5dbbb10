"""Where documents are cited: every form of a number, in lists and alone, and documents without one.

``read`` answers only *where* and *as what written*; *which* document a short form means, and its
date and issuer, is told by ``extract.citations``. The rules of writing are those of 66-QĐ/TW and
36-HD/VPTW (since 2026 399-QĐ/TW and 05-HD/VPTW) for the Party, 30/2020/NĐ-CP for the State.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate

import regex

from extract.bare_numbers import Bare, closes, is_document_number
from extract.document_heads import Head, head_before, type_words
from extract.mentions import Citation
from extract.named_documents import read_nicknames, read_plenums_and_congresses, read_pronouns
from extract.symbols import Symbol, is_party_body, parse, parse_lower, type_codes, types_of
from extract.text import Text
from schema import document_types

_DIGITS = re.compile(r"\d+")
_SYMBOL_AHEAD = re.compile(
    r"\d{1,2}\.\d{3}|[a-d]?[ \u00a0]{0,2}(?:[-/\u2010-\u2015\u2212][ \u00a0]{0,2}(?=[^\W\d_]|[12]\d{3})|(?=[A-ZĐÐ]))"
)
_BARE = regex.compile(r"(?P<n>\d{1,5}[a-d]?)(?![\p{L}])(?:[ ]?/[ ]?(?P<y>19[4-9]\d|20[0-4]\d)(?!\d))?")
_SEPARATOR = regex.compile(r"[ ]{0,2}(?:,[ ]{0,2}(?:và|cùng)?|;|và|cùng|hoặc|&|-)[ ]{0,2}(?P<so>số[ ]{0,2})?(?=\d)")
_LISTED = 24  # items of one list
_CLAUSE = 240  # code points before a number in which a detached type word may stand


def _read_number(text: Text, start: int, digits_end: int, *, headed: bool) -> Symbol | None:
    """The number at ``start``, with its symbol where one follows."""
    if _SYMBOL_AHEAD.match(text.raw, digits_end) or text.raw[digits_end : digits_end + 1] == ".":
        symbol = parse(text.raw, start) or (parse_lower(text.raw, start) if headed else None)
        if symbol is not None:
            return symbol
    if headed and (match := _BARE.match(text.folded, start)) is not None:
        return Symbol(start, match.end(), match["n"], int(match["y"]) if match["y"] else None)
    return None


def _list_from(text: Text, first: Symbol, *, headed: bool) -> list[tuple[Symbol, bool]]:
    """The numbers joined by commas and "và" from ``first``; with each whether "số" stands before it."""
    items = [(first, True)]
    while len(items) < _LISTED:
        joined = _SEPARATOR.match(text.folded, items[-1][0].end)
        if joined is None:
            break
        digits = _DIGITS.match(text.raw, joined.end())
        symbol = _read_number(text, joined.end(), digits.end(), headed=headed) if digits else None
        if symbol is None or (text.folded[joined.start() : joined.end()].strip() == "-" and symbol.code is None):
            break
        items.append((symbol, joined["so"] is not None))
    return items


def _is_bare(symbol: Symbol) -> bool:
    return symbol.family == "bare"


def _detached_type(text: Text, start: int, candidates: frozenset[str]) -> str | None:
    """The type that a symbol stands for, with the words of the clause before it where the code alone does not tell."""
    if len(candidates) == 1:
        return next(iter(candidates))
    if not candidates:
        return None
    low = max(0, start - _CLAUSE)
    clause = text.folded[low:start]
    clause = clause[max(clause.rfind("\n"), clause.rfind(". ")) + 1 :]
    nearest = max(
        ((clause.rfind(word), kind) for word, kind in type_words().items() if kind in candidates),
        default=(-1, ""),
        key=lambda p: p[0],
    )
    if nearest[0] >= 0:
        return nearest[1]
    return "quyet_dinh" if "quyet_dinh" in candidates else None


def _type(text: Text, head: Head | None, symbol: Symbol, *, first: bool) -> str | None:
    candidates = types_of(symbol.code, symbol.body, symbol.family)
    named = head.type if head is not None else None
    if named is not None and (named in candidates or not candidates or (first and named != "van_ban")):
        return named
    if named == "luat" and not first:
        return "luat"
    return _detached_type(text, symbol.start, candidates) or named


def _name(kind: str | None, symbol: Symbol) -> str:
    """What a number without a symbol is called: ``Hướng dẫn 08``, ``Quy định 80/2022``."""
    return f"{document_types()[kind].vi if kind else 'Số'} {symbol.numeral}"


def _citation(text: Text, head: Head | None, symbol: Symbol, start: int, end: int, *, first: bool) -> Citation:
    kind = _type(text, head, symbol, first=first)
    flags = ("family",) if symbol.normalised else ()
    canonical = symbol.canonical or _name(kind, symbol)
    rule = f"document_{symbol.family}" + ("" if first else "_item")
    return Citation(start, end, kind, symbol.numeral, symbol.symbol, canonical, flags=flags, rule=rule)


def _with_symbol_of(bare: Symbol, other: Symbol) -> Symbol:
    return replace(bare, code=other.code, body=other.body, family=other.family, normalised=other.normalised)


def _numbered_list(text: Text, head: Head | None, first: Symbol) -> list[Citation]:
    """The citations of one list.

    "các Nghị quyết số 18, 19-NQ/TW" shares its last symbol; "nghị quyết số 18, 19" has none.
    """
    typed = head is not None and head.type is not None
    listed = _list_from(text, first, headed=typed)
    symbols = [symbol for symbol, _ in listed]
    last = max((i for i, symbol in enumerate(symbols) if not _is_bare(symbol)), default=-1)
    if last < 0:
        return _bare_list(text, head, symbols) if head is not None and typed else []
    if head is not None and typed and _is_bare(symbols[0]):
        shared = next(symbol for symbol in symbols if not _is_bare(symbol))
        if head.type not in types_of(shared.code, shared.body, shared.family):
            return _bare_list(text, head, symbols[: symbols.index(shared)])
    kept = symbols[: last + 1]
    for symbol, numbered in listed[last + 1 :]:
        if not (
            typed
            and (numbered or text.folded[kept[-1].end : symbol.start].strip() == "và")
            and closes(text, symbol.end, firmly=True)
        ):
            break
        kept.append(symbol)
    found: list[Citation] = []
    for i, symbol in enumerate(kept):
        start = head.start if i == 0 and head is not None else symbol.start
        end = symbol.end
        if _is_bare(symbol):
            later = next((s for s in kept[i:] if not _is_bare(s)), None)
            giver = later or next(s for s in reversed(kept[:i]) if not _is_bare(s))
            end = later.end if later is not None else end
            # A year is never shared: "653/2019/UBTVQH14 và số 656" leaves the second without its symbol.
            symbol = symbol if giver.year is not None or giver.family == "law" else _with_symbol_of(symbol, giver)
        found.append(_citation(text, head, symbol, start, end, first=i == 0))
    return found


def _bare_list(text: Text, head: Head, symbols: list[Symbol]) -> list[Citation]:
    """Numbers without symbols; as they share one type word they share one stretch of text."""
    closed = len(symbols) > 1 and text.folded.startswith(")", symbols[-1].end)
    if head.bracketed and not head.numbered and not (closed and head.policy == "name"):
        return []
    kept: list[Symbol] = []
    for i, symbol in enumerate(symbols):
        if i == 0:
            alone = Bare(head, symbol.start, symbol.end, symbol.number, symbol.year)
            good = (len(symbols) > 1 and head.numbered) or is_document_number(text, alone)
        else:
            last = i == len(symbols) - 1
            comma = "," in text.folded[kept[-1].end : symbol.start]
            good = len(symbol.number) <= 4 and (
                not last or closes(text, symbol.end, firmly=comma and not head.numbered)
            )
        if not good:
            break
        kept.append(symbol)
    while len(kept) > 1 and not closes(text, kept[-1].end, firmly=False) and kept[-1] is not symbols[-1]:
        kept.pop()
    if head.code is not None:
        kept = [replace(s, code=head.code, body=head.body, family="party") for s in kept]
    end = kept[-1].end if kept else 0
    return [_citation(text, head, symbol, head.start, end, first=i == 0) for i, symbol in enumerate(kept)]


def _stands_alone(head: Head | None, symbol: Symbol) -> bool:
    """Whether a symbol without a type word is one: its codes are known, or "số" stands before it."""
    if head is not None:
        return symbol.family != "bare"
    if symbol.family in ("party", "state"):
        return symbol.code in type_codes().values()
    return symbol.family == "law" or (
        symbol.family == "letter" and symbol.body is not None and is_party_body(symbol.body) is False
    )


def read(text: Text) -> list[Citation]:
    """Every mention of a document, in order of the text.

    A mention's ``canonical`` is that of its own words; short forms and "Nghị quyết này" are resolved
    by ``extract.citations.resolve``. Members of a list may share a stretch of text.
    """
    raw = text.raw
    found = read_plenums_and_congresses(text)
    taken = [(c.start, c.end) for c in found]
    named = iter([*taken, (len(raw) + 1, len(raw) + 1)])
    low, high = next(named)
    end = 0
    for digits in _DIGITS.finditer(raw):
        start = digits.start()
        while start >= high:
            low, high = next(named)
        if start < end or start >= low:
            continue
        before = raw[start - 1 : start]
        if before in (".", ",", "/") and start > 1 and raw[start - 2].isdigit():
            continue
        head = head_before(text, start)
        if head is None and before.isalnum():
            continue
        symbol = _read_number(
            text, start, digits.end(), headed=head is not None and (head.type is not None or head.code is not None)
        )
        if symbol is None or (
            not (head is not None and head.type is not None)
            and not _stands_alone(head, symbol)
            and not (head and head.code)
        ):
            continue
        citations = _numbered_list(text, head, symbol)
        if citations:
            found += citations
            end = max(c.end for c in citations)
    found += _unclaimed(found, read_nicknames(text))
    found += _unclaimed(found, read_pronouns(text))
    return sorted(found, key=lambda c: (c.start, c.end))


def _unclaimed(owned: list[Citation], more: list[Citation]) -> list[Citation]:
    """Those of ``more`` that overlap none of ``owned``."""
    spans = sorted((c.start, c.end) for c in owned)
    starts = [start for start, _ in spans]
    furthest = list(accumulate((end for _, end in spans), max))
    return [c for c in more if not (at := bisect_left(starts, c.end)) or furthest[at - 1] <= c.start]
