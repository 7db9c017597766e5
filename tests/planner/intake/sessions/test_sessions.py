"""Sessions of a festival as activities: added, moved, cancelled, kept, never doubled."""

import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import Kind
from planner.edits.core import change, edit
from planner.entities import Activity, Change
from planner.errors import PlannerError
from planner.import_store import memories
from planner.intake.imports import review
from planner.intake.manner import Manner
from planner.intake.review import Choices, Outcome, Review
from planner.phrases import Phrase
from planner.workspace import Workspace
from tests.build import Build, fri, sat, sun
from tests.planner.intake.festival.mutations import SEEDS, mutated
from tests.planner.intake.festival.samples import (
    calendar,
    frab_xml,
    json_event,
    schedule_json,
    vevent,
    xml_event,
)
from tests.planner.intake.ring import Ring, outcomes, said, twice


@pytest.fixture
def ring(tmp_path: Path) -> Ring:
    return Ring(Build().programme(), tmp_path)


def schedule(**fields: object) -> bytes:
    return schedule_json(json_event(1, **fields))


def by_hand(ring: Ring, **values: object) -> None:
    row = ring.activity("Ears wide open")
    ring.do(change(ring.programme, replace(row, **values)))  # type: ignore[arg-type]


def remove(ring: Ring, row: Activity) -> None:
    ring.do(edit(Phrase("Remove"), [Change(row, None)]))


def test_a_session_becomes_an_activity_with_all_that_is_known(ring: Ring) -> None:
    ring.take(schedule())
    activity = ring.activity("Ears wide open")
    assert (activity.kind, activity.start, activity.minutes) == (Kind.SESSION, sat("14:00"), 90)
    assert (activity.language, activity.external_key) == ("fr", "g-1")
    assert activity.description == (
        "Ada Exemple, Bo Muster\nSound · talk\n\nShort.\n\nLonger.\n\nhttps://festival.example/1"
    )
    assert ring.programme.site_name(activity.site_id) == "Salle A"


