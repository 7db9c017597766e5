"""Kinds of proposals, and what a proposal holds, as rows of lists: pure, no Textual."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rich.cells import cell_len

from planner.phrases import N_, _, plural
from planner.programme import Programme
from planner.propose.proposal import Item, LeftOut, Proposal, Score, Verb
from planner.propose.words import VERBS, names, reached, verdict
from screens.proposal_run import ProposalRun
from screens.recipient_rows import MARKED, UNMARKED
from screens.widgets.list_rows import (
    ColumnSpec,
    Layout,
    Line,
    ListRow,
    Run,
    TableRow,
    Wrapped,
)
from screens.widgets.timeline_text import clean, fit, wrap

#: Style of each verb's sign.
STYLES = {Verb.ADD: "success", Verb.MOVE: "warning", Verb.REMOVE: "error", Verb.KEEP: "muted"}
#: How a kind stands: its sign, style and words.
IDLE = ("·", "muted", "")
RUNNING = ("▶", "accent", N_("at work"))
READY = ("✓", "success", N_("to review"))
APPLIED = ("=", "muted", N_("applied"))
STALE = ("!", "warning", N_("the plan has changed since"))
FAILED = ("✖", "error", N_("no proposal"))
#: Cells before the text of an item: mark and verb.
MARK_CELLS = 3
MOST_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of proposal: its name and how it stands, and below what it is."""

    key: str
    look: tuple[str, str, str]
    title: str
    text: str
    status: str
    is_heading: bool = False

    def height(self, width: int) -> int:
        return len(self.lines(width))

    def lines(self, width: int) -> Sequence[Line]:
        sign, style, _words = self.look
        status = f" {clean(self.status)} " if self.status else ""
        room = max(width - 3 - cell_len(status), 8)
        room_below = max(width - 4, 8)
        head = [Run(f" {sign} ", style), Run(fit(clean(self.title), room), "strong")]
        below = wrap(clean(self.text), room_below, room_below, MOST_TITLE_LINES)
        return [
            [*head, Run(status, style)],
            *([Run("   "), Run(text, "muted")] for text in below),
        ]


def look_of(run: ProposalRun, programme: Programme) -> tuple[str, str, str]:
    """How a kind stands."""
    if run.is_running:
        return RUNNING
    if run.error is not None:
        return FAILED
    if run.best is None:
        return IDLE
    if run.is_stale(programme):
        return APPLIED if run.is_applied else STALE
    return READY


def kind_rows(runs: Sequence[ProposalRun], programme: Programme) -> list[ListRow]:
    """A row for each kind."""
    rows: list[ListRow] = []
    for run in runs:
        look = look_of(run, programme)
        status = _(look[2])
        if run.is_running and run.best is not None:
            status = str(reached(run.best))
        rows.append(KindRow(run.kind.name, look, _(run.kind.title), _(run.kind.line), status))
    return rows


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item: whether it is accepted, what it does, and whom it concerns."""

    key: str
    mark: str
    verb: Verb
    title: str
    tail: str
    quiet: bool
    is_heading: bool = False

    def height(self, width: int) -> int:
        return len(self._titles(width)) + bool(self.tail)

    def _titles(self, width: int) -> list[str]:
        room = max(width - MARK_CELLS - 3, 8)
        return wrap(clean(self.title), room, room, MOST_TITLE_LINES)

    def lines(self, width: int) -> Sequence[Line]:
        style = "muted" if self.quiet else "text"
        titles = self._titles(width)
        first: Line = [
            Run(f" {self.mark} ", "muted" if self.quiet else "primary"),
            Run(f"{VERBS[self.verb][0]} ", "muted" if self.quiet else STYLES[self.verb]),
            Run(titles[0] if titles else "", style),
        ]
        indent = Run(" " * (MARK_CELLS + 2))
        found = [first, *([indent, Run(text, style)] for text in titles[1:])]
        if self.tail:
            room = max(width - MARK_CELLS - 3, 8)
            found.append([indent, Run(fit(clean(self.tail), room).rstrip(), "muted")])
        return found


def item_rows(proposal: Proposal, accepted: AbstractSet[str]) -> list[ListRow]:
    """Every item; those that stay as they are come last."""
    items = sorted(proposal.items, key=lambda item: item.verb is Verb.KEEP)
    return [_item_row(proposal.base, item, item.key in accepted) for item in items]


def _item_row(programme: Programme, item: Item, is_accepted: bool) -> ItemRow:
    stays = item.verb is Verb.KEEP
    mark = " " if stays else MARKED if is_accepted else UNMARKED
    title, who = str(item.title), names(programme, item.delegations)
    tail = "" if all(name in title for name in who.split(", ")) else who
    return ItemRow(item.key, mark, item.verb, title, tail, not is_accepted)


def left_rows(left_out: Sequence[LeftOut]) -> list[ListRow]:
    """What is left out, with the first reason."""
    return [Wrapped(left.key, "○", str(left.title), _reason(left), "warning") for left in left_out]


def _reason(left: LeftOut) -> str:
    reasons = [*left.because, *([left.dearer] if left.dearer is not None else [])]
    if not reasons:
        return ""
    more = f" +{len(reasons) - 1}" if len(reasons) > 1 else ""
    return f"{reasons[0]}{more}"


def score_layout() -> Layout:
    return Layout(
        (
            ColumnSpec(_("Figure"), 16, 44),
            ColumnSpec(_("Of"), 10, 26),
            ColumnSpec(_("Before"), 8, 10, right=True),
            ColumnSpec(_("After"), 8, 10, right=True),
            ColumnSpec("", 8, 10, right=True),
        )
    )


def score_rows(programme: Programme, scores: Sequence[Score], layout: Layout) -> list[ListRow]:
    """Figures before and after: of all, then of each delegation."""
    ordered = sorted(scores, key=lambda score: score.subject is not None)
    return [
        TableRow(str(number), layout, tuple(_score_cells(programme, score)))
        for number, score in enumerate(ordered)
    ]


def _score_cells(programme: Programme, score: Score) -> Iterator[Run]:
    found = programme.delegations.get(score.subject or "")
    more = score.after - score.before
    yield Run(str(score.rule), "strong" if score.subject is None else "text")
    yield Run(found.name if found else _("all"), "text" if found else "muted")
    yield Run(str(score.before), "muted")
    yield Run(str(score.after))
    yield Run(f"{more:+d}".replace("-", "−") if more else "=", "strong" if more else "muted")


def other_rows(choices: Sequence[Proposal], shown: int) -> list[ListRow]:
    """The proposal and its alternatives; the one looked at is marked."""
    best = choices[0].everything if choices else frozenset[str]()
    rows: list[ListRow] = []
    for number, proposal in enumerate(choices):
        others = len(proposal.everything - best)
        tail = _("only some of the same changes")
        if number == 0:
            tail = _("the one proposed")
        elif others:
            tail = str(plural("{n} other change", "{n} other changes", others))
        sign, style = ("●", "accent") if number == shown else ("○", "muted")
        rows.append(Wrapped(str(number), sign, str(verdict(proposal)), tail, style))
    return rows
