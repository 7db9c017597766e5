"""Imports: what files of others said of which row, and how each file is read."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("row_table", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        _edition("imported"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported")),
    )
    op.create_index(op.f("ix_imported_edition_id"), "imported", ["edition_id"])
    op.create_table(
        "reading",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        _edition("reading"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_edition_id"), "reading", ["edition_id"])


def _edition(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_edition_id")
    link = ["edition_id"], ["edition.id"]
    return sa.ForeignKeyConstraint(*link, name=name, initially="DEFERRED", deferrable=True)
