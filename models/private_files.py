"""Files and folders for their owner alone, each written whole or not at all.

A plan names people, so nobody else may read what is made here, from its first byte on; on
Windows the rights of the folder hold instead.  A file is written beside its final place, brought
to the disk and moved there at once: whatever goes wrong, and when the power fails, the file of
before is still there.
"""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import IO

FILE_MODE, FOLDER_MODE = 0o600, 0o700
#: Disks bring many files to rest in little more time than one.
_AT_A_TIME = 16
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def make_folder(folder: Path) -> list[Path]:
    """Make what is missing of a folder and its parents; the new ones, outermost first.

    Raises OSError, and then has made nothing.
    """
    made: list[Path] = []
    try:
        for each in reversed(_missing(folder)):
            with suppress(FileExistsError):  # another program made it in the same moment
                each.mkdir(mode=FOLDER_MODE)
                made.append(each)
    except OSError:
        remove_folders(made)
        raise
    return made


def _missing(folder: Path) -> list[Path]:
    missing: list[Path] = []
    for each in (folder, *folder.parents):
        try:
            if stat.S_ISDIR(each.stat().st_mode):
                return missing
        except (FileNotFoundError, NotADirectoryError):
            missing.append(each)
        else:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(each))
    return missing


def remove_folders(made: list[Path]) -> None:
    """Take back what ``make_folder`` has made, unless somebody uses it by now."""
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()


def open_new(path: Path) -> IO[bytes]:
    """A file that was not there, to be written; raises OSError."""
    return os.fdopen(os.open(path, _NEW, FILE_MODE), "wb")


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there, without waiting for the disk; raises OSError."""
    with open_new(path) as file:
        file.write(content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; one that was there is replaced at once, or stays as it is.

    Raises OSError, and then has left nothing else behind.
    """
    part = path.with_name(f".{token_hex(8)}.part")
    try:
        write_new(part, content)
        put(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def put(part: Path, target: Path) -> None:
    """Move a written file into its place, for good; raises OSError."""
    sync([part])
    part.replace(target)
    sync_folders([target.parent])


def sync(files: list[Path]) -> None:
    """Wait until what was written to these files is on the disk; raises OSError."""
    if len(files) < 2:
        for file in files:
            _sync(file, os.O_RDWR)
        return
    with ThreadPoolExecutor(min(_AT_A_TIME, len(files))) as pool:
        for _done in pool.map(lambda file: _sync(file, os.O_RDWR), files):
            pass


def sync_folders(folders: list[Path]) -> None:
    """Wait until the names in these folders are on the disk, where the system can do that."""
    if os.name == "nt":
        return
    for folder in folders:
        try:
            _sync(folder, os.O_RDONLY)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EACCES):  # not every file system can
                raise


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
