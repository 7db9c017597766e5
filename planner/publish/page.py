"""Schedules as web pages: one file for a recipient, which asks nothing of the network.

Set by Jinja from ``data/templates/page.html``, with every value escaped.
"""

from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from planner.publish.plaintext import clean_lines
from planner.publish.sheet import Sheet
from planner.publish.textmap import mapped

if TYPE_CHECKING:
    from jinja2 import Template


def page(sheet: Sheet) -> bytes:
    """The sheet as an HTML file in UTF-8; the same sheet gives the same bytes."""
    words = mapped(asdict(sheet), lambda text, _path: clean_lines(text))
    return _template().render(words).encode("utf-8")


@cache
def _template() -> "Template":
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
    return environment.get_template("page.html")
