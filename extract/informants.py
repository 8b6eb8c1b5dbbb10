"""Offices that only tell of a figure: "Theo Sở GD&ĐT, toàn ngành có 118 học sinh được kết nạp"."""

from __future__ import annotations

import regex

from extract.mentions import UnitSpan
from extract.text import Text

_TOLD_BY = regex.compile(
    r"(?<!\p{L})(?:theo|số liệu của|thống kê của|báo cáo của|thông tin từ|ghi nhận từ|nguồn tin từ) $"
)
_OFFICES = regex.compile(r"(?:sở|phòng|cục|chi cục|liên đoàn|lđlđ|ban|văn phòng|báo|đài)(?!\p{L})")


def is_informant(text: Text, unit: UnitSpan) -> bool:
    """Whether a unit is an office of the State or a paper that is named for what it told, so that no figure is its."""
    return (
        unit.kind == "to_chuc"
        and _OFFICES.match(text.folded, unit.start) is not None
        and _TOLD_BY.search(text.folded, max(0, unit.start - 24), unit.start) is not None
    )
