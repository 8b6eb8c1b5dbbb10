"""Which keys count at the editors' desk: those for the item in view, and no other; the page shows when they do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from review.app import create_app
from review.settings import Settings
from tests.review.browser import Watched, serving
from tests.review.editing import (
    SELECT,
    Gate,
    begin,
    given_in,
    moved_on,
    ready,
    seen_of,
    sign_in,
    store_of_editors,
    wide_screen,
)
from tests.review.verifying import article, fill, keep

_HOLD_FRAMES = """() => {
  const frames = [], asFrame = window.requestAnimationFrame;
  window.requestAnimationFrame = (then) => frames.push(then);
  window.paint = () => {
    window.requestAnimationFrame = asFrame;
    frames.forEach((then) => asFrame(then));
  };
}"""

_ANSWER_NOTHING_ONCE = """() => {
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function () {
    XMLHttpRequest.prototype.send = send;
    setTimeout(() => this.dispatchEvent(new ProgressEvent("error")));
  };
}"""

_FILLED_IN = "new URLSearchParams(new FormData(document.getElementById('decision'))).toString()"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with store_of_editors(tmp_path) as made:
        yield made


@pytest.fixture
def gate(engine: Engine) -> Gate:
    return Gate(create_app(engine, Settings(secret="s" * 64, secure=False)))


@pytest.fixture
def address(gate: Gate) -> Iterator[str]:
    with serving(gate) as served:
        yield served
        gate.open.set()


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Watched]:
    with wide_screen(browser, address) as watched:
        yield watched


def test_keys_do_nothing_while_one_types(desk: Watched, engine: Engine) -> None:
    fill(engine, 2)
    sign_in(desk)
    seen = begin(desk)
    desk.page.locator("#f-unit_name").focus()
    desk.page.keyboard.type("acruszj?1")
    expect(desk.page.locator("#reject")).not_to_have_attribute("open", "")
    assert seen_of(desk.page) == seen and given_in(engine) == []
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("u")
    moved_on(desk.page, seen)


def _press_blindly(page: Page) -> None:
    for key in ("u", "r", "1", "c", "Tab", "5", "n", "h", "z", "a", "Enter", "Control+Enter", "Escape"):
        page.keyboard.press(key)
    accept = page.locator("button[value=accept]").bounding_box()
    assert accept is not None
    page.mouse.click(accept["x"] + 5, accept["y"] + 5)


def test_what_is_pressed_before_an_item_is_seen_goes_to_no_item_and_the_page_says_so(
    desk: Watched, engine: Engine, gate: Gate
) -> None:
    claims = fill(engine, 3)
    sign_in(desk)
    seen = begin(desk)
    page, press = desk.page, desk.page.keyboard.press
    as_served = page.evaluate(_FILLED_IN)
    page.evaluate(_HOLD_FRAMES)
    gate.hold_back("/decide")
    press("a")
    expect(page.locator("html.listening")).not_to_be_attached()
    expect(page.locator(".waits")).to_be_visible()
    _press_blindly(page)
    assert page.evaluate(_FILLED_IN).split("&seconds=")[0] == as_served.split("&seconds=")[0]
    gate.open.set()
    expect(page.locator("input[name=seen]")).not_to_have_value(seen)  # it is in the page, and not painted yet
    seen, as_served = seen_of(page), page.evaluate(_FILLED_IN)
    _press_blindly(page)
    expect(page.locator("html.listening")).not_to_be_attached()
    expect(page.locator("#reject")).not_to_have_attribute("open", "")
    assert (seen_of(page), page.evaluate(_FILLED_IN)) == (seen, as_served)
    page.evaluate("window.paint()")
    ready(page)
    expect(page.locator("#item-title")).to_be_focused()
    expect(page.locator("#ignored")).to_be_visible()
    expect(page.locator(".waits")).to_be_hidden()
    press("j")
    expect(page.locator("#ignored")).to_be_hidden()
    press("u")
    moved_on(page, seen)
    expect(page.locator("#ignored")).to_be_hidden()
    assert [(given.claim, given.decision) for given in given_in(engine)] == [
        (claims[0], "accept"),
        (claims[1], "unsure"),
    ]


def test_a_key_that_is_held_down_decides_one_item(desk: Watched, engine: Engine) -> None:
    fill(engine, 5)
    sign_in(desk)
    seen = begin(desk)
    page = desk.page
    page.keyboard.down("a")
    seen = moved_on(page, seen)
    page.keyboard.down("a")
    page.keyboard.down("a")
    page.keyboard.up("a")
    page.keyboard.press("u")
    seen = moved_on(page, seen)
    page.locator("#f-value").fill("444")
    page.keyboard.down("Control")
    page.keyboard.down("Enter")
    seen = moved_on(page, seen)
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    page.keyboard.press("s")
    moved_on(page, seen)
    assert [given.decision for given in given_in(engine)] == ["accept", "unsure", "correct"]


def test_a_decision_waits_for_the_selection_that_is_still_being_read(desk: Watched, engine: Engine, gate: Gate) -> None:
    text, record = article("Suối Đá", 142, 270)
    keep(engine, "https://bao.example/a.html", text, record)
    sign_in(desk)
    begin(desk)
    page, press = desk.page, desk.page.keyboard.press
    for words, key, decision in (("đảng viên, đạt", "t", "a"), ("270", "f", "Control+Enter")):
        gate.hold_back("/read")
        page.evaluate(SELECT, [words, words])
        press(key)
        press(decision)
        expect(page.locator("html.listening")).not_to_be_attached()
        assert given_in(engine) == []
        gate.open.set()
        if key == "t":
            expect(page.locator("#told")).to_have_text("Phần bôi đen không có con số nào.")
            ready(page)
    expect(page.locator(".empty")).to_be_visible()
    (given,) = given_in(engine)
    assert given.corrected is not None and (given.decision, given.corrected.value) == ("correct", 270)


def test_an_item_listens_again_where_the_desk_does_not_answer(desk: Watched, engine: Engine) -> None:
    fill(engine, 2)
    sign_in(desk)
    seen = begin(desk)
    page = desk.page
    page.locator("#f-value").fill("444")
    page.evaluate(_ANSWER_NOTHING_ONCE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notices")).to_contain_text("Hệ thống không trả lời")
    ready(page)
    expect(page.locator("#f-value")).to_be_focused()
    expect(page.locator("#f-value")).to_have_value("444")
    page.keyboard.press("Control+Enter")
    moved_on(page, seen)
    (given,) = given_in(engine)
    assert given.corrected is not None and given.corrected.value == 444
    desk.complaints.clear()
