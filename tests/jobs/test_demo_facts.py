"""What is read from the sample articles: they are invented, so that their truth is known."""

from __future__ import annotations

import pytest

from extract import extract
from jobs.demo_site import DemoArticle, articles
from schema import ArticleInput, Record

_ARITHMETIC = {"rate_mismatch", "sum_mismatch", "type_symbol_mismatch"}
_BY_NAME = {article.name: article for article in articles()}


def _record(article: DemoArticle) -> Record:
    text = "\n".join(line for line in (article.title, article.sapo, *article.paragraphs) if line)
    return extract(ArticleInput(id=article.name, text=text, published=article.published.date(), province="Hà Nam"))


@pytest.mark.parametrize("name", sorted(_BY_NAME))
def test_each_mistake_is_flagged_and_nothing_else(name: str) -> None:
    record = _record(_BY_NAME[name])
    raised = {flag for found in (*record.facts, *record.documents) for flag in found.flags}
    assert raised & _ARITHMETIC == set(_BY_NAME[name].mistakes)


# article, modality, the indicator, and all its figures by unit: nothing may be missing and nothing be added
FIGURES = [
    (
        "giao-chi-tieu-2024", "target", "members_admitted",
        {
            ("Đảng bộ tỉnh Hà Nam", 1450), ("Đảng bộ thành phố Phủ Lý", 250), ("Đảng bộ thị xã Duy Tiên", 230), ("huyện Kim Bảng", 225), ("huyện Lý Nhân", 240),
            ("huyện Thanh Liêm", 200), ("huyện Bình Lục", 190), ("Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh", 75), ("Đảng bộ Công an tỉnh", 25), ("Đảng bộ Quân sự tỉnh", 15),
        },
    ),
    ("giao-chi-tieu-2024", "actual", "members_admitted", set()),
    ("xoa-thon-thieu-nguon", "actual", "orgs_total", set()),
    ("huy-hieu-2-9", "actual", "members_awarded_badge", {("Đảng bộ huyện Bình Lục", n) for n in (94, 3, 8, 21, 17, 14, 36)}),
    ("giao-ban-quy-1", "actual", "members_admitted", {("Đảng bộ thành phố", 46)}),
    ("ky-luat-quy-1", "actual", "members_disciplined", {("Đảng bộ tỉnh Hà Nam", n) for n in (41, 27, 9, 1, 6)}),
    ("ky-luat-quy-1", "actual", "members_expelled", {("Đảng bộ tỉnh Hà Nam", 3)}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "modality", "indicator", "expected"), FIGURES)
def test_the_figures_of_an_article(name: str, modality: str, indicator: str, expected: set[tuple[str, int]]) -> None:
    record = _record(_BY_NAME[name])
    told = [fact for fact in record.facts if (fact.indicator, fact.modality) == (indicator, modality)]
    assert {(fact.unit.name if fact.unit else None, fact.value) for fact in told} == expected
    assert len(told) == len(expected)
