"""Large stores for the benchmarks."""

from pathlib import Path

from planner.edits.editions import create
from planner.programme import MAPPING_OF
from planner.workspace import Workspace
from tests.bench.generate import large_programme


def make_large(path: Path, **size: int) -> Path:
    """A store with one large edition: 350 delegations, 1,000 delegates, 600 festival items."""
    programme = large_programme(**size)
    workspace = Workspace.open(path, author="bench")
    known = {"fields", "cities"}
    rows = [
        row
        for name in MAPPING_OF.values()
        if name not in known
        for row in getattr(programme, name).values()
        if getattr(row, "edition_id", programme.edition.id) is not None
    ]
    workspace.create(create(programme.edition, rows))
    workspace.close()
    return path
