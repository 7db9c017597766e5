"""The first screen on a new store, and the list of editions later on."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from planner.edits.editions import copy_edition, create, new_edition
from planner.entities import Edition, Entity
from planner.errors import PlannerError
from planner.fields import parse_date
from planner.phrases import N_, _, language
from planner.programme import Programme
from screens.dialog import Dialog
from screens.dialogs import Ask
from screens.forms.form import FormScreen
from screens.forms.specs import EDITION
from screens.text import literal, visible

if TYPE_CHECKING:
    from screens.app import PlannerApp


#: What a new store can begin with: key, name, what comes of it.
BEGINNINGS = (
    ("new", N_("+ New edition …"), N_("Your own: a name and the days of the festival.")),
    (
        "demo",
        N_("+ The demo edition (Namur 2024, with invented people)"),
        N_("A whole plan to look around in and try everything on."),
    ),
    (
        "import",
        N_("+ Import lists into a new edition …"),
        N_("From a CSV or XLSX list; you see what it does before it is done."),
    ),
)


class WelcomeScreen(Dialog[None]):
    """Choose an edition, or make one: new, the demo, or a copy of another."""

    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Back")),
        Binding("c", "copy", N_("Copy"), show=False),
        Binding("b", "app.backups", N_("Backups"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__(classes="dialog")

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box"):
            yield Label(literal("Wake Planner"), classes="dialog-title")
            yield Static(id="intro")
            yield OptionList(id="choices")
            yield Static(classes="form-error", id="welcome-error")
            yield Static(id="keys")

    def on_mount(self) -> None:
        self.fill()

    def fill(self) -> None:
        """List the editions of the store as it is now."""
        workspace = self.planner.workspace
        assert workspace is not None
        editions = workspace.editions()
        intro = (
            _("Choose an edition to open.")
            if editions
            else _("This store is empty. What would you like to begin with?")
        )
        self.query_one("#intro", Static).update(literal(intro))
        self.query_one("#keys", Static).update(hints(can_copy=bool(editions)))
        choices = self.query_one("#choices", OptionList)
        choices.clear_options()
        choices.add_options(
            choice(e.name, f"{e.festival_start} – {e.festival_end}", e.id) for e in editions
        )
        has_demo = any(e.is_example for e in editions)
        for key, name, what in BEGINNINGS:
            if key != "demo" or not has_demo:
                choices.add_option(choice(_(name), _(what), key))
        choices.highlighted = 0
        choices.focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case "new":
                self._new()
            case "demo":
                self._demo()
            case "import":
                self._new(then_import=True)
            case str() as edition_id:
                self._try(edition_id)

    def _try(self, edition_id: str) -> None:
        try:
            self.planner.enter(edition_id)
        except PlannerError as error:
            self._complain(error)
        else:
            self.dismiss()

    def _demo(self) -> None:
        workspace = self.planner.workspace
        assert workspace is not None
        try:
            edition, _made = workspace.make_demo()
        except PlannerError as error:
            self._complain(error)
        else:
            self._try(edition.id)

    @work
    async def _new(self, *, then_import: bool = False) -> None:
        row = blank_edition(date.today())
        workspace = self.planner.workspace
        assert workspace is not None

        def keep(filled: Entity) -> None:
            assert isinstance(filled, Edition)
            assert workspace is not None
            workspace.create(create(filled))

        made = await self.app.push_screen_wait(FormScreen(EDITION, row, Programme(row), keep))
        if made is None:
            return
        self._try(made.id)
        if then_import:
            from screens.intake import import_file

            import_file(self.planner)

    @work
    async def action_copy(self) -> None:
        choices = self.query_one("#choices", OptionList)
        option = choices.highlighted_option
        workspace = self.planner.workspace
        assert workspace is not None
        known = {e.id: e for e in workspace.editions()}
        if option is None or option.id not in known:
            return
        old = known[option.id]
        name = await self.app.push_screen_wait(Ask(_("Name of the copy"), f"{old.name} (2)"))
        if name is None:
            return
        start = await self.app.push_screen_wait(
            Ask(_("First day of the festival"), str(old.festival_start))
        )
        try:
            day = parse_date("festival_start", start or "")
            if day is None:
                return
            programme = workspace.enter(old.id)
            made = workspace.create(copy_edition(programme, name, day))
        except PlannerError as error:
            self._complain(error)
            return
        self._try(made.edition.id)

    def action_open(self) -> None:
        self.query_one("#choices", OptionList).action_select()

    def action_leave(self) -> None:
        if self.planner.state is not None:
            self.dismiss()

    def _complain(self, error: PlannerError) -> None:
        self.query_one("#welcome-error", Static).update(literal(str(error)))


def choice(name: str, what: str, key: str) -> Option:
    """A choice with a line below it that says what comes of it."""
    return Option(Content.assemble(literal(name), "\n  ", (visible(what), "$text-muted")), id=key)


def hints(*, can_copy: bool) -> Content:
    """The keys; a click on one presses it."""
    found = [
        (_("enter opens"), "screen.open"),
        (_("b backups"), "app.backups"),
        (_("ctrl+p language, colours"), "app.command_palette"),
    ]
    if can_copy:
        found[1:1] = [(_("c copies"), "screen.copy"), (_("escape goes back"), "screen.leave")]
    pieces = [literal(text).stylize(f"@click={action}") for text, action in found]
    return Content("  ·  ").join(pieces)


def blank_edition(today: date) -> Edition:
    """A new edition's form filled as far as can be guessed: the last full weekend of October.

    KIKK was Thursday to the last Sunday of October in 2022-2025 (SOURCES: kikk_editions.csv);
    the organiser sees the dates and changes them.
    """
    year = today.year if today.month < 11 else today.year + 1
    last_sunday = max(date(year, 10, n) for n in range(25, 32) if date(year, 10, n).weekday() == 6)
    start = last_sunday.replace(day=last_sunday.day - 3)
    return new_edition(
        f"Namur {year}", start.replace(day=start.day - 2), start, last_sunday, language=language()
    )
