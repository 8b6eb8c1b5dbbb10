"""Records as one page for people: each article with its mentions in colour, and the table of its facts.

The page is one file. It asks nothing of a network (its own policy forbids it), runs no script, and shows whatever an
article says as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from jobs.marked_text import Mark, Segment, paragraphs
from jobs.page_templates import page_templates
from schema import Date, Document, Fact, Period, Record, Unit, indicators, qualifiers
from schema import flags as flag_registry

_APPROXIMATIONS = {"about": "khoảng ", "over": "hơn ", "under": "gần "}
_REVIEW = "needs_review"
_INFERRED = "period_inferred"
_HOST = re.compile(r"https?://(?:www\.)?([\w.-]+)(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DECIMAL_POINT = re.compile(r"(?<![\d.,/])(0)\.(\d+)(?![\d.,/])")
"""A confidence: a figure of an article has its Vietnamese marks already, and 1.200 is twelve hundred."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as a line of the table."""

    number: int
    label: str
    qualifiers: tuple[str, ...]
    is_target: bool
    value: str
    target: str
    rate: str
    unit: str
    province: str
    period: str
    needs_review: bool
    doubts: tuple[str, ...]
    inferred: str
    """Why the period is not the sentence's own, if it is not: told at a mark beside it."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that the article cites, once."""

    canonical: str
    said: str
    details: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """An article as the template shows it."""

    title: list[Segment]
    body: list[list[Segment]]
    about: tuple[str, ...]
    url: str | None
    host: str
    facts: tuple[FactLine, ...]
    documents: tuple[DocumentLine, ...]


def article_part(record: Record) -> ArticlePart:
    """What is shown of one record."""
    title, *body = paragraphs(record, _marks(record))
    article = record.article
    about = (article.site, article.published and _day(article.published), article.author, article.syndicated_from)
    url = article.url if article.url and article.url.lower().startswith(("https://", "http://")) else None
    return ArticlePart(
        title=title,
        body=[segments for segments in body if segments],
        about=tuple(str(told) for told in about if told),
        url=url,
        host=_host(url),
        facts=tuple(_fact_line(number, fact) for number, fact in enumerate(record.facts, 1)),
        documents=tuple(_document_lines(record.documents)),
    )


def _host(url: str | None) -> str:
    """What a link to the article is called."""
    found = _HOST.match(url or "")
    return found[1] if found else "Bài gốc"


def render_page(records: Iterable[Record]) -> Iterator[str]:
    """The page in pieces, as they are made: HTML whose encoding is UTF-8."""
    articles = [article_part(record) for record in records]
    facts = [fact for article in articles for fact in article.facts]
    page = page_templates().get_template("records.html")
    yield from page.generate(
        articles=articles,
        contents=sorted(enumerate(articles, 1), key=lambda numbered: not numbered[1].facts),
        fact_count=len(facts),
        review_count=sum(fact.needs_review for fact in facts),
        most_facts=max((len(article.facts) for article in articles), default=0),
    )


def _marks(record: Record) -> list[Mark]:
    marks = [Mark(d.start, d.end, "document", _document_note(d)) for d in record.documents]
    marks += [Mark(d.start, d.end, "date", f"Thời gian: {_interval(d) or d.text}") for d in record.dates]
    marks += [Mark(u.start, u.end, "unit", _unit_note(u)) for u in record.units]
    for number, fact in enumerate(record.facts, 1):
        note = f"Số liệu {number}: {_label(fact)}"
        marks.append(Mark(fact.start, fact.end, "fact", note, number))
        marks.append(Mark(fact.evidence.start, fact.evidence.end, fact=number))
    return marks


def _document_note(document: Document) -> str:
    return " · ".join((f"Văn bản: {document.canonical}", *_details(document)))


def _details(document: Document) -> list[str]:
    issued = document.date and _day(document.date)
    return [str(told) for told in (issued, document.issuer, document.title) if told]


