"""Figures as Vietnamese writes them."""

from __future__ import annotations

from decimal import Decimal


def number(value: float) -> str:
    """A figure as Vietnamese writes it: 1.092 and 48,4."""
    rounded = Decimal(str(round(value, 4))).normalize()
    whole, _, decimals = f"{rounded:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{decimals}" if decimals else grouped
