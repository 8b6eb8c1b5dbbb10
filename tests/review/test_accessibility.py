"""axe-core on every page: nothing serious or critical, nothing on the console. `make screenshots` looks in all four ways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.review.gallery import Gallery, faults, gallery, opened


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    with gallery(tmp_path_factory.mktemp("gallery"), 60) as made:
        yield made


def test_there_are_pages_to_look_at(shown: Gallery) -> None:
    assert {"/", "/queue", "/about", "/account", "/audit", "/quality", "/login"} <= {page.route for page in shown.pages}
    assert any("{" in page.route for page in shown.pages)


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_no_page_keeps_anybody_out(browser: Browser, shown: Gallery, width: int, theme: str) -> None:
    wrong, complaints, sideways = {}, {}, []
    for page, desk in opened(browser, shown, width, theme):
        if not desk.is_content():
            complaints[page.route] = (desk.complaints, sorted(desk.asked))
        if desk.page.evaluate("document.documentElement.scrollWidth") > width:
            sideways.append(page.route)
        if found := faults(desk):
            wrong[page.route] = found
    assert (wrong, complaints, sideways) == ({}, {}, [])
