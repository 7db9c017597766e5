"""What each command of ``wake-planner`` does; ``planner/cli.py`` holds their options."""
