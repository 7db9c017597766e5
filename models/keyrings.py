"""The keyring of whoever is logged in, where there is one."""

#: What the keyring knows our passwords by.
SERVICE = "wake-planner"


def password_in_keyring(service: str, user: str) -> str | None:
    """None where there is none, or no keyring.  It may ask first: not for the main thread."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password(service, user)
    except KeyringError:
        return None
    return found
