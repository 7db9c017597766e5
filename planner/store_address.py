"""Secrets in the address of a store: never an argument, and never carried about.

Arguments are seen by everybody on the machine.  The environment is not, but an address is passed
on, kept and shown: the password goes where only the library that connects looks for it.
"""

import os
import re
from collections.abc import MutableMapping
from urllib.parse import unquote, unquote_plus

from planner.errors import PlannerError
from planner.phrases import Phrase

#: The variable that says where the plan is kept.
ENVIRONMENT = "WAKE_PLANNER_STORE"
#: Where PostgreSQL's library looks for a password.
PASSWORD = "PGPASSWORD"

IN_FRONT = re.compile(r"(?<=://)(?P<user>[^:/?]*):(?P<secret>.+)(?=@)")
BEHIND = re.compile(r"(?P<before>[?&])password=(?P<secret>[^&]*)&?", re.IGNORECASE)


def keep_secrets(argument: str | None, environment: MutableMapping[str, str] = os.environ) -> None:
    """Raise PlannerError for a password in ``--store``; take one out of the environment's URL."""
    if argument is not None and parted(argument)[1] is not None:
        raise PlannerError(
            Phrase("A password in --store can be seen by others on this machine."),
            Phrase(
                "Put the whole address into {store}, or the password into {password}, ~/.pgpass "
                "or the keyring.",
                store=ENVIRONMENT,
                password=PASSWORD,
            ),
        )
    place, secret = parted(environment.get(ENVIRONMENT, ""))
    if secret is not None:
        environment[ENVIRONMENT], environment[PASSWORD] = place, secret


def parted(place: str) -> tuple[str, str | None]:
    """An address without its password, and the password; None where there is none."""
    if not place.lower().startswith("postgres"):
        return place, None
    secret = None
    if found := IN_FRONT.search(place):
        place, secret = place.replace(f":{found['secret']}@", "@", 1), unquote(found["secret"])
    if found := BEHIND.search(place):  # what stands there counts
        secret = unquote_plus(found["secret"])
        place = BEHIND.sub(r"\g<before>", place).rstrip("?&")
    return place, secret
