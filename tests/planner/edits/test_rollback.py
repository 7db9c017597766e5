"""Back to a release: the plan as it was, in one step, and nothing of what editions share."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.demo import demo_programme
from planner.diff import changes_between
from planner.edits.activities import shift
from planner.edits.core import change
from planner.edits.remove import remove
from planner.edits.rollback import roll_back
from planner.entities import Change
from planner.frozen import freeze, thaw
from planner.programme import Programme

DEMO = demo_programme()
RELEASED = thaw(freeze(DEMO))
ACTIVITIES = sorted(DEMO.activities)


def edited(programme: Programme, activity_id: str, minutes: int) -> Programme:
    """Moved; taken out of the plan for nought minutes."""
    if activity_id not in programme.activities:
        return programme
    if minutes == 0:
        return programme.apply(remove(programme, programme.activities[activity_id]).changes)
    return programme.apply(shift(programme, activity_id, minutes).changes)


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.sampled_from(ACTIVITIES), st.sampled_from([-5, 0, 5, 60])), max_size=6)
)
def test_whatever_was_done_since_the_plan_is_again_as_released(
    steps: list[tuple[str, int]],
) -> None:
    programme = DEMO
    for activity_id, minutes in steps:
        if programme.activities.get(activity_id) and programme.activities[activity_id].start:
            programme = edited(programme, activity_id, minutes)
    back = programme.apply(roll_back(programme, RELEASED, 1).changes)
    assert changes_between(back, DEMO) == ()


def test_what_came_since_goes_and_what_went_comes_back() -> None:
    delegation = next(iter(DEMO.delegations.values()))
    programme = DEMO.apply(remove(DEMO, delegation).changes)
    caen = replace(delegation, id="new", name="New")
    programme = programme.apply((Change(None, caen),))
    back = programme.apply(roll_back(programme, RELEASED, 1).changes)
    assert delegation.id in back.delegations
    assert "new" not in back.delegations


def test_a_place_of_the_catalogue_keeps_what_was_learnt_of_it() -> None:
    used = next(s for s in RELEASED.sites.values() if s.edition_id is None)
    programme = DEMO.apply(change(DEMO, replace(used, capacity=77)).changes)
    assert not roll_back(programme, RELEASED, 1)


def test_a_place_of_the_catalogue_that_is_gone_comes_back_with_its_hours() -> None:
    hours = next(o for o in RELEASED.openings.values())
    site = RELEASED.sites[hours.site_id]
    programme = DEMO.apply(remove(DEMO, site).changes)
    back = programme.apply(roll_back(programme, RELEASED, 1).changes)
    assert back.sites[site.id] == site
    assert back.openings[hours.id] == hours
