"""iCalendar files as programs really write them."""

from datetime import UTC, datetime, timedelta

import pytest

from planner.errors import PlannerError
from tests.build import Build, wed
from tests.planner.intake.festival.samples import (
    BRUSSELS,
    calendar,
    notes,
    only,
    read,
    reasons,
    vevent,
    walls,
)
from tests.planner.publish.calendars import file_of


def test_an_event_is_read_with_all_its_fields() -> None:
    lines = (
        "SUMMARY;LANGUAGE=fr:Ears\\, wide open",
        "DTEND:20241026T133000Z",
        "LOCATION:Salle A\\, Namur",
        "DESCRIPTION:One\\nTwo\\; three",
        "CATEGORIES:Sound,Light",
        "URL:https://festival.example/1",
        "STATUS:CONFIRMED",
    )
    festival = read(calendar(vevent(*lines), head=["X-WR-CALNAME:Fest"]))
    session = only(festival)
    assert (festival.title, session.key, session.place) == ("Fest", "a@fest", "line 5")
    assert (session.title, session.language, session.minutes) == ("Ears, wide open", "fr", 90)
    assert session.start == datetime(2024, 10, 26, 12, tzinfo=UTC)
    assert (session.room, session.description) == ("Salle A, Namur", "One\nTwo; three")
    assert (session.track, session.url) == ("Sound,Light", "https://festival.example/1")
    assert not session.cancelled


def test_a_cancelled_event_stays_as_cancelled() -> None:
    assert only(read(calendar(vevent("STATUS:cancelled")))).cancelled


def test_both_passes_of_the_repeated_hour_are_read_in_utc() -> None:
    first = vevent("DTSTART:20241027T003000Z", uid="1")
    second = vevent("DTSTART:20241027T013000Z", uid="2")
    one, two = read(calendar(first, second)).sessions
    assert two.start - one.start == timedelta(hours=1)
    assert walls(read(calendar(first, second))) == ["27 02:30", "27 02:30"]


def test_a_length_is_elapsed_time_in_the_night_of_the_change() -> None:
    zoned = "DTSTART;TZID=Europe/Brussels:20241026T220000"
    assert only(read(calendar(vevent(zoned, "DURATION:PT5H30M")))).minutes == 330
    until = "DTEND;TZID=Europe/Brussels:20241027T043000"
    assert only(read(calendar(vevent(zoned, until)))).minutes == 450


def test_a_floating_time_is_that_of_the_edition() -> None:
    session = only(read(calendar(vevent("DTSTART:20241027T140000", "DURATION:PT1H"))))
    assert (session.start, session.minutes) == (datetime(2024, 10, 27, 14, tzinfo=BRUSSELS), 60)


@pytest.mark.parametrize("zone", ["", ";TZID=Europe/Brussels"])
def test_a_time_that_the_spring_change_skips_is_refused(zone: str) -> None:
    festival = read(calendar(vevent(f"DTSTART{zone}:20240331T023000")))
    assert reasons(festival) == ["This time does not exist: the clocks go forward then."]


def test_a_floating_time_is_in_the_zone_that_the_calendar_names() -> None:
    event = vevent("DTSTART:20241026T140000")
    assert walls(read(calendar(event, head=["X-WR-TIMEZONE:Europe/London"]))) == ["26 15:00"]
    assert walls(read(calendar(event, "X-WR-TIMEZONE:Asia/Tbilisi"))) == ["26 12:00"]


def test_each_of_several_calendars_in_a_file_has_its_own_zone() -> None:
    london = calendar(
        vevent("DTSTART:20241026T140000", uid="1"), head=["X-WR-TIMEZONE:Europe/London"]
    )
    own = calendar(vevent("DTSTART:20241026T140000", uid="2"))
    assert walls(read(london + own)) == ["26 15:00", "26 14:00"]


def test_whole_days_begin_at_midnight_and_are_as_long_as_their_days_are() -> None:
    midnight = datetime(2024, 10, 27, tzinfo=BRUSSELS)
    day = only(read(calendar(vevent("DTSTART;VALUE=DATE:20241027"))))
    assert (day.all_day, day.start, day.minutes) == (True, midnight, 1500)
    two = vevent("DTSTART;VALUE=DATE:20241024", "DTEND;VALUE=DATE:20241026")
    assert only(read(calendar(two))).minutes == 2880
    same = vevent("DTSTART;VALUE=DATE:20241024", "DTEND;VALUE=DATE:20241024")
    assert only(read(calendar(same))).minutes == 1440
    lasting = vevent("DTSTART;VALUE=DATE:20241024", "DURATION:P2D")
    assert only(read(calendar(lasting))).minutes == 2880


def test_of_two_versions_the_highest_sequence_counts() -> None:
    festival = read(
        calendar(
            vevent("DTSTART:20241026T140000Z", "SEQUENCE:2"),
            vevent("DTSTART:20241026T100000Z", "SEQUENCE:1"),
        )
    )
    assert walls(festival) == ["26 16:00"]
    assert notes(festival) == [
        "Events that stand in the file in several versions count in their latest."
    ]


