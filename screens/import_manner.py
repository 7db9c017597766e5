"""How a file is read: what it seems to be, line by line, and how to correct it."""

from dataclasses import replace
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from planner.intake.manner import SheetManner
from planner.phrases import N_, _
from screens.dialogs import Pick
from screens.import_draft import Draft
from screens.import_look import Look, SheetLook
from screens.import_manner_rows import choice_of, key_of_header, manner_layout, manner_rows
from screens.import_pane import ImportPane
from screens.text import literal
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList


class MannerList(TableList):
    """Enter or a click on a line corrects it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Correct"))]

    def __init__(self) -> None:
        super().__init__(manner_layout(), id="manner-rows")
        self.open_on_click = True


class MannerPane(ImportPane):
    """Everything that was found out about the file, each to be corrected."""

    def __init__(self) -> None:
        super().__init__(id="manner")
        self._look: Look | None = None

    def compose(self) -> ComposeResult:
        about = _(
            "Enter or a click corrects a line; the file is then looked at anew. An import remembers"
            " it for the next file of that name."
        )
        yield Static(literal(about), id="about-manner")
        yield MannerList()

    @property
    def list(self) -> MannerList:
        return self.query_one(MannerList)

    def show(self, look: Look) -> None:
        """Show how a file was read, or tried to be."""
        self._look = look
        self.list.show_rows(manner_rows(look, self.list.table))

    def select_header(self, header: str) -> None:
        """Put the cursor on a column."""
        assert self._look is not None
        if (key := key_of_header(self._look, header)) is not None:
            self.list.select(key)

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        self.correct(event.key)

    @work
    async def correct(self, key: str) -> None:
        """Choose what else a line could be."""
        look = self._look
        if look is None:
            return
        if (choice := choice_of(look, key)) is None:
            self.decide(lambda draft: _turned(draft, look, key))
            return
        chosen = await self.app.push_screen_wait(Pick(choice.title, choice.offered, choice.current))
        if chosen is not None and chosen[0] != choice.current:
            value = chosen[0]
            self.decide(lambda draft: corrected(draft, look, key, value))


def _turned(draft: Draft, look: Look, key: str) -> Draft:
    """A sheet that is read is passed over; one that was passed over is read."""
    sheet = look.sheets[int(key.split()[1])]
    return draft.with_sheet(sheet.name, SheetManner(is_read=not sheet.manner.is_read))


def corrected(draft: Draft, look: Look, key: str, value: Any) -> Draft:
    """The draft with another value for a line."""
    match key.split():
        case ["kind"]:
            return draft.of_kind(value, {s.name: not s.is_hidden for s in look.sheets})
        case ["dates"]:
            return draft.with_setting(month_first=value)
        case ["header", number]:
            return draft.with_sheet(look.sheets[int(number)].name, SheetManner(header=value))
        case ["lines", number]:
            sheet = look.sheets[int(number)]
            manner = SheetManner(sheet.manner.header, header_rows=value)
            return draft.with_sheet(sheet.name, manner)
        case ["column", number, place]:
            sheet = look.sheets[int(number)]
            header = sheet.headers[int(place)].text
            columns = {**sheet.manner.columns, header: value}
            manner = replace(sheet.manner, columns=columns)
            return draft.with_sheet(sheet.name, manner, _kind_kept(look, sheet))
        case [setting, *_rest]:
            return draft.with_setting(**{setting: value})
        case _:
            return draft


def _kind_kept(look: Look, sheet: SheetLook) -> str:
    """The kind of list whose columns are offered: the only sheet's, else that of the file."""
    is_only = [each.name for each in look.sheets if each.manner.is_read] == [sheet.name]
    return sheet.kind if is_only else look.draft.manner.kind
