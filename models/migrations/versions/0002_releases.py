"""Releases: the ledger keeps every version of an event, what it says stands apart, handouts."""

import json
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: What an event need not say: its form leaves out what is as usual.
USUAL = {
    "all_day": False, "status": "CONFIRMED", "busy": True, "place": "", "address": "",
    "lat": None, "lon": None, "description": "", "category": "",
}  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table("release") as batch_op:
        batch_op.create_unique_constraint(op.f("uq_release_edition_id"), ["edition_id", "number"])
    op.create_table(
        "addressee",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("release_id", sa.String(length=36), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=True),
        _reference("addressee", "edition"),
        _reference("addressee", "release"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressee")),
    )
    op.create_index(op.f("ix_addressee_edition_id"), "addressee", ["edition_id"])
    op.create_table(
        "event_content",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_content")),
    )
    op.create_table(
        "handout",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("release_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        _reference("handout", "edition"),
        _reference("handout", "release"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout")),
    )
    op.create_index(op.f("ix_handout_edition_id"), "handout", ["edition_id"])
    _replace_ledger()


def _reference(table: str, target: str, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{target}_id"
    name = op.f(f"fk_{table}_{column}")
    link = [column], [f"{target}.id"]
    return sa.ForeignKeyConstraint(*link, name=name, initially="DEFERRED", deferrable=True)


def _replace_ledger() -> None:
    """What was the last state of each event becomes its first known version."""
    connection = op.get_bind()
    old = sa.Table("issued_event", sa.MetaData(), autoload_with=connection)
    rows = [dict(row) for row in connection.execute(sa.select(old)).mappings()]
    op.drop_table("issued_event")
    ledger = op.create_table(
        "issued_event",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("item_key", sa.String(length=80), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.DateTime(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("begin", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("content_id", sa.String(length=36), nullable=False),
        sa.Column("release_id", sa.String(length=36), nullable=True),
        _reference("issued_event", "edition"),
        _reference("issued_event", "event_content", "content_id"),
        _reference("issued_event", "release"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_event")),
    )
    op.create_index("ix_issued_event_recipient", "issued_event", ["edition_id", "recipient"])
    op.create_index(op.f("ix_issued_event_release_id"), "issued_event", ["release_id"])
    contents: dict[str, str] = {}
    moved = []
    for row in rows:
        content = json.loads(row.pop("content"))
        form = content["event"].items()
        event = {n: value for n, value in form if n != "key" and USUAL.get(n, ...) != value}
        del row["fingerprint"]
        text = json.dumps(event, sort_keys=True, separators=(",", ":"))
        row["content_id"] = sha256(text.encode()).hexdigest()[:32]
        row["created"] = datetime.fromisoformat(content["created"])
        row["begin"] = event["begin"]
        contents[row["content_id"]] = text
        moved.append(row)
    if moved:
        table = sa.table("event_content", sa.column("id"), sa.column("event"))
        op.bulk_insert(table, [{"id": key, "event": text} for key, text in contents.items()])
        op.bulk_insert(ledger, moved)
