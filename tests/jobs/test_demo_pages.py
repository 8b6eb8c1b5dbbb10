"""The page reader, with the sample sites' source files, gives back what the sample articles' data say."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator

import pytest

from crawler.page import Page, read_page
from crawler.source import Source
from jobs.demo_site import DemoArticle, DemoServer, articles, serve, sources
from jobs.source_files import read_source_files


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoServer]:
    with serve() as running:
        yield running


@pytest.fixture(scope="module")
def known(demo: DemoServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Source]:
    folder = sources(demo.port, tmp_path_factory.mktemp("sources"))
    return {source.name.removeprefix("demo-"): source for source in read_source_files(folder).sources.values()}


def page_of(article: DemoArticle, demo: DemoServer, source: Source) -> Page:
    url = article.url(demo.port)
    with urllib.request.urlopen(url, timeout=10) as answer:
        kind = answer.headers["Content-Type"]
        return read_page(answer.read(), url=url, overrides=source.article, content_type=kind)


@pytest.mark.parametrize("article", articles(), ids=lambda a: f"{a.site}-{a.name}")
def test_a_sample_page_is_read_as_it_was_written(
    article: DemoArticle, demo: DemoServer, known: dict[str, Source]
) -> None:
    page = page_of(article, demo, known[article.site])
    assert page.is_article
    assert (page.title, page.author) == (article.title, article.author)
    assert page.published_at == article.published
    assert page.syndicated_from == article.syndicated_from
    captions = [paragraph.text for paragraph in page.paragraphs if paragraph.zone == "caption"]
    assert captions == list(article.captions)
    written = [block if isinstance(block, str) else block.text for block in article.blocks]
    lead = [article.sapo] if article.sapo else []
    assert [paragraph.text for paragraph in page.paragraphs] == [article.title, *lead, *written]


@pytest.mark.parametrize("site", ["bao", "liferay", "cong"])
def test_page_clocks_and_counters_do_not_change_the_text(site: str, demo: DemoServer, known: dict[str, Source]) -> None:
    article = next(a for a in articles() if a.site == site)
    before = page_of(article, demo, known[site])
    demo.clock = demo.clock.replace(month=3)
    try:
        after = page_of(article, demo, known[site])
    finally:
        demo.clock = None
    assert after.content_hash == before.content_hash
