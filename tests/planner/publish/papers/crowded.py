"""A small edition that is hard to print: everything at once, and of every private thing one.

A day with 40 activities, an empty one, the Sunday on which the clocks go back with both of its
hours from 02:00; names of 300 characters, from right to left and in Georgian letters.  No title,
name, phone, e-mail, diet or need comes twice or is part of another, so that a text tells whose
it is; but a 1:1 bears the name of whoever meets.
"""

from datetime import timedelta

from models.words import DelegationStatus, HostKind, Role
from planner.entities import Contact, Delegate, Delegation, Host, Organiser
from tests.build import Build, fri, sat, sun, tue, wed

#: Activities on the Wednesday.
MANY = 40
#: Words of 300 characters, none of which fits a line twice.
LONG_NAME = ("Bartholomea Longest-Conceivable Namesake " * 8)[:300].strip()
LONG_TITLE = ("The visit whose title nobody has ever shortened " * 7)[:300].strip()
LONG_PLACE = ("Hall at the far end of the very long avenue " * 7)[:300].strip()


def crowded_plan() -> Build:
    plan = Build()
    plan.set_edition(name="Crowded 2024", is_example=True)
    plan.add(Organiser("organiser", plan.edition.id, "Orla Organiser", "Lead", *_reach("orla")))
    longville, tbilisi, hamar = _delegations(plan)
    _on_the_road(plan, longville, tbilisi)
    _crowded_day(plan, longville, tbilisi)
    _round_table(plan, longville, tbilisi, hamar)
    _of_hamar(plan, hamar)
    _night_of_the_clocks(plan, longville, tbilisi)
    _untold(plan, longville)
    return plan


# -- who ------------------------------------------------------------------------------------------


def _reach(of: str) -> tuple[str, str]:
    """An e-mail address and a telephone number."""
    number = sum(ord(letter) * 7**n for n, letter in enumerate(of)) % 10**7
    return f"{of}@mail.example", f"+99 {number:07}"


def _delegate(plan: Build, of: Delegation, name: str, **values: object) -> Delegate:
    number = len([row for row in plan.rows.values() if isinstance(row, Delegate)])
    email, phone = _reach(f"person{number}")
    return plan.delegate(
        of,
        name,
        email=email,
        phone=phone,
        role=f"Profession {number}",
        diet=f"eats-{number}-only",
        access_needs=f"needs-{number}-steps",
        note=f"remark-{number}-internal",
        step_free=number == 1,
        position=number,
        **values,
    )


def _delegations(plan: Build) -> tuple[Delegation, Delegation, Delegation]:
    longville = plan.delegation(LONG_NAME.replace("Namesake", "Delegation"), 4, languages=("fr",))
    tbilisi = plan.delegation("თბილისი", 3, languages=("ka",), document_language="ka")
    hamar = plan.delegation("Hamar", 2, languages=("nb",), document_language="nb")
    _delegate(plan, longville, LONG_NAME)
    _delegate(plan, longville, "שלומית כהן", latin_name="Shlomit Kohen")
    _delegate(plan, longville, "محمد الأمين", latin_name="Mohammed Alamin")
    _delegate(plan, tbilisi, "ნინო მაგალითაძე", latin_name="Nino Magalitadze")
    _delegate(plan, tbilisi, "თამარ გამოგონილი", latin_name="Tamar Gamogonili")
    _delegate(plan, hamar, "Åse Tenkevik")
    _delegate(plan, hamar, "Sjur Prøvås")
    gone = plan.delegation("Gonetown", 1, status=DelegationStatus.CANCELLED)
    _delegate(plan, gone, "Absent Anselm")
    return longville, tbilisi, hamar


def _people_of(plan: Build, delegation: Delegation) -> list[Delegate]:
    rows = (row for row in plan.rows.values() if isinstance(row, Delegate))
    return [row for row in rows if row.delegation_id == delegation.id]


def _host(plan: Build, name: str, kind: HostKind = HostKind.ACTOR) -> Host:
    email, phone = _reach(name.lower().replace(" ", "."))
    return plan.host(name, kind, email=email, phone=phone, languages=("en",))


# -- what -----------------------------------------------------------------------------------------