FORMS = {
    "xml": frab_xml(xml_event(1), xml_event(2, date="2024-10-27T02:30:00+01:00")),
    "json": schedule_json(json_event(1), json_event(2, date="2024-10-26T18:00:00+02:00")),
    "ics": calendar(vevent(), vevent("DTSTART:20241026T180000", uid="")),
    "ics with a zone": calendar(
        vevent("DTSTART:20241026T180000", uid=""), head=["X-WR-TIMEZONE:Europe/London"]
    ),
    "ics of two zones": calendar(vevent("DTSTART:20241026T180000", uid="1"))
    + calendar(vevent("DTSTART:20241026T180000", uid="2"), head=["X-WR-TIMEZONE:Asia/Tbilisi"]),
    "ics of an unknown zone": calendar(
        vevent("DTSTART:20241026T180000", uid=""), head=["X-WR-TIMEZONE:Namur/Citadelle"]
    ),
    **{f"all features of {n}": content for n, content in enumerate(SEEDS)},
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_the_same_file_twice_changes_nothing(ring: Ring, content: bytes) -> None:
    first = ring.take(content)
    assert first.count(Outcome.ADDED)
    again = ring.review(content)
    assert not again.edit
    assert again.manner == first.manner
    assert again.count(Outcome.ADDED) == again.count(Outcome.CHANGED) == 0
    assert not again.missing


def test_what_moves_is_told_old_and_new_and_who_takes_part(tmp_path: Path) -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.session("Ears wide open", sat("14:00"), 90, None, tbilisi, external_key="g-1")
    ring = Ring(plan.programme(), tmp_path)
    ring.take(schedule())
    found = ring.take(schedule(date="2024-10-26T16:00:00+02:00"))
    assert said(found) == ["start: 2024-10-26 14:00 → 2024-10-26 16:00; Tbilisi take part"]
    assert ring.activity("Ears wide open").start == sat("16:00")


def test_another_room_is_told_by_its_name(ring: Ring) -> None:
    ring.take(schedule())
    found = ring.take(schedule_json(json_event()).replace(b"Salle A", b"Big tent"))
    assert said(found) == ["place: Salle A → Big tent"]


def test_a_time_that_was_changed_by_hand_stays(ring: Ring) -> None:
    ring.take(schedule())
    by_hand(ring, start=sat("15:00"))
    found = ring.take(schedule(date="2024-10-26T16:00:00+02:00"))
    assert outcomes(found) == [Outcome.KEPT]
    assert ring.activity("Ears wide open").start == sat("15:00")


def test_what_was_removed_by_hand_stays_removed(ring: Ring) -> None:
    ring.take(schedule())
    remove(ring, ring.activity("Ears wide open"))
    assert outcomes(ring.take(schedule())) == [Outcome.KEPT]
    assert ring.titles == []


def test_what_is_no_longer_in_the_file_is_listed_and_stays(ring: Ring) -> None:
    ring.take(schedule_json(json_event(1), json_event(2, title="Gone")))
    found = ring.take(schedule_json(json_event(1)))
    assert [str(phrase) for phrase in found.missing] == ["festival session “Gone”"]
    assert ring.titles == ["Ears wide open", "Gone"]


# -- cancelled -------------------------------------------------------------------------------


def test_what_the_festival_cancels_waits_in_the_tray_and_says_so(ring: Ring) -> None:
    ring.take(schedule())
    found = ring.take(schedule(state="canceled"))
    assert outcomes(found) == [Outcome.CHANGED]
    assert "The festival has cancelled it: it waits in the tray." in said(found)[0]
    assert [a.title for a in ring.programme.unplaced] == ["CANCELLED: Ears wide open"]


def test_what_is_cancelled_stays_where_it_was_put_by_hand(ring: Ring) -> None:
    ring.take(schedule())
    by_hand(ring, start=sat("15:00"))
    found = ring.take(schedule(state="canceled"))
    assert "The festival has cancelled it.;" in said(found)[0]
    assert ring.activity("CANCELLED: Ears wide open").start == sat("15:00")


def test_what_was_removed_by_hand_may_be_cancelled(ring: Ring) -> None:
    ring.take(schedule())
    remove(ring, ring.activity("Ears wide open"))
    found = ring.take(schedule(state="canceled"))
    assert said(found) == ["you have removed it since the last import"]


def test_what_the_festival_takes_up_again_is_back_in_its_place(ring: Ring) -> None:
    ring.take(schedule())
    ring.take(schedule(state="canceled"))
    ring.take(schedule())
    assert ring.activity("Ears wide open").start == sat("14:00")


def test_what_was_cancelled_from_the_beginning_is_left_out(ring: Ring) -> None:
    found = ring.take(schedule(state="canceled"))
    assert outcomes(found) == [Outcome.LEFT_OUT]
    assert said(found) == ["The festival has cancelled it."]
    assert not ring.programme.activities
    assert not ring.programme.sites


# -- times -----------------------------------------------------------------------------------


def test_a_time_of_another_zone_is_that_of_the_edition(ring: Ring) -> None:
    ring.take(schedule(date="2024-10-26T18:00:00+04:00"))
    assert ring.activity("Ears wide open").start == sat("16:00")


@pytest.mark.parametrize(("offset", "fold"), [("+02:00", 0), ("+01:00", 1)])
def test_the_repeated_hour_has_its_fold(ring: Ring, offset: str, fold: int) -> None:
    ring.take(schedule(date=f"2024-10-27T02:30:00{offset}"))
    start = ring.activity("Ears wide open").start
    assert start == sun("02:30")
    assert start.fold == fold


def test_a_move_within_the_repeated_hour_is_a_change(ring: Ring) -> None:
    ring.take(schedule(date="2024-10-27T02:30:00+02:00"))
    ring.take(schedule(date="2024-10-27T02:30:00+01:00"))
    start = ring.activity("Ears wide open").start
    assert start is not None
    assert start.fold == 1


FLOATING = calendar(vevent("DTSTART:20241026T180000"))


@pytest.mark.parametrize(
    ("content", "given", "wall", "shown"),
    [
        (FLOATING, "", "18:00", "Europe/Brussels"),
        (FLOATING, "Europe/London", "19:00", "Europe/London"),
        (calendar(vevent("DTSTART:20241026T180000"), head=["X-WR-TIMEZONE:Asia/Tbilisi"]), "",
         "16:00", "Asia/Tbilisi"),
        (calendar(vevent("DTSTART:20241026T180000"), head=["X-WR-TIMEZONE:Asia/Tbilisi"]),
         "Europe/Brussels", "18:00", "Europe/Brussels"),
    ],
    ids=["edition's", "given", "file's", "given, not the file's"],
)  # fmt: skip
def test_times_without_a_zone_are_in_the_one_that_the_manner_shows(
    ring: Ring, content: bytes, given: str, wall: str, shown: str
) -> None:
    found = ring.take(content, manner=Manner(zone=given))
    assert ring.activity("Ears wide open").start == sat(wall)
    assert found.manner.zone == shown
    assert found.manner.kind == "programme"


def test_a_zone_that_is_none_is_refused(ring: Ring) -> None:
    with pytest.raises(PlannerError, match="“Namur” is no time zone"):
        ring.review(FLOATING, manner=Manner(zone="Namur"))


def test_without_an_end_an_hour_is_taken_and_may_be_changed_by_hand(ring: Ring) -> None:
    found = ring.take(schedule(duration=""))
    assert said(found) == ["Its end is not known: 60 minutes are taken."]
    by_hand(ring, minutes=25)
    assert outcomes(ring.take(schedule(duration=""))) == [Outcome.UNCHANGED]
    assert ring.activity("Ears wide open").minutes == 25


def test_what_lies_outside_of_the_edition_is_left_out_with_a_reason(ring: Ring) -> None:
    found = ring.take(schedule_json(json_event(date="2024-10-30T14:00:00+01:00"), json_event(2)))
    assert outcomes(found) == [Outcome.LEFT_OUT, Outcome.ADDED]
    assert said(found)[0] == (
        "Wed 30 Oct is no day of this edition, which lasts from Tue 22 Oct to Sun 27 Oct."
    )
    assert found.is_complete


def test_what_moves_out_of_the_edition_goes_to_the_tray(ring: Ring) -> None:
    ring.take(schedule())
    found = ring.take(schedule(date="2024-10-30T14:00:00+01:00"))
    assert "Wed 30 Oct is no day of this edition: it waits in the tray." in said(found)[0]
    assert [a.title for a in ring.programme.unplaced] == ["Ears wide open"]


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (("DTSTART;VALUE=DATE:20241027",), "27 October"),
        (("DTSTART;VALUE=DATE:20241024", "DTEND;VALUE=DATE:20241028"), "24 October – 27 October"),
        (
            ("DTSTART:20241024T080000Z", "DTEND:20241027T170000Z"),
            "24 October 10:00 – 27 October 18:00",
        ),
    ],
    ids=["a day", "days", "hours of several days"],
)
def test_an_exhibition_waits_in_the_tray_and_says_when_it_is_open(
    ring: Ring, lines: tuple[str, ...], hours: str
) -> None:
    content = calendar(vevent(*lines))
    found = ring.take(content)
    (activity,) = ring.programme.unplaced
    assert (activity.start, activity.minutes, activity.description) == (None, 60, hours)
    assert said(found) == ["It is open all day: it waits in the tray for a time of your choice."]


