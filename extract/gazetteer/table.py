"""The table of all units: its file read, its rows by code and by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Final, cast

from extract.gazetteer.place import Key, Place
from extract.placenames import Level, PlaceType, fold_name, full_name, plain_name

_LEVELS: Final[dict[int, Level]] = {2: "province", 3: "district", 5: "commune"}
_COLUMNS: Final = 9


class Table:
    """All units of a file. Provinces and districts are read at once, communes when first asked for.

    Raises ValueError, which names ``source`` and the line, if the text is no table of units.
    """

    def __init__(self, text: str, source: str = "gazetteer") -> None:
        lines = text.splitlines()
        try:
            self._days = tuple(date.fromisoformat(day) for day in lines[1].split("\t"))
        except (IndexError, ValueError) as error:
            raise ValueError(f"{source}, line 2: not a list of days") from error
        first = next((i for i, line in enumerate(lines) if line.find("\t") == 5 and i > 1), len(lines))
        self._upper = [self._place(line) for line in lines[2:first]]
        self._lower = lines[first:]
        self._lower_places: dict[int, Place] = {}
        self._upper_by_name: dict[str, list[Place]] = {}
        self._upper_by_code: dict[str, list[Place]] = {}
        for place in self._upper:
            self._upper_by_code.setdefault(place.code, []).append(place)
            for key in dict.fromkeys(map(fold_name, place.names())):
                self._upper_by_name.setdefault(key, []).append(place)

    def get(self, key: Key) -> Place | None:
        """The unit with that code and first day."""
        return next((place for place in self.by_code(key[0]) if place.valid_from == key[1]), None)

    def by_code(self, code: str, on: date | None = None) -> list[Place]:
        """What the code stands for through time, or on a day (then one or none)."""
        if len(code) == 5:
            places = [self._commune(i) for i in self._lower_by_code.get(code, ())]
        else:
            places = self._upper_by_code.get(code, [])
        return [place for place in places if on is None or place.valid(on)]

    def places(self, level: Level | None) -> Iterable[Place]:
        """The units of one level in all their states, or, without one, provinces and districts."""
        if level == "commune":
            return map(self._commune, range(len(self._lower)))
        return (place for place in self._upper if level in (None, place.level))

    def named(self, key: str, level: Level | None) -> list[Place]:
        """The units, of one level or of all, with that folded name or alias (`placenames.fold_name`)."""
        places = [p for p in self._upper_by_name.get(key, ()) if level in (None, p.level)]
        if level in (None, "commune"):
            places += [self._commune(i) for i in self._lower_by_name.get(key, ())]
        return places

    @cached_property
    def plain_keys(self) -> dict[str, list[str]]:
        """Names without accents to the folded names that they may stand for."""
        index: dict[str, list[str]] = {}
        for key in dict.fromkeys([*self._upper_by_name, *self._lower_by_name]):
            index.setdefault(plain_name(key), []).append(key)
        return index

    # -- reading

    def _place(self, line: str) -> Place:
        """code, type, name, key (if not the lower-case name), parent, from, to, successors, aliases; days by number."""
        fields = line.split("\t")
        fields += [""] * (_COLUMNS - len(fields))
        code, type_, name, _, parent, start, end, successors, aliases = fields
        place_type = cast(PlaceType, type_)
        valid_to = self._day(end)
        return Place(
            code=code,
            level=_LEVELS[len(code)],
            type=place_type,
            name=name,
            full_name=full_name(place_type, name),
            parent=parent or None,
            valid_from=self._day(start),
            valid_to=valid_to,
            successors=tuple(self._successor(item, valid_to) for item in successors.split(",")) if successors else (),
            aliases=tuple(aliases.split("|")) if aliases else (),
        )

    def _day(self, number: str) -> date | None:
        return self._days[int(number)] if number else None

    def _successor(self, item: str, valid_to: date | None) -> Key:
        """ "24" begins on the day its predecessor ends, "24@3" on day 3 of the table, "24@" before the sources."""
        code, at, number = item.partition("@")
        return code, self._day(number) if at else valid_to

    def _commune(self, number: int) -> Place:
        place = self._lower_places.get(number)
        if place is None:
            place = self._lower_places[number] = self._place(self._lower[number])
        return place

    @cached_property
    def _lower_by_name(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, line in enumerate(self._lower):
            fields = line.split("\t", 4)
            key = (len(fields) > 3 and fields[3]) or fields[2].lower()
            index.setdefault(key, []).append(number)
            if line.count("\t") == _COLUMNS - 1:
                for alias in line.rpartition("\t")[2].split("|"):
                    index.setdefault(fold_name(alias), []).append(number)
        return index

    @cached_property
    def _lower_by_code(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, line in enumerate(self._lower):
            index.setdefault(line[:5], []).append(number)
        return index
