"""khal takes every file that goes out, and an update as an update."""

from pathlib import Path

import pytest

from planner.publish.export import FOLDERS
from tests.planner.publish.readers.exports import Export, demo_exports
from tests.planner.publish.readers.khal import Khal

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
pytest.importorskip("khal", reason="khal is not installed: pip install khal")

SOME = ("delegations/delegation-caen.ics",)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Export, Export]:
    return demo_exports(tmp_path_factory.mktemp("exports"))


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_every_file_is_understood_as_it_was_meant_and_an_update_updates(
    exports: tuple[Export, Export], tmp_path: Path, folder: str
) -> None:
    khal = Khal(tmp_path)
    for export in exports:
        files = [file for name, file in export.whole.items() if name.startswith(f"{folder}/")]
        khal.take_in(files)
        found = khal.events()
        assert found == {uid: export.events[uid] for uid in found}
        assert len(found) == sum(file.count(b"BEGIN:VEVENT") for file in files)


def test_a_file_imported_again_doubles_nothing(
    exports: tuple[Export, Export], tmp_path: Path
) -> None:
    khal = Khal(tmp_path)
    (file,) = exports[1].chosen(SOME).whole.values()
    khal.take_in([file, file])
    assert len(list((tmp_path / "plan").glob("*.ics"))) == file.count(b"BEGIN:VEVENT")


def test_an_older_file_brings_the_older_plan_back_as_we_tell_people(
    exports: tuple[Export, Export], tmp_path: Path
) -> None:
    # Measured, not wished for: the page on how to take an update warns of it.
    khal = Khal(tmp_path)
    first, second = (export.chosen(SOME) for export in exports)
    khal.take_in([*second.whole.values(), *first.whole.values()])
    found = khal.events()
    old = {uid: event for uid, event in found.items() if uid in first.events}
    assert old == {uid: first.events[uid] for uid in old}
    assert any(first.events[uid] != second.events[uid] for uid in old)


def test_the_small_files_of_an_update_lead_to_the_same_calendar(
    exports: tuple[Export, Export], tmp_path: Path
) -> None:
    khal = Khal(tmp_path)
    first, second = (export.chosen(SOME) for export in exports)
    khal.take_in([*first.whole.values(), *second.small.values()])
    found = khal.events()
    assert found == {uid: second.events[uid] for uid in found}
