"""Proposals in words, the kinds there are, what has gone out; and runs without a screen."""

from dataclasses import fields, replace
from datetime import datetime

import pytest

from planner.demo import demo_programme
from planner.edits.speaking_order import RULES
from planner.entities import IssuedEvent
from planner.propose import kinds
from planner.propose.kinds import KINDS, found_at
from planner.propose.proposal import Keep, Proposal
from planner.propose.released import released_for
from planner.propose.words import names, number, progress, reached, then, verdict
from planner.publish.releases import Ledger
from planner.solve.budget import Budget
from screens.proposal_run import ProposalRun
from tests.screens import proposer


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    return proposer.propose_moves(demo_programme(), proposer.MoverOptions(), Budget(10))


@pytest.mark.parametrize("name", [kind.name for kind in kinds.kinds()])
def test_what_can_be_set_for_a_kind_is_known_to_its_solver(name: str) -> None:
    kind = KINDS[name]
    assert callable(found_at(kind.entry))
    assert kind.offered == kind.settings
    known = {field.name for field in fields(found_at(kind.options))}
    assert kind.loses or {"keep", "released"} <= known


def test_the_rules_of_an_order_are_those_that_the_round_table_has() -> None:
    assert dict(kinds.RULE.choices) == RULES


def test_what_may_be_kept_is_what_solvers_know() -> None:
    assert set(kinds.KEEPS) == {keep.value for keep in Keep}


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        pytest.param({"status": "optimal"}, "100, proven best", id="proven"),
        pytest.param({"score": 412.0, "bound": 430.0}, "412 of at most 430 (gap 4.2 %)", id="gap"),
        pytest.param({"bound": None}, "100, no bound known", id="no-bound"),
        pytest.param({"score": None}, "nothing found yet", id="nothing"),
        pytest.param({"score": -40.0}, "at a cost of 40", id="a-cost"),
        pytest.param({"status": "infeasible"}, "what is pinned cannot all hold", id="pins"),
    ],
)
def test_score_and_bound_are_told_in_words(
    proposal: Proposal, changes: dict[str, object], text: str
) -> None:
    wanted: dict[str, object] = {"status": "feasible", **changes}
    assert str(reached(replace(proposal, **wanted))) == text  # type: ignore[arg-type]


def test_the_line_that_moves_is_short(proposal: Proposal) -> None:
    found = replace(proposal, status="feasible", score=412.0, bound=430.0)
    assert (
        str(progress("Wake tour", found, 5.7, brief=True)) == "Wake tour: 412 of at most 430, 5 s"
    )
    assert str(progress("Wake tour", None, 0)) == "Wake tour: looking for a first plan, 0 s"


def test_a_proposal_without_changes_says_so(proposal: Proposal) -> None:
    empty = replace(proposal, items=())
    assert str(verdict(empty)).startswith("Nothing to change: the plan is the best one already")
    assert str(verdict(replace(empty, status="unknown"))).startswith("Nothing to propose")


def test_everybody_is_named_in_one_word(proposal: Proposal) -> None:
    ids = tuple(d.id for d in proposal.base.active_delegations)
    assert names(proposal.base, ids) == "everybody"
    assert names(proposal.base, ids[:1]) == proposal.base.delegations[ids[0]].name


def test_an_activity_stands_with_where_it_was_and_will_be(proposal: Proposal) -> None:
    after = proposal.base.apply(proposal.edit(proposal.everything).changes)
    (place,) = then(proposal.base, after, proposal.items[0])
    assert place.before == "Thu 24 Oct 10:00–12:00, TRAKK"
    assert place.after == "Thu 24 Oct 10:05–12:05, TRAKK"


def test_numbers_are_written_as_the_language_does() -> None:
    assert (number(412.0), number(4.186)) == ("412", "4.2")


# -- what has gone out ----------------------------------------------------------------------


def issued(recipient: str, item_key: str, *, cancelled: bool = False) -> IssuedEvent:
    at = datetime(2024, 10, 1)
    return IssuedEvent(item_key, "e", recipient, item_key, "u", 0, at, at, 0, cancelled, "f")


def test_what_has_gone_out_is_read_from_the_ledger() -> None:
    programme = demo_programme()
    activity, other = list(programme.activities)[:2]
    delegate = next(iter(programme.delegates.values()))
    rows = [
        issued(f"delegate:{delegate.id}", f"{activity}:turn"),
        issued("delegation:d", other, cancelled=True),
        issued("delegation:e", "no longer there"),
    ]
    ledger = Ledger({row.recipient: {row.item_key: row} for row in rows})
    pairs = released_for(KINDS["visits"], programme, ledger)
    assert pairs == {(delegate.delegation_id, activity)}
    assert released_for(KINDS["tour"], programme, ledger) == {activity}


# -- a run ----------------------------------------------------------------------------------


@pytest.fixture
def run(proposal: Proposal) -> ProposalRun:
    made = ProposalRun(KINDS["visits"])
    made.found(proposal)
    return made


def test_everything_is_accepted_at_first(run: ProposalRun) -> None:
    assert len(run.accepted) == proposer.SESSIONS


def test_what_needs_a_rejected_item_falls_away_and_comes_back_with_it(run: ProposalRun) -> None:
    assert run.proposal is not None
    first, second, third = (item.key for item in run.proposal.items)
    assert run.toggle(first)
    assert run.accepted == {third}
    assert run.toggle(second)
    assert run.accepted == {first, second, third}


def test_what_is_rejected_stays_so_when_a_better_one_comes(
    run: ProposalRun, proposal: Proposal
) -> None:
    last = proposal.items[-1].key
    run.toggle(last)
    run.found(replace(proposal, score=101.0))
    assert last not in run.accepted


def test_an_alternative_is_accepted_as_a_whole(run: ProposalRun) -> None:
    run.toggle_all()
    run.show(1)
    assert run.proposal is run.choices[1]
    assert run.accepted == run.proposal.everything


def test_another_plan_makes_it_stale(run: ProposalRun, proposal: Proposal) -> None:
    assert not run.is_stale(proposal.base)
    moved = proposal.base.apply(proposal.edit(proposal.everything).changes)
    assert run.is_stale(moved)
