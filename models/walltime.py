"""The stored form of a wall-clock time: minutes precision, the repeated hour told apart."""

from datetime import datetime


def encode_wall(wall: datetime) -> str:
    """``2024-10-27T02:30``; the second pass of a repeated hour ends in ``~``."""
    return wall.isoformat(timespec="minutes") + ("~" if wall.fold else "")


def decode_wall(text: str) -> datetime:
    """Inverse of :func:`encode_wall`; raises ``ValueError`` for anything else."""
    wall = datetime.fromisoformat(text.removesuffix("~"))
    return wall.replace(fold=1) if text.endswith("~") else wall
