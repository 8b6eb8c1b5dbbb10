"""A small store for the researchers' pages, all of it made up: two newspapers, three provinces, one merger."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine

import db
from db.repository import articles, crawls, extractions, places, sources, verdicts
from db.repository.crawls import FetchedPage, RunCounts
from db.repository.items import load
from db.repository.places import PlaceRow, SuccessionRow
from schema import (
    Article,
    ArticleInput,
    Date,
    Document,
    Evidence,
    Fact,
    FactUnit,
    Paragraph,
    Period,
    Record,
    Unit,
    Verdict,
)

NIGHT = datetime(2026, 3, 1, 20, 15, tzinfo=UTC)
HOSTILE = "<script>alert('x')</script>"
FORMULA = '=HYPERLINK("https://evil.example","x")'


@dataclass
class Told:
    """A sentence with one figure in it: ``words`` are the figure's, ``fields`` those of the fact."""

    sentence: str
    words: str
    unit: FactUnit
    from_: date | None
    to: date
    fields: dict[str, Any] = field(default_factory=dict)


LAO_CAI = FactUnit(
    name="Đảng bộ tỉnh Lào Cai", level="province", province="Lào Cai", place_code="10", place_today="Tỉnh Lào Cai"
)
LAO_CAI_NOW = LAO_CAI.model_copy(update={"place_code": "15"})
HA_NOI = FactUnit(
    name="Đảng bộ thành phố Hà Nội",
    level="province",
    province="Hà Nội",
    place_code="01",
    place_today="Thành phố Hà Nội",
)
SUOI_DA = FactUnit(
    name="Đảng bộ huyện Suối Đá", level="district", province="Lào Cai", place_code="999", place_today=None
)
_STRANGE = FactUnit(name=FORMULA, level="cell", province="Lào Cai")


def _year(unit: FactUnit, year: int, value: float, **fields: Any) -> Told:
    sentence = f"Năm {year}, {unit.name} kết nạp {value:.0f} đảng viên."
    return Told(
        sentence, f"{value:.0f} đảng viên", unit, date(year, 1, 1), date(year, 12, 31), {"value": value, **fields}
    )


def fill(engine: Engine) -> dict[str, int]:
    """Put it all into a migrated database; returns the keys of articles by the ends of their addresses."""
    keys: dict[str, int] = {}
    with db.writing(engine) as connection:
        _load_places(connection)
        mau = sources.remember(connection, "bao-mau", "Báo Mẫu", "https://bao.example/", NIGHT)
        khac = sources.remember(connection, "bao-khac", "Báo Khác", "https://khac.example/", NIGHT)

        def add(source: int, end: str, title: str, day: date, told: list[Told], also: str = "") -> None:
            keys[end] = _add(connection, source, f"https://bao.example/{end}", title, day, told, also)

        half = Told(
            "Sáu tháng đầu năm 2024, Đảng bộ tỉnh Lào Cai kết nạp hơn 600 đảng viên.",
            "hơn 600 đảng viên",
            LAO_CAI,
            date(2024, 1, 1),
            date(2024, 6, 30),
            {"value": 600.0, "approximation": "over"},
        )
        add(mau, "2022", "Lào Cai năm 2022", date(2023, 1, 5), [_year(LAO_CAI, 2022, 1200)])
        add(mau, "2023", "Lào Cai năm 2023", date(2024, 1, 5), [_year(LAO_CAI, 2023, 1300), half])
        plan = _year(LAO_CAI, 2024, 1445, target=1400.0, rate=103.21, flags=("needs_review", "unit_inferred"))
        also = "Triển khai Nghị quyết số 21-NQ/TW, Tỉnh ủy ban hành Kế hoạch số 15-KH/TU."
        add(mau, "2024", "Lào Cai năm 2024", date(2025, 1, 5), [plan], also)
        add(mau, "2025", "Lào Cai năm 2025", date(2026, 1, 5), [_year(LAO_CAI_NOW, 2025, 2444)])
        add(mau, "ha-noi", "Hà Nội năm 2024", date(2025, 1, 6), [_year(HA_NOI, 2024, 3000)])
        women = _year(HA_NOI, 2024, 900, qualifiers=("female",))
        add(mau, "ha-noi-nu", "Hà Nội kết nạp nữ", date(2025, 1, 7), [women])
        for source, end, value in ((mau, "suoi-da-1", 79), (khac, "suoi-da-2", 77)):
            sentence = f"Đến ngày 31-12-2024, Đảng bộ huyện Suối Đá có {value} tổ chức đảng."
            told = Told(sentence, f"{value} tổ chức đảng", SUOI_DA, None, date(2024, 12, 31))
            told.fields = {"value": float(value), "indicator": "orgs_total"}
            add(source, end, "Huyện Suối Đá", date(2025, 2, value - 76), [told])
        add(khac, "la", HOSTILE, date(2025, 3, 1), [_year(_STRANGE, 2024, 5)], HOSTILE)
        changed = articles.save(
            connection,
            mau,
            "https://bao.example/2022",
            _input(
                "https://bao.example/2022",
                ["Lào Cai năm 2022", "Năm 2022, Đảng bộ tỉnh Lào Cai kết nạp 1210 đảng viên."],
                "Lào Cai năm 2022",
                date(2023, 1, 5),
            ),
            NIGHT,
        )
        text = "Lào Cai năm 2022\nNăm 2022, Đảng bộ tỉnh Lào Cai kết nạp 1210 đảng viên."
        record = _record(
            "https://bao.example/2022", "Lào Cai năm 2022", date(2023, 1, 5), text, [_year(LAO_CAI, 2022, 1210)]
        )
        extractions.store_extraction(connection, changed.revision_id, record, "1", at=NIGHT)
        run = crawls.begin(connection, mau, {}, NIGHT)
        failed = FetchedPage(
            run, mau, "https://bao.example/vo", NIGHT, "failed", reason="http", detail="HTTP 503", status=503
        )
        crawls.add_fetch(connection, failed)
        crawls.finish(connection, run, "done", RunCounts(10, 9, 1, 0, 1), NIGHT)
    return keys


