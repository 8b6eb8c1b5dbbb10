"""How fast the sample articles are read, from text to record, on one core. A number to watch, not a test."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from extract import extract
from jobs.demo_site import articles
from schema import ArticleInput

_ROUNDS = 5


def bench_extract() -> None:
    inputs = [
        ArticleInput(
            id=f"{article.site}/{article.name}",
            text="\n".join((article.title, article.sapo or "", *article.paragraphs)),
            published=article.published.date(),
        )
        for article in articles()
    ]
    extract(inputs[0])  # data files are read and patterns compiled at the first call
    characters = sum(len(given.text or "") for given in inputs)
    rounds = []
    for _ in range(_ROUNDS):
        start = perf_counter()
        facts = sum(len(extract(given).facts) for given in inputs)
        rounds.append(perf_counter() - start)
    taken = median(rounds)
    print(
        f"\nextract: {len(inputs)} articles, {characters:,} characters, {facts} facts: {taken:.2f} s, "
        f"{len(inputs) / taken:.0f} articles/s, {characters / taken / 1000:.0f} thousand characters/s"
    )
