"""The words that begin a name of a party organisation or a place, as patterns over folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from extract.data import load
from extract.openings import Openings
from extract.text import Text, fold
from extract.vocabulary import any_of

Match = re.Match[str] | regex.Match[str]
_FIRST = re.compile(r"[^\W_]+(?: [^\W_]+|\.)?")


@dataclass(frozen=True, slots=True)
class Grammar:
    """``head`` reads the name of a unit and, by its group, its kind; the other patterns read on from there.

    ``first`` finds the first two words, or the only one, of all that ``head`` reads: it is tried only there.
    """

    head: re.Pattern[str]
    first: Openings
    level: regex.Pattern[str]
    other_level: regex.Pattern[str]
    adjective: regex.Pattern[str]
    adjective_end: regex.Pattern[str]
    bodies: regex.Pattern[str]
    organisation: regex.Pattern[str]
    cell_place: regex.Pattern[str]
    committee_after_organ: regex.Pattern[str]
    bare_subject: regex.Pattern[str]


@cache
def levels() -> dict[str, str]:
    """The level that a word before a place's name gives ("huyện": district)."""
    return _by_word("level")


@cache
def wholes() -> dict[str, str]:
    """The level of a whole named by its kind alone ("toàn tỉnh")."""
    return _by_word("whole")


@cache
def bares() -> dict[str, str]:
    """The level of a kind that may stand alone as a subject ("huyện đã kết nạp …")."""
    return _by_word("bare")


@cache
def party_kinds() -> dict[str, str]:
    """The kind of organisation that the head of a party organisation names ("liên chi bộ": a chi bộ)."""
    return _by_word("party")


@cache
def committees() -> dict[str, tuple[str, str]]:
    """The level of the unit that a committee leads, and the kind of the committee ("huyện ủy")."""
    return {fold(word): (told["level"], told["kind"]) for word, told in load("units")["committee"].items()}


def _by_word(table: str) -> dict[str, str]:
    return {fold(word): key for key, words in load("units")[table].items() for word in words}


@cache
def grammar() -> Grammar:
    """The patterns, made once."""
    data = load("units")
    level_words = any_of(word for level, words in data["level"].items() if level != "cell" for word in words)
    cells = any_of(data["level"]["cell"])
    organisations = any_of(data["organisation"]["heads"])
    kinds = ("khoi", "zones", "party_bodies", "government", "armed")
    bodies = sorted((fold(pattern) for kind in kinds for pattern in data["bodies"][kind]), key=len, reverse=True)
    committee, party = "|".join(committees()), "|".join(party_kinds())
    adjectives = "|".join(map(fold, data["level_adjective"]["words"]))
    organs = any_of(word for words in data["organs"].values() for word in words)
    heads = [
        rf"(?P<central>{any_of(data['central']['surfaces'])}{data['central']['term']})",
        rf"(?P<whole>{any_of(wholes())})",
        rf"(?P<national>{any_of(data['national']['surfaces'])})(?! bộ)",
        rf"(?P<organ>{organs})(?= )",
        rf"(?P<committee>{committee})",
        rf"(?P<party>{party})",
        rf"(?P<body>{'|'.join(bodies)})",
        rf"(?P<place>(?:các )?{level_words})(?= ?\S)",
        rf"(?P<cell>{cells})(?= \S)",
        rf"(?P<org>(?:các )?{organisations})(?= )",
    ]
    spelled = [*data["central"]["surfaces"], *wholes(), *data["national"]["surfaces"], *levels()]
    spelled += [word for words in data["organs"].values() for word in words] + data["organisation"]["heads"] + bodies
    spelled += [f"các {word}" for word in (*levels(), *data["organisation"]["heads"])]
    spelled += [*committees(), *party_kinds()]
    return Grammar(
        first=Openings(sorted({_FIRST.findall(fold(word))[0] for word in spelled})),
        # the standard library is three times as quick where literals alternate
        head=re.compile(r"(?<![^\W_])(?:" + "|".join(heads) + r")(?:(?<=\.)|(?![^\W\d_]))"),
        level=regex.compile(rf"(?:các )?{level_words}(?:(?<=\.)|(?!\p{{L}})) ?(?:(?:{adjectives}) )?"),
        other_level=regex.compile(rf" (?:các )?({any_of(levels())})(?!\p{{L}})"),
        adjective=regex.compile(rf"(?:{adjectives}) "),
        adjective_end=regex.compile(rf" (?:{adjectives})$"),
        bodies=regex.compile("|".join(bodies) + r"(?!\p{L})"),
        organisation=regex.compile(rf"{organisations}(?!\p{{L}})"),
        cell_place=regex.compile(rf"{cells} (?=\S)"),
        committee_after_organ=regex.compile(rf" (?:của )?(?={committee}|đảng ủy|đảng bộ|khối|cấp)"),
        bare_subject=regex.compile(
            rf"(?:,? cả (?:hai|ba|năm) quý|,? (?:cả|trong) năm)?,? {any_of(data['bare']['subjects_of'])}(?!\p{{L}})"
        ),
    )


def openings(folded: str) -> list[int]:
    """Where a unit's name can begin, in order: the first words of all that ``head`` reads."""
    return list(dict.fromkeys(start for start, _ in grammar().first.places(folded)))


def level_word(text: Text, level: Match) -> str:
    """The word of a level without what is said of it: "xã" of "xã biên giới"."""
    word = text.folded[level.start() : level.end()].strip()
    adjective = grammar().adjective_end.search(word)
    return word[: adjective.start()] if adjective else word
