"""The sample sites' pages read by the general rules alone, without what their source files say."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator

import pytest

from crawler import read_page
from jobs.demo_site import DemoArticle, DemoServer, articles, serve


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoServer]:
    with serve() as running:
        yield running


@pytest.mark.parametrize("article", articles(), ids=lambda article: f"{article.site}-{article.name}")
def test_a_sample_page_without_its_source_file(article: DemoArticle, demo: DemoServer) -> None:
    with urllib.request.urlopen(article.url(demo.port), timeout=10) as answer:
        page = read_page(answer.read(), content_type=answer.headers["Content-Type"])
    text = tuple(paragraph.text for paragraph in page.paragraphs if paragraph.zone in ("lead", "body"))
    assert page.title == article.title
    assert page.published_at == article.published
    assert (page.author, page.syndicated_from) == (article.author, article.syndicated_from)
    assert text == ((article.sapo,) if article.sapo else ()) + article.paragraphs
    assert tuple(paragraph.text for paragraph in page.paragraphs if paragraph.zone == "caption") == article.captions
    assert page.is_article
