"""Who works here."""

import getpass
import os

from planner.visible import visible

#: The name under which one works, where several people share a login.
NAME = "WAKE_PLANNER_NAME"


def user_name() -> str:
    """Who works here, for the journal: as the environment says, else as one is logged in."""
    if named := visible(os.environ.get(NAME, "")).strip():
        return named
    try:
        return visible(getpass.getuser()) or "organiser"
    except (OSError, KeyError, ImportError):
        return "organiser"
