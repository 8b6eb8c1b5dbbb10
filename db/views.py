"""Views for those who read: one place where their columns stand, with types, in order.

Migrations make the views; the names and columns are promised to whoever writes SQL (`chibo codebook`) and are
those of the data dictionary. Array and object columns are JSON.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import JSON, Boolean, Column, Date, Double, Integer, MetaData, String, Table

from db.models.base import UtcDateTime

view_metadata = MetaData()
"""Views stand apart from ``Base.metadata``: migrations make them, nothing else does."""


def _view(name: str, **columns: Any) -> Table:
    return Table(name, view_metadata, *(Column(column, kind) for column, kind in columns.items()))


_UNIT: Final = {
    "unit": String,
    "unit_level": String,
    "province": String,
    "place_code": String,
    "place_today": String,
}
_PERIOD: Final = {"period_from": Date, "period_to": Date}
_NUMBERS: Final = {
    "value": Double,
    "value_max": Double,
    "approximation": String,
    "target": Double,
    "rate": Double,
    "share": Double,
    "share_max": Double,
    "denominator": Double,
}

facts = _view(
    "facts",
    fact_id=String,
    article_id=Integer,
    url=String,
    source=String,
    title=String,
    published=Date,
    indicator=String,
    **_NUMBERS,
    modality=String,
    qualifiers=JSON,
    **_UNIT,
    **_PERIOD,
    text=String,
    evidence=String,
    evidence_start=Integer,
    evidence_end=Integer,
    revision=Integer,
    rule=String,
    confidence=Double,
    extractor_version=String,
    flags=JSON,
    explanations=JSON,
    explanations_vi=JSON,
    status=String,
    verified_at=UtcDateTime,
    in_queue=Boolean,
    figure_id=String,
)
"""Each figure of each article as it stands: newest extraction of the newest revision, verdicts laid over it."""

figures = _view(
    "figures",
    figure_id=String,
    indicator=String,
    **_UNIT,
    **_PERIOD,
    modality=String,
    qualifiers=JSON,
    measure=String,
    **_NUMBERS,
    fact_id=String,
    url=String,
    source=String,
    published=Date,
    chosen_by=String,
    state=String,
    facts=Integer,
    sources=Integer,
    agreeing=Integer,
    differing=Integer,
    superseded=Integer,
    verified=Boolean,
    first_published=Date,
    last_published=Date,
    explanation=String,
    explanation_vi=String,
)
"""One row for each figure in the world, with the value chosen among all who tell it."""

articles = _view(
    "articles",
    article_id=Integer,
    url=String,
    source=String,
    title=String,
    published=Date,
    author=String,
    syndicated_from=String,
    province=String,
    revision=Integer,
    revisions=Integer,
    first_seen_at=UtcDateTime,
    last_seen_at=UtcDateTime,
    extractor_version=String,
    facts=Integer,
    flagged=Integer,
    text=String,
)
"""Each article with its newest text."""

series = _view(
    "series",
    figure_id=String,
    **_UNIT,
    indicator=String,
    modality=String,
    qualifiers=JSON,
    measure=String,
    **_PERIOD,
    span=String,
    value=Double,
    value_max=Double,
    approximation=String,
    target=Double,
    rate=Double,
    share=Double,
    state=String,
    verified=Boolean,
    sources=Integer,
    fact_id=String,
    unit_key=String,
)
"""Figures as points in time; ``span``: stock, year, year_to_date, years, other."""

documents = _view(
    "documents",
    document_id=String,
    canonical=String,
    type=String,
    number=String,
    symbol=String,
    issuer=String,
    issuer_level=String,
    province=String,
    date=Date,
    term=String,
    title=String,
    local=Boolean,
    citations=Integer,
    articles=Integer,
    first_cited=Date,
    last_cited=Date,
    first_article_id=Integer,
)
"""Every document that is cited; ``local`` ones are those of committees and councils below the centre."""

citations = _view(
    "citations",
    document_id=String,
    article_id=Integer,
    url=String,
    source=String,
    published=Date,
    province=String,
    start=Integer,
    end=Integer,
    text=String,
)
"""Every mention of a document as it stands now, with its article; offsets are of the extraction's text."""
