"""Sentences for editors and researchers, in English and Vietnamese, about readings that differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from db.figure_choice import Member
from schema import Reading

_FIELDS: Final = {
    "indicator": ("indicator", "chỉ tiêu"),
    "value": ("value", "giá trị"),
    "value_max": ("upper end", "cận trên"),
    "approximation": ("approximation", "mức xấp xỉ"),
    "target": ("target", "chỉ tiêu giao"),
    "rate": ("rate", "tỷ lệ so với chỉ tiêu"),
    "share": ("share", "tỷ trọng"),
    "share_max": ("upper share", "tỷ trọng trên"),
    "denominator": ("denominator", "mẫu số"),
    "modality": ("modality", "thực hiện hay kế hoạch"),
    "qualifiers": ("qualifiers", "đối tượng"),
    "unit_name": ("unit", "đơn vị"),
    "unit_level": ("level", "cấp"),
    "unit_province": ("province", "tỉnh"),
    "unit_place_code": ("place code", "mã đơn vị"),
    "period_from": ("period from", "kỳ từ"),
    "period_to": ("period to", "kỳ đến"),
}


def differences_told(before: Reading, now: Reading) -> tuple[str, str]:
    """What changed from one reading to another, in English and in Vietnamese ("value: 142 → 143")."""
    told = [
        (_FIELDS[name], _plain(getattr(before, name)), _plain(getattr(now, name))) for name in before.differences(now)
    ]
    english = "; ".join(f"{names[0]}: {a} → {b}" for names, a, b in told)
    vietnamese = "; ".join(f"{names[1]}: {a} → {b}" for names, a, b in told)
    return english, vietnamese


def conflict_told(members: Iterable[Member]) -> tuple[str, str]:
    """Who says what of one figure, with source and day, in English and in Vietnamese."""
    parts = [(m.source_title, m.published, _figure(m.reading)) for m in members]
    english = "; ".join(f"{title} ({day or 'no date'}): {figure}" for title, day, figure in parts)
    vietnamese = "; ".join(
        f"{title} ({f'{day:%d-%m-%Y}' if day else 'không rõ ngày'}): {figure}" for title, day, figure in parts
    )
    return english, vietnamese


def _figure(reading: Reading) -> str:
    parts = []
    if reading.value is not None:
        text = _plain(reading.value)
        if reading.value_max is not None:
            text += f"–{_plain(reading.value_max)}"
        parts.append(text + (f"/{_plain(reading.target)}" if reading.target is not None else ""))
    parts += [f"{_plain(percent)} %" for percent in (reading.rate, reading.share) if percent is not None]
    return " ".join(parts)


def _plain(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        text = f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")
        return text.translate(str.maketrans(",.", ".,"))
    if isinstance(value, tuple):
        return ", ".join(value) or "–"
    return value.isoformat() if isinstance(value, date) else str(value)
