"""The secret of a store, from which the names of its feeds follow."""

import secrets
from typing import TYPE_CHECKING

from models.store import meta, set_meta

if TYPE_CHECKING:
    from planner.workspace import Workspace

KEY = "feed_secret"
SECRET_BYTES = 32


def feed_secret(workspace: "Workspace") -> bytes:
    """Made when it is first asked for, then the same for ever, in copies of the store too.

    Raises StoreProblem.
    """
    with workspace.reading() as connection:
        known = meta(connection, KEY)
    if known is None:
        with workspace.writing() as connection:
            # Another program may have made it in the same moment.
            known = meta(connection, KEY) or secrets.token_hex(SECRET_BYTES)
            set_meta(connection, KEY, known)
        workspace.only_ours()
    return bytes.fromhex(known)
