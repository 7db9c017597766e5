"""Reading JSON that may be of any shape: a value as text, as a mapping, as a sequence."""

from collections.abc import Mapping, Sequence

#: Where a thing is an object, what names it; texts in several languages, the first that is there.
NAMES = ("name", "title", "public_name", "en", "fr", "de", "nl")


def mapping(value: object) -> Mapping[str, object]:
    """An object, or an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> Sequence[object]:
    """A list, or an empty one in place of anything else."""
    return value if isinstance(value, list) else ()


def said(value: object) -> str:
    """A value as text: numbers too, and the name of an object; empty for anything else."""
    for _ in range(3):
        match value:
            case str():
                return value
            case bool() | None | list():
                return ""
            case int():
                return str(value) if abs(value) < 10**15 else ""
            case float():
                return f"{value:.0f}" if abs(value) < 10**15 else ""
            case dict():
                first = next((value[name] for name in NAMES if value.get(name)), None)
                value = first or next((v for v in value.values() if isinstance(v, str)), "")
    return ""


def identity(thing: Mapping[str, object], *names: str) -> str:
    """The first of these fields that is filled in, numbers and the like with its name."""
    for name in names:
        if text := said(thing.get(name)).strip():
            return text if name in {"guid", "code"} else f"{name}:{text}"
    return ""
