"""The words that say what is counted and how: verbs, nouns, sub-populations, marks of plan and result.

All phrases of ``data/lexicon.toml`` are found in one pass (Aho-Corasick over the folded text), the
longest at each place, on whole words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import ahocorasick_rs
import regex

from extract.data import DataError, load
from extract.gazetteer import gazetteer
from extract.names import SYLLABLE
from extract.text import Text, fold

_GOES_ON = (" viên", " bộ", " ủy")  # "kết nạp đảng viên" is not "kết nạp đảng" and "viên"
_LISTED = {fold(phrase): code for code, phrases in load("lexicon")["listed_people"].items() for phrase in phrases}
_NAMES = "|".join(sorted(map(str.title, _LISTED), reverse=True))
_LISTED_PEOPLE = regex.compile(
    r"(?:[,;:(]|(?<!\p{L})(?:và|gồm|có|là|riêng|kế đó|kế đến|kế là|tiếp đó|tiếp đến|tiếp theo|rồi đến|rồi|sau đó))"
    rf"(?: là)? *(?P<name>{_NAMES})(?= *:? *(?:(?:có|là|chiếm|hơn|gần) +)?\d)"
)
_LED = regex.compile(r"(?<!\p{L})(?:riêng|gồm|là|có|và|với|còn) $")
_ABBREVIATION = re.compile(r" \((?P<short>[^\W\d_]{2,5})\)")  # of `re`: it finds " (" ten times as quickly
_CAPITALS = regex.compile(r"(?<![\p{L}\d])\p{Lu}{2,5}(?![\p{L}\d])")
_AMBIGUOUS = ("CB", "TC", "TW")  # "cán bộ" beside "chi bộ", "trung cấp" beside "tổ chức"
_NOUNS = ("noun", "people", "foreign", "mass")
_BESIDE = 40  # code points from one people of a list to the next
_OF = "dân tộc "
_PEOPLE = regex.compile(rf"(?<!\p{{L}})(?:[Nn]gười|[Dd]ân tộc)(?: dân tộc)? (?P<name>{SYLLABLE}(?:[ -]{SYLLABLE})?)")


class Cue(NamedTuple):
    """One cue: its kind (``verb``, ``noun``, ``people``, ``cue`` …) and its code in the lexicon."""

    start: int
    end: int
    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    automaton: ahocorasick_rs.AhoCorasick
    meanings: tuple[tuple[tuple[str, str], ...], ...]
    """Per pattern: its (kind, code) pairs; a phrase may mean several things ("công nhân")."""
    ethnic: tuple[bool, ...]
    """Per pattern: whether it names a people."""


@cache
def _lexicon() -> _Lexicon:
    meanings: dict[str, list[tuple[str, str]]] = {}
    for kind, codes in load("lexicon").items():
        if kind == "listed_people":
            continue  # only beside another people
        for code, phrases in codes.items():
            if not isinstance(phrases, list):
                raise DataError(f"lexicon.toml: [{kind}] {code}: expected a list of phrases")
            for phrase in phrases:
                meaning = meanings.setdefault(fold(phrase), [])
                if (kind, code) not in meaning:
                    meaning.append((kind, code))
    automaton = ahocorasick_rs.AhoCorasick(list(meanings), matchkind=ahocorasick_rs.MatchKind.Standard)
    ethnic = tuple(any(kind == "ethnic" for kind, _ in pairs) for pairs in meanings.values())
    return _Lexicon(automaton, tuple(tuple(m) for m in meanings.values()), ethnic)


def read(text: Text) -> list[Cue]:
    """The cues of a text in order, the longest at each place; a phrase with two meanings gives two."""
    raw, folded = text.raw, text.folded
    lexicon = _lexicon()
    # the end negative: tuples sort by themselves, the longest first at each place
    found = [
        (start, -end, pattern)
        for pattern, start, end in lexicon.automaton.find_matches_as_indexes(folded, overlapping=True)
        if not (start and folded[start - 1].isalnum())
        and not folded[end : end + 1].isalnum()
        and not (folded.startswith(_GOES_ON, end) and folded.endswith("đảng", start, end))
    ]
    if "đảng" not in folded and "ủy" not in folded:
        found = [match for match in found if not folded.startswith("đv", match[0])]  # "đơn vị", "động vật" …
    found.sort()
    cues: list[Cue] = []
    position = 0
    for start, end, pattern in found:
        if start < position:
            continue
        end = -end
        if raw[start].isupper() and _named(text, start, end) and not (lexicon.ethnic[pattern] and _led(text, start)):
            continue  # "Sơn Lập", "Phú Thêm": a syllable of a name
        for kind, code in lexicon.meanings[pattern]:
            cues.append(Cue(start, end, kind, code))
        position = end
    more = _abbreviated(text, cues)
    more += _peoples(text, [*cues, *more])
    return sorted([*cues, *more], key=_start) if more else cues


def _start(cue: Cue) -> int:
    return cue.start


def shorter(text: Text, start: int, end: int) -> list[Cue]:
    """The longest cue from ``start`` that ends by ``end``: "chỉ tiêu" of "chỉ tiêu năm" before the date "năm nay"."""
    lexicon = _lexicon()
    stretch = text.folded[start:end]
    longest = max(
        (
            (stop, pattern)
            for pattern, first, stop in lexicon.automaton.find_matches_as_indexes(stretch, overlapping=True)
            if first == 0 and not text.folded[start + stop : start + stop + 1].isalnum()
        ),
        default=None,
    )
    if longest is None:
        return []
    return [Cue(start, start + longest[0], kind, code) for kind, code in lexicon.meanings[longest[1]]]


def _named(text: Text, start: int, end: int) -> bool:
    """Whether a phrase of one capitalised syllable stands inside a name."""
    raw = text.raw
    if raw[start:end].isupper() or " " in raw[start:end]:
        return False
    before = raw[max(0, start - 2) : start]
    return (
        len(before) == 2
        and before[1] == " "
        and before[0].isalnum()
        and not text.folded.startswith(("đv", "đ/c", "nq"), start)
    )


def _led(text: Text, start: int) -> bool:
    """Whether a word that opens a part stands before a name ("riêng Mông 51")."""
    return _LED.search(text.raw, max(0, start - 8), start) is not None


def _abbreviated(text: Text, cues: list[Cue]) -> list[Cue]:
    """ "sinh viên (SV)": what the article writes "SV" for, wherever it does so behind that place."""
    meanings: dict[str, tuple[int, list[Cue]]] = {}
    ends: dict[int, list[Cue]] = {}
    for match in _ABBREVIATION.finditer(text.raw):
        short = match["short"]
        if short in meanings or short in _AMBIGUOUS or not short.isupper():
            continue
        if not ends:
            for cue in cues:
                ends.setdefault(cue.end, []).append(cue)
        meant = [cue for cue in ends.get(match.start(), ()) if cue.kind in _NOUNS]
        if meant and _stands_for(short, text.raw[meant[0].start : meant[0].end]):
            meanings[short] = match.end(), meant
    if not meanings:
        return []
    taken = [(cue.start, cue.end) for cue in cues]
    found: list[Cue] = []
    for use in _CAPITALS.finditer(text.raw):
        behind, meant = meanings.get(use[0], (len(text.raw), []))
        place = bisect_right(taken, use.span())
        free = not any(start < use.end() and use.start() < end for start, end in taken[max(0, place - 1) : place + 1])
        if use.start() >= behind and free:
            found += [Cue(use.start(), use.end(), cue.kind, cue.code) for cue in meant]
    return found


def _stands_for(short: str, phrase: str) -> bool:
    """Whether an abbreviation has the first letters of a phrase's words."""
    return short == "".join(word[0] for word in phrase.split()).upper()


