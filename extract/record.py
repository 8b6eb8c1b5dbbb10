"""One article in, one record out: what the readers found, in the shape of the contract."""

from __future__ import annotations

from datetime import date

from extract.article import CutArticle
from extract.confidence import judged
from extract.facts import Found, fact_ids
from extract.mentions import Citation, DateSpan, UnitSpan
from extract.parents import with_parents
from extract.places import place_today
from extract.reading import Reading, read
from extract.text import Text, as_written
from extract.version import extractor_version
from schema import Article, ArticleInput, Date, Document, Evidence, Fact, FactUnit, Period, Record, Unit

EXTRACTOR_VERSION = extractor_version()
"""The version of the rules (`extract.version`)."""

_UNNAMED = frozenset(("unit.whole", "unit.bare", "unit.national"))


def extract(source: ArticleInput, *, second_opinion: bool = False) -> Record:
    """Read one article.

    Takes the text (or paragraphs) and what is known from outside; gives the record of the contract.
    A pure function: no clock, no network, the same record for the same input. ``second_opinion`` asks underthesea where
    the end of an organisation's name had to be guessed (`extract.second_opinion`: slower, a few names better).
    """
    return record_of(source, read(source, second_opinion=second_opinion))


def record_of(source: ArticleInput, found: Reading, *, judge: bool = True) -> Record:
    """The record of an article that has been read; one that is not judged has facts of no confidence yet."""
    text = found.text
    article = _article(source, found.article)
    documents = tuple(_document(text, citation) for citation in found.citations)
    dates = tuple(_date(text, day) for day in found.dates)
    units = tuple(
        _unit(text, unit) for unit in _reported(with_parents(text, found.story.named(found.units)), found.facts)
    )
    facts = tuple(
        _fact(fact_id, text, fact, article.published)
        for fact_id, fact in zip(fact_ids(source.id, found.facts, text), found.facts, strict=True)
    )
    return Record(
        article=article,
        documents=documents,
        dates=dates,
        units=units,
        facts=judged(article, documents, dates, units, facts, found.opinions) if judge else facts,
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
        name=as_written(unit.name),
        kind=unit.kind,
        level=unit.level,
        province=unit.province,
        place_code=unit.place_code,
        place_today=unit.place_today,
        parent=as_written(unit.parent) if unit.parent is not None else None,
        flags=unit.flags,
    )


def _fact(fact_id: str, text: Text, found: Found, published: date | None) -> Fact:
    count, owner, when = found.count, found.owner, found.when
    number = count.number
    start = min(count.evidence_start, count.start)
    line = text.line_at(count.start)
    start, end = max(start, line.start), min(max(count.evidence_end, count.end), line.end)
    unit = None
    if owner is not None:
        unit = FactUnit(
            name=as_written(owner.name),
            start=owner.start,
            end=owner.end,
            level=owner.level,
            province=owner.province,
            place_code=owner.place_code,
            place_today=place_today(owner.place_code, published),
        )
    period = None
    if when.from_ is not None or when.to is not None:
        period = Period(from_=when.from_, to=when.to, start=when.start, end=when.end)
    flags = tuple(sorted(found.flags))
    return Fact(
        start=count.start,
        end=count.end,
        text=text.raw[count.start : count.end],
        id=fact_id,
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
        confidence=0.0,  # until all facts of the article are there: `judged`
        flags=flags,
        explanations={flag: found.explanations[flag][0] for flag in flags},
        explanations_vi={flag: found.explanations[flag][1] for flag in flags},
    )
