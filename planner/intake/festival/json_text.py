"""JSON of unknown origin: size of numbers, nesting and encoding never lead to a traceback."""

import json

from planner.errors import PlannerError
from planner.intake.festival.reading import Reading, too_large
from planner.phrases import Phrase

#: JSON is held as a whole: with one emoji in it, each character takes four bytes.
MAX_JSON = 20_000_000


def parse_json(reading: Reading, content: bytes) -> object:
    """The document; raises PlannerError for what is none."""
    if len(content) > MAX_JSON:
        raise too_large(reading.name, MAX_JSON)
    try:
        return json.loads(_decoded(reading, content))
    except RecursionError:
        reason = str(Phrase("it is nested too deep"))
    except json.JSONDecodeError as error:
        reason = f"{error.msg}, {error.lineno}:{error.colno}"
    except ValueError as error:
        reason = str(error)
    raise PlannerError(
        Phrase("{file} is no JSON that can be read ({reason}).", file=reading.name, reason=reason),
        Phrase("Download the file again, and do not edit it by hand."),
    )


def _decoded(reading: Reading, content: bytes) -> str:
    """In the encoding that JSON has, else as Windows wrote it."""
    try:
        return content.decode(json.detect_encoding(content), "strict").removeprefix("\ufeff")
    except UnicodeDecodeError:
        reading.note(Phrase("The file is not in UTF-8: it was read as Windows-1252."))
        return content.decode("cp1252", "replace")
