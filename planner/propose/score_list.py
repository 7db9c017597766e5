"""The places of a Wake tour with their scores: worked out, or as the organiser wants them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.candidates import NOT_VISITED
from planner.entities import Site
from planner.errors import InvalidValue, PlannerError
from planner.names import fold
from planner.phrases import Phrase, plural
from planner.programme import Programme
from planner.propose.tour_options import TourOptions, days_of
from planner.propose.tour_scores import SiteScore, score_of, why

#: A figure above this outweighs all other places together.
MOST_POINTS = 9999
#: So many places are named where a name fits several.
MOST_NAMED = 5


@dataclass(frozen=True)
class PlaceScore:
    """A place with its score on each circuit that is planned (``by_tour``; there may be none).

    ``changed`` is the organiser's own figure: it holds on every circuit.
    """

    site: Site
    by_tour: tuple[SiteScore, ...] = ()
    changed: int | None = None

    @cached_property
    def worked_out(self) -> int:
        """What it counts by itself, on the circuit where that is the most."""
        return max((replace(s, changed=None).points for s in self.by_tour), default=0)

    @property
    def points(self) -> int:
        """What it counts."""
        return self.worked_out if self.changed is None else self.changed

    @property
    def has_reasons(self) -> bool:
        """Whether anybody on board has a reason to go there."""
        return any(score.reasons or score.elsewhere for score in self.by_tour)

    def with_points(self, changed: int | None) -> "PlaceScore":
        """The same place with another figure of the organiser's, or with none."""
        scores = tuple(replace(score, changed=changed) for score in self.by_tour)
        return PlaceScore(self.site, scores, changed)

    def is_change(self, points: int) -> bool:
        """Whether a figure is another one than that worked out, on any circuit."""
        own = {replace(score, changed=None).points for score in self.by_tour}
        return own != {points}


def place_scores(programme: Programme, options: TourOptions) -> tuple[PlaceScore, ...]:
    """Every place that may be visited, the best first: also those that nobody asks for."""
    tours = dict.fromkeys(day.tour_id for day in days_of(programme, options))
    found = [
        PlaceScore(
            site,
            tuple(score_of(programme, programme.tours[t], site, options) for t in tours),
            options.scores.get(site.id),
        )
        for site in programme.sites.values()
        if site.kind not in NOT_VISITED or site.id in options.scores
    ]
    return in_order(found)


def in_order(places: "list[PlaceScore]") -> tuple[PlaceScore, ...]:
    """The best first; of those that count alike what has been changed, or has a reason."""
    return tuple(sorted(places, key=_order))


def _order(place: PlaceScore) -> tuple[int, bool, bool, str, str]:
    site = place.site
    unchanged, unasked = place.changed is None, not place.has_reasons
    return -place.points, unchanged, unasked, site.name.casefold(), site.id


def with_changes(
    places: tuple[PlaceScore, ...], changes: Mapping[str, int]
) -> tuple[PlaceScore, ...]:
    """The places with the organiser's figures, by id, in the same order."""
    return tuple(place.with_points(changes.get(place.site.id)) for place in places)


# -- in words ---------------------------------------------------------------------------------


def reasons_of(programme: Programme, place: PlaceScore) -> tuple[Phrase, ...]:
    """Why a place has its score, a phrase a line, of all circuits together."""
    lines: list[Phrase] = []
    if place.changed is not None:
        own = place.worked_out
        said = Phrase("set by hand, {points} by itself", points=own)
        lines.append(
            said if place.changed else Phrase("not wanted, {points} by itself", points=own)
        )
    together = _together(place)
    if together is None:
        lines.append(Phrase("nobody on board has asked for it"))
    else:
        lines += why(programme, together)
    return tuple(lines)


def _together(place: PlaceScore) -> SiteScore | None:
    """The reasons of all circuits; of a delegation on board of two those of the first."""
    told = [score for score in place.by_tour if score.reasons or score.elsewhere]
    if not told:
        return None
    first: dict[str, int] = {}
    for number, score in enumerate(told):
        for delegation_id in (*score.delegations, *(d.id for d, _a in score.elsewhere)):
            first.setdefault(delegation_id, number)
    reasons = tuple(
        reason
        for number, score in enumerate(told)
        for reason in score.reasons
        if first[reason.delegation.id] == number
    )
    elsewhere = tuple(
        (delegation, activity)
        for number, score in enumerate(told)
        for delegation, activity in score.elsewhere
        if first[delegation.id] == number
    )
    return SiteScore(place.site, told[0].tour, reasons, elsewhere)


def reasons_by_tour(
    programme: Programme, place: PlaceScore
) -> Iterator[tuple[SiteScore, tuple[Phrase, ...]]]:
    """Each circuit's own score, whatever has been changed, and why it has it."""
    for score in place.by_tour:
        own = replace(score, changed=None)
        yield own, why(programme, own)


def counted_changes(changes: Mapping[str, int]) -> Phrase:
    """``2 scores changed``."""
    return plural("{n} score changed", "{n} scores changed", len(changes))


# -- what somebody types ----------------------------------------------------------------------


def parse_points(name: str, text: str) -> int | None:
    """A score; None when empty.  Raises InvalidValue."""
    if not text.strip():
        return None
    if text.strip().isdecimal() and int(text) <= MOST_POINTS:
        return int(text)
    raise InvalidValue(
        name, Phrase("Write a whole number from 0 (not wanted) to {most}.", most=MOST_POINTS)
    )


def place_named(programme: Programme, text: str) -> Site:
    """The place with this id or name, or the only one whose name has these words in it.

    Raises PlannerError where there is none, and where there are several.
    """
    sites = programme.sites.values()
    wanted = fold(text)
    words = wanted.split()
    for fits in (
        [site for site in sites if site.id == text],
        [site for site in sites if fold(site.name) == wanted],
        [site for site in sites if words and all(word in fold(site.name) for word in words)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise _several(text, sorted(fits, key=lambda site: site.name.casefold()))
    raise PlannerError(Phrase("There is no place called “{name}” in the catalogue.", name=text))


def _several(text: str, fits: list[Site]) -> PlannerError:
    if len({fold(site.name) for site in fits}) == 1:
        return PlannerError(Phrase("Several are called “{name}”: use the id.", name=text))
    names = ", ".join(site.name for site in fits[:MOST_NAMED])
    if len(fits) > MOST_NAMED:
        names += " …"
    return PlannerError(
        Phrase("“{name}” fits several places: {names}. Write more of it.", name=text, names=names)
    )
