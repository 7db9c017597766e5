"""``python -m planner`` is ``wake-planner``."""

import sys

from planner.cli import main

sys.exit(main())
