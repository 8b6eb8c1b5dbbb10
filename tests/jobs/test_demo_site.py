"""The sample sites: everything is found by a polite walk, and nothing else is; the pages say what their data say."""

from __future__ import annotations

import http.client
import json
import re
import unicodedata
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import pytest

from jobs.demo_site import DemoArticle, DemoServer, DemoSiteError, articles, serve, sources
from jobs.demo_site.articles import ADDRESSES, SITES, Site
from jobs.demo_site.page import NOTICE
from jobs.demo_site.server import PRIVATE
from jobs.source_files import read_source_files

MANNERS = {article.charset: article for article in articles()}


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoServer]:
    with serve() as running:
        yield running


def fetch(url: str, **headers: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
        return bytes(answer.read())


def refusal(url: str, **headers: str) -> int:
    """The status of an answer that is no page."""
    with pytest.raises(urllib.error.HTTPError) as failed:
        fetch(url, **headers)
    failed.value.close()
    return failed.value.code


def read(url: str) -> str:
    return unescape(fetch(url).decode())


def links(url: str) -> list[str]:
    return [urljoin(url, href) for href in re.findall(r'href="([^"]+)"', read(url))]


def walk(start: str, following: str) -> Iterator[str]:
    """The pages of a listing, by its link to the next one, which must come to an end."""
    url: str | None = start
    for _ in range(20):
        if url is None:
            return
        yield url
        found = re.search(following, read(url))
        url = urljoin(url, found[1]) if found else None
    pytest.fail(f"{start}: the pagination does not end")


LISTINGS = {
    "bao": (["/xay-dung-dang/", "/chinh-tri/", "/van-hoa-xa-hoi/"], r'rel="next" href="([^"]+)"'),
    "liferay": (["/tin-xay-dung-dang", "/kiem-tra-giam-sat"], r'<li class="next"><a href="([^"]+)"'),
    "cong": (
        ["/pages/danh-sach.aspx?chuyenmuc=1", "/pages/danh-sach.aspx?chuyenmuc=2"],
        r'class="tiep" href="([^"]+)"',
    ),
}


@pytest.mark.parametrize("site", SITES)
def test_the_listings_lead_to_every_article(demo: DemoServer, site: Site) -> None:
    starts, following = LISTINGS[site]
    base = demo.urls[site]
    found = {link for start in starts for page in walk(base + start, following) for link in links(page)}
    assert {a.url(demo.port) for a in articles() if a.site == site} <= found


def test_there_are_sixty_articles_some_with_mistakes_to_flag() -> None:
    whole = articles()
    assert len(whole) >= 60
    assert {a.site for a in whole} == set(SITES)
    assert len({a.url(80) for a in whole}) == len(whole)
    assert {m for a in whole for m in a.mistakes} == {"rate_mismatch", "sum_mismatch", "type_symbol_mismatch"}
    assert {a.published.year for a in whole} == {2024}


def test_the_sitemap_lists_the_newspaper_and_one_private_page(demo: DemoServer) -> None:
    found = set(re.findall(r"<loc>([^<]+)</loc>", read(f"{demo.url}/sitemap.xml")))
    assert {a.url(demo.port) for a in articles() if a.site == "bao"} <= found
    assert [url for url in found if "/noi-bo/" in url]


def test_the_feed_has_the_ten_newest_of_its_section(demo: DemoServer) -> None:
    found = re.findall(r"<guid>([^<]+)</guid>", read(f"{demo.url}/rss/xay-dung-dang.rss"))
    newest = [a.url(demo.port) for a in articles() if a.site == "bao" and a.section == "xay-dung-dang"][:10]
    assert found == newest


@pytest.mark.parametrize("site", SITES)
def test_robots_disallow_the_private_part_and_nothing_else(demo: DemoServer, site: Site) -> None:
    base = demo.urls[site]
    robots = RobotFileParser(f"{base}/robots.txt")
    robots.parse(fetch(f"{base}/robots.txt").decode().splitlines())
    assert not any(robots.can_fetch("chibo", base + prefix + "x") for prefix in PRIVATE[site])
    assert all(robots.can_fetch("chibo", a.url(demo.port)) for a in articles() if a.site == site)


@pytest.mark.parametrize("site", SITES)
def test_a_first_listing_page_links_into_the_private_part(demo: DemoServer, site: Site) -> None:
    base = demo.urls[site]
    private = [u for u in links(base + LISTINGS[site][0][0]) if u.removeprefix(base).startswith(PRIVATE[site])]
    assert private
    demo.forget()
    assert demo.trespasses() == []
    fetch(private[0])
    assert [seen.path for seen in demo.trespasses()] == [private[0].removeprefix(base)]


@pytest.mark.parametrize("article", articles(), ids=lambda a: f"{a.site}-{a.name}")
def test_a_page_says_what_its_data_say(demo: DemoServer, article: DemoArticle) -> None:
    raw = fetch(article.url(demo.port))
    encoding = "cp1258" if article.charset == "windows-1258" else "utf-8"
    page = unicodedata.normalize("NFC", unescape(raw.decode(encoding)))
    for text in (article.title, article.sapo or "", article.author or "", *article.paragraphs, *article.captions):
        assert text in page
    assert NOTICE in page
    assert f"{article.published:%H:%M}" in page
    assert article.paragraphs


def test_an_old_page_is_windows_1258_with_combining_tone_marks(demo: DemoServer) -> None:
    raw = fetch(MANNERS["windows-1258"].url(demo.port))
    assert b"charset=windows-1258" in raw
    assert "\u0323" in raw.decode("cp1258")
    with pytest.raises(UnicodeDecodeError):
        raw.decode()


def test_a_mislabelled_page_is_utf_8_and_declares_another_charset(demo: DemoServer) -> None:
    url = MANNERS["mislabelled"].url(demo.port)
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert answer.headers["Content-Type"] == "text/html"
        raw = answer.read()
    assert b"charset=windows-1252" in raw
    assert "Kết quả đánh giá" in raw.decode()


def test_an_nfd_page_is_not_composed(demo: DemoServer) -> None:
    page = fetch(MANNERS["nfd"].url(demo.port)).decode()
    assert page == unicodedata.normalize("NFD", page) != unicodedata.normalize("NFC", page)


def test_one_article_changes_between_the_nights(demo: DemoServer) -> None:
    first, second = articles(1), articles(2)
    changed = [(old, new) for old, new in zip(first, second, strict=True) if old != new]
    assert [old.name for old, _ in changed] == ["ket-nap-9-thang"]
    url = changed[0][0].url(demo.port)
    sitemap = read(f"{demo.url}/sitemap.xml")
    assert "1.078/1.450" in read(url)
    demo.night = 2
    try:
        assert "1.087/1.450" in read(url)
        assert "1.078/1.450" not in read(url)
        assert read(f"{demo.url}/sitemap.xml") != sitemap
    finally:
        demo.night = 1


def test_an_unchanged_newspaper_page_answers_304_to_its_etag(demo: DemoServer) -> None:
    url = next(a for a in articles() if a.name == "ket-nap-9-thang").url(demo.port)
    with urllib.request.urlopen(url, timeout=10) as answer:
        tag = answer.headers["ETag"]
    assert refusal(url, **{"If-None-Match": tag}) == 304
    demo.night = 2
    try:
        assert fetch(url, **{"If-None-Match": tag})
    finally:
        demo.night = 1


def test_the_page_clock_changes_the_bytes_and_not_the_article(demo: DemoServer) -> None:
    article = next(a for a in articles() if a.site == "cong")
    before = read(article.url(demo.port))
    demo.clock = date(2025, 2, 14)
    try:
        after = read(article.url(demo.port))
    finally:
        demo.clock = None
    assert "Hôm nay : 851" not in after != before
    assert "Thứ Sáu, ngày 14/02/2025" in after
    assert read(article.url(demo.port)) == before


def test_the_syndicated_copy_has_the_same_body_and_names_its_source(demo: DemoServer) -> None:
    copy = next(a for a in articles() if a.syndicated_from)
    original = next(a for a in articles() if a.site == "bao" and a.name == copy.name)
    assert copy.site == "cong"
    assert copy.blocks == original.blocks
    assert "Theo Báo Hà Nam" in read(copy.url(demo.port))


def test_some_captions_stand_twice_on_the_page(demo: DemoServer) -> None:
    repeated = [a for a in articles() if a.captions_twice]
    assert {a.site for a in repeated} == set(SITES)
    for article in repeated:
        assert all(read(article.url(demo.port)).count(f">{caption}<") == 2 for caption in article.captions)


def test_the_newspaper_has_metadata_and_the_others_have_none(demo: DemoServer) -> None:
    for article in articles():
        if article.charset != "utf-8":
            continue
        page = read(article.url(demo.port))
        raw = fetch(article.url(demo.port)).decode()
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', raw, re.S)
        assert (found is not None) == ("og:title" in page) == (article.site == "bao")
        if found:
            record = json.loads(found[1])
            assert record["headline"] == article.title
            assert record["datePublished"] == article.published.isoformat()


def test_fault_pages_fail_as_their_names_say(demo: DemoServer) -> None:
    base = demo.urls["cong"] + "/loi/"
    for name, code in (("loi-500.html", 500), ("khong-co.html", 404), ("vong-lap-1.html", 302)):
        assert refusal(base + name) == code
    assert len(fetch(base + "qua-lon.html")) > 5_000_000
    assert len(fetch(base + "qua-lon-khong-bao-truoc.html")) > 5_000_000
    with urllib.request.urlopen(base + "qua-lon-khong-bao-truoc.html", timeout=10) as answer:
        assert answer.headers["Content-Length"] is None
    assert "/loi/" not in read(demo.urls["cong"] + "/")


def test_a_page_past_the_end_is_missing_empty_or_the_last(demo: DemoServer) -> None:
    assert refusal(f"{demo.url}/xay-dung-dang/trang-99.html") == 404
    last = read(f"{demo.urls['liferay']}/kiem-tra-giam-sat?_101_INSTANCE_pL24hNam_cur=99")
    assert "Trang 1 trên 1" in last
    assert "Không có tin nào." in read(f"{demo.urls['cong']}/pages/danh-sach.aspx?chuyenmuc=1&trang=99")


def test_requests_are_recorded_with_site_and_agent() -> None:
    with serve(night=2) as server:
        assert server.requests == []
        fetch(f"{server.urls['liferay']}/robots.txt", **{"User-Agent": "chibo-test"})
        connection = http.client.HTTPConnection(ADDRESSES["bao"], server.port, timeout=10)
        connection.request("HEAD", "/chinh-tri/")
        assert connection.getresponse().read() == b""
        connection.close()
        assert server.requests == [("GET", "/robots.txt"), ("HEAD", "/chinh-tri/")]
        assert (server.seen[0].site, server.seen[0].user_agent) == ("liferay", "chibo-test")
        assert server.clock == date(2025, 1, 7)


def test_a_taken_port_and_a_third_night_are_clear_errors(demo: DemoServer) -> None:
    with pytest.raises(DemoSiteError, match=f"port {demo.port}.*lo0 alias"):
        serve(demo.port)
    with pytest.raises(DemoSiteError, match="night 3"):
        serve(night=3)
    with pytest.raises(DemoSiteError, match="night 3"):
        demo.night = 3


def test_the_source_files_are_the_crawlers(demo: DemoServer, tmp_path: Path) -> None:
    folder = sources(demo.port, tmp_path / "sources")
    loaded = {source.name: source for source in read_source_files(folder).sources.values()}
    assert set(loaded) == {"demo-bao", "demo-liferay", "demo-cong"}
    for article in articles():
        assert loaded[f"demo-{article.site}"].discovery.is_article(article.url(demo.port))
    faulty = read_source_files(sources(demo.port, folder, faults=True))
    assert "demo-loi" in {source.name for source in faulty.sources.values()}
