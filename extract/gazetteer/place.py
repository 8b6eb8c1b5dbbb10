"""A unit during one period, and what can be asked of it without the table of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from extract.placenames import Level, PlaceType, fold_name, split_type

Key = tuple[str, date | None]  # the code and the first day (None: before the sources)


@dataclass(frozen=True, slots=True)
class Place:
    """One unit during one period; `key` is its identity.

    `name` is bare ("Vũng Tàu"), `full_name` has the type word. `parent` is the code of the unit above on the unit's
    days (Gazetteer.parent_of gives the Place). `valid_from` None: already so when the sources begin; `valid_to` None:
    still so. `successors`: keys of the units that took over at `valid_to`, the default first.
    """

    code: str
    level: Level
    type: PlaceType
    name: str
    full_name: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    successors: tuple[Key, ...]
    aliases: tuple[str, ...]

    @property
    def key(self) -> Key:
        """Code and first day."""
        return self.code, self.valid_from

    def valid(self, on: date) -> bool:
        """Whether the unit is in force on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)

    def names(self) -> tuple[str, ...]:
        """The bare name and the aliases."""
        return self.name, *self.aliases


def last_day(place: Place) -> date:
    """The last day on which the unit is in force."""
    return date.max if place.valid_to is None else place.valid_to - timedelta(days=1)


def overlap(one: Place, other: Place) -> bool:
    """Whether the two are in force on some common day."""
    start = max(one.valid_from or date.min, other.valid_from or date.min)
    return start < min(one.valid_to or date.max, other.valid_to or date.max)


def is_called(place: Place, wanted: Place | str) -> bool:
    """Whether `place` is the unit wanted, in any of its states under that name, or has that code or name."""
    if isinstance(wanted, Place):
        return place.code == wanted.code and fold_name(place.name) == fold_name(wanted.name)
    if wanted == place.code:
        return True
    key = fold_name(wanted)
    type_, bare = split_type(key)
    keys = _keys_of(place.names())
    return key in keys or (type_ == place.type and bare in keys)


@lru_cache(maxsize=4096)
def _keys_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_name, names))
