"""What a change that is not made yet would do, in words: the panel of the board's moving mode."""

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.style import Style

from planner.conflicts import Conflict, Severity
from planner.edits.names import describe
from planner.entities import Activity
from planner.knock_on import KnockOn
from planner.phrases import Phrase, _, colon, plural
from planner.programme import Programme
from screens.board_drafts import Pending, Remedied, Shifted
from screens.details import SEVERITY_STYLES
from screens.kinds import LOOKS
from screens.text import literal, visible

#: So many names and conflicts are listed; of the others only the number is given.
MOST_NAMES, MOST_CONFLICTS = 6, 12


def pending_lines(pending: Pending) -> Content:
    """What would change, what appears, what goes, whom it concerns; how to keep it or not."""
    knock_on = pending.knock_on
    return Content("\n").join(
        [
            _headline(pending),
            Content.assemble(keys(), "  ", balance(knock_on)),
            *_hints(pending),
            *_concerned(knock_on),
            *_held(knock_on.programme, pending.held),
            *conflict_lines(knock_on),
        ]
    )


def conflict_lines(knock_on: KnockOn) -> Iterator[Content]:
    """The conflicts that would appear, change and go."""
    yield from _section(_("Would appear"), "+", knock_on.appear, knock_on.programme)
    yield from _changed(knock_on)
    yield from _section(_("Would go"), "−", knock_on.go, knock_on.programme, gone=True)


def _headline(pending: Pending) -> Content:
    edit = pending.knock_on.edit
    is_zero = isinstance(pending.draft, Shifted) and not pending.draft.minutes
    text = str(edit.label) if edit or is_zero else _("Back where it was: nothing changes.")
    return literal(f"⇅ {text}").stylize("bold $text-accent")


def keys() -> Content:
    """The two ways out, to be clicked."""
    return Content.assemble(
        _key("enter", _("keeps"), "screen.keep"), "  ", _key("esc", _("returns"), "screen.drop")
    )


def _key(key: str, what: str, action: str) -> Content:
    piece = Content.assemble((f" {key} ", "reverse bold"), f" {what}")
    return piece.stylize(Style.from_meta({"@click": action}))


def _hints(pending: Pending) -> Iterator[Content]:
    if isinstance(pending.draft, Shifted):
        yield Content(_("J later, K earlier, or type the minutes")).stylize("$text-muted")
    elif isinstance(pending.draft, Remedied):
        yield Content(_("f shows the next way out")).stylize("$text-muted")


def tally(severity: Severity, n: int) -> str:
    """``✖ +2``, in one piece."""
    return f"{severity.sign}\N{NO-BREAK SPACE}{n:+d}".replace("-", "−")


def balance(knock_on: KnockOn) -> Content:
    """``✖ +2  ! −1``: by how many the open conflicts of each severity would grow."""
    pieces = []
    for severity in Severity:
        if n := knock_on.count(severity):
            style = SEVERITY_STYLES[severity] if n > 0 else "$text-success"
            pieces.append(Content.assemble((tally(severity, n), style)))
    if pieces:
        return Content("  ").join(pieces)
    if knock_on.appear or knock_on.changed:
        return Content(_("as many as now")).stylize("$text-muted")
    return Content("✓ " + _("none more")).stylize("$text-success")


def _concerned(knock_on: KnockOn) -> Iterator[Content]:
    names = [knock_on.programme.delegations[i].name for i in knock_on.delegations]
    if names:
        shown = ", ".join(names[:MOST_NAMES])
        if (more := len(names) - MOST_NAMES) > 0:
            shown += " " + str(plural("and {n} other", "and {n} others", more))
        yield Content.assemble((f"{colon(_('Concerns'))} ", "$text-muted"), visible(shown))


def _section(
    title: str,
    sign: str,
    conflicts: tuple[Conflict, ...],
    programme: Programme,
    *,
    gone: bool = False,
) -> Iterator[Content]:
    if not conflicts:
        return
    yield Content(f"{title} ({len(conflicts)})").stylize("bold")
    groups = _alike(conflicts)
    for group in groups[:MOST_CONFLICTS]:
        style = "$text-success" if gone else SEVERITY_STYLES[group[0].severity]
        yield _line(sign, group[0], programme).stylize(style)
        if others := _names(programme, group[1:]):
            yield literal("  " + colon(_("likewise")) + f" {others}").stylize(style)
    if (more := len(groups) - MOST_CONFLICTS) > 0:
        yield Content(str(plural("and {n} other", "and {n} others", more))).stylize("$text-muted")


def _alike(conflicts: Iterable[Conflict]) -> list[list[Conflict]]:
    """Conflicts of one rule between the same activities together: only the people differ."""
    found: dict[tuple[object, ...], list[Conflict]] = {}
    for conflict in conflicts:
        key = (conflict.rule, conflict.severity, conflict.activities, conflict.minutes)
        found.setdefault(key if conflict.activities else (conflict.key,), []).append(conflict)
    return list(found.values())


def _names(programme: Programme, conflicts: Iterable[Conflict]) -> str:
    ids = dict.fromkeys(i for c in conflicts for i in c.people)
    people = (programme.delegations, programme.delegates, programme.hosts)
    return ", ".join(rows[i].name for i in ids for rows in people if i in rows)


def _line(sign: str, conflict: Conflict, programme: Programme) -> Content:
    return literal(f"{sign} {conflict.severity.sign} {_job(conflict, programme)}{conflict.phrase}")


def _job(conflict: Conflict, programme: Programme) -> str:
    """The sign of what kind of activity it is about: tour, round table, visit, meeting."""
    found = (programme.activities.get(i) for i in conflict.activities)
    activity = next(filter(None, found), None)
    return f"{LOOKS[activity.kind].sign} " if activity else ""


def _changed(knock_on: KnockOn) -> Iterator[Content]:
    if not knock_on.changed:
        return
    yield Content(_("Would change") + f" ({len(knock_on.changed)})").stylize("bold")
    for now, then in knock_on.changed[:MOST_CONFLICTS]:
        worse = _is_worse(now, then)
        style = "$text-muted" if worse is None else "$text-error" if worse else "$text-success"
        sign = "≈" if worse is None else "▲" if worse else "▼"
        was = ""
        if now.minutes is not None and now.minutes != then.minutes:
            was = " " + str(Phrase("(was {n} min)", n=now.minutes))
        line = _line(sign, then, knock_on.programme)
        yield Content.assemble(line, visible(was)).stylize(style)


def _is_worse(now: Conflict, then: Conflict) -> bool | None:
    """None: neither worse nor better, as far as figures tell."""
    before, after = (-now.severity, now.minutes or 0), (-then.severity, then.minutes or 0)
    return None if before == after else after > before


def _held(programme: Programme, held: Iterable[Activity]) -> Iterator[Content]:
    for activity in held:
        why = Phrase("pinned") if activity.pin_time else Phrase("fixed")
        text = Phrase("stays ({why}): {what}", why=why, what=describe(programme, activity))
        yield literal(f"• {text}").stylize("$text-warning")
