"""``plan tour --score NAME=N`` and ``plan tour --scores``: what places count, and why."""

from collections.abc import Iterable
from typing import Any

from planner.commands.output import show, show_json
from planner.errors import InvalidValue, PlannerError
from planner.phrases import Phrase, plural
from planner.programme import Programme
from planner.propose.score_list import (
    MOST_POINTS,
    PlaceScore,
    counted_changes,
    parse_points,
    place_named,
    place_scores,
    reasons_by_tour,
    reasons_of,
)
from planner.propose.tour_options import TourOptions


def scores_given(programme: Programme, texts: Iterable[str]) -> dict[str, int]:
    """Points by the ids of places, from ``NAME=N``; the last of a place wins.

    Raises PlannerError for what is neither a place nor a number.
    """
    found: dict[str, int] = {}
    for text in texts:
        name, sign, figure = text.rpartition("=")
        try:
            points = parse_points(name, figure) if sign else None
        except InvalidValue:
            points = None
        if points is None or not name.strip():
            raise PlannerError(
                Phrase("“{text}” is no score: write the place and its points.", text=text),
                Phrase(
                    "Points are whole numbers from 0 (not wanted) to {most}, as in TRAKK=20.",
                    most=MOST_POINTS,
                ),
            )
        found[place_named(programme, name.strip()).id] = points
    return found


def list_scores(programme: Programme, options: TourOptions, *, as_json: bool) -> None:
    """Places with their scores and reasons: those that count, or that somebody has changed."""
    places = place_scores(programme, options)
    told = [p for p in places if p.points or p.has_reasons or p.changed is not None]
    if as_json:
        forms = [_form(programme, place) for place in told]
        show_json({"edition": programme.edition.name, "kind": "tour", "places": forms})
        return
    for place in told:
        mark = "*" if place.changed is not None else " "
        show(f"{place.points:5}{mark} {place.site.name}")
        for phrase in reasons_of(programme, place):
            show(f"         {phrase}")
        if len({score.points for score in place.by_tour}) > 1:
            circuits = (f"{score.tour.name} ({score.points})" for score in place.by_tour)
            show(f"         {', '.join(circuits)}")
    counted = plural("{n} place", "{n} places", len(told))
    show(f"{counted}, {counted_changes(options.scores)}" if options.scores else str(counted))


def _form(programme: Programme, place: PlaceScore) -> dict[str, Any]:
    """The JSON form of a place: ``worked_out`` is what it counts where nobody has changed it."""
    return {
        "id": place.site.id,
        "name": place.site.name,
        "score": place.points,
        "worked_out": place.worked_out,
        "changed": place.changed is not None,
        "reasons": [str(phrase) for phrase in reasons_of(programme, place)],
        "tours": [
            {
                "id": score.tour.id,
                "name": score.tour.name,
                "worked_out": score.points,
                "reasons": [str(phrase) for phrase in reasons],
            }
            for score, reasons in reasons_by_tour(programme, place)
        ],
    }
