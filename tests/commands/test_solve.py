"""solve: from a JSON file to a JSON file, without a store."""

import io
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from planner.workspace import ENVIRONMENT
from tests.commands.conftest import Run
from tests.commands.terminal import Terminal
from tests.judges.assign import judge_assign
from tests.judges.tour import judge_tour
from tests.solve.nasty_tour import nasty_tour
from tests.solve.problems_assign import speed_dating, visits
from tests.solve.problems_tour import real_tour
from tests.solve.test_read import ASSIGN, TOUR, changed

Json = dict[str, Any]
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")

SMALL = real_tour(1, candidates=6, days=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "problem.json", SMALL)


def written(path: Path, form: Any) -> Path:
    path.write_text(json.dumps(form), encoding="utf-8")
    return path


def test_a_tour_is_solved_on_standard_output(run: Run, file: Path) -> None:
    said = run("solve", "tour", str(file))
    assert (said.code, said.err) == (0, "")
    assert judge_tour(SMALL, said.json) == []
    assert said.json["status"] == "optimal"


@pytest.mark.parametrize(
    ("what", "form"), [("visits", visits(1, 4, 12)), ("meetings", speed_dating(1, 8, 10, 6))]
)
def test_visits_and_meetings_are_solved(run: Run, tmp_path: Path, what: str, form: Json) -> None:
    said = run("solve", what, str(written(tmp_path / "p.json", form)))
    assert (said.code, said.err) == (0, "")
    assert judge_assign(form, said.json) == []
    assert said.json["status"] == "optimal"


def test_the_solution_goes_to_a_file(run: Run, file: Path, tmp_path: Path) -> None:
    out = written(tmp_path / "solution.json", "what was there before")
    said = run("solve", "tour", str(file), "--out", str(out), "--seconds", "2.5", "--seed", "3")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert judge_tour(SMALL, json.loads(out.read_text(encoding="utf-8"))) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["problem.json", "solution.json"]


def test_a_dash_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.TextIOWrapper(io.BytesIO(json.dumps(SMALL).encode()))
    monkeypatch.setattr(sys, "stdin", data)
    said = run("solve", "tour", "-", "--out", "-")
    assert said.code == 0
    assert judge_tour(SMALL, said.json) == []


def test_what_is_proven_impossible_is_an_answer(run: Run, tmp_path: Path) -> None:
    pins = [{"site": s["id"], "start": 600} for s in SMALL["sites"][:2]]
    form = SMALL | {"pinned": pins}
    said = run("solve", "tour", str(written(tmp_path / "p.json", form)))
    assert said.code == 0
    assert said.json["status"] == "infeasible"
    assert judge_tour(form, said.json) == []


def test_the_same_seed_gives_the_same_answer(run: Run, tmp_path: Path) -> None:
    file = str(written(tmp_path / "p.json", nasty_tour(3)))
    answers = [run("solve", "tour", file, "--seed", "5").json for _ in range(2)]
    for answer in answers:
        answer.pop("wall_s")
    assert answers[0] == answers[1]


def test_no_store_is_opened(run: Run, file: Path, tmp_path: Path) -> None:
    store = Path(os.environ[ENVIRONMENT])
    assert run("solve", "tour", str(file), "--out", str(tmp_path / "s.json")).code == 0
    assert not store.exists()


def test_every_fault_of_a_file_is_a_line_with_its_place(run: Run, tmp_path: Path) -> None:
    form = changed(TOUR, "sites", 0, "score", value=-1)
    form = changed(form, "days", 0, "end_place", value="[b]nowhere\x1b")
    file = written(tmp_path / "p.json", form)
    said = run("solve", "tour", str(file))
    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines() == [
        f"wake-planner: {file}: The problem has 2 faults. [bad-problem]",
        r'wake-planner: days[0].end_place: There is no place "[b]nowhere\u001b".',
        "wake-planner: sites[0].score: It is -1, less than 0.",
    ]


def test_the_other_form_is_one_fault(run: Run, tmp_path: Path) -> None:
    said = run("solve", "tour", str(written(tmp_path / "p.json", ASSIGN)))
    assert said.code == 1
    assert 'schema: It must be "tour-problem/1", not "assign-problem/1".' in said.err


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "no JSON"), (b"\xff", "not UTF-8"), (None, "cannot be read")]
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    run: Run, tmp_path: Path, content: bytes | None, words: str
) -> None:
    file = tmp_path / "p.json"
    if content is not None:
        file.write_bytes(content)
    assert words in run("solve", "tour", str(file)).complaint


def test_a_folder_is_no_problem(run: Run, tmp_path: Path) -> None:
    assert "cannot be read" in run("solve", "tour", str(tmp_path)).complaint


def test_a_place_that_cannot_be_written_is_told_before_the_work(
    run: Run, file: Path, tmp_path: Path
) -> None:
    for place in (tmp_path, tmp_path / "no folder" / "s.json"):
        said = run("solve", "tour", str(file), "--out", str(place), "--seconds", "1000")
        assert "cannot be written" in said.complaint


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("tour",),
        ("table", "p.json"),
        ("tour", "p.json", "--seconds", "0"),
        ("tour", "p.json", "--seconds", "nan"),
        ("tour", "p.json", "--seconds", "inf"),
        ("tour", "p.json", "--seconds=-1"),
        ("tour", "p.json", "--seconds", "soon"),
        ("tour", "p.json", "--seed", "1.5"),
        ("tour", "p.json", "--threads", "0"),
        ("tour", "p.json", "--store", "x.db"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(run: Run, words: tuple[str, ...]) -> None:
    assert run("solve", *words).code == 2


def test_a_solver_that_fails_leaves_the_best_before(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "planner.commands.solve.SOLVER", "tests.solve.job_functions:plans_and_fails"
    )
    said = run("solve", "visits", str(file))
    assert said.code == 0
    assert said.json["total"] == 7
    assert "ValueError: odd" in said.err
    assert "Traceback" not in said.err


@posix
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("to_all", [True, False], ids=["to the group", "to it alone"])
def test_ending_it_writes_the_best_so_far(
    tmp_path: Path, how: signal.Signals, to_all: bool
) -> None:
    form = real_tour(3, candidates=100, days=4, town=True)
    file, out = written(tmp_path / "p.json", form), tmp_path / "s.json"
    words = ("solve", "tour", str(file), "--seconds", "300", "--out", str(out))
    terminal = Terminal(*words)
    assert terminal.read_until(b"so far")
    if to_all:
        os.killpg(terminal.process.pid, how)
    else:
        terminal.process.send_signal(how)
    assert terminal.end() == 0
    assert b"Stopped; this is the best so far." in terminal.shown
    solution = json.loads(out.read_text(encoding="utf-8"))
    assert judge_tour(form, solution) == []
    assert solution["score"] > 0
