"""An extractor for tests of what surrounds it: one flagged fact for each line with a number in it."""

from __future__ import annotations

import hashlib
import re

from schema import Article, ArticleInput, Evidence, Fact, FactUnit, Period, Record

VERSION = "fake-1"


def extract(source: ArticleInput) -> Record:
    """Read the first number of each line as admissions of the province's party organisation."""
    lines = [paragraph.text for paragraph in source.paragraphs or ()] or (source.text or "").split("\n")
    text = "\n".join(lines)
    outside = source.model_dump(exclude={"text", "paragraphs", "province"})
    return Record(article=Article(text=text, **outside), facts=_facts(text, source), flags=("fake",))


def refuse(source: ArticleInput) -> Record:
    """An extractor that falls over every article whose address has a 7, and reads the others."""
    if "7" in (source.url or ""):
        raise ValueError("this article has a 7")
    return extract(source)


def _facts(text: str, source: ArticleInput) -> tuple[Fact, ...]:
    facts = []
    for line in re.finditer(r"[^\n]+", text):
        number = re.search(r"\d+", line[0])
        if number is None:
            continue
        start, end = line.start() + number.start(), line.start() + number.end()
        key = hashlib.sha256(f"{source.id} {start} {line[0]}".encode()).hexdigest()[:16]
        facts.append(
            Fact(
                id=key,
                start=start,
                end=end,
                text=number[0],
                indicator="members_admitted",
                value=float(number[0]),
                unit=FactUnit(name=f"Đảng bộ tỉnh {source.province}", level="province", province=source.province),
                period=Period.model_validate({"from": None, "to": source.published}),
                evidence=Evidence(start=line.start(), end=line.end(), text=line[0]),
                rule="fake.number",
                confidence=0.5,
                flags=("implausible_value",) if len(number[0]) > 2 else (),
                explanations={"implausible_value": f"{number[0]} is a lot"} if len(number[0]) > 2 else {},
            )
        )
    return tuple(facts)
