"""The administrative units of Viet Nam through time: which place a name means, in which province, on which day.

The data is extract/data/gazetteer.tsv, made by scripts/build_gazetteer.py: every province, district and commune since
November 2021 (and Hà Tây before 2008), with the waves of 2022-2025, the reform of 1-7-2025 (202/2025/QH15) and the
cities of 2026. A code alone is no identity (24 is Bắc Giang before the reform and Bắc Ninh after): the key is
(code, valid_from). Days are half-open: valid_from is the first day, valid_to the first day after.

`place` says what a unit is, `table` reads the units from the file, `search` finds them by name and resolves mentions.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from extract.gazetteer.place import Key, Place
from extract.gazetteer.search import Gazetteer

__all__ = ["DATA", "Gazetteer", "Key", "Place", "gazetteer"]

DATA: Final = Path(__file__).parents[1] / "data" / "gazetteer.tsv"


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with Chibo, read once."""
    return Gazetteer(DATA.read_text("utf-8"), str(DATA))
