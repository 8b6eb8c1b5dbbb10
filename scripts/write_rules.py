"""Write docs/rules.md: each rule with what it reads, an example, and how right it is on the development set.

    python -m scripts.write_rules [--check]

--check writes nothing and fails where the document does not say what the rules do today.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from extract.rules import KINDS, Kind, described, description, entry_of
from jobs.evaluation import read_gold
from schema import ArticleInput
from scripts.rule_uses import Use, uses

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
PHENOMENA = ROOT / "tests" / "extract" / "phenomena"
DOCUMENT = ROOT / "docs" / "rules.md"
MEASURED = "dev"

_INTRODUCTION = f"""# Rules

What each rule reads, and how right it is on the development set (`tests/gold/{MEASURED}`). The ids are those of `rule`
in a [record](record.md) and of what `chibo explain` prints; the sentences stand in `extract/data/rules.toml`. Made by
`make rules`; edit nothing here.

**The rules were written with these articles in view**: the figures say where a rule is weak, and nothing about unseen
text, of which [accuracy.md](accuracy.md) tells. The articles are test data: quote no figure of an example as a fact.

- *count*: how often the rule fired; *scored*: how many of these the gold judges, which are documents with a number,
  dates with an end, units that are in the record, and facts of the indicators that are scored. It marks no numbers.
- *precision*: the share of the scored that agrees with the gold (`jobs/evaluation/matching.py`): of a document the
  number, of a date both ends, of a unit the name, of a fact indicator, figure and modality; *complete*: the share of
  those scored whose target, rate, unit and end of period agree too. Each mention counts, while accuracy.md counts
  distinct documents, dates and units of an article.
- *example*: the shortest mention, or the fact in the shortest sentence, in bold among the words round it.
"""
_SILENT = f"""## Silent on {MEASURED}

Rules that are described and did not fire on the development set. *Where* names a gold set or a table of
`tests/extract/phenomena/` in which the rule fires; of most families only a few verbs occur.
"""


class UndescribedError(ValueError):
    """Rules fired that `rules.toml` does not describe; the message names them."""


def main(arguments: list[str] | None = None) -> int:
    """Write the document, or check it; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    try:
        today = document(all_uses())
    except UndescribedError as error:
        print(error, file=sys.stderr)
        return 1
    if not options.check:
        DOCUMENT.write_text(today, encoding="utf-8")
        return 0
    written = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    changed = difflib.unified_diff(written.splitlines(), today.splitlines(), "written", "today", n=0, lineterm="")
    if written != today:
        print("\n".join(changed), f"{DOCUMENT.name} is not of today: make rules", sep="\n", file=sys.stderr)
    return int(written != today)


@cache
def all_uses() -> Mapping[str, list[Use]]:
    """The uses of rules by gold set and table of phenomena, sets first; those of gold are judged."""
    found: dict[str, list[Use]] = {}
    for folder in sorted(path for path in GOLD.iterdir() if path.is_dir()):
        found[folder.name] = [use for article in read_gold(folder) for use in uses(article.given, article.gold)]
    for table in sorted(PHENOMENA.glob("*.toml")):
        cases = tomllib.loads(table.read_text(encoding="utf-8"))["cases"]
        found[table.stem] = [
            use
            for case in cases
            for use in uses(
                ArticleInput(
                    id=case["name"],
                    text=case["text"].strip(),
                    published=case.get("published"),
                    province=case.get("province"),
                )
            )
        ]
    return found


def document(found: Mapping[str, list[Use]]) -> str:
    """The document. Raises UndescribedError."""
    nameless = sorted(
        {f"{use.kind} {use.rule}" for some in found.values() for use in some if not description(use.kind, use.rule)}
    )
    if nameless:
        raise UndescribedError(f"extract/data/rules.toml does not describe: {', '.join(nameless)}")
    parts = [_INTRODUCTION]
    for kind in KINDS:
        parts.append(f"## {kind.capitalize()}\n\n{_table_of(kind, [u for u in found[MEASURED] if u.kind == kind])}")
    return "\n".join([*parts, _SILENT, _table_of_silent(found)])


def _table_of(kind: Kind, found: list[Use]) -> str:
    """The rules of a kind that fired, in the order of the registry."""
    by_rule: dict[str, list[Use]] = {}
    for use in found:
        by_rule.setdefault(use.rule, []).append(use)
    facts = kind == "facts"
    rows = [("rule", "what it reads", "count", "scored", "precision", *(("complete",) if facts else ()), "example")]
    for rule in sorted(by_rule, key=lambda rule: _place(kind, rule)):
        mine = by_rule[rule]
        scored = [use.verdict for use in mine if use.verdict.right is not None]
        shares = [_share(verdict.right for verdict in scored)]
        shares += [_share(verdict.complete for verdict in scored)] if facts else []
        row = (f"`{rule}`", _sentence(kind, rule), str(len(mine)), str(len(scored)), *shares, _shortest(mine).example)
        rows.append(row)
    return _table(rows)


def _table_of_silent(found: Mapping[str, list[Use]]) -> str:
    """What is described and fired nowhere on the measured set; of a family each id that fires elsewhere."""
    rows: list[tuple[str, ...]] = [("kind", "rule", "what it reads", "where", "example")]
    for kind in KINDS:
        measured = {use.rule for use in found[MEASURED] if use.kind == kind}
        elsewhere: dict[str, tuple[str, Use]] = {}
        for name, some in found.items():
            mine = [use for use in some if use.kind == kind and use.rule not in measured]
            for rule in {use.rule for use in mine} - elsewhere.keys():
                elsewhere[rule] = name, _shortest(use for use in mine if use.rule == rule)
        heard = {entry_of(kind, rule) for rule in (*measured, *elsewhere)}
        for rule in sorted({*elsewhere, *(described(kind).keys() - heard)}, key=lambda rule: _place(kind, rule)):
            where, example = (elsewhere[rule][0], elsewhere[rule][1].example) if rule in elsewhere else ("—", "—")
            rows.append((kind, f"`{rule}`", _sentence(kind, rule), where, example))
    return _table(rows)


def _place(kind: Kind, rule: str) -> tuple[int, str]:
    return list(described(kind)).index(entry_of(kind, rule) or rule), rule


def _sentence(kind: Kind, rule: str) -> str:
    return (description(kind, rule) or "").replace("|", "\\|")


def _share(verdicts: Iterable[bool | None]) -> str:
    told = [bool(verdict) for verdict in verdicts]
    return f"{sum(told) / len(told):.3f}" if told else "—"


def _shortest(found: Iterable[Use]) -> Use:
    return min(found, key=lambda use: (use.length, use.article, use.start))


def _table(rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
