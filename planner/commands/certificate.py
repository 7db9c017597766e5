"""Encryption of what is served: a certificate and its key."""

import ssl
from pathlib import Path

from planner.errors import PlannerError
from planner.phrases import Phrase


def encryption(certificate: str | None, key: str | None) -> ssl.SSLContext | None:
    """With the certificate and key of these PEM files, None without both; raises PlannerError."""
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise PlannerError(
            Phrase("A certificate needs its key, and a key its certificate."),
            Phrase("Give both: --certificate FILE --key FILE."),
        )
    for file in (certificate, key):
        _check_readable(file)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key, password=_no_passphrase)
    except (ssl.SSLError, ValueError) as error:
        raise _unusable(certificate, key, error) from error
    return context


def _no_passphrase() -> str:
    """Instead of the question that the library would ask in the terminal."""
    return ""


def _check_readable(file: str) -> None:
    try:
        with Path(file).open("rb") as opened:
            opened.read(1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise PlannerError(
            Phrase("{file} cannot be read: {reason}.", file=file, reason=why)
        ) from error


def _unusable(certificate: str, key: str, error: Exception) -> PlannerError:
    if getattr(error, "reason", None) == "KEY_VALUES_MISMATCH":
        return PlannerError(
            Phrase(
                "The key “{key}” is not that of the certificate “{file}”.",
                file=certificate,
                key=key,
            )
        )
    return PlannerError(
        Phrase(
            "“{file}” and “{key}” are no certificate and key that can be used.",
            file=certificate,
            key=key,
        ),
        Phrase("Both must be PEM files, the key without a passphrase."),
    )
