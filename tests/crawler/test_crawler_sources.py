"""Source files: the bundled ones are sound, a fault is told with file and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler import BUNDLED_SOURCES, SourceError, load_source

GOOD = """
name = "vinh-an"
title = "Báo Vĩnh An"
homepage = "https://baovinhan.vn/"
province = "Vĩnh An"

[discovery]
feeds = ["https://baovinhan.vn/rss.xml"]
allow = ['-\\d+\\.html$']
deny = ['/video/']

[[discovery.listings]]
url = "https://baovinhan.vn/xdd"
next = "a.next"
max_pages = 3
"""

FAULTS = {
    "an unknown key": ('languages = "vi"\n' + GOOD, "languages: unknown key"),
    "an unknown key below": (GOOD.replace("max_pages = 3", "max_page = 3"), "discovery.listings.0.max_page: unknown key"),
    "a missing key": (GOOD.replace('title = "Báo Vĩnh An"', ""), "title: missing"),
    "nothing to discover": (GOOD.split("[discovery]")[0], "discovery: missing"),
    "empty discovery": (GOOD.split("feeds")[0], "discovery: at least one of feeds, sitemaps, listings"),
    "a bad regex": (GOOD.replace("['/video/']", "['(video']"), "discovery.deny.0: '(video' is no regular expression"),
    "a bad selector": (GOOD.replace('"a.next"', '"a..next"'), "discovery.listings.0.next: 'a..next' is no CSS selector"),
    "a bad address": (GOOD.replace('"https://baovinhan.vn/"', '"baovinhan.vn"'), "homepage: 'baovinhan.vn' is no http"),
    "a bad name": (GOOD.replace('"vinh-an"', '"Vĩnh An"'), "name: "),
    "haste": (GOOD + "[polite]\ndelay = 0\n", "polite.delay: 0 s is too short for baovinhan.vn"),
    "a negative delay": (GOOD + "[polite]\ndelay = -1\n", "polite.delay: "),
    "a word for a number": (GOOD.replace("max_pages = 3", 'max_pages = "three"'), "discovery.listings.0.max_pages: "),
    "no TOML": (GOOD.replace('"vinh-an"', "vinh-an"), "not TOML"),
}  # fmt: skip


def written(folder: Path, text: str, name: str = "vinh-an.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_names_file_and_key(fault: str, tmp_path: Path) -> None:
    text, complaint = FAULTS[fault]
    path = written(tmp_path, text)
    with pytest.raises(SourceError) as caught:
        load_source(path)
    assert complaint in caught.value.message
    assert str(caught.value).startswith(f"{path}: ")


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"colour: unknown key; .*homepage|homepage.*; colour: unknown key"):
        load_source(written(tmp_path, 'colour = "red"\n' + GOOD.replace('"https://baovinhan.vn/"', '"x"')))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, complaint in ((tmp_path / "none.toml", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(SourceError, match=complaint):
            load_source(path)
    path = tmp_path / "latin.toml"
    path.write_bytes(b'name = "\xe9"')
    with pytest.raises(SourceError, match="not UTF-8"):
        load_source(path)


def test_a_good_file(tmp_path: Path) -> None:
    source = load_source(written(tmp_path, GOOD))
    assert (source.polite.delay, source.polite.revisit_days, source.enabled) == (2.0, 3, True)
    assert source.hosts == ("baovinhan.vn",)
    assert source.province_on(None) == source.province_on(date(2024, 1, 1)) == "Vĩnh An"
    is_article = source.discovery.is_article
    assert is_article("https://baovinhan.vn/a-12.html")
    assert not is_article("https://baovinhan.vn/video/a-12.html")
    assert not is_article("https://baovinhan.vn/a.html")


def test_a_listing_may_have_its_own_filter(tmp_path: Path) -> None:
    source = load_source(written(tmp_path, GOOD + "allow = ['/tin/']\ndeny = ['/tin/cu']\n"))
    listing = source.discovery.listings[0]
    assert source.discovery.is_article("https://baovinhan.vn/tin/1", listing)
    assert not source.discovery.is_article("https://baovinhan.vn/tin/cu/1", listing)
    assert not source.discovery.is_article("https://baovinhan.vn/tin/video/1", listing)
    assert not source.discovery.is_article("https://baovinhan.vn/tin/1")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.3", "localhost", "[::1]"])
def test_this_machine_may_be_asked_without_delay(host: str, tmp_path: Path) -> None:
    text = GOOD.replace("https://baovinhan.vn", f"http://{host}:8000") + "[polite]\ndelay = 0\n"
    assert load_source(written(tmp_path, text)).polite.delay == 0


def test_a_foreign_host_beside_a_loopback_one_is_still_foreign(tmp_path: Path) -> None:
    text = (
        GOOD.replace('homepage = "https://baovinhan.vn/"', 'homepage = "http://127.0.0.1/"') + "[polite]\ndelay = 0\n"
    )
    with pytest.raises(SourceError, match=r"too short for baovinhan\.vn"):
        load_source(written(tmp_path, text))


def test_the_province_of_a_paper_may_change(tmp_path: Path) -> None:
    periods = (
        '[[province]]\nname = "Hà Giang"\nuntil = 2025-06-30\n[[province]]\nname = "Tuyên Quang"\nfrom = 2025-07-01\n'
    )
    source = load_source(written(tmp_path, GOOD.replace('province = "Vĩnh An"', periods)))
    told = [source.province_on(day) for day in (date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1), None)]
    assert told == ["Hà Giang", "Hà Giang", "Tuyên Quang", "Tuyên Quang"]


def test_the_sources_that_come_with_chibo() -> None:
    sources = {source.homepage: source for source in map(load_source, BUNDLED_SOURCES.glob("*.toml"))}
    seen = {
        "https://www.xaydungdang.org.vn/": "http://www.xaydungdang.org.vn/vinh-phuc/vinh-phuc-nang-cao-chat-luong-21223",
        "https://baotuyenquang.com.vn/": "https://baotuyenquang.com.vn/vung-manh-tu-moi-to-chuc-dang-193281.html",
        "https://dangcongsan.vn/": "https://dangcongsan.vn/xay-dung-dang/tin-tuc/bac-giang-tang-cuong-605530.html",
        "https://vungtau.baria-vungtau.gov.vn/": "https://vungtau.baria-vungtau.gov.vn/web/guest/news/-/details/1/cong-tac",
        "https://tuyengiao.hagiang.gov.vn/": "https://tuyengiao.hagiang.gov.vn/tin-tuc/xay-dung-dang/dang-bo-huyen-vi-xuyen.html",
    }
    assert set(seen) <= set(sources)
    for homepage, article in seen.items():
        assert sources[homepage].discovery.is_article(article), article
        assert not sources[homepage].discovery.is_article(homepage)
        assert sources[homepage].polite.delay >= 2
