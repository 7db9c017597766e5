"""Meetings alone: slots, tables, few gaps."""

from planner.solve.write import solution_form
from tests.judges.assign import waiting_of
from tests.solve.assign_help import problem, solved
from tests.solve.problems_assign import speed_dating


def test_all_meetings_that_can_be_held_are_held() -> None:
    solution = solved(speed_dating(1, 20, 50, 9))
    assert solution.status == "optimal"
    assert len(solution.meetings) == 50


def test_people_wait_as_little_as_they_can() -> None:
    slots = [{"start": 30 * n, "end": 30 * n + 30, "tables": 1, "venue": 0} for n in range(4)]
    meetings = [
        {"id": "m", "a": "x", "b": "y", "value": 1},
        {"id": "n", "a": "x", "b": "z", "value": 1},
    ]
    pins = [["m", 1]]
    form = problem([], [], meetings=meetings, meeting_slots=slots, pinned_meetings=pins)
    solution = solved({**form, "few_gaps": True})
    assert waiting_of(form, solution_form(solution)) == 0
    assert solution.status == "optimal"


def test_who_is_away_is_met_when_it_is_back() -> None:
    slots = [{"start": 30 * n, "end": 30 * n + 30, "tables": 1, "venue": 0} for n in range(3)]
    meeting = {"id": "m", "a": "x", "b": "y", "value": 1}
    actors = [{"id": "y", "away": [[0, 61]]}]
    form = problem([], [], meetings=[meeting], meeting_slots=slots, actors=actors)
    assert solved(form).meetings == ()
    actors = [{"id": "y", "away": [[0, 60]]}]
    assert solved({**form, "actors": actors}).meetings == (("m", 2),)
