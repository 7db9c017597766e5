"""The report on an edition in figures and charts.

Read by those who pay and by those who plan the next one, so that it may be passed on: numbers,
and names of cities, places, institutions and local partners, but of no delegate.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.words import TravelMode
from planner.programme import Programme
from planner.publish import labels as words
from planner.publish import paper_words as paper
from planner.publish.copies import Copy
from planner.publish.frame import Frame, date_range, frame_of
from planner.publish.labels import MODES, Labels
from planner.publish.papers import report_words as told
from planner.publish.papers import team_words as team
from planner.publish.papers.report_charts import Bar, Chart, charts, number
from planner.publish.papers.report_figures import Figures
from planner.publish.papers.report_travel import (
    BY_CAR,
    BY_PERSON,
    Ride,
    by_tour,
    kg_of,
    km_of,
    rides,
)

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    number: str
    caption: str


@dataclass(frozen=True, slots=True)
class Leg:
    day: str
    origin: str
    destination: str
    km: str
    people: str
    kg: str


@dataclass(frozen=True, slots=True)
class Tour:
    """A Wake tour, leg by leg; ``km`` and ``kg`` are those of all."""

    name: str
    legs: tuple[Leg, ...]
    km: str
    kg: str


@dataclass(frozen=True, slots=True)
class Report:
    """``pairs`` are charts that stand side by side, ``notes`` what all figures rest on."""

    frame: Frame
    dates: str
    festival: str
    figures: tuple[Figure, ...]
    pairs: tuple[tuple[Chart, ...], ...]
    road_heading: str
    leg_columns: tuple[str, ...]
    total: str
    tours: tuple[Tour, ...]
    vehicles: Chart | None
    notes: tuple[str, ...]


def report_words(copy: Copy) -> Report | None:
    """None while there is neither a delegation nor anything planned."""
    programme, labels = copy.programme, copy.labels
    figures, found = Figures(programme), rides(programme)
    if not programme.active_delegations and not figures.placed:
        return None
    edition = programme.edition
    festival = date_range(labels, edition.festival_start, edition.festival_end)
    return Report(
        frame=frame_of(copy, labels(told.REPORT)),
        dates=date_range(labels, programme.days[0], programme.days[-1]),
        festival=labels(paper.FESTIVAL, dates=festival),
        figures=tuple(_key_figures(labels, figures, found)),
        pairs=tuple(charts(labels, figures)),
        road_heading=labels(told.ON_THE_ROAD),
        leg_columns=_leg_columns(labels),
        total=labels(team.TOTAL),
        tours=tuple(_tour(programme, labels, name, own) for name, own in by_tour(programme, found)),
        vehicles=_vehicles(programme, labels, found),
        notes=tuple(_notes(labels, found)),
    )


def _key_figures(labels: Labels, figures: Figures, found: tuple[Ride, ...]) -> Iterator[Figure]:
    programme = figures.programme
    countries, fields = figures.countries(labels), figures.fields(labels)
    values = {
        words.DELEGATIONS: len(programme.active_delegations),
        told.PEOPLE: figures.people,
        told.COUNTRIES: len(countries.keys() - {""}),
        told.FIELDS: len(fields.keys() - {""}),
        told.ACTIVITIES: len(figures.planned),
        told.HOURS: figures.minutes / 60,
        told.PLACES: len(figures.sites),
        told.HOSTS: len(figures.hosts),
        told.MEETINGS: len(figures.meetings),
        told.KILOMETRES: km_of(found),
        told.EMISSIONS: kg_of(found),
    }
    for caption, value in values.items():
        yield Figure(number(labels, value), labels(caption))


# -- on the road --------------------------------------------------------------------------


def _leg_columns(labels: Labels) -> tuple[str, ...]:
    headings = (words.DAY, words.FROM, words.TO, told.KM, told.PEOPLE, told.EMISSIONS)
    return tuple(labels(heading) for heading in headings)


def _tour(programme: Programme, labels: Labels, name: str, own: Sequence[Ride]) -> Tour:
    return Tour(
        name=name,
        legs=tuple(_leg(programme, labels, ride) for ride in own),
        km=_sum(labels, [ride.km for ride in own]),
        kg=_sum(labels, [ride.kg for ride in own]),
    )


def _leg(programme: Programme, labels: Labels, ride: Ride) -> Leg:
    start = programme.start(ride.transfer)
    return Leg(
        day=labels.short_day(start.date()) if start else "",
        origin=programme.site_name(ride.transfer.from_site_id) or UNKNOWN,
        destination=programme.site_name(ride.transfer.site_id) or UNKNOWN,
        km=_sum(labels, [ride.km]),
        people=number(labels, ride.people) if ride.people else UNKNOWN,
        kg=_sum(labels, [ride.kg]),
    )


def _sum(labels: Labels, values: Sequence[float | None]) -> str:
    """Of what is known; where nothing is, that is no zero."""
    known = [value for value in values if value is not None]
    return number(labels, sum(known), 1) if known else UNKNOWN


def _vehicles(programme: Programme, labels: Labels, found: Sequence[Ride]) -> Chart | None:
    """Each vehicle, then the ways made without one by what was used instead."""
    groups: dict[tuple[bool, str], list[Ride]] = defaultdict(list)
    for ride in found:
        vehicle = programme.vehicles.get(ride.vehicle_id or "")
        means = labels(told.OTHER_MEANS, means=labels(MODES[ride.mode]))
        groups[vehicle is None, vehicle.name if vehicle else means].append(ride)
    if not groups:
        return None
    most = max(km_of(own) for own in groups.values()) or 1
    bars = tuple(
        Bar(
            name,
            _sum(labels, [ride.km for ride in own]),
            km_of(own) / most,
            (number(labels, len(own)), _sum(labels, [ride.kg for ride in own])),
        )
        for (_is_other, name), own in sorted(groups.items())
    )
    headings = (words.VEHICLE, told.KM, told.RIDES, told.EMISSIONS)
    columns = tuple(labels(heading) for heading in headings)
    return Chart(labels(told.BY_VEHICLE), columns, bars)


def _notes(labels: Labels, found: Sequence[Ride]) -> Iterator[str]:
    """How sure the figures of the road are, and where they come from."""
    if not found:
        return
    unknown = sum(ride.km is None for ride in found)
    yield labels(
        told.KM_NOTE, rides=len(found), given=0, estimated=len(found) - unknown, unknown=unknown
    )
    yield labels(
        told.EMISSIONS_NOTE,
        coach=number(labels, BY_PERSON[TravelMode.COACH], 5),
        train=number(labels, BY_PERSON[TravelMode.TRAIN], 5),
        car=number(labels, BY_CAR, 5),
    )
