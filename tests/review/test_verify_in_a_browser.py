"""What an editor does at the desk, in Debian's Chromium: by keyboard, by selecting text, on a phone, without a script."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from anyio import to_thread
from litestar import Litestar
from litestar.types import Receive, Scope, Send
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

import db
from db.repository import users, verdicts
from review.app import create_app
from review.settings import Settings
from schema import Verdict
from tests.databases import new_store
from tests.review.browser import Watched, running_browser, serving, watch
from tests.review.verifying import article, fill, item, keep, practised
from tests.review.visiting import PASSWORD, Clock, password_hash

_SELECT = """([from, to]) => {
  const article = document.getElementById("article");
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join("");
  const range = document.createRange();
  let at = 0;
  const start = whole.indexOf(from), end = whole.indexOf(to, start) + to.length;
  for (const node of nodes) {
    if (start >= at && start < at + node.data.length) range.setStart(node, start - at);
    if (end > at && end <= at + node.data.length) range.setEnd(node, end - at);
    at += node.data.length;
  }
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""

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


class Gate:
    """A desk whose answers to addresses with some ending wait while the test holds them back."""

    def __init__(self, app: Litestar) -> None:
        self.app = app
        self.ending = ""
        self.open = threading.Event()
        self.open.set()

    def hold_back(self, ending: str) -> None:
        """Let such requests wait until ``open`` is set."""
        self.ending = ending
        self.open.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith(self.ending):
            await to_thread.run_sync(self.open.wait)
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def engine(tmp_path: pytest.TempPathFactory) -> Iterator[Engine]:
    """A store with two editors who have practised, lan and minh."""
    made = new_store(f"sqlite:///{tmp_path}/chibo.sqlite3")
    with db.writing(made) as connection:
        for name in ("lan", "minh"):
            users.add(connection, name, password_hash(), "editor", Clock()())
    for name in ("lan", "minh"):
        practised(made, name)
    yield made
    made.dispose()


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
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        watched = watch(context, address)
        yield watched
        refused = "Failed to load resource: the server responded with a status of 4"
        watched.complaints = [said for said in watched.complaints if not said.startswith(refused)]
        assert watched.is_content(), (watched.complaints, watched.asked)


def _sign_in(desk: Watched, name: str = "lan", to: str = "/queue") -> None:
    desk.open(f"/login?next={to}")
    expect(desk.page.locator("input[name=name]")).to_be_focused()
    desk.page.keyboard.type(name)
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type(PASSWORD)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(desk.address + to)


def _begin(desk: Watched) -> str:
    _ready(desk.page)
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#decision")).to_be_visible()
    _ready(desk.page)
    return _seen(desk.page)


def _ready(page: Page) -> None:
    """Wait until the page shows that keys count."""
    expect(page.locator("html.listening")).to_be_attached()


def _seen(page: Page) -> str:
    value = page.locator("input[name=seen]").get_attribute("value")
    assert value
    return value


def _moved_on(page: Page, seen: str) -> str:
    expect(page.locator("input[name=seen]")).not_to_have_value(seen)
    _ready(page)
    return _seen(page)


def _given(engine: Engine) -> list[Verdict]:
    with engine.connect() as connection:
        return list(verdicts.every(connection))


def test_ten_items_are_cleared_by_keyboard_alone_and_one_is_undone(desk: Watched, engine: Engine) -> None:
    fill(engine, 12)
    _sign_in(desk)
    page, press = desk.page, desk.page.keyboard.press
    seen = _begin(desk)
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
        seen = _moved_on(page, seen)
    press("z")
    _moved_on(page, seen)
    expect(page.locator("#notices")).to_contain_text("Đã hoàn tác")
    press("a")
    expect(page.locator("#notices")).to_contain_text("Đã chấp nhận")
    assert page.evaluate("window.stayed"), "the page was loaded anew"
    told = [(given.decision, given.reason) for given in _given(engine)]
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
    assert _given(engine)[4].note == "hạ một ô"
    corrected = _given(engine)[5].corrected
    assert corrected is not None and corrected.value == 1092
    assert all(given.seconds is not None and given.seconds < 60 for given in _given(engine) if given.decision != "undo")


@pytest.mark.parametrize(
    "before",
    ["", "🇻🇳 👩‍🌾 𝟙 ", unicodedata.normalize("NFD", "Đảng bộ huyện ở miền núi "), "\r\u202e\x07 "],
    ids=["plain", "emoji", "combining", "hostile"],
)
def test_words_that_are_selected_fill_a_field_with_their_offsets(desk: Watched, engine: Engine, before: str) -> None:
    text, record = article("Suối Đá", 142, 270, before=before)
    keep(engine, "https://bao.example/a.html", text, record)
    _sign_in(desk)
    _begin(desk)
    page, press = desk.page, desk.page.keyboard.press
    expect(page.locator("#selection")).to_be_hidden()
    page.evaluate(_SELECT, ["270", "270"])
    expect(page.locator("#selection")).to_be_visible()
    press("f")
    expect(page.locator("#f-value")).to_have_value("270")
    page.evaluate(_SELECT, ["Huyện ủy Suối Đá tiếp", "Huyện ủy Suối Đá"])
    page.locator(".of-unit_name .take").click()
    expect(page.locator("#f-unit_name")).to_have_value("Huyện ủy Suối Đá")
    page.evaluate(_SELECT, ["đảng viên, đạt", "đạt"])
    press("t")
    expect(page.locator("#told")).to_have_text("Phần bôi đen không có con số nào.")
    press("Escape")
    expect(page.locator("#selection")).to_be_hidden()
    page.locator("#f-target").fill("300")
    page.locator("#save-correction").click()
    expect(page.locator(".empty")).to_be_visible()
    (given,) = _given(engine)
    assert given.corrected is not None and given.spans is not None
    assert (given.corrected.value, given.corrected.target) == (270, 300)
    words = {name: text[start:end] for name, (start, end) in given.spans.items()}
    assert words == {"value": "270", "unit_name": "Huyện ủy Suối Đá"}
    assert given.spans["value"][0] == text.index("270")


def test_a_stale_save_shows_both_versions_and_keeps_what_was_entered(desk: Watched, engine: Engine) -> None:
    (claim, *_) = fill(engine, 2)
    _sign_in(desk)
    seen = _begin(desk)
    text, record = article("Suối Đá", 400, 600)
    changed = record.facts[0].model_copy(update={"value": 40.0})
    keep(engine, "https://bao.example/0.html", text, record.model_copy(update={"facts": (changed,)}), "2")
    page = desk.page
    page.locator("#f-value").fill("444")
    page.keyboard.press("Control+Enter")
    seen = _moved_on(page, seen)
    expect(page.get_by_role("alert").first).to_contain_text("Số liệu này đã thay đổi kể từ khi bạn xem")
    row = page.locator(".compare tr", has=page.get_by_role("rowheader", name="Giá trị"))
    assert row.locator("td").all_inner_texts() == ["400", "40", "444"]
    expect(page.locator("#f-value")).to_have_value("444")
    page.keyboard.press("Control+Enter")
    _moved_on(page, seen)
    assert item(engine, claim).shown.value == 444


def test_switching_the_language_keeps_the_item(desk: Watched, engine: Engine) -> None:
    fill(engine, 2)
    _sign_in(desk)
    seen = _begin(desk)
    desk.page.get_by_role("button", name="English").click()
    expect(desk.page.locator("html")).to_have_attribute("lang", "en")
    expect(desk.page.get_by_role("button", name="Accept")).to_be_visible()
    assert _seen(desk.page) == seen
    desk.page.keyboard.press("a")
    _moved_on(desk.page, seen)
    expect(desk.page.locator("#notices")).to_contain_text("Accepted.")


def test_back_leads_to_the_item_before_on_a_whole_page(desk: Watched, engine: Engine) -> None:
    fill(engine, 2)
    _sign_in(desk)
    seen = _begin(desk)
    address = desk.page.url
    desk.page.keyboard.press("a")
    _moved_on(desk.page, seen)
    desk.page.go_back()
    expect(desk.page.get_by_role("button", name="Nhận mục này")).to_be_visible()
    expect(desk.page.get_by_role("navigation", name="Các trang")).to_be_visible()
    assert desk.page.url == address
    _ready(desk.page)
    desk.page.keyboard.press("t")
    expect(desk.page.locator("button[value=accept]")).to_be_visible()


def test_two_editors_at_once_have_different_items(browser: Browser, desk: Watched, engine: Engine) -> None:
    fill(engine, 3)
    _sign_in(desk)
    _begin(desk)
    with browser.new_context() as context:
        other = watch(context, desk.address)
        _sign_in(other, "minh")
        _begin(other)
        assert other.page.url.split("#")[0] != desk.page.url.split("#")[0]
        other.page.goto(desk.page.url)
        expect(other.page.get_by_role("alert")).to_contain_text("lan đang giữ mục này đến")
        expect(other.page.locator(".decide-bar")).to_have_count(0)


def test_keys_do_nothing_while_one_types(desk: Watched, engine: Engine) -> None:
    fill(engine, 2)
    _sign_in(desk)
    seen = _begin(desk)
    desk.page.locator("#f-unit_name").focus()
    desk.page.keyboard.type("acruszj?1")
    expect(desk.page.locator("#reject")).not_to_have_attribute("open", "")
    assert _seen(desk.page) == seen and _given(engine) == []
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("u")
    _moved_on(desk.page, seen)


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
    _sign_in(desk)
    seen = _begin(desk)
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
    seen, as_served = _seen(page), page.evaluate(_FILLED_IN)
    _press_blindly(page)
    expect(page.locator("html.listening")).not_to_be_attached()
    expect(page.locator("#reject")).not_to_have_attribute("open", "")
    assert (_seen(page), page.evaluate(_FILLED_IN)) == (seen, as_served)
    page.evaluate("window.paint()")
    _ready(page)
    expect(page.locator("#item-title")).to_be_focused()
    expect(page.locator("#ignored")).to_be_visible()
    expect(page.locator(".waits")).to_be_hidden()
    press("j")
    expect(page.locator("#ignored")).to_be_hidden()
    press("u")
    _moved_on(page, seen)
    expect(page.locator("#ignored")).to_be_hidden()
    assert [(given.claim, given.decision) for given in _given(engine)] == [(claims[0], "accept"), (claims[1], "unsure")]


def test_a_key_that_is_held_down_decides_one_item(desk: Watched, engine: Engine) -> None:
    fill(engine, 5)
    _sign_in(desk)
    seen = _begin(desk)
    page = desk.page
    page.keyboard.down("a")
    seen = _moved_on(page, seen)
    page.keyboard.down("a")
    page.keyboard.down("a")
    page.keyboard.up("a")
    page.keyboard.press("u")
    seen = _moved_on(page, seen)
    page.locator("#f-value").fill("444")
    page.keyboard.down("Control")
    page.keyboard.down("Enter")
    seen = _moved_on(page, seen)
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    page.keyboard.press("s")
    _moved_on(page, seen)
    assert [given.decision for given in _given(engine)] == ["accept", "unsure", "correct"]


def test_a_decision_waits_for_the_selection_that_is_still_being_read(desk: Watched, engine: Engine, gate: Gate) -> None:
    text, record = article("Suối Đá", 142, 270)
    keep(engine, "https://bao.example/a.html", text, record)
    _sign_in(desk)
    _begin(desk)
    page, press = desk.page, desk.page.keyboard.press
    for words, key, decision in (("đảng viên, đạt", "t", "a"), ("270", "f", "Control+Enter")):
        gate.hold_back("/read")
        page.evaluate(_SELECT, [words, words])
        press(key)
        press(decision)
        expect(page.locator("html.listening")).not_to_be_attached()
        assert _given(engine) == []
        gate.open.set()
        if key == "t":
            expect(page.locator("#told")).to_have_text("Phần bôi đen không có con số nào.")
            _ready(page)
    expect(page.locator(".empty")).to_be_visible()
    (given,) = _given(engine)
    assert given.corrected is not None and (given.decision, given.corrected.value) == ("correct", 270)


def test_an_item_listens_again_where_the_desk_does_not_answer(desk: Watched, engine: Engine) -> None:
    fill(engine, 2)
    _sign_in(desk)
    seen = _begin(desk)
    page = desk.page
    page.locator("#f-value").fill("444")
    page.evaluate(_ANSWER_NOTHING_ONCE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notices")).to_contain_text("Hệ thống không trả lời")
    _ready(page)
    expect(page.locator("#f-value")).to_be_focused()
    expect(page.locator("#f-value")).to_have_value("444")
    page.keyboard.press("Control+Enter")
    _moved_on(page, seen)
    (given,) = _given(engine)
    assert given.corrected is not None and given.corrected.value == 444
    desk.complaints.clear()


def test_all_is_done_without_scripts(browser: Browser, address: str, engine: Engine) -> None:
    claims = fill(engine, 3)
    with browser.new_context(java_script_enabled=False) as context:
        desk = watch(context, address)
        _sign_in(desk)
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
        assert all(given.seconds is not None for given in _given(engine) if given.decision != "undo")


@pytest.mark.parametrize("path", ["/queue", "/quality", "/practice", "/practice/accept", "item"])
def test_a_phone_shows_each_page_without_scrolling_sideways(
    browser: Browser, address: str, engine: Engine, path: str
) -> None:
    fill(engine, 3)
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        desk = watch(context, address)
        _sign_in(desk)
        if path == "item":
            _begin(desk)
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
    _sign_in(desk)
    seen = _begin(desk)
    expect(desk.page.locator("#figure")).to_be_in_viewport(ratio=1)
    assert desk.page.evaluate("window.scrollY") == 0
    desk.page.keyboard.press("a")
    _moved_on(desk.page, seen)
    expect(desk.page.locator("#figure")).to_be_in_viewport(ratio=1)
