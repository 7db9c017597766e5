"""The documents there are on paper: whose they are, and what words and template make them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from planner.errors import PlannerError
from planner.phrases import N_, Phrase
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.paper import Manuscript, substitutes_for
from planner.publish.papers.attendance import attendance_words
from planner.publish.papers.badges import badges_words
from planner.publish.papers.booklet import a5_booklet_words, booklet_words
from planner.publish.papers.catering_sheet import catering_sheet_words
from planner.publish.papers.contact_list import contact_list_words
from planner.publish.papers.day_sheet import day_sheet_words
from planner.publish.papers.door_sign import door_sign_words
from planner.publish.papers.driver_sheet import driver_sheet_words
from planner.publish.papers.fold import schedule_words
from planner.publish.papers.host_sheet import host_sheet_words
from planner.publish.papers.imposition import imposed
from planner.publish.papers.master_grid import master_grid_words
from planner.publish.papers.name_cards import name_cards_words
from planner.publish.papers.report import report_words
from planner.publish.papers.running_order import running_order_words
from planner.publish.recipients import Recipient, RecipientKind
from planner.publish.shown import host_activities, vehicle_activities

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document.

    ``name`` is that of the command line and of files, ``title`` what organisers call it,
    ``kinds`` who gets one, ``template`` a file of ``data/templates`` without its ending.
    ``words`` makes a dataclass of texts with a ``frame``; None where there is nothing to print.
    ``finish`` changes the PDF that came of it.
    """

    name: str
    title: str
    kinds: frozenset[RecipientKind]
    template: str
    words: "Callable[[Copy], DataclassInstance | None]"
    finish: Callable[[bytes], bytes] | None = None

    def manuscript(self, copy: Copy) -> Manuscript | None:
        """The document for a recipient, ready to be set; None where there is nothing to print."""
        words = self.words(copy)
        if words is None:
            return None
        return Manuscript(self.template, asdict(words), copy.at, substitutes_for(copy.programme))


_EDITION, _DELEGATION, _DELEGATE, _HOST, _DRIVER = (
    frozenset({kind})
    for kind in (
        RecipientKind.EDITION,
        RecipientKind.DELEGATION,
        RecipientKind.DELEGATE,
        RecipientKind.HOST,
        RecipientKind.DRIVER,
    )
)

#: In the order in which they are offered.
DOCUMENTS = (
    Document("booklet", N_("Booklet"), _DELEGATION, "booklet", booklet_words),
    Document(
        "booklet-a5",
        N_("Booklet, A5 to fold"),
        _DELEGATION,
        "booklet",
        a5_booklet_words,
        imposed,
    ),
    Document("schedule", N_("Schedule"), _DELEGATE | _HOST | _DRIVER, "schedule", schedule_words),
    Document("host-sheet", N_("Host sheet"), _HOST, "host_sheet", host_sheet_words),
    Document("driver-sheet", N_("Driver sheet"), _DRIVER, "driver_sheet", driver_sheet_words),
    Document("master-grid", N_("Master grid"), _EDITION, "master_grid", master_grid_words),
    Document("day-sheet", N_("Day sheets"), _EDITION, "day_sheet", day_sheet_words),
    Document(
        "catering-sheet", N_("Catering sheet"), _EDITION, "catering_sheet", catering_sheet_words
    ),
    Document(
        "running-order", N_("Running order"), _EDITION | _HOST, "running_order", running_order_words
    ),
    Document("name-cards", N_("Name cards"), _EDITION, "name_cards", name_cards_words),
    Document("door-sign", N_("Door signs"), _EDITION, "door_sign", door_sign_words),
    Document("badges", N_("Badges"), _EDITION | _DELEGATION, "badges", badges_words),
    Document("attendance-sheet", N_("Attendance"), _EDITION, "attendance", attendance_words),
    Document("contact-list", N_("Contact list"), _EDITION, "contact_list", contact_list_words),
    Document("edition-report", N_("Report in figures"), _EDITION, "report", report_words),
)
BY_NAME: Mapping[str, Document] = {document.name: document for document in DOCUMENTS}
#: What everybody gets as PDF when no document is named.
USUAL: Mapping[RecipientKind, Document] = {
    RecipientKind.EDITION: BY_NAME["master-grid"],
    RecipientKind.DELEGATION: BY_NAME["booklet"],
    RecipientKind.DELEGATE: BY_NAME["schedule"],
    RecipientKind.HOST: BY_NAME["host-sheet"],
    RecipientKind.DRIVER: BY_NAME["driver-sheet"],
}
#: The word for every document there is.
ALL = "all"


def documents_called(names: Iterable[str]) -> tuple[Document, ...]:
    """The documents of these names, in their order; raises ``PlannerError`` for another name."""
    wanted = frozenset(names)
    for name in sorted(wanted - {ALL} - BY_NAME.keys()):
        raise PlannerError(
            Phrase("There is no document “{name}”.", name=name),
            Phrase("Choose among: {names}.", names=", ".join((*BY_NAME, ALL))),
        )
    return tuple(d for d in DOCUMENTS if ALL in wanted or d.name in wanted)


def documents_for(recipient: Recipient, chosen: Sequence[Document] | None) -> tuple[Document, ...]:
    """Of those chosen the ones that this recipient gets; the usual one where none is chosen."""
    if chosen is None:
        return (USUAL[recipient.kind],)
    return tuple(document for document in chosen if recipient.kind in document.kinds)


def readers(
    programme: Programme,
    everybody: Sequence[Recipient],
    chosen: Sequence[Recipient],
    documents: Iterable[Document],
) -> list[Recipient]:
    """Who gets the documents when they are asked for for those chosen.

    Those chosen themselves; of a document that is not for them the hosts who receive them and
    the drivers who drive them.  Raises ``PlannerError`` for a document that concerns none of them.
    """
    found = {recipient.key: recipient for recipient in chosen}
    for document in documents:
        if any(recipient.kind in document.kinds for recipient in chosen):
            continue
        serving = [
            r for r in everybody if r.kind in document.kinds and _serves(programme, r, chosen)
        ]
        if not serving:
            raise PlannerError(
                Phrase(
                    "The document “{document}” concerns nobody of: {names}.",
                    document=document.name,
                    names=", ".join(recipient.name for recipient in chosen),
                ),
                Phrase("Leave out whom it is for, or choose another document."),
            )
        found |= {recipient.key: recipient for recipient in serving}
    return list(found.values())


def _serves(programme: Programme, recipient: Recipient, chosen: Iterable[Recipient]) -> bool:
    """Whether a host or a driver has to do with the delegations of those chosen."""
    match recipient.kind:
        case RecipientKind.HOST:
            activities = host_activities(programme, recipient.id)
        case RecipientKind.DRIVER:
            activities = vehicle_activities(programme, recipient.id)
        case _:
            return False
    delegations = {r.delegation_id for r in chosen}
    return any(
        delegation_id in delegations
        for activity in activities
        for delegation_id in programme.delegations_in(activity.id)
    )


def stem_of(recipient: Recipient, document: Document) -> str:
    """The name of the file without its ending: the usual document has the recipient's own."""
    is_usual = USUAL[recipient.kind] is document
    return recipient.slug if is_usual else f"{recipient.slug}-{document.name}"
