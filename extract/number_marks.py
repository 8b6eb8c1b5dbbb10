"""What a figure in digits is worth: thousands and decimal marks, and how sure that is.

The standard is "." for thousands and "," for decimals (1.092; 48,4). Reporters also write the
English way round, misprint one for the other and drop both.
"""

from __future__ import annotations

import regex

_PLAIN = regex.compile(r"\d+")
_THOUSANDS = regex.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_THOUSANDS_DECIMAL = regex.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_DECIMAL = regex.compile(r"\d+,\d+")
_ENGLISH_DECIMAL = regex.compile(r"\d+\.\d{1,2}|0\.\d+")
_ENGLISH_THOUSANDS = regex.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}")
_ENGLISH_BOTH = regex.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_SLOPPY_GROUPS = regex.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


def value_of_figure(figure: str, *, counts: bool = False, percent: bool = False) -> tuple[float, float, str] | None:
    """Value, confidence and rule of a figure such as "1.092", "48,4" or "41,974".

    ``counts`` tells that a noun that is counted whole follows (or the figure stands in a fraction
    of whole numbers): then "4,974" is a misprint for 4.974. ``None``: no figure ("1.2.3").
    """
    if _PLAIN.fullmatch(figure):
        return (float(int(figure)), 1.0, "digits") if len(figure) <= 12 else None
    if len(figure) > 20:
        return None
    if _THOUSANDS.fullmatch(figure):
        if percent and figure.count(".") == 1:
            return float(figure), 0.7, "decimal_point"
        return float(figure.replace(".", "")), 1.0, "thousands"
    if _DECIMAL.fullmatch(figure):
        whole, _, part = figure.partition(",")
        if len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0") and not percent:
            if counts:
                return float(whole + part), 0.6, "sloppy_thousands"
            return float(f"{whole}.{part}"), 0.5, "decimal"
        return float(f"{whole}.{part}"), 1.0, "decimal"
    if _THOUSANDS_DECIMAL.fullmatch(figure):
        whole, _, part = figure.replace(".", "").partition(",")
        if len(part) == 3 and not percent:
            return float(whole + part), 0.5, "sloppy_thousands"
        return float(f"{whole}.{part}"), 1.0, "thousands_decimal"
    if _ENGLISH_DECIMAL.fullmatch(figure):
        return float(figure), 0.9 if percent else 0.7, "decimal_point"
    if _ENGLISH_THOUSANDS.fullmatch(figure):
        return float(figure.replace(",", "")), 0.8, "english_thousands"
    if _ENGLISH_BOTH.fullmatch(figure):
        return float(figure.replace(",", "")), 0.8, "english_thousands"
    if _SLOPPY_GROUPS.fullmatch(figure):
        return float(figure.replace(",", "").replace(".", "")), 0.5, "sloppy_thousands"
    return None
