"""Whether a JSON value has the shape of a form: members that are missing, or of another kind."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from planner.errors import PlannerError
from planner.phrases import N_, Phrase
from planner.solve.faults import Fault, Path, shown

#: pydantic's kind of error -> what we say.
SENTENCES = {
    "string_type": N_("A text is needed, not {value}."),
    "int_type": N_("A whole number is needed, not {value}."),
    "int_from_float": N_("A whole number is needed, not {value}."),
    "int_parsing_size": N_("The number is too large."),
    "bool_type": N_("true or false is needed, not {value}."),
    "tuple_type": N_("A list is needed, not {value}."),
    "dict_type": N_("An object is needed, not {value}."),
    "dataclass_type": N_("An object is needed, not {value}."),
}
_MISSING = object()


def read_shape(adapter: TypeAdapter[Any], raw: Any) -> tuple[Any, list[Fault]]:
    """The value as the form's dataclass (None where it has faults), and the faults."""
    try:
        return adapter.validate_json(json.dumps(raw, ensure_ascii=False), strict=True), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return None, list(dict.fromkeys(f for d in details for f in _faults(d, raw)))
    except UnicodeEncodeError as error:
        raise PlannerError(Phrase("A name holds half a character.")) from error


def _faults(detail: ErrorDetails, raw: Any) -> Iterator[Fault]:
    if detail["type"] == "json_invalid":
        raise PlannerError(Phrase("The file is nested too deeply."))
    path, value = _resolve(detail["loc"], raw)
    kind, facts = detail["type"], detail.get("ctx") or {}
    if path and path[-1] == "at" and not isinstance(value, list):
        yield Fault(path, Phrase("It must be “stop” or a list of places, not {value}.",
                                 value=shown(value)))  # fmt: skip
    elif kind == "literal_error":
        if isinstance(value, list):  # the other branch of the union says it better
            return
        yield Fault(path, _one_of(facts["expected"], value))
    elif value is _MISSING:
        if isinstance(path[-1], int):
            yield Fault(path, Phrase("This value is missing."))
        else:
            yield Fault(path, Phrase("This member is missing."))
    elif kind == "too_long":
        yield Fault(
            path, Phrase("It has {n} values, not {most}.", n=facts["actual_length"] or 0,
                         most=facts["max_length"])
        )  # fmt: skip
    else:
        sentence = SENTENCES.get(kind, N_("This cannot be read: {value}."))
        yield Fault(path, Phrase(sentence, value=shown(value)))


def _one_of(expected: str, value: Any) -> Phrase:
    choices = expected.replace("'", "“", 1).replace("' or '", "”, “").rstrip("'") + "”"
    choices = choices.replace("', '", "”, “")
    return Phrase("It must be one of {choices}, not {value}.", choices=choices, value=shown(value))


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _resolve(location: tuple[str | int, ...], raw: Any) -> tuple[Path, Any]:
    """The place in the file, without pydantic's names of union branches, and what stands there."""
    path: Path = ()
    value = raw
    for n, step in enumerate(location):
        if _has(value, step):
            value = value[step]
        elif n == len(location) - 1 and isinstance(value, list if isinstance(step, int) else dict):
            value = _MISSING
        else:
            continue
        path += (step,)
    return path, value
