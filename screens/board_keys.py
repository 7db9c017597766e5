"""What can be done on the board, in words: the sentences of its help and its line of actions."""

from planner.phrases import N_
from screens.widgets.action_line import DIVIDER, Action

#: What the key bar has no room for.
ACTIONS = (
    Action(N_("rest of day"), "ripple", "r"),
    Action(N_("what is before"), "ripple_back", "R"),
    DIVIDER,
    Action(N_("best places"), "best_places", "b"),
    Action(N_("way out"), "fix", "f"),
    DIVIDER,
    Action(N_("copy"), "copy", "c"),
    Action(N_("copy to next day"), "copy_on", "C"),
    Action(N_("swap"), "swap", "w"),
    Action(N_("split"), "split", "s"),
    Action(N_("merge"), "merge", "m"),
    DIVIDER,
    Action(N_("pin"), "pin", "p"),
    Action(N_("to tray"), "unplace", "x"),
)
#: Commands that do something with the activity under the cursor, or with nothing.
FOR_AN_ACTIVITY = frozenset({
    "best_places", "copy", "copy_on", "delete", "edit", "merge", "people", "pin", "resize",
    "ripple", "ripple_back", "shift", "split", "swap", "unplace",
})  # fmt: skip
GUIDE = (
    N_("Arrow keys or hjkl go from activity to activity, [ and ] from day to day."),
    N_(
        "J and K move the activity later or earlier by 5 minutes, L and H make it longer or "
        "shorter. With the mouse: drag it, or drag its upper or lower edge."
    ),
    N_(
        "What is moved is only shown at first, with the conflicts that would appear and go: enter "
        "keeps it, escape returns. Any other command keeps it too; u takes it back."
    ),
    N_(
        "r shifts it and the rest of the day, R all that comes before it so that everybody is "
        "there in time: J and K or a number say by how much. Both stop at what is pinned (p)."
    ),
    N_(
        "f shows a way out of what is wrong with it, f again the next one; a click on a conflict "
        "goes to the Conflicts room."
    ),
    N_("b lists the best times for it: the board shows each while you go through the list."),
    N_(
        "n makes an activity where the cursor is, enter opens it, d removes it, "
        "a chooses who takes part."
    ),
    N_(
        "x puts an activity into the tray of unplaced ones, t goes there; enter or a click on a "
        "line shows it after the activity under the cursor, b finds its best place, the mouse "
        "drags it onto the board."
    ),
    N_(
        "c copies it, C to the next day at the same time, w on two activities swaps their times, "
        "s splits a group off, m on two activities makes one of them."
    ),
    N_(
        "v shows it by delegation, place, host or vehicle, z one day, three days or the whole "
        "edition, o with time across; + and - zoom. A click at the end of the day bar does "
        "the same."
    ),
)
