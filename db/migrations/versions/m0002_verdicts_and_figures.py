"""Verdicts, leases, and what holds now: present facts and figures, with the views that researchers read.

The present is worked out after the migration (``db.repository.present``), not here: that is the work of code, not
of a schema.
"""

from __future__ import annotations

import importlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "revision": "id = NEW.id OR (article_id = NEW.article_id AND number = NEW.number)",
    "verdict": "id = NEW.id OR uid = NEW.uid",
}
"""Tables whose rows stay, and how a row that would take another's place is known."""

# Facts are now found through present_fact: what is written most need not be kept in order five times over.
UNUSED_INDEXES = (
    ("fact", ("fact_id",)),
    ("fact", ("indicator", "period_to")),
    ("fact", ("unit_province", "indicator")),
    ("fact", ("period_to",)),
    ("unit_mention", ("name",)),
    ("unit_mention", ("place_code",)),
    ("flag", ("code",)),
)

FACTS = """
CREATE VIEW facts AS
SELECT
    p.claim AS fact_id, p.article_id, a.url, s.name AS source,
    COALESCE(e.title, r.title) AS title, p.published,
    p.indicator, p.value, p.value_max, p.approximation, p.target, p.rate, p.share, p.share_max, p.denominator,
    p.modality, p.qualifiers,
    p.unit_name AS unit, p.unit_level, p.province, p.unit_place_code AS place_code, p.unit_place_today AS place_today,
    p.period_from, p.period_to,
    COALESCE(f.text, v.figure) AS text, COALESCE(f.evidence_text, v.evidence) AS evidence,
    f.evidence_start, f.evidence_end, r.number AS revision,
    f.rule, p.confidence, e.extractor_version,
    p.flags,
    COALESCE(p.explanations, f.explanations) AS explanations,
    COALESCE(p.explanations_vi, f.explanations_vi) AS explanations_vi,
    p.status, p.verified_at, p.queue_reason IS NOT NULL AS in_queue, p.figure_id
FROM present_fact p
JOIN article a ON a.id = p.article_id
JOIN source s ON s.id = p.source_id
JOIN revision r ON r.id = p.revision_id
LEFT JOIN fact f ON f.extraction_id = p.extraction_id AND f.position = p.position
LEFT JOIN extraction e ON e.id = f.extraction_id
LEFT JOIN verdict v ON v.uid = p.verdict_uid
"""

FIGURES = """
CREATE VIEW figures AS
SELECT
    g.id AS figure_id, g.indicator,
    g.unit_name AS unit, g.unit_level, g.province, g.unit_place_code AS place_code, g.unit_place_today AS place_today,
    g.period_from, g.period_to, g.modality, g.qualifiers, g.measure,
    g.value, g.value_max, g.approximation, g.target, g.rate, g.share, g.share_max, g.denominator,
    g.claim AS fact_id, a.url, s.name AS source, p.published,
    g.chosen_by, g.state, g.facts, g.sources, g.agreeing, g.differing, g.superseded, g.verified,
    g.first_published, g.last_published, g.explanation, g.explanation_vi
FROM figure g
JOIN article a ON a.id = g.article_id
JOIN source s ON s.id = a.source_id
LEFT JOIN present_fact p ON p.article_id = g.article_id AND p.claim = g.claim
"""

ARTICLES = """
CREATE VIEW articles AS
SELECT
    a.id AS article_id, a.url, s.name AS source,
    COALESCE(e.title, r.title) AS title, COALESCE(e.published, r.published) AS published,
    COALESCE(e.author, r.author) AS author, COALESCE(e.syndicated_from, r.syndicated_from) AS syndicated_from,
    r.province, r.number AS revision,
    (SELECT COUNT(*) FROM revision WHERE article_id = a.id) AS revisions,
    a.first_seen_at,
    (SELECT MAX(fetched_at) FROM "fetch" WHERE revision_id = r.id) AS last_seen_at,
    e.extractor_version,
    (SELECT COUNT(*) FROM present_fact p WHERE p.article_id = a.id AND p.counted) AS facts,
    (SELECT COUNT(*) FROM present_fact p WHERE p.article_id = a.id AND p.queue_reason IS NOT NULL) AS flagged,
    COALESCE(e.text, r.text) AS text
FROM article a
JOIN source s ON s.id = a.source_id
JOIN revision r ON r.article_id = a.id AND r.number = (SELECT MAX(number) FROM revision WHERE article_id = a.id)
LEFT JOIN extraction e ON e.id = (SELECT MAX(id) FROM extraction WHERE revision_id = r.id)
"""

