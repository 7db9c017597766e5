"""What is said where there is nothing further."""

from planner.phrases import Phrase


def no_day_beyond(step: int) -> Phrase:
    """Of a step from the first day back, or from the last day on."""
    return Phrase("This is the last day.") if step > 0 else Phrase("This is the first day.")
