"""Where a password may be: the environment or the keyring, never a file and never an argument."""

import os

from models.keyrings import SERVICE, password_in_keyring

__all__ = ["SERVICE", "password_in"]


def password_in(variable: str, service: str, user: str) -> str | None:
    """From the environment, else from the keyring of whoever is logged in; None without one.

    The keyring may ask first: not for the main thread of the app.
    """
    return os.environ.get(variable) or password_in_keyring(service, user)
