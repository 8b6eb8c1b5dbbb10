"""How fast the readers are, in one run with two general tools over the same text. Numbers to watch, not tests.

The text is that of the development articles (tests/gold/dev). All on one core; of some rounds the quickest counts,
because whatever else the machine does only makes a round slower.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from extract import (
    bare_names,
    cues,
    dates,
    documents,
    extract,
    numbers,
    sentences,
    tokens,
    units,
)
from extract.article import CutArticle, cut
from extract.citations import resolve
from extract.gazetteer import DATA, Gazetteer
from extract.mentions import Claims, Context
from jobs.evaluation import read_gold
from schema import ArticleInput
from scripts.peers import entity_ruler

_GOLD = Path(__file__).parents[1] / "gold" / "dev"
_SEEDS = Path(os.environ.get("CHIBO_SHARED") or Path(__file__).parents[3] / "shared") / "seeds"
_ROUNDS = 7
_T = TypeVar("_T")


def bench_readers() -> None:
    inputs = [article.given for article in read_gold(_GOLD)]
    articles = [(given, cut(given)) for given in inputs]
    characters = sum(len(article.text.raw) for _, article in articles)
    for given in inputs:
        extract(given)  # data files are read and patterns compiled at the first call

    rounds = [_readers(articles) for _ in range(_ROUNDS)]
    best = min(rounds, key=Counter.total)
    whole = _quickest(lambda: [extract(given) for given in inputs])
    print(f"\n{len(inputs)} articles, {characters:,} characters; thousand characters a second on one core:")
    print(f"  all readers together {characters / best.total() / 1000:8.0f}   (goal: 800)")
    for name, seconds in best.most_common():
        print(f"    {name:19s}{characters / seconds / 1000:8.0f}   {seconds / best.total():4.0%}")
    print(f"  whole records        {characters / whole / 1000:8.0f}   (texts dense with figures)")
    if _SEEDS.is_dir():
        seeds = [article.given for article in read_gold(_SEEDS)]
        of_seeds = _quickest(lambda: [extract(given) for given in seeds])
        told = sum(len(given.text or "") for given in seeds)
        print(f"  … of the seed articles{told / of_seeds / 1000:7.0f}   (goal: 500)")
    else:
        print(f"  … of the seed articles: not at {_SEEDS} (CHIBO_SHARED names the folder)")

    nlp = entity_ruler.pipeline()
    texts = [article.text.raw for _, article in articles]
    ruler = _quickest(lambda: [nlp(text) for text in texts])
    print(
        f"  spaCy EntityRuler    {characters / ruler / 1000:8.0f}   readers {ruler / best.total():.1f} times, "
        f"records {ruler / whole:.1f} times as fast; {len(entity_ruler.PATTERNS)} patterns"
    )
    from underthesea import ner

    by_sentence = [[a.text.raw[s.start : s.end] for s in sentences.read(a.text)] for _, a in articles]
    ner(by_sentence[0][0])
    start = perf_counter()
    for article in by_sentence:
        for sentence in article:
            ner(sentence)
    slow = perf_counter() - start
    print(
        f"  underthesea.ner      {characters / slow / 1000:8.1f}   readers {slow / best.total():.0f} times, "
        f"records {slow / whole:.0f} times as fast; sentence by sentence"
    )


def bench_gazetteer() -> None:
    taken = _quickest(lambda: Gazetteer(DATA.read_text("utf-8"), str(DATA)))
    communes = _quickest(lambda: Gazetteer(DATA.read_text("utf-8"), str(DATA)).find("Tân Lập"))
    print(
        f"\ngazetteer: loaded in {taken * 1000:.0f} ms, with the names of communes in {communes * 1000:.0f} ms (goal: 60)"
    )


def _quickest(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(_ROUNDS):
        start = perf_counter()
        run()
        taken.append(perf_counter() - start)
    return min(taken)


def _readers(articles: list[tuple[ArticleInput, CutArticle]]) -> Counter[str]:
    """Seconds of each reader over all articles, in the order and with the mentions of `extract.reading`."""
    taken: Counter[str] = Counter()

    def timed(name: str, run: Callable[[], _T]) -> _T:
        start = perf_counter()
        result = run()
        taken[name] += perf_counter() - start
        return result

    for given, article in articles:
        _read_one(given, article, timed)
    return taken


def _read_one(given: ArticleInput, article: CutArticle, timed: Callable[..., _T]) -> None:
    text = article.text
    context = Context(article.published, given.province, article.site, given.url)
    claims = Claims()
    found_sentences = timed("sentences", lambda: sentences.read(text))
    citations = timed("documents", lambda: documents.read(text))
    for citation in citations:
        claims.add(citation.start, citation.end)
    days = timed("dates", lambda: dates.read(text, context, claims))
    citations = timed("documents, resolved", lambda: resolve(citations, text, days, context))
    for day in days:
        claims.add(day.start, day.end)
    found_cues = timed("cues", lambda: cues.read(text))
    named = timed("units", lambda: units.read(text, claims))
    named = timed("bare names", lambda: bare_names.read(text, found_sentences, named, found_cues, claims, context))
    figures = timed("numbers", lambda: numbers.read(text))
    timed("tokens", lambda: tokens.build(text, found_sentences, figures, days, citations, named, found_cues))
