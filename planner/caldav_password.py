"""The password of a calendar server."""

from urllib.parse import urlsplit

from planner.errors import PlannerError
from planner.passwords import SERVICE, password_in
from planner.phrases import Phrase

#: It is never an argument, which others on the machine could read.
PASSWORD = "WAKE_PLANNER_CALDAV_PASSWORD"


def password_for(url: str, user: str) -> str:
    """From the environment, else from the keyring of whoever is logged in.

    Raises PlannerError where there is none.  The keyring may ask first: not for the main thread.
    """
    host = urlsplit(url).hostname or ""
    if found := password_in(PASSWORD, f"{SERVICE} {host}", user):
        return found
    raise PlannerError(
        Phrase("There is no password for {user} at {host}.", user=user, host=host),
        Phrase("Put it into the environment as {name}, or into the keyring.", name=PASSWORD),
    )
