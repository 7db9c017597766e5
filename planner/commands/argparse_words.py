"""The words of Python's ``argparse``, marked so that our catalogue translates them.

``argparse`` looks them up through ``gettext`` itself (see ``speak`` in ``planner/cli.py``);
nothing imports this module.
"""

from planner.phrases import N_, plural

WORDS = (
    N_("usage: "),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
)
COUNTED = (plural("expected %s argument", "expected %s arguments", 1),)
