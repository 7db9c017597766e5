"""What every room does with rows: create, edit, delete, choose who takes part.

Functions with explicit arguments, run as workers by the rooms, so that no screen grows them.
"""

from typing import TYPE_CHECKING

from planner.conflicts import Conflict
from planner.edits import conflicts as conflict_edits
from planner.edits.core import add, change
from planner.edits.merge import merged
from planner.edits.names import describe
from planner.edits.remove import remove
from planner.entities import TABLE_OF, Activity, Entity
from planner.errors import Stale
from planner.phrases import Phrase, _, plural
from screens.dialogs import Ask, Confirm

if TYPE_CHECKING:
    from screens.app import PlannerApp
    from screens.forms.form import FormScreen, Keep
    from screens.forms.spec import FormSpec


async def create(app: "PlannerApp", row: Entity, spec: "FormSpec | None" = None) -> Entity | None:
    """Fill in a new row and add it; the row as added, or None when given up."""
    assert app.state is not None

    def keep(filled: Entity) -> None:
        assert app.state is not None
        app.keep(add(app.state.programme, filled))

    return await app.push_screen_wait(_form(app, row, spec, keep))


async def revise(app: "PlannerApp", row: Entity, spec: "FormSpec | None" = None) -> Entity | None:
    """Edit a row in its form; the row as kept, or None when given up."""
    assert app.state is not None

    seen = row

    def keep(filled: Entity) -> None:
        nonlocal seen
        assert app.workspace is not None
        programme = app.workspace.programme
        try:
            app.keep(change(programme, merged(programme, row, filled, seen)))
        except Stale:
            seen = app.workspace.programme.find(TABLE_OF[type(row)], row.id) or seen
            raise

    return await app.push_screen_wait(_form(app, row, spec, keep))


def _form(app: "PlannerApp", row: Entity, spec: "FormSpec | None", keep: "Keep") -> "FormScreen":
    """The form of a row; its modules are only loaded when the first form is opened."""
    from screens.forms.form import FormScreen
    from screens.forms.specs import spec_for

    assert app.state is not None
    return FormScreen(spec or spec_for(row), row, app.state.programme, keep)


async def delete(app: "PlannerApp", *rows: Entity) -> bool:
    """Ask, then remove rows and what depends on them; True when done."""
    assert app.state is not None
    edit = remove(app.state.programme, *rows)
    others = len(edit.changes) - len(rows)
    details = (
        [
            str(
                plural(
                    "With it changes {n} other entry.", "With it change {n} other entries.", others
                )
            )
        ]
        if others
        else []
    )
    details.append(_("Undo (u) brings everything back."))
    question = Phrase("Remove {what}?", what=describe(app.state.programme, rows[0]))
    if not await app.push_screen_wait(Confirm(str(question), _("Remove"), " ".join(details))):
        return False
    return app.perform(lambda p: remove(p, *rows))


async def people(app: "PlannerApp", activity: Activity) -> bool:
    """Choose who takes part in an activity, and in which role; True when changed."""
    from screens.people_dialog import PeopleDialog

    assert app.state is not None
    wanted = await app.push_screen_wait(PeopleDialog(app.state.programme, activity))
    if wanted is None:
        return False
    from planner.edits.activities import set_people

    return app.perform(lambda p: set_people(p, activity.id, wanted))


async def accept(app: "PlannerApp", conflict: Conflict) -> bool:
    """Accept a conflict with a note; True when done."""
    note = await app.push_screen_wait(Ask(_("Why is this acceptable?")))
    if note is None:
        return False
    assert app.workspace is not None
    author = app.workspace.author
    return app.perform(lambda p: conflict_edits.accept(p, conflict, note, author))
