"""Full-text search over articles: FTS5 without content on SQLite, text search vectors on PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Words are made by db.folding and only split at spaces here: unicode61 must not fold accents once more. Nothing
# is ranked by length, so that no sizes are kept.
FTS5 = """
CREATE VIRTUAL TABLE article_search USING fts5(
    exact, plain, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0'
)
"""
# Many articles come in one transaction: their words are held together, and merged less eagerly (kept in the file).
FTS5_SETTINGS = (("hashsize", 16 * 1024 * 1024), ("automerge", 8))
TSVECTOR = """
CREATE TABLE article_search (
    article_id INTEGER NOT NULL CONSTRAINT pk_article_search PRIMARY KEY
        CONSTRAINT fk_article_search_article_id REFERENCES article (id),
    exact TSVECTOR NOT NULL,
    plain TSVECTOR NOT NULL
)
"""


def upgrade() -> None:
    """Add the index and the table that says what is in it; both are empty, and filled by the next night."""
    op.create_table(
        "article_indexed",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_indexed_article_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_article_indexed_revision_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_indexed")),
    )
    op.create_index(op.f("ix_article_indexed_published"), "article_indexed", ["published"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FTS5)
        for name, value in FTS5_SETTINGS:
            op.execute(f"INSERT INTO article_search (article_search, rank) VALUES ('{name}', {value})")
        return
    op.execute(TSVECTOR)
    for column in ("exact", "plain"):
        op.execute(f"CREATE INDEX ix_article_search_{column} ON article_search USING gin ({column})")


def downgrade() -> None:
    """Drop both; they hold nothing that cannot be made again from the texts."""
    op.execute("DROP TABLE article_search")
    op.drop_table("article_indexed")