def _unit_note(unit: Unit) -> str:
    places = [part for part in (unit.parent, unit.province) if part and part not in unit.name]
    return " · ".join((f"Đơn vị: {unit.name}", *places))


def _document_lines(documents: Iterable[Document]) -> Iterator[DocumentLine]:
    mentions: dict[str, list[Document]] = {}
    for document in documents:
        mentions.setdefault(document.canonical, []).append(document)
    for canonical, group in mentions.items():
        fullest = max(group, key=lambda document: len(_details(document)))
        doubts = dict.fromkeys(_flag(flag, {}) for document in group for flag in document.flags)
        yield DocumentLine(canonical, group[0].text, " · ".join(_details(fullest)), tuple(doubts))


def _fact_line(number: int, fact: Fact) -> FactLine:
    known = qualifiers()
    return FactLine(
        number=number,
        label=_label(fact),
        qualifiers=tuple(known[code].vi for code in fact.qualifiers if code in known),
        is_target=fact.modality == "target",
        value=_value(fact),
        target=_number(fact.target),
        rate=_rate(fact),
        unit=fact.unit.name if fact.unit else "",
        province=(fact.unit.province or "") if fact.unit and (fact.unit.province or "") not in fact.unit.name else "",
        period=_interval(fact.period) if fact.period else "",
        needs_review=_REVIEW in fact.flags,
        doubts=tuple(_doubts(fact)),
        inferred=_flag(_INFERRED, fact.explanations_vi or fact.explanations) if _INFERRED in fact.flags else "",
    )


def _doubts(fact: Fact) -> Iterator[str]:
    told = fact.explanations_vi or fact.explanations
    others = [flag for flag in fact.flags if flag != _REVIEW]
    yield from (_flag(flag, told) for flag in others if flag != _INFERRED)
    if _REVIEW in fact.flags and not any(flag in told.get(_REVIEW, "") for flag in others):
        yield _flag(_REVIEW, told)  # not because of a flag that has just been explained


def _label(fact: Fact) -> str:
    known = indicators().get(fact.indicator)
    return known.vi if known else fact.indicator


def _flag(flag: str, told: Mapping[str, str]) -> str:
    """What is doubtful: said of this very figure, or else what the flag means at all."""
    known = flag_registry().get(flag)
    said = told.get(flag) or (known.vi if known else flag)
    return _DECIMAL_POINT.sub(r"\1,\2", _ISO_DAY.sub(r"\3/\2/\1", said)).replace(" %", "%")


def _value(fact: Fact) -> str:
    if fact.value is None:
        return ""
    upper = f"–{_number(fact.value_max)}" if fact.value_max is not None else ""
    return _APPROXIMATIONS.get(fact.approximation or "", "") + _number(fact.value) + upper


def _rate(fact: Fact) -> str:
    parts = []
    about = _APPROXIMATIONS.get(fact.approximation or "", "") if fact.value is None else ""
    if fact.rate is not None:
        parts.append(f"{about}{_number(fact.rate)}% kế hoạch")
    if fact.share is not None:
        upper = f"–{_number(fact.share_max)}" if fact.share_max is not None else ""
        whole = f"của {_number(fact.denominator)}" if fact.denominator is not None else "tổng số"
        parts.append(f"{about}{_number(fact.share)}{upper}% {whole}")
    return "; ".join(parts)


def _number(value: float | None) -> str:
    """With Vietnamese marks: a dot between thousands, a comma before decimals."""
    if value is None:
        return ""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,"))


def _interval(span: Date | Period) -> str:
    """An interval as a Vietnamese reader writes it; whole months and years are named as such."""
    first, last = span.from_, span.to
    if first is None or last is None:
        return f"từ {_day(first)}" if first else f"đến {_day(last)}" if last else ""
    if first == last:
        return _day(first)
    whole_months = first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
    if whole_months and (first.month, last.month) == (1, 12):
        return f"năm {first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if whole_months and first.year == last.year:
        months = f"{first.month}" if first.month == last.month else f"{first.month}–{last.month}"
        return f"tháng {months}/{first.year}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"
