"""Numerals in words: "hai mươi mốt", "một trăm linh ba", "bảy nghìn rưỡi".

The grammar is that of the written language, 0 to 999,999,999: digits, tens with mươi (mốt, tư, lăm
behind it), hundreds, linh or lẻ for an empty ten, then nghìn/ngàn, vạn, triệu, tỷ. ``năm`` is five
only at the head of a numeral, after linh/lẻ, or before mươi, trăm, nghìn …: "hai mươi năm" is
twenty years, "hai nghìn năm trăm" is 2,500.
"""

from __future__ import annotations

from collections.abc import Sequence

DIGITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_LAST = DIGITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_ZERO_TENS = frozenset(("linh", "lẻ"))
_TENS = "mươi"
SCALES = {
    "nghìn": 1_000,
    "ngàn": 1_000,
    "vạn": 10_000,
    "triệu": 1_000_000,
    "tỷ": 1_000_000_000,
}
WORDS = frozenset((*_LAST, *_ZERO_TENS, *SCALES, _TENS, "mười", "trăm", "chục", "rưỡi", "không"))
HEADS = frozenset((*DIGITS, "mười"))
_AFTER_FIVE = frozenset((_TENS, "trăm", "chục", *SCALES))


def value_of(words: Sequence[str]) -> int | None:
    """The value of a whole numeral, ``None`` where the words are no numeral.

    >>> value_of("hai mươi mốt".split()), value_of("một trăm linh ba".split()), value_of("ba nghìn rưỡi".split())
    (21, 103, 3500)
    """
    if list(words) == ["không"]:
        return 0
    found = read_numeral(words)
    return found[0] if found is not None and found[1] == len(words) else None


def read_numeral(words: Sequence[str]) -> tuple[int, int] | None:
    """The longest numeral at the head of ``words``: its value and how many words it takes."""
    total, at, limit = 0, 0, 10**12
    best: tuple[int, int] | None = None
    while at < len(words):
        group = _below_thousand(words, at, first=total == 0)
        if group is None:
            break
        value, at = group
        scale = SCALES.get(words[at]) if at < len(words) else None
        if (
            scale is None
            or scale >= limit
            or (words[at] == "tỷ" and at + 1 < len(words) and words[at + 1] in ("lệ", "trọng"))
        ):
            return total + value, at
        total, at, limit = total + value * scale, at + 1, scale
        if at < len(words) and words[at] == "rưỡi":
            return total + scale // 2, at + 1
        best = total, at
        if at < len(words) and words[at] in _ZERO_TENS:  # "một nghìn linh năm"
            last = DIGITS.get(words[at + 1]) if at + 1 < len(words) else None
            return (total + last, at + 2) if last else best
        if at + 2 < len(words) and words[at] == "không" and words[at + 1] == "trăm":  # "một nghìn không trăm linh năm"
            rest = _tens(words, at + 2)
            if rest is not None:
                return total + rest[0], rest[1]
    return best


def _below_thousand(words: Sequence[str], at: int, *, first: bool) -> tuple[int, int] | None:
    """A number of 1 to 999, and where it ends."""
    tens = _plain_tens(words, at, first=first)
    if tens is None:
        return None
    value, end = tens
    if value > 9 or end >= len(words) or words[end] != "trăm":
        return tens
    hundreds, end = value * 100, end + 1
    if end < len(words) and words[end] == "rưỡi":
        return hundreds + 50, end + 1
    rest = _tens(words, end)
    return (hundreds + rest[0], rest[1]) if rest is not None else (hundreds, end)


def _tens(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """What follows a hundred: "linh ba", "mười hai", "bốn mươi lăm"; a bare digit does not ("trăm năm")."""
    if at + 1 < len(words) and words[at] in _ZERO_TENS and words[at + 1] in _LAST:
        return _LAST[words[at + 1]], at + 2
    plain = _plain_tens(words, at, first=False)
    return plain if plain is not None and plain[0] >= 10 else None


def _plain_tens(words: Sequence[str], at: int, *, first: bool) -> tuple[int, int] | None:
    """1 to 99 without trăm."""
    word = words[at] if at < len(words) else ""
    follower = words[at + 1] if at + 1 < len(words) else ""
    if word == "mười":
        if follower in ("lăm", "nhăm"):
            return 15, at + 2
        digit = DIGITS.get(follower)
        # "mười năm" is ten years, "mười nghìn", "mười người" stay ten
        return (10 + digit, at + 2) if digit and follower != "năm" else (10, at + 1)
    digit = DIGITS.get(word)
    if digit is None:
        return None
    if word == "năm" and not first and follower not in _AFTER_FIVE:
        return None
    if follower == "chục":
        return (digit * 10 + 5, at + 3) if at + 2 < len(words) and words[at + 2] == "rưỡi" else (digit * 10, at + 2)
    if follower == _TENS:
        last = words[at + 2] if at + 2 < len(words) else ""
        if last in _LAST and last != "năm":
            return digit * 10 + _LAST[last], at + 3
        return digit * 10, at + 2
    if follower in ("mốt", "lăm", "nhăm") and digit > 1:  # "hai mốt", "ba lăm": mươi dropped in speech
        return digit * 10 + _LAST[follower], at + 2
    return digit, at + 1
