"""How each kind of activity looks everywhere in the app: a sign of one cell, a colour, a name.

The sign carries the meaning, the colour only helps: the app must work without colours.  Signs
are symbols rather than letters, so that they need no translation.
"""

from dataclasses import dataclass

from models.words import Kind
from planner.phrases import N_


@dataclass(frozen=True, slots=True)
class Look:
    """``colour`` and ``tint`` name theme variables; ``tint`` is mixed half and half into it.

    ``name`` is an English source string: translate it with ``_``.
    """

    sign: str
    colour: str
    name: str
    tint: str | None = None


LOOKS: dict[Kind, Look] = {
    Kind.STOP: Look("◆", "primary", N_("tour stop")),
    Kind.PRESENTATION: Look("▷", "primary", N_("presentation")),
    Kind.TRANSFER: Look("→", "foreground", N_("transfer")),
    Kind.MEAL: Look("Ψ", "warning", N_("meal")),
    Kind.ROUND_TABLE: Look("◎", "secondary", N_("round table"), tint="error"),
    Kind.WELCOME: Look("▷", "secondary", N_("welcome"), tint="error"),
    Kind.INTERVENTION: Look("▷", "secondary", N_("intervention"), tint="error"),
    Kind.QUESTIONS: Look("▷", "secondary", N_("questions"), tint="error"),
    Kind.SESSION: Look("★", "secondary", N_("festival session")),
    Kind.VISIT: Look("⚑", "success", N_("guided visit")),
    Kind.MEETING: Look("⇄", "accent", N_("1:1 meeting"), tint="success"),
    Kind.RECEPTION: Look("✦", "warning", N_("reception"), tint="error"),
    Kind.FREE: Look("☼", "foreground", N_("free time")),
    Kind.BLOCKER: Look("⊘", "foreground", N_("internal blocker")),
}
