"""Marks of tests."""

from collections.abc import Sequence
from typing import Any

import pytest


def slow_from(count: int, values: Sequence[Any]) -> list[Any]:
    """Parameters of which the first ``count`` are in every run, the others in the slow one."""
    later = [pytest.param(value, marks=pytest.mark.slow) for value in values[count:]]
    return [*values[:count], *later]
