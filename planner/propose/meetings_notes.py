"""What is wrong with the input of a proposal of meetings, in a sentence each."""

from collections.abc import Iterator

from planner.checks.wording import place, titled
from planner.meetings import meetings, requests
from planner.phrases import Phrase
from planner.propose.meetings_form import MeetingsForm


def notes(form: MeetingsForm) -> tuple[Phrase, ...]:
    """Sentences that name the culprits; the rest is planned all the same."""
    return (*_missing(form), *_not_ours(form))


def _missing(form: MeetingsForm) -> Iterator[Phrase]:
    programme = form.programme
    if not programme.active_delegations:
        yield Phrase("No delegation comes: nobody can be met.")
    elif not requests(programme):
        yield Phrase("Nobody has asked for a meeting: enter wishes first.")
    elif not form.wanted:
        yield Phrase("Everybody who asked for a meeting has one.")
    if form.site_id is None:
        yield Phrase("No place for meetings is known: choose one, or enter a meeting room.")
    if not form.spans:
        yield Phrase(
            "There is no slot: between {first} and {last} {place} is closed, or every table is"
            " taken.",
            first=f"{form.options.first:%H:%M}",
            last=f"{form.options.last:%H:%M}",
            place=place(programme, form.site_id),
        )


def _not_ours(form: MeetingsForm) -> Iterator[Phrase]:
    """Meetings without a time that no slot can take."""
    for meeting in meetings(form.programme):
        if meeting.id in form.programme.spans or form.needs_time(meeting):
            continue
        if form.pair_of(meeting) is None:
            yield Phrase("“{what}” is not of two: place it by hand.", what=titled(meeting))
        elif meeting.minutes > form.options.minutes:
            yield Phrase(
                "“{what}” takes {minutes} min, a slot has {slot}: place it by hand.",
                what=titled(meeting),
                minutes=meeting.minutes,
                slot=form.options.minutes,
            )
