"""Solvers in a process of their own: what they tell, how they are stopped, how they fail."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from planner.demo import demo_programme
from planner.errors import PlannerError
from planner.phrases import set_language
from planner.programme import Programme
from planner.solve.faults import BadProblem
from planner.solve.job import Job
from tests.commands.said import ROOT, environment

FUNCTIONS = "tests.solve.job_functions:"
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX processes")


def job(function: str, *payload: Any, **budget: Any) -> Job:
    return Job(FUNCTIONS + function, payload, **budget)


def first_plan(running: Job) -> Any:
    """Wait until there is a plan."""
    for event in running.events():
        assert event is not None
        assert event.kind == "best"
        return event.value
    return None


def alive(pid: int) -> bool:
    """Whether a process is there (also as a zombie)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def gone(pid: int, seconds: float = 10) -> bool:
    """Wait for the end of a process that is not our child."""
    end = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < end:
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and ") Z " in stat.read_text(encoding="utf-8"):
            return True  # ended; whoever started it has not looked yet
        time.sleep(0.01)
    return not alive(pid)


def test_an_answer_comes_back() -> None:
    assert job("double", 21).result() == 42


def test_the_function_finds_its_budget_and_the_language() -> None:
    set_language("fr")
    found = job("about", seconds=3.5, seed=7, threads=2).result()
    assert found["budget"] == (3.5, 7, 2)
    assert found["language"] == "fr"
    assert found["pid"] != os.getpid()


@posix
def test_it_runs_apart_and_lets_others_go_first() -> None:
    base = os.nice(0)
    polite, equal = job("about").result(), job("about", nice=0).result()
    assert polite["nice"] == min(base + 10, 19)
    assert equal["nice"] == base
    assert polite["group"] == polite["pid"]


def test_events_tell_each_plan_and_then_the_end() -> None:
    events = [e for e in job("climb", 0, seconds=0.3).events() if e is not None]
    assert [e.kind for e in events][-1] == "done"
    plans = [e.value for e in events[:-1]]
    assert plans == sorted(plans)
    assert len(plans) >= 2
    assert events[-1].value > 1000


def test_waiting_can_be_interrupted_to_look_around() -> None:
    running = job("deaf", 1)
    assert None in (event for event, _n in zip(running.events(poll=0.01), range(30), strict=False))
    running.stop()


def test_many_plans_are_told_at_a_steady_pace() -> None:
    events = list(job("burst", 20_000).events())
    assert events[-1] is not None
    assert events[-1].value == "end"
    assert len(events) < 1000


def test_what_is_sent_comes_back_as_the_same_object() -> None:
    programme = {"a": [1, 2, 3]}
    assert job("mirror", programme).result()["back"] is programme


def test_a_large_payload_crosses() -> None:
    payload = os.urandom(20_000_000)
    assert job("mirror", payload).result()["back"] is payload


def test_what_libraries_print_disturbs_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert job("noisy").result() == "quiet"
    assert capfd.readouterr() == ("", "")


def test_stopping_gives_the_best_so_far() -> None:
    running = job("climb", 0)
    first = first_plan(running)
    assert running.stop(patience=5) >= 1000 + first
    assert not running.running
    last = [e for e in running.events() if e is not None][-1]
    assert last.kind == "done"


def test_a_solver_that_does_not_hear_is_killed() -> None:
    running = job("deaf", 7)
    assert first_plan(running) == 7
    assert running.stop() == 7
    assert [e.kind for e in running.events() if e is not None][-1] == "stopped"
    assert running.result() == 7


def test_stopping_at_once_leaves_nothing_behind() -> None:
    running = job("deaf", 7)
    best = running.stop()
    assert best in (None, 7)
    assert running.stop() == best
    with pytest.raises(ChildProcessError):
        os.waitpid(running.pid, os.WNOHANG)


def test_leaving_the_block_ends_the_child() -> None:
    with job("deaf", 7) as running:
        first_plan(running)
    with pytest.raises(ChildProcessError):
        os.waitpid(running.pid, os.WNOHANG)


def test_a_solver_that_forgets_the_time_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.solve.job.GRACE", 0.5)
    assert job("deaf", 7, seconds=0.1).result() in (7, None)


def test_another_thread_may_stop_what_one_waits_for() -> None:
    running = job("deaf", 3)
    first_plan(running)
    threading.Thread(target=running.stop).start()
    assert running.result() == 3


def test_errors_in_words_come_as_they_are() -> None:
    with pytest.raises(PlannerError) as caught:
        job("complains").result()
    assert str(caught.value) == "Anna [/] is missing. Look for her."
    with pytest.raises(BadProblem) as found:
        job("lists_faults").result()
    assert [str(line) for line in found.value.lines] == ["sites[3]: It is odd."]


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        ("fails", "A mistake in the solver: ValueError: odd value"),
        ("runs_out_of_memory", "The memory is not enough"),
        ("answers_nonsense", "A mistake in the solver: "),
        ("is_not_there", "A mistake in the solver: AttributeError"),
        pytest.param("crashes", "The solver crashed (SIGSEGV).", marks=posix),
    ],
)
def test_whatever_else_goes_wrong_is_one_sentence(function: str, sentence: str) -> None:
    with pytest.raises(PlannerError) as caught:
        job(function).result()
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("function", ["fails", pytest.param("crashes", marks=posix)])
def test_the_best_so_far_survives_a_crash(function: str) -> None:
    running = job(function)
    with pytest.raises(PlannerError):
        running.result()
    assert running.best == "a plan"


def test_what_cannot_be_sent_is_one_sentence() -> None:
    with pytest.raises(PlannerError, match="A mistake in the solver"):
        job("mirror", lambda: None).result()


@posix
def test_a_child_that_the_system_ends_is_told_so() -> None:
    running = job("deaf", 1)
    first_plan(running)
    os.kill(running.pid, signal.SIGKILL)
    with pytest.raises(PlannerError, match="ended by the system"):
        running.result()
    assert running.best == 1


PARENT = """
import sys, time
from planner.solve.job import Job
job = Job("tests.solve.job_functions:deaf", (1,))
for event in job.events():
    print(job.pid, flush=True)
    time.sleep(60)
"""


@posix
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_child_outlives_its_parent(how: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert alive(child)
    os.killpg(parent.pid, how)
    parent.wait(timeout=20)
    parent.stdout.close()
    assert gone(child)


@posix
def test_ctrl_c_does_not_reach_the_child() -> None:
    running = job("deaf", 1)
    first_plan(running)
    os.kill(running.pid, signal.SIGINT)
    time.sleep(0)
    assert running.running
    assert running.stop() == 1


def test_modules_are_found_from_any_folder(tmp_path: Path) -> None:
    code = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
os.chdir({str(tmp_path)!r})
from planner.solve.job import Job
print(Job("tests.solve.job_functions:double", (4,)).result())
"""
    bare = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=bare, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("8\n", "")


def test_a_programme_is_sent_without_its_indexes() -> None:
    programme = demo_programme()
    assert programme.attendance
    assert "attendance" in vars(programme)
    copy = pickle.loads(pickle.dumps(programme))
    assert set(vars(copy)) == {f.name for f in fields(Programme)}
    assert copy == programme
    assert copy.attendance == programme.attendance


def test_a_programme_comes_back_as_the_same_object() -> None:
    programme = demo_programme()
    assert job("mirror", programme).result()["back"] is programme
