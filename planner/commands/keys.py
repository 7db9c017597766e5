"""The keys of every room in plain sentences: for paper, and for a screen reader."""

from argparse import Namespace

from planner.commands.output import show, show_json


def run(options: Namespace) -> int:
    """Print guide and keys, room by room."""
    from screens.key_list import plain_lines

    lines = list(plain_lines())
    if options.json:
        show_json({"lines": [line.strip() for line in lines if line]})
    else:
        for line in lines:
            show(line)
    return 0
