"""Keys, actions and sentences of the Round table room."""

from textual.binding import Binding, BindingType

from planner.phrases import N_
from screens.widgets.action_line import DIVIDER, Action

#: What the key bar has no room for.
ACTIONS = (
    Action(N_("up"), "reorder(-1)", "⇧↑"),
    Action(N_("down"), "reorder(1)", "⇧↓"),
    Action(N_("1 min less"), "minutes(-1)", "-"),
    Action(N_("1 min more"), "minutes(1)", "+"),
    Action(N_("minutes"), "type_minutes", "r"),
    DIVIDER,
    Action(N_("moderator"), "enlist('moderates')", "m"),
    Action(N_("interpreter"), "enlist('interprets')", "t"),
    DIVIDER,
    Action(N_("best slot"), "best", "B"),
    Action(N_("slot earlier"), "shift(-5)", "K"),
    Action(N_("slot later"), "shift(5)", "J"),
    Action(N_("slot shorter"), "resize(-5)", "H"),
    Action(N_("slot longer"), "resize(5)", "L"),
    Action(N_("propose"), "propose", "^g"),
    DIVIDER,
    Action(N_("pin"), "pin", "p"),
    Action(N_("to tray"), "unplace", "x"),
)
NO_TABLE = N_(
    "No round table yet. Press n: give it a theme, a slot and a place. i then adds an intervention"
    " for every delegation that has accepted."
)
NO_ENTRY = N_(
    "No entries yet. Press i for an intervention of every accepted delegation, n for a welcome,"
    " an intervention or questions."
)
NO_DELEGATION = N_("No delegation yet: the People room (5) is where they are invited.")
NO_TEAM = N_("Nobody yet: m for a moderator, t for an interpreter.")
GUIDE = (
    N_("The line under the list says whether the entries fit the slot: over or under, in minutes."),
    N_(
        "shift+up and shift+down change the order by hand, o by a rule: alphabetical, by creative"
        " field, by departure, fields in turn. Welcome and questions stay in place."
    ),
    N_(
        "+ and - change an entry by a minute, r and a number sets its minutes, right goes into the"
        " cells; = spreads the minutes evenly to fit the slot. An entry can be dragged."
    ),
    N_(
        "v shows who is there when: left and right try another slot, [ and ] another day, enter"
        " or a double click takes it. B tries the best slot, then the next best."
    ),
    N_(
        "i adds an intervention for every accepted delegation without one, in the list of"
        " delegations for that one. s or a says who speaks; a delegation speaks until a name is"
        " chosen."
    ),
    N_(
        "m and t choose moderator and interpreters; on their line c turns the answer (not asked,"
        " yes, no), d takes them off. On a delegation space lets it attend, or no longer."
    ),
    N_("J and K move the slot by 5 minutes, L and H make it longer or shorter."),
)


def _hidden(key: str, action: str, text: str, shown: str | None = None) -> Binding:
    return Binding(key, action, text, key_display=shown, show=False)


BINDINGS: list[BindingType] = [
    Binding("n", "create", N_("New")),
    Binding("e", "edit", N_("Edit")),
    Binding("d,delete", "delete", N_("Delete")),
    Binding("a,s", "people", N_("Speakers")),
    Binding("i", "missing", N_("Missing")),
    Binding("o", "order", N_("Order")),
    Binding("equals_sign", "spread", N_("Spread"), key_display="="),
    Binding("v", "times", N_("Times")),
    Binding("w", "side", N_("Who is there")),
    _hidden("B", "best", N_("Best slot"), "B"),
    _hidden("r", "type_minutes", N_("Type the minutes")),
    _hidden("plus", "minutes(1)", N_("A minute more"), "+"),
    _hidden("minus", "minutes(-1)", N_("A minute less"), "-"),
    _hidden("shift+up", "reorder(-1)", N_("Earlier in the order")),
    _hidden("shift+down", "reorder(1)", N_("Later in the order")),
    _hidden("J", "shift(5)", N_("Slot later"), "J"),
    _hidden("K", "shift(-5)", N_("Slot earlier"), "K"),
    _hidden("L", "resize(5)", N_("Slot longer"), "L"),
    _hidden("H", "resize(-5)", N_("Slot shorter"), "H"),
    _hidden("m", "enlist('moderates')", N_("Moderator")),
    _hidden("t", "enlist('interprets')", N_("Interpreter")),
    _hidden("c", "answer", N_("Answer")),
    _hidden("space", "attend", N_("Attends, or not")),
    _hidden("x", "unplace", N_("To the tray")),
    _hidden("p", "pin", N_("Pin")),
    _hidden("left_square_bracket", "table(-1)", N_("Round table before"), "["),
    _hidden("right_square_bracket", "table(1)", N_("Next round table"), "]"),
    _hidden("ctrl+g", "propose", N_("Propose slot and order"), "^g"),
    _hidden("escape", "entries", N_("Back to the entries")),
]
