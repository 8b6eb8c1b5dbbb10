"""What an editor does at the desk, in Debian's Chromium: by keyboard, by selecting text, on a phone, without a script."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import Engine

from review.app import create_app
from review.settings import Settings
from tests.review.browser import Watched, serving, watch
from tests.review.editing import (
    SELECT,
    begin,
    given_in,
    moved_on,
    ready,
    seen_of,
    sign_in,
    store_of_editors,
    wide_screen,
)
from tests.review.verifying import article, fill, item, keep


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with store_of_editors(tmp_path) as made:
        yield made


@pytest.fixture
def address(engine: Engine) -> Iterator[str]:
    with serving(create_app(engine, Settings(secret="s" * 64, secure=False))) as served:
        yield served


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Watched]:
    with wide_screen(browser, address) as watched:
        yield watched


def test_ten_items_are_cleared_by_keyboard_alone_and_one_is_undone(desk: Watched, engine: Engine) -> None:
    fill(engine, 12)
    sign_in(desk)
    page, press = desk.page, desk.page.keyboard.press
    seen = begin(desk)
    desk.page.evaluate("window.stayed = true")
    steps: list[Callable[[], None]] = [
        lambda: press("Enter"),
        lambda: press("a"),
        lambda: (press("r"), press("2"))[0],
        lambda: press("u"),
        lambda: (press("n"), page.keyboard.type("hạ một ô"), press("Escape"), press("a"))[0],
        lambda: press("s"),
        lambda: (press("c"), press("Tab"), page.keyboard.type("1.092"), press("Control+Enter"))[0],
        lambda: (press("j"), press("k"), press("ArrowDown"), press("?"), press("Escape"), press("a"))[0],
        lambda: (press("r"), press("Escape"), press("a"))[0],
        lambda: (press("r"), press("8"))[0],
    ]
    for step in steps:
        step()
        seen = moved_on(page, seen)
    press("z")
    moved_on(page, seen)
    expect(page.locator("#notices")).to_contain_text("Đã hoàn tác")
    press("a")
    expect(page.locator("#notices")).to_contain_text("Đã chấp nhận")
    assert page.evaluate("window.stayed"), "the page was loaded anew"
    told = [(given.decision, given.reason) for given in given_in(engine)]
    accept = ("accept", None)
    assert told == [
        accept,
        accept,
        ("reject", "not_party"),
        ("unsure", None),
        accept,
        ("correct", None),
        accept,
        accept,
        ("reject", "unreadable"),
        ("undo", None),
        accept,
    ]
    assert given_in(engine)[4].note == "hạ một ô"
    corrected = given_in(engine)[5].corrected
    assert corrected is not None and corrected.value == 1092
    assert all(
        given.seconds is not None and given.seconds < 60 for given in given_in(engine) if given.decision != "undo"
    )


@pytest.mark.parametrize(
    "before",
    ["", "🇻🇳 👩‍🌾 𝟙 ", unicodedata.normalize("NFD", "Đảng bộ huyện ở miền núi "), "\r\u202e\x07 "],
    ids=["plain", "emoji", "combining", "hostile"],
)
def test_words_that_are_selected_fill_a_field_with_their_offsets(desk: Watched, engine: Engine, before: str) -> None:
    text, record = article("Suối Đá", 142, 270, before=before)
    keep(engine, "https://bao.example/a.html", text, record)
    sign_in(desk)
    begin(desk)
    page, press = desk.page, desk.page.keyboard.press
    expect(page.locator("#selection")).to_be_hidden()
    page.evaluate(SELECT, ["270", "270"])
    expect(page.locator("#selection")).to_be_visible()
    press("f")
    expect(page.locator("#f-value")).to_have_value("270")
    page.evaluate(SELECT, ["Huyện ủy Suối Đá tiếp", "Huyện ủy Suối Đá"])
    page.locator(".of-unit_name .take").click()
    expect(page.locator("#f-unit_name")).to_have_value("Huyện ủy Suối Đá")
    page.evaluate(SELECT, ["đảng viên, đạt", "đạt"])
    press("t")
    expect(page.locator("#told")).to_have_text("Phần bôi đen không có con số nào.")
    press("Escape")
    expect(page.locator("#selection")).to_be_hidden()
    page.locator("#f-target").fill("300")
    page.locator("#save-correction").click()
    expect(page.locator(".empty")).to_be_visible()
    (given,) = given_in(engine)
    assert given.corrected is not None and given.spans is not None
    assert (given.corrected.value, given.corrected.target) == (270, 300)
    words = {name: text[start:end] for name, (start, end) in given.spans.items()}
    assert words == {"value": "270", "unit_name": "Huyện ủy Suối Đá"}
    assert given.spans["value"][0] == text.index("270")


def test_a_stale_save_shows_both_versions_and_keeps_what_was_entered(desk: Watched, engine: Engine) -> None:
    (claim, *_) = fill(engine, 2)
    sign_in(desk)
    seen = begin(desk)
    text, record = article("Suối Đá", 400, 600)
    changed = record.facts[0].model_copy(update={"value": 40.0})
    keep(engine, "https://bao.example/0.html", text, record.model_copy(update={"facts": (changed,)}), "2")
    page = desk.page
    page.locator("#f-value").fill("444")
    page.keyboard.press("Control+Enter")
    seen = moved_on(page, seen)
    expect(page.get_by_role("alert").first).to_contain_text("Số liệu này đã thay đổi kể từ khi bạn xem")
    row = page.locator(".compare tr", has=page.get_by_role("rowheader", name="Giá trị"))
    assert row.locator("td").all_inner_texts() == ["400", "40", "444"]
    expect(page.locator("#f-value")).to_have_value("444")
    page.keyboard.press("Control+Enter")
    moved_on(page, seen)
    assert item(engine, claim).shown.value == 444


def test_switching_the_language_keeps_the_item(desk: Watched, engine: Engine) -> None:
    fill(engine, 2)
    sign_in(desk)
    seen = begin(desk)
    desk.page.get_by_role("button", name="English").click()
    expect(desk.page.locator("html")).to_have_attribute("lang", "en")
    expect(desk.page.get_by_role("button", name="Accept")).to_be_visible()
    assert seen_of(desk.page) == seen
    desk.page.keyboard.press("a")
    moved_on(desk.page, seen)
    expect(desk.page.locator("#notices")).to_contain_text("Accepted.")


def test_back_leads_to_the_item_before_on_a_whole_page(desk: Watched, engine: Engine) -> None:
    fill(engine, 2)
    sign_in(desk)
    seen = begin(desk)
    address = desk.page.url
    desk.page.keyboard.press("a")
    moved_on(desk.page, seen)
    desk.page.go_back()
    expect(desk.page.get_by_role("button", name="Nhận mục này")).to_be_visible()
    expect(desk.page.get_by_role("navigation", name="Các trang")).to_be_visible()
    assert desk.page.url == address
    ready(desk.page)
    desk.page.keyboard.press("t")
    expect(desk.page.locator("button[value=accept]")).to_be_visible()


def test_two_editors_at_once_have_different_items(browser: Browser, desk: Watched, engine: Engine) -> None:
    fill(engine, 3)
    sign_in(desk)
    begin(desk)
    with browser.new_context() as context:
        other = watch(context, desk.address)
        sign_in(other, "minh")
        begin(other)
        assert other.page.url.split("#")[0] != desk.page.url.split("#")[0]
        other.page.goto(desk.page.url)
        expect(other.page.get_by_role("alert")).to_contain_text("lan đang giữ mục này đến")
        expect(other.page.locator(".decide-bar")).to_have_count(0)


def test_all_is_done_without_scripts(browser: Browser, address: str, engine: Engine) -> None:
    claims = fill(engine, 3)
    with browser.new_context(java_script_enabled=False) as context:
        desk = watch(context, address)
        sign_in(desk)
        page = desk.page
        page.get_by_role("button", name="Bắt đầu").click()
        page.locator("#f-value").fill("1.092")
        page.get_by_role("button", name="Lưu bản sửa").click()
        page.locator("#reject summary").click()
        page.get_by_role("button", name="Không phải số liệu về Đảng").click()
        page.get_by_role("button", name="Hoàn tác").click()
        expect(page.get_by_role("status").first).to_contain_text("Đã hoàn tác")
        page.get_by_role("button", name="Chấp nhận").click()
        assert [item(engine, claim).status for claim in claims] == ["corrected", "accepted", "unverified"]
        assert all(given.seconds is not None for given in given_in(engine) if given.decision != "undo")


@pytest.mark.parametrize("path", ["/queue", "/quality", "/practice", "/practice/accept", "item"])
def test_a_phone_shows_each_page_without_scrolling_sideways(
    browser: Browser, address: str, engine: Engine, path: str
) -> None:
    fill(engine, 3)
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        desk = watch(context, address)
        sign_in(desk)
        if path == "item":
            begin(desk)
            bar = desk.page.locator(".decide-bar").bounding_box()
            assert bar is not None and abs(bar["y"] + bar["height"] - 844) < 1 and bar["width"] == 390
            expect(desk.page.locator("#figure")).to_be_in_viewport()
        else:
            desk.open(path)
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert desk.is_content(), (desk.complaints, desk.asked)


def test_the_figure_of_a_long_article_is_scrolled_into_view(desk: Watched, engine: Engine) -> None:
    for place in ("Suối Đá", "Khe Lim"):
        text, record = article(place, 142, 270, before="Hội nghị bàn nhiều việc khác nhau.\n" * 120)
        keep(engine, f"https://bao.example/{place}.html", text, record)
    sign_in(desk)
    seen = begin(desk)
    expect(desk.page.locator("#figure")).to_be_in_viewport(ratio=1)
    assert desk.page.evaluate("window.scrollY") == 0
    desk.page.keyboard.press("a")
    moved_on(desk.page, seen)
    expect(desk.page.locator("#figure")).to_be_in_viewport(ratio=1)
