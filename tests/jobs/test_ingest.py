"""Files into the database: the identities of the crawl, nothing twice, whatever is given and however often."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from sqlalchemy import Engine, func, select

import db
from crawler.archive import Archive
from crawler.items import CrawledArticle
from crawler.page import read_page
from crawler.source import BUNDLED_SOURCES, load_source
from crawler.urls import article_key
from db.models import Article, Revision, Source
from jobs.crawl_store import DatabaseStore
from jobs.ingest.command import ingest_command
from jobs.ingest.keeping import keep
from jobs.ingest.origins import known_origins
from jobs.ingest.reading import Reading, read
from jobs.inputs import FoundArticle
from tests.databases import new_store
from tests.jobs.fake_extractor import VERSION, extract, refuse
from tests.jobs.nights import ROOT, tables

NOON = datetime(2025, 1, 6, 5, tzinfo=UTC)
SITE = load_source(BUNDLED_SOURCES / "tuyen-quang.toml")
URL = "https://baotuyenquang.com.vn/huyen-suoi-da-ket-nap-dang-vien-123456.html"
TEXT = "Huyện ủy Suối Đá kết nạp đảng viên\nTrong quý I năm 2024, Đảng bộ huyện Suối Đá kết nạp 31 đảng viên.\n"

Put = Callable[[str, str | bytes], str]
Ingest = Callable[..., tuple[int, str, str]]


def _page(figure: int = 31, canonical: str = "") -> str:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f"<html><head><meta charset='utf-8'>{link}<title>Tên trang</title></head><body><article>"
        "<h1>Suối Đá kết nạp đảng viên</h1><time>05/04/2024 08:10</time>"
        f"<p>Trong quý I năm 2024, Đảng bộ huyện Suối Đá kết nạp {figure} đảng viên, trong đó 12 đảng viên là người dân"
        " tộc thiểu số.</p><p>Ban Thường vụ Huyện ủy yêu cầu các chi bộ tiếp tục bồi dưỡng quần chúng ưu tú để kết nạp"
        " trong những tháng tới.</p></article></body></html>"
    )


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a file below the test's folder and gives its path."""

    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


@pytest.fixture
def store(tmp_path: Path) -> Engine:
    """A database with all tables and places."""
    return new_store(f"sqlite:///{tmp_path / 'chibo.sqlite3'}", places=True)


@pytest.fixture
def ingest(store: Engine, capsys: pytest.CaptureFixture[str]) -> Ingest:
    """Ingests with the fake extractor: status, standard output, standard error."""

    def run(*paths: str, extractor: Any = extract, **options: Any) -> tuple[int, str, str]:
        status = ingest_command(paths, extractor, VERSION, database=store.url, clock=lambda: NOON, **options)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def _archive(path: str, *pages: tuple[str, datetime, int]) -> str:
    """A web archive of pages: address, when it was fetched, the figure in it."""
    Path(path).unlink()
    headers = [("Content-Type", "text/html; charset=utf-8")]
    with Archive(Path(path), "thử") as archive:
        for url, at, figure in pages:
            archive.write(url, at, request=(), status=200, headers=headers, body=_page(figure).encode())
    return path


def _articles(engine: Engine) -> list[tuple[str, str, str, int]]:
    """Source, identity, id and number of texts of each article."""
    query = (
        select(Source.name, Article.url, Revision.key, Revision.number)
        .join(Article, Article.source_id == Source.id)
        .join(Revision, Revision.article_id == Article.id)
        .order_by(Revision.id)
    )
    with engine.connect() as connection:
        last = {tuple(row[:2]): (row[2], row[3]) for row in connection.execute(query)}
    return [(*address, *rest) for address, rest in last.items()]


def _crawl(engine: Engine, url: str, html: str, at: datetime = NOON, asked: str | None = None) -> None:
    """Keep a page as a night would."""
    page = read_page(html, url=url, overrides=SITE.article)
    article = page.to_input(article_key(SITE.name, url), province=SITE.province_on(page.published))
    article = article.model_copy(update={"url": url})
    crawled = CrawledArticle(
        SITE.name, url, asked or url, at, article, page.content_hash, page.published_at, "a.warc.gz", 0
    )
    DatabaseStore(engine, [SITE], at).save(crawled)


