"""Chibo beside general tools and a plain script, on the same articles: the table of docs/accuracy.md.

    python -m scripts.compare_peers [FOLDER] [--write docs/accuracy.md]     (needs: the dependency group `peers`)

Each reads the texts of a gold set (default: tests/gold/dev) and is held against the same gold, by the definitions of
jobs/evaluation. Found and wrong count distinct documents, intervals and units of an article; seconds are for reading
of all articles on one core, loading of models and data excluded. What a tool does not claim to give is not held
against it ("—").
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from extract import extract
from jobs.evaluation import GoldArticle, Json, read_gold, score
from schema import ArticleInput
from scripts.peers import entity_ruler, plain_regex

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "dev"
_TABLE = re.compile(r"(?<=<!-- peers -->\n).*?(?=<!-- end of peers -->)", re.DOTALL)
_GIVEN_DAY = date(2024, 1, 1)


@dataclass(slots=True)
class Found:
    """What one tool gave for one article; None: it does not claim to give this."""

    documents: list[str] | None = None
    intervals: list[tuple[str, str]] | None = None
    date_surfaces: list[str] | None = None
    units: list[str] | None = None


@dataclass(slots=True)
class Row:
    """One tool: found and wrong of each kind, and the seconds it took."""

    tool: str
    seconds: float = 0.0
    counts: dict[str, list[int]] = field(default_factory=dict)


def main() -> int:
    """Run every tool, print the table, write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--write", type=Path, metavar="DOCUMENT")
    options = parser.parse_args()
    articles = read_gold(options.folder)
    rows = [run(name, reader(), articles) for name, reader in TOOLS.items()]
    table = shown(rows, articles)
    print(table, end="")
    if options.write:
        document = options.write.read_text(encoding="utf-8")
        place = _TABLE.search(document)
        if place is None:
            print(f"{options.write}: no <!-- peers --> table", file=sys.stderr)
            return 1
        options.write.write_text(document[: place.start()] + table + document[place.end() :], encoding="utf-8")
    return 0


# -- the tools --------------------------------------------------------------------------------------------------------

Reader = Callable[[ArticleInput], Found]


def _chibo() -> Reader:
    extract(ArticleInput(id="warm", text="Đảng bộ xã Tân Lập kết nạp 12 đảng viên."))

    def read(given: ArticleInput) -> Found:
        record = extract(given)
        return Found(
            documents=[d.canonical for d in record.documents if d.number is not None],
            intervals=[(str(d.from_) if d.from_ else "None", str(d.to)) for d in record.dates if d.to],
            date_surfaces=[d.text for d in record.dates],
            units=[unit.name for unit in record.units],
        )

    return read


def _plain_regex() -> Reader:
    def read(given: ArticleInput) -> Found:
        text = unicodedata.normalize("NFC", given.text or "")
        return Found(
            documents=sorted(plain_regex.documents(text)),
            intervals=sorted(plain_regex.dates(text, given.published)),
            units=sorted(plain_regex.units(text)),
        )

    return read


def _entity_ruler() -> Reader:
    nlp = entity_ruler.pipeline()

    def read(given: ArticleInput) -> Found:
        spans = entity_ruler.spans(nlp, unicodedata.normalize("NFC", given.text or ""))
        documents = [entity_ruler.number_of(citation) for citation in spans["DOCUMENT"]]
        return Found(documents=documents, date_surfaces=spans["DATE"], units=spans["UNIT"])

    return read


def _underthesea() -> Reader:
    from underthesea import ner, sent_tokenize

    ner("Đảng bộ xã Tân Lập kết nạp 12 đảng viên.")

    def read(given: ArticleInput) -> Found:
        names: list[str] = []
        for line in (given.text or "").split("\n"):
            for sentence in sent_tokenize(line) if line.strip() else ():
                names += _chunks(ner(sentence))
        return Found(units=names)

    return read


def _chunks(labelled: list[Any]) -> list[str]:
    """The places and organisations of a labelled sentence; persons and the rest are not units."""
    names: list[str] = []
    for word, *_, label in labelled:
        if label in ("B-LOC", "B-ORG"):
            names.append(word)
        elif label in ("I-LOC", "I-ORG") and names:
            names[-1] += f" {word}"
    return names


