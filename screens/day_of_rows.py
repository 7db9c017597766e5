"""Day-of mode as rows of lists: who is where, and what a delay would do."""

from collections.abc import Iterator, Mapping, Sequence

from planner.conflicts import Conflict
from planner.day_of_people import Told
from planner.delay import Choice, Fallen, Moved, Reason, Ripple
from planner.entities import Activity
from planner.knock_on import KnockOn
from planner.meetings import name_of
from planner.phrases import N_, _, colon
from planner.programme import Entry, Programme
from planner.whereabouts import Whereabouts
from screens.kinds import LOOKS
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, ListRow, Run, TableRow, Wrapped

REASONS = {
    Reason.PINNED: N_("pinned in time"),
    Reason.FESTIVAL: N_("the festival's hours are fixed"),
    Reason.SHARED: N_("others are there in time"),
    Reason.CLOSED: N_("{site} would be closed"),
    Reason.HOST: N_("{host} has something else then"),
}
CHOICES = {
    Choice.STAY: N_("stays as it is"),
    Choice.TRAY: N_("goes to the tray"),
    Choice.OFF: N_("goes on without those who are late"),
    Choice.MOVE: N_("moves all the same"),
}
SIGNS = {"delegation": "⚑", "delegate": "☺", "vehicle": "▭"}


# -- who is where -------------------------------------------------------------------------


def where_layout() -> Layout:
    return Layout((
        ColumnSpec("", 1, 1),
        ColumnSpec(_("Who"), 14, 24),
        ColumnSpec(_("Now"), 24, 46, rank=1),
        ColumnSpec(_("Next"), 24, 60, rank=2),
    ))  # fmt: skip


def where_rows(
    programme: Programme, found: Sequence[Whereabouts], layout: Layout
) -> list[TableRow]:
    return [_where_row(programme, each, layout) for each in found]


def _where_row(programme: Programme, each: Whereabouts, layout: Layout) -> TableRow:
    clock = programme.clock
    now = _("free")
    if each.now is not None:
        until = _("until {time}").format(time=f"{clock.wall(each.now.end):%H:%M}")
        now = f"{until} {_what(programme, each.now)}"
    following = "—"
    if each.next is not None:
        following = f"{clock.wall(each.next.begin):%H:%M} {_what(programme, each.next)}"
    style = "text" if each.now is not None else "muted"
    indent = "  " if each.table == "delegate" else ""
    cells = (
        Run(SIGNS[each.table], "accent"),
        Run(indent + each.name, "strong" if each.table == "delegation" else "text"),
        Run(now, style),
        Run(following, "muted"),
    )
    return TableRow(f"{each.table} {each.id}", layout, cells)


def _what(programme: Programme, entry: Entry) -> str:
    activity = entry.activity
    parent = programme.activities.get(activity.parent_id or "")
    place = programme.site_name(activity.site_id or (parent.site_id if parent else None))
    title = f"{LOOKS[activity.kind].sign} {activity.title}"
    return f"{title} · {place}" if place and place not in activity.title else title


# -- what a delay does --------------------------------------------------------------------


def ripple_rows(
    programme: Programme,
    found: Ripple,
    knock_on: KnockOn,
    told: Sequence[Told],
    chosen: Mapping[str, Choice],
) -> list[ListRow]:
    """What cannot wait first: there the organiser has to decide."""
    return [
        *_fallen_rows(programme, found, told, chosen),
        *_moved_rows(programme, found),
        *_conflict_rows(_("Conflicts that would appear"), "+", "warning", knock_on.appear),
        *_conflict_rows(_("Conflicts that would go"), "−", "success", knock_on.go),
        *_told_rows(told),
    ]


def _headed(title: str, rows: list[ListRow]) -> list[ListRow]:
    return [Heading(f"heading {title}", f"{title} ({len(rows)})"), *rows] if rows else []


def _fallen_rows(
    programme: Programme, found: Ripple, told: Sequence[Told], chosen: Mapping[str, Choice]
) -> list[ListRow]:
    # What was chosen to move stands among them all the same, so that it can be chosen otherwise.
    rows: list[ListRow] = [
        _fallen_row(programme, fallen, told, chosen.get(fallen.activity.id, Choice.STAY))
        for fallen in found.fallen
    ]
    return _headed(_("Cannot wait: space or a click chooses what becomes of it"), rows)


