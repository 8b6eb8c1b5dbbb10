"""Administrative units through time, and which took over from which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables, empty: their rows come from the gazetteer (``db.repository.places.load``)."""
    op.create_table(
        "place",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("parent_code", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("plain", sa.String(), nullable=False),
        sa.CheckConstraint("level IN ('province', 'district', 'commune')", name=op.f("ck_place_level")),
        sa.PrimaryKeyConstraint("code", "valid_from", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_plain"), "place", ["plain"])
    op.create_index(op.f("ix_place_parent_code"), "place", ["parent_code"])
    op.create_table(
        "place_succession",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("successor_code", sa.String(), nullable=False),
        sa.Column("successor_valid_from", sa.String(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code", "valid_from"],
            ["place.code", "place.valid_from"],
            name=op.f("fk_place_succession_code_valid_from"),
        ),
        sa.ForeignKeyConstraint(
            ["successor_code", "successor_valid_from"],
            ["place.code", "place.valid_from"],
            name=op.f("fk_place_succession_successor_code_successor_valid_from"),
        ),
        sa.PrimaryKeyConstraint(
            "code",
            "valid_from",
            "successor_code",
            "successor_valid_from",
            name=op.f("pk_place_succession"),
        ),
    )
    op.create_index(
        op.f("ix_place_succession_successor_code_successor_valid_from"),
        "place_succession",
        ["successor_code", "successor_valid_from"],
    )


def downgrade() -> None:
    """Drop both; the gazetteer has it all."""
    op.drop_table("place_succession")
    op.drop_table("place")
    op.execute("DELETE FROM derivation WHERE name = 'place'")
