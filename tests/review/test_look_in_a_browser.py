"""What a researcher does at the desk, in Debian's Chromium."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

import db
from review.app import create_app
from review.settings import Settings
from tests.review import look_store
from tests.review.browser import Watched, serving, watch

_PAGES = (
    "/figures?level=province",
    "/series?province=Lào Cai",
    "/ranking?year=2024",
    "/map?year=2025&before=2024",
    "/conflicts",
    "/articles?q=suoi da",
    "/documents",
    "/units",
    "/sources",
    "/changes",
    "/coverage",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The desk's address, and the pages of its small store."""
    engine = db.engine(f"sqlite:///{tmp_path_factory.mktemp('look') / 'chibo.sqlite3'}")
    db.migrate(engine)
    keys = look_store.fill(engine)
    with engine.connect() as connection:
        figure = connection.exec_driver_sql("SELECT id FROM figure WHERE state = 'conflict'").scalar_one()
        document = connection.exec_driver_sql("SELECT id FROM cited_document WHERE canonical = '21-NQ/TW'").scalar_one()
    single = (
        f"/figures/{figure}",
        f"/documents/{document}",
        f"/articles/{keys['2024']}",
        f"/articles/{keys['2022']}/revisions",
        "/units/province~15~lào cai~lào cai",
    )
    with serving(create_app(engine, Settings(secret="s" * 64, secure=False))) as address:
        yield address, _PAGES + single
    engine.dispose()


@pytest.fixture
def desk(browser: Browser, served: tuple[str, tuple[str, ...]]) -> Iterator[Watched]:
    with browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True) as context:
        watched = watch(context, served[0])
        yield watched
        assert watched.is_content(), (watched.complaints, watched.asked)


def _download(desk: Watched, format: str) -> bytes:
    with desk.page.expect_download() as waiting:
        desk.page.locator(".downloads").get_by_role("link", name=format, exact=True).click()
    assert waiting.value.suggested_filename.endswith(f".{format.lower()}")
    return Path(waiting.value.path()).read_bytes()


def test_a_researcher_filters_opens_the_sentence_and_downloads_the_same(desk: Watched) -> None:
    page = desk.page
    desk.open("/figures")
    page.get_by_label("Tỉnh, thành phố").select_option("Lào Cai")
    page.get_by_label("Chỉ tiêu").select_option("members_admitted")
    page.get_by_role("textbox", name="Kỳ từ").fill("2024-07")
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**/figures?province=L*&indicator=members_admitted&from=2024-07")
    shown = [text.split("/")[0].split()[0] for text in page.locator("a.number").all_inner_texts()]
    assert sorted(shown) == ["1.445", "2.444", "5"]

    rows = list(csv.DictReader(io.StringIO(_download(desk, "CSV").decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(_download(desk, "XLSX"))).active
    lines = list(book.values)
    column = lines[0].index("value")
    assert [f"{float(row['value']):,.0f}".replace(",", ".") for row in rows] == shown
    assert [f"{line[column]:,.0f}".replace(",", ".") for line in lines[1:]] == shown

    page.get_by_role("link", name="1.445").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.445")
    page.locator(".sentence a").first.click()
    asked = page.locator("mark.asked")
    expect(asked).to_have_text("1445 đảng viên")
    expect(asked).to_be_in_viewport()
    expect(page.locator(".told").first).to_contain_text("Năm 2024")


def test_a_researcher_reads_a_chart(desk: Watched) -> None:
    page = desk.page
    desk.open("/series")
    page.get_by_label("Thêm tỉnh").select_option("Hà Nội")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_label("Thêm tỉnh").select_option("Lào Cai")
    page.get_by_role("button", name="Lọc").click()
    chart = page.locator("svg.chart.lines")
    dots = chart.locator("a.dot")
    expect(dots).to_have_count(7)
    drawn = page.evaluate("document.querySelector('svg.chart .line-1 .stroke, svg.chart .line-2 .stroke') !== null")
    assert drawn
    colours = page.evaluate(
        "[1, 2].map(n => getComputedStyle(document.querySelector(`svg.chart .line-${n} .dot.year`)).fill)"
    )
    assert len(set(colours)) == 2, "charts are drawn in the style sheet's colours"
    page.get_by_text("Số liệu của biểu đồ dưới dạng bảng").click()
    expect(page.get_by_role("row").filter(has_text="2.444")).to_have_count(1)
    chart.get_by_role("link", name="2.444").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.444")


def test_marks_of_an_article_are_switched_off_without_scripts(
    browser: Browser, served: tuple[str, tuple[str, ...]]
) -> None:
    address, pages = served
    with browser.new_context(java_script_enabled=False) as context:
        desk = watch(context, address)
        desk.open(next(path for path in pages if path.startswith("/articles/") and not path.endswith("revisions")))
        mark = desk.page.locator(".article-text mark.figure").first
        before = mark.evaluate("e => getComputedStyle(e).textDecorationLine")
        desk.page.get_by_role("checkbox", name="Số liệu").uncheck()
        assert before == "underline" and mark.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"


def test_the_pages_work_without_scripts(browser: Browser, served: tuple[str, tuple[str, ...]]) -> None:
    address, _ = served
    with browser.new_context(java_script_enabled=False) as context:
        desk = watch(context, address)
        desk.open("/ranking")
        desk.page.get_by_label("Năm", exact=True).select_option("2022")
        desk.page.get_by_role("button", name="Lọc").click()
        expect(desk.page.get_by_role("heading", level=1)).to_contain_text("2022")
        desk.open("/units")
        desk.page.get_by_label("Tên đơn vị").fill("suoi da")
        desk.page.get_by_role("button", name="Lọc").click()
        desk.page.get_by_role("link", name="Đảng bộ huyện Suối Đá").click()
        expect(desk.page.get_by_role("heading", level=1)).to_have_text("Đảng bộ huyện Suối Đá")


def test_an_article_is_printed_with_its_facts(browser: Browser, served: tuple[str, tuple[str, ...]]) -> None:
    address, pages = served
    with browser.new_context() as context:
        desk = watch(context, address)
        desk.open(next(path for path in pages if path.startswith("/articles/") and not path.endswith("revisions")))
        desk.page.emulate_media(media="print")
        expect(desk.page.locator(".toggles")).to_be_hidden()
        expect(desk.page.locator(".head")).to_be_hidden()
        expect(desk.page.locator(".article-text")).to_be_visible()
        expect(desk.page.get_by_role("cell", name="1.445")).to_be_visible()