def test_every_kind_is_read_and_the_same_again_changes_nothing(store: Engine, ingest: Ingest, put: Put) -> None:
    rows = [{"text": f"Bài {n}: kết nạp {n} đảng viên", "id": f"b{n}"} for n in range(3)]
    put("a.txt", TEXT)
    put("trang/b.html", _page())
    put("c.jsonl", "\n".join(json.dumps(row) for row in [*rows[:2], {"text": "Không có id, 9 đảng viên"}]))
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows[2:]), put("d.parquet", ""))
    _archive(put("e.warc.gz", ""), (URL, NOON, 44))
    folder = str(Path(put("a.txt", TEXT)).parent)
    status, out, err = ingest(folder)
    assert (status, err) == (0, "")
    assert out.splitlines() == ["articles: 7 new, 0 changed, 0 unchanged", "extracted: 7 (ingest 6, tuyen-quang 1)"]
    assert _articles(store) == [
        ("ingest", "file:a.txt", "ingest/a.txt", 1),
        ("ingest", "file:c.jsonl#b0", "ingest/c.jsonl#b0", 1),
        ("ingest", "file:c.jsonl#b1", "ingest/c.jsonl#b1", 1),
        ("ingest", "file:c.jsonl#3", "ingest/c.jsonl#3", 1),
        ("ingest", "file:d.parquet#b2", "ingest/d.parquet#b2", 1),
        ("tuyen-quang", URL, article_key("tuyen-quang", URL), 1),
        ("ingest", "file:trang/b.html", "ingest/trang/b.html", 1),
    ]
    before = tables(store)
    assert len(before["fact"]) >= 7
    status, out, err = ingest(folder)
    assert (status, err) == (0, "")
    assert out.splitlines() == ["articles: 0 new, 0 changed, 7 unchanged", "extracted: 0, nothing waited"]
    assert tables(store) == before


