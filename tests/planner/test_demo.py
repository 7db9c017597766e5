import csv
import re
from collections import Counter
from dataclasses import fields
from datetime import date, datetime
from importlib import resources
from importlib.resources.abc import Traversable
from io import StringIO

import pytest

from data.catalogue import cities
from models.words import DelegationStatus, Kind, Role, TravelMode
from planner.checks.engine import check
from planner.conflicts import Severity
from planner.demo import MARK, ROLE_COLUMNS, assemble, demo_id, demo_programme, demo_rows
from planner.entities import TABLE_OF, TABLES, Activity, Delegate, Entity, Participation, Site
from planner.programme import Programme
from planner.seed import catalogue_rows
from planner.validate import problems

TABLE_FILES = [f for f in (resources.files("data") / "demo").iterdir() if f.name.endswith(".csv")]
TABLE_FILES.sort(key=lambda file: file.name)
CLOCK_CHANGE = date(2024, 10, 27)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return demo_programme()


def references(row: Entity) -> dict[str, str]:
    names = (f.name for f in fields(row) if f.name.endswith("_id"))
    return {name: value for name in names if (value := getattr(row, name)) is not None}


def wall_times(programme: Programme) -> list[datetime]:
    moves = [time for d in programme.delegations.values() for time in (d.arrival, d.departure)]
    moves += [time for d in programme.delegates.values() for time in (d.arrival, d.departure)]
    starts = [a.start for a in programme.activities.values()]
    return [time for time in [*moves, *starts] if time is not None]


def used_sites(programme: Programme) -> set[str]:
    rows = (row for row in demo_rows() if not isinstance(row, Site))
    named = {id_ for row in rows for id_ in references(row).values()}
    return named & set(programme.sites)


def test_loading_twice_gives_the_same_rows_under_the_same_ids() -> None:
    demo_rows.cache_clear()
    first = demo_rows()
    demo_rows.cache_clear()
    assert demo_rows() == first
    assert demo_id("delegation", "viborg") in {row.id for row in first}


def test_every_id_is_used_once() -> None:
    ids = Counter((TABLE_OF[type(row)], row.id) for row in demo_rows())
    assert max(ids.values()) == 1


def test_rows_only_refer_to_rows_before_them() -> None:
    known = {row.id for rows in catalogue_rows().values() for row in rows}
    for row in demo_rows():
        known.add(row.id)
        missing = {name: id_ for name, id_ in references(row).items() if id_ not in known}
        assert not missing, row


def test_tables_come_in_the_order_of_insertion() -> None:
    order = list(TABLES)
    places = [order.index(TABLE_OF[type(row)]) for row in demo_rows()]
    assert places == sorted(places)


def test_the_edition_and_everything_invented_says_so(programme: Programme) -> None:
    assert programme.edition.is_example
    assert "Invented" in (programme.edition.note or "")
    assert all(host.is_example for host in programme.hosts.values())
    assert all(MARK in (a.description or "") for a in programme.activities.values())


def test_places_are_in_the_catalogue_or_marked_as_examples(programme: Programme) -> None:
    for site_id in used_sites(programme):
        site = programme.sites[site_id]
        assert site.is_example or site.edition_id is None
        assert "fictional" in site.name or not site.is_example


def test_no_place_of_doubtful_existence_is_used(programme: Programme) -> None:
    sites = [programme.sites[id_] for id_ in used_sites(programme)]
    assert {site.confidence for site in sites} <= {"high", "medium", None}
    unrated = {site.kind for site in sites if site.confidence is None and not site.is_example}
    assert unrated <= {"station", "airport"}


def test_opening_hours_are_only_given_for_invented_places(programme: Programme) -> None:
    assert programme.openings
    assert all(programme.sites[o.site_id].is_example for o in programme.openings.values())


def test_mail_addresses_end_in_the_reserved_domain() -> None:
    emails = [email for row in demo_rows() if (email := getattr(row, "email", None))]
    assert len(emails) > 60
    assert all(email.endswith(".example") for email in emails)