SERIES = """
CREATE VIEW series AS
SELECT
    g.id AS figure_id,
    g.unit_name AS unit, g.unit_level, g.province, g.unit_place_code AS place_code, g.unit_place_today AS place_today,
    g.indicator, g.modality, g.qualifiers, g.measure, g.period_from, g.period_to,
    CASE
        WHEN g.period_from IS NULL THEN 'stock'
        WHEN g.period_to IS NULL THEN 'other'
        WHEN substr(CAST(g.period_from AS TEXT), 5) <> '-01-01' THEN 'other'
        WHEN substr(CAST(g.period_from AS TEXT), 1, 4) <> substr(CAST(g.period_to AS TEXT), 1, 4) THEN 'years'
        WHEN substr(CAST(g.period_to AS TEXT), 5) = '-12-31' THEN 'year'
        ELSE 'year_to_date'
    END AS span,
    g.value, g.value_max, g.approximation, g.target, g.rate, g.share,
    g.state, g.verified, g.sources, g.claim AS fact_id, g.unit_key
FROM figure g
"""


def upgrade() -> None:
    """Add what people decide and what holds now."""
    op.execute("DROP VIEW current_facts")
    for table, columns in UNUSED_INDEXES:
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
    op.add_column("fact", sa.Column("unit_place_today", sa.String(), nullable=True))
    op.create_table(
        "derivation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_derivation")),
    )
    op.create_table(
        "lease",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("editor", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("slot IN (0, 1)", name=op.f("ck_lease_slot")),
        sa.PrimaryKeyConstraint("claim", "slot", name=op.f("pk_lease")),
    )
    op.create_index(op.f("ix_lease_editor"), "lease", ["editor"])
    op.create_index(op.f("ix_lease_expires_at"), "lease", ["expires_at"])

    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("fact_id", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("seen_flags", sa.JSON(), nullable=False),
        sa.Column("seen_hash", sa.String(), nullable=False),
        sa.Column("seen_version", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("corrected", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("editor", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("served_as", sa.String(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(decision = 'correct') = (corrected IS NOT NULL)", name=op.f("ck_verdict_corrected")),
        sa.CheckConstraint("(decision = 'undo') = (undoes IS NOT NULL)", name=op.f("ck_verdict_undoes")),
        sa.CheckConstraint("decision <> 'note' OR note IS NOT NULL", name=op.f("ck_verdict_note")),
        sa.CheckConstraint("decision <> 'reject' OR reason IS NOT NULL", name=op.f("ck_verdict_reason")),
        sa.CheckConstraint(
            "decision IN ('accept', 'correct', 'reject', 'unsure', 'note', 'undo')", name=op.f("ck_verdict_decision")
        ),
        sa.CheckConstraint("served_as IN ('flagged', 'sample', 'second', 'chosen')", name=op.f("ck_verdict_served_as")),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_verdict_seconds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint("uid", name=op.f("uq_verdict_uid")),
    )
    op.create_index(op.f("ix_verdict_claim"), "verdict", ["claim"])
    op.create_index(op.f("ix_verdict_decided_at"), "verdict", ["decided_at"])
    op.create_index(op.f("ix_verdict_editor_decided_at"), "verdict", ["editor", "decided_at"])
    op.create_index(op.f("ix_verdict_source_url"), "verdict", ["source", "url"])

    op.create_table(
        "figure",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("unit_key", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("agreeing", sa.Integer(), nullable=False),
        sa.Column("differing", sa.Integer(), nullable=False),
        sa.Column("superseded", sa.Integer(), nullable=False),
        sa.Column("first_published", sa.Date(), nullable=True),
        sa.Column("last_published", sa.Date(), nullable=True),
        sa.Column("explanation", sa.String(), nullable=True),
        sa.Column("explanation_vi", sa.String(), nullable=True),
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
        sa.Column("unit_level", sa.String(), nullable=True),
        sa.Column("unit_province", sa.String(), nullable=True),
        sa.Column("unit_place_code", sa.String(), nullable=True),
        sa.Column("unit_place_today", sa.String(), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        _one_of("figure", "chosen_by", "only", "verdict", "evidence", "recency"),
        _one_of("figure", "measure", "count", "rate", "share"),
        _one_of("figure", "state", "single", "agreed", "superseded", "conflict"),
        sa.CheckConstraint("facts = agreeing + differing + superseded", name=op.f("ck_figure_facts")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_figure_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
    )
    op.create_index(
        op.f("ix_figure_indicator_unit_level_period_to"), "figure", ["indicator", "unit_level", "period_to"]
    )
    _partial_index("figure", "state = 'conflict'", "last_published", "id")
    op.create_index(op.f("ix_figure_province_indicator_period_to"), "figure", ["province", "indicator", "period_to"])
    op.create_index(op.f("ix_figure_unit_key_indicator_period_to"), "figure", ["unit_key", "indicator", "period_to"])
    op.create_index(op.f("ix_figure_unit_place_today_indicator"), "figure", ["unit_place_today", "indicator"])

    op.create_table(
        "present_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("fact_id", sa.String(), nullable=False),
        sa.Column("extraction_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("unit_key", sa.String(), nullable=True),
        sa.Column("figure_id", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("verdict_uid", sa.String(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("explanations", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("explanations_vi", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("queue_reason", sa.String(), nullable=True),
        sa.Column("priority", sa.Double(), nullable=True),
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
        sa.Column("unit_level", sa.String(), nullable=True),
        sa.Column("unit_province", sa.String(), nullable=True),
        sa.Column("unit_place_code", sa.String(), nullable=True),
        sa.Column("unit_place_today", sa.String(), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        _one_of("present_fact", "modality", "actual", "target"),
        _one_of("present_fact", "queue_reason", "flagged", "conflict", "changed", "unread", "unsure"),
        _one_of(
            *("present_fact", "status"),
            *("unverified", "accepted", "corrected", "rejected", "unsure", "changed", "unread", "withdrawn"),
        ),
        sa.CheckConstraint("(queue_reason IS NULL) = (priority IS NULL)", name=op.f("ck_present_fact_priority")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_present_fact_article_id")),
        sa.ForeignKeyConstraint(
            ["extraction_id", "position"],
            ["fact.extraction_id", "fact.position"],
            name=op.f("fk_present_fact_extraction_id_position"),
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_present_fact_revision_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_present_fact_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_present_fact")),
        sa.UniqueConstraint("article_id", "claim", name=op.f("uq_present_fact_article_id_claim")),
    )
    op.create_index(op.f("ix_present_fact_claim"), "present_fact", ["claim"])
    _partial_index("present_fact", "fact_id <> claim", "fact_id")
    op.create_index(op.f("ix_present_fact_figure_id"), "present_fact", ["figure_id"])
    _partial_index("present_fact", "priority IS NOT NULL", "priority", "claim")
    _partial_index("present_fact", "priority IS NOT NULL", "province", "priority")
    op.create_index(
        op.f("ix_present_fact_province_indicator_period_to"), "present_fact", ["province", "indicator", "period_to"]
    )
    op.create_index(op.f("ix_present_fact_source_id_published"), "present_fact", ["source_id", "published"])
    for view in (FACTS, FIGURES, ARTICLES, SERIES):
        op.execute(view)
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    """Back to the first version; verdicts are lost."""
    for view in ("facts", "figures", "articles", "series"):
        op.execute(f"DROP VIEW {view}")
    for table in APPEND_ONLY:
        _allow_changes(table)
    for table in ("present_fact", "figure", "verdict", "lease", "derivation"):
        op.drop_table(table)
    op.drop_column("fact", "unit_place_today")
    for table, columns in UNUSED_INDEXES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
    op.execute(importlib.import_module("db.migrations.versions.m0001_baseline").CURRENT_FACTS)


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    """Comparisons: of a list after ``IN`` SQLite makes a table for each row that it checks."""
    return sa.CheckConstraint(" OR ".join(f"{column} = '{word}'" for word in words), name=op.f(f"ck_{table}_{column}"))


def _partial_index(table: str, where: str, *columns: str) -> None:
    name = op.f(f"ix_{table}_{'_'.join(columns)}")
    op.create_index(name, table, list(columns), sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _refuse_changes(table: str) -> None:
    """From now on the database itself refuses to change or remove a row."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION refuse_change_of_{table}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION 'rows of {table} are never changed or removed'; END$$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_change_of_{table}()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_{table}()"
        )
        return
    op.execute(  # INSERT OR REPLACE removes a row without asking the trigger of DELETE
        f"CREATE TRIGGER {table}_is_kept_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {APPEND_ONLY[table]}) "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or removed'); END"
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_is_kept_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or removed'); END"
        )


def _allow_changes(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {table}_is_kept ON {table}")
        op.execute(f"DROP TRIGGER {table}_is_not_emptied ON {table}")
        op.execute(f"DROP FUNCTION refuse_change_of_{table}()")
        return
    for verb in ("update", "delete", "replace"):
        op.execute(f"DROP TRIGGER {table}_is_kept_{verb}")
