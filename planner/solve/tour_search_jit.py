"""Compiled functions: numba where it is installed; else the same functions run as they are.

Functions for numba keep to loops over arrays and plain arithmetic: each library call that is
avoided makes the first compilation (kept on disk by numba) a good deal quicker.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def _numba() -> Any | None:
    try:
        return import_module("numba")
    except ImportError:
        return None


_NUMBA = _numba()
#: Whether the search runs as machine code.
COMPILED = _NUMBA is not None


def inner(function: F) -> F:
    """A function that only compiled functions call."""
    if _NUMBA is None:
        return function
    made: F = _NUMBA.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)
    return made


def outer(function: F) -> F:
    """A function that is called from Python; its machine code is kept on disk."""
    if _NUMBA is None:
        return function
    made: F = _NUMBA.njit(cache=True, nogil=True)(function)
    return made