def _on_the_road(plan: Build, *on_board: Delegation) -> None:
    """Tuesday: a tour with guests, then a ride of its own for one delegation."""
    email, phone = _reach("contact")
    hub = _host(plan, "Hub of Glass", HostKind.INSTITUTION)
    plan.add(Contact("contact", hub.id, "Cosima Contact", "Door", email, phone))
    station, glass = plan.site("Station", (50.46, 4.86)), plan.site("Glassworks", (50.60, 5.50))
    coach = plan.vehicle("Coach One", driver="Dragan Driver", driver_phone=_reach("dragan")[1])
    tour = plan.tour("Eastern circuit", coach, *on_board)
    plan.boards(tour, "Gisela Guest")
    day = plan.tour_day(tour, 22, "08:00-18:00", start_site_id=station, end_site_id=station)
    there = {"tour_day_id": day}
    plan.transfer(tue("08:00"), 70, station, glass, title="Ride to the glass", **there)
    stop = plan.stop("Molten afternoon", tue("09:30"), 90, glass, hub, **there)
    plan.part(stop, 30, title="Furnace by day")
    plan.part(stop, 30, hub, title="Furnace by night")
    plan.visit("Kiln for one alone", tue("18:00"), 60, glass, hub, _people_of(plan, on_board[1])[0])
    plan.meal("Luncheon of the road", tue("12:00"), 60, glass, **there)
    plan.transfer(tue("14:00"), 70, glass, station, title="Ride from the glass", **there)
    plan.transfer(
        tue("16:30"), 30, glass, station, on_board[0], title="Late ride", vehicle_id=coach
    )


def _crowded_day(plan: Build, longville: Delegation, tbilisi: Delegation) -> None:
    """Wednesday: one after the other, the first with the longest words there are."""
    place = plan.site(LONG_PLACE, address="Long street 300", municipality="Namur")
    guide = _host(plan, "Guido Guide")
    plan.visit(LONG_TITLE, wed("06:00"), 20, place, longville, tbilisi, guide)
    hall = plan.site("Hall of forty doors", address="Door street 40", municipality="Namur")
    for n in range(1, MANY):
        start = wed("06:00") + timedelta(minutes=20 * n)
        who = (longville, tbilisi) if n % 8 == 0 else (tbilisi,)
        plan.visit(f"Crowded {n:02} of forty", start, 20, hall, *who)


def _round_table(
    plan: Build, longville: Delegation, tbilisi: Delegation, hamar: Delegation
) -> None:
    """Friday, after a day with nothing: three speak, two meet local people, all are received."""
    hall = plan.site("Grand Hall", address="Hall square 1", municipality="Namur")
    table = plan.round_table(
        "Screens of the world", fri("10:00"), 60, hall, longville, tbilisi, hamar, language="en"
    )
    plan.joins(table, _host(plan, "Mona Moderates", HostKind.MODERATOR), Role.MODERATES)
    plan.joins(table, _host(plan, "Ivo Interprets", HostKind.INTERPRETER), Role.INTERPRETS)
    first, second, *_rest = _people_of(plan, longville)
    nino, tamar = _people_of(plan, tbilisi)
    plan.part(table, 15, second, title="Pixels in the desert")
    plan.part(table, 20, nino, title="Courtyards on air")
    plan.part(table, 20, hamar, title="Snow that remembers")
    salon = plan.site("Salon of Mirrors", address="Mirror lane 2", municipality="Namur")
    plan.meeting(
        "Tamar Gamogonili at noon", fri("12:00"), 30, salon, tamar, _host(plan, "Ada Actor")
    )
    plan.meeting("Talk at one", fri("13:00"), 30, salon, first, _host(plan, "Bo Actor"))
    plan.reception("Glasses raised", fri("18:00"), 90, hall, longville, tbilisi, hamar)


def _of_hamar(plan: Build, hamar: Delegation) -> None:
    """Saturday: what nobody else does, and what one person does alone."""
    plan.session("Evening of Hamar alone", sat("19:00"), 60, plan.site("Loft"), hamar)
    plan.visit("Sjur by himself", sat("10:00"), 60, plan.site("Attic"), _people_of(plan, hamar)[1])
    plan.session("Concert for nobody", sat("21:00"), 60, plan.site("Cellar"))


def _night_of_the_clocks(plan: Build, *who: Delegation) -> None:
    night = plan.site("Night club", address="Night street 3", municipality="Namur")
    plan.session("Before the hour", sun("01:00"), 30, night, *who)
    plan.session("First hour of two", sun("02:10"), 20, night, *who)
    plan.session("Second hour of two", sun("02:10", fold=1), 20, night, *who)
    plan.meal("Breakfast of the tired", sun("09:00"), 60, plan.site("Kitchen"), *who)


def _untold(plan: Build, longville: Delegation) -> None:
    """What is on no delegation's paper: internal, without a time, cancelled, refused."""
    plan.blocker("Team counts badges", wed("05:00"), 30, plan.site("Back office"), note="remark-x")
    plan.visit("Waiting in the tray", None, 60, None, longville)
    refused = plan.visit("Evening without a host", tue("20:00"), 30, plan.site("Yard"), longville)
    plan.joins(refused, _host(plan, "Nils Never"), confirmed=False)
