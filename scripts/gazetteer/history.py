"""The dated states of every code: what stood for what, from which day to which."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extract.placenames import PlaceType, fold_name
from scripts.gazetteer.sources import Sources, State, plain_key, state_of

Key = tuple[str, date | None]  # a unit: GSO code and the day this state of it begins (None: before the sources)


@dataclass
class Row:
    """One line of the gazetteer."""

    code: str
    state: State
    start: date | None
    end: date | None
    successors: list[Key] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.code, self.start


class History:
    """All rows, not yet linked to their successors; `rules` is gazetteer.toml."""

    def __init__(self, sources: Sources, rules: dict[str, Any]) -> None:
        self.sources = sources
        self.rules = rules
        self.reform: date = rules["reform"]["date"]
        self.rows: list[Row] = []
        self.spelling_twins: dict[str, list[str]] = defaultdict(list)  # code -> the older package's spelling
        for code in sorted(set(sources.older) | set(sources.newer)):
            self.add_history(code, self.states_before_reform(code))
        self.add_before_2008()
        self.add_reformed()

    def states_before_reform(self, code: str) -> list[tuple[date | None, State | None]]:
        """(first day, state) of a code up to the reform; a None state says it had ended."""
        older, newer = self.sources.older.get(code), self.sources.newer.get(code)
        if older and newer and self.is_spelling(code, older, newer):
            if fold_name(older.name) != fold_name(newer.name):
                self.spelling_twins[code].append(older.name)
            older = State(older.type, newer.name, older.parent)
        if older is None:
            return [(self.wave_of(code), newer)]
        states: list[tuple[date | None, State | None]] = [(None, older)]
        for rule in self.rules["retype"]:
            if code in rule["codes"]:
                before = State(rule["from"], rule.get("old_name", older.name), older.parent)
                after = State(rule["to"], rule.get("new_name", older.name), older.parent)
                states = [(None, before), (rule["date"], after)]
        last = states[-1][1]
        if newer is None:
            states.append((self.wave_of(code), None))
        elif last is not None and not last.same_place(newer):
            states.append((self.wave_of(code), newer))
        else:
            states[-1] = (states[-1][0], newer)
        return states

    def is_spelling(self, code: str, older: State, newer: State) -> bool:
        """Whether the two packages' names for `code` are one name written two ways."""
        if (older.type, older.parent) != (newer.type, newer.parent):
            return fold_name(older.name) == fold_name(newer.name)
        return code in self.rules["spelling"]["same"] or plain_key(older.name) == plain_key(newer.name)

    def wave_of(self, code: str) -> date:
        """The date on which a unit that differs between the two packages changed."""
        old = self.sources.older.get(code) or self.sources.newer[code]
        district = code if len(code) == 3 else old.parent
        parent = self.sources.older.get(district) or self.sources.newer.get(district)
        province = code if len(code) == 2 else parent.parent if len(code) == 5 and parent else old.parent
        for field_name, value in (("communes", code), ("districts", district), ("provinces", province)):
            for wave in self.rules["wave"]:
                if value in wave.get(field_name, ()):
                    found: date = wave["date"]
                    return found
        raise KeyError(f"gazetteer.toml: no wave for {code} (district {district}, province {province})")

    def add_history(self, code: str, states: list[tuple[date | None, State | None]]) -> None:
        ends: list[date | None] = [start for start, _ in states[1:]]
        last_end = None if self.survives_reform(code, states[-1][1]) else self.reform
        for (start, state), end in zip(states, [*ends, last_end], strict=True):
            if state is not None:
                self.rows.append(Row(code, state, start, end))

    def survives_reform(self, code: str, state: State | None) -> bool:
        """A province that keeps code, type and name is one unit before and after; every commune is a new one."""
        return (
            len(code) == 2
            and state is not None
            and self.sources.reformed.get(code, state).same_place(state)
            and (code in self.sources.reformed)
        )

    def add_before_2008(self) -> None:
        rows = {row.code: row for row in self.rows if row.start is None}
        moves = [
            (rule["date"], code, rule["code"]) for rule in self.rules["ended_province"] for code in rule["districts"]
        ]
        moves += [(rule["date"], rule["code"], rule["from"]) for rule in self.rules["moved_district"]]
        for day, code, former in moves:
            row = rows[code]
            row.start = day
            before = State(row.state.type, row.state.name, former)
            self.rows.append(Row(code, before, None, day, [(code, day)]))
        for rule in self.rules["ended_province"]:
            state = state_of(rule["full_name"], "")
            self.rows.append(Row(rule["code"], state, None, rule["date"], [(rule["successor"], None)]))

    def add_reformed(self) -> None:
        lasting = {row.code: row for row in self.rows if row.end is None}
        for code, state in self.sources.reformed.items():
            if code not in lasting:
                lasting[code] = Row(code, state, self.reform, None)
                self.rows.append(lasting[code])
        for rule in self.rules["promoted_province"]:
            self.change(lasting[rule["code"]], rule["date"], rule["type"])
            wards = {fold_name(name) for name in rule["wards"]}
            chosen = [
                row
                for row in lasting.values()
                if row.state.parent == rule["code"] and fold_name(row.state.name) in wards and row.state.type == "xa"
            ]
            if len(chosen) != len(wards):
                raise ValueError(f"gazetteer.toml: {len(chosen)} of {len(wards)} xã found in province {rule['code']}")
            for row in chosen:
                self.change(row, rule["date"], "phuong")

    def change(self, row: Row, day: date, type_: PlaceType) -> None:
        row.end = day
        row.successors = [(row.code, day)]
        self.rows.append(Row(row.code, State(type_, row.state.name, row.state.parent), day, None))
