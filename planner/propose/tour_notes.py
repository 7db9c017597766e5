"""Sentences on what is wrong with, or missing from, what a tour is planned with."""

from collections.abc import Iterator

from planner.checks.wording import named, place
from planner.phrases import Phrase
from planner.programme import Programme, count_heads
from planner.propose.tour_frame import Frame
from planner.propose.tour_options import TourOptions
from planner.propose.tour_problem import Setting
from planner.propose.tour_ways import Ways


def on_options(programme: Programme, options: TourOptions) -> Iterator[Phrase]:
    """What the organiser has set that cannot be."""
    for site_id, points in sorted(options.scores.items()):
        if points < 0:
            site = place(programme, site_id)
            yield Phrase("{site} has {points} points: it counts as 0.", site=site, points=points)
    given = (*options.scores, *options.minutes, *(options.sites or ()))
    unknown = [i for i in dict.fromkeys(given) if i not in programme.sites]
    for site_id in unknown:
        yield Phrase("There is no place with the id {id}.", id=site_id)
    for day_id in options.days:
        if day_id not in programme.tour_days:
            yield Phrase("There is no tour day with the id {id}.", id=day_id)
    for tour_id in options.tours:
        if tour_id not in programme.tours:
            yield Phrase("There is no tour with the id {id}.", id=tour_id)


def on_setting(setting: Setting) -> Iterator[Phrase]:
    """What the edition lacks."""
    programme = setting.programme
    for tour_id in dict.fromkeys(f.tour.id for f in setting.frames):
        tour = programme.tours[tour_id]
        scores = [s for (_, t), s in setting.scores.items() if t == tour_id]
        name = named(tour.name)
        if not programme.on_board(tour_id):
            yield Phrase("Nobody is on board of “{tour}” yet.", tour=name)
        elif not any(score.points for score in scores):
            yield Phrase(
                "Nobody on board of “{tour}” has a wish or a creative field that a place of the"
                " catalogue has: enter wishes, or give places a score.",
                tour=name,
            )
        yield from _seats(setting, tour_id)
    yield from _unknown_ways(setting)


def _seats(setting: Setting, tour_id: str) -> Iterator[Phrase]:
    programme = setting.programme
    tour = programme.tours[tour_id]
    vehicle = programme.vehicles.get(tour.vehicle_id or "")
    heads, _ = count_heads(programme.on_board(tour_id))
    if vehicle is not None and vehicle.seats is not None and heads > vehicle.seats:
        yield Phrase(
            "{vehicle} has {seats} seats, {heads} are on board of “{tour}”.",
            vehicle=named(vehicle.name),
            seats=vehicle.seats,
            heads=heads,
            tour=named(tour.name),
        )


def _unknown_ways(setting: Setting) -> Iterator[Phrase]:
    """Between what stands on a day, in its order: such a way counts as a minute."""
    ways = Ways(setting.programme, setting.frames)
    told: set[frozenset[str]] = set()
    for frame in setting.frames:
        for a, b in _line(frame):
            if ways.minutes(a, b) is None and frozenset({a, b}) not in told:
                told.add(frozenset({a, b}))
                yield Phrase(
                    "Nobody knows the way between {a} and {b}: enter the minutes.",
                    a=place(setting.programme, a),
                    b=place(setting.programme, b),
                )


def _line(frame: Frame) -> Iterator[tuple[str, str]]:
    here = frame.day.start_site_id
    for piece in frame.pieces:
        if here and piece.site_id:
            yield here, piece.site_id
        here = piece.exit_id or here
    if here and frame.day.end_site_id:
        yield here, frame.day.end_site_id
