"""Views for those who read: the present state laid over tables in which nothing is overwritten."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Double, Integer, MetaData, String, Table

view_metadata = MetaData()
"""Views stand apart from ``Base.metadata``: migrations make them, nothing else does."""

current_facts = Table(
    "current_facts",
    view_metadata,
    Column("id", Integer, primary_key=True),
    Column("fact_id", String),
    Column("source", String),
    Column("article_id", Integer),
    Column("article_url", String),
    Column("revision_id", Integer),
    Column("revision_number", Integer),
    Column("article_title", String),
    Column("article_published", Date),
    Column("extraction_id", Integer),
    Column("extractor_version", String),
    Column("position", Integer),
    Column("start", Integer),
    Column("end", Integer),
    Column("text", String),
    Column("indicator", String),
    Column("value", Double),
    Column("value_max", Double),
    Column("approximation", String),
    Column("target", Double),
    Column("rate", Double),
    Column("share", Double),
    Column("share_max", Double),
    Column("denominator", Double),
    Column("modality", String),
    Column("qualifiers", JSON),
    Column("unit_name", String),
    Column("unit_level", String),
    Column("unit_province", String),
    Column("unit_place_code", String),
    Column("province", String),
    Column("period_from", Date),
    Column("period_to", Date),
    Column("evidence_start", Integer),
    Column("evidence_end", Integer),
    Column("evidence_text", String),
    Column("rule", String),
    Column("confidence", Double),
    Column("flagged", Boolean),
    Column("explanations", JSON),
    Column("explanations_vi", JSON),
)
"""The facts of the newest extraction of each article's newest revision.

A newest revision that is not extracted yet shows no facts, not those of an older text. ``province`` is
the unit's, or else the one the site writes for. ``flagged`` tells whether any flag stands on the fact.
"""

documents = Table(
    "documents",
    view_metadata,
    Column("document_id", String, primary_key=True),
    Column("canonical", String),
    Column("type", String),
    Column("number", String),
    Column("symbol", String),
    Column("issuer", String),
    Column("issuer_level", String),
    Column("province", String),
    Column("date", Date),
    Column("term", String),
    Column("title", String),
    Column("local", Boolean),
    Column("citations", Integer),
    Column("articles", Integer),
    Column("first_cited", Date),
    Column("last_cited", Date),
    Column("first_article_id", Integer),
)
"""Every document that is cited. ``local`` ones are those of committees and councils below the centre."""

citations = Table(
    "citations",
    view_metadata,
    Column("document_id", String),
    Column("article_id", Integer),
    Column("url", String),
    Column("source", String),
    Column("published", Date),
    Column("province", String),
    Column("start", Integer),
    Column("end", Integer),
    Column("text", String),
)
"""Every mention of a document as it stands now, with its article; offsets are of the extraction's text."""
