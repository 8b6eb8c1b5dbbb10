"""A store with figures to decide on, and what editors do with it, for the tests of the editors' desk."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import unquote

from httpx import Response
from sqlalchemy import Engine

import db
from db.repository import items, leases, practice, verdicts
from db.repository.items import Item
from schema import Article, Date, Document, Evidence, Fact, FactUnit, Period, Record, Unit, Verdict
from tests.db.records import NIGHT, add_revision
from tests.review.visiting import Visit

REVIEW = ("needs_review", "rate_mismatch")
PLACES = "Suối Đá|Khe Lim|Nà Khoang|Trà Vân|Đồng Mây|Bến Gỗ|Phú Lạc|Mường Hạ|Bát Sơn|Cồn Tre|Đá Bạc|Lũng Cao".split("|")


def article(
    place: str, value: int, target: int, *, before: str = "", reading: dict[str, Any] | None = None
) -> tuple[str, Record]:
    """A text and its record: one admissions figure of a district with organisation, period and document."""
    rate = f"{100 * value / target + 1:.1f}".replace(".", ",")
    sentence = f"Trong năm 2024, Đảng bộ huyện {place} kết nạp {value}/{target} đảng viên, đạt {rate}%."
    lead = f"{before}Ban Thường vụ Huyện ủy {place} vừa họp đánh giá công tác xây dựng Đảng, dự có đại diện các chi bộ."
    tail = f"Huyện ủy {place} tiếp tục thực hiện Nghị quyết số 21-NQ/TW về củng cố tổ chức cơ sở đảng."
    text = f"Huyện {place} phát triển đảng viên\n{lead}\n{sentence}\n{tail}\n{lead}"

    def span(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    unit, figure = span(f"Đảng bộ huyện {place}"), span(f"{value}/{target} đảng viên")
    fact = Fact(
        **{
            "id": f"f-{place}-{value}".replace(" ", "").lower(),
            "indicator": "members_admitted",
            "value": value,
            "target": target,
            "rate": float(rate.replace(",", ".")),
            "unit": FactUnit(
                name=unit["text"], start=unit["start"], end=unit["end"], level="district", province="Hà Giang"
            ),
            "period": Period.model_validate(
                {"from": date(2024, 1, 1), "to": date(2024, 12, 31)}
                | {name: span("năm 2024")[name] for name in ("start", "end")}
            ),
            "evidence": Evidence(**span(sentence)),
            "rule": "admitted.verb",
            "confidence": 0.55,
            "flags": REVIEW,
            "explanations": {
                "rate_mismatch": f"{value}/{target} = {100 * value / target:.2f} %, the text says {rate} %"
            },
            "explanations_vi": {"rate_mismatch": f"{value}/{target} = {100 * value / target:.2f}%, bài ghi {rate}%"},
        }
        | figure
        | (reading or {})
    )
    citation = span("Nghị quyết số 21-NQ/TW")
    record = Record(
        article=Article(
            id=place, url=place, title=f"Huyện {place} phát triển đảng viên", published=date(2025, 1, 5), text=text
        ),
        documents=(Document(**citation, type="nghi_quyet", number="21", symbol="NQ/TW", canonical="21-NQ/TW"),),
        dates=(
            Date.model_validate(
                span("năm 2024")
                | {"from": date(2024, 1, 1), "to": date(2024, 12, 31), "precision": "year", "anchored": False}
            ),
        ),
        units=(Unit(**unit, name=unit["text"], kind="dang_bo", level="district", province="Hà Giang"),),
        facts=(fact,),
    )
    return text, record


def keep(engine: Engine, url: str, text: str, record: Record, version: str = "1") -> None:
    """Keep an article with its record, as a night does."""
    with db.writing(engine) as connection:
        revision = add_revision(connection, text, url)
        db.repository.extractions.store_extraction(connection, revision, record, version)


def fill(engine: Engine, number: int = 12) -> list[str]:
    """Keep so many articles of different districts; their claims, the most valuable first."""
    claims = []
    for place in range(number):
        name = PLACES[place % len(PLACES)] + ("" if place < len(PLACES) else f" {place}")
        value = 400 - place
        text, record = article(name, value, 600)
        keep(engine, f"https://bao.example/{place}.html", text, record)
        claims.append(record.facts[0].id)
    return claims


def practised(engine: Engine, user_name: str) -> None:
    """Let an account work without practice."""
    with db.writing(engine) as connection:
        found = db.repository.users.find(connection, user_name)
        assert found is not None
        practice.waive(connection, found.id, None, NIGHT)


def item(engine: Engine, claim: str) -> Item:
    """An item as the store has it."""
    with engine.connect() as connection:
        found = items.load(connection, claim)
    assert found is not None
    return found


def verdicts_on(visit: Visit, claim: str) -> list[Verdict]:
    """What was decided on an item, the oldest first."""
    with visit.engine.connect() as connection:
        return verdicts.of_claim(connection, claim)


def holders_of(visit: Visit, claim: str) -> list[tuple[str, str]]:
    """Who holds an item now, and as what it was served to them."""
    with visit.engine.connect() as connection:
        return [(held.editor, held.served_as) for held in leases.holding(connection, claim, visit.clock())]


class Editing:
    """An editor at the desk, with pages as forms are filled in without a script."""

    def __init__(self, visit: Visit, name: str = "lan", role: str = "editor") -> None:
        self.visit = visit
        self.name = name
        visit.signed_in(name, role)  # type: ignore[arg-type]
        practised(visit.engine, name)

    def begin(self, **part: str) -> str:
        """Take the next item; its claim."""
        answer = self.visit.send("/queue/next", **{f"part-{name}": value for name, value in part.items()})
        return self.claim_of(answer)

    def claim_of(self, answer: Response) -> str:
        """The item that an answer leads to."""
        assert answer.status_code == 303, answer.text
        found = re.match(r"/items/([^?#]+)", answer.headers["location"])
        assert found, answer.headers["location"]
        return unquote(found[1])

    def form(self, claim: str) -> dict[str, Any]:
        """The fields of an item's form as the page has them."""
        return fields_of(self.visit.get(f"/items/{claim}").text)

    def decide(self, claim: str, decision: str, form: dict[str, Any] | None = None, **changed: Any) -> Response:
        """Send the form of an item with a button pressed."""
        data = (form if form is not None else self.form(claim)) | {"decision": decision} | changed
        return self.visit.send(f"/items/{claim}/decide", **data)


def fields_of(page: str) -> dict[str, Any]:
    """What a browser would send of the form ``decision`` on a page, the buttons left out."""
    form = page[page.index('<form id="decision"') :]
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        told = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if "name" not in told or (told.get("type") == "checkbox" and " checked" not in tag):
            continue
        if told["name"] in ("qualifiers", "copy"):
            fields.setdefault(told["name"], []).append(told["value"])
        else:
            fields[told["name"]] = told.get("value", "")
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = unescape(chosen[1]) if chosen else ""
    return fields
