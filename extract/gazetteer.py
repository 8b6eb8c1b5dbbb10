"""The administrative units of Viet Nam through time: which place a name means, in which province, on which day.

The data is extract/data/gazetteer.tsv, made by scripts/build_gazetteer.py: every province, district and commune since
November 2021 (and Hà Tây before 2008), with the waves of 2022-2025, the reform of 1-7-2025 (202/2025/QH15) and the
cities of 2026. A code alone is no identity (24 is Bắc Giang before the reform and Bắc Ninh after): the key is
(code, valid_from). Days are half-open: valid_from is the first day, valid_to the first day after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast

from extract.placenames import (
    TYPE_NAMES,
    Level,
    PlaceType,
    fold_name,
    full_name,
    plain_name,
    spellings,
    split_plain_type,
    split_type,
    type_of_word,
)

__all__ = ["Gazetteer", "How", "Key", "Level", "Place", "PlaceType", "Resolution", "fold_name", "gazetteer"]

DATA: Final = Path(__file__).with_name("data") / "gazetteer.tsv"
Key = tuple[str, date | None]
How = Literal[
    "unique",  # only one unit of that name (and type) on that day
    "parent",  # one under the parent given
    "province",  # one in the province given
    "type_changed",  # the unit of that name and type had another type on that day: the unit of the day
    "other_time",  # no such unit on that day, one at another time: that one (a former huyện, an early use)
    "ambiguous",  # several fit
    "elsewhere",  # a commune, but of another province than the article's
    "type_conflict",  # the name is known, never with that type
    "unknown",
]

_LEVELS: Final[dict[int, Level]] = {2: "province", 3: "district", 5: "commune"}
_COLUMNS: Final = 9


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


class Resolution(NamedTuple):
    """What a name means. `place` is None where several fit or none does.

    `candidates`: what could be meant, higher levels first. `likely`: where a bare name fits units of several levels
    ("Cao Bằng", "Vị Xuyên"), the one of the highest level if it is alone there; an inference, to be flagged as such.
    """

    place: Place | None
    candidates: tuple[Place, ...]
    how: How
    likely: Place | None = None


class Gazetteer:
    """All units with their names. Provinces and districts are read at once, communes when first asked for."""

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

    # -- looking up -----------------------------------------------------------------------------------------------

    def provinces(self, on: date | None = None) -> list[Place]:
        """The provinces in force on a day (63 on 30-6-2025, 34 the day after); all of all times without a day."""
        return [p for p in self._upper if p.level == "province" and (on is None or p.valid(on))]

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

    def province_at(self, name_or_code: str, on: date | None = None) -> Place | None:
        """The province of that name or code on a day (without a day: the newest so called), or None."""
        found = [p for p in self._provinces_called(name_or_code) if on is None or p.valid(on)]
        return max(found, key=lambda p: p.valid_from or date.min) if found else None

    def parent_of(self, place: Place, on: date | None = None) -> Place | None:
        """The unit above, as it is on a day of `place` (default: its last day)."""
        if place.parent is None:
            return None
        day = on if on is not None and place.valid(on) else _last_day(place)
        return next((parent for parent in self.by_code(place.parent) if parent.valid(day)), None)

    def province_of(self, place: Place, on: date | None = None) -> Place | None:
        """The province that a unit belongs to on a day of its own (default: its last day); a province is its own."""
        current: Place | None = place
        while current is not None and current.level != "province":
            current = self.parent_of(current, on if on is not None and place.valid(on) else _last_day(place))
        return current

    def today(self, place: Place) -> list[Place]:
        """The units that hold the place now, the default first: communes for a commune or district, else a province.

        A district's default is the commune of its name. Empty for the few old communes whose heir is not known.
        """
        found: dict[Key, Place] = {}
        queue = [place]
        seen = {place.key}
        while queue:
            current = queue.pop(0)
            if current.valid_to is None:
                found[current.key] = current
            for key in current.successors:
                heir = self.get(key)
                if heir is not None and key not in seen:
                    seen.add(key)
                    queue.append(heir)
        if place.level != "district":
            return list(found.values())
        return sorted(found.values(), key=lambda heir: fold_name(heir.name) != fold_name(place.name))

    def find(
        self,
        name: str,
        *,
        on: date | None = None,
        level: Level | None = None,
        type: PlaceType | None = None,
        province: Place | str | None = None,
        parent: Place | str | None = None,
    ) -> list[Place]:
        """Every unit that the name may mean under all the conditions given, higher levels first.

        `name` may carry a type word or its abbreviation ("TX. Việt Yên", "P.10", "TP.HCM"). Accents must match (see
        fold_name); a name typed without any is matched without only under a `province` or `parent`. `province` and
        `parent` (any unit above) are places, names or codes; a province that is no more stands for its successor
        where no unit fits it at its own time. Without `on` all times are searched.
        """
        places = self._filter(self._named(fold_name(name), level), on, type, province, parent)
        if not places and (province is not None or parent is not None):
            key = plain_name(name)
            if key == fold_name(name):
                places = self._filter(self._named_plainly(key, level), on, type, province, parent)
        return places

    def resolve(
        self,
        name: str,
        *,
        type_word: str | None = None,
        on: date | None = None,
        province: Place | str | None = None,
        parent: Place | str | None = None,
    ) -> Resolution:
        """The one unit that a mention means, or none with the candidates (never a pick among several).

        `type_word`: the word before the name ("huyện", "TX.", "Thành ủy"). `province`: the article's, a preference;
        `parent`: the unit that the text names above it, a condition. `on`: the article's day.
        """
        type_ = type_of_word(type_word) if type_word else split_type(fold_name(name))[0]
        if type_word and type_ is None:
            return Resolution(None, (), "unknown")
        pool = self.find(name, type=type_, parent=parent)
        if not pool and province is not None:
            pool = self.find(name, type=type_, parent=parent, province=province)
        if not pool:
            others = tuple(self.find(split_type(fold_name(name))[1], parent=parent)) if type_ is not None else ()
            return Resolution(None, others, "type_conflict" if others else "unknown")
        current = [place for place in pool if on is None or place.valid(on)]
        if not current:
            return self._at_other_time(pool, cast(date, on), province)
        if on is None:
            current = self._newest(current)
        near = self._in_province(current, province, on) if province is not None else []
        how: How = "parent" if parent is not None else "unique"
        if len(current) > 1 and near:
            current, how = near, "province"
        if len(current) > 1:
            return Resolution(None, tuple(current), "ambiguous", None if type_ else _highest(current))
        place = current[0]
        if province is not None and parent is None and place.level == "commune" and not near:
            return Resolution(None, (place,), "elsewhere", place)
        return Resolution(place, (place,), how)

    # -- names for matchers ---------------------------------------------------------------------------------------

    def names(self, level: Level | None = None) -> Iterable[str]:
        """Folded bare names and aliases of one level, or of provinces and districts; numbered ones with type word."""
        return dict.fromkeys(fold_name(name) for _, name in self._matchable(level))

    def surfaces(self, level: Level | None = None) -> Iterable[str]:
        """The same names as they stand in lower-case running text (see placenames.spellings), for a text matcher."""
        return dict.fromkeys(form for _, name in self._matchable(level) for form in spellings(name))

    def _matchable(self, level: Level | None) -> Iterator[tuple[Place, str]]:
        if level == "commune":
            places: Iterable[Place] = map(self._commune, range(len(self._lower)))
        else:
            places = (place for place in self._upper if level in (None, place.level))
        for place in places:
            for name in place.names():
                yield place, f"{TYPE_NAMES[place.type]} {name}" if name.isdigit() else name

    # -- conditions -----------------------------------------------------------------------------------------------

    def _named(self, key: str, level: Level | None) -> list[Place]:
        type_, bare = split_type(key)
        places = self._keyed(key, level)
        if type_ is not None:
            known = {place.key for place in places}
            places += [p for p in self._keyed(bare, level) if p.type == type_ and p.key not in known]
        return places

    def _keyed(self, key: str, level: Level | None) -> list[Place]:
        places = [p for p in self._upper_by_name.get(key, ()) if level in (None, p.level)]
        if level in (None, "commune"):
            places += [self._commune(i) for i in self._lower_by_name.get(key, ())]
        return places

    def _named_plainly(self, key: str, level: Level | None) -> list[Place]:
        places = [place for full in self._plain_keys.get(key, ()) for place in self._keyed(full, level)]
        type_, bare = split_plain_type(key)
        if type_ is not None:
            bare_places = (place for full in self._plain_keys.get(bare, ()) for place in self._keyed(full, level))
            places += [place for place in bare_places if place.type == type_]
        return places

    def _filter(
        self,
        places: list[Place],
        on: date | None,
        type_: PlaceType | None,
        province: Place | str | None,
        parent: Place | str | None,
    ) -> list[Place]:
        places = [p for p in places if (on is None or p.valid(on)) and type_ in (None, p.type)]
        if parent is not None:
            places = [place for place in places if self._under(place, parent, on)]
        return places if province is None else self._in_province(places, province, on)

    def _under(self, place: Place, parent: Place | str, on: date | None) -> bool:
        """Whether `parent` is above `place` on the day, or without one (or one outside its days) at any time of it."""
        if place.parent is None:
            return False
        above = self.by_code(place.parent)
        if on is not None and place.valid(on):
            above = [unit for unit in above if unit.valid(on)]
        return any(
            _overlap(place, unit) and (_is_called(unit, parent) or self._under(unit, parent, on)) for unit in above
        )

    def _in_province(self, places: list[Place], province: Place | str, on: date | None) -> list[Place]:
        """Those in the province at their own time; if there are none, those in what is the same province today."""
        homes = [(place, self.province_of(place, on)) for place in places]
        direct = [place for place, home in homes if home is not None and _is_called(home, province)]
        if direct:
            return direct
        asked = [province] if isinstance(province, Place) else self._provinces_called(province)
        today = {now.code for each in asked for now in self.today(each)}
        return [p for p, home in homes if home is not None and today & {now.code for now in self.today(home)}]

    def _provinces_called(self, name_or_code: str) -> list[Place]:
        return list(self._provinces_by_call(name_or_code))

    @cached_property
    def _provinces_by_call(self) -> Callable[[str], tuple[Place, ...]]:
        """Name or code to provinces, remembered: an article asks for the same few."""
        everything = self.provinces()
        return lru_cache(maxsize=256)(lambda wanted: tuple(place for place in everything if _is_called(place, wanted)))

    def _at_other_time(self, pool: list[Place], on: date, province: Place | str | None) -> Resolution:
        if province is not None:
            pool = self._in_province(pool, province, None) or pool
        newest = self._newest(pool)
        if len(newest) > 1:
            return Resolution(None, tuple(newest), "ambiguous")
        place = newest[0]
        for other in self.by_code(place.code, on):
            if fold_name(other.name) == fold_name(place.name) and other.level == place.level:
                return Resolution(other, (other,), "type_changed")
        return Resolution(place, (place,), "other_time")

    def _newest(self, places: list[Place]) -> list[Place]:
        """Without the units whose successor of the same name and level is there too (states of one place)."""
        keys = {(place.key, fold_name(place.name)) for place in places}

        def superseded(place: Place) -> bool:
            name = fold_name(place.name)
            queue = [key for key in place.successors if len(key[0]) == len(place.code)]
            seen = set(queue)
            while queue:
                key = queue.pop()
                if (key, name) in keys:
                    return True
                heir = self.get(key)
                further = [k for k in heir.successors if len(k[0]) == len(place.code)] if heir is not None else []
                queue += [k for k in further if k not in seen]
                seen.update(further)
            return False

        return [place for place in places if not superseded(place)]

    # -- reading the table ----------------------------------------------------------------------------------------

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

    @cached_property
    def _plain_keys(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for key in dict.fromkeys([*self._upper_by_name, *self._lower_by_name]):
            index.setdefault(plain_name(key), []).append(key)
        return index


def _last_day(place: Place) -> date:
    return date.max if place.valid_to is None else place.valid_to - timedelta(days=1)


def _overlap(one: Place, other: Place) -> bool:
    """Whether the two are in force on some common day."""
    start = max(one.valid_from or date.min, other.valid_from or date.min)
    return start < min(one.valid_to or date.max, other.valid_to or date.max)


def _is_called(place: Place, wanted: Place | str) -> bool:
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


def _highest(places: list[Place]) -> Place | None:
    """The only place of the highest level among them."""
    length = min(len(place.code) for place in places)
    top = [place for place in places if len(place.code) == length]
    return top[0] if len(top) == 1 else None


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with Chibo, read once."""
    return Gazetteer(DATA.read_text("utf-8"), str(DATA))