def test_of_two_equal_sequences_the_later_stamp_counts() -> None:
    festival = read(
        calendar(
            vevent("SUMMARY:New", "DTSTAMP:20240902T000000Z"),
            vevent("SUMMARY:Old", "DTSTAMP:20240901T000000Z"),
        )
    )
    assert only(festival).title == "New"


def test_one_uid_at_several_times_is_a_talk_held_several_times() -> None:
    festival = read(calendar(vevent(), vevent("DTSTART:20241027T120000Z")))
    assert [s.key for s in festival.sessions] == [
        "a@fest@2024-10-26T12:00+00:00",
        "a@fest@2024-10-27T12:00+00:00",
    ]


def test_without_uid_title_time_and_room_are_the_key() -> None:
    session = only(read(calendar(vevent("LOCATION:Salle A", uid=""))))
    assert session.key == "Ears wide open|2024-10-26T12:00:00+00:00|Salle A"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("DTSTART:20241026T250000Z", "“20241026T250000Z” is no date with a time."),
        ("DTSTART:2024-10-26T10:00", "“2024-10-26T10:00” is no date with a time."),
        ("DTSTART:", "It has no time."),
        ("SUMMARY:", "It has no title."),
        ("DTEND:20241026T100000Z", "It ends before it begins."),
        ("DTEND:20251026T100000Z", "It lasts longer than a month."),
        ("DURATION:soon", "“soon” is no length such as PT1H30M."),
        ("RRULE:FREQ=NEVER", "It repeats by a rule that cannot be read: FREQ=NEVER."),
    ],
)
def test_one_broken_event_costs_no_other(line: str, reason: str) -> None:
    festival = read(calendar(vevent(line, uid="1"), vevent(uid="2")))
    assert [s.key for s in festival.sessions] == ["2"]
    assert [(r.place, str(r.reason)) for r in festival.refused] == [("line 4", reason)]


def test_an_event_cut_off_at_the_end_is_refused() -> None:
    content = calendar(vevent(uid="1"), vevent(uid="2"))
    festival = read(content[: content.rindex(b"END:VEVENT")])
    assert [s.key for s in festival.sessions] == ["1"]
    assert reasons(festival) == ["The file ends in the middle of it."]


def test_an_alarm_says_nothing_about_its_event() -> None:
    alarm = ("BEGIN:VALARM", "DESCRIPTION:Ring", "DURATION:PT9H", "END:VALARM")
    session = only(read(calendar(vevent(*alarm, "DESCRIPTION:Talk", "DURATION:PT1H"))))
    assert (session.description, session.minutes) == ("Talk", 60)


def test_what_is_no_event_is_left_out_with_a_note() -> None:
    todo = ("BEGIN:VTODO", "UID:t", "SUMMARY:Buy", "END:VTODO")
    assert notes(read(calendar(*todo, vevent()))) == [
        "VTODO entries are no events and are left out."
    ]


def test_line_feeds_alone_and_lower_case_are_read() -> None:
    content = calendar(vevent("dtend;value=date-time:20241026T130000Z")).replace(b"\r\n", b"\n")
    content = content.replace(b"BEGIN:", b"begin:").replace(b"SUMMARY", b"summary")
    session = only(read(content))
    assert (session.title, session.minutes) == ("Ears wide open", 60)


def test_carriage_returns_alone_are_read() -> None:
    assert len(read(calendar(vevent()).replace(b"\r\n", b"\r")).sessions) == 1


def test_a_byte_order_mark_and_junk_before_the_calendar_are_passed_over() -> None:
    assert len(read(b"\xef\xbb\xbf" + calendar(vevent())).sessions) == 1
    assert len(read(b"Content-Type: text/calendar\r\n\r\n" + calendar(vevent())).sessions) == 1


def test_utf_16_is_read() -> None:
    content = calendar(vevent("SUMMARY:Écoute")).decode().encode("utf-16")
    assert only(read(content)).title == "Écoute"


def test_windows_1252_is_read_with_a_note() -> None:
    festival = read(calendar(vevent("SUMMARY:Écoute")).decode().encode("cp1252"))
    assert only(festival).title == "Écoute"
    assert notes(festival) == ["The file is not in UTF-8: it was read as Windows-1252."]


def test_a_fold_inside_a_character_is_mended() -> None:
    content = calendar(vevent("SUMMARY:É")).replace("É".encode(), b"\xc3\r\n \x89")
    assert only(read(content)).title == "É"


def test_folds_with_tabs_and_lines_broken_without_a_fold_go_on() -> None:
    content = calendar(vevent("DESCRIPTION:One\r\n\t more\r\nand (still) this"))
    assert only(read(content)).description == "One more\nand (still) this"


def test_a_calendar_without_events_says_so() -> None:
    with pytest.raises(PlannerError, match="no events with a time"):
        read(calendar())


def test_a_calendar_of_our_own_is_read_back() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    site = plan.site(name="TRAKK; salle A", address="Av. Reine Astrid 16, Namur")
    plan.visit("Atelier, 2e partie", wed("10:00"), 90, site, tbilisi)
    session = only(read(file_of(plan, tbilisi)))
    assert (session.title, session.minutes) == ("Atelier, 2e partie", 90)
    assert walls(read(file_of(plan, tbilisi))) == [f"{wed('10:00'):%d %H:%M}"]
    assert session.room.startswith("TRAKK; salle A")
