"""The tables of the first version, and the view of present facts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CURRENT_FACTS = """
CREATE VIEW current_facts AS
SELECT
    fact.id, fact.fact_id, source.name AS source,
    article.id AS article_id, article.url AS article_url,
    revision.id AS revision_id, revision.number AS revision_number,
    extraction.title AS article_title, extraction.published AS article_published,
    extraction.id AS extraction_id, extraction.extractor_version,
    fact.position, fact.start, fact."end", fact.text,
    fact.indicator, fact.value, fact.value_max, fact.approximation, fact.target, fact.rate,
    fact.share, fact.share_max, fact.denominator, fact.modality, fact.qualifiers,
    fact.unit_name, fact.unit_level, fact.unit_province, fact.unit_place_code,
    COALESCE(fact.unit_province, revision.province) AS province,
    fact.period_from, fact.period_to,
    fact.evidence_start, fact.evidence_end, fact.evidence_text,
    fact.rule, fact.confidence,
    EXISTS (
        SELECT 1 FROM flag WHERE flag.extraction_id = fact.extraction_id AND flag.fact_position = fact.position
    ) AS flagged,
    fact.explanations, fact.explanations_vi
FROM fact
JOIN extraction ON extraction.id = fact.extraction_id
JOIN revision ON revision.id = extraction.revision_id
JOIN article ON article.id = revision.article_id
JOIN source ON source.id = article.source_id
WHERE revision.number = (SELECT MAX(newest.number) FROM revision AS newest WHERE newest.article_id = article.id)
AND extraction.id = (SELECT MAX(newest.id) FROM extraction AS newest WHERE newest.revision_id = revision.id)
"""


def upgrade() -> None:
    """From nothing to the first version."""
    _create_crawl_tables()
    _create_record_tables()
    op.execute(CURRENT_FACTS)


def downgrade() -> None:
    """Back to nothing."""
    op.execute("DROP VIEW current_facts")
    op.drop_table("flag")
    op.drop_table("unit_mention")
    op.drop_table("fact")
    op.drop_table("document")
    op.drop_table("date_mention")
    op.drop_table("fetch")
    op.drop_table("extraction")
    op.drop_table("revision")
    op.drop_table("crawl_run")
    op.drop_table("article")
    op.drop_table("source")


def _create_crawl_tables() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("homepage", sa.String(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("name", name=op.f("uq_source_name")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_article_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("source_id", "url", name=op.f("uq_article_source_id_url")),
    )
    op.create_table(
        "crawl_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("new", sa.Integer(), nullable=True),
        sa.Column("changed", sa.Integer(), nullable=True),
        sa.Column("unchanged", sa.Integer(), nullable=True),
        sa.Column("failed", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('running', 'done', 'failed', 'interrupted')", name=op.f("ck_crawl_run_state")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_crawl_run_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl_run")),
    )
    op.create_index(op.f("ix_crawl_run_source_id_started_at"), "crawl_run", ["source_id", "started_at"])
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("first_fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("paragraphs", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("syndicated_from", sa.String(), nullable=True),
        sa.Column("site", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_number")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_revision_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_revision_article_id_number")),
    )
    op.create_table(
        "fetch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("crawl_run_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("warc_file", sa.String(), nullable=True),
        sa.Column("warc_offset", sa.Integer(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=True),
        sa.CheckConstraint("(outcome = 'failed') = (reason IS NOT NULL)", name=op.f("ck_fetch_reason")),
        sa.CheckConstraint("(outcome = 'failed') = (revision_id IS NULL)", name=op.f("ck_fetch_revision")),
        sa.CheckConstraint("outcome IN ('new', 'changed', 'unchanged', 'failed')", name=op.f("ck_fetch_outcome")),
        sa.ForeignKeyConstraint(["crawl_run_id"], ["crawl_run.id"], name=op.f("fk_fetch_crawl_run_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_fetch_revision_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_fetch_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetch")),
    )
    op.create_index(op.f("ix_fetch_crawl_run_id"), "fetch", ["crawl_run_id"])
    op.create_index(op.f("ix_fetch_revision_id"), "fetch", ["revision_id"])
    op.create_index(op.f("ix_fetch_source_id_url"), "fetch", ["source_id", "url"])


def _create_record_tables() -> None:
    op.create_table(
        "extraction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("extractor_version", sa.String(), nullable=False),
        sa.Column("record_version", sa.Integer(), nullable=False),
        sa.Column("extracted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("syndicated_from", sa.String(), nullable=True),
        sa.Column("site", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_extraction_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extraction")),
        sa.UniqueConstraint(
            "revision_id", "extractor_version", name=op.f("uq_extraction_revision_id_extractor_version")
        ),
    )
    op.create_table(
        "date_mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("extraction_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("anchored", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'quarter', 'half', 'months', 'year', 'years', 'term')",
            name=op.f("ck_date_mention_precision"),
        ),
        sa.CheckConstraint('"start" >= 0 AND "end" >= "start"', name=op.f("ck_date_mention_start_end")),
        sa.ForeignKeyConstraint(["extraction_id"], ["extraction.id"], name=op.f("fk_date_mention_extraction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_mention")),
        sa.UniqueConstraint("extraction_id", "position", name=op.f("uq_date_mention_extraction_id_position")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("extraction_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("symbol", sa.String(), nullable=True),
        sa.Column("canonical", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issuer_level", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("antecedent", sa.Integer(), nullable=True),
        sa.CheckConstraint('"start" >= 0 AND "end" >= "start"', name=op.f("ck_document_start_end")),
        sa.ForeignKeyConstraint(["extraction_id"], ["extraction.id"], name=op.f("fk_document_extraction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("extraction_id", "position", name=op.f("uq_document_extraction_id_position")),
    )
    op.create_index(op.f("ix_document_canonical"), "document", ["canonical"])
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("extraction_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("fact_id", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("value_max", sa.Double(), nullable=True),
        sa.Column("approximation", sa.String(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("rate", sa.Double(), nullable=True),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("share_max", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("qualifiers", sa.JSON(), nullable=False),
        sa.Column("unit_name", sa.String(), nullable=True),
        sa.Column("unit_start", sa.Integer(), nullable=True),
        sa.Column("unit_end", sa.Integer(), nullable=True),
        sa.Column("unit_level", sa.String(), nullable=True),
        sa.Column("unit_province", sa.String(), nullable=True),
        sa.Column("unit_place_code", sa.String(), nullable=True),
        sa.Column("has_period", sa.Boolean(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("period_start", sa.Integer(), nullable=True),
        sa.Column("period_end", sa.Integer(), nullable=True),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("evidence_text", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("explanations", sa.JSON(), nullable=False),
        sa.Column("explanations_vi", sa.JSON(), nullable=False),
        sa.CheckConstraint("approximation IN ('about', 'over', 'under')", name=op.f("ck_fact_approximation")),
        sa.CheckConstraint("modality IN ('actual', 'target')", name=op.f("ck_fact_modality")),
        sa.CheckConstraint(
            "unit_level IN ('central', 'province', 'district', 'commune', 'cell', 'block')",
            name=op.f("ck_fact_unit_level"),
        ),
        sa.CheckConstraint(
            '"evidence_start" >= 0 AND "evidence_end" >= "evidence_start"',
            name=op.f("ck_fact_evidence_start_evidence_end"),
        ),
        sa.CheckConstraint('"start" >= 0 AND "end" >= "start"', name=op.f("ck_fact_start_end")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_fact_confidence")),
        sa.CheckConstraint("value IS NOT NULL OR rate IS NOT NULL OR share IS NOT NULL", name=op.f("ck_fact_figure")),
        sa.ForeignKeyConstraint(["extraction_id"], ["extraction.id"], name=op.f("fk_fact_extraction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("extraction_id", "fact_id", name=op.f("uq_fact_extraction_id_fact_id")),
        sa.UniqueConstraint("extraction_id", "position", name=op.f("uq_fact_extraction_id_position")),
    )
    op.create_index(op.f("ix_fact_fact_id"), "fact", ["fact_id"])
    op.create_index(op.f("ix_fact_indicator_period_to"), "fact", ["indicator", "period_to"])
    op.create_index(op.f("ix_fact_period_to"), "fact", ["period_to"])
    op.create_index(op.f("ix_fact_unit_province_indicator"), "fact", ["unit_province", "indicator"])
    op.create_table(
        "unit_mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("extraction_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("place_code", sa.String(), nullable=True),
        sa.Column("place_today", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.CheckConstraint(
            "level IN ('central', 'province', 'district', 'commune', 'cell', 'block')",
            name=op.f("ck_unit_mention_level"),
        ),
        sa.CheckConstraint('"start" >= 0 AND "end" >= "start"', name=op.f("ck_unit_mention_start_end")),
        sa.ForeignKeyConstraint(["extraction_id"], ["extraction.id"], name=op.f("fk_unit_mention_extraction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_mention")),
        sa.UniqueConstraint("extraction_id", "position", name=op.f("uq_unit_mention_extraction_id_position")),
    )
    op.create_index(op.f("ix_unit_mention_name"), "unit_mention", ["name"])
    op.create_index(op.f("ix_unit_mention_place_code"), "unit_mention", ["place_code"])
    op.create_table(
        "flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("extraction_id", sa.Integer(), nullable=False),
        sa.Column("document_position", sa.Integer(), nullable=True),
        sa.Column("unit_position", sa.Integer(), nullable=True),
        sa.Column("fact_position", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(document_position IS NULL AND unit_position IS NULL)"
            " OR (document_position IS NULL AND fact_position IS NULL)"
            " OR (unit_position IS NULL AND fact_position IS NULL)",
            name=op.f("ck_flag_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["extraction_id", "document_position"],
            ["document.extraction_id", "document.position"],
            name=op.f("fk_flag_extraction_id_document_position"),
        ),
        sa.ForeignKeyConstraint(
            ["extraction_id", "fact_position"],
            ["fact.extraction_id", "fact.position"],
            name=op.f("fk_flag_extraction_id_fact_position"),
        ),
        sa.ForeignKeyConstraint(
            ["extraction_id", "unit_position"],
            ["unit_mention.extraction_id", "unit_mention.position"],
            name=op.f("fk_flag_extraction_id_unit_position"),
        ),
        sa.ForeignKeyConstraint(["extraction_id"], ["extraction.id"], name=op.f("fk_flag_extraction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
    )
    op.create_index(op.f("ix_flag_code"), "flag", ["code"])
    op.create_index(op.f("ix_flag_extraction_id_fact_position"), "flag", ["extraction_id", "fact_position"])
