"""Articles, facts, documents and notes whose every field would like to be a script."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine

import db
from schema import ArticleInput, Date, Document, Evidence, FactUnit, Paragraph, Period, Unit
from tests.db.records import NIGHT, simple_record
from tests.review import stored

MARK = "xss-canary"
ARTICLES = 4


def attempt(field: str) -> str:
    """What breaks out of text, of an attribute in either quote, of a script, a style, a comment and a template."""
    return (
        f"""{field}"'>--></title></textarea></script></style><{MARK} data-in="{field}" onmouseover="ran('{field}')">"""
        f"""<script>window.ran='{field}'</script><img src=x onerror="window.ran='{field}'">{{{{7*7}}}}${{7*7}}"""
    )


FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1+1", "＝1+1")


def fill(engine: Engine) -> None:
    """Store articles of such fields, two of them telling the same figure, and decide on one with such a note."""
    with db.writing(engine) as connection:
        source = db.repository.sources.remember(
            connection, "bao-mau", attempt("source_title"), "javascript:alert('homepage')", NIGHT
        )
        for number in range(ARTICLES):
            _article(connection, source, number)
    with db.writing(engine) as connection:
        stored.decide(connection, "hostile-0", "accept", note=attempt("note"))
        stored.decide(connection, "hostile-2", "reject", reason="not_stated", note=attempt("note"))


def _article(connection: Connection, source: int, number: int) -> None:
    body = f"kết nạp {140 + number}/270 đảng viên {attempt('evidence')} theo {attempt('document_text')}. "
    text = f"{attempt('text')} Trong năm 2024, {attempt('unit_text')} {body}{FORMULAS[number]}".replace(
        "\r", " "
    ).strip()
    url = f"javascript:alert('{number}')//https://bao.example/{attempt('url')}"
    fields = {"title": f"{FORMULAS[number]} {attempt('title')}".strip(), "author": attempt("author")}
    outside = fields | {"published": date(2025, 1, 5), "province": attempt("province")}
    article = ArticleInput(
        id=url, url=url, paragraphs=tuple(Paragraph(text=line) for line in text.split("\n")), **outside
    )
    revision = db.repository.articles.save(connection, source, url, article, NIGHT).revision_id

    def span(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    unit = FactUnit(
        name=f"{FORMULAS[number]} {attempt('unit')}",
        **{k: v for k, v in span(attempt("unit_text")).items() if k != "text"},
        level="district",
        province=attempt("unit_province"),
        place_code="240",
        place_today=attempt("place_today"),
    )
    record = simple_record(
        text,
        url,
        id=f"hostile-{number}",
        value=140 + number // 2,
        unit=unit,
        period=Period.model_validate({"from": date(2024, 1, 1), "to": date(2024, 12, 31)}),
        evidence=Evidence(start=0, end=len(text), text=text),
        flags=("needs_review", "rate_mismatch"),
        rule=attempt("rule"),
        explanations={"rate_mismatch": attempt("explanation")},
        explanations_vi={"rate_mismatch": attempt("explanation_vi")},
    )
    fact = record.facts[0].model_copy(update=span(f"{140 + number}/270 đảng viên"))
    cited = Document(
        **span(attempt("document_text")),
        type="nghi_quyet",
        number="21",
        symbol=attempt("symbol"),
        canonical=attempt("canonical"),
        issuer=attempt("issuer"),
        issuer_level="central",
        title=attempt("document_title"),
    )
    named = Unit(**span(attempt("unit_text")), name=attempt("unit"), kind="place", province=attempt("unit_province"))
    day = Date.model_validate(
        span("năm 2024") | {"from": date(2024, 1, 1), "to": date(2024, 12, 31), "precision": "year", "anchored": False}
    )
    told = {"facts": (fact,), "documents": (cited,), "units": (named,), "dates": (day,)}
    extraction = record.model_copy(
        update=told | {"article": record.article.model_copy(update=fields | {"syndicated_from": attempt("syndicated")})}
    )
    db.repository.extractions.store_extraction(connection, revision, extraction, "1")
