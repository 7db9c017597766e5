"""Folders and the files that can be imported, one folder at a time."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from stat import S_ISDIR

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from planner.names import fold
from planner.phrases import _
from screens.text import literal, visible

ENDINGS = frozenset(
    (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".ics", ".xml", ".json")
)
#: A folder with more is no place where one looks for a list.
MOST = 500


@dataclass(frozen=True)
class Entry:
    """A folder or a file; ``about`` is what stands behind its name."""

    path: Path
    is_folder: bool
    about: str = ""

    @property
    def name(self) -> str:
        return self.path.name


def entries(folder: Path) -> list[Entry]:
    """Folders, then files, by name; hidden ones are left out.  Raises OSError."""
    found = []
    with os.scandir(folder) as items:
        for item in items:
            if not item.name.startswith(".") and (entry := _entry(item)) is not None:
                found.append(entry)
    return sorted(found, key=lambda e: (not e.is_folder, e.name.casefold()))[:MOST]


def _entry(item: "os.DirEntry[str]") -> Entry | None:
    try:
        about = item.stat()
    except OSError:
        return None  # a broken link, or gone in the meantime
    path = Path(item.path)
    if S_ISDIR(about.st_mode):
        return Entry(path, is_folder=True)
    if path.suffix.lower() not in ENDINGS:
        return None
    when = datetime.fromtimestamp(about.st_mtime).strftime("%Y-%m-%d")
    return Entry(path, is_folder=False, about=f"{when}  {_size(about.st_size)}")


def _size(count: int) -> str:
    return f"{count} B" if count < 1024 else f"{count // 1024} kB"


class FileList(OptionList):
    """Enter or a click on a folder goes into it; on a file: :class:`Chosen`."""

    class Chosen(Message):
        """A file was chosen."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, folder: Path) -> None:
        super().__init__(compact=True)
        self.folder = folder
        self._entries: list[Entry] = []
        self._shown: list[Entry] = []
        self._needle = ""

    def on_mount(self) -> None:
        self.go_to(self.folder)

    def go_to(self, folder: Path) -> bool:
        """Show a folder; False, and nothing changes, when it cannot be read."""
        try:
            self._entries = entries(folder)
        except (OSError, ValueError):
            return False
        self.folder, self._needle = folder, ""
        self._show()
        return True

    def narrow(self, text: str) -> None:
        """Only names that contain a text."""
        self._needle = fold(text)
        self._show()

    @property
    def has_matches(self) -> bool:
        """Whether anything in the folder is called so."""
        return any(entry in self._entries for entry in self._shown)

    def _show(self) -> None:
        matching = [entry for entry in self._entries if self._needle in fold(entry.name)]
        up = [] if self._needle or self.folder.parent == self.folder else [self._above()]
        self._shown = [*up, *matching]
        self.set_options(self._as_options(self._shown))
        self.border_title = literal(str(self.folder))
        if self._shown:
            self.highlighted = min(len(up), len(self._shown) - 1)

    def _above(self) -> Entry:
        return Entry(self.folder.parent, is_folder=True)

    def _as_options(self, shown: Sequence[Entry]) -> list[Option]:
        if not shown:
            says = (
                _("Nothing here is called so.") if self._needle else _("No files to import here.")
            )
            return [Option(literal(says), disabled=True)]
        return [Option(self._line(entry)) for entry in shown]

    def _line(self, entry: Entry) -> Content:
        if entry.path == self.folder.parent:
            return literal("↑ ..")
        if entry.is_folder:
            return literal(f"▸ {entry.name}/")
        about = (f"  {entry.about}", "$foreground-muted")
        return Content.assemble(f"  {visible(entry.name)}", about)

    def step(self, lines: int) -> None:
        """The cursor so many lines down, or up."""
        if self._shown:
            self.highlighted = min(max((self.highlighted or 0) + lines, 0), len(self._shown) - 1)

    def take(self) -> None:
        """What enter does on the highlighted line."""
        if self.highlighted is None or self.highlighted >= len(self._shown):
            return
        entry = self._shown[self.highlighted]
        if entry.is_folder:
            self.go_to(entry.path)
        else:
            self.post_message(self.Chosen(entry.path))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.highlighted = event.option_index
        self.take()
