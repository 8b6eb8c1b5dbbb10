"""One article in, one record out: the readers in their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import extract.bare_names as bare_names
import extract.checks as checks
import extract.confidence as confidence
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
from extract.discourse import Discourse
from extract.facts import Found, assemble, fact_id
from extract.mentions import Citation, Claims, Context, DateSpan, UnitSpan
from extract.places import placed
from extract.text import Text
from schema import Article, ArticleInput, Date, Document, Evidence, Fact, FactUnit, Period, Record, Unit

EXTRACTOR_VERSION = "0.1.0"
"""The version of the rules: every extraction is stored with it, and a new one reads every article anew."""

_UNNAMED = frozenset(("unit.whole", "unit.bare", "unit.national"))


def extract(source: ArticleInput) -> Record:
    """Read one article.

    Takes the text (or paragraphs) and what is known from outside; gives the record of the contract.
    A pure function: no clock, no network, the same record for the same input.
    """
    article = cut(source)
    text = article.text
    context = Context(article.published, source.province, article.site, source.url)
    found_sentences = sentences.read(text)
    found_citations = documents.read(text)
    claims = Claims()
    for citation in found_citations:
        claims.add(citation.start, citation.end)
    found_dates = dates.read(text, context, claims)
    found_citations = resolve(found_citations, text, found_dates, context)
    found_dates = _of_documents(found_dates, found_citations, text)
    for day in found_dates:
        claims.add(day.start, day.end)
    found_cues = cues.read(text)
    named = bare_names.read(text, found_sentences, units.read(text, claims), found_cues, claims, context)
    found_units = placed(named, context)
    rows = tokens.build(
        text, found_sentences, numbers.read(text), found_dates, found_citations, found_units, found_cues
    )
    found_counts = counts.read(text, found_sentences, rows)
    story = Discourse(text, context, found_sentences, rows, found_units, found_counts)
    found_facts = assemble(text, found_counts, story)
    checks.run(found_facts)
    confidence.judge(found_facts)
    return Record(
        article=_article(source, article),
        documents=tuple(_document(text, citation) for citation in found_citations),
        dates=tuple(_date(text, day) for day in found_dates),
        units=tuple(_unit(text, unit) for unit in _reported(story.named(found_units), found_facts)),
        facts=tuple(_fact(source.id, text, fact) for fact in found_facts),
    )


def _of_documents(dates: list[DateSpan], citations: list[Citation], text: Text) -> list[DateSpan]:
    """Days that a citation took for its date belong to the document, not to the figures near them."""
    cited: dict[date, list[Citation]] = {}
    for citation in citations:
        if citation.date is not None:
            cited.setdefault(citation.date, []).append(citation)
    return [replace(day, role="document") if _belongs(day, cited, text) else day for day in dates]


def _belongs(day: DateSpan, cited: dict[date, list[Citation]], text: Text) -> bool:
    if day.from_ is None or day.from_ != day.to:
        return False
    return any(
        (0 <= day.start - citation.end <= 40 or 0 <= citation.start - day.end <= 60)
        and text.line_at(day.start) == text.line_at(citation.start)
        for citation in cited.get(day.from_, ())
    )


def _article(source: ArticleInput, article: CutArticle) -> Article:
    return Article(
        id=source.id,
        path=source.path,
        url=source.url,
        title=article.title,
        published=article.published,
        author=article.author,
        syndicated_from=article.syndicated_from,
        site=article.site,
        text=article.text.raw,
    )


def _document(text: Text, citation: Citation) -> Document:
    return Document(
        start=citation.start,
        end=citation.end,
        text=text.raw[citation.start : citation.end],
        type=citation.type,
        number=citation.number,
        symbol=citation.symbol,
        canonical=citation.canonical,
        date=citation.date,
        issuer=citation.issuer,
        issuer_level=citation.issuer_level,
        title=citation.title,
        antecedent=citation.antecedent,
        flags=citation.flags,
    )


def _date(text: Text, day: DateSpan) -> Date:
    return Date(
        start=day.start,
        end=day.end,
        text=text.raw[day.start : day.end],
        from_=day.from_,
        to=day.to,
        precision=day.precision,
        anchored=day.anchored,
    )


def _reported(found: list[UnitSpan], facts: list[Found]) -> list[UnitSpan]:
    """The units worth naming: organisations and places by name; other bodies where a figure is theirs."""
    owning = {(f.owner.start, f.owner.end) for f in facts if f.owner is not None}
    return [
        unit
        for unit in found
        if not (unit.generic and unit.rule in _UNNAMED) and (unit.kind != "to_chuc" or (unit.start, unit.end) in owning)
    ]


def _unit(text: Text, unit: UnitSpan) -> Unit:
    return Unit(
        start=unit.start,
        end=unit.end,
        text=text.raw[unit.start : unit.end],
        name=unit.name,
        kind=unit.kind,
        level=unit.level,
        province=unit.province,
        place_code=unit.place_code,
        place_today=unit.place_today,
        parent=unit.parent,
        flags=unit.flags,
    )


def _fact(article_id: str, text: Text, found: Found) -> Fact:
    count, owner, when = found.count, found.owner, found.when
    number = count.number
    start = min(count.evidence_start, count.start)
    line = text.line_at(count.start)
    start, end = max(start, line.start), min(max(count.evidence_end, count.end), line.end)
    unit = None
    if owner is not None:
        unit = FactUnit(
            name=owner.name,
            start=owner.start,
            end=owner.end,
            level=owner.level,
            province=owner.province,
            place_code=owner.place_code,  # type: ignore[arg-type]
        )
    period = None
    if when.from_ is not None or when.to is not None:
        period = Period(from_=when.from_, to=when.to, start=when.start, end=when.end)
    flags = tuple(sorted(found.flags))
    return Fact(
        start=count.start,
        end=count.end,
        text=text.raw[count.start : count.end],
        id=fact_id(article_id, found, text),
        indicator=count.indicator,
        value=count.value,
        value_max=count.value_max,
        approximation=number.approximation if number is not None else None,
        target=count.target,
        rate=count.rate,
        share=count.share,
        share_max=count.share_max,
        denominator=count.denominator,
        modality=count.modality,
        qualifiers=tuple(sorted(count.qualifiers)),
        unit=unit,
        period=period,
        evidence=Evidence(start=start, end=end, text=text.raw[start:end]),
        rule=count.rule,
        confidence=found.confidence,
        flags=flags,
        explanations={flag: found.explanations[flag][0] for flag in flags},
        explanations_vi={flag: found.explanations[flag][1] for flag in flags},
    )
