"""What stands beside the lists of a proposal, as text: pure but for Textual's Content."""

from collections.abc import Iterator

from textual.content import Content

from planner.phrases import _, colon
from planner.propose.proposal import Item, LeftOut, Proposal
from planner.propose.score_list import counted_changes
from planner.propose.words import (
    VERBS,
    counted,
    names,
    number,
    progress,
    reached,
    then,
    to_tell,
    verdict,
)
from screens.board_panel import balance, conflict_lines
from screens.proposal_preview import Preview
from screens.proposal_run import ProposalRun
from screens.text import literal, visible

#: Cells of the line that shows how near the score is to its bound.
BAR_CELLS = 20
FULL, REST = "━", "─"


def status_line(run: ProposalRun, *, is_stale: bool) -> Content:
    """How far the solver is, or what came of it."""
    if run.error is not None:
        return literal(f"✖ {run.error}").stylize("$text-error")
    best = run.best
    if run.is_running:
        text = str(progress(run.kind.title, best, run.seconds_spent))
        if run.is_stopping:
            text += " · " + _("stopping …")
        return Content.assemble(literal(f"▶ {text}  ").stylize("bold $text-accent"), bar(best))
    if best is None:
        return Content("")
    head = literal(f"{_(run.kind.title)} · {verdict(best)}").stylize("bold")
    if run.scores_used:
        head = Content.assemble(head, "  ", literal(str(counted_changes(run.scores_used))))
    if is_stale and not run.is_applied:
        more = literal(_("The plan has changed since it was made: g plans again."))
        return Content.assemble(head, "  ", more.stylize("$text-warning"))
    if run.has_other_scores:
        more = literal(_("Other scores have been set since: g plans again."))
        return Content.assemble(head, "  ", more.stylize("$text-warning"))
    return Content.assemble(head, "  ", bar(best))


def bar(proposal: Proposal | None) -> Content:
    """Score and bound as a line; nothing where there is none of them."""
    gap = proposal.gap if proposal is not None else None
    if gap is None:
        return Content("")
    full = round((1 - gap) * BAR_CELLS)
    return Content.assemble(
        (FULL * full, "$text-success"), (REST * (BAR_CELLS - full), "$foreground-muted")
    )


def about_kind(run: ProposalRun) -> Content:
    """What there is of a kind, before one looks at its proposal."""
    lines: list[Content] = []
    if run.error is not None:
        lines.append(literal(f"✖ {run.error}").stylize("$text-error"))
    if run.is_running:
        so_far = str(reached(run.best)) if run.best is not None else _("looking for a first plan")
        lines.append(literal(f"▶ {so_far}").stylize("bold $text-accent"))
        lines.append(literal(_("Enter shows the best so far, s stops and keeps it.")))
    elif run.best is not None:
        lines.append(literal(f"✓ {verdict(run.best)}").stylize("bold"))
        lines.append(literal(_("Enter shows it, g plans again.")))
        lines += [Content(""), *item_titles(run.best), *notes(run.best)]
    else:
        lines.append(literal(_("Enter starts: nothing is changed before you have seen it.")))
    return Content("\n").join(lines)


def notes(proposal: Proposal) -> Iterator[Content]:
    """What was wrong with the input."""
    for note in proposal.notes:
        yield literal(f"! {note}").stylize("$text-warning")


def item_lines(proposal: Proposal, item: Item, preview: Preview | None) -> Iterator[Content]:
    """What an item does, to whom, and what it brings."""
    yield literal(f"{VERBS[item.verb][0]} {item.title}").stylize("bold")
    if preview is not None:
        for place in then(proposal.base, preview.whole, item):
            if place.title and place.title not in str(item.title):
                yield literal(place.title)
            if place.before:
                yield literal(f"  {place.before}").stylize("$text-muted")
            after = place.after or _("no longer in the plan")
            yield literal(f"→ {after}").stylize("bold")
    if who := names(proposal.base, item.delegations):
        yield Content.assemble((colon(_("For")) + " ", "$text-muted"), visible(who))
    for phrase in item.brings:
        yield literal(f"+ {phrase}").stylize("$text-success")
    needed = {other.key: other for other in proposal.items}
    for key in item.needs:
        if key in needed:
            yield Content.assemble(
                (colon(_("Only with")) + " ", "$text-muted"), visible(str(needed[key].title))
            )


def left_lines(left: LeftOut, proposal: Proposal) -> Iterator[Content]:
    """Why something is left out, and what would let it in."""
    yield literal(str(left.title)).stylize("bold")
    if who := names(proposal.base, left.delegations):
        yield Content.assemble((colon(_("For")) + " ", "$text-muted"), visible(who))
    if left.because:
        yield literal(colon(_("Without any one of these it would fit"))).stylize("$text-muted")
    for phrase in left.because:
        yield literal(f"• {phrase}").stylize("$text-warning")
    if left.dearer is not None:
        yield literal(str(left.dearer))
    relaxation = left.relaxation
    if relaxation is None:
        return
    yield Content("")
    yield Content.assemble(
        (colon(_("It would fit")) + " ", "$text-muted"), (visible(str(relaxation.phrase)), "bold")
    )
    if relaxation.cost is not None:
        yield Content.assemble(
            (colon(_("That would cost")) + " ", "$text-muted"), visible(str(relaxation.cost))
        )
    if relaxation.edit is not None:
        offer = Content.assemble((" r ", "reverse bold"), " ", _("does it and plans again"))
        yield offer.stylize("@click=screen.relax")


def effect_lines(run: ProposalRun, preview: Preview | None) -> Iterator[Content]:
    """What the accepted part would do to the conflicts."""
    proposal, accepted = run.proposal, run.accepted
    if proposal is None:
        return
    what = counted(len(accepted), len(proposal.everything))
    yield Content.assemble(literal(f"⇅ {what}").stylize("bold $text-accent"))
    if preview is None or preview.of.proposal is not proposal or preview.of.accepted != accepted:
        yield literal(_("Working out what that does …")).stylize("$text-muted")
        return
    yield Content.assemble((colon(_("Conflicts")) + " ", "$text-muted"), balance(preview.knock_on))
    yield from conflict_lines(preview.knock_on)
    if told := list(to_tell(proposal)):
        yield literal(_("To be told") + f" ({len(told)})").stylize("bold")
        yield from (literal(f"☎ {line}") for line in told)


def alternative_lines(proposal: Proposal) -> Iterator[Content]:
    """An alternative in short: its changes."""
    yield literal(str(verdict(proposal))).stylize("bold")
    if proposal.score is not None:
        yield literal(_("Score {score}").format(score=number(proposal.score)))
    yield from item_titles(proposal)


def item_titles(proposal: Proposal) -> Iterator[Content]:
    """A line for each change."""
    everything = proposal.everything
    for item in proposal.items:
        if item.key in everything:
            yield literal(f"{VERBS[item.verb][0]} {item.title}")
