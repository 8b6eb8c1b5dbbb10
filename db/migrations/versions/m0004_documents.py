"""The registry of cited documents in use: each with its citations, by day and province."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DOCUMENTS = """
CREATE VIEW documents AS
SELECT
    cited_document.id AS document_id, cited_document.canonical, cited_document.type, cited_document.number,
    cited_document.symbol, cited_document.issuer, cited_document.issuer_level, cited_document.province,
    cited_document.date, cited_document.term, cited_document.title, cited_document.local,
    cited_document.citations, cited_document.articles, cited_document.first_cited, cited_document.last_cited,
    cited_document.first_article_id
FROM cited_document
WHERE cited_document.citations > 0
"""
CITATIONS = """
CREATE VIEW citations AS
SELECT
    citation.cited_document_id AS document_id, citation.article_id, article.url, source.name AS source,
    citation.published, citation.province, document.start, document."end", document.text
FROM citation
JOIN document ON document.id = citation.document_row
JOIN article ON article.id = citation.article_id
JOIN source ON source.id = article.source_id
"""


def upgrade() -> None:
    """Add both tables, empty (``db.repository.documents.refresh`` fills them), and the views over them."""
    op.create_table(
        "cited_document",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("search_key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("canonical", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("symbol", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issuer_level", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("term", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.Column("citations", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("first_cited", sa.Date(), nullable=True),
        sa.Column("last_cited", sa.Date(), nullable=True),
        sa.Column("first_article_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["first_article_id"], ["article.id"], name=op.f("fk_cited_document_first_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cited_document")),
        sa.UniqueConstraint("key", name=op.f("uq_cited_document_key")),
    )
    op.create_index(op.f("ix_cited_document_canonical"), "cited_document", ["canonical"])
    op.create_index(op.f("ix_cited_document_search_key"), "cited_document", ["search_key"])
    op.create_index(op.f("ix_cited_document_citations"), "cited_document", ["citations"])
    op.create_index(op.f("ix_cited_document_province_citations"), "cited_document", ["province", "citations"])
    op.create_table(
        "citation",
        sa.Column("document_row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cited_document_id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_citation_article_id")),
        sa.ForeignKeyConstraint(
            ["cited_document_id"], ["cited_document.id"], name=op.f("fk_citation_cited_document_id")
        ),
        sa.ForeignKeyConstraint(["document_row"], ["document.id"], name=op.f("fk_citation_document_row")),
        sa.PrimaryKeyConstraint("document_row", name=op.f("pk_citation")),
    )
    op.create_index(op.f("ix_citation_article_id"), "citation", ["article_id"])
    op.create_index(
        op.f("ix_citation_cited_document_id_published_article_id"),
        "citation",
        ["cited_document_id", "published", "article_id"],
    )
    op.create_index(op.f("ix_citation_province_published"), "citation", ["province", "published"])
    op.execute(DOCUMENTS)
    op.execute(CITATIONS)


def downgrade() -> None:
    """Drop views and tables; they hold nothing that cannot be made again from the mentions."""
    op.execute("DROP VIEW citations")
    op.execute("DROP VIEW documents")
    op.drop_table("citation")
    op.drop_table("cited_document")
