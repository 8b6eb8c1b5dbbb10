"""What a person does at the desk, in Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

import db
from db.repository import users
from review.app import create_app
from review.settings import Settings
from tests.review.browser import Watched, serving, watch
from tests.review.visiting import PASSWORD, Clock, password_hash

_BACKGROUND = "getComputedStyle(document.body).backgroundColor"
_LIGHT, _DARK = "rgb(246, 245, 241)", "rgb(20, 22, 24)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk with two accounts: lan, an admin, and minh, a viewer."""
    engine: Engine = db.engine(f"sqlite:///{tmp_path_factory.mktemp('desk') / 'chibo.sqlite3'}")
    db.migrate(engine)
    with db.writing(engine) as connection:
        users.add(connection, "lan", password_hash(), "admin", Clock()())
        users.add(connection, "minh", password_hash(), "viewer", Clock()())
    with serving(create_app(engine, Settings(secret="s" * 64, secure=False))) as served:
        yield served
    engine.dispose()


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Watched]:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        watched = watch(context, address)
        yield watched
        assert watched.is_content(), (watched.complaints, watched.asked)


def _sign_in(desk: Watched, name: str = "lan") -> None:
    """By keyboard alone: the name has the focus when the page opens."""
    desk.open("/login")
    expect(desk.page.locator("[name=name]")).to_be_focused()
    keyboard = desk.page.keyboard
    keyboard.type(name)
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    desk.page.wait_for_url(desk.address + "/")


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_signing_in_and_out_by_keyboard(desk: Watched) -> None:
    _sign_in(desk)
    expect(desk.page.locator(".who")).to_have_text("lan")
    _tab_to(desk.page, "form[action='/logout'] button")
    outline = desk.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("status")).to_have_text("Bạn đã đăng xuất.")
    expect(desk.page.locator(".who")).to_have_count(0)


def test_the_first_tab_leads_past_the_head(desk: Watched) -> None:
    desk.open("/about")
    desk.page.keyboard.press("Tab")
    expect(desk.page.locator(":focus")).to_have_text("Đến thẳng nội dung")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(":focus")).to_have_id("main")


def test_switching_the_language_stays_on_the_page(desk: Watched) -> None:
    desk.open("/about")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Giới thiệu Chibo")
    desk.page.get_by_role("button", name="English").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("About Chibo")
    assert desk.page.url == f"{desk.address}/about"
    desk.page.get_by_role("button", name="Tiếng Việt").click()
    expect(desk.page.locator("html")).to_have_attribute("lang", "vi")


@pytest.mark.parametrize(("system", "background"), [("light", _LIGHT), ("dark", _DARK)])
def test_light_and_dark_follow_the_system_unless_chosen(
    browser: Browser, address: str, system: str, background: str
) -> None:
    with browser.new_context(color_scheme="dark" if system == "dark" else "light") as context:
        desk = watch(context, address)
        desk.open("/")
        assert desk.page.evaluate(_BACKGROUND) == background
        for name, chosen in (("Tối", _DARK), ("Sáng", _LIGHT), ("Theo hệ thống", background)):
            desk.page.get_by_role("button", name=name).click()
            expect(desk.page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
            assert desk.page.evaluate(_BACKGROUND) == chosen
        assert desk.is_content(), (desk.complaints, desk.asked)


def test_vietnamese_is_set_in_the_font_that_is_sent_along(desk: Watched) -> None:
    desk.open("/about")
    desk.page.evaluate("document.fonts.ready")
    loaded = desk.page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.unicodeRange)")
    assert len(loaded) == 2 and any("1EA0" in ranges.upper() for ranges in loaded)


def test_a_session_elsewhere_is_ended_without_leaving_the_page(browser: Browser, desk: Watched) -> None:
    with browser.new_context(user_agent="LostPhone/1.0") as other:
        lost = watch(other, desk.address)
        _sign_in(lost)
        _sign_in(desk)
        desk.open("/account")
        desk.page.evaluate("window.stayed = true")
        row = desk.page.get_by_role("row").filter(has_text="LostPhone/1.0")
        row.get_by_role("button").click()
        expect(row).to_have_count(0)
        assert desk.page.evaluate("window.stayed")
        expect(desk.page.locator("#sessions")).to_contain_text("nơi này")
        lost.open("/account")
        assert lost.page.url.startswith(f"{desk.address}/login")


def test_the_desk_works_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        desk = watch(context, address)
        _sign_in(desk, "minh")
        desk.open("/account")
        desk.page.get_by_label("Dùng vào việc gì").fill("máy tính")
        desk.page.get_by_role("button", name="Tạo mã").click()
        assert desk.page.get_by_role("textbox", name="Mã truy cập mới").input_value().startswith("chibo_")
        desk.page.get_by_role("button", name="Thu hồi").click()
        expect(desk.page.get_by_role("status")).to_have_text("Đã thu hồi mã truy cập.")
        desk.page.get_by_role("button", name="Tối").click()
        expect(desk.page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("path", ["/", "/about", "/login", "/account", "/audit"])
def test_a_phone_shows_each_page_without_scrolling_sideways(browser: Browser, address: str, path: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        desk = watch(context, address)
        if path != "/login":
            _sign_in(desk)
        desk.open(path)
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390
        low = desk.page.evaluate(
            "[...document.querySelectorAll('button, .button, .who, nav a')].filter(e => e.offsetParent)"
            ".map(e => e.getBoundingClientRect()).filter(r => Math.min(r.width, r.height) < 24).length"
        )
        assert low == 0
        assert desk.is_content(), (desk.complaints, desk.asked)


def test_what_a_page_would_inject_is_not_run(desk: Watched) -> None:
    """The policy of content: neither a script nor a style that stands in a page is taken."""
    desk.open("/about")
    ran = desk.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = true';"
        " document.body.append(s); document.body.insertAdjacentHTML('beforeend',"
        ' \'<img src=x onerror="window.ran = true"><p style="color: rgb(1, 2, 3)" id=styled>x</p>\');'
        " return new Promise(done => setTimeout(() => done([!!window.ran,"
        " getComputedStyle(document.getElementById('styled')).color]), 200)); }"
    )
    assert ran[0] is False and ran[1] != "rgb(1, 2, 3)"
    assert any("Content Security Policy" in said for said in desk.complaints)
    desk.complaints.clear()