def _peoples(text: Text, cues: list[Cue]) -> list[Cue]:
    """ "người Ca Dong", "dân tộc Sinh Mun": a people that the lexicon does not name; in a list the next ones too.

    "người Dao 12, Mường 31": a name that is also one of places or persons is a people's beside another people.
    """
    told = [cue for cue in cues if cue.code == "ethnic_minority" or cue.kind == "ethnic"]
    known = {offset for cue in told if cue.kind == "ethnic" for offset in range(cue.start, cue.end)}
    found = []
    for match in _people_by_name(text.raw):
        if match.start() not in known:
            name = match["name"]
            if gazetteer().resolve(name).how == "unknown":
                found.append(Cue(match.start(), match.end(), "ethnic", "ethnic_minority"))
    peoples = [*told, *found]
    ends = sorted(cue.end for cue in peoples)
    listed = list(_LISTED_PEOPLE.finditer(text.raw)) if ends else []
    left = []
    for match in listed:
        step = bisect_right(ends, match.start())
        if step and _same_list(text, ends[step - 1], match.start()):
            found.append(_people(match))
            ends.insert(step, match.end("name"))
        else:
            left.append(match)
    starts = sorted(cue.start for cue in [*peoples, *found])
    for match in reversed(left):  # "Thái 96, Mường 68, Mông 9": known by the one that follows
        step = bisect_right(starts, match.end("name"))
        if step < len(starts) and _same_list(text, match.end("name"), starts[step]):
            found.append(_people(match))
            starts.insert(step, match.start("name"))
    return found


def _people_by_name(raw: str) -> Iterator[regex.Match[str]]:
    """Where "người" or "dân tộc" stands before a name, in order."""
    openings = [at - 1 for at in _places(raw, "gười ") if raw[at + 5 : at + 6].isupper() or raw.startswith(_OF, at + 5)]
    openings += [at - 1 for at in _places(raw, "ân tộc ") if raw[at + 7 : at + 8].isupper()]
    position = 0
    for at in sorted(openings):
        if at >= position and (match := _PEOPLE.match(raw, at)) is not None:
            yield match
            position = match.end()


def _places(raw: str, word: str) -> Iterator[int]:
    """Where a word stands, in order."""
    at = raw.find(word)
    while at >= 0:
        yield at
        at = raw.find(word, at + 1)


def _same_list(text: Text, end: int, start: int) -> bool:
    """Whether a name begins near enough to the end of one before it to stand in one list with it."""
    return start - end <= _BESIDE and not any(mark in text.raw[end:start] for mark in ("\n", ". "))


def _people(match: regex.Match[str]) -> Cue:
    return Cue(match.start("name"), match.end("name"), "ethnic", _LISTED[fold(match["name"])])
