"""The program's own colours, dark and light.

Text has a contrast of at least 4.5 on every background of its theme (WCAG 2.2, level AA).
"""

from collections.abc import Mapping

from textual.theme import Theme

from screens.settings import recall

#: Textual's own shades of text are too weak on panels and under the cursor.
FAINTER = {"text-muted": "auto 76%", "text-disabled": "auto 62%"}
DARK = Theme(
    name="wake-dark",
    primary="#4FB3A5",
    secondary="#7C9CE0",
    accent="#F2B84B",
    foreground="#E6E9EC",
    background="#14181C",
    surface="#1B2026",
    panel="#242B33",
    success="#6CC08B",
    warning="#F2B84B",
    error="#EF6A6A",
    dark=True,
    variables={
        **FAINTER,
        "foreground-muted": "#E6E9ECAD",
        "scrollbar": "#3A4550",
        "scrollbar-hover": "#4FB3A5",
        "scrollbar-background": "#1B2026",
        "scrollbar-corner-color": "#1B2026",
    },
)
LIGHT = Theme(
    name="wake-light",
    primary="#0B695D",
    secondary="#3557A8",
    accent="#8A5100",
    foreground="#1D2328",
    background="#FAFAF7",
    surface="#F1F1EC",
    panel="#E4E5DE",
    success="#1A6B3A",
    warning="#8A5100",
    error="#B3261E",
    dark=False,
    variables={
        **FAINTER,
        "foreground-muted": "#1D2328C0",
        "scrollbar": "#BFC4BC",
        "scrollbar-hover": "#0B695D",
        "scrollbar-background": "#F1F1EC",
        "scrollbar-corner-color": "#F1F1EC",
    },
)
THEMES = (DARK, LIGHT)

#: Under this name the choice is remembered.
SETTING = "theme"


def first_theme(environment: Mapping[str, str]) -> str:
    """The theme chosen last time, else the one that suits the terminal's background.

    Some terminals tell their colours in COLORFGBG: ``0;15`` is black on white.
    """
    remembered = recall(SETTING)
    if remembered in {theme.name for theme in THEMES}:
        return remembered
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    is_light = ground.isdecimal() and int(ground) in {7, *range(9, 16)}
    return (LIGHT if is_light else DARK).name
