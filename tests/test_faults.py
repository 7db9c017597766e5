"""The disk is full, broken, forbidden or not to be written: nothing is lost, nothing is half."""

import errno
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.fault_cases import CASES, Case, Stage
from tests.faults import REFUSED, Driver, Fault, compiled

#: Of an operation with more calls than that, the first and last are tried, and some between.
EACH = 60


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    driver = Driver(compiled(tmp_path_factory.mktemp("faults")))
    yield driver
    driver.close()


@pytest.fixture
def stage(
    request: pytest.FixtureRequest, driver: Driver, demo_template: Path, tmp_path: Path
) -> Stage:
    case: Case = request.param
    return Stage(case, driver, demo_template, tmp_path)


def tried(stage: Stage, fault: Fault) -> None:
    """Run with that fault, and require what must hold."""
    outcome = stage.run(fault)
    try:
        stage.require(fault, outcome)
    except AssertionError as error:
        raise AssertionError(f"{fault}: {outcome}: {error}") from error


def named(*names: str) -> pytest.MarkDecorator:
    """Tests of the cases of these names, of all without any."""
    cases = [case for case in CASES if not names or case.name in names]
    return pytest.mark.parametrize("stage", cases, indirect=True, ids=lambda case: case.name)


@named("edit", "backup", "export", "restore-missing", "settings", "solution")
def test_some_faults(stage: Stage) -> None:
    """One early, one in the middle, one late."""
    tried(stage, Fault(errno.EACCES, 1))
    tried(stage, Fault(errno.ENOSPC, stage.calls // 2, lasting=True))
    tried(stage, Fault(errno.EIO, stage.calls))


@pytest.mark.slow
@pytest.mark.timeout(1200)
@named()
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("error", sorted(REFUSED), ids=lambda number: errno.errorcode[number])
def test_a_fault_at_every_call(stage: Stage, error: int, lasting: bool) -> None:
    calls: Sequence[int] = range(1, stage.calls + 1)
    if stage.calls > EACH:
        third = EACH // 3
        between = calls[third:-third]
        calls = [*calls[:third], *between[:: len(between) // third + 1], *calls[-third:]]
    for call in calls:
        tried(stage, Fault(error, call, lasting))
