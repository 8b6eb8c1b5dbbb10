"""Which units took over from each unit that has ended."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from extract.placenames import fold_name
from scripts.gazetteer.history import Key, Row
from scripts.gazetteer.sources import Sources, State, plain_key


def link_successors(rows: list[Row], sources: Sources, rules: dict[str, Any]) -> None:
    """Give every row that has ended the keys of the units that took over, the default first."""
    reform: date = rules["reform"]["date"]
    at: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        at[row.code].append(row)

    def key_on(code: str, day: date) -> Key | None:
        for row in at[code]:
            if (row.start is None or row.start <= day) and (row.end is None or day < row.end):
                return row.key
        return None

    district_heirs = _district_heirs(sources)
    by_former = _communes_by_former_name(sources, rules)
    for row in rows:
        if row.end is None or row.successors:
            continue
        if row.end == reform:
            if len(row.code) == 2:
                codes = [sources.province_edges[row.code]]
            elif len(row.code) == 3:
                codes = district_heirs[row.code]
            else:
                codes = sources.edges[row.code]
        elif row.code in rules["heirs"]:
            codes = rules["heirs"][row.code]
        elif key_on(row.code, row.end):
            codes = [row.code]
        else:
            codes = by_former(row)
        row.successors = [key for code in codes if (key := key_on(code, row.end)) is not None]


def _district_heirs(sources: Sources) -> dict[str, list[str]]:
    """The communes that took over each last district: its namesake first, then by old communes taken in."""
    heirs: dict[str, list[str]] = {}
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    for old, new_codes in sources.edges.items():
        district = old if len(old) == 3 else sources.newer[old].parent
        taken[district].update(new_codes)
    for district, counts in taken.items():
        name = fold_name(sources.newer[district].name)
        heirs[district] = sorted(
            counts,
            key=lambda code: (fold_name(sources.reformed[code].name) != name, -counts[code], code),
        )
    return heirs


def _communes_by_former_name(sources: Sources, rules: dict[str, Any]) -> Callable[[Row], list[str]]:
    """From a commune that ended in a wave to the codes that took it in: the newer package keeps former names."""
    index: dict[tuple[str, str], list[str]] = defaultdict(list)
    namesakes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, keys in sorted(sources.former_keys.items()):
        if len(code) == 5:
            for key in {plain_key(key) for key in keys}:
                index[sources.newer[code].parent, key].append(code)

    for code, state in sources.newer.items():
        if len(code) == 5:  # a merged commune often left its name to its heir, which then lists no former key
            namesakes[state.parent, plain_key(state.name)].append(code)

    def find(row: Row) -> list[str]:
        district = row.state.parent
        places = [district, *rules["heirs"].get(district, [])]
        for key in (_unaccented(row.state), plain_key(row.state.name)):
            for place in places:
                if index[place, key]:
                    return index[place, key]
        for place in places:
            if namesakes[place, plain_key(row.state.name)]:
                return namesakes[place, plain_key(row.state.name)][:1]
        return []

    return find


def _unaccented(state: State) -> str:
    """A unit's full name as vietnamadminunits writes its keys: "phuongnguyentrungtruc"."""
    return plain_key(f"{state.type.replace('_', '')}{state.name}")
