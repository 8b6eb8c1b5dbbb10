"""One address for one page."""

from __future__ import annotations

import pytest

from crawler.urls import article_url, canonical_url, same_site

BASE = "https://bao.vn/muc/"
TABLE = {
    "https://Bao.VN/A-b.html": "https://bao.vn/A-b.html",
    "HTTPS://bao.vn:443/a.html#binh-luan": "https://bao.vn/a.html",
    "http://bao.vn:80": "http://bao.vn/",
    "http://127.0.0.1:8080/a": "http://127.0.0.1:8080/a",
    "http://[::1]:8080/a": "http://[::1]:8080/a",
    "https://bao.vn/a.html?utm_source=zalo&utm_medium=x&fbclid=1&zarsrc=30": "https://bao.vn/a.html",
    "https://bao.vn/a.aspx?b=2&a=1&utm_x=1": "https://bao.vn/a.aspx?a=1&b=2",
    "https://bao.vn/a.aspx?ItemID=74": "https://bao.vn/a.aspx?ItemID=74",
    "https://bao.vn/index.html": "https://bao.vn/",
    "https://bao.vn/muc/Default.aspx": "https://bao.vn/muc/",
    "https://bao.vn/Default.aspx?sname=tinhuy&id=3": "https://bao.vn/Default.aspx?id=3&sname=tinhuy",
    "https://bao.vn//muc///a.html": "https://bao.vn/muc/a.html",
    "https://bao.vn/a;jsessionid=12AB?x=1": "https://bao.vn/a?x=1",
    "https://bao.vn/Tin-tức/post/256875": "https://bao.vn/Tin-t%E1%BB%A9c/post/256875",
    "https://bao.vn/Tin-t%e1%bb%a9c/post/256875": "https://bao.vn/Tin-t%E1%BB%A9c/post/256875",
    "https://bao.vn/a%20b": "https://bao.vn/a%20b",
    "b.html": "https://bao.vn/muc/b.html",
    "/b.html ": "https://bao.vn/b.html",
    "//m.bao.vn/b": "https://m.bao.vn/b",
    "mailto:a@bao.vn": None,
    "javascript:void(0)": None,
    "http://bao.vn:port/": None,
    "http://[bao.vn/": None,
}


@pytest.mark.parametrize("url", TABLE)
def test_canonical_form(url: str) -> None:
    assert canonical_url(url, BASE) == TABLE[url]


@pytest.mark.parametrize("url", [url for url in TABLE.values() if url])
def test_the_canonical_form_is_its_own(url: str) -> None:
    assert canonical_url(url) == url


@pytest.mark.parametrize(
    ("declared", "url"),
    [
        (None, "https://bao.vn/a.html"),
        ("https://bao.vn/b.html?utm_source=x", "https://bao.vn/b.html"),
        ("/b.html", "https://bao.vn/b.html"),
        ("https://khac.vn/b.html", "https://bao.vn/a.html"),
        ("https://bao.vn/", "https://bao.vn/a.html"),
        ("", "https://bao.vn/a.html"),
    ],
)
def test_a_declared_address_counts_on_the_same_host_only(declared: str | None, url: str) -> None:
    assert article_url("https://bao.vn/a.html#x", declared) == url


def test_same_site() -> None:
    assert same_site("https://www.bao.vn/a", ("bao.vn",))
    assert same_site("https://bao.vn/a", ("www.bao.vn",))
    assert not same_site("https://bao.vn.example.com/a", ("bao.vn",))
