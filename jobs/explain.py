"""The command ``chibo explain``: for each sentence what was read, what lost and why, and how the facts came about."""

from __future__ import annotations

import sys
from datetime import date

from rich.console import Console
from rich.text import Text

from crawler.page import PageError
from extract.explain import ExplainedFact, Explanation, OutsideTextError, Stretch, explain
from extract.rules import description
from jobs.console import print_line
from jobs.inputs import FoundArticle, Given, Problem, read_paths, to_input
from jobs.opened_files import UnreadableError
from schema import ArticleInput

ALL_WELL = 0
SOME_FAILED = 1
BAD_OPTIONS = 2

_STYLES = {"document": "magenta", "date": "blue", "unit": "green", "number": "yellow", "cue": "cyan", "fact": "bold"}


def explain_command(
    path: str, *, at: int | None = None, published: date | None = None, province: str | None = None
) -> int:
    """Print why the articles of ``path`` read as they do; returns the exit status.

    ``at`` picks the sentence at that code point of the article's text (as records count); without it
    each sentence with a figure is shown. A path that cannot be read is told on standard error (1), as is an offset
    outside the text, or one for more articles than one (2).
    """
    articles: list[ArticleInput] = []
    problems = 0
    for found in read_paths([path], Given(published, None, province)):
        article = _input(found)
        if isinstance(article, Problem):
            problems += 1
            print(f"chibo: {article}", file=sys.stderr)
        elif article is not None:
            articles.append(article)
    if at is not None and len(articles) > 1:
        print(f"chibo: --at {at}: {path} holds {len(articles)} articles, an offset needs one", file=sys.stderr)
        return BAD_OPTIONS
    console = Console(highlight=False)
    for article in articles:
        explanation = explain(article)
        try:
            stretches = explanation.figured() if at is None else (explanation.at(at),)
        except OutsideTextError as error:
            print(f"chibo: --at: {error}", file=sys.stderr)
            return BAD_OPTIONS
        print_explanation(article.path or article.id, explanation, stretches, console)
    return SOME_FAILED if problems else ALL_WELL


def print_explanation(name: str, explanation: Explanation, stretches: tuple[Stretch, ...], console: Console) -> None:
    """Print sentences of one article; in colour on a terminal, plain elsewhere."""
    print_line(console, Text(f"{name}: {explanation.title or '(no title)'}", style="bold"))
    print_line(console, Text(f"published {explanation.published or 'unknown'}, {len(explanation.text)} characters"))
    for stretch in stretches:
        print_line(console, Text(f"\n{stretch.start}–{stretch.end}  {stretch.text}", style="bold"))
        for fired in stretch.fired:
            line = _line("+", fired.kind, fired.start, fired.end, fired.text, fired.rule)
            print_line(console, line.append(f"  = {fired.value}"))
        for fallen in stretch.fallen:
            line = _line("-", fallen.kind, fallen.start, fallen.end, fallen.text, fallen.rule)
            line.stylize("dim")
            print_line(console, line.append(f"  : {fallen.why}"))
        for fact in stretch.facts:
            _print_fact(console, fact)
    if not stretches:
        print_line(console, Text("\nno sentence has a figure"))


def _input(found: FoundArticle | Problem) -> ArticleInput | Problem | None:
    if isinstance(found, Problem):
        return found
    try:
        return to_input(found)
    except (PageError, UnreadableError) as error:
        return found.problem(str(error))


def _line(mark: str, kind: str, start: int, end: int, text: str, rule: str) -> Text:
    line = Text(f"  {mark} ").append(f"{kind:<9}", style=_STYLES.get(kind, ""))
    return line.append(f"{f'{start}–{end}':<12}  “{text}”").append(f"  {rule}" if rule else "", style="italic")


def _print_fact(console: Console, fact: ExplainedFact) -> None:
    line = _line("=", "fact", fact.start, fact.end, fact.text, fact.rule)
    print_line(console, line.append(f"  = {fact.indicator}: {fact.value}"))
    print_line(console, Text(f"      rule        {description('facts', fact.rule) or 'not described'}"))
    print_line(console, Text(f"      unit        {fact.unit} ({fact.unit_how})"))
    print_line(console, Text(f"      period      {fact.period} ({fact.period_how})"))
    doubts = f", against it: {', '.join(fact.against)}" if fact.against else ""
    parts = ", ".join(f"{part} {sure:.2f}" for part, sure in fact.parts.items())
    print_line(console, Text(f"      confidence  {fact.confidence:.2f} ({parts}){doubts}"))
    for flag, explanation in fact.flags:
        print_line(console, Text(f"      flag        {flag}: {explanation}", style="red"))
