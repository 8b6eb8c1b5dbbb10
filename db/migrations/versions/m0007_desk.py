"""The editors' desk: why an item was given, what was skipped, where a correction was taken from, practice.

Leases last minutes: those that are held while this runs are given up, so that every one says why it was given.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, the columns and the index."""
    op.execute("DELETE FROM lease")
    with op.batch_alter_table("lease") as lease:
        lease.add_column(sa.Column("served_as", sa.String(), nullable=False))
        lease.create_check_constraint(
            op.f("ck_lease_served_as"), "served_as IN ('flagged', 'sample', 'second', 'chosen')"
        )
    op.add_column("verdict", sa.Column("spans", sa.JSON(none_as_null=True), nullable=True))
    op.create_index(op.f("ix_verdict_undoes"), "verdict", ["undoes"])
    op.create_table(
        "skipped",
        sa.Column("editor", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("editor", "claim", name=op.f("pk_skipped")),
    )
    op.create_index(op.f("ix_skipped_until"), "skipped", ["until"])
    op.create_table(
        "practice_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_practice_answer_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_answer")),
        sa.UniqueConstraint("user_id", "round", "item", name=op.f("uq_practice_answer_user_id_round_item")),
    )
    op.create_table(
        "practice_waiver",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_user_id"], ["user.id"], name=op.f("fk_practice_waiver_by_user_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_practice_waiver_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_practice_waiver")),
    )


def downgrade() -> None:
    """Back to leases that do not say why; practice is lost, and where corrections were taken from."""
    for table in ("practice_waiver", "practice_answer", "skipped"):
        op.drop_table(table)
    op.drop_index(op.f("ix_verdict_undoes"), "verdict")
    op.drop_column("verdict", "spans")
    with op.batch_alter_table("lease") as lease:
        lease.drop_constraint(op.f("ck_lease_served_as"), type_="check")
        lease.drop_column("served_as")
