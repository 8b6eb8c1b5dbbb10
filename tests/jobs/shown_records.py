"""Two records to be shown: of an article as they are, and of one that would like to be a script."""

from __future__ import annotations

from datetime import date
from typing import Any

from extract import extract
from jobs.record_page import render_page
from schema import ArticleInput, Record

TEXT = (
    "Đảng bộ huyện Bắc Mê kết nạp đảng viên mới\n"
    "Trong 6 tháng đầu năm 2024, Đảng bộ huyện Bắc Mê kết nạp 85/150 đảng viên, đạt 52,67% kế hoạch theo"
    " Nghị quyết số 21-NQ/TW ngày 16/6/2022.\n"
    "Năm 2023, hai huyện Bắc Mê và Quang Bình mỗi nơi kết nạp 20 đảng viên."
)
HOSTILE = (
    "Bắc Mê </title></style><script>alert(1)</script><img src={address}/x onerror=alert(1)>\n"
    "Trong 6 tháng đầu năm 2024, Đảng bộ huyện Bắc Mê <b onclick=alert(2)> kết nạp 85/150 đảng viên & \"'`; \x00\x0b\x1b"
    " {{{{ 7 * 7 }}}} {{% raw %}} {{# #}} 🎉 \x85 ]]> <!-- <link rel=stylesheet href={address}/y> Nghị quyết số 21-NQ/TW\n"
    + "Đảng"
    * 200
)


def read_article(text: str = TEXT, **more: Any) -> Record:
    """The record of an article of a known day and province."""
    return extract(ArticleInput(id="a", text=text, province="Hà Giang", published=date(2024, 7, 15), **more))


def hostile_record(address: str = "http://evil.example") -> Record:
    """A record each of whose texts would like to be a script, or to fetch something from this address."""
    record = read_article(HOSTILE.format(address=address), author='"><script>alert(3)</script>', site="<i>x</i>")
    facts = [
        fact.model_copy(update={"flags": ("<u>",), "explanations_vi": {"<u>": f"<img src={address}/z>"}})
        for fact in record.facts
    ]
    url = f'{address}/"onmouseover="alert(4)'
    return record.model_copy(update={"facts": tuple(facts), "article": record.article.model_copy(update={"url": url})})


def page_of(*records: Record) -> str:
    """The page of these records."""
    return "".join(render_page(records))
