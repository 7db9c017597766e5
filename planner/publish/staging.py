"""Writes a set of files into a folder: all of them or none.

Everything is first written beside its final place and moved there at the end.  Whatever goes
wrong, the files that were there before are there again, and nothing else is left behind.
"""

import errno
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from models.private_files import make_folder, remove_folders, sync, sync_folders, write_new
from planner.errors import PlannerError
from planner.phrases import N_, Phrase

#: Folders of the working room: the files to be, one beside the other, and those they replace.
NEW, FORMER = "new", "former"

_UNTOUCHED = Phrase("What was in the folder before is still there, unchanged.")
_HALF_DONE = N_("Not all of what was there before could be put back: it is kept in {folder}.")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


class Staging:
    """A context manager; its files come into being with :meth:`commit`.

    Raises ``PlannerError`` for whatever the file system refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: list[Path] = []
        self._files: dict[Path, Path] = {}
        self._room: Path | None = None

    def __enter__(self) -> "Staging":
        try:
            self._made += make_folder(self.folder)
            self._room = Path(tempfile.mkdtemp(prefix=".export-", dir=self.folder))
            make_folder(self._inside(NEW, ""))
        except OSError as error:
            self._clear()
            raise self._refused(error) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()

    def write(self, name: Path, content: bytes) -> None:
        """Keep ``content`` for the file of that name, relative to the folder."""
        path = self._inside(NEW, f"{len(self._files)}")
        try:
            write_new(path, content)
        except OSError as error:
            raise self._refused(error) from error
        self._files[name] = path

    def commit(self) -> tuple[Path, ...]:
        """Put all files into place, and tell where; if one cannot be, put everything back."""
        placed: list[Path] = []
        try:
            sync(list(self._files.values()))
            for name, path in self._files.items():
                self._keep_former(name)
                placed.append(name)
                self._made += make_folder((self.folder / name).parent)
                path.replace(self.folder / name)
            sync_folders(self._folders())
        except BaseException as error:
            kept = self._put_back(placed)
            if isinstance(error, OSError):
                raise self._refused(error, kept) from error
            raise
        if placed:
            self._made.clear()
        return tuple(self.folder / name for name in self._files)

    def _folders(self) -> list[Path]:
        """Those in which names have come or changed."""
        inside = {(self.folder / name).parent for name in self._files}
        return sorted(inside | {folder.parent for folder in self._made})

    def _inside(self, part: str, name: str | Path) -> Path:
        assert self._room is not None, "used outside its with statement"
        return self._room / part / name

    def _keep_former(self, name: Path) -> None:
        former = self.folder / name
        if not former.is_file():
            return
        kept = self._inside(FORMER, name)
        make_folder(kept.parent)
        try:
            os.link(former, kept)
        except OSError:  # not every file system has hard links
            shutil.copy2(former, kept)

    def _put_back(self, placed: list[Path]) -> Path | None:
        """What was there before; the folder where it is kept if the disk refuses that too."""
        refused = False
        for name in reversed(placed):
            try:
                self._put_one_back(name)
            except OSError:
                refused = True
        if not refused or not self._inside(FORMER, "").exists():
            return None
        kept, self._room = self._inside(FORMER, ""), None
        return kept

    def _put_one_back(self, name: Path) -> None:
        kept = self._inside(FORMER, name)
        if kept.exists():
            kept.replace(self.folder / name)
        elif not self._files[name].exists():
            (self.folder / name).unlink(missing_ok=True)

    def _clear(self) -> None:
        """Remove the working room, and folders made here for files that never came."""
        if self._room is not None:
            shutil.rmtree(self._room, ignore_errors=True)
            self._room = None
        remove_folders(self._made)
        self._made.clear()

    def _refused(self, error: OSError, kept: Path | None = None) -> PlannerError:
        folder = str(self.folder)
        if error.errno in _NO_ROOM:
            phrase = Phrase(
                "There is not enough room on the disk to write to {folder}.", folder=folder
            )
        elif error.errno in _NOT_ALLOWED:
            phrase = Phrase("You are not allowed to write to {folder}.", folder=folder)
        elif error.errno in (errno.ENOTDIR, errno.EEXIST):
            name = str(error.filename or folder)
            phrase = Phrase("{name} is a file, where a folder is needed.", name=name)
        else:
            reason = error.strerror or type(error).__name__
            phrase = Phrase("Writing to {folder} failed: {reason}.", folder=folder, reason=reason)
        if kept is not None:
            return PlannerError(phrase, Phrase(_HALF_DONE, folder=str(kept)))
        return PlannerError(phrase, _UNTOUCHED)
