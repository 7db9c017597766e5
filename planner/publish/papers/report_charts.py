"""The charts of the report: the figures as bars with their numbers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.names import fold
from planner.publish import change_words as changes
from planner.publish import labels as words
from planner.publish.labels import KINDS, LOCALES, Labels
from planner.publish.papers import report_words as told
from planner.publish.papers import team_words as team
from planner.publish.papers.report_figures import Figures

#: More bars than this are summed up in a line.
MOST_BARS = 15


@dataclass(frozen=True, slots=True)
class Bar:
    """``share`` is the length of the bar, of 1; ``more`` are other numbers of the line."""

    label: str
    number: str
    share: float
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """``columns`` head the labels, the numbers with their bars, and each of ``more``.

    ``rest`` tells what the bars that are left out come to, ``note`` what the figures mean.
    """

    heading: str
    columns: tuple[str, ...]
    bars: tuple[Bar, ...]
    rest: str = ""
    note: str = ""


def number(labels: Labels, value: float, digits: int = 0) -> str:
    """``1,234.5`` as the language writes it."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, pattern, locale=LOCALES[labels.language])


def charts(labels: Labels, figures: Figures) -> Iterator[tuple[Chart, ...]]:
    """Those that stand side by side together; charts without any bar are left out."""
    programme = figures.programme
    delegations = {d.id: d.name for d in programme.active_delegations}
    hosts = {host.id: host.name for host in programme.hosts.values()}
    heading = labels(words.DELEGATIONS)
    countries, fields = figures.countries(labels), figures.fields(labels)
    of_delegations = _called(figures.meetings_of_delegations(), delegations)
    of_hosts = _called(figures.meetings_of_hosts(), hosts)
    pairs = (
        (
            _chart(labels, told.BY_COUNTRY, (labels(told.COUNTRY), heading), countries),
            _chart(labels, told.BY_FIELD, (labels(told.FIELD), heading), fields),
        ),
        (_by_kind(labels, figures),),
        (_by_place(labels, figures),),
        (_by_host_kind(labels, figures),),
        (
            _meetings(
                labels, figures, told.MEETINGS_BY_DELEGATION, words.DELEGATION, of_delegations
            ),
            _meetings(labels, figures, told.MEETINGS_BY_HOST, words.HOST, of_hosts),
        ),
    )
    for pair in pairs:
        if shown := tuple(chart for chart in pair if chart.bars):
            yield shown


def _called(counts: Mapping[str, int], names: Mapping[str, str]) -> Counter[str]:
    """Counts by name instead of id; namesakes are put together."""
    found: Counter[str] = Counter()
    for row_id, count in counts.items():
        found[names[row_id]] += count
    return found


def _chart(
    labels: Labels,
    heading: str,
    columns: tuple[str, str],
    counts: Mapping[str, int],
    note: str = "",
) -> Chart:
    """The largest first, those of which nobody knows what they are at the end."""
    order = sorted(counts, key=lambda name: (not name, -counts[name], fold(name), name))
    most = max(counts.values(), default=1)
    bars = tuple(
        Bar(name or labels(words.NOT_KNOWN), number(labels, counts[name]), counts[name] / most)
        for name in order[:MOST_BARS]
    )
    return Chart(labels(heading), columns, bars, _rest(labels, counts, order), note)


def _rest(labels: Labels, counts: Mapping[str, int], order: Sequence[str]) -> str:
    left = order[MOST_BARS:]
    if not left:
        return ""
    together = number(labels, sum(counts[name] for name in left))
    return labels(told.AND_MORE, number=len(left), sum=together)


def _by_kind(labels: Labels, figures: Figures) -> Chart:
    """Everything there is of each kind, with and without a time."""
    planned = Counter(a.kind for a in figures.planned)
    offered = Counter(a.kind for a in figures.placed)
    unplaced = Counter(a.kind for a in figures.unplaced)
    most = max(planned.values(), default=1)
    bars = []
    for kind in (k for k in KINDS if offered[k] or unplaced[k]):
        minutes = sum(a.minutes for a in figures.planned if a.kind is kind)
        counts = (offered[kind] - planned[kind], unplaced[kind])
        more = (number(labels, minutes / 60, 1), *(number(labels, n) for n in counts))
        share = planned[kind] / most
        bars.append(Bar(labels.kind(kind), number(labels, planned[kind]), share, more))
    headings = (told.KIND, told.PLANNED, told.HOURS, told.WITHOUT, told.UNPLACED)
    columns = tuple(labels(heading) for heading in headings)
    return Chart(labels(told.BY_KIND), columns, tuple(bars), note=labels(told.COUNTED))


def _by_place(labels: Labels, figures: Figures) -> Chart:
    sites, visitors = figures.programme.sites, figures.visitors
    visits = figures.sites
    order = sorted(visits, key=lambda i: (-visits[i], fold(sites[i].name), i))
    most = max(visits.values(), default=1)
    bars = tuple(
        Bar(
            sites[i].name,
            number(labels, visits[i]),
            visits[i] / most,
            (number(labels, visitors[i]),),
        )
        for i in order[:MOST_BARS]
    )
    columns = tuple(labels(h) for h in (changes.PLACE, told.VISITS, told.PEOPLE))
    return Chart(labels(told.BY_PLACE), columns, bars, _rest(labels, visits, order))


def _by_host_kind(labels: Labels, figures: Figures) -> Chart:
    kinds = figures.hosts_by_kind()
    most = max((involved for involved, _all in kinds.values()), default=0) or 1
    bars = tuple(
        Bar(
            labels(team.HOST_GROUPS[kind]),
            number(labels, involved),
            involved / most,
            (number(labels, everybody),),
        )
        for kind, (involved, everybody) in kinds.items()
    )
    columns = tuple(labels(h) for h in (told.KIND, told.INVOLVED, told.IN_ALL))
    return Chart(labels(told.BY_HOST_KIND), columns, bars)


def _meetings(
    labels: Labels, figures: Figures, heading: str, column: str, counts: Mapping[str, int]
) -> Chart:
    numbers = {"number": len(figures.meetings), "confirmed": figures.confirmed_meetings}
    note = labels(told.MEETINGS_NOTE, **numbers)
    return _chart(labels, heading, (labels(column), labels(told.MEETINGS)), counts, note)
