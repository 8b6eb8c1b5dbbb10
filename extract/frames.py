"""What a verb makes of what is counted: the table of ``data/frames.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.data import DataError, load
from schema import indicators

Class = Literal["members", "organisations", "prospects", "people"]

_NOUN_CLASS: dict[str, Class] = {
    "member": "members",
    "member_new": "members",
    "member_probationary": "members",
    "member_official": "members",
    "committee_member": "members",
    "badge": "members",
    "person": "people",
    "student": "people",
    "prospect": "prospects",
}
ORGANISATION_NOUNS = frozenset(
    "org tccsd dang_bo dang_bo_co_so dang_bo_truc_thuoc dang_bo_bo_phan chi_bo chi_bo_co_so chi_dang_bo".split()
)


def noun_class(noun: str | None) -> Class | None:
    """The class of a noun's code: members, organisations, prospects, or people of either kind."""
    if noun is None:
        return None
    return "organisations" if noun in ORGANISATION_NOUNS else _NOUN_CLASS.get(noun)


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb: the indicator for each class of noun; ``elided`` may be an indicator or ``same``."""

    code: str
    members: str | None
    organisations: str | None
    prospects: str | None
    people: str | None
    elided: str | None
    qualifiers: tuple[str, ...]
    targets: bool
    behind: frozenset[str]
    """Phrases that tell of the number before them."""
    weak: frozenset[str]
    """Phrases that open the frame only where a number follows."""

    def indicator(self, klass: Class | None, before: Class | None) -> str | None:
        """The indicator for a class of noun; ``before`` is the class of the number before an elided one."""
        if klass is None:
            if self.elided != "same":
                return self.elided
            return self.organisations if before == "organisations" and self.organisations else self.members
        if klass == "people":
            return self.people or self.members
        return getattr(self, klass) or None


@cache
def frames() -> dict[str, Frame]:
    """All frames by verb code; every indicator named in the table is known to the registry."""
    table: dict[str, Frame] = {}
    for code, entry in load("frames").items():
        values = {name: entry.get(name) for name in ("members", "organisations", "prospects", "people", "elided")}
        for name, indicator in values.items():
            if indicator not in (None, "same") and indicator not in indicators():
                raise DataError(f"frames.toml: [{code}] {name}: no such indicator: {indicator}")
        table[code] = Frame(
            code,
            qualifiers=tuple(entry.get("qualifiers", ())),
            targets=entry.get("targets", False),
            behind=frozenset(entry.get("behind", ())),
            weak=frozenset(entry.get("weak", ())),
            **values,
        )
    return table
