"""The readers in their order over one article, and all that they find: what `record` shapes and `explain` shows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

import extract.bare_names as bare_names
import extract.checks as checks
import extract.classifier as classifier
import extract.counts as counts
import extract.cues as cues
import extract.dates as dates
import extract.documents as documents
import extract.numbers as numbers
import extract.sentences as sentences
import extract.tokens as tokens
import extract.units as units
from extract.article import CutArticle, cut
from extract.citations import resolve
from extract.classifier import Opinion
from extract.counts import Count
from extract.discourse import Discourse
from extract.facts import Found, assemble
from extract.mentions import Citation, Claims, Context, DateSpan, Number, Sentence, UnitSpan
from extract.numbers import NotANumber
from extract.places import placed
from extract.text import Text
from extract.tokens import Token
from extract.trail import Trail
from schema import ArticleInput


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read: what each reader found, from the sentences to the facts."""

    article: CutArticle
    context: Context
    sentences: list[Sentence]
    citations: list[Citation]
    dates: list[DateSpan]
    numbers: list[Number]
    aside: list[NotANumber]
    units: list[UnitSpan]
    rows: list[list[Token]]
    opinions: dict[int, Opinion]
    counts: list[Count]
    story: Discourse
    facts: list[Found]

    @property
    def text(self) -> Text:
        """The article's text."""
        return self.article.text


_YEARS_OF_NEWS = range(1900, 2100)


def read(source: ArticleInput, *, second_opinion: bool = False, trail: Trail | None = None) -> Reading:
    """Read one article; ``second_opinion`` as in `extract.extract`, ``trail`` takes notes of what lost and why."""
    article = cut(source)
    text = article.text
    published = article.published
    if published is not None and published.year not in _YEARS_OF_NEWS:
        published = None  # a page's mistake; nothing can be anchored there
    context = Context(published, source.province, article.site, source.url)
    found_sentences = sentences.read(text)
    found_citations = documents.read(text)
    claims = Claims() if trail is None else trail.claims()
    for citation in found_citations:
        claims.add(citation.start, citation.end)
    found_dates = dates.read(text, context, claims)
    found_citations = resolve(found_citations, text, found_dates, context)
    found_dates = _of_documents(found_dates, found_citations, text)
    for day in found_dates:
        claims.add(day.start, day.end)
    found_cues = cues.read(text)
    named = bare_names.read(text, found_sentences, units.read(text, claims), found_cues, claims, context)
    if second_opinion:
        from extract.second_opinion import review

        named = review(text, found_sentences, named)
    found_units = placed(named, context)
    found_numbers, aside = numbers.read_all(text)
    lost = None if trail is None else trail.lost
    rows = tokens.build(
        text, found_sentences, found_numbers, found_dates, found_citations, found_units, found_cues, lost
    )
    figures = classifier.figures(text, found_sentences, rows, found_dates, found_units, found_citations)
    opinions = classifier.opinions(figures)
    found_counts = counts.read(text, found_sentences, rows, published, opinions, None if trail is None else trail.after)
    story = Discourse(text, context, found_sentences, rows, found_units, found_counts)
    found_facts = assemble(text, found_counts, story)
    checks.run(found_facts)
    return Reading(
        article,
        context,
        found_sentences,
        found_citations,
        found_dates,
        found_numbers,
        aside,
        found_units,
        rows,
        opinions,
        found_counts,
        story,
        found_facts,
    )


def _of_documents(dates: list[DateSpan], citations: list[Citation], text: Text) -> list[DateSpan]:
    """Days that a citation took for its date belong to the document, not to the figures near them."""
    cited: dict[date, list[Citation]] = {}
    for citation in citations:
        if citation.date is not None:
            cited.setdefault(citation.date, []).append(citation)
    for same_day in cited.values():
        same_day.sort(key=lambda citation: citation.start)
    return [replace(day, role="document") if _belongs(day, cited, text) else day for day in dates]


def _belongs(day: DateSpan, cited: dict[date, list[Citation]], text: Text) -> bool:
    if day.from_ is None or day.from_ != day.to:
        return False
    same_day = cited.get(day.from_, [])
    after = bisect_left(same_day, day.end, key=lambda citation: citation.start)
    # Citations do not overlap, so only the two beside the day can be near it.
    return any(
        (0 <= day.start - citation.end <= 40 or 0 <= citation.start - day.end <= 60)
        and text.line_at(day.start) == text.line_at(citation.start)
        for citation in same_day[max(0, after - 1) : after + 1]
    )
