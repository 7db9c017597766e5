"""A schedule as words, before it is set."""

from models.words import ActivityStatus, TravelMode
from planner.entities import Field, Organiser
from planner.publish.sheet import Contact, Member, Sheet
from tests.build import Build, sat, thu, tue, wed
from tests.planner.publish.schedules import recipient_named, sheet_of


def sheet(plan: Build, name: str = "Caen") -> Sheet:
    programme = plan.programme()
    return sheet_of(programme, recipient_named(programme, name))


def rows(plan: Build, name: str = "Caen") -> dict[str, str]:
    return {row.title: row.travel for day in sheet(plan, name).days for row in day.rows}


def test_who_the_recipient_is_comes_from_delegate_city_and_catalogue() -> None:
    plan = Build()
    caen = plan.delegation("Caen", document_language="fr")
    plan.add(Field("field-1", "Media Arts", "Arts numériques"))
    city = plan.programme().cities[caen.city_id]
    plan.change(city, country_code="FR", field_id="field-1")
    plan.delegate(caen, "Нина", latin_name="Nina", role="Directrice")
    plan.visit("Visite", wed("10:00"), 60, None, caen)
    delegation, delegate = sheet(plan), sheet(plan, "Нина")
    assert delegation.about == ("France · Arts numériques",)
    assert delegation.members == (Member("Нина", "Nina", "Directrice"),)
    assert delegate.about == ("Directrice", "Caen · France · Arts numériques")
    assert (delegate.frame.recipient, delegate.latin) == ("Нина", "Nina")


def test_a_head_count_is_told_while_names_are_missing() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=2)
    plan.delegate(caen, "Ana")
    assert sheet(plan).head_count == "Number of people: 2"
    plan.delegate(caen, "Ben")
    assert sheet(plan).head_count == ""


def test_organisers_are_the_contacts() -> None:
    plan = Build()
    plan.delegation("Caen")
    plan.add(
        Organiser("organiser-1", plan.edition.id, "Odile", "Programme", "o@x.example", "+32 1")
    )
    assert sheet(plan).contacts == (Contact("Odile", "Programme", "+32 1", "o@x.example"),)


def test_hotel_and_pick_up_stand_with_their_addresses() -> None:
    plan = Build()
    hotel = plan.site("Hotel", address="Rue 1", postcode="5000", municipality="Namur")
    plan.delegation("Caen", hotel_id=hotel.id, pickup_id=plan.site("Station").id)
    assert sheet(plan).facts == ("Hotel: Hotel, Rue 1, 5000 Namur", "Pick-up point: Station")


def test_the_way_is_told_when_it_takes_over_ten_minutes_and_says_if_estimated() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    near, far = plan.site("A", at=(50.4662, 4.8545)), plan.site("B", at=(50.4072, 4.4450))
    third, fourth = plan.site("C", at=(50.4665, 4.8550)), plan.site("D")
    plan.travel(far, third, 38, mode=TravelMode.COACH)
    plan.travel(third, fourth, 10)
    for n, site in enumerate((near, far, third, fourth)):
        plan.visit(f"Visit {n}", wed(f"{8 + 3 * n:02}:00"), 60, site, caen)
    plan.travel(far, third, 38, mode=TravelMode.CAR)
    found = rows(plan)
    assert found["Visit 0"] == ""
    assert found["Visit 1"].startswith("about ")
    assert found["Visit 1"].endswith("min by car (estimated)")
    assert found["Visit 2"] == "38 min by car"
    assert found["Visit 3"] == ""


def test_an_address_that_stood_before_that_day_is_known_as_such() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    site = plan.site("TRAKK", address="Avenue 16")
    for start in (wed("10:00"), wed("12:00"), thu("10:00")):
        plan.visit("Visit", start, 60, site, caen)
    again = [row.address_again for day in sheet(plan).days for row in day.rows]
    assert again == [False, True, False]


def test_what_is_not_sure_yet_says_so() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("Asked", wed("10:00"), 60, None, caen, status=ActivityStatus.REQUESTED)
    ((row,),) = (day.rows for day in sheet(plan).days)
    assert row.badges == ("To be confirmed",)


def test_journeys_have_one_time_and_the_hotel_none() -> None:
    plan = Build()
    hotel = plan.site("Hotel")
    plan.delegation("Caen", arrival=tue("15:05"), departure=thu("09:00"), hotel_id=hotel.id)
    found = [(row.title, row.time, row.lines) for day in sheet(plan).days for row in day.rows]
    assert found == [
        ("Hotel: Hotel", "", ("22 October – 24 October",)),
        ("Arrival", "15:05", ()),
        ("Departure", "09:00", ()),
    ]


def test_days_between_items_are_there_and_days_outside_are_not() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("First", wed("10:00"), 60, None, caen)
    plan.visit("Last", sat("10:00"), 60, None, caen)
    found = [(day.iso, bool(day.rows), bool(day.empty)) for day in sheet(plan).days]
    assert found == [
        ("2024-10-23", True, False),
        ("2024-10-24", False, True),
        ("2024-10-25", False, True),
        ("2024-10-26", True, False),
    ]


def test_a_transfer_tells_both_ends_and_no_address() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    a, b = plan.site("Station", address="Place 1"), plan.site("A6K", address="Square 2")
    plan.transfer(wed("09:00"), 60, a, b, caen, title="Coach")
    ((row,),) = (day.rows for day in sheet(plan).days)
    assert (row.place, row.address) == ("From Station to A6K", "")


def test_the_time_of_printing_is_that_of_the_edition() -> None:
    plan = Build()
    plan.set_edition(time_zone="Europe/London")
    plan.delegation("Caen")
    programme = plan.programme()
    caen = recipient_named(programme, "Caen")
    printed = sheet_of(programme, caen).frame.printed
    assert printed == "Printed on 20 Oct 2024 at 13:05"