def test_an_exhibition_that_was_placed_by_hand_stays_there(ring: Ring) -> None:
    content = calendar(vevent("DTSTART;VALUE=DATE:20241026"))
    ring.take(content)
    by_hand(ring, start=sat("11:00"))
    assert outcomes(ring.take(content)) == [Outcome.UNCHANGED]
    assert ring.activity("Ears wide open").start == sat("11:00")


# -- the same session ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "made", [{"title": "Ears Wide Open!"}, {"title": "Listening", "external_key": "g-1"}],
    ids=["title and time", "key"],
)  # fmt: skip
def test_what_the_organiser_has_made_by_hand_is_not_doubled(
    tmp_path: Path, made: dict[str, str]
) -> None:
    plan = Build()
    plan.session(start=sat("14:00"), minutes=60, **made)
    ring = Ring(plan.programme(), tmp_path)
    assert outcomes(ring.take(schedule())) == [Outcome.CHANGED]
    assert ring.titles == ["Ears wide open"]


def test_two_sessions_of_one_title_and_time_are_two(ring: Ring) -> None:
    two = calendar(vevent("LOCATION:A", uid="1"), vevent("LOCATION:B", uid="2"))
    ring.take(two)
    assert len(ring.programme.activities) == 2
    assert not ring.review(two).edit


def test_a_file_with_new_keys_every_time_finds_its_sessions(ring: Ring) -> None:
    ring.take(calendar(vevent(uid="1"), vevent("SUMMARY:Other", uid="2")))
    moved = vevent("DTSTART:20241026T150000Z", uid="3")
    found = ring.take(calendar(moved, vevent("SUMMARY:Other", uid="4")))
    assert outcomes(found) == [Outcome.CHANGED, Outcome.UNCHANGED]
    assert ring.titles == ["Ears wide open", "Other"]
    assert not found.missing


