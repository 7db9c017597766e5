"""What is loaded, proved in fresh interpreters: nothing heavy before it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.said import ROOT, environment

HEAVY = {"textual", "rich", "sqlalchemy", "alembic", "babel", "icalendar", "typst",
         "python_calamine", "rapidfuzz", "platformdirs"}  # fmt: skip
#: What only the solving path loads, most of it in a process of its own.
SOLVING = {"ortools", "pyvrp", "highspy", "numpy", "numba", "scipy", "pandas", "pydantic",
           "pydantic_core"}  # fmt: skip

LOADED = """
import sys
{}
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""


def loaded_by(code: str) -> set[str]:
    """The top-level modules in memory after ``code``, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(code)],
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def running(*arguments: str) -> str:
    return f"""
from contextlib import suppress
from planner.cli import main
with suppress(SystemExit):
    main({list(arguments)!r})
"""


@pytest.mark.parametrize(
    "arguments",
    [("--version",), ("--help",), ("--lang", "fr", "--help"), ("edition", "new", "--help"),
     ("nonsense",), ("check", "--nonsense"), ("solve", "--help"), ("solve", "tour", "--help"),
     ("plan", "--help")],
    ids=" ".join,
)  # fmt: skip
def test_help_and_version_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded_by(running(*arguments)) & (HEAVY | SOLVING) == set()


def test_the_heavy_libraries_can_be_seen_at_all() -> None:
    found = loaded_by("import textual, sqlalchemy, babel, planner.workspace, pydantic, numpy")
    assert {"textual", "sqlalchemy", "babel", "planner", "pydantic", "numpy"} <= found


@pytest.mark.parametrize(
    "module",
    ["planner.propose.proposal", "planner.solve.job", "planner.solve.budget", "planner.solve.read",
     "planner.solve.write", "planner.solve.tour_form", "planner.solve.assign_form"],
)  # fmt: skip
def test_what_the_app_needs_of_solving_is_light(module: str) -> None:
    assert loaded_by(importing(module)) & (HEAVY | SOLVING) == set()


def test_the_app_starts_without_any_solver() -> None:
    assert loaded_by(importing("screens.app", "planner.workspace")) & SOLVING == set()


def test_a_problem_is_solved_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Here, where a crash would end us, is neither a solver nor a store."""
    file = tmp_path / "p.json"
    file.write_text("{}", encoding="utf-8")
    assert loaded_by(running("solve", "tour", str(file))) & (HEAVY | SOLVING) == set()


def modules_below(package: str) -> list[str]:
    """Every module of a package."""
    root = ROOT / package.replace(".", "/")
    names = [".".join(p.relative_to(ROOT).with_suffix("").parts) for p in root.rglob("*.py")]
    return sorted(n.removesuffix(".__init__") for n in names)


def importing(*modules: str) -> str:
    return "\n".join(f"import {name}" for name in modules)


@pytest.mark.parametrize(
    "package",
    ["planner.checks", "planner.edits", "planner.publish", "planner.solve", "planner.propose"],
)
def test_thinking_loads_no_database_and_no_terminal(package: str) -> None:
    modules = modules_below(package)
    assert len(modules) > 5
    assert loaded_by(importing(*modules)) & {"sqlalchemy", "alembic", "textual", "rich"} == set()


def test_the_snapshot_loads_nothing_heavy() -> None:
    modules = ("planner.programme", "planner.travel", "planner.clock", "planner.phrases")
    assert loaded_by(importing(*modules)) & HEAVY == set()


@pytest.mark.parametrize("words", [("edition", "list"), ("check",), ("history",)], ids=" ".join)
def test_commands_load_no_terminal_library(demo_store: Path, words: tuple[str, ...]) -> None:
    found = loaded_by(running(*words, "--store", str(demo_store)))
    assert found & {"textual", "rich", "alembic", "icalendar", "typst", "python_calamine"} == set()


def test_models_load_no_terminal_library() -> None:
    modules = [n for n in modules_below("models") if "migrations" not in n]
    found = loaded_by(importing(*modules))
    assert "sqlalchemy" in found
    assert found & {"textual", "rich", "planner", "screens"} == set()


def imports_of(path: Path) -> set[str]:
    """The modules that a file names in its imports, wherever in it they stand."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module}
    return found


@pytest.mark.parametrize(
    ("package", "never"),
    [
        ("screens", {"sqlalchemy", "alembic", "sqlite3"}),
        ("models", {"planner", "screens", "textual", "rich"}),
        ("data", {"models", "planner", "screens", "textual", "sqlalchemy"}),
        ("planner/checks", {"screens", "textual", "rich", "sqlalchemy", "sqlite3"}),
        ("planner/edits", {"screens", "textual", "rich", "sqlalchemy", "sqlite3"}),
        ("planner/intake", {"screens", "textual", "rich", "sqlalchemy", "sqlite3"}),
        ("planner/publish", {"screens", "textual", "rich", "sqlalchemy", "sqlite3"}),
        ("planner/propose", {"screens", "textual", "rich", "sqlalchemy", "sqlite3"}),
        ("planner/solve", {"screens", "textual", "rich", "sqlalchemy", "sqlite3", "models"}),
    ],
)
def test_a_package_never_imports(package: str, never: set[str]) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for name in imports_of(path)
        if name.partition(".")[0] in never
    }
    assert wrong == set()


def test_solvers_know_nothing_of_a_programme() -> None:
    allowed = {"planner.errors", "planner.phrases", "planner.solve"}
    names = {n for path in (ROOT / "planner" / "solve").rglob("*.py") for n in imports_of(path)}
    ours = {".".join(n.split(".")[:2]) for n in names if n.startswith("planner")}
    assert ours <= allowed


def test_the_judges_share_nothing_with_the_solvers() -> None:
    """They would otherwise make the same mistakes."""
    files = sorted((ROOT / "tests" / "judges").rglob("*.py"))
    assert len(files) > 5
    assert {n for path in files for n in imports_of(path) if n.startswith("planner")} == set()


def test_every_screen_module_can_be_imported() -> None:
    modules = modules_below("screens")
    assert "screens.app" in modules
    assert "textual" in loaded_by(importing(*modules))
