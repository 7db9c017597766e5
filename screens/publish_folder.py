"""The folder into which an edition is exported: chosen once, then remembered."""

from pathlib import Path

from screens.settings import recall, remember


def folder_for(edition_id: str) -> str:
    """The folder of that edition's last export, else a proposal."""
    return recall(_setting(edition_id)) or default_folder()


def keep_folder(edition_id: str, folder: str) -> None:
    """Remember the folder as it was written."""
    remember(_setting(edition_id), folder)


def default_folder() -> str:
    """A folder of its own among the user's documents, or in the home folder."""
    import platformdirs

    documents = platformdirs.user_documents_path()
    home = documents if documents.is_dir() else Path.home()
    return str(home / "wake-planner-export")


def _setting(edition_id: str) -> str:
    return f"export-folder {edition_id}"
