"""Indexes for lists of figures without a filter: those told last, those of the latest periods."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both."""
    op.create_index("ix_figure_told", "figure", ["last_published", "id"])
    op.create_index("ix_figure_period", "figure", ["period_to", "id"])


def downgrade() -> None:
    """Take both away."""
    for name in ("ix_figure_period", "ix_figure_told"):
        op.drop_index(name, "figure")
