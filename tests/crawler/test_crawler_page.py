"""The page reader: every manner of page, charsets, what is no page, and pages that no editor wrote."""

from __future__ import annotations

import json
import os
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from page_manners import MANNERS, P1, P2, P3, SAPO, TITLE, Manner, paragraphs

from crawler import PageError, PageRules, read_page
from crawler.page import Page

SHARED = Path(os.environ.get("CHIBO_SHARED") or Path(__file__).resolve().parents[3] / "shared")
DEV_PAGES = SHARED / "eval" / "dev" / "html"


def text_of(page: Page, *zones: str) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in page.paragraphs if paragraph.zone in zones)


def time_of(page: Page) -> str | None:
    if page.published_at is not None:
        assert page.published_at.utcoffset().total_seconds() == 7 * 3600  # type: ignore[union-attr]
        assert page.published == page.published_at.date()
        return f"{page.published_at:%Y-%m-%d %H:%M}"
    return page.published.isoformat() if page.published else None


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.name)
def test_every_manner_of_page(manner: Manner) -> None:
    page = read_page(manner.html)
    assert page.title == manner.title
    assert time_of(page) == manner.published
    assert page.author == manner.author
    assert page.syndicated_from == manner.syndicated_from
    assert text_of(page, "lead", "body") == manner.text
    assert text_of(page, "caption") == manner.captions
    assert text_of(page, "heading") == manner.headings
    assert page.is_article


def test_the_six_pages_of_the_development_set() -> None:
    if not DEV_PAGES.is_dir():
        pytest.skip(f"the development set is not at {DEV_PAGES} (CHIBO_SHARED names the folder)")
    right: Counter[str] = Counter()
    names = sorted(DEV_PAGES.glob("*.json"))
    for path in names:
        gold = json.loads(path.read_text(encoding="utf-8"))
        page = read_page(path.with_suffix(".html").read_bytes())
        hour, minute = gold["published_time"].split(":")
        right["title"] += page.title == gold["title"]
        right["published"] += time_of(page) == f"{gold['published']} {int(hour):02}:{minute}"
        right["author"] += page.author == gold["author"]
        right["origin"] += page.syndicated_from == gold["syndicated_from"]
        body, expected = Counter(text_of(page, "lead", "body")), Counter(gold["body_paragraphs"])
        right["found"] += sum((body & expected).values())
        right["read"] += sum(body.values())
        right["there"] += sum(expected.values())
    assert {right[part] for part in ("title", "published", "author", "origin")} == {len(names)}, right
    assert 2 * right["found"] / (right["read"] + right["there"]) >= 0.98


PLAIN = f"<html><head>{{head}}<title>{TITLE}</title></head><body><div><h1>{TITLE}</h1><p>05/07/2024 09:30</p>{paragraphs(SAPO, P1, P2, P3)}</div></body></html>"


