"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("festival_start", sa.Date(), nullable=False),
        sa.Column("festival_end", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("buffer_minutes", sa.Integer(), nullable=False),
        sa.Column("margin_percent", sa.Integer(), nullable=False),
        sa.Column("max_day_minutes", sa.Integer(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
    )
    op.create_table(
        "field",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_fr", sa.String(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field")),
    )
    op.create_table(
        "journal_step",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("is_floor", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_step")),
    )
    with op.batch_alter_table("journal_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_journal_step_edition_id"), ["edition_id"], unique=False
        )

    op.create_table(
        "store_meta",
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_meta")),
    )
    op.create_table(
        "acceptance",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_acceptance_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
    )
    with op.batch_alter_table("acceptance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acceptance_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "city",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("field_id", sa.String(length=36), nullable=True),
        sa.Column("designated", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["field_id"],
            ["field.id"],
            name=op.f("fk_city_field_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city")),
        sa.UniqueConstraint("code", name=op.f("uq_city_code")),
    )
    op.create_table(
        "journal_change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["step_id"], ["journal_step.id"], name=op.f("fk_journal_change_step_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_change")),
    )
    with op.batch_alter_table("journal_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_change_row_id"), ["row_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_change_step_id"), ["step_id"], unique=False)

    op.create_table(
        "organiser",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_organiser_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organiser")),
    )
    with op.batch_alter_table("organiser", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organiser_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "release",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_release_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_release_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "site",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("country_code", sa.String(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("precision_m", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.String(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.Column("visit_minutes", sa.Integer(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_site_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "vehicle",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("wheelchair_places", sa.Integer(), nullable=True),
        sa.Column("operator", sa.String(), nullable=True),
        sa.Column("driver", sa.String(), nullable=True),
        sa.Column("driver_phone", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_vehicle_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vehicle")),
    )
    with op.batch_alter_table("vehicle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vehicle_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "delegation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("city_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("interests", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("document_language", sa.String(), nullable=False),
        sa.Column("arrival", sa.String(length=17), nullable=True),
        sa.Column("arrival_site_id", sa.String(length=36), nullable=True),
        sa.Column("departure", sa.String(length=17), nullable=True),
        sa.Column("departure_site_id", sa.String(length=36), nullable=True),
        sa.Column("hotel_id", sa.String(length=36), nullable=True),
        sa.Column("pickup_id", sa.String(length=36), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrival_site_id"],
            ["site.id"],
            name=op.f("fk_delegation_arrival_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["city_id"],
            ["city.id"],
            name=op.f("fk_delegation_city_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["departure_site_id"],
            ["site.id"],
            name=op.f("fk_delegation_departure_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_delegation_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["hotel_id"],
            ["site.id"],
            name=op.f("fk_delegation_hotel_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["pickup_id"],
            ["site.id"],
            name=op.f("fk_delegation_pickup_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delegation_arrival_site_id"),
            ["arrival_site_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_delegation_departure_site_id"),
            ["departure_site_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_delegation_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegation_hotel_id"), ["hotel_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegation_pickup_id"), ["pickup_id"], unique=False)

    op.create_table(
        "host",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("site_id", sa.String(length=36), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_host_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name=op.f("fk_host_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host")),
    )
    with op.batch_alter_table("host", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_host_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_host_site_id"), ["site_id"], unique=False)

    op.create_table(
        "issued_event",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("item_key", sa.String(length=80), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("stamp", sa.DateTime(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("release_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_issued_event_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
            name=op.f("fk_issued_event_release_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_event")),
    )
    with op.batch_alter_table("issued_event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_issued_event_recipient", ["edition_id", "recipient"], unique=False
        )

    op.create_table(
        "opening",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("site_id", sa.String(length=36), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name=op.f("fk_opening_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    with op.batch_alter_table("opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opening_site_id"), ["site_id"], unique=False)

    op.create_table(
        "tour",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("vehicle_id", sa.String(length=36), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_tour_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["vehicle_id"],
            ["vehicle.id"],
            name=op.f("fk_tour_vehicle_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour")),
    )
    with op.batch_alter_table("tour", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tour_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tour_vehicle_id"), ["vehicle_id"], unique=False)

    op.create_table(
        "travel_time",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("from_site_id", sa.String(length=36), nullable=False),
        sa.Column("to_site_id", sa.String(length=36), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=True),
        sa.Column("both_ways", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_travel_time_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["from_site_id"],
            ["site.id"],
            name=op.f("fk_travel_time_from_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["to_site_id"],
            ["site.id"],
            name=op.f("fk_travel_time_to_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_time")),
    )
    with op.batch_alter_table("travel_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_travel_time_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_travel_time_from_site_id"), ["from_site_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_travel_time_to_site_id"), ["to_site_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("host_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["host_id"],
            ["host.id"],
            name=op.f("fk_contact_host_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_host_id"), ["host_id"], unique=False)

    op.create_table(
        "delegate",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("delegation_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("latin_name", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("diet", sa.String(), nullable=True),
        sa.Column("access_needs", sa.String(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("arrival", sa.String(length=17), nullable=True),
        sa.Column("departure", sa.String(length=17), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_delegate_delegation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate")),
    )
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delegate_delegation_id"), ["delegation_id"], unique=False
        )

    op.create_table(
        "tour_day",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("tour_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.Time(), nullable=True),
        sa.Column("start_site_id", sa.String(length=36), nullable=True),
        sa.Column("end", sa.Time(), nullable=True),
        sa.Column("end_site_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["end_site_id"],
            ["site.id"],
            name=op.f("fk_tour_day_end_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["start_site_id"],
            ["site.id"],
            name=op.f("fk_tour_day_start_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tour_id"],
            ["tour.id"],
            name=op.f("fk_tour_day_tour_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_day")),
    )
    with op.batch_alter_table("tour_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tour_day_end_site_id"), ["end_site_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_tour_day_start_site_id"), ["start_site_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_tour_day_tour_id"), ["tour_id"], unique=False)

    op.create_table(
        "activity",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("start", sa.String(length=17), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.String(length=36), nullable=True),
        sa.Column("from_site_id", sa.String(length=36), nullable=True),
        sa.Column("mode", sa.String(length=20), nullable=True),
        sa.Column("vehicle_id", sa.String(length=36), nullable=True),
        sa.Column("tour_day_id", sa.String(length=36), nullable=True),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("meeting_point", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("pin_time", sa.Boolean(), nullable=False),
        sa.Column("pin_place", sa.Boolean(), nullable=False),
        sa.Column("pin_order", sa.Boolean(), nullable=False),
        sa.Column("pin_people", sa.Boolean(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("external_key", sa.String(), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_activity_lasts")),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_activity_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["from_site_id"],
            ["site.id"],
            name=op.f("fk_activity_from_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["activity.id"],
            name=op.f("fk_activity_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name=op.f("fk_activity_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tour_day_id"],
            ["tour_day.id"],
            name=op.f("fk_activity_tour_day_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["vehicle_id"],
            ["vehicle.id"],
            name=op.f("fk_activity_vehicle_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_activity_from_site_id"), ["from_site_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_activity_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_site_id"), ["site_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_tour_day_id"), ["tour_day_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_vehicle_id"), ["vehicle_id"], unique=False)

    op.create_table(
        "boarding",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("tour_id", sa.String(length=36), nullable=False),
        sa.Column("delegation_id", sa.String(length=36), nullable=True),
        sa.Column("delegate_id", sa.String(length=36), nullable=True),
        sa.Column("guest", sa.String(), nullable=True),
        sa.Column("heads", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN delegation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN delegate_id IS NULL THEN 0 ELSE 1 END + CASE WHEN guest IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_boarding_exactly_one"),
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name=op.f("fk_boarding_delegate_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_boarding_delegation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tour_id"],
            ["tour.id"],
            name=op.f("fk_boarding_tour_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boarding")),
    )
    with op.batch_alter_table("boarding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_boarding_delegate_id"), ["delegate_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_boarding_delegation_id"), ["delegation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_boarding_tour_id"), ["tour_id"], unique=False)

    op.create_table(
        "participation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("activity_id", sa.String(length=36), nullable=False),
        sa.Column("delegation_id", sa.String(length=36), nullable=True),
        sa.Column("delegate_id", sa.String(length=36), nullable=True),
        sa.Column("host_id", sa.String(length=36), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN delegation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN delegate_id IS NULL THEN 0 ELSE 1 END + CASE WHEN host_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_participation_exactly_one"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_participation_activity_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name=op.f("fk_participation_delegate_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_participation_delegation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["host_id"],
            ["host.id"],
            name=op.f("fk_participation_host_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_participation_activity_id"), ["activity_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_participation_delegate_id"), ["delegate_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_participation_delegation_id"),
            ["delegation_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_participation_host_id"), ["host_id"], unique=False)

    op.create_table(
        "wish",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.String(length=36), nullable=False),
        sa.Column("delegation_id", sa.String(length=36), nullable=True),
        sa.Column("host_id", sa.String(length=36), nullable=True),
        sa.Column("activity_id", sa.String(length=36), nullable=True),
        sa.Column("site_id", sa.String(length=36), nullable=True),
        sa.Column("field_id", sa.String(length=36), nullable=True),
        sa.Column("wanted_host_id", sa.String(length=36), nullable=True),
        sa.Column("wanted_delegation_id", sa.String(length=36), nullable=True),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_wish_activity_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_wish_delegation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_wish_edition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["field_id"],
            ["field.id"],
            name=op.f("fk_wish_field_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["host_id"],
            ["host.id"],
            name=op.f("fk_wish_host_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name=op.f("fk_wish_site_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["wanted_delegation_id"],
            ["delegation.id"],
            name=op.f("fk_wish_wanted_delegation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["wanted_host_id"],
            ["host.id"],
            name=op.f("fk_wish_wanted_host_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
    )
    with op.batch_alter_table("wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wish_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wish_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wish_host_id"), ["host_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wish_site_id"), ["site_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_wish_wanted_delegation_id"),
            ["wanted_delegation_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_wish_wanted_host_id"), ["wanted_host_id"], unique=False
        )