def _dateparser() -> Reader:
    from dateparser.search import search_dates

    def read(given: ArticleInput) -> Found:
        base = given.published or _GIVEN_DAY
        settings: Any = {"RELATIVE_BASE": _at_midnight(base), "DATE_ORDER": "DMY"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = search_dates(given.text or "", languages=["vi"], settings=settings) or []
        days = [when.date().isoformat() for _, when in found]
        return Found(intervals=[(day, day) for day in days], date_surfaces=[surface for surface, _ in found])

    read(ArticleInput(id="warm", text="ngày 1/1/2020"))
    return read


def _at_midnight(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day)


TOOLS: dict[str, Callable[[], Reader]] = {
    "Chibo (whole records)": _chibo,
    "a plain regex script": _plain_regex,
    "spaCy EntityRuler, 22 patterns": _entity_ruler,
    "underthesea NER": _underthesea,
    "dateparser search": _dateparser,
}

# -- holding them against the gold ------------------------------------------------------------------------------------


def run(tool: str, read: Reader, articles: list[GoldArticle]) -> Row:
    """Read all articles with one tool and count."""
    row = Row(tool)
    for article in articles:
        start = perf_counter()
        found = read(article.given)
        row.seconds += perf_counter() - start
        record = _as_record(found)
        counts = score([(article.gold, record)]).counts
        for kind, given in (("documents", found.documents), ("dates", found.intervals), ("units", found.units)):
            if given is not None:
                _add(row, kind, counts(kind).hit, counts(kind).false)
        if found.date_surfaces is not None:
            _add(row, "surfaces", *_surfaces(article.gold, found.date_surfaces))
    return row


def _as_record(found: Found) -> Json:
    return {
        "article": {"id": "-", "text": "", "published": None},
        "documents": [{"start": 0, "end": 0, "text": "", "canonical": c} for c in found.documents or ()],
        "dates": [
            {"start": 0, "end": 0, "text": "", "from": None if start == "None" else start, "to": end}
            for start, end in found.intervals or ()
        ],
        "units": [{"start": 0, "end": 0, "text": "", "name": name} for name in found.units or ()],
        "facts": [],
    }


def _surfaces(gold: Json, found: list[str]) -> tuple[int, int]:
    """Date expressions located, whatever they were taken to mean: one within the other, at least half as long."""
    wanted = {_plain(day["surface"]) for day in gold["dates"]}
    given = {_plain(surface) for surface in found}
    hits = sum(any(_overlap(one, other) for other in given) for one in wanted)
    return hits, sum(not any(_overlap(one, other) for one in wanted) for other in given)


def _plain(surface: str) -> str:
    return " ".join(unicodedata.normalize("NFC", surface).lower().replace("–", "-").split())


def _overlap(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short in long and 2 * len(short) >= len(long)


def _add(row: Row, kind: str, hit: int, false: int) -> None:
    counts = row.counts.setdefault(kind, [0, 0])
    counts[0] += hit
    counts[1] += false


def shown(rows: list[Row], articles: list[GoldArticle]) -> str:
    """The rows as a table of the document."""
    perfect = score((article.gold, _of_gold(article.gold)) for article in articles).counts
    surfaces = sum(len({_plain(day["surface"]) for day in article.gold["dates"]}) for article in articles)
    heads = (
        f"documents of {perfect('documents').gold}",
        f"dates of {perfect('dates').gold}",
        f"date expressions located, of {surfaces}",
        f"units of {perfect('units').gold}",
    )
    lines = [f"| tool | {' | '.join(f'{head}: found, wrong' for head in heads)} | seconds |", "|---" * 6 + "|"]
    for row in rows:
        cells = [
            "{}, {}".format(*row.counts[kind]) if kind in row.counts else "—"
            for kind in ("documents", "dates", "surfaces", "units")
        ]
        lines.append(f"| {row.tool} | {' | '.join(cells)} | {row.seconds:.2f} |")
    return "\n".join(lines) + "\n"


def _of_gold(gold: Json) -> Json:
    return _as_record(Found([d["canonical"] for d in gold["documents"]], [], [], list(gold["units"])))


if __name__ == "__main__":
    sys.exit(main())
