"""What the app remembers from one run to the next besides the plan: colours, export folders.

A small JSON file of the user's, never of the store: a shared plan does not carry one organiser's
folders to another.  A file that cannot be read or written costs nothing but the memory.
"""

import json
import os
from pathlib import Path

from models.private_files import make_folder, write_whole

ENVIRONMENT = "WAKE_PLANNER_SETTINGS"


def settings_path() -> Path:
    """The file named by the environment, else the one in the user's configuration folder."""
    if place := os.environ.get(ENVIRONMENT):
        return Path(place)
    import platformdirs

    folder = platformdirs.user_config_path("wake-planner", appauthor=False)
    return folder / "settings.json"


def recall(name: str) -> str | None:
    """What was remembered under that name; None when nothing was."""
    return _read().get(name)


def remember(name: str, value: str) -> None:
    """Keep a value for the next run."""
    path, values = settings_path(), _read()
    if values.get(name) == value:
        return
    values[name] = value
    _write(path, values)


def forget(about: str) -> None:
    """Drop whatever was remembered under a name with that text in it, such as an edition's id."""
    path, values = settings_path(), _read()
    kept = {name: value for name, value in values.items() if about not in name}
    if kept != values:
        _write(path, kept)


def _write(path: Path, values: dict[str, str]) -> None:
    try:
        make_folder(path.parent)
        write_whole(path.resolve(), json.dumps(values, indent=2).encode("ascii"))
    except OSError:
        return  # a folder that cannot be written is no reason to disturb anybody


def _read() -> dict[str, str]:
    try:
        found = json.loads(settings_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {k: v for k, v in found.items() if isinstance(k, str) and isinstance(v, str)}
