"""Choosing the file that is to be imported: from a list of folders, or by its path."""

import os
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from planner.phrases import N_, _
from screens.file_list import FileList
from screens.text import literal, visible


class FilesPane(Vertical):
    """A line to type into, and the files that are called so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", N_("Next file"), show=False),
        Binding("up", "step(-1)", N_("File before"), show=False),
    ]

    class Chosen(Message):
        """A file was chosen, typed or pasted."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, folder: Path) -> None:
        super().__init__(id="files")
        self._folder = folder
        self._chosen: Path | None = None  # its name may hold what cannot be shown

    def compose(self) -> ComposeResult:
        about = _(
            "XLSX, XLS, ODS and CSV lists of delegates, sites, hosts, wishes or travel times; a"
            " festival programme also as iCalendar, frab XML or JSON. You see what it would do"
            " before anything happens."
        )
        yield Static(literal(about), id="about-files")
        hint = _("Type a part of its name, or paste its path; enter reads it")
        yield Input(placeholder=hint, compact=True)
        yield FileList(self._folder)

    @property
    def list(self) -> FileList:
        return self.query_one(FileList)

    @on(FileList.Chosen)
    def _file_chosen(self, event: FileList.Chosen) -> None:
        event.stop()
        self._chosen = event.path
        with self.prevent(Input.Changed):
            self.query_one(Input).value = visible(str(event.path))
        self.post_message(self.Chosen(event.path))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """The list follows what is typed: a name, or a path."""
        self._chosen = None
        path = typed_path(event.value)
        if path.is_absolute():
            folder = path if event.value.endswith(("/", os.sep)) else path.parent
            if folder != self.list.folder:
                self.list.go_to(folder)
            self.list.narrow(path.name if folder != path else "")
        else:
            self.list.narrow(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        path = self._chosen or typed_path(event.value)
        if is_folder(path) and self.list.go_to(path):
            return
        if self._chosen is None and not path.is_absolute() and self.list.has_matches:
            self.list.take()
        else:
            self.post_message(self.Chosen(path))

    def action_step(self, lines: int) -> None:
        """Through the list of files, from the line in which one types."""
        self.list.step(lines)


def typed_path(text: str) -> Path:
    """The path that somebody typed or pasted: ``~``, quotes and ``file://`` are understood."""
    bare = text.strip().strip("\"'")
    if bare.startswith("file://"):
        bare = unquote(bare.removeprefix("file://"))
    return Path(os.path.expanduser(bare))  # noqa: PTH111 - never raises


def is_folder(path: Path) -> bool:
    """False as well for what cannot be a path."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
