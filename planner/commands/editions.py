"""edition new, list, show, copy."""

from argparse import Namespace
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from planner.commands.output import show, show_json
from planner.commands.shared import choose, workspace_of
from planner.conflicts import Severity
from planner.edits.editions import copy_edition, create, new_edition
from planner.entities import Edition
from planner.errors import InvalidValue, PlannerError
from planner.fields import clean_text, parse_date
from planner.phrases import Phrase, _, language, plural
from planner.programme import Programme
from planner.validate import problems
from planner.workspace import Workspace


def day_of(text: str) -> date:
    """A day from the command line; raises PlannerError."""
    try:
        day = parse_date("day", text)
    except PlannerError as error:
        raise PlannerError(
            Phrase("“{text}” is no day to plan for.", text=text), error.phrase
        ) from None
    if day is None:
        raise PlannerError(Phrase("A date is missing."), Phrase("Write it as 2024-10-24."))
    return day


def form_of(edition: Edition) -> dict[str, Any]:
    """The JSON form of an edition."""
    return {
        "id": edition.id,
        "name": edition.name,
        "first_day": edition.first_day,
        "last_day": edition.last_day,
        "festival_start": edition.festival_start,
        "festival_end": edition.festival_end,
        "time_zone": edition.time_zone,
        "example": edition.is_example,
        "keep_until": edition.keep_until,
    }


def new(options: Namespace) -> int:
    """Make an edition."""
    start, end = (day_of(text) for text in options.festival)
    first = day_of(options.first_day) if options.first_day else start
    if options.zone not in available_timezones():
        raise PlannerError(
            Phrase("“{zone}” is no time zone.", zone=options.zone),
            Phrase("Write one such as Europe/Brussels."),
        )
    name = _name(options.name)
    if end < start:
        raise PlannerError(
            Phrase("The festival ends before it begins."), Phrase("Give its first day first.")
        )
    if first > start:
        raise PlannerError(
            Phrase("The programme begins after the festival's first day."),
            Phrase("Give an earlier day with --from."),
        )
    edition = new_edition(name, first, start, end, time_zone=options.zone, language=language())
    if options.keep_until:
        edition = replace(edition, keep_until=day_of(options.keep_until))
    for phrase in problems(Programme(edition), edition).values():
        raise PlannerError(phrase)
    with workspace_of(options) as workspace:
        _require_new_name(workspace, name)
        workspace.create(create(edition))
    _tell(options, edition)
    return 0


def _name(text: str) -> str:
    """The name of an edition to be made; raises PlannerError."""
    try:
        name = clean_text("name", text)
    except InvalidValue as error:
        raise PlannerError(
            Phrase("“{text}” cannot be the name of an edition.", text=text[:80]), error.phrase
        ) from None
    if name is None:
        raise PlannerError(Phrase("An edition needs a name."), Phrase("Write one, in quotes."))
    return name


def _require_new_name(workspace: Workspace, name: str) -> None:
    if any(e.name.casefold() == name.casefold() for e in workspace.editions()):
        raise PlannerError(
            Phrase("There is an edition “{name}” already.", name=name),
            Phrase("Choose another name."),
        )


def list_all(options: Namespace) -> int:
    """List the editions."""
    with workspace_of(options) as workspace:
        editions = workspace.editions()
    if options.json:
        show_json({"editions": [form_of(e) for e in editions]})
        return 0
    for edition in editions:
        show(f"{edition.name}  {edition.festival_start} – {edition.festival_end}  {edition.id}")
    if not editions:
        show(_("There is no edition in this store yet."))
    return 0


def figures_of(workspace: Workspace) -> dict[str, Any]:
    """Figures of the open edition."""
    p = workspace.programme
    counts = dict.fromkeys(Severity, 0)
    for conflict in workspace.conflicts:
        counts[conflict.severity] += 1
    return form_of(p.edition) | {
        "delegations": len(p.delegations),
        "delegates": len(p.delegates),
        "hosts": len(p.hosts),
        "tours": len(p.tours),
        "activities": len(p.activities),
        "unplaced": len(p.unplaced),
        "conflicts": {s.name.lower().replace("_", "-"): n for s, n in counts.items()},
    }


def show_edition(figures: dict[str, Any]) -> None:
    days = f"{figures['festival_start']} – {figures['festival_end']}"
    show(f"{figures['name']}  {days}  {figures['time_zone']}")
    lines = (
        plural("{n} delegation", "{n} delegations", figures["delegations"]),
        plural("{n} delegate", "{n} delegates", figures["delegates"]),
        plural("{n} host", "{n} hosts", figures["hosts"]),
        plural("{n} tour", "{n} tours", figures["tours"]),
        plural("{n} activity", "{n} activities", figures["activities"]),
        plural("{n} unplaced", "{n} unplaced", figures["unplaced"]),
        plural("{n} conflict", "{n} conflicts", sum(figures["conflicts"].values())),
    )
    for line in lines:
        show(f"  {line}")


def copy(options: Namespace) -> int:
    """Copy an edition to other dates."""
    start = day_of(options.festival_start)
    name = _name(options.new_name)
    with workspace_of(options) as workspace:
        workspace.enter(choose(workspace.editions(), options.name).id)
        _require_new_name(workspace, name)
        made = workspace.create(copy_edition(workspace.programme, name, start)).edition
    _tell(options, made)
    return 0


def _tell(options: Namespace, edition: Edition) -> None:
    if options.json:
        show_json(form_of(edition))
    else:
        show(_("Edition “{name}” has been made.").format(name=edition.name))


def show_figures(options: Namespace) -> int:
    """Figures of an edition."""
    with workspace_of(options) as workspace:
        wanted = options.name or options.edition
        workspace.enter(choose(workspace.editions(), wanted).id)
        figures = figures_of(workspace)
    if options.json:
        show_json(figures)
    else:
        show_edition(figures)
    return 0
