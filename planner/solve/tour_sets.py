"""Sets of visits as masks of 64 bits: sums over them, and one of a kind."""

import numpy as np

from planner.solve.tour_model import Bools, Floats, Ints, Masks

_CHUNK = 12
_LOW = np.uint64((1 << _CHUNK) - 1)


class Sums:
    """Sums of values over the members of masks, by tables of 12 bits each."""

    def __init__(self, values: Floats | Ints) -> None:
        self._tables = [_table(values[k : k + _CHUNK]) for k in range(0, len(values), _CHUNK)]

    def of(self, masks: Masks) -> Floats:
        total = np.zeros(len(masks), dtype=np.float64)
        for k, table in enumerate(self._tables):
            total += table[((masks >> np.uint64(k * _CHUNK)) & _LOW).astype(np.int64)]
        return total


def _table(values: Floats | Ints) -> Floats:
    table = np.zeros(1, dtype=np.float64)
    for value in values:
        table = np.concatenate([table, table + value])
    return table


def bit(j: int) -> np.uint64:
    return np.uint64(1 << j)


def members(mask: int) -> list[int]:
    """The numbers of the bits that are set."""
    return [j for j in range(mask.bit_length()) if mask >> j & 1]


def matrix(masks: Masks, n: int) -> Bools:
    """A row for each mask, a column for each bit."""
    bits = (masks[:, None] >> np.arange(n, dtype=np.uint64)[None]) & np.uint64(1)
    return bits.astype(np.bool_)


def once(masks: Masks) -> Masks:
    """Each mask once, in order (sorting beats hashing here)."""
    masks = np.sort(masks)
    if not len(masks):
        return masks
    first = np.concatenate([[True], masks[1:] != masks[:-1]])
    single: Masks = masks[first]
    return single


def earliest(masks: Masks, clock: Ints, n: int) -> tuple[Masks, Ints]:
    """Each mask once, with its least clock; the masks (of ``n`` bits) in order."""
    if not len(masks):
        return masks, clock
    low = int(clock.min())
    width = max(int(clock.max()) - low, 1).bit_length()
    if n + width <= 64:
        packed = (masks << np.uint64(width)) | (clock - low).astype(np.uint64)
        packed.sort()
        masks = packed >> np.uint64(width)
        first = np.concatenate([[True], masks[1:] != masks[:-1]])
        late = packed[first] & np.uint64((1 << width) - 1)
        return masks[first], late.astype(np.int64) + low
    order = np.lexsort((clock, masks))
    masks, clock = masks[order], clock[order]
    first = np.concatenate([[True], masks[1:] != masks[:-1]])
    return masks[first], clock[first]
