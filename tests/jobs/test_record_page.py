"""The page of records: figures and periods as they are read, and no article that turns it against its reader."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from lxml import html

from jobs.record_page import article_part
from schema import Article, Date, Evidence, Fact, Period, Record
from tests.jobs.lone_page import check_loads_nothing
from tests.jobs.shown_records import hostile_record, page_of, read_article


def test_the_table_says_what_the_facts_say() -> None:
    first, *_ = article_part(read_article()).facts
    assert (first.label, first.value, first.target, first.rate) == (
        "Đảng viên mới kết nạp",
        "85",
        "150",
        "52,67% kế hoạch",
    )
    assert (first.unit, first.period, first.needs_review) == ("Đảng bộ huyện Bắc Mê", "tháng 1–6/2024", True)
    assert any("56,67" in doubt and "52,67" in doubt for doubt in first.doubts)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "năm 2024"),
        (date(2020, 1, 1), date(2025, 12, 31), "2020–2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "tháng 2/2024"),
        (date(2024, 1, 1), date(2024, 6, 30), "tháng 1–6/2024"),
        (date(2024, 1, 1), date(2024, 7, 15), "01/01/2024 – 15/07/2024"),
        (date(2023, 7, 1), date(2024, 6, 30), "01/07/2023 – 30/06/2024"),
        (date(2024, 7, 15), date(2024, 7, 15), "15/07/2024"),
        (None, date(2024, 6, 30), "đến 30/06/2024"),
        (date(2024, 6, 30), None, "từ 30/06/2024"),
        (date(9999, 1, 1), date(9999, 12, 31), "năm 9999"),
    ],
)
def test_periods_are_written_as_they_are_read(start: date | None, end: date | None, shown: str) -> None:
    fact = _fact(value=1, period=Period(from_=start, to=end))
    assert article_part(_with(fact)).facts[0].period == shown


@pytest.mark.parametrize(
    ("figure", "value", "rate"),
    [
        ({"value": 12345.0}, "12.345", ""),
        ({"value": 1200.0, "approximation": "over"}, "hơn 1.200", ""),
        ({"value": 3.0, "value_max": 4.0}, "3–4", ""),
        ({"rate": 98.5, "approximation": "under"}, "", "gần 98,5% kế hoạch"),
        ({"share": 3.0, "share_max": 4.5}, "", "3–4,5% tổng số"),
        ({"value": 20.0, "share": 12.5, "denominator": 160.0}, "20", "12,5% của 160"),
    ],
)
def test_figures_have_vietnamese_marks(figure: dict[str, Any], value: str, rate: str) -> None:
    line = article_part(_with(_fact(**figure))).facts[0]
    assert (line.value, line.rate) == (value, rate)


def _fact(**figure: Any) -> Fact:
    evidence = Evidence(start=0, end=1, text="a")
    return Fact(start=0, end=1, text="a", id="x", indicator="other", evidence=evidence, rule="", confidence=1, **figure)


def _with(fact: Fact) -> Record:
    return Record(article=Article(id="a", text="a"), facts=(fact,))


def test_every_text_is_shown_as_text() -> None:
    record = hostile_record()
    assert record.facts and record.documents and record.dates
    page = html.document_fromstring(page_of(record, read_article()))
    tags = Counter(element.tag for element in page.iter() if isinstance(element.tag, str))
    assert tags.keys() <= set(
        "html head meta title link style body header h1 h2 p dl div dt dd mark span nav ol li a main article table caption"
        " thead tbody tr th td abbr ul details summary b br".split()
    )
    assert (tags["link"], tags["style"]) == (1, 1)
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    shown = page.find(".//article")
    for ref in shown.findall(".//*[@class='ref']"):
        ref.drop_tree()
    lines = [shown.find("h2").text_content(), *(p.text_content() for p in shown.findall("div[@class='text']/p"))]
    controls = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
    assert lines == [controls.sub("\ufffd", line) for line in record.article.text.split("\n")]
    assert "{{ 7 * 7 }}" in lines[1] and "<b onclick=alert(2)>" in lines[1]


def test_nothing_is_asked_of_a_network() -> None:
    page = html.document_fromstring(page_of(hostile_record(), read_article()))
    check_loads_nothing(page)
    links = [link for link in page.xpath("//@href") if not link.startswith("#")]
    assert links == ["data:,", 'http://evil.example/"onmouseover="alert(4)']


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///x", "//x.example"]
)
def test_only_web_addresses_are_links(url: str) -> None:
    record = read_article()
    page = page_of(record.model_copy(update={"article": record.article.model_copy(update={"url": url})}))
    assert all(link.startswith(("#", "data:,")) for link in html.document_fromstring(page).xpath("//@href"))


def test_the_page_speaks_vietnamese_and_keeps_what_repeats_small() -> None:
    first = read_article().facts[0]
    told = {"period_inferred": "câu không nêu thời gian; lấy từ phần trước: 2024-01-01 – 2024-06-30"}
    told |= {"needs_review": "độ tin cậy 0.55 dưới 0.60; 1.200 / 2.000 = 60 %"}
    fact = first.model_copy(
        update={
            "qualifiers": ("female", "person"),
            "flags": ("period_inferred", "needs_review"),
            "explanations_vi": told,
        }
    )
    record = read_article().model_copy(update={"facts": (fact,)})
    (line,) = article_part(record).facts
    assert line.qualifiers == ("nữ",)
    assert line.inferred.endswith("01/01/2024 – 30/06/2024")
    assert line.doubts == ("độ tin cậy 0,55 dưới 0,60; 1.200 / 2.000 = 60%",)
    article = record.article.model_copy(update={"url": "https://www.bao.example/a/b.html"})
    page = html.document_fromstring(page_of(read_article("Tin"), record.model_copy(update={"article": article})))
    assert page.xpath("//p[@class='about']/a/text()") == ["bao.example"]
    assert page.xpath("//nav//a/@href") == ["#a2", "#a1"]
    assert page.xpath("//nav//span/text()")[0] == "1\xa0số\xa0liệu"


def test_links_lead_to_places_that_are_there_once() -> None:
    page = html.document_fromstring(page_of(read_article(), read_article(), read_article("Tin")))
    places = Counter(page.xpath("//@id"))
    assert set(places.values()) == {1}
    inner = [link[1:] for link in page.xpath("//@href") if link.startswith("#")]
    assert set(inner) <= places.keys()
    facts = len(read_article().facts)
    assert [f"a2-e{n}" in inner and f"a2-f{n}" in inner for n in range(1, facts + 1)] == [True] * facts


def test_an_open_interval_and_an_empty_article_can_be_shown() -> None:
    day = Date(start=0, end=3, text="Tin", from_=None, to=None, precision="day")
    assert "Thời gian: Tin" in page_of(Record(article=Article(id="a", text="Tin"), dates=(day,)))
    assert "(không có tiêu đề)" in page_of(Record(article=Article(id="a", text="")), read_article())
