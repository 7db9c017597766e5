"""The password without which only the machine itself is served."""

import os

from planner.errors import PlannerError
from planner.passwords import SERVICE, password_in
from planner.phrases import Phrase

PASSWORD = "WAKE_PLANNER_SERVE_PASSWORD"
#: Its name in the keyring: ``keyring set wake-planner serve``.
USER = "serve"
SHORTEST = 12


def serve_password(*, is_needed: bool) -> str | None:
    """The password that pages ask for, None where none is needed and none is set.

    It leaves the environment, which every app in a page would inherit.  Raises PlannerError.
    """
    found = password_in(PASSWORD, SERVICE, USER)
    os.environ.pop(PASSWORD, None)
    if found is None:
        if is_needed:
            raise _missing()
        return None
    if len(found.strip()) < SHORTEST:
        raise PlannerError(
            Phrase("The password to serve with has fewer than {n} characters.", n=SHORTEST),
            Phrase("Choose a longer one: several words that do not belong together are good."),
        )
    return found


def _missing() -> PlannerError:
    return PlannerError(
        Phrase("Other machines are only served with a password, and there is none."),
        Phrase(
            "Put one of {n} characters or more into the environment as {name}, or into the "
            "keyring as “{user}” of “{service}”; or leave --host and --name out.",
            n=SHORTEST,
            name=PASSWORD,
            user=USER,
            service=SERVICE,
        ),
    )
