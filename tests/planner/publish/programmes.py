"""Items of programmes for the tests of changes: one as a base, and any that can be."""

from dataclasses import replace

from hypothesis import strategies as st

from models.words import ActivityStatus, Kind, Role, TravelMode
from planner.clock import Clock
from planner.entities import Activity, Site
from planner.publish.items import Heads, Item, ItemKind, Part, Person, Speaker
from planner.travel import Leg, Source
from tests.build import sat

BRUSSELS = "Europe/Brussels"
CLOCK = Clock(BRUSSELS)

TRAKK = Site("trakk", None, None, "TRAKK", "hub", "Avenue Reine Astrid 16", "5000", "Namur", "BE")
A6K = Site("a6k", None, None, "A6K", "hub", "Square des Martyrs 1", "6000", "Charleroi", "BE")
PLACES = (
    None,
    TRAKK,
    A6K,
    replace(TRAKK, lat=50.4662, lon=4.8545),
    replace(TRAKK, lat=50.4663, lon=4.8545, precision_m=20),
    replace(A6K, address="Square des Martyrs 2"),
)
WAYS = (
    None,
    Leg(8, 0.5, Source.ESTIMATE, TravelMode.WALK),
    Leg(25, 1.6, Source.ESTIMATE, TravelMode.WALK),
    Leg(25, 1.7, Source.OWN, TravelMode.WALK),
    Leg(25, 1.7, Source.OWN, TravelMode.COACH),
)
PEOPLE = (
    Person("Nino", Role.ATTENDS),
    Person("Nino", Role.SPEAKS),
    Person("Sacha", Role.MODERATES),
    Person("Fab Lab crew", Role.HOSTS),
    Person("Iris", Role.INTERPRETS),
)
#: A Saturday that runs into the night in which an hour comes twice.
FIRST = CLOCK.at(sat("18:00"))


def activity(kind: Kind = Kind.ROUND_TABLE, row_id: str = "table") -> Activity:
    return Activity(row_id, "edition", kind, "")


def at(item: Item, begin: int, minutes: int) -> Item:
    """The item at another time, its parts with it."""
    parts = tuple(
        part(p.activity.id, begin + p.begin - item.begin, p.minutes, p.title) for p in item.parts
    )
    end = begin + minutes
    start, finish = CLOCK.wall(begin), CLOCK.wall(end)
    return replace(item, begin=begin, end=end, start=start, finish=finish, parts=parts)


def part(row_id: str, begin: int, minutes: int, title: str) -> Part:
    end = begin + minutes
    start, finish = CLOCK.wall(begin), CLOCK.wall(end)
    return Part(activity(Kind.INTERVENTION, row_id), begin, end, start, finish, title)


def item(key: str = "table", begin: int = FIRST, minutes: int = 60) -> Item:
    """A round table with two speakers, without anything that it need not have."""
    start, finish = CLOCK.wall(begin), CLOCK.wall(begin + minutes)
    base = Item(key, ItemKind.ACTIVITY, begin, begin + minutes, start, finish, "Cities")
    parts = (part("one", begin, 10, "Courtyards"), part("two", begin + 10, 20, "Screens"))
    return replace(base, activity=activity(), parts=parts, place=TRAKK, whole=True)


@st.composite
def parts(draw: st.DrawFn, begin: int) -> tuple[Part, ...]:
    found = []
    for row_id in draw(st.lists(st.sampled_from("abc"), unique=True, max_size=3)):
        made = part(row_id, begin, draw(st.sampled_from((8, 10))), draw(st.sampled_from("XY")))
        speakers = draw(st.sampled_from(((), ("Viborg",), ("Viborg", "Hamar"))))
        turn = draw(st.sampled_from((None, *Speaker)))
        names = ("Nino",) if turn is Speaker.NAMED else ()
        found.append(replace(made, speakers=speakers, turn=turn, turn_names=names))
        begin = made.end
    return tuple(found)


@st.composite
def items(draw: st.DrawFn, key: str = "table") -> Item:
    """Any state of an item of a round table or a transfer."""
    texts = st.sampled_from((None, "", "Porch", "Two\nlines", " Porch "))
    begin = FIRST + 30 * draw(st.integers(0, 24))
    people = tuple(draw(st.lists(st.sampled_from(PEOPLE), unique_by=lambda p: p.name)))
    delegations = draw(st.sampled_from(((), ("Hamar",), ("Hamar", "Caen"))))
    return replace(
        item(key, begin, draw(st.sampled_from((0, 30, 60)))),
        title=draw(st.sampled_from(("Cities", "Cities  again", "[b]Cities"))),
        within=draw(st.sampled_from(("", "Day one"))),
        activity=activity(draw(st.sampled_from((Kind.ROUND_TABLE, Kind.TRANSFER, Kind.FREE)))),
        place=draw(st.sampled_from(PLACES)),
        origin=draw(st.sampled_from(PLACES)),
        meeting_point=draw(texts),
        role=draw(st.sampled_from(Role)),
        hosts=draw(st.sampled_from(((), PEOPLE[2:], PEOPLE[3:], PEOPLE[:1]))),
        language=draw(st.sampled_from((None, "fr", "Walloon"))),
        parts=draw(parts(begin)),
        description=draw(texts),
        status=draw(st.sampled_from(ActivityStatus)),
        whole=draw(st.booleans()),
        people=people,
        delegations=delegations,
        everyone=len(delegations) > 1 and draw(st.booleans()),
        expected=draw(st.sampled_from((None, Heads(3, True), Heads(3, False), Heads(0, False)))),
        travel=draw(st.sampled_from(WAYS)),
    )


@st.composite
def programmes(draw: st.DrawFn) -> tuple[Item, ...]:
    keys = draw(st.lists(st.sampled_from("abcde"), unique=True, max_size=4))
    return tuple(draw(items(key)) for key in keys)
