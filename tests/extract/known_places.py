"""Days on which tests ask the gazetteer, and the one answer to a question."""

from __future__ import annotations

from datetime import date

from extract.gazetteer import Place

TODAY = date(2026, 11, 22)
MID_2024 = date(2024, 7, 1)


def only(places: list[Place]) -> Place:
    """The place, of which there must be one."""
    assert len(places) == 1, [(place.code, place.full_name, place.valid_from) for place in places]
    return places[0]
