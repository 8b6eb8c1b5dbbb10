"""How right the rules are, and how far editors agree, as verdicts show. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

_Z: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Precision:
    """Of ``judged`` figures ``right`` were read as the article says; ``low`` and ``high`` bound it with 95 %."""

    judged: int
    right: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The part that was right, from 0 to 1."""
        return self.right / self.judged


def precision(outcomes: Iterable[bool]) -> Precision | None:
    """The precision of some judged figures with Wilson's interval; None where nothing was judged."""
    told = list(outcomes)
    n, right = len(told), sum(told)
    if n == 0:
        return None
    share, z2 = right / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    spread = _Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Precision(n, right, max(0.0, middle - spread), min(1.0, middle + spread))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two editors' decisions on the same items; None without items, 1.0 where all agree on one."""
    if not pairs:
        return None
    total = len(pairs)
    observed = sum(a == b for a, b in pairs) / total
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[code] * second[code] for code in first) / (total * total)
    return 1.0 if expected == 1.0 else (observed - expected) / (1 - expected)
