"""How right the extraction is on gold sets: every figure of docs/accuracy.md.

    python -m scripts.measure_accuracy [FOLDER ...] [--list] [--json] [--write docs/accuracy.md]

Without a folder all sets of tests/gold are measured. A set is named after its folder. --list prints every miss and
every false alarm, --json one JSON object a set; --write puts today's figures into the table of the document, where the
rows of sets that were not measured stay as they are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from extract import extract
from jobs.evaluation import ATTRIBUTES, KINDS, GoldError, Score, extracted, read_gold, score

GOLD = Path(__file__).parents[1] / "tests" / "gold"
_TABLE = re.compile(r"(?<=<!-- today -->\n).*?(?=<!-- end of today -->)", re.DOTALL)
_HEAD = (
    "set", "articles", "documents", "document dates", "dates", "units", "facts", "complete facts",
    "target", "rate", "unit", "end of period", "start of period", "unflagged right", "wrong flagged",
)  # fmt: skip


def main() -> int:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", type=Path, metavar="DOCUMENT")
    options = parser.parse_args()
    folders = options.folders or sorted(path for path in GOLD.iterdir() if path.is_dir())
    scores: dict[str, Score] = {}
    for folder in folders:
        try:
            articles = read_gold(folder)
        except GoldError as error:
            print(error, file=sys.stderr)
            return 1
        scores[folder.resolve().name] = measured = score(extracted(articles, extract))
        if options.json:
            print(json.dumps({"set": folder.resolve().name, **measured.figures()}, ensure_ascii=False))
        else:
            print_score(folder.resolve().name, measured)
        if options.list:
            print("\n".join(measured.errors))
    if options.write:
        document = options.write.read_text(encoding="utf-8")
        options.write.write_text(with_rows(document, {name: row(name, s) for name, s in scores.items()}), "utf-8")
    return 0


def print_score(name: str, measured: Score) -> None:
    """The figures of a set, for a terminal."""
    print(f"{name}: {measured.articles} articles, {measured.offsets_wrong} wrong offsets")
    for kind in KINDS:
        counts = measured.counts(kind)
        print(
            f"  {kind:16s} precision {counts.precision:.3f}  recall {counts.recall:.3f}  F1 {counts.f1:.3f}"
            f"  ({counts.hit} right, {counts.false} false, {counts.missed} missed)"
        )
    print("  attributes       " + "  ".join(f"{key} {measured.attribute(key):.3f}" for key in ATTRIBUTES))
    print(
        f"  review           flagged {measured.flagged_share:.3f}  unflagged right {measured.unflagged_right:.3f}"
        f"  wrong flagged {measured.wrong_flagged:.3f}"
    )


def row(name: str, measured: Score) -> str:
    """The figures of a set as a row of the document's table."""
    figures = [measured.counts(kind).f1 for kind in KINDS] + [measured.attribute(key) for key in ATTRIBUTES]
    shown = [f"{figure:.3f}" for figure in [*figures, measured.unflagged_right]]
    nothing_wrong = all(fact.complete for fact in measured.facts)
    shown.append("—" if nothing_wrong else f"{measured.wrong_flagged:.3f}")
    return f"| {name} | {measured.articles} | " + " | ".join(shown) + " |"


def with_rows(document: str, rows: dict[str, str]) -> str:
    """The document with these rows in its table; ValueError where it has no table of today."""
    table = _TABLE.search(document)
    if table is None:
        raise ValueError("no <!-- today --> table in the document")
    kept = {line.split("|")[1].strip(): line for line in table[0].splitlines()[2:] if line.startswith("|")}
    lines = [f"| {' | '.join(_HEAD)} |", "|---" * len(_HEAD) + "|", *(kept | rows).values()]
    return document[: table.start()] + "\n".join(lines) + "\n" + document[table.end() :]


if __name__ == "__main__":
    sys.exit(main())