def test_the_same_folder_elsewhere_is_the_same_articles(
    store: Engine, ingest: Ingest, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("một", "hai/sâu"):
        put(f"{folder}/q1/x.txt", TEXT)
    ingest(str(tmp_path / "files" / "một"))
    monkeypatch.chdir(tmp_path / "files" / "hai" / "sâu")
    assert ingest(".")[1].startswith("articles: 0 new, 0 changed, 1 unchanged")
    monkeypatch.chdir(tmp_path / "files")
    assert ingest("hai/sâu/")[1].startswith("articles: 0 new, 0 changed, 1 unchanged")
    assert str(tmp_path) not in "".join(tables(store)["revision"] + tables(store)["extraction"])


def test_a_packed_file_is_the_article_that_it_was(ingest: Ingest, put: Put) -> None:
    import gzip

    ingest(put("a.txt", TEXT))
    assert "1 unchanged" in ingest(put("a.txt.gz", gzip.compress(TEXT.encode())))[1]


def test_a_file_that_changed_is_a_revision_and_so_is_its_return(store: Engine, ingest: Ingest, put: Put) -> None:
    told = [ingest(put("a.txt", TEXT.replace("31", figure)))[1].splitlines()[0] for figure in ("31", "32", "31")]
    assert [line.partition(": ")[2][:16] for line in told] == [
        "1 new, 0 changed",
        "0 new, 1 changed",
        "0 new, 1 changed",
    ]
    assert [article[3] for article in _articles(store)] == [3]


@pytest.mark.parametrize("kind", ["html", "jsonl", "warc", "saved page"])
def test_an_article_that_was_crawled_is_that_article(store: Engine, ingest: Ingest, put: Put, kind: str) -> None:
    _crawl(store, URL, _page())
    before = tables(store)["revision"]
    tracked = URL.replace("https", "HTTPS") + "?utm_source=zalo#top"
    if kind == "html":
        told = ingest(put("b.html", _page()), url=tracked)
    elif kind == "saved page":
        told = ingest(put("b.html", _page(canonical=URL)))
    elif kind == "jsonl":
        told = ingest(put("b.jsonl", json.dumps({"html": _page(), "url": tracked})))
    else:
        told = ingest(put("c.txt", TEXT), _archive(put("e.warc.gz", ""), (f"{URL}?utm_source=zalo", NOON, 31)))
    assert told[0] == 0 and "1 unchanged" in told[1]
    assert [article for article in _articles(store) if article[0] != "ingest"] == [
        ("tuyen-quang", URL, article_key("tuyen-quang", URL), 1)
    ]
    assert before[0] in tables(store)["revision"]


def test_ingested_first_and_crawled_later_is_one_article_too(store: Engine, ingest: Ingest, put: Put) -> None:
    ingest(put("b.html", _page()), url=URL)
    first = tables(store)["revision"]
    _crawl(store, URL, _page())
    assert tables(store)["revision"] == first
    _crawl(store, URL, _page(32), NOON + timedelta(days=1))
    assert [article[3] for article in _articles(store)] == [2]


def test_an_address_that_the_crawl_was_led_from_is_its_article(store: Engine, ingest: Ingest, put: Put) -> None:
    printed = "https://baotuyenquang.com.vn/ban-in-123456.html"
    _crawl(store, URL, _page(), asked=printed)
    ingest(put("b.jsonl", json.dumps({"text": TEXT, "url": printed})))
    assert _articles(store) == [("tuyen-quang", URL, article_key("tuyen-quang", URL), 2)]


def test_a_source_that_only_the_database_knows(store: Engine, ingest: Ingest, put: Put) -> None:
    with db.writing(store) as connection:
        db.repository.sources.remember(connection, "bao-mau", "Báo Mẫu", "https://bao.example/", NOON)
    rows = [
        {"text": f"{TEXT}{n}", "url": url} for n, url in enumerate(("http://www.bao.example/1", "http://la.example/2"))
    ]
    ingest(put("a.jsonl", "\n".join(map(json.dumps, rows))), source="kho-bai")
    assert [article[:2] for article in _articles(store)] == [
        ("bao-mau", "http://www.bao.example/1"),
        ("kho-bai", "http://la.example/2"),
    ]
    with store.connect() as connection:
        assert dict(connection.execute(select(Source.name, Source.title)).all()) == {
            "bao-mau": "Báo Mẫu",
            "kho-bai": "kho-bai",
        }


def test_options_and_the_source_tell_what_a_text_does_not(store: Engine, ingest: Ingest, put: Put) -> None:
    ingest(put("a.txt", TEXT), source="tuyen-quang")
    ingest(put("b.txt", TEXT + "thêm"), published=date(2024, 4, 5), province="Hà Giang")
    with store.connect() as connection:
        told = connection.execute(select(Revision.path, Revision.province, Revision.published).order_by(Revision.id))
        assert [tuple(row) for row in told] == [
            ("a.txt", "Tuyên Quang", None),
            ("b.txt", "Hà Giang", date(2024, 4, 5)),
        ]


def test_two_versions_of_an_article_in_one_dump_are_two_revisions_once(store: Engine, ingest: Ingest, put: Put) -> None:
    rows = [{"text": f"Kết nạp {n} đảng viên", "url": URL} for n in (1, 2, 1)]
    path = put("a.jsonl", "\n".join(map(json.dumps, rows)))
    assert ingest(path)[1].startswith("articles: 1 new, 1 changed, 1 unchanged")
    assert ingest(path)[1].startswith("articles: 0 new, 0 changed, 3 unchanged")
    assert [article[3] for article in _articles(store)] == [2]


def test_an_old_archive_does_not_replace_what_is_newer(store: Engine, ingest: Ingest, put: Put) -> None:
    _crawl(store, URL, _page(32))
    days = [(URL, NOON + timedelta(days=day), figure) for day, figure in ((-2, 30), (2, 33))]
    status, out, _ = ingest(_archive(put("cũ.warc.gz", ""), *days))
    assert status == 0
    assert out.splitlines()[:2] == [
        "articles: 0 new, 1 changed, 0 unchanged",
        "passed over: 1 archived before the text that is kept of their article",
    ]
    with store.connect() as connection:
        kept = connection.execute(select(Revision.number, Revision.first_fetched_at, Revision.text)).all()
    assert [(row[0], row[1]) for row in kept] == [(1, NOON), (2, NOON + timedelta(days=2))]
    assert "33 đảng viên" in kept[1][2]


def test_what_cannot_be_read_is_named_and_the_rest_is_done(store: Engine, ingest: Ingest, put: Put) -> None:
    bad = put("b.txt", b"\x00\x01\x02")
    row = put(
        "c.jsonl",
        json.dumps({"text": TEXT, "url": "không phải địa chỉ"}) + "\n{broken\n" + json.dumps({"text": "Tốt 5"}),
    )
    status, out, err = ingest(put("a.txt", TEXT), bad, row, str(Path(bad).with_name("thiếu.txt")))
    assert status == 1
    assert out.startswith("articles: 2 new, 0 changed, 0 unchanged")
    named = [line.removeprefix("chibo: ") for line in err.splitlines()]
    assert [line.startswith(path) for line, path in zip(named, (bad, f"{row}:1", f"{row}:2"), strict=False)] == [
        True
    ] * 3
    assert "no web address" in named[1] and "thiếu.txt" in named[3] and len(named) == 4


def test_two_texts_of_one_name_are_not_one_article(store: Engine, ingest: Ingest, put: Put, tmp_path: Path) -> None:
    one, two = put("q1/x.txt", TEXT), put("q2/x.txt", TEXT + "khác")
    status, out, err = ingest(one, two, one)
    assert status == 1 and out.startswith("articles: 1 new, 0 changed, 1 unchanged")
    assert err == f"chibo: {two}: another text of this run is called x.txt too; give their common folder\n"
    assert ingest(str(tmp_path / "files"))[1].startswith("articles: 2 new, 0 changed, 0 unchanged")


def test_an_address_is_that_of_one_article(store: Engine, ingest: Ingest, put: Put) -> None:
    status, out, err = ingest(put("a.txt", TEXT), put("b.txt", TEXT + "khác"), url=URL)
    assert status == 1 and out.startswith("articles: 1 new")
    assert "--url names one article" in err
    assert ingest(put("a.txt", TEXT), url="bao.example")[::2] == (
        2,
        "chibo: --url bao.example is no web address (http or https)\n",
    )


def test_an_article_that_extraction_cannot_read_waits_for_the_next_time(
    store: Engine, ingest: Ingest, put: Put
) -> None:
    path = put("a.jsonl", json.dumps({"text": TEXT, "url": "https://bao.example/7"}))
    status, out, err = ingest(path, extractor=refuse)
    assert status == 1 and "extracted: 0" in out and "https://bao.example/7: ValueError" in err
    status, out, err = ingest(path)
    assert (status, err) == (0, "") and "extracted: 1 (ingest 1)" in out


def test_two_at_once_keep_each_article_once(database: Engine) -> None:
    origins = known_origins([], "ingest")
    found = [FoundArticle("a.jsonl", str(n), str(n), text=f"Bài {n}", name="a.jsonl") for n in range(1200)]
    readings = [reading for one in found if isinstance(reading := read(one, origins), Reading)]
    start = threading.Barrier(2)

    def run(_: int) -> Counter[str]:
        start.wait()
        return keep(database, iter(readings), lambda: NOON, tell=lambda problem: None).outcomes

    with ThreadPoolExecutor(2) as threads:
        one, two = threads.map(run, range(2))
    assert one + two == Counter(new=1200, unchanged=1200)
    with database.connect() as connection:
        assert connection.execute(select(func.count()).select_from(Revision)).scalar_one() == 1200


def test_two_processes_read_the_same(store: Engine, ingest: Ingest, put: Put, tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": f"Kết nạp {n} đảng viên"}) for n in range(60))
    ingest(put("a.jsonl", rows))
    alone = tables(store)
    other = tmp_path / "other.sqlite3"
    assert ingest_command([put("a.jsonl", rows)], extract, VERSION, jobs=2, database=f"sqlite:///{other}") == 0
    engine = db.engine(f"sqlite:///{other}")
    assert tables(engine) == alone
    engine.dispose()


def test_killed_at_any_moment_and_run_again(tmp_path: Path, put: Put) -> None:
    rows = "\n".join(json.dumps({"text": f"Kết nạp {n} đảng viên\n" + "Chi bộ họp.\n" * 20}) for n in range(1500))
    path = put("a.jsonl", rows)

    def start(home: Path) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.jobs.chibo_with_fake", "ingest", path]
        environment = {key: value for key, value in os.environ.items() if key != "CHIBO_DATABASE_URL"}
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment | {"CHIBO_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    whole = start(tmp_path / "whole")
    assert whole.communicate(timeout=120)[0].startswith("articles: 1500 new")
    undisturbed = _tables_of(tmp_path / "whole")
    partial = set()
    home = tmp_path / "killed"
    for target in (1, 501, 1001):  # articles that are kept when the process is killed
        process = start(home)
        while process.poll() is None and _count(home) < target:
            time.sleep(0.005)
        process.kill()
        process.communicate()
        partial.add(_count(home))
    out, err = start(home).communicate(timeout=120)
    assert partial - {1500}, "it was never killed in the midst of its work"
    assert err == "" and "0 changed" in out
    assert _tables_of(home) == undisturbed


def _count(home: Path) -> int:
    file = home / "var" / "chibo.sqlite3"
    if not file.exists():
        return 0
    engine = db.engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            has = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'article'").scalar_one()
            return connection.exec_driver_sql("SELECT count(*) FROM article").scalar_one() if has else 0
    finally:
        engine.dispose()


def _tables_of(home: Path) -> dict[str, list[str]]:
    engine = db.engine(f"sqlite:///{home / 'var' / 'chibo.sqlite3'}")
    try:
        return tables(engine)
    finally:
        engine.dispose()
