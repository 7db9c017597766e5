"""Fixed words of the master grid alone, in the gettext domain ``documents``."""

from planner.phrases import N_

SEVERAL = N_("Grey: several at the same time")
SHORTENED = N_("… → 1: shortened; the full text stands under this number")
FULL_TEXTS = N_("Full texts")
NOT_TODAY = N_("Nothing on this day: {names}")
