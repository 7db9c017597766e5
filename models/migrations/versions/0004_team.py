"""A team on one plan: the order in which steps took effect, who is here, and how long people stay."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("edition") as edition:
        edition.add_column(sa.Column("keep_until", sa.Date(), nullable=True))
    with op.batch_alter_table("journal_step") as step:
        step.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    # Until now undone steps were always the newest: the last one undone is the oldest of them.
    op.execute("UPDATE journal_step SET turn = id")
    op.execute(
        "UPDATE journal_step SET turn = 2 * (SELECT MAX(id) FROM journal_step) + 1 - id "
        "WHERE state = 'undone'"
    )
    op.create_index(op.f("ix_journal_step_turn"), "journal_step", ["turn"])
    op.create_table(
        "presence",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("row_table", sa.String(), nullable=True),
        sa.Column("row_id", sa.String(), nullable=True),
        sa.Column("beat", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
    )
