"""Keys, actions and sentences of the Wake tour room."""

from textual.binding import Binding, BindingType

from planner.phrases import N_
from screens.widgets.action_line import DIVIDER, Action

#: What the key bar has no room for.
ACTIONS = (
    Action(N_("up"), "reorder(-1)", "⇧↑"),
    Action(N_("down"), "reorder(1)", "⇧↓"),
    Action(N_("earlier"), "shift(-5)", "K"),
    Action(N_("later"), "shift(5)", "J"),
    Action(N_("shorter"), "lengthen(-5)", "-"),
    Action(N_("longer"), "lengthen(5)", "+"),
    DIVIDER,
    Action(N_("rest earlier"), "shift_rest(-5)", "<"),
    Action(N_("rest later"), "shift_rest(5)", ">"),
    DIVIDER,
    Action(N_("lunch"), "lunch", "l"),
    Action(N_("talk"), "presentation", "s"),
    Action(N_("anything else"), "create_other", "N"),
    Action(N_("propose"), "propose", "^g"),
    DIVIDER,
    Action(N_("pin"), "pin", "p"),
    Action(N_("to tray"), "unplace", "x"),
    DIVIDER,
    Action(N_("coach"), "vehicle", "v"),
    Action(N_("circuit"), "circuit", "C"),
    Action(N_("other circuit"), "beside", "y"),
    Action(N_("whole map"), "whole_map", "M"),
)
NO_TOUR = N_(
    "No Wake tour yet. Press n: it makes a circuit with its first day, from Namur and back, with"
    " a vehicle and everybody on board; then type the stops, one after the other."
)
NO_STOP = N_(
    "Nothing on this day yet. Press n and type two or three letters of a place, enter, and the"
    " next one; c lists the places that interest those on board most."
)
NO_SITE = N_("Every place of the catalogue is on this tour already.")
GUIDE = (
    N_("The upper list has every circuit by date; [ and ] go from one to the next."),
    N_(
        "Below is the route of the day: when the coach arrives, how long it stays, what each way"
        " takes. An estimate says so (est.), a transfer that is too short shows by how much."
    ),
    N_(
        "n opens a line for stops: two or three letters of a place and enter add it after the"
        " selected one with its transfer, and the line stays open. “lunch” adds a meal, “quai 45”"
        " a visit of 45 minutes, “8:30” sets when the day begins; tab puts what comes next where"
        " the way grows least."
    ),
    N_(
        "c lists the places that would interest those on board, why, and how much longer the day"
        " becomes; enter adds one where that is least, i after the selected stop. f narrows it."
    ),
    N_(
        "m shows the map of the routes, M on the whole screen: arrows or dragging move it, + and -"
        " or the mouse wheel zoom, 0 shows the whole route, j and k go from stop to stop."
    ),
    N_("y shows the other circuit of the date beside this one; enter there changes to it."),
    N_(
        "shift+up and shift+down, or dragging a line with the mouse, change the order of the"
        " stops: transfers and times follow. t makes all times follow from the order."
    ),
    N_(
        "J and K shift a line by 5 minutes, > and < also what follows it, + and - change its"
        " length."
    ),
    N_(
        "s adds presentations inside a stop (title and minutes), l a lunch after it, a says who"
        " takes part, b who is on board of which circuit. N adds anything else by its form."
    ),
)


def _hidden(key: str, action: str, text: str, shown: str | None = None) -> Binding:
    return Binding(key, action, text, key_display=shown, show=False)


BINDINGS: list[BindingType] = [
    Binding("n", "create", N_("Add")),
    Binding("c", "candidates", N_("Places")),
    Binding("e", "edit", N_("Edit")),
    Binding("d,delete", "delete", N_("Delete")),
    Binding("m", "map", N_("Map")),
    Binding("b", "on_board", N_("On board")),
    Binding("a", "people", N_("Who")),
    Binding("t", "retime", N_("Times from order")),
    _hidden("left_square_bracket", "day(-1)", N_("Day before"), "["),
    _hidden("right_square_bracket", "day(1)", N_("Day after"), "]"),
    _hidden("shift+up", "reorder(-1)", N_("Earlier in the order")),
    _hidden("shift+down", "reorder(1)", N_("Later in the order")),
    _hidden("J", "shift(5)", N_("Later"), "J"),
    _hidden("K", "shift(-5)", N_("Earlier"), "K"),
    _hidden("greater_than_sign", "shift_rest(5)", N_("Rest later"), ">"),
    _hidden("less_than_sign", "shift_rest(-5)", N_("Rest earlier"), "<"),
    _hidden("plus,L", "lengthen(5)", N_("Longer"), "+"),
    _hidden("minus,H", "lengthen(-5)", N_("Shorter"), "-"),
    _hidden("N", "create_other", N_("New by its form"), "N"),
    _hidden("M", "whole_map", N_("Map on the whole screen"), "M"),
    _hidden("y", "beside", N_("The other circuit of the date")),
    _hidden("i", "add_here", N_("Add the place after the stop")),
    _hidden("r", "ripple", N_("Shift the rest of the day by …")),
    _hidden("s", "presentation", N_("Presentation")),
    _hidden("l", "lunch", N_("Lunch")),
    _hidden("x", "unplace", N_("To the tray")),
    _hidden("p", "pin", N_("Pin its time")),
    _hidden("v", "vehicle", N_("Vehicle")),
    _hidden("C", "circuit", N_("Circuit"), "C"),
    _hidden("ctrl+g", "propose", N_("Propose a tour"), "^g"),
    _hidden("escape", "route", N_("Back to the route")),
]
