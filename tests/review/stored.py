"""A small store for tests of what is shown: facts of two provinces, a conflict, a verdict, citations, places, a night."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine

import db
from db.repository import decisions, items, places
from db.repository.places import PlaceRow, SuccessionRow
from schema import Document, Evidence, FactUnit, Period
from tests.db.records import NIGHT, add_revision, simple_record

ARTICLES = 12
CITED = "Nghị quyết số 21-NQ/TW"
QUEUED = ("needs_review", "rate_mismatch")

PLACES = [
    PlaceRow("24", "", "2025-07-01", "province", "tinh", "Sông Lam", "Tỉnh Sông Lam", None, "Sông Lam"),
    PlaceRow("24", "2025-07-01", None, "province", "tinh", "Sông Hồng", "Tỉnh Sông Hồng", None, "Sông Hồng"),
    PlaceRow("240", "", "2025-07-01", "district", "huyen", "Suối Đá", "Huyện Suối Đá", "24", "Sông Lam"),
    PlaceRow("24009", "2025-07-01", None, "commune", "xa", "Suối Đá", "Xã Suối Đá", "24", "Sông Hồng"),
]
SUCCESSIONS = [
    SuccessionRow("24", "", "24", "2025-07-01", True),
    SuccessionRow("240", "", "24009", "2025-07-01", True),
]


def fill(engine: Engine) -> None:
    """Store twelve articles of one fact each, half of them in the queue, and decide on three."""
    with db.writing(engine) as connection:
        places.load(connection, PLACES, SUCCESSIONS, "test")
        for number in range(ARTICLES):
            _article(connection, number)
    with db.writing(engine) as connection:
        decide(connection, "fact-00", "accept")
        decide(connection, "fact-02", "reject", reason="not_stated")
        decide(connection, "fact-04", "correct", changed={"value": 99.0}, note="Đọc lại câu thứ hai.")


def _article(connection: Connection, number: int) -> None:
    province = "Sông Lam" if number % 3 else "Hà Giang"
    text = f"Bài số {number}: kết nạp {number + 40}/270 đảng viên, theo {CITED}."
    url = f"https://bao.example/bai-{number:02}.html"
    published = date(2025, 1, 5 + number)
    revision = add_revision(connection, text, url, title=f"Suối Đá {number}", published=published, province=province)
    unit = FactUnit(
        name="Đảng bộ huyện Suối Đá" if number % 2 else "Đảng bộ tỉnh Sông Lam",
        level="district" if number % 2 else "province",
        province=province,
        place_code="240" if number % 2 else "24",
    )
    year = 2020 + number // 4  # several articles tell of the same figure
    fields: dict[str, Any] = {
        "id": f"fact-{number:02}",
        "evidence": Evidence(start=0, end=len(text), text=text),
        "value": number + 40,
        "rate": 52.5 if number % 2 else None,
        "unit": unit,
        "period": Period.model_validate({"from": date(year, 1, 1), "to": date(year, 12, 31)}),
        "qualifiers": ("female",) if number % 5 == 0 else (),
        "flags": QUEUED if number % 2 == 0 else (),
    }
    if number % 2:
        fields |= {"explanations": {}, "explanations_vi": {}}
    start = text.index(CITED)
    cited = Document(
        start=start,
        end=start + len(CITED),
        text=CITED,
        type="nghi_quyet",
        number="21",
        symbol="NQ/TW",
        canonical="21-NQ/TW",
        date=date(2022, 6, 16),
        issuer="Ban Chấp hành Trung ương",
        issuer_level="central",
    )
    record = simple_record(text, url, **fields)
    start, end = text.index(f"{number + 40}/270"), text.index(", theo")
    fact = record.facts[0].model_copy(update={"start": start, "end": end, "text": text[start:end]})
    record = record.model_copy(update={"documents": (cited,), "facts": (fact,)})
    db.repository.extractions.store_extraction(connection, revision, record, "1")


def decide(connection: Connection, claim: str, decision: Any, **more: Any) -> None:
    """Decide on a fact as it stands now, as the editor lan."""
    item = items.load(connection, claim)
    assert item is not None
    if "changed" in more:
        more["corrected"] = item.shown.model_copy(update=more.pop("changed"))
    given = {"seen": item.seen, "editor": "lan", "at": NIGHT, "seconds": 4.0} | more
    decisions.decide(connection, claim, decision, **given)