def _fallen_row(
    programme: Programme, fallen: Fallen, told: Sequence[Told], choice: Choice
) -> Wrapped:
    start = programme.clock.wall(fallen.span.begin)
    names = ", ".join(name_of(programme, who) for who in fallen.late)
    if fallen.missed:
        what = _("over before {names} can be there").format(names=names)
    else:
        what = _("{names}: {n} min late").format(names=names, n=fallen.minutes)
    text = f"{start:%H:%M} {colon(fallen.activity.title)} {what} ({_reason(programme, fallen)})"
    options = " ".join(
        f"[{_(CHOICES[c])}]" if c is choice else f" {_(CHOICES[c])} " for c in fallen.choices
    )
    phones = " · ".join(_called(each) for each in told if fallen.activity.id in each.about)
    tail = f"{options}   {phones}"
    return Wrapped(
        f"fallen {fallen.activity.id}", "✖" if fallen.missed else "!", text, tail, "error"
    )


def _reason(programme: Programme, fallen: Fallen) -> str:
    return _(REASONS[fallen.reason]).format(
        site=programme.site_name(fallen.activity.site_id),
        host=name_of(programme, fallen.host_id or ""),
    )


def _moved_rows(programme: Programme, found: Ripple) -> list[ListRow]:
    rows: list[ListRow] = [_moved_row(programme, moved) for moved in found.moved]
    return _headed(_("Moves"), rows)


def _moved_row(programme: Programme, moved: Moved) -> Wrapped:
    clock = programme.clock
    old, new = moved.old, moved.new
    lasts = old.begin == new.begin
    before, after = (clock.wall(span.end if lasts else span.begin) for span in (old, new))
    times = f"{before:%H:%M} → {after:%H:%M}"
    told = _("ends {times} (+{n})") if lasts else _("{times} (+{n})")
    when = told.format(times=times, n=new.end - old.end)
    return Wrapped(
        f"moved {moved.activity.id}",
        "→",
        f"{when}  {_titled(programme, moved.activity)}",
        style="primary",
    )


def _titled(programme: Programme, activity: Activity) -> str:
    place = programme.site_name(activity.site_id)
    title = f"{LOOKS[activity.kind].sign} {activity.title}"
    return f"{title} · {place}" if place and place not in activity.title else title


def _conflict_rows(
    title: str, sign: str, style: str, conflicts: Sequence[Conflict]
) -> list[ListRow]:
    rows: list[ListRow] = [
        Wrapped(f"{sign} {c.key} {n}", f"{sign}{c.severity.sign}", str(c.phrase), style=style)
        for n, c in enumerate(conflicts)
    ]
    return _headed(title, rows)


def _told_rows(told: Sequence[Told]) -> list[ListRow]:
    rows: list[ListRow] = [Wrapped(f"told {t.id}", "☎", _called(t)) for t in told]
    return _headed(_("To be told"), rows)


def _called(told: Told) -> str:
    person = f" ({told.contact})" if told.contact else ""
    return f"{told.name}{person} " + (told.phone or _("no phone known"))


def source_choices(programme: Programme, at: int) -> Iterator[tuple[tuple[str, str], str]]:
    """What can be late that day: coaches, circuits, delegations, activities still to end."""
    day = programme.clock.day(at)
    for vehicle in programme.vehicles.values():
        yield ("vehicle", vehicle.id), f"▭ {vehicle.name} · {_('vehicle')}"
    for tour_day in programme.tour_days.values():
        tour = programme.tours.get(tour_day.tour_id)
        if tour_day.day == day and tour is not None:
            yield ("tour_day", tour_day.id), f"◆ {tour.name} · {_('Wake tour')}"
    for delegation in programme.active_delegations:
        yield ("delegation", delegation.id), f"⚑ {delegation.name} · {_('delegation')}"
    for activity in programme.on_day(day):
        span = programme.spans[activity.id]
        if span.end > at:
            start = programme.clock.wall(span.begin)
            sign = LOOKS[activity.kind].sign
            yield ("activity", activity.id), f"{sign} {start:%H:%M} {activity.title}"
