"""Texts that a terminal, a markup parser, a format string or a spreadsheet might obey."""

HOSTILE = (
    "[b]x[/b]",
    "[/]",
    "[@click=app.quit]go[/]",
    "[red",
    "Dr [Lee] $name {0} %s",
    "\x1b[31mred\x1b]0;t\x07",
    "a\nb\tc",
    "\u202eevil",
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script>",
    "W" * 300,
)
