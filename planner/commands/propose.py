"""plan: what a solver proposes, printed or applied as one step that undo takes back."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from models.keeping import Why
from planner.commands.long_work import stopping
from planner.commands.output import show, show_json
from planner.commands.plan import line_form
from planner.commands.propose_output import form_of, print_proposal
from planner.commands.propose_scores import list_scores, scores_given
from planner.commands.shared import edition_of
from planner.entities import Entity
from planner.errors import PlannerError
from planner.fields import parse_int, parse_wall
from planner.lines import Line
from planner.names import fold
from planner.phrases import Phrase, _, plural
from planner.programme import Programme
from planner.propose.kinds import KINDS, Proposable, Setting, Sort
from planner.propose.proposal import Keep, Proposal
from planner.propose.released import released_for
from planner.propose.solving import solve
from planner.propose.words import INFEASIBLE, progress
from planner.round_table import round_tables
from planner.workspace import Workspace


def run(options: Namespace) -> int:
    """Propose; with ``--apply`` write the whole proposal as one step.

    Exit code 1 where what is pinned cannot all hold, and where ``--apply`` was given and nothing
    was written: ctrl+c stops the solver, and what it has by then is shown but never applied.
    """
    kind = KINDS[options.kind]
    if getattr(options, "list_scores", False):
        return _list_scores(kind, options)
    with edition_of(options) as workspace, stopping() as stopped:
        if options.apply:
            workspace.require_writable()
        wanted = settings_of(workspace, kind, options)
        proposal = _propose(kind, workspace.programme, wanted, options, stopped)
        was_stopped = stopped()
        step = None
        if options.apply and not was_stopped:
            step = _apply(workspace, proposal)
    if options.json:
        _show_form(workspace.programme.edition.name, proposal, step, was_stopped)
    else:
        print_proposal(proposal)
        _say_applied(options, proposal, step, was_stopped)
    failed = proposal.status == INFEASIBLE or (options.apply and was_stopped)
    return 1 if failed else 0


def _list_scores(kind: Proposable, options: Namespace) -> int:
    """Say what each place counts and why; nothing is solved.  Raises PlannerError."""
    if options.apply:
        raise PlannerError(Phrase("--scores only lists scores: leave out --apply."))
    with edition_of(options) as workspace:
        wanted = settings_of(workspace, kind, options)
        list_scores(workspace.programme, wanted, as_json=options.json)
    return 0


def settings_of(workspace: Workspace, kind: Proposable, options: Namespace) -> Any:
    """The options of the solver as the command line has them."""
    programme, values = workspace.programme, dict[str, Any]()
    if kind.loses:
        return _loss(programme, options)
    if options.keep is not None:
        values["keep"] = keep = Keep(options.keep)
        if keep is Keep.RELEASED:
            values["released"] = released_for(kind, programme, workspace.releases.ledger())
    for setting in kind.settings:
        given = getattr(options, setting.field, None)
        if given is not None:
            values[setting.field] = _value(programme, setting, given)
    return kind.make_options(values)


def _loss(programme: Programme, options: Namespace) -> Any:
    """What has happened, for a repair."""
    from planner.propose.loss_named import gone, late

    at = parse_wall("at", options.at) if options.at else None
    if options.without is not None:
        return gone(programme, options.without, at)
    name, minutes = options.late
    return late(programme, name, parse_int("minutes", minutes) or 0, at)


def _value(programme: Programme, setting: Setting, given: Any) -> Any:
    match setting.sort:
        case Sort.DELEGATIONS:
            return _chosen(programme.active_delegations, given, lambda row: row.name)
        case Sort.TOURS:
            return _chosen(programme.tours.values(), given, lambda row: row.name)
        case Sort.ROUND_TABLE:
            return _chosen(round_tables(programme), [given], lambda row: row.title)[0]
        case Sort.SCORES:
            return scores_given(programme, given)
        case _:
            return given


def _chosen(
    rows: Iterable[Entity], wanted: list[str], name_of: Callable[[Any], str]
) -> tuple[str, ...]:
    """The ids of the rows that are named, or whose ids are given."""
    known = list(rows)
    found: list[str] = []
    for text in wanted:
        ids = [r.id for r in known if r.id == text or fold(name_of(r)) == fold(text)]
        if len(ids) != 1:
            names = ", ".join(name_of(row) for row in known)
            raise PlannerError(
                Phrase("There is no “{name}” among: {names}.", name=text, names=names)
                if not ids
                else Phrase("Several are called “{name}”: use the id.", name=text)
            )
        found += ids
    return tuple(found)


def _propose(
    kind: Proposable,
    programme: Programme,
    wanted: Any,
    options: Namespace,
    stopped: Callable[[], bool],
) -> Proposal:
    """Run the solver, with a line on how far it is where there is a terminal."""
    begun, tells = monotonic(), sys.stderr is not None and sys.stderr.isatty()

    def tell(best: Proposal | None) -> None:
        if tells and best is not None:
            text = str(progress(kind.title, best, monotonic() - begun))
            print(f"\r{text[:78]:78}", end="", file=sys.stderr, flush=True)

    seconds = float(options.seconds)
    found = solve(
        kind,
        programme,
        wanted,
        seconds=seconds,
        seed=options.seed,
        told=tell,
        stopped=stopped,
        nice=0,
    )
    if tells:
        print(f"\r{'':78}\r", end="", file=sys.stderr, flush=True)
    if found is None:
        raise PlannerError(Phrase("Stopped before there was a proposal."))
    return found


def _apply(workspace: Workspace, proposal: Proposal) -> Line | None:
    """Write all of it; None where it changes nothing.  Raises Stale, StoreProblem."""
    edit = proposal.edit(proposal.everything)
    if edit:
        workspace.safeguard(Why.PROPOSAL)
    return workspace.history(1)[0] if workspace.do(edit, base=proposal.base) is not None else None


def _show_form(edition: str, proposal: Proposal, step: Line | None, was_stopped: bool) -> None:
    form = form_of(proposal)
    applied = {"step": line_form(step) if step else None, "stopped": was_stopped}
    show_json({"edition": edition, **form, **applied})


def _say_applied(
    options: Namespace, proposal: Proposal, step: Line | None, was_stopped: bool
) -> None:
    """What has become of it, and what to do next."""
    changes = len(proposal.everything)
    if step is not None:
        done = plural("{n} change applied", "{n} changes applied", changes)
        show(_("{done}: {label}").format(done=done, label=step.label))
        show(_("“wake-planner undo” takes all of it back."))
    elif was_stopped:
        show(_("Stopped: this is the best so far. Nothing has been applied."))
    elif options.apply:
        show(_("There was nothing to apply."))
    elif changes:
        show(_("Nothing has been applied: --apply does it in one step."))
