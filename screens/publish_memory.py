"""What was written in the fields of the Publish room, for the next time: of each edition."""

from screens.settings import recall, remember


def recall_of(name: str, edition_id: str) -> str:
    """What was kept under that name; empty when nothing was."""
    return recall(f"{name} {edition_id}") or ""


def keep_of(name: str, edition_id: str, text: str) -> None:
    """Remember it as it was written."""
    remember(f"{name} {edition_id}", text)