def combining(text: str) -> str:
    """Text as windows-1258 has it: base letters whole, tone marks behind them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for character in text:
        plain = unicodedata.normalize("NFD", character)
        tone = "".join(mark for mark in plain if mark in tones)
        out.append(unicodedata.normalize("NFC", "".join(mark for mark in plain if mark not in tones)) + tone)
    return "".join(out)


@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1258", "iso-8859-1", "windows-1252", "no-such-charset"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_charset_told_wrong_or_not_at_all(declared: str, encoding: str) -> None:
    html = PLAIN.format(head=f'<meta charset="{declared}">' if declared else "")
    page = read_page(combining(html).encode(encoding))
    assert (page.title, text_of(page, "lead", "body")) == (TITLE, (SAPO, P1, P2, P3))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_nfd_becomes_nfc(form: str) -> None:
    html = unicodedata.normalize(form, PLAIN.format(head=""))
    for page in (read_page(html), read_page(html.encode())):
        assert page.text == f"{TITLE}\n{SAPO}\n{P1}\n{P2}\n{P3}"
        assert unicodedata.is_normalized("NFC", page.text)


def test_the_header_of_the_answer_names_the_charset() -> None:
    page = read_page(
        PLAIN.format(head="").encode("cp1258", "xmlcharrefreplace"), content_type="text/html; charset=windows-1258"
    )
    assert page.title == TITLE


def test_spaces_inside_stay_as_they_are() -> None:
    first = "Chi bộ có 22\u00a0đảng viên, tăng  3 đồng chí so với cùng kỳ năm trước."
    page = read_page(PLAIN.format(head="").replace(P1, f"\u00a0&nbsp; {first}\n\t "))
    assert text_of(page, "lead", "body")[1] == first
    assert "\n" not in read_page(PLAIN.format(head="").replace(" đảng viên", "\n    đảng viên")).paragraphs[2].text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x00" * 50, "not_html"),
        (b"%PDF-1.7 \x00\x01", "not_html"),
        (b"PK\x03\x04" + b"\x00" * 40, "not_html"),
        (b"\x89PNG\r\n" + bytes(200), "not_html"),
    ],
)
def test_what_is_no_page(data: bytes, reason: str) -> None:
    with pytest.raises(PageError) as caught:
        read_page(data)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><h1>404</h1><p>Không tìm thấy trang.</p></body></html>",
        "<p>x</p>",
        "chỉ có chữ",
        "<html><head><title>Tin tức</title></head><body><h1>Tin tức</h1>"
        + "".join(f'<div><h3><a href="/{n}">Xã số {n} kết nạp {n} đảng viên mới trong quý II năm 2024</a></h3><p>Trong quý II, đảng bộ xã số {n} kết nạp {n} đảng viên, trong đó có nhiều đoàn viên thanh niên ưu tú.</p></div>' for n in range(8))
        + "</body></html>",
    ],
)  # fmt: skip
def test_what_is_no_article(html: str) -> None:
    assert not read_page(html).is_article


def test_rules_of_a_source_outrank_the_general_reading() -> None:
    html = f"""<html><head><meta property="article:published_time" content="2020-01-01T00:00:00+07:00"></head><body><h1>Tin của xã</h1><div class="q">{TITLE}</div>
    <i data-x="1" class="when">05-07-2024 09:30</i><div class="s">{SAPO}</div><div class="one">{paragraphs(P1)}<div class="bad">Quảng cáo 90% giảm giá cho 100 khách hàng đầu tiên của cửa hàng.</div></div>
    <div class="two">{paragraphs(P2, P3)}</div><b class="by">Tác giả: Hà My</b></body></html>"""
    rules = PageRules(title=".q", published=".when", author=".by", lead=".s", body=".one, .two", drop=(".bad",))
    page = read_page(html, overrides=rules)
    assert (page.title, time_of(page), page.author) == (TITLE, "2024-07-05 09:30", "Hà My")
    assert text_of(page, "lead") == (SAPO,)
    assert text_of(page, "body") == (P1, P2, P3)


def test_a_rule_that_matches_nothing_leaves_the_general_reading() -> None:
    rules = PageRules(title=".no", published=".no", author=".no", drop=(".no",))
    page = read_page(PLAIN.format(head=""), overrides=rules)
    assert (page.title, time_of(page)) == (TITLE, "2024-07-05 09:30")


def test_a_page_as_input_of_extraction() -> None:
    given = read_page(PLAIN.format(head=""), url="https://bao.example.vn/a.html").to_input(
        "a", path="a.html", province="Vĩnh An"
    )
    assert given.paragraphs is not None
    assert (given.id, given.path, given.province, given.title) == ("a", "a.html", "Vĩnh An", TITLE)
    assert next(paragraph.zone for paragraph in given.paragraphs) == "title"


def test_the_hash_knows_the_text_and_not_the_page_around_it() -> None:
    page = PLAIN.format(head="")
    assert (
        read_page(page).content_hash
        == read_page(page.replace("<body>", "<body><div>Đang truy cập: 17</div>")).content_hash
    )
    assert read_page(page).content_hash != read_page(page.replace("51,2%", "51,3%")).content_hash


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<b>", "<br>", " ", "\n", "<p>x", "<table><tr><td>", "a ", "<a href=x>y</a>", "&nbsp;", "(((", "\u0301", "12/3/2024 ", "Theo Báo ", "<li>", "<!--", "<time datetime=2024>"],
)  # fmt: skip
def test_what_no_editor_wrote_is_read_all_the_same(piece: str) -> None:
    page = read_page(PLAIN.format(head="").replace("</h1>", "</h1>" + piece * (200_000 // len(piece))))
    assert all("\n" not in paragraph.text and paragraph.text.strip() for paragraph in page.paragraphs)