def test_one_time_of_a_talk_that_falls_out_leaves_the_others_as_they_are(ring: Ring) -> None:
    at_ten = vevent("DTSTART:20241026T080000Z")
    at_noon = vevent("DTSTART:20241026T100000Z")
    at_two = vevent("DTSTART:20241026T120000Z")
    ring.take(calendar(at_ten, at_noon, at_two))
    before = {a.id: a.start for a in ring.programme.activities.values()}
    found = ring.take(calendar(at_noon, at_two))
    assert outcomes(found) == [Outcome.UNCHANGED] * 2
    assert {a.id: a.start for a in ring.programme.activities.values()} == before
    assert len(found.missing) == 1


def test_one_time_of_a_talk_that_is_added_leaves_the_other_as_it_is(ring: Ring) -> None:
    ring.take(calendar(vevent("DTSTART:20241026T120000Z")))
    (before,) = ring.programme.activities.values()
    both = calendar(vevent("DTSTART:20241026T080000Z"), vevent("DTSTART:20241026T120000Z"))
    assert outcomes(ring.take(both)) == [Outcome.ADDED, Outcome.UNCHANGED]
    assert ring.programme.activities[before.id].start == sat("14:00")


# -- rooms -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "room", ["Théâtre de Namur", "THEATRE DE NAMUR",
             "Théâtre de Namur, Place du Théâtre 2, 5000 Namur, Belgique"],
)  # fmt: skip
def test_a_room_is_a_place_that_is_known(tmp_path: Path, room: str) -> None:
    plan = Build()
    theatre = plan.site(
        "Théâtre de Namur",
        address="Place du Théâtre 2",
        postcode="5000",
        municipality="Namur",
        country_code="BE",
    )
    ring = Ring(plan.programme(), tmp_path)
    ring.take(calendar(vevent("LOCATION:" + room.replace(",", "\\,"))))
    assert ring.activity("Ears wide open").site_id == theatre.id


@pytest.mark.parametrize(("there", "room"), [("Salle D", "Salle A"), ("Studio 1", "Studio 2")])
def test_rooms_that_differ_in_letter_or_number_are_two_places(
    tmp_path: Path, there: str, room: str
) -> None:
    plan = Build()
    plan.site(there)
    ring = Ring(plan.programme(), tmp_path)
    found = ring.take(calendar(vevent(f"LOCATION:{room}")))
    chosen = {q.key: "new" for q in found.questions}
    ring.take(calendar(vevent(f"LOCATION:{room}")), Choices(chosen))
    assert sorted(s.name for s in ring.programme.sites.values()) == sorted([there, room])


def test_the_town_is_not_its_station(tmp_path: Path) -> None:
    plan = Build()
    plan.site("Namur", kind="station")
    ring = Ring(plan.programme(), tmp_path)
    ring.take(calendar(vevent("LOCATION:Namur")))
    place = ring.activity("Ears wide open").site_id or ""
    assert ring.programme.sites[place].kind == "festival-venue"


HALL = calendar(
    vevent("LOCATION:Théâtre de Namur\\, Grande salle", uid="1"),
    vevent("LOCATION:Théâtre de Namur\\, Grande salle", "DTSTART:20241026T150000Z", uid="2"),
)


@pytest.mark.parametrize(
    ("answer", "place"),
    [("theatre", "Théâtre de Namur"), ("new", "Théâtre de Namur, Grande salle")],
)
def test_a_room_that_is_like_a_place_is_asked_about_once(
    tmp_path: Path, answer: str, place: str
) -> None:
    plan = Build()
    theatre = plan.site("Théâtre de Namur", municipality="Namur")
    ring = Ring(plan.programme(), tmp_path)
    (question,) = ring.review(HALL).questions
    assert [c.text for c in question.candidates] == [
        "Théâtre de Namur (Namur)",
        "a new place",
    ]
    chosen = theatre.id if answer == "theatre" else answer
    assert ring.take(HALL, Choices({question.key: chosen})).is_complete
    places = {a.site_id for a in ring.programme.activities.values()}
    assert [ring.programme.site_name(site_id) for site_id in places] == [place]
    assert not ring.review(HALL).edit


def test_a_room_keeps_its_place_though_that_is_renamed_by_hand(ring: Ring) -> None:
    ring.take(schedule())
    (site,) = ring.programme.sites.values()
    ring.do(change(ring.programme, replace(site, name="Grand Manège")))
    ring.take(schedule_json(json_event(1), json_event(2, title="Second")))
    assert ring.activity("Second").site_id == site.id
    assert len(ring.programme.sites) == 1


