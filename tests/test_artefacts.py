"""What is released: the wheel holds the program, the list of what it stands on tells no more."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from tests.artefacts import ROOT, build, call, clean_environment, write_bill
from tests.commands.said import environment
from tests.requirements import declared, installed
from tests.sbom import checksums, require_valid, stripped

#: What a list must not tell: of the machine it was made on, and of where packages came from.
TELLTALE = re.compile(r"file:|/tmp|/home|/root|/Users|site-packages|/simple\b|localhost|127\.0\.0")
DIGEST = "ab" * 32


def bill(**component: object) -> str:
    """A list of one package, as the tool writes it."""
    package = {"type": "library", "name": "SQLAlchemy", "version": "2.1.9", "bom-ref": "s"}
    return json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "application", "name": "wake-planner"}},
        "components": [{**package, **component}],
    })  # fmt: skip


def test_the_list_gets_the_version_and_the_checksums() -> None:
    made = json.loads(stripped(bill(), "1.2.3", {"sqlalchemy": DIGEST}))
    assert made["metadata"]["component"]["purl"] == "pkg:pypi/wake-planner@1.2.3"
    (package,) = made["components"]
    assert package["hashes"] == [{"alg": "SHA-256", "content": DIGEST}]
    require_valid(json.dumps(made))


def test_the_list_does_not_tell_where_packages_came_from() -> None:
    public = {"type": "website", "url": "https://www.sqlalchemy.org"}
    links = [
        public,
        {"type": "distribution", "url": "https://index.example/simple/s.whl"},
        {"type": "other", "url": "file:///home/anna/s.whl"},
    ]
    told = {"name": "cdx:python:index", "value": "https://index.example/simple"}
    made = stripped(bill(externalReferences=links, properties=[told]), "1.2.3", {})
    assert json.loads(made)["components"][0]["externalReferences"] == [public]
    assert not TELLTALE.search(made)


def test_a_list_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid SBOM"):
        require_valid(bill(version=7))


def test_checksums_are_those_of_the_files_installed() -> None:
    archive = {"archive_info": {"hashes": {"sha256": DIGEST}}}
    items = [
        {"metadata": {"name": "SQLAlchemy"}, "download_info": archive},
        {"metadata": {"name": "own"}, "download_info": {"dir_info": {}}},
    ]
    assert checksums(json.dumps({"install": items})) == {"sqlalchemy": DIGEST}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / ".git").exists():
        pytest.skip("what is released is taken from version control, and here is none")
    return build(tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("room"))


def metadata_folder(there: Distribution) -> Path:
    """Where its name, version and licence are kept."""
    (folder,) = {Path(file).parts[0] for file in there.files or () if file.name == "METADATA"}
    return Path(str(there.locate_file(folder)))


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_wheel_holds_every_file_of_the_program_and_no_test(wheel: Path) -> None:
    words = ("git", "ls-files", "-z", "data", "models", "planner", "screens")
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(filter(None, told.split("\0"))) <= names_in(wheel)
    assert not [name for name in names_in(wheel) if name.startswith("tests/")]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_program_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "wheel")
    words = ("demo", "--no-open", "--lang", "fr", "--store", str(tmp_path / "plan.db"))
    done = subprocess.run(
        [sys.executable, "-P", "-m", "planner", *words],
        cwd=tmp_path,
        env=environment({"PYTHONPATH": str(tmp_path / "wheel")}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "démonstration" in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_list_names_what_the_program_needs_and_no_tool(wheel: Path, tmp_path: Path) -> None:
    """The environment is made without a network: what is installed here says what it is."""
    python = clean_environment(tmp_path)
    words = ("install", "--quiet", "--no-deps", "--no-index", wheel)
    call(sys.executable, "-m", "pip", "--python", python, *words)
    (place,) = (tmp_path / "clean").rglob("wake_planner-*.dist-info")
    needed = installed(declared())
    for there in needed.values():
        source = metadata_folder(there)
        shutil.copytree(source, place.parent / source.name)
    made = write_bill(wheel, python, None, tmp_path)
    text = made.read_text(encoding="utf-8")
    listed = json.loads(text)
    names = {c["name"].lower().replace("_", "-") for c in listed["components"]}
    assert names == set(needed)
    assert all(component["version"] for component in listed["components"])
    assert sum("licenses" in component for component in listed["components"]) > len(names) * 0.9
    assert not TELLTALE.search(text)
