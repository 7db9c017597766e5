"""The program's own colours, dark and light."""

from textual.theme import Theme

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
        "scrollbar": "#3A4550",
        "scrollbar-hover": "#4FB3A5",
        "scrollbar-background": "#1B2026",
        "scrollbar-corner-color": "#1B2026",
    },
)
LIGHT = Theme(
    name="wake-light",
    primary="#0E7568",
    secondary="#3557A8",
    accent="#9A5B00",
    foreground="#1D2328",
    background="#FAFAF7",
    surface="#F1F1EC",
    panel="#E4E5DE",
    success="#1F7A43",
    warning="#9A5B00",
    error="#B3261E",
    dark=False,
    variables={
        "scrollbar": "#BFC4BC",
        "scrollbar-hover": "#0E7568",
        "scrollbar-background": "#F1F1EC",
        "scrollbar-corner-color": "#F1F1EC",
    },
)
THEMES = (DARK, LIGHT)
