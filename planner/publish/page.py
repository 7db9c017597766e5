"""Web pages of one file that ask nothing of the network, such as a recipient's schedule.

Set by Jinja from the templates in ``data/templates``, with every value escaped.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.publish.plaintext import clean_lines
from planner.publish.sheet import Sheet
from planner.publish.textmap import mapped

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from jinja2 import Template


def page(sheet: Sheet) -> bytes:
    """The sheet as an HTML file in UTF-8; the same sheet gives the same bytes."""
    return rendered("page.html", sheet, sheet.frame)


def rendered(template: str, *words: "Mapping[str, Any] | DataclassInstance") -> bytes:
    """A template of ``data/templates`` filled with texts, which are made safe before."""
    texts: dict[str, Any] = {}
    for each in words:
        texts |= mapped(each, lambda text, _path: clean_lines(text))
    return _template(template).render(texts).encode("utf-8")


@cache
def _template(name: str) -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = Path(str(resources.files("data"))) / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
