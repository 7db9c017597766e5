"""The address of a folder on the web, under which files are published."""

from urllib.parse import urlsplit

#: Longest address in characters: every code that a phone must read holds it.
LONGEST = 500
SCHEMES = ("https", "http", "webcal", "webcals")


def is_web_folder(text: str) -> bool:
    """Whether a file name can follow, and nobody's password stands in it."""
    if not text.isascii() or not text.isprintable() or " " in text or len(text) > LONGEST:
        return False
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port  # the port is only read when it is asked for
    except ValueError:
        return False
    is_plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    return parts.scheme in SCHEMES and bool(host) and is_plain