def test_a_room_whose_place_was_merged_into_another_is_there_now(tmp_path: Path) -> None:
    plan = Build()
    manege = plan.site("Grand Manège")
    ring = Ring(plan.programme(), tmp_path)
    ring.take(schedule())
    (made,) = (s for s in ring.programme.sites.values() if s.id != manege.id)
    by_hand(ring, site_id=manege.id)
    ring.do(edit(Phrase("Remove"), [Change(made, None)]))
    found = ring.take(schedule_json(json_event(1), json_event(2, title="Second")))
    assert outcomes(found) == [Outcome.UNCHANGED, Outcome.ADDED]
    assert ring.activity("Second").site_id == manege.id
    assert not ring.review(schedule_json(json_event(1), json_event(2, title="Second"))).edit


# -- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "code"),
    [("fr", "fr"), ("FR", "fr"), ("en-GB", "en"), ("de-formal", "de"), ("français", "fr"),
     ("Dutch", "nl"), ("", None), ("fr/en", None), ("bilingue", None)],
)  # fmt: skip
def test_a_language_is_a_code_or_stands_in_the_description(
    ring: Ring, written: str, code: str | None
) -> None:
    ring.take(schedule(language=written))
    activity = ring.activity("Ears wide open")
    assert activity.language == code
    assert (written in (activity.description or "")) is (code is None or not written)


def test_a_description_is_cut_so_that_it_can_be_edited(ring: Ring) -> None:
    ring.take(schedule(abstract="", description="word " * 2000))
    text = ring.activity("Ears wide open").description or ""
    assert len(text) <= 2000
    assert text.startswith("Ada Exemple, Bo Muster")
    assert text.endswith("word…\n\nhttps://festival.example/1")


HOSTILE = ["[@click=app.quit]x[/]", "{0.__class__}", "../../etc/passwd", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_kept_as_texts(ring: Ring, text: str) -> None:
    found = ring.take(schedule(title=text, language=text, description=text, track=text))
    assert found.is_complete
    assert ring.activity(text).title == text


def test_controls_and_overrides_do_not_reach_the_plan(ring: Ring) -> None:
    bad = "Ears\x1b[31m \u202ewide\x07 open"
    found = ring.take(schedule(title=bad, description=bad, track=bad))
    activity = ring.activity("Ears[31m wide open")
    told = f"{activity.title}{activity.description}{said(found)}{found.rows[0].about}"
    assert told.replace("\n", "").isprintable()


# -- files -----------------------------------------------------------------------------------


def test_what_cannot_be_read_is_refused_beside_what_can(ring: Ring) -> None:
    found = ring.take(schedule_json(json_event(1), json_event(2, date="soon", start="")))
    assert sorted(outcomes(found)) == [Outcome.ADDED, Outcome.REFUSED]
    assert not found.is_complete


def test_a_programme_holds_nothing_of_another_kind(ring: Ring) -> None:
    with pytest.raises(PlannerError, match="is a festival programme; it has nothing of the kind"):
        ring.review(schedule(), manner=Manner(kind="delegations"))


def test_an_import_can_be_stopped_while_it_reads_and_while_it_compares(ring: Ring) -> None:
    path = ring.folder / "programme.json"
    path.write_bytes(schedule_json(*map(json_event, range(50))))
    asked: list[int] = []

    def stops_after(times: int) -> None:
        asked.clear()

        def stopped() -> bool:
            asked.append(1)
            return len(asked) > times

        with pytest.raises(PlannerError, match="top"):
            review(ring.programme, path, ring.memories, Manner(), Choices(), stopped=stopped)

    stops_after(3)
    stops_after(80)


def test_an_import_is_one_step_that_undo_takes_back_with_its_memory(
    demo: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "programme.json"
    path.write_bytes(schedule_json(json_event(1), json_event(2, room="Salle B")))
    before = demo.programme

    def reviewed() -> Review:
        return review(demo.programme, path, memories(demo), Manner(), Choices())

    demo.do(reviewed().edit)
    assert len(demo.programme.activities) == len(before.activities) + 2
    assert not reviewed().edit
    demo.undo()
    assert demo.programme.activities == before.activities
    assert demo.programme.sites == before.sites
    assert outcomes(reviewed()) == [Outcome.ADDED, Outcome.ADDED]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_damaged_files_are_imported_once_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    damaged = mutated(content, random.Random(seed))
    twice(Build().programme(), folder, damaged)


def test_times_are_kept_on_the_wall_of_the_edition_as_stored(ring: Ring) -> None:
    ring.take(schedule(date="2024-10-25T22:30:59Z"))
    assert ring.activity("Ears wide open").start == datetime(2024, 10, 26, 0, 30)
    assert fri("23:00") < sat("00:30")
