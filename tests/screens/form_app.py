"""A form alone, in an app that remembers how it ended."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from planner.entities import City, Delegation, Entity, Field
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from screens.forms.controls import Control
from screens.forms.drop_list import DropList
from screens.forms.form import FormScreen
from screens.forms.specs import spec_for
from screens.theme import THEMES
from tests.build import Build, sun, wed
from tests.screens.drive import until


class FormApp(App[None]):
    """Opens one form and remembers how it ended."""

    CSS_PATH = "../../screens/app.tcss"

    def __init__(self, programme: Programme, row: Entity, refuses: int = 0) -> None:
        super().__init__()
        self.programme, self.row, self.refuses = programme, row, refuses
        self.kept: list[Entity] = []
        self.ended: list[Entity | None] = []

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        form = FormScreen(spec_for(self.row), self.row, self.programme, self.keep)
        self.push_screen(form, self.ended.append)

    def keep(self, row: Entity) -> None:
        if self.refuses:
            self.refuses -= 1
            raise PlannerError(Phrase("The disk is full."), Phrase("Make room."))
        self.kept.append(row)

    @property
    def form(self) -> FormScreen:
        found = next(s for s in self.screen_stack if isinstance(s, FormScreen))
        assert isinstance(found, FormScreen)
        return found

    def control(self, name: str) -> Control:
        return next(c for c in self.form.query(Control) if c.spec.name == name)

    def field(self, name: str) -> Widget:
        return self.control(name).query_one(".field-input")

    @property
    def is_open(self) -> bool:
        """Whether a list is open under a field."""
        return any(found.is_open for found in self.form.query(DropList))

    def focus_field(self, name: str) -> None:
        self.control(name).focus_control()

    def fill(self, name: str, text: str) -> None:
        field = self.field(name)
        if isinstance(field, TextArea):
            field.text = text
        else:
            assert isinstance(field, Input)
            field.value = text

    @property
    def can_save(self) -> bool:
        return not self.form.query_one("#save", Button).disabled

    @property
    def error(self) -> str:
        return str(self.form.query_one("#form-error", Static).visual)


@asynccontextmanager
async def a_form(
    programme: Programme, row: Entity, size: tuple[int, int] = (120, 40), refuses: int = 0
) -> AsyncIterator[tuple[FormApp, Pilot[None]]]:
    app = FormApp(programme, row, refuses)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: len(app.screen_stack) == 2 and app.form.query("#save"))
        yield app, pilot


def a_plan() -> tuple[Programme, Delegation]:
    """A programme with something to choose from, and a delegation of it."""
    plan = Build()
    for name in ("design", "film", "music"):
        plan.add(Field(name, name.title(), name.title()))
    plan.add(City("linz", "linz", "Linz", "AT", "Austria", "film"))
    plan.site("Namur station", kind="station")
    plan.site("Hôtel Exemple", kind="hotel")
    row = plan.delegation(
        "Caen", interests=("music", "design"), arrival=wed("09:30"), departure=sun("16:00")
    )
    return plan.programme(), row


async def saved(app: FormApp, pilot: Pilot[None]) -> Any:
    """Save, and give what was kept."""
    await pilot.press("ctrl+s")
    await until(pilot, lambda: app.ended, "the form closes")
    assert app.ended == app.kept
    return app.kept[0]
