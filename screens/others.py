"""What others do at the same time: told in passing, and asked where both have changed the same."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.journal import DONE
from planner.colleagues import Spot, beside, in_words_of
from planner.edits.names import describe
from planner.edits.rebase import Collision, Overtaken
from planner.entities import changed_columns
from planner.errors import PlannerError
from planner.lines import Line
from planner.phrases import Phrase, _, colon, plural
from planner.programme import Programme
from screens.change_words import column_text, value_text
from screens.dialogs import Confirm, Pick
from screens.text import literal
from screens.widgets.detail_list import Line as DetailLine

if TYPE_CHECKING:
    from screens.app import PlannerApp


def told(lines: Sequence[Line]) -> Phrase:
    """Who has done what, in one line."""
    last = _told(lines[-1])
    if len(lines) == 1:
        return last
    more = plural("{n} change before", "{n} changes before", len(lines) - 1)
    return Phrase("{what} ({more})", what=last, more=more)


def _told(line: Line) -> Phrase:
    who, label = line.step.author, line.label
    if line.step.state == DONE:
        return Phrase("{who}: {label}", who=who, label=label)
    return Phrase("{who} has taken back: {label}", who=who, label=label)


def ask_whose(app: "PlannerApp", error: PlannerError) -> None:
    """Where both have changed the same: show the first's value, and let the second decide."""
    if not isinstance(error, Overtaken) or error.mine is None or app.state is None:
        app.complain(error)
        return
    mine = error.mine
    lines = list(collision_lines(app.state.programme, error.collisions))
    question = Confirm(str(error.phrase), _("Mine instead"), "\n".join(lines), _("Theirs (esc)"))

    def decided(is_mine: bool | None) -> None:
        if is_mine:
            app.perform(lambda _programme: mine)

    app.push_screen(question, decided)


def collision_lines(programme: Programme, collisions: Sequence[Collision]) -> Iterator[str]:
    """Field by field: as it was, what somebody else has made of it, and what is one's own."""
    for each in collisions:
        if len(collisions) > 1:
            yield str(describe(programme, each.theirs or each.base))
        if each.mine is None:
            changed = changed_columns(each.base, each.theirs) if each.theirs else ()
            names = ", ".join(column_text(name) for name in changed)
            yield _("changed: {fields}; yours: removed").format(fields=names)
            continue
        for name in each.columns:
            old, now, mine = (
                value_text(programme, name, getattr(row, name))
                for row in (each.base, each.theirs, each.mine)
            )
            values = _("{old} → {now}; yours: {mine}").format(old=old, now=now, mine=mine)
            yield f"{colon(column_text(name))} {values}"


def in_full(programme: Programme, error: PlannerError) -> str:
    """A refusal with the values behind it, for a form or a cell that stays open."""
    if not isinstance(error, Overtaken) or not error.collisions:
        return str(error)
    values = "; ".join(collision_lines(programme, error.collisions))
    said = _("Somebody else has changed {values}. Save again to keep yours; escape leaves theirs.")
    return said.format(values=values)


def company_lines(app: "PlannerApp", spot: Spot | None) -> Iterator[DetailLine]:
    """Who else is at the row that is shown."""
    if app.state is not None and (names := beside(app.state.programme, app.colleagues, spot)):
        text = _("● {names} is here too") if len(names) == 1 else _("● {names} are here too")
        yield DetailLine(literal(text.format(names=", ".join(names))).stylize("bold $text-accent"))


async def show_colleagues(app: "PlannerApp") -> None:
    """Who is here, and to where they are."""
    if app.state is None:
        return
    programme = app.state.programme
    choices = [(each.spot, str(in_words_of(programme, each))) for each in app.colleagues]
    if not choices:
        app.say(Phrase("Nobody else is in this edition."))
        return
    chosen = await app.push_screen_wait(Pick(_("Who else is here"), choices))
    if chosen is not None and chosen[0] is not None:
        app.go_to(*chosen[0])
