"""The documents to choose from, and whom they are made for: pure, no Textual."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from planner.phrases import Phrase, _, plural
from planner.publish.documents import DOCUMENTS, Document
from planner.publish.recipients import Recipient, RecipientKind
from screens.recipient_rows import MARKED, UNMARKED
from screens.widgets.list_rows import ColumnSpec, Layout, ListRow, Run, TableRow


def document_layout() -> Layout:
    return Layout((
        ColumnSpec("", 1, 1),
        ColumnSpec(_("Document"), 16, 30),
        ColumnSpec(_("For those who are marked"), 24, 60),
    ))  # fmt: skip


def document_rows(
    layout: Layout, chosen: Collection[str], marked: Sequence[Recipient]
) -> tuple[ListRow, ...]:
    """A row for each document, by its name; ``chosen`` are names too."""
    return tuple(
        TableRow(
            document.name,
            layout,
            (
                Run(MARKED, "primary") if document.name in chosen else Run(UNMARKED, "muted"),
                Run(_(document.title), "strong" if document.name in chosen else "text"),
                _for_whom(document, marked),
            ),
        )
        for document in DOCUMENTS
    )


def named(documents: Sequence[Document] | None) -> str:
    """What PDF means, in a few words."""
    if documents is None:
        return _("the usual one")
    if len(documents) == 1:
        return _(documents[0].title)
    return str(plural("{n} document", "{n} documents", len(documents)))


def told(documents: Iterable[Document], wanted: Sequence[Recipient]) -> Iterator[str]:
    """For how many of those wanted each document is made, a line for each."""
    for document in documents:
        yield _("{document}: {readers}").format(
            document=_(document.title),
            readers=_readers(document, wanted) or _("nobody who is marked"),
        )


def _for_whom(document: Document, marked: Iterable[Recipient]) -> Run:
    if readers := _readers(document, marked):
        return Run(readers, "text")
    return Run(_("nobody who is marked"), "muted")


def _readers(document: Document, wanted: Iterable[Recipient]) -> str:
    """``4 hosts, 2 drivers``; empty for nobody."""
    counts = Counter(r.kind for r in wanted if r.kind in document.kinds)
    return ", ".join(str(_counted(kind, counts[kind])) for kind in RecipientKind if counts[kind])


def _counted(kind: RecipientKind, count: int) -> Phrase:
    match kind:
        case RecipientKind.EDITION:
            return Phrase("the team")
        case RecipientKind.DELEGATION:
            return plural("{n} delegation", "{n} delegations", count)
        case RecipientKind.DELEGATE:
            return plural("{n} delegate", "{n} delegates", count)
        case RecipientKind.HOST:
            return plural("{n} host", "{n} hosts", count)
        case RecipientKind.DRIVER:
            return plural("{n} driver", "{n} drivers", count)
