"""Units found by name, and the one unit that a mention means: where, and on which day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, cast

from extract.gazetteer.place import Key, Place, is_called, last_day, overlap
from extract.gazetteer.table import Table
from extract.placenames import Level, PlaceType, fold_name, plain_name, split_plain_type, split_type, type_of_word

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
    """All units with their names; ``text`` is the table, ``source`` its name in the errors of `Table`."""

    def __init__(self, text: str, source: str = "gazetteer") -> None:
        self._table = Table(text, source)

    # -- looking up -----------------------------------------------------------------------------------------------

    def provinces(self, on: date | None = None) -> list[Place]:
        """The provinces in force on a day (63 on 30-6-2025, 34 the day after); all of all times without a day."""
        return [p for p in self._table.places("province") if on is None or p.valid(on)]

    def get(self, key: Key) -> Place | None:
        """The unit with that code and first day."""
        return self._table.get(key)

    def by_code(self, code: str, on: date | None = None) -> list[Place]:
        """What the code stands for through time, or on a day (then one or none)."""
        return self._table.by_code(code, on)

    def province_at(self, name_or_code: str, on: date | None = None) -> Place | None:
        """The province of that name or code on a day (without a day: the newest so called), or None."""
        found = [p for p in self._provinces_called(name_or_code) if on is None or p.valid(on)]
        return max(found, key=lambda p: p.valid_from or date.min) if found else None

    def parent_of(self, place: Place, on: date | None = None) -> Place | None:
        """The unit above, as it is on a day of `place` (default: its last day)."""
        if place.parent is None:
            return None
        day = on if on is not None and place.valid(on) else last_day(place)
        return next((parent for parent in self._table.by_code(place.parent) if parent.valid(day)), None)

    def province_of(self, place: Place, on: date | None = None) -> Place | None:
        """The province that a unit belongs to on a day of its own (default: its last day); a province is its own."""
        current: Place | None = place
        while current is not None and current.level != "province":
            current = self.parent_of(current, on if on is not None and place.valid(on) else last_day(place))
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
                heir = self._table.get(key)
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

    # -- conditions -----------------------------------------------------------------------------------------------

    def _named(self, key: str, level: Level | None) -> list[Place]:
        type_, bare = split_type(key)
        places = self._table.named(key, level)
        if type_ is not None:
            known = {place.key for place in places}
            places += [p for p in self._table.named(bare, level) if p.type == type_ and p.key not in known]
        return places

    def _named_plainly(self, key: str, level: Level | None) -> list[Place]:
        places = [place for full in self._table.plain_keys.get(key, ()) for place in self._table.named(full, level)]
        type_, bare = split_plain_type(key)
        if type_ is not None:
            bare_places = (
                place for full in self._table.plain_keys.get(bare, ()) for place in self._table.named(full, level)
            )
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
        above = self._table.by_code(place.parent)
        if on is not None and place.valid(on):
            above = [unit for unit in above if unit.valid(on)]
        return any(
            overlap(place, unit) and (is_called(unit, parent) or self._under(unit, parent, on)) for unit in above
        )

    def _in_province(self, places: list[Place], province: Place | str, on: date | None) -> list[Place]:
        """Those in the province at their own time; if there are none, those in what is the same province today."""
        homes = [(place, self.province_of(place, on)) for place in places]
        direct = [place for place, home in homes if home is not None and is_called(home, province)]
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
        return lru_cache(maxsize=256)(lambda wanted: tuple(place for place in everything if is_called(place, wanted)))

    def _at_other_time(self, pool: list[Place], on: date, province: Place | str | None) -> Resolution:
        if province is not None:
            pool = self._in_province(pool, province, None) or pool
        newest = self._newest(pool)
        if len(newest) > 1:
            return Resolution(None, tuple(newest), "ambiguous")
        place = newest[0]
        for other in self._table.by_code(place.code, on):
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
                heir = self._table.get(key)
                further = [k for k in heir.successors if len(k[0]) == len(place.code)] if heir is not None else []
                queue += [k for k in further if k not in seen]
                seen.update(further)
            return False

        return [place for place in places if not superseded(place)]


def _highest(places: list[Place]) -> Place | None:
    """The only place of the highest level among them."""
    length = min(len(place.code) for place in places)
    top = [place for place in places if len(place.code) == length]
    return top[0] if len(top) == 1 else None