def test_telephone_numbers_ring_nowhere() -> None:
    numbers = [
        value
        for row in demo_rows()
        for name in ("phone", "driver_phone")
        if (value := getattr(row, name, None))
    ]
    assert len(numbers) > 40
    assert all(re.fullmatch(r"\+\d{2,3}( 0+)* ?0+\d{2}", n.replace(" ", "")) for n in numbers)


def test_delegates_say_that_they_are_fictional(programme: Programme) -> None:
    assert all("fictional" in (d.role or "") for d in programme.delegates.values())


def test_delegates_of_other_scripts_have_a_latin_name(programme: Programme) -> None:
    def latin(delegate: Delegate) -> bool:
        return all(ord(letter) < 0x250 or letter == "’" for letter in delegate.name)

    other = [d for d in programme.delegates.values() if not latin(d)]
    cities = {programme.delegations[d.delegation_id].name for d in other}
    assert cities == {"Novi Sad", "Tbilisi"}
    assert all(d.latin_name for d in other)


def test_the_eight_delegations_of_2024_come(programme: Programme) -> None:
    invited = {city.uuid for city in cities() if city.invited_2024}
    assert {d.city_id for d in programme.delegations.values()} == invited
    assert len(programme.active_delegations) == 8


def test_one_delegation_has_a_head_count_and_no_names_yet(programme: Programme) -> None:
    nameless = [d for d in programme.active_delegations if d.id not in programme.delegates_of]
    assert [(d.name, d.status) for d in nameless] == [("Modena", DelegationStatus.INVITED)]
    assert programme.heads_of(nameless[0].id) == 3


def test_every_time_exists_and_lies_within_the_edition(programme: Programme) -> None:
    times = wall_times(programme)
    first, last = programme.days[0], programme.days[-1]
    assert all(first <= time.date() <= last for time in times)
    assert all(programme.clock.exists(time) for time in times)


def test_a_coach_leaves_in_the_second_pass_of_the_repeated_hour(programme: Programme) -> None:
    coach = programme.activities[demo_id("activity", "sun-bru-night")]
    assert coach.start == datetime(2024, 10, 27, 2, 30)
    assert coach.start.fold == 1
    dinner = programme.activities[demo_id("activity", "sat-dinner")]
    rest = programme.spans[coach.id].begin - programme.spans[dinner.id].end
    assert rest == 6 * 60 + 30


def test_everybody_leaves_on_the_sunday_of_the_clock_change(programme: Programme) -> None:
    departures = [d.departure for d in programme.delegations.values()]
    assert all(time and time.date() == CLOCK_CHANGE for time in departures)


def test_two_circuits_run_at_the_same_time(programme: Programme) -> None:
    wednesday = [d for d in programme.tour_days.values() if d.day == date(2024, 10, 23)]
    assert len({d.tour_id for d in wednesday}) == 2
    boarded = [b.delegation_id for b in programme.boardings.values() if b.delegation_id]
    assert sorted(boarded) == sorted(programme.delegations)


def test_transfers_take_at_least_what_the_travel_model_says(programme: Programme) -> None:
    transfers = [a for a in programme.activities.values() if a.kind is Kind.TRANSFER]
    assert len(transfers) > 15
    for a in transfers:
        assert a.site_id is not None
        assert a.from_site_id is not None
        leg = programme.travel.leg(a.from_site_id, a.site_id, a.mode, programme.start(a))
        assert leg is not None
        assert leg.minutes <= a.minutes, a.title


def test_transfers_with_a_wheelchair_user_have_a_place_for_it(programme: Programme) -> None:
    hamar = demo_id("delegation", "hamar")
    rides = [
        a
        for a in programme.activities.values()
        if a.kind is Kind.TRANSFER and hamar in programme.delegations_in(a.id)
    ]
    assert {a.mode for a in rides} == {TravelMode.COACH}
    vehicles = [programme.vehicles[programme.vehicle_of(a) or ""] for a in rides]
    assert all(vehicle.wheelchair_places for vehicle in vehicles)


