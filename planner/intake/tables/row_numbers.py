"""Numbers of rows in notes: ``5, 7–9``."""

from collections.abc import Sequence


def row_numbers(numbers: Sequence[int], most: int = 12) -> str:
    """Ascending numbers, neighbours as ranges; an ellipsis behind so many of them."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in ranges[:most]]
    return ", ".join(shown + ["…"] * (len(ranges) > most))
