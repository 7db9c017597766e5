"""Reading problems of others: JSON text -> the values of the forms, or every fault it has."""

from functools import cache
from typing import Any, Literal, overload

from planner.phrases import Phrase
from planner.solve import assign_read, json_text, tour_read
from planner.solve.assign_form import AssignProblem
from planner.solve.faults import BadProblem, Fault, shown
from planner.solve.tour_form import TourProblem

KINDS = {"tour": tour_read, "assign": assign_read}


@overload
def read_problem(source: str | bytes, kind: Literal["tour"]) -> TourProblem: ...
@overload
def read_problem(source: str | bytes, kind: Literal["assign"]) -> AssignProblem: ...


def read_problem(source: str | bytes, kind: Literal["tour", "assign"]) -> Any:
    """The problem in a JSON text, as ``tour-problem/1`` or ``assign-problem/1``.

    Members that the form does not have are ignored.  Raises PlannerError for a text that is no
    JSON, and BadProblem with every fault of one that is no such problem.
    """
    from planner.solve.shape import read_shape  # loads pydantic

    raw = json_text.parse(source)
    rules = KINDS[kind]
    faults = list(_head(raw, rules.SCHEMA))
    faults += rules.faults(raw)
    # A matrix of wrong times would be complained of twice, and slowly.
    spoilt = any(fault.path[:1] == ("travel",) for fault in faults)
    value, wrong = read_shape(_adapter(kind), raw | {"travel": []} if spoilt else raw)
    if faults or wrong:
        raise BadProblem([*faults, *wrong])
    return value


def _head(raw: Any, schema: str) -> list[Fault]:
    """Raises BadProblem at once for another form: its members would all be wrong."""
    if not isinstance(raw, dict):
        raise BadProblem(
            [Fault((), Phrase("The file must hold an object, not {value}.", value=shown(raw)))]
        )
    if "schema" not in raw:
        return [Fault(("schema",), Phrase("This member is missing."))]
    if raw["schema"] != schema:
        text = Phrase(
            "It must be {schema}, not {value}.", schema=f'"{schema}"', value=shown(raw["schema"])
        )
        raise BadProblem([Fault(("schema",), text)])
    return []


@cache
def _adapter(kind: str) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(TourProblem if kind == "tour" else AssignProblem)