def test_all_eight_cities_speak_at_the_round_table(programme: Programme) -> None:
    table = programme.activities[demo_id("activity", "rt")]
    speeches = [a for a in programme.parts[table.id] if a.kind is Kind.INTERVENTION]
    speakers = [
        party.delegation_id
        for speech in speeches
        for party in programme.parties(speech.id)
        if party.role is Role.SPEAKS
    ]
    assert sorted(filter(None, speakers)) == sorted(programme.delegations)
    assert {Role.MODERATES, Role.INTERPRETS} <= {p.role for p in programme.parties(table.id)}


def test_there_are_about_sixty_festival_items_over_four_days(programme: Programme) -> None:
    items = [a for a in programme.activities.values() if a.kind in (Kind.SESSION, Kind.VISIT)]
    assert 55 <= len(items) <= 65
    assert {a.start.day for a in items if a.start} == {24, 25, 26, 27}


def test_every_delegation_has_something_on_every_day_it_is_there(programme: Programme) -> None:
    for delegation in programme.active_delegations:
        days = {programme.clock.day(e.begin) for e in programme.agenda(delegation.id)}
        assert days == set(programme.days), delegation.name


def test_some_of_a_delegation_may_go_without_being_named(programme: Programme) -> None:
    assert programme.head_count(demo_id("activity", "sat-concert-hall")) == (2, True)


def test_one_stop_waits_in_the_tray(programme: Programme) -> None:
    assert [a.id for a in programme.unplaced] == [demo_id("activity", "a-hornu")]


def test_no_row_holds_a_value_that_an_organiser_could_not_enter(programme: Programme) -> None:
    assert {row.id: found for row in demo_rows() if (found := problems(programme, row))} == {}


def test_the_conflicts_are_those_that_the_readme_leaves_to_the_organiser(
    programme: Programme,
) -> None:
    serious = [c for c in check(programme) if c.severity is not Severity.TO_CHECK]
    assert {(c.rule, c.severity.label, c.activities[-1]) for c in serious} == {
        ("before-arrival", "blocking", demo_id("activity", "tue-welcome")),
        ("meeting-clash", "blocking", demo_id("activity", "m-05")),
        ("over-capacity", "blocking", demo_id("activity", "fri-beffroi")),
        ("round-table-over", "blocking", demo_id("activity", "rt")),
        ("outside-opening-hours", "blocking", demo_id("activity", "sat-lunch-2")),
        ("gap-too-short", "warning", demo_id("activity", "sat-pavillon")),
        ("language-not-shared", "warning", demo_id("activity", "sat-rops")),
    }
    assert len(serious) == 7


def test_things_to_check_are_unknown_hours_unknown_steps_and_hosts_not_asked(
    programme: Programme,
) -> None:
    mild = Counter(c.rule for c in check(programme) if c.severity is Severity.TO_CHECK)
    assert set(mild) == {"opening-hours-unknown", "step-free-unknown", "host-unconfirmed"}
    assert mild["host-unconfirmed"] == 2
    assert mild.total() < 40


def test_rows_without_an_edition_make_no_programme() -> None:
    with pytest.raises(ValueError, match="no edition"):
        assemble([])


def test_participations_name_exactly_one_party() -> None:
    rows = [row for row in demo_rows() if isinstance(row, Participation)]
    assert all(len(references(row)) == 2 for row in rows)


def test_parts_have_no_start_of_their_own() -> None:
    parts = [row for row in demo_rows() if isinstance(row, Activity) and row.parent_id]
    assert len(parts) == 27
    assert all(part.start is None for part in parts)


@pytest.mark.parametrize("table", TABLE_FILES, ids=lambda file: file.name)
def test_every_cell_of_a_table_has_a_column_that_is_known(table: Traversable) -> None:
    header, *lines = csv.reader(StringIO(table.read_text(encoding="utf-8")))
    name = table.name.removesuffix(".csv")
    cls = TABLES["activity" if name.startswith("activity_") else name]
    known = {f.name.removesuffix("_id") for f in fields(cls)} | {"key"}
    if cls is Activity:
        known |= {"pins", *ROLE_COLUMNS}
    assert set(header) <= known
    assert lines
    assert {len(line) for line in lines} == {len(header)}
