"""The lists of meetings and of requests for them: pure, no Textual."""

from collections.abc import Iterator
from datetime import date

from models.words import ActivityStatus, Role
from planner.entities import Activity
from planner.meetings import Request, meetings, name_of, requests
from planner.phrases import _, colon, short_date
from planner.programme import Party, Programme
from screens.forms.choices import ACTIVITY_STATUS_NAMES
from screens.state import State
from screens.visit_sheet import SEVERITY_STYLES
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, ListRow, Run, TableRow

#: Behind a host's name: confirmed, declined, not asked.
ANSWERS = {True: "", False: " ✖", None: " ?"}
STATUS_STYLES = {
    ActivityStatus.PLANNED: "muted",
    ActivityStatus.REQUESTED: "warning",
    ActivityStatus.CONFIRMED: "success",
}


def meeting_layout() -> Layout:
    return Layout(
        (
            ColumnSpec(_("Time"), 5, 11),
            ColumnSpec(_("Guests"), 16, 34),
            ColumnSpec(_("Local actor"), 16, 34),
            ColumnSpec(_("Table, place"), 10, 34, rank=2),
            ColumnSpec(_("Lang."), 5, 5, rank=3),
            ColumnSpec(_("Status"), 9, 10, rank=1),
            ColumnSpec("", 1, 1),
        )
    )


def request_layout() -> Layout:
    return Layout(
        (
            ColumnSpec("", 2, 2),
            ColumnSpec(_("Who asks"), 14, 30),
            ColumnSpec(_("to meet"), 14, 32),
            ColumnSpec(_("So far"), 12, 24, rank=1),
            ColumnSpec(_("Note"), 10, 40, rank=2),
        )
    )


def meeting_rows(state: State, layout: Layout) -> tuple[ListRow, ...]:
    """Meetings under their days."""
    return tuple(_meeting_rows(state, layout))


def _meeting_rows(state: State, layout: Layout) -> Iterator[ListRow]:
    programme = state.programme
    last: date | str | None = ""
    for meeting in meetings(programme):
        start = programme.start(meeting)
        day = start.date() if start else None
        if day != last:
            yield Heading(f"day {day}", short_date(day) if day else _("Unplaced"))
            last = day
        yield TableRow(meeting.id, layout, _meeting_cells(state, meeting))


def _meeting_cells(state: State, meeting: Activity) -> tuple[Run, ...]:
    programme = state.programme
    start, end = programme.start(meeting), programme.end(meeting)
    severity = state.marks.get(meeting.id)
    place = [meeting.meeting_point or "", programme.site_name(meeting.site_id)]
    return (
        Run(f"{start:%H:%M}–{end:%H:%M}" if start and end else "--:--", "strong"),
        Run(guests_of(programme, meeting.id) or _("nobody yet")),
        Run(hosts_of(programme, meeting.id) or _("nobody yet")),
        Run(" · ".join(filter(None, place)), "muted"),
        Run(meeting.language or "", "muted"),
        Run(_(ACTIVITY_STATUS_NAMES[meeting.status]), STATUS_STYLES[meeting.status]),
        Run(severity.sign, SEVERITY_STYLES[severity]) if severity is not None else Run(""),
    )


def guests_of(programme: Programme, meeting_id: str) -> str:
    """``Viborg: Frida, Mikkel``; the delegation's name alone where all of it comes."""
    found: dict[str, list[str]] = {}
    for party in programme.parties(meeting_id):
        if party.delegation_id is not None:
            names = found.setdefault(programme.delegations[party.delegation_id].name, [])
            if party.delegate_id is not None:
                names.append(programme.delegates[party.delegate_id].name)
    return ", ".join(f"{colon(k)} {', '.join(v)}" if v else k for k, v in found.items())


def hosts_of(programme: Programme, meeting_id: str) -> str:
    """The local actors; a ``?`` stands behind those who have not confirmed."""
    rows = programme.participations_of.get(meeting_id, ())
    answers = {row.host_id: row.confirmed for row in rows}
    parties = [p for p in programme.parties(meeting_id) if _receives(p)]
    return ", ".join(
        name_of(programme, p.host_id or "") + ANSWERS[answers[p.host_id]] for p in parties
    )


def _receives(party: Party) -> bool:
    return party.host_id is not None and party.role is not Role.INTERPRETS


def request_rows(programme: Programme, layout: Layout) -> tuple[ListRow, ...]:
    """Requests: those not met yet first."""
    found = requests(programme)
    waiting = [r for r in found if r.meeting is None]
    met = [r for r in found if r.meeting is not None]
    rows: list[ListRow] = []
    if waiting:
        rows.append(Heading("waiting", _("Not yet met ({n})").format(n=len(waiting))))
        rows += [_request_row(programme, layout, r) for r in waiting]
    if met:
        rows.append(Heading("met", _("Met ({n})").format(n=len(met))))
        rows += [_request_row(programme, layout, r) for r in met]
    return tuple(rows)


def _request_row(programme: Programme, layout: Layout, request: Request) -> TableRow:
    both = _(" (both ask)") if request.mutual else ""
    cells = (
        Run(f"☆{request.wish.priority}", "accent"),
        Run(name_of(programme, request.asking)),
        Run(name_of(programme, request.wanted) + both),
        Run(*_so_far(programme, request)),
        Run(request.wish.note or request.wish.theme or "", "muted"),
    )
    return TableRow(request.wish.id, layout, cells)


def _so_far(programme: Programme, request: Request) -> tuple[str, str]:
    if request.meeting is None:
        return _("not yet"), "warning"
    start = programme.start(request.meeting)
    if start is None:
        return _("unplaced"), "warning"
    return f"✓ {short_date(start.date())} {start:%H:%M}", "success"
