"""Round numbers for the axis of a chart."""

from __future__ import annotations

import math
from collections.abc import Sequence

_STEPS = (1, 2, 2.5, 5, 10)


def ticks(numbers: Sequence[float], most: int = 5) -> list[float]:
    """Round numbers from nought, or from below the least where all are near the greatest, to the greatest or above."""
    greatest, least = max(numbers, default=0), min(numbers, default=0)
    low = 0.0 if least < 0.7 * greatest or least <= 0 else least - (greatest - least) * 0.25
    span = (greatest - low) or abs(greatest) or 1.0
    raw = span / most
    power = 10 ** math.floor(math.log10(raw))
    step = next(power * each for each in _STEPS if power * each >= raw * 0.999999)
    first = math.floor(low / step)
    last = math.ceil(greatest / step - 1e-9)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]
