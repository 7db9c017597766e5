"""The pages of a document as they will be printed, before they are."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from planner.errors import PlannerError
from planner.phrases import N_, Phrase, _
from planner.publish.documents import DOCUMENTS, Document, documents_for
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import Recipient
from screens.dialog import Dialog
from screens.preview_proof import COARSE, SHARP, Proof, Setter
from screens.preview_terminal import Pictures
from screens.text import literal
from screens.widgets.chips import Chip, Chips
from screens.widgets.key_bar import KeyBar
from screens.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from screens.app import PlannerApp

#: What is seen of a page, in the order of ``t``.
BOTH, PICTURE, TEXT = "-both", "-picture", "-text"
VIEWS = (BOTH, PICTURE, TEXT)
#: So wide a screen has room for a page and its text side by side.
WIDE = 100


class PreviewScreen(Dialog[None]):
    """One document of one recipient, page by page."""

    CSS_PATH = "preview_screen.tcss"
    GUIDE = (
        N_("The pages as they will be printed; nothing is written yet."),
        N_("n and p turn the page; left and right go through the documents, [ and ] people."),
        N_("A booklet to be folded is shown in the order in which it is read."),
        N_("z shows a page as a whole or as wide as the screen; t its picture, its text, or both."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,pagedown,space", "page(1)", N_("Next page")),
        Binding("p,pageup,backspace", "page(-1)", N_("Previous page")),
        Binding("home", "edge(0)", N_("First page"), show=False),
        Binding("end", "edge(-1)", N_("Last page"), show=False),
        Binding("right", "document(1)", N_("Next document")),
        Binding("left", "document(-1)", N_("Previous document"), show=False),
        Binding("right_square_bracket", "recipient(1)", N_("Next recipient"), key_display="]"),
        Binding(
            "left_square_bracket",
            "recipient(-1)",
            N_("Previous recipient"),
            show=False,
            key_display="[",
        ),
        Binding("z", "zoom", N_("Zoom")),
        Binding("t", "view", N_("Picture or text")),
        Binding("down,j", "scroll_page(1)", N_("Down"), show=False),
        Binding("up,k", "scroll_page(-1)", N_("Up"), show=False),
        Binding("escape,y,q", "dismiss", N_("Back")),
        Binding("question_mark", "app.help", N_("Help"), key_display="?"),
    ]

    def __init__(
        self,
        outgoing: Outgoing,
        everybody: Sequence[Recipient],
        recipient: Recipient,
        chosen: Sequence[Document] | None,
        pictures: Pictures | None,
    ) -> None:
        """``chosen``: the documents to show first; ``pictures``: what the terminal can show."""
        super().__init__()
        self._everybody, self._recipient = everybody, recipient
        self._pictures = pictures
        first = documents_for(recipient, chosen) or documents_for(recipient, None)
        self._document = first[0]
        ppi = None if pictures is None else SHARP if pictures.is_sharp else COARSE
        self._setter = Setter(outgoing, ppi)
        self._proof: Proof | None = None  # None: it is being set
        self._page = 0
        self._picture: bytes | None = None  # the one in view
        self._version = _version(outgoing)

    def compose(self) -> ComposeResult:
        yield Static(id="preview-title")
        yield Chips(id="preview-documents")
        with Horizontal(id="preview-page"):
            with VerticalScroll(id="preview-sheet", can_focus=False):
                if self._pictures is not None:
                    yield self._pictures.widget(id="preview-picture")
            yield TextPane(id="preview-words", can_focus=False)
        yield Static(id="preview-note")
        yield KeyBar()

    def on_mount(self) -> None:
        self.add_class(self._first_view())
        self._set()

    def on_unmount(self) -> None:
        self._setter.close()

    def _first_view(self) -> str:
        """The picture where it can be read, else the text beside it, or alone."""
        if self._pictures is None:
            return TEXT
        if self._pictures.is_sharp:
            return PICTURE
        return BOTH if self.app.size.width >= WIDE else TEXT

    # -- what is shown --------------------------------------------------------------------

    @property
    def _documents(self) -> list[Document]:
        """Those that the recipient can get."""
        return [d for d in DOCUMENTS if self._recipient.kind in d.kinds]

    @work(exclusive=True, group="proof")
    async def _set(self) -> None:
        """Set the document beside the app, and show it; whatever was being set is given up."""
        self._proof, self._page = None, 0
        self._show()
        recipient, document = self._recipient, self._document

        def is_gone() -> bool:
            return recipient is not self._recipient or document is not self._document

        try:
            async for proof in self._setter.proofs(recipient, document, is_gone):
                self._proof, self._page = proof, min(self._page, max(len(proof) - 1, 0))
                self._show()
        except PlannerError as error:
            cast("PlannerApp", self.app).complain(error)
            self._proof = Proof(is_whole=True)
            self._show()

    def _show(self) -> None:
        chips = [Chip(d.name, _(d.title), d is self._document) for d in self._documents]
        self.query_one(Chips).show(chips)
        self.query_one("#preview-title", Static).update(self._heading())
        self.query_one("#preview-note", Static).update(literal(self._note()))
        proof = self._proof or Proof()
        text = proof.texts[self._page] if self._page < len(proof.texts) else ""
        about = f"{self._recipient.key} {self._document.name} {self._page}"
        lines = Content("\n").join(literal(line) for line in text.split("\n"))
        self.query_one(TextPane).update(lines, about=about)
        self._show_picture(proof.pages[self._page] if self._page < len(proof.pages) else None)

    def _show_picture(self, page: bytes | None) -> None:
        """The page from its top, unless it is in view already."""
        if self._pictures is not None and page is not self._picture:
            picture = self.query_one("#preview-picture", self._pictures.widget)
            picture.image = BytesIO(page) if page is not None else None
            self._sheet.scroll_home(animate=False)
        self._picture = page

    def _heading(self) -> Content:
        count = len(self._proof) if self._proof is not None else 0
        page = _("page {n}/{count}").format(n=self._page + 1, count=count) if count else ""
        name = literal(self._recipient.name.strip() or _("(no name)"))
        pieces = (name.stylize("bold $text-primary"), literal(self._version), literal(page))
        return Content("  ").join(pieces)

    def _note(self) -> str:
        if self._proof is None:
            return _("The pages are being set …")
        if not len(self._proof):
            return _("There is nothing to print in this document.")
        if warnings := self._proof.warnings:
            more = _(" (and {n} more)").format(n=len(warnings) - 1) if len(warnings) > 1 else ""
            return f"! {warnings[0]}{more}"
        if self._pictures is None:
            return _("This terminal has too few colours for pictures: the words of the page.")
        if not self._pictures.is_sharp:
            return _("This terminal draws pages coarsely: t shows the words, the picture, or both.")
        return ""

    @property
    def _sheet(self) -> VerticalScroll:
        return self.query_one("#preview-sheet", VerticalScroll)

    # -- pages ----------------------------------------------------------------------------

    def action_page(self, step: int) -> None:
        """The next page, or the one before."""
        self._turn_to(self._page + step)

    def action_edge(self, page: int) -> None:
        """The first page (0), or the last (-1)."""
        self._turn_to(page % len(self._proof) if self._proof else 0)

    def _turn_to(self, page: int) -> None:
        if self._proof is None:
            self._page = max(page, 0)  # where it shall open
        elif page == self._page or not 0 <= page < len(self._proof):
            self._say(Phrase("There is no further page."))
        else:
            self._page = page
            self._show()

    def action_scroll_page(self, step: int) -> None:
        """What of the page is in view, a line further."""
        for pane in (self._sheet, self.query_one(TextPane)):
            pane.scroll_relative(y=step, animate=False)

    # -- documents and recipients -----------------------------------------------------------

    @on(Chips.Pressed)
    def _pressed(self, event: Chips.Pressed) -> None:
        self._document = next(d for d in self._documents if d.name == event.id)
        self._set()

    def action_document(self, step: int) -> None:
        """Another document for the same recipient."""
        documents = self._documents
        if len(documents) == 1:
            self._say(Phrase("This is the only document for them."))
            return
        self._document = documents[(documents.index(self._document) + step) % len(documents)]
        self._set()

    def action_recipient(self, step: int) -> None:
        """The same document for another recipient, where it is for them too."""
        here = self._everybody.index(self._recipient)
        self._recipient = self._everybody[(here + step) % len(self._everybody)]
        if self._document not in self._documents:
            self._document = documents_for(self._recipient, None)[0]
        self._set()

    # -- the look -------------------------------------------------------------------------

    def action_zoom(self) -> None:
        """The whole page, or as wide as there is room."""
        self.toggle_class("-fit")
        if not self._sheet.display:
            self._say(Phrase("Only pictures can be zoomed: t shows one."))

    def action_view(self) -> None:
        """Picture and text, the picture, the text."""
        if self._pictures is None:
            self._say(Phrase("This terminal has too few colours for pictures."))
            return
        here = next(n for n, view in enumerate(VIEWS) if self.has_class(view))
        self.remove_class(*VIEWS)
        self.add_class(VIEWS[(here + 1) % len(VIEWS)])

    def _say(self, phrase: Phrase) -> None:
        cast("PlannerApp", self.app).say(phrase)


def _version(outgoing: Outgoing) -> str:
    number = outgoing.version.number
    return _("draft") if number is None else f"v{number}"
