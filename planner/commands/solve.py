"""solve: problems of others, from a JSON file to a JSON file, with no store at all."""

import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import Any

from planner.commands import output
from planner.errors import PlannerError
from planner.phrases import Phrase, _
from planner.solve.direct import no_plan
from planner.solve.faults import BadProblem
from planner.solve.job import Job
from planner.solve.json_text import LARGEST
from planner.solve.write import solution_form, solution_text
from planner.whole_file import check_place, write_whole

#: Word of the command line -> the form that it reads.
FORMS = {"tour": "tour", "visits": "assign", "meetings": "assign"}
STANDARD = "-"
SOLVER = "planner.solve.direct:solve_text"


def run(options: Namespace) -> int:
    """Solve a problem; 0 for any answer, also that nothing is possible."""
    out = None if options.out in (None, STANDARD) else Path(options.out)
    if out is not None:
        check_place(out)
    source = _read(options.problem)
    try:
        solution = _solve(source, options)
    except BadProblem as error:
        output.complain(f"{_name(options.problem)}: {error.phrase}", error.code)
        for line in error.lines:
            output.complain(str(line))
        return 1
    if out is None:
        output.show_json(solution_form(solution))
    else:
        write_whole(out, solution_text(solution).encode("utf-8"))
    return 0


def _read(name: str) -> bytes:
    """The file, or standard input; a little more than the most, so that reading complains."""
    try:
        if name != STANDARD:
            with Path(name).open("rb") as file:
                return file.read(LARGEST + 1)
        if sys.stdin is None:
            return b""
        return sys.stdin.buffer.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PlannerError(
            Phrase("{file} cannot be read: {reason}.", file=_name(name), reason=reason)
        ) from error


def _name(name: str) -> str:
    return _("standard input") if name == STANDARD else name


def _solve(source: bytes, options: Namespace) -> Any:
    """The answer; the best so far when somebody ends it, or when the solver fails."""
    job = Job(
        SOLVER,
        (source, FORMS[options.what]),
        seconds=options.seconds,
        seed=options.seed,
        threads=options.threads,
        nice=0,
    )
    try:
        _watch(job)
    except KeyboardInterrupt:
        with suppress(KeyboardInterrupt):  # asked twice: we are at it
            job.stop()
        return _stopped(job.best or no_plan(source, FORMS[options.what]))
    except BadProblem:
        raise
    except PlannerError as error:
        if job.best is None or job.best.status != "feasible":
            raise
        output.complain(str(error), error.code)
        output.complain(_("This is the best that was found before."))
    finally:
        job.stop(patience=0.0)
    return job.best


def _stopped(best: Any) -> Any:
    if best.status == "unknown":
        output.complain(_("Stopped before there was a plan."))
    else:
        output.complain(_("Stopped; this is the best so far."))
    return best


def _watch(job: Job) -> None:
    """Wait for the end; raises what the solver raised."""
    line = _Line()
    try:
        for event in job.events(poll=0.2):
            if event is not None and event.kind == "error":
                raise event.value
            line.show(job)
    finally:
        line.clear()


class _Line:
    """A line of progress on standard error, where somebody looks at it."""

    def __init__(self) -> None:
        self._stream = sys.stderr if sys.stderr is not None and sys.stderr.isatty() else None
        self._width = 0

    def show(self, job: Job) -> None:
        if job.best is not None:
            self._write(str(progress(job.best)))

    def clear(self) -> None:
        if self._width:
            self._write("")

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        with suppress(OSError):
            self._stream.write("\r" + text.ljust(self._width) + ("" if text else "\r"))
            self._stream.flush()
        self._width = len(text)


def progress(solution: Any) -> Phrase:
    """``412, at most 430``: what the best plan is worth, and what it could be."""
    form = solution_form(solution)
    worth = form.get("score", form.get("total"))
    if worth is None or solution.status == "unknown":
        return Phrase("no plan yet")
    if form.get("bound") is None:
        return Phrase("{score} so far", score=worth)
    return Phrase("{score} so far, {bound} at most", score=worth, bound=str(form["bound"]))
