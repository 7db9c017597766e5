"""Problems of others: what is read, and every fault that a file can have."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from planner.errors import PlannerError
from planner.phrases import set_language
from planner.solve.faults import BadProblem
from planner.solve.read import read_problem
from planner.solve.tour_form import Lunch, Pin, TourProblem, Window
from tests.solve.nasty_assign import nasty_assigns
from tests.solve.nasty_tour import nasty_tours

Json = dict[str, Any]
SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"

TOUR: Json = {
    "schema": "tour-problem/1",
    "name": "two sites",
    "places": [{"id": "namur", "lat": 50.5, "lon": 4.9}, {"id": "mons", "name": "Mons"}],
    "travel": [[0, 60], [65, -1]],
    "sites": [
        {"id": "hub", "place": "mons", "duration": 60, "score": 5, "guide": "unknown member",
         "windows": [{"open": 540, "close": 720, "days": ["tue"]}, {"open": 800, "close": 900}]},
        {"id": "lab", "place": "namur", "duration": 0, "score": 0, "windows": []},
    ],
    "days": [
        {"id": "mon", "start_place": "namur", "end_place": "mons", "start": 480, "end": 1080},
        {"id": "tue", "start_place": "mons", "end_place": "mons", "start": 480, "end": 1080,
         "lunch": {"earliest": 700, "latest": 800, "duration": 60, "at": ["mons"]}},
    ],
    "pinned": [{"site": "hub", "day": None, "start": 600}],
    "limits": [{"id": "fees", "scope": "trip", "max": 3, "use": {"hub": 2}}],
    "orders": [["hub", "lab"]],
}  # fmt: skip

ASSIGN: Json = {
    "schema": "assign-problem/1",
    "name": "a festival",
    "travel": [[0, 10], [12, 0]],
    "offers": [
        {"id": "talk", "venue": 0, "start": 600, "end": 660, "capacity": 2, "kind": "talk"},
        {"id": "visit", "venue": 1, "start": 700, "end": 760, "capacity": 1, "group": "g"},
    ],
    "delegations": [
        {"id": "caen", "interest": {"talk": 3, "visit": 1}, "away": [[0, 60]], "max_per_day": 2},
        {"id": "hamar", "interest": {"talk": 2}, "size": 2, "rests": [[600, 900, 30]]},
    ],
    "pinned": [["caen", "talk"]],
    "meetings": [{"id": "m", "a": "caen", "b": "an actor", "value": 4}],
    "meeting_slots": [{"start": 800, "end": 820, "tables": 1, "venue": 0}],
    "actors": [{"id": "an actor", "away": [[10, 20]]}],
    "pinned_meetings": [["m", 0]],
    "few_gaps": True,
    "objective": "fair",
}


def read_tour(form: Json) -> TourProblem:
    return read_problem(json.dumps(form), "tour")


def changed(form: Json, *path: str | int, value: Any = None, drop: bool = False) -> Json:
    """The form with one value replaced or dropped."""
    form = deepcopy(form)
    here: Any = form
    for step in path[:-1]:
        here = here[step]
    if drop:
        del here[path[-1]]
    else:
        here[path[-1]] = value
    return form


def faults(form: Any, kind: Any = "tour") -> list[str]:
    source = form if isinstance(form, str | bytes) else json.dumps(form)
    with pytest.raises(BadProblem) as caught:
        read_problem(source, kind)
    return [str(line) for line in caught.value.lines]


@cache
def schema(kind: str) -> Draft202012Validator:
    name = "tour-problem-1" if kind == "tour" else "assign-1"
    form = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(form if kind == "tour" else form | {"$ref": "#/$defs/problem"})


def test_a_tour_is_read_whole() -> None:
    problem = read_tour(TOUR)
    assert problem.travel == ((0, 60), (65, -1))
    assert problem.sites[0].windows == (Window(540, 720, ("tue",)), Window(800, 900))
    assert problem.days[0].lunch is None
    assert problem.days[1].lunch == Lunch(700, 800, 60, required=True, at=("mons",))
    assert problem.pinned == (Pin("hub", None, 600),)
    assert problem.limits[0].use == {"hub": 2}
    assert (problem.window_rule, problem.time_unit) == ("start", "min")
    assert problem.orders == (("hub", "lab"),)


def test_an_assignment_is_read_whole() -> None:
    problem = read_problem(json.dumps(ASSIGN), "assign")
    assert problem.offers[1].group == "g"
    assert problem.delegations[1].rests == ((600, 900, 30),)
    assert problem.delegations[0].away == ((0, 60),)
    assert problem.pinned_meetings == (("m", 0),)
    assert (problem.objective, problem.few_gaps) == ("fair", True)


def test_bytes_with_a_byte_order_mark_are_read() -> None:
    assert read_problem(b"\xef\xbb\xbf" + json.dumps(TOUR).encode(), "tour") == read_tour(TOUR)


def test_numbers_like_5_0_are_whole() -> None:
    assert read_tour(changed(TOUR, "sites", 0, "score", value=5.0)) == read_tour(TOUR)


FAULTS_OF_TOURS: list[tuple[Json, str]] = [
    (changed(TOUR, "schema", drop=True), "schema: This member is missing."),
    (changed(TOUR, "schema", value="assign-problem/1"),
     'schema: It must be "tour-problem/1", not "assign-problem/1".'),
    (changed(TOUR, "sites", 0, "score", drop=True), "sites[0].score: This member is missing."),
    (changed(TOUR, "sites", 0, "score", value=-1), "sites[0].score: It is -1, less than 0."),
    (changed(TOUR, "sites", 0, "score", value="9"),
     'sites[0].score: A whole number is needed, not "9".'),
    (changed(TOUR, "sites", 0, "duration", value=1.5),
     "sites[0].duration: A whole number is needed, not 1.5."),
    (changed(TOUR, "sites", 0, "duration", value=True),
     "sites[0].duration: A whole number is needed, not true."),
    (changed(TOUR, "sites", 0, "duration", value=2**63),
     "sites[0].duration: The number is too large."),
    (changed(TOUR, "sites", 0, "place", value="Mons"),
     'sites[0].place: There is no place "Mons".'),
    (changed(TOUR, "sites", 0, "windows", 0, "days", 0, value="sun"),
     'sites[0].windows[0].days[0]: There is no day "sun".'),
    (changed(TOUR, "sites", 0, "windows", 0, "close", value=539),
     "sites[0].windows[0].close: 539 is before “open” (540)."),
    (changed(TOUR, "places", 1, "id", value="namur"),
     'places[1].id: "namur" is the id of places[0] too.'),
    (changed(TOUR, "sites", 0, "scores", value={"fri": 1}),
     'sites[0].scores.fri: There is no day "fri".'),
    (changed(TOUR, "sites", value={}), "sites: A list is needed, not {...}."),
    (changed(TOUR, "places", 0, value=3), "places[0]: An object is needed, not 3."),
    (changed(TOUR, "places", 0, "lat", value="N"), 'places[0].lat: A number is needed, not "N".'),
    (changed(TOUR, "travel", 1, value=[1]), "travel[1]: The row has 1 times, not 2."),
    (changed(TOUR, "travel", 1, value="none"), 'travel[1]: A list is needed, not "none".'),
    (changed(TOUR, "travel", 1, 0, value=1.5),
     "travel[1][0]: A whole number is needed, not 1.5."),
    (changed(TOUR, "travel", value=[[0, 1]]), "travel: It has 1 rows for 2 places."),
    (changed(TOUR, "travel", 0, 1, value=-2),
     "travel[0][1]: A time is at least -1 (no way), not -2."),
    (changed(TOUR, "days", value=[]), "days: At least one is needed."),
    (changed(TOUR, "days", 0, "end", value=0), "days[0].end: 0 is before “start” (480)."),
    (changed(TOUR, "days", 0, "max_visits", value=None),
     "days[0].max_visits: A whole number is needed, not null."),
    (changed(TOUR, "days", 0, "end_place", value="x"),
     'days[0].end_place: There is no place "x".'),
    (changed(TOUR, "days", 0, "driving_break", value=[270]),
     "days[0].driving_break[1]: This value is missing."),
    (changed(TOUR, "days", 0, "driving_break", value=[1, 2, 3]),
     "days[0].driving_break: It has 3 values, not 2."),
    (changed(TOUR, "days", 1, "lunch", "latest", value=1),
     "days[1].lunch.latest: 1 is before “earliest” (700)."),
    (changed(TOUR, "days", 1, "lunch", "at", value="park"),
     'days[1].lunch.at: It must be “stop” or a list of places, not "park".'),
    (changed(TOUR, "days", 1, "lunch", "at", value=["park"]),
     'days[1].lunch.at[0]: There is no place "park".'),
    (changed(TOUR, "days", 1, "lunch", "required", value=1),
     "days[1].lunch.required: true or false is needed, not 1."),
    (changed(TOUR, "window_rule", value="end"),
     'window_rule: It must be one of “start”, “complete”, not "end".'),
    (changed(TOUR, "pinned", value=None), "pinned: A list is needed, not null."),
    (changed(TOUR, "pinned", 0, "site", value="x"), 'pinned[0].site: There is no site "x".'),
    (changed(TOUR, "pinned", 0, "day", value="x"), 'pinned[0].day: There is no day "x".'),
    (changed(TOUR, "limits", 0, "use", value={"a b": 1}),
     'limits[0].use["a b"]: There is no site "a b".'),
    (changed(TOUR, "limits", 0, "use", "hub", value="x"),
     'limits[0].use.hub: A whole number is needed, not "x".'),
    (changed(TOUR, "orders", 0, value=["hub", "hub"]),
     'orders[0]: "hub" cannot come before itself.'),
    (changed(TOUR, "name", value="\ud800"), "name: The text holds half a character."),
]  # fmt: skip


@pytest.mark.parametrize(("form", "line"), FAULTS_OF_TOURS, ids=[t for _f, t in FAULTS_OF_TOURS])
def test_a_fault_of_a_tour_is_a_sentence_with_its_place(form: Json, line: str) -> None:
    found = faults(form)
    knock_on = [t for t in found if ": There is no " in t and t != line]
    assert [t for t in found if t not in knock_on] == [line]
    assert not knock_on or line.startswith(("places[", "days: "))


FAULTS_OF_ASSIGNMENTS: list[tuple[Json, str]] = [
    (changed(ASSIGN, "offers", 0, "venue", value=2), "offers[0].venue: There is no venue 2."),
    (changed(ASSIGN, "offers", 0, "end", value=1), "offers[0].end: 1 is before “start” (600)."),
    (changed(ASSIGN, "offers", 0, "capacity", value=-1),
     "offers[0].capacity: It is -1, less than 0."),
    (changed(ASSIGN, "delegations", 0, "interest", value={"talk": 1, "x": 1}),
     'delegations[0].interest.x: There is no offer "x".'),
    (changed(ASSIGN, "delegations", 0, "interest", drop=True),
     "delegations[0].interest: This member is missing."),
    (changed(ASSIGN, "delegations", 0, "away", value=[[5, 4]]),
     "delegations[0].away[0][1]: 4 is before the start (5)."),
    (changed(ASSIGN, "delegations", 0, "max_per_day", value=-1),
     "delegations[0].max_per_day: It is -1, less than 0."),
    (changed(ASSIGN, "delegations", 1, "rests", value=[[1, 2, -3]]),
     "delegations[1].rests[0][2]: It is -3, less than 0."),
    (changed(ASSIGN, "delegations", 1, "id", value="caen"),
     'delegations[1].id: "caen" is the id of delegations[0] too.'),
    (changed(ASSIGN, "pinned", value=[["caen", "x"]]), 'pinned[0][1]: There is no offer "x".'),
    (changed(ASSIGN, "pinned", value=[["x", "talk"]]), 'pinned[0][0]: There is no delegation "x".'),
    (changed(ASSIGN, "pinned", value=[["hamar", "visit"]]),
     'pinned[0]: "visit" is not in the interests of "hamar".'),
    (changed(ASSIGN, "pinned", value=[["caen"]]), "pinned[0][1]: This value is missing."),
    (changed(ASSIGN, "meetings", 0, "b", value="caen"),
     'meetings[0].b: "caen" cannot meet itself.'),
    (changed(ASSIGN, "meeting_slots", 0, "venue", value=7),
     "meeting_slots[0].venue: There is no venue 7."),
    (changed(ASSIGN, "pinned_meetings", 0, value=["m", 1]),
     "pinned_meetings[0][1]: There is no slot 1."),
    (changed(ASSIGN, "pinned_meetings", 0, value=["x", 0]),
     'pinned_meetings[0][0]: There is no meeting "x".'),
    (changed(ASSIGN, "actors", 0, "id", value="caen"),
     'actors[0].id: "caen" is a delegation already.'),
    (changed(ASSIGN, "objective", value="max"),
     'objective: It must be one of “sum”, “fair”, not "max".'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "line"), FAULTS_OF_ASSIGNMENTS, ids=[t for _f, t in FAULTS_OF_ASSIGNMENTS]
)
def test_a_fault_of_an_assignment_is_a_sentence_with_its_place(form: Json, line: str) -> None:
    assert faults(form, "assign") == [line]


def test_every_fault_is_told_in_the_order_of_its_place() -> None:
    form = changed(TOUR, "sites", 1, "place", value="x")
    form = changed(form, "sites", 0, "score", drop=True)
    form = changed(form, "days", 0, "end", value="late")
    assert faults(form) == [
        'days[0].end: A whole number is needed, not "late".',
        "sites[0].score: This member is missing.",
        'sites[1].place: There is no place "x".',
    ]


def test_of_many_faults_twenty_are_shown_and_the_rest_counted() -> None:
    many = [{"id": f"s{n}", "place": "x", "duration": 0, "score": 0, "windows": []}
            for n in range(25)]  # fmt: skip
    lines = faults(TOUR | {"sites": many, "pinned": [], "limits": [], "orders": []})
    assert len(lines) == 21
    assert lines[-1] == "5 more faults."
    assert lines[10] == 'sites[10].place: There is no place "x".'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This is no JSON: line 1, column 1: Expecting value."),
        ('{"a": \n}', "This is no JSON: line 2, column 1: Expecting value."),
        ("[" * 100_000, "The file is nested too deeply."),
        (b"\xff\xfe", "The file is not UTF-8 text (byte 1)."),
    ],
    ids=["empty", "cut", "nested", "UTF-16"],
)
def test_a_text_that_is_no_json_is_one_sentence(text: str | bytes, sentence: str) -> None:
    with pytest.raises(PlannerError) as caught:
        read_problem(text, "tour")
    assert str(caught.value) == sentence


def test_what_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.solve.json_text.LARGEST", 2**20)
    with pytest.raises(PlannerError, match="too large: 1 MB"):
        read_problem(b" " * (2**20 + 1), "tour")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[]", "The file must hold an object, not [...]."),
        ('{"a": 1, "b": {"c": 2, "c": 3}}', "b.c: This member is given more than once."),
        ('{"a": [1, NaN]}', "a[1]: JSON has no such number."),
        ('{"a": -Infinity}', "a: JSON has no such number."),
        ('{"a": 1e999}', "a: JSON has no such number."),
        ('{"a": %s}' % ("9" * 5000), "a: JSON has no such number."),
    ],
    ids=["list", "repeated", "NaN", "infinity", "1e999", "5000 digits"],
)
def test_json_that_means_nothing_certain_is_a_fault(text: str, line: str) -> None:
    assert faults(text) == [line]


def test_a_deep_member_that_is_not_known_is_one_sentence() -> None:
    text = json.dumps(TOUR)[:-1] + ', "deep": ' + "[" * 500 + "]" * 500 + "}"
    with pytest.raises(PlannerError, match="nested too deeply"):
        read_problem(text, "tour")


def test_faults_are_told_in_the_language_in_force() -> None:
    with pytest.raises(BadProblem) as caught:
        read_tour(changed(TOUR, "sites", 0, "score", drop=True))
    set_language("fr")
    assert "sites[0].score" in str(caught.value.lines[0])


@settings(max_examples=60)
@given(nasty_tours())
def test_every_tour_that_the_schema_allows_is_read(form: Json) -> None:
    schema("tour").validate(form)
    assert read_tour(form).name == "nasty"


@settings(max_examples=60)
@given(nasty_assigns())
def test_every_assignment_that_the_schema_allows_is_read(form: Json) -> None:
    schema("assign").validate(form)
    assert read_problem(json.dumps(form), "assign").name == "nasty"


@pytest.mark.parametrize(("kind", "form"), [("tour", TOUR), ("assign", ASSIGN)])
def test_a_member_that_the_schema_requires_is_required(kind: Any, form: Json) -> None:
    required = ["schema", "name", "travel"]
    required += ["places", "sites", "days"] if kind == "tour" else ["offers", "delegations"]
    for name in form:
        less = changed(form, name, drop=True)
        assert schema(kind).is_valid(less) is (name not in required)
        if name in required:
            assert f"{name}: This member is missing." in faults(less, kind)
