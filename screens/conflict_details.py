"""One conflict in full: the sentence, whom it concerns, the activities, who accepted it."""

from collections.abc import Iterator

from textual.content import Content

from planner.edits.activities import PINS
from planner.entities import Activity
from planner.phrases import _, colon, short_date
from planner.programme import Programme
from screens.conflict_rows import Listed, rule_name, whom
from screens.details import SEVERITY_STYLES, when
from screens.kinds import LOOKS
from screens.text import literal, visible


def conflict_lines(programme: Programme, each: Listed, *, brief: bool = False) -> Content:
    """All there is to know about a conflict; ``brief``: without what the list says already."""
    found = [] if brief else list(_heading(each))
    return Content("\n").join([*found, *_lines(programme, each)])


def _heading(each: Listed) -> Iterator[Content]:
    conflict = each.conflict
    title = (
        f"{conflict.severity.sign} {colon(_(conflict.severity.label))} {rule_name(conflict.rule)}"
    )
    yield literal(title).stylize(SEVERITY_STYLES[conflict.severity])
    yield literal(str(conflict.phrase)).stylize("bold")


def _lines(programme: Programme, each: Listed) -> Iterator[Content]:
    conflict = each.conflict
    if each.acceptance is not None:
        row = each.acceptance
        yield literal(
            _("Accepted by {author} on {day}: {note}").format(
                author=row.author, day=short_date(row.at.date()), note=row.note
            )
        ).stylize("$text-success")
        yield literal(_("It comes back by itself when its facts change; y takes this back now."))
    if each.outdated is not None:
        row = each.outdated
        text = _(
            "↺ {author} accepted it on {day}: {note}. Its facts have changed since, so it is back."
        )
        told = text.format(author=row.author, day=short_date(row.at.date()), note=row.note)
        yield literal(told).stylize("$text-warning")
    if names := whom(programme, conflict):
        yield Content.assemble(
            (colon(_("Concerns")) + " ", "$text-muted"), visible(", ".join(names))
        )
    for activity_id in conflict.activities:
        if activity := programme.activities.get(activity_id):
            yield from _activity_lines(programme, activity)


def _activity_lines(programme: Programme, activity: Activity) -> Iterator[Content]:
    look = LOOKS[activity.kind]
    parent = programme.activities.get(activity.parent_id or "")
    yield literal(f"{look.sign} {activity.title or _(look.name)}")
    yield literal("  " + when(programme, activity)).stylize("$text-muted")
    site_id = activity.site_id or (parent.site_id if parent else None)
    places = [programme.site_name(s) for s in (activity.from_site_id, site_id) if s]
    if places:
        yield literal("  " + " → ".join(places)).stylize("$text-muted")
    pins = [_(name) for pin, name in PINS.items() if getattr(activity, pin)]
    if pins:
        text = _("pinned: {what}").format(what=", ".join(pins))
        yield literal("  " + text).stylize("$text-muted")
