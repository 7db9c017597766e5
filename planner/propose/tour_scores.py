"""What a visit of a site is worth to those on board, and why.

Each reason of each delegation counts its points (see :mod:`planner.candidates`): a delegation
of two counts as much as one of nine.  A wish for a stop of the tour, or for the institution that
lives at a site, counts like a wish for the site.  What a delegation sees anyway outside of the
tours brings it nothing more.  The organiser's own figure wins over all of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from models.words import HostKind, Kind
from planner.candidates import NOT_VISITED, SITE_WISH, Reason, Why, reasons
from planner.entities import Activity, Delegation, Site, Tour
from planner.phrases import Phrase, Value, language, plural
from planner.programme import Programme
from planner.propose.tour_options import TourOptions, days_of

#: Being somewhere for these is no visit of the place.
_NO_VISIT = frozenset({Kind.TRANSFER, Kind.MEAL, Kind.FREE, Kind.BLOCKER, Kind.MEETING})


@dataclass(frozen=True)
class SiteScore:
    """The score of a site for those on board of a tour.

    ``reasons`` count; those of the delegations in ``elsewhere``, which go there anyway, do not.
    ``changed``: the organiser's own figure.
    """

    site: Site
    tour: Tour
    reasons: tuple[Reason, ...] = ()
    elsewhere: tuple[tuple[Delegation, Activity], ...] = ()
    changed: int | None = None

    @cached_property
    def points(self) -> int:
        """What it counts: never below 0."""
        own = sum(reason.points for reason in self.reasons)
        return max(own if self.changed is None else self.changed, 0)

    @cached_property
    def delegations(self) -> tuple[str, ...]:
        """Ids of those who would like it."""
        return tuple(dict.fromkeys(reason.delegation.id for reason in self.reasons))

    def points_of(self, delegation_id: str) -> int:
        """What it is worth to one delegation; the organiser's figure has no part in it."""
        return sum(r.points for r in self.reasons if r.delegation.id == delegation_id)


def scores(programme: Programme, options: TourOptions) -> tuple[SiteScore, ...]:
    """Every site that may be visited, for each tour that is planned: the best first."""
    tours = dict.fromkeys(day.tour_id for day in days_of(programme, options))
    found = [
        score_of(programme, programme.tours[tour_id], site, options)
        for tour_id in tours
        for site in programme.sites.values()
        if site.kind not in NOT_VISITED or site.id in options.scores
    ]
    wanted = (s for s in found if s.points or s.reasons or s.elsewhere or s.changed is not None)
    return tuple(sorted(wanted, key=_order))


def _order(score: SiteScore) -> tuple[int, str, str, str]:
    return -score.points, score.site.name.casefold(), score.site.id, score.tour.id


def score_of(
    programme: Programme, tour: Tour, site: Site, options: TourOptions | None = None
) -> SiteScore:
    """What a site is worth to those on board of a tour."""
    on_board = {p.delegation_id for p in programme.on_board(tour.id)}
    found: list[Reason] = []
    elsewhere: list[tuple[Delegation, Activity]] = []
    for delegation in programme.active_delegations:
        if delegation.id not in on_board:
            continue
        own = [*reasons(programme, delegation, site), *_by_way_of(programme, delegation, site)]
        if not own:
            continue
        seen = _seen(programme, delegation, site)
        if seen is None:
            found += own
        else:
            elsewhere.append((delegation, seen))
    changed = options.scores.get(site.id) if options else None
    return SiteScore(site, tour, tuple(found), tuple(elsewhere), changed)


def _by_way_of(programme: Programme, delegation: Delegation, site: Site) -> Iterator[Reason]:
    """Wishes for a stop there, or for the institution that lives there."""
    for wish in programme.wishes.values():
        if wish.delegation_id != delegation.id:
            continue
        activity = programme.activities.get(wish.activity_id or "")
        host = programme.hosts.get(wish.wanted_host_id or "")
        stop = activity is not None and activity.kind is Kind.STOP and activity.site_id == site.id
        lives = host is not None and host.kind is HostKind.INSTITUTION and host.site_id == site.id
        if stop or lives:
            yield Reason(Why.WISH, delegation, SITE_WISH.get(wish.priority, 0))


def _seen(programme: Programme, delegation: Delegation, site: Site) -> Activity | None:
    """What brings a whole delegation there anyway, outside of the tours."""
    for entry in programme.agenda(delegation.id):
        activity = entry.activity
        if (
            activity.site_id == site.id
            and activity.tour_day_id is None
            and activity.kind not in _NO_VISIT
            and _all_go(programme, delegation, activity)
        ):
            return activity
    return None


def _all_go(programme: Programme, delegation: Delegation, activity: Activity) -> bool:
    heads = programme.heads_of(delegation.id)
    return any(
        p.delegation_id == delegation.id and p.delegate_id is None and p.heads == heads
        for p in programme.parties(activity.id)
    )


# -- in words ---------------------------------------------------------------------------------


def why(programme: Programme, score: SiteScore) -> tuple[Phrase, ...]:
    """What a score is made of, a phrase a line."""
    lines: list[Phrase] = []
    if score.changed is not None:
        lines.append(plural("{n} point set by hand", "{n} points set by hand", score.changed))
    wishes = [r for r in score.reasons if r.why is Why.WISH]
    if wishes:
        lines.append(Phrase("wished by {who}", who=_names(wishes)))
    by_field: dict[str, list[Reason]] = {}
    for reason in score.reasons:
        if reason.field_id is not None:
            by_field.setdefault(reason.field_id, []).append(reason)
    for field_id in sorted(by_field, key=lambda f: (-sum(r.points for r in by_field[f]), f)):
        name = field_name(programme, field_id)
        lines.append(Phrase("{field}: {who}", field=name, who=_names(by_field[field_id])))
    for delegation, activity in score.elsewhere:
        lines.append(
            Phrase("{who} go there anyway: {what}", who=delegation.name, what=activity.title)
        )
    return tuple(lines)


def field_name(programme: Programme, field_id: str) -> str:
    """A creative field, by its name in the language in force."""
    field = programme.fields.get(field_id)
    return field.name(language()) if field else field_id


def _names(found: Iterable[Reason]) -> Value:
    """``Tbilisi (5), Hamar (3)``."""
    points: dict[str, int] = {}
    for reason in found:
        points[reason.delegation.name] = points.get(reason.delegation.name, 0) + reason.points
    ranked = sorted(points.items(), key=lambda p: (-p[1], p[0]))
    text: Value = Phrase("{name} ({points})", name=ranked[0][0], points=ranked[0][1])
    for name, value in ranked[1:]:
        text = Phrase("{names}, {name} ({points})", names=text, name=name, points=value)
    return text
