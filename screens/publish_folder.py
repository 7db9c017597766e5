"""The folder into which an edition is exported: chosen once, then remembered."""

from pathlib import Path

from screens.publish_memory import keep_of, recall_of

#: Under which it is remembered.
FOLDER = "export-folder"


def folder_for(edition_id: str) -> str:
    """The folder of that edition's last export, else a proposal."""
    return recall_of(FOLDER, edition_id) or default_folder()


def keep_folder(edition_id: str, folder: str) -> None:
    """Remember the folder as it was written."""
    keep_of(FOLDER, edition_id, folder)


def default_folder() -> str:
    """A folder of its own among the user's documents, or in the home folder."""
    import platformdirs

    documents = platformdirs.user_documents_path()
    home = documents if documents.is_dir() else Path.home()
    return str(home / "wake-planner-export")
