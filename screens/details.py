"""An activity, and what is wrong with it, in lines: shown beside the board and elsewhere."""

from collections.abc import Iterator

from textual.content import Content
from textual.style import Style

from models.words import ActivityStatus, Role
from planner.conflicts import Severity
from planner.edits.activities import PINS
from planner.entities import Activity
from planner.phrases import _, colon, short_date
from planner.programme import Party, Programme
from screens.forms.choices import ACTIVITY_STATUS_NAMES, ROLE_NAMES
from screens.kinds import LOOKS
from screens.state import State
from screens.text import literal, visible

SEVERITY_STYLES = {
    Severity.BLOCKING: "bold $text-error",
    Severity.WARNING: "$text-warning",
    Severity.TO_CHECK: "$text-muted",
}
Line = Content


def activity_lines(state: State, activity_id: str) -> Content:
    """All that is worth knowing about an activity, its conflicts first."""
    programme = state.programme
    activity = programme.activities[activity_id]
    lines = [
        literal(activity.title or _(LOOKS[activity.kind].name)).stylize("bold"),
        Content(f"{LOOKS[activity.kind].sign} {_(LOOKS[activity.kind].name)}").stylize(
            "$text-muted"
        ),
        *_conflict_lines(state, activity_id),
        *_facts(programme, activity),
        *_part_lines(programme, activity),
        *_people_lines(programme, activity),
    ]
    if activity.note:
        lines.append(_fact(_("Note"), activity.note))
    return Content("\n").join(lines)


def when(programme: Programme, activity: Activity) -> str:
    """``Wed 23 Oct 09:00 – 10:30 (90 min)``, or that it has no time."""
    start, end = programme.start(activity), programme.end(activity)
    if start is None or end is None:
        return _("unplaced, {n} min").format(n=activity.minutes)
    again = " " + _("(second time)") if start.fold else ""
    return f"{short_date(start.date())} {start:%H:%M}{again} – {end:%H:%M} ({activity.minutes} min)"


def _facts(programme: Programme, activity: Activity) -> Iterator[Content]:
    yield _fact(_("When"), when(programme, activity))
    if activity.from_site_id:
        yield _fact(_("From"), programme.site_name(activity.from_site_id))
    site = programme.sites.get(activity.site_id or "")
    place = site.name if site else _("no place yet")
    if site and site.municipality and site.municipality not in site.name:
        place += f", {site.municipality}"
    yield _fact(_("Where"), place)
    if activity.meeting_point:
        yield _fact(_("Meeting point"), activity.meeting_point)
    heads, complete = programme.head_count(activity.id)
    seats = f" / {activity.capacity}" if activity.capacity else ""
    yield _fact(_("People"), f"{heads}{'' if complete else '+?'}{seats}")
    if activity.language:
        yield _fact(_("Language"), activity.language)
    if activity.status is not ActivityStatus.PLANNED:
        yield _fact(_("Status"), _(ACTIVITY_STATUS_NAMES[activity.status]))
    pins = [_(name) for pin, name in PINS.items() if getattr(activity, pin)]
    if pins:
        yield _fact(_("Pinned"), ", ".join(pins))
    if activity.description:
        yield _fact(_("For participants"), activity.description)


def _conflict_lines(state: State, activity_id: str) -> Iterator[Content]:
    for conflict in state.by_activity.get(activity_id, ()):
        text = f"{conflict.severity.sign} {conflict.phrase}"
        line = literal(text).stylize(SEVERITY_STYLES[conflict.severity])
        yield line.stylize(Style.from_meta({"@click": "app.room('conflicts')"}))


def _part_lines(programme: Programme, activity: Activity) -> Iterator[Content]:
    parts = programme.parts.get(activity.id, ())
    if parts:
        yield Content("")
    for part in parts:
        start = programme.start(part)
        at = f"{start:%H:%M}" if start else "--:--"
        yield literal(f"{at}  {part.title} ({part.minutes})")


def _people_lines(programme: Programme, activity: Activity) -> Iterator[Content]:
    parties = programme.parties(activity.id)
    if parties:
        yield Content("")
    for party in parties:
        role = "" if party.role is Role.ATTENDS else f" · {_(ROLE_NAMES[party.role])}"
        heads = (
            f" ({party.heads})"
            if party.delegation_id and not party.delegate_id and party.heads
            else ""
        )
        yield literal(f"• {party_name(programme, party)}{heads}{role}")


def party_name(programme: Programme, party: Party) -> str:
    """Whom a line of attendance is about."""
    if party.delegate_id:
        return programme.delegates[party.delegate_id].name
    if party.delegation_id:
        return programme.delegations[party.delegation_id].name
    if party.host_id:
        host = programme.hosts.get(party.host_id)
        return host.name if host else ""
    return party.guest or ""


def _fact(label: str, text: str) -> Content:
    return Content.assemble((f"{colon(label)} ", "$text-muted"), visible(text))
