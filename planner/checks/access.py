"""Step-free access for those who need it."""

from collections.abc import Iterator

from models.words import Kind
from planner.checks.agenda import Agenda
from planner.checks.rule import Subject, agenda_rule
from planner.checks.wording import day_of, fact_of, place, timed, who
from planner.conflicts import Conflict, Severity
from planner.entities import Site
from planner.phrases import Phrase
from planner.programme import Entry


@agenda_rule("no-step-free-access", Subject.DELEGATE)
def no_step_free_access(agenda: Agenda) -> Iterator[Conflict]:
    """Somebody who needs step-free access is expected where there is none.

    Blocking; to check where only some of the delegation go, perhaps without this person.
    """
    for entry, site in _visited(agenda):
        if site.step_free is False:
            yield Conflict(
                rule="no-step-free-access",
                severity=Severity.BLOCKING if _surely(agenda, entry) else Severity.TO_CHECK,
                phrase=Phrase(
                    "{who} needs step-free access, {site} has none: {activity} on {day}",
                    who=who(agenda.programme, agenda.id),
                    site=place(agenda.programme, site.id),
                    activity=timed(agenda.programme, entry.activity),
                    day=day_of(agenda.programme, entry.activity),
                ),
                subject=agenda.id,
                activities=(entry.activity.id,),
                people=(agenda.id,),
                fact=fact_of(site.id, _surely(agenda, entry)),
            )


@agenda_rule("step-free-unknown", Subject.DELEGATE)
def step_free_unknown(agenda: Agenda) -> Iterator[Conflict]:
    """Nobody knows whether a place is step-free, and somebody needs it there.  To check.

    Once for each site, whoever goes there.
    """
    unknown = {site.id for _, site in _visited(agenda) if site.step_free is None}
    for site_id in sorted(unknown):
        yield Conflict(
            rule="step-free-unknown",
            severity=Severity.TO_CHECK,
            phrase=Phrase(
                "Whether {site} is step-free is unknown, and somebody expected there needs it",
                site=place(agenda.programme, site_id),
            ),
            subject=site_id,
        )


def _visited(agenda: Agenda) -> list[tuple[Entry, Site]]:
    """Entries and their sites, for a delegate who needs step-free access; transfers left out."""
    if agenda.delegate is None or not agenda.delegate.step_free:
        return []
    sites = agenda.programme.sites
    return [
        (entry, site)
        for entry in agenda.busy
        if entry.activity.kind is not Kind.TRANSFER
        and (site := sites.get(entry.activity.site_id or "")) is not None
    ]


def _surely(agenda: Agenda, entry: Entry) -> bool:
    """Whether the person is among those who go."""
    if agenda.is_own(entry) or (going := agenda.heads_in(entry)) is None:
        return True
    assert agenda.delegation is not None
    total = agenda.programme.heads_of(agenda.delegation.id)
    return total is not None and going >= total