def accept(engine: Engine, claim: str) -> None:
    """An editor confirms a fact."""
    with db.writing(engine) as connection:
        item = load(connection, claim)
        assert item is not None
        verdicts.add(
            connection,
            Verdict(
                uid="0123456789abcdef",
                source=item.source,
                url=item.url,
                claim=item.claim,
                fact_id=item.fact_id,
                figure=item.figure,
                evidence=item.evidence,
                before=item.before,
                after=item.after,
                seen=item.shown,
                seen_flags=item.flags,
                seen_hash=item.text_hash,
                seen_version=item.extractor_version or "",
                decision="accept",
                editor="lan",
                decided_at=NIGHT,
                served_as="flagged",
            ),
        )


def _add(connection: Connection, source: int, url: str, title: str, day: date, told: list[Told], also: str) -> int:
    lines = [title, *(each.sentence for each in told), *([also] if also else [])]
    saved = articles.save(connection, source, url, _input(url, lines, title, day), NIGHT)
    record = _record(url, title, day, "\n".join(lines), told)
    extractions.store_extraction(connection, saved.revision_id, record, "1", at=NIGHT)
    return saved.article_id


def _input(url: str, lines: list[str], title: str, day: date) -> ArticleInput:
    paragraphs = tuple(Paragraph(text=line) for line in lines)
    return ArticleInput(id=url, url=url, title=title, published=day, province="Lào Cai", paragraphs=paragraphs)


def _record(url: str, title: str, day: date, text: str, told: list[Told]) -> Record:
    facts, units, dates = [], [], []
    for each in told:
        at = text.index(each.sentence)
        start = text.index(each.words, at)
        unit_at = text.find(each.unit.name, at)
        values = {"indicator": "members_admitted", "modality": "actual", **each.fields}
        facts.append(
            Fact(
                id=f"{url}-{start}",
                start=start,
                end=start + len(each.words),
                text=each.words,
                unit=each.unit,
                period=Period.model_validate({"from": each.from_, "to": each.to}),
                evidence=Evidence(start=at, end=at + len(each.sentence), text=each.sentence),
                rule="admitted.verb",
                confidence=0.9,
                **values,
            )
        )
        if unit_at >= 0:
            name = each.unit.name
            units.append(
                Unit(
                    start=unit_at, end=unit_at + len(name), text=name, name=name, kind="dang_bo", level=each.unit.level
                )
            )
        words = each.sentence.partition(",")[0]
        interval = {"from": each.from_ or each.to, "to": each.to}
        dates.append(
            Date.model_validate(
                {"start": at, "end": at + len(words), "text": words, "precision": "year", "anchored": False, **interval}
            )
        )
    return Record(
        article=Article(id=url, url=url, title=title, published=day, text=text),
        facts=tuple(facts),
        units=tuple(units),
        dates=tuple(dates),
        documents=tuple(_documents(text)),
    )


def _documents(text: str) -> list[Document]:
    found = []
    for words, number, symbol, type_, level in (
        ("Nghị quyết số 21-NQ/TW", "21", "NQ/TW", "nghi_quyet", "central"),
        ("Kế hoạch số 15-KH/TU", "15", "KH/TU", "ke_hoach", "province"),
    ):
        at = text.find(words)
        if at >= 0:
            found.append(
                Document.model_validate(
                    {
                        "start": at,
                        "end": at + len(words),
                        "text": words,
                        "type": type_,
                        "number": number,
                        "symbol": symbol,
                        "canonical": f"{number}-{symbol}",
                        "issuer_level": level,
                    }
                )
            )
    return found


def _load_places(connection: Connection) -> None:
    def province(code: str, since: str, until: str | None, name: str) -> PlaceRow:
        return PlaceRow(code, since, until, "province", "tinh", name, f"Tỉnh {name}", None, name)

    known = [
        province("10", "", "2025-07-01", "Lào Cai"),
        province("15", "", "2025-07-01", "Yên Bái"),
        province("15", "2025-07-01", None, "Lào Cai"),
    ]
    merged = [SuccessionRow("10", "", "15", "2025-07-01", True), SuccessionRow("15", "", "15", "2025-07-01", True)]
    places.load(connection, known, merged, "test")
