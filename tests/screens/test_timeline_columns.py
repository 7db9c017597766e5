"""Whose columns a day has."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import DelegationStatus, HostKind, Kind, Role
from planner.conflicts import Conflict, Severity
from planner.demo import demo_programme
from planner.entities import Boarding, Change, Delegate, Host, Participation, Tour, TourDay, Vehicle
from planner.phrases import Phrase
from screens.widgets.timeline_columns import (
    NOBODY,
    Column,
    columns_by_host,
    columns_by_site,
    columns_by_vehicle,
    marks_of,
)
from screens.widgets.timeline_delegations import (
    ACCEPTED_SIGN,
    INVITED_SIGN,
    DelegationColumns,
    columns_by_delegation,
)
from tests.screens.timeline_scene import SATURDAY, SUNDAY, Scene, wall


def ids(column: Column) -> list[str]:
    return [entry.activity.id for entry in column.entries]


def test_each_delegation_has_its_column_with_its_day() -> None:
    scene = Scene("Caen", "Hamar").add("both", wall(9), who=["Caen", "Hamar"])
    scene.add("one", wall(11), who=["Hamar"]).add("later", wall(9, day=SUNDAY), who=["Caen"])
    columns = columns_by_delegation(scene.programme, (SATURDAY,))
    assert [(c.id, ids(c)) for c in columns] == [("Caen", ["both"]), ("Hamar", ["both", "one"])]


def test_accepted_and_invited_delegations_are_told_apart() -> None:
    scene = Scene("Caen", "Modena")
    invited = replace(scene.delegations["Modena"], status=DelegationStatus.INVITED)
    scene.delegations["Modena"] = invited
    caen, modena = columns_by_delegation(scene.programme, (SATURDAY,))
    assert (caen.sign, caen.tentative) == (ACCEPTED_SIGN, False)
    assert (modena.sign, modena.tentative) == (INVITED_SIGN, True)


def test_a_delegation_that_declined_has_no_column() -> None:
    scene = Scene("Caen")
    declined = replace(scene.delegations["Caen"], status=DelegationStatus.DECLINED)
    scene.delegations["Caen"] = declined
    assert columns_by_delegation(scene.programme, (SATURDAY,)) == ()


def test_what_a_delegate_does_alone_stands_in_the_delegations_column() -> None:
    scene = Scene("Caen").add("all", wall(11), who=["Caen"]).add("meeting", wall(9))
    scene.delegates["d"] = Delegate("d", "Caen", "Ada")
    scene.participations["p"] = Participation("p", "meeting", delegate_id="d")
    (column,) = columns_by_delegation(scene.programme, (SATURDAY,))
    assert ids(column) == ["meeting", "all"]


def test_what_nobody_takes_part_in_comes_last_in_a_column_of_its_own() -> None:
    scene = Scene("Caen").add("taken", wall(9), who=["Caen"]).add("free", wall(9))
    columns = columns_by_delegation(scene.programme, (SATURDAY,))
    assert [(c.id, ids(c)) for c in columns] == [("Caen", ["taken"]), (NOBODY, ["free"])]
    assert not columns[-1].travels


def test_an_activity_over_midnight_belongs_to_both_days() -> None:
    scene = Scene("Caen").add("night", wall(23), 120, who=["Caen"])
    for day in (SATURDAY, SUNDAY):
        (column,) = columns_by_delegation(scene.programme, (day,))
        assert ids(column) == ["night"]


def test_sites_have_columns_on_the_days_on_which_they_are_used() -> None:
    scene = Scene("Caen").add("a", wall(9), site="near").add("b", wall(9), site="here")
    scene.add("c", wall(9, day=SUNDAY), site="far").add("nowhere", wall(9))
    scene.add("road", wall(10), kind=Kind.TRANSFER)
    columns = columns_by_site(scene.programme, (SATURDAY,))
    assert [(c.title, ids(c)) for c in columns] == [
        ("Here", ["b"]),
        ("Near", ["a"]),
        ("No place yet", ["nowhere"]),
    ]


def test_hosts_have_columns_on_the_days_on_which_they_do_something() -> None:
    scene = Scene("Caen").add("a", wall(9))
    for name in ("Zoe", "Idle"):
        scene.hosts[name] = Host(name, "e", name, HostKind.ACTOR)
    scene.participations["p"] = Participation("p", "a", host_id="Zoe", role=Role.HOSTS)
    assert [c.id for c in columns_by_host(scene.programme, (SATURDAY,))] == ["Zoe"]
    assert columns_by_host(scene.programme, (SUNDAY,)) == ()


def test_every_vehicle_has_a_column() -> None:
    scene = Scene("Caen").add("stop", wall(9), kind=Kind.STOP)
    scene.vehicles = {name: Vehicle(name, "e", name) for name in ("Coach B", "Coach A")}
    scene.tours["t"] = Tour("t", "e", "Tour", vehicle_id="Coach B")
    scene.tour_days["td"] = TourDay("td", "t", SATURDAY)
    scene.boardings["b"] = Boarding("b", "t", delegation_id="Caen")
    scene.activities["stop"] = replace(scene.activities["stop"], tour_day_id="td")
    columns = columns_by_vehicle(scene.programme, (SATURDAY,))
    assert [(c.title, ids(c)) for c in columns] == [("Coach A", []), ("Coach B", ["stop"])]


def test_an_activity_is_marked_with_its_worst_conflict() -> None:
    def conflict(severity: Severity, *activities: str) -> Conflict:
        return Conflict("rule", severity, Phrase("x"), "s", activities)

    marks = marks_of(
        [
            conflict(Severity.TO_CHECK, "a", "b"),
            conflict(Severity.BLOCKING, "a"),
            conflict(Severity.WARNING, "a"),
        ]
    )
    assert marks == {"a": Severity.BLOCKING, "b": Severity.TO_CHECK}


def test_columns_that_an_edit_does_not_touch_are_handed_on() -> None:
    scene = Scene("Caen", "Hamar").add("a", wall(9), who=["Caen"]).add("b", wall(9), who=["Hamar"])
    before = scene.programme
    moved = replace(scene.activities["b"], start=wall(10))
    after = before.apply([Change(scene.activities["b"], moved)])
    make = DelegationColumns()
    caen, hamar = make(before, (SATURDAY,))
    assert make(after, (SATURDAY,))[0] is caen
    assert make(after, (SATURDAY,))[1].entries[0].begin == hamar.entries[0].begin + 60


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 3)), max_size=6))
@settings(max_examples=25, deadline=None)
def test_after_any_edits_columns_are_as_if_made_anew(steps: list[tuple[int, int]]) -> None:
    programme, make = demo_programme(), DelegationColumns()
    days = programme.days[:3]
    make(programme, days)
    for number, what in steps:
        rows = [*programme.activities.values()]
        row = rows[number % len(rows)]
        who = [*programme.delegations][number % len(programme.delegations)]
        delegation = programme.delegations[who]
        edits = (
            Change(row, replace(row, minutes=row.minutes + 30)),
            Change(row, replace(row, title=f"{row.title}!")),
            Change(None, Participation(f"p{number}", row.id, who)),
            Change(delegation, replace(delegation, name=f"A{number}")),
        )
        programme = programme.apply([edits[what]])
        assert make(programme, days) == columns_by_delegation(programme, days)


def test_other_days_have_other_columns() -> None:
    scene = Scene("Caen").add("a", wall(9), who=["Caen"])
    scene.add("b", wall(9, day=SUNDAY), who=["Caen"])
    make = DelegationColumns()
    assert ids(make(scene.programme, (SATURDAY,))[0]) == ["a"]
    assert ids(make(scene.programme, (SATURDAY, SUNDAY))[0]) == ["a", "b"]


def test_what_nobody_takes_part_in_goes_when_somebody_does() -> None:
    scene = Scene("Caen").add("free", wall(9))
    make = DelegationColumns()
    assert [c.id for c in make(scene.programme, (SATURDAY,))] == ["Caen", NOBODY]
    taken = scene.programme.apply([Change(None, Participation("p", "free", "Caen"))])
    assert [c.id for c in make(taken, (SATURDAY,))] == ["Caen"]


def test_those_who_share_a_circuit_stand_side_by_side() -> None:
    scene = Scene("A", "B", "C", "D")
    scene.tours = {name: Tour(name, "e", name) for name in ("south", "north")}
    for number, (tour, who) in enumerate([("south", "A"), ("north", "B"), ("south", "C")]):
        scene.boardings[str(number)] = Boarding(str(number), tour, delegation_id=who)
    columns = columns_by_delegation(scene.programme, (SATURDAY,))
    assert [c.id for c in columns] == ["A", "C", "B", "D"]
