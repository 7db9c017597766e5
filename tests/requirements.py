"""What this project stands on, as it is installed here: from pyproject.toml, with all below it."""

import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"


def declared(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for, with these of its extras."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for name in extras for line in optional[name])]
    return [Requirement(line) for line in lines]


def installed(wanted: Iterable[Requirement]) -> dict[str, Distribution]:
    """Name -> what is installed here of these and of everything that they need in turn."""
    found: dict[str, Distribution] = {}
    waiting = list(wanted)
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        key = (name, frozenset(requirement.extras))
        if key in seen or not _is_for_here(requirement):
            continue
        seen.add(key)
        try:
            there = found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        for line in there.requires or ():
            below = Requirement(line)
            if _is_for_here(below, ("", *requirement.extras)):
                below.marker = None
                waiting.append(below)
    return dict(sorted(found.items()))


def _is_for_here(requirement: Requirement, extras: Iterable[str] = ("",)) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)
