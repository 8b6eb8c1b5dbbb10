"""The spider against a real server on loopback, one process a night."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler import MemoryStore
from crawler.archive import read_page_at, read_warc

ROOT = Path(__file__).resolve().parents[2]
Night = Callable[..., dict[str, Any]]


@pytest.fixture
def crawl_night(tmp_path: Path) -> Night:
    """Crawl once in a process of its own; the port stays the same, as the addresses are the articles' identity."""
    ports: list[int] = []

    def night(**plan: Any) -> dict[str, Any]:
        plan.setdefault("night", 1)
        if ports:
            plan["port"] = ports[0]
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("fixture_site.py")), str(tmp_path), json.dumps(plan)],
            capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        told: dict[str, Any] = json.loads(done.stdout)
        ports[:] = [told["port"]]
        return told

    return night


def test_two_nights(crawl_night: Night, tmp_path: Path) -> None:
    first = crawl_night(night=1)
    report = first["sources"]["thu"]
    assert (report["ended"], report["listed"], report["pages"], report["new"], report["failed"]) == (
        "finished",
        5,
        4,
        4,
        0,
    )
    assert report["robots_disallowed"] == 1
    assert first["complete"]
    assert first["events"] > 0
    assert set(first["revisions"]) == {f"bai/{number}.html" for number in (1, 2, 3, 4)}
    assert not any(path.startswith("/kin/") for path in first["asked"])
    assert max(first["asked"].values()) == 1

    again = crawl_night(night=1)["sources"]["thu"]
    assert (again["pages"], again["new"], again["changed"]) == (0, 0, 0)

    second = crawl_night(night=2)
    report = second["sources"]["thu"]
    assert (report["new"], report["changed"], report["unchanged"]) == (1, 1, 0)
    assert {path for path in second["asked"] if path.startswith("/bai/")} == {"/bai/2.html", "/bai/5.html"}
    assert {url: len(hashes) for url, hashes in second["revisions"].items()} == {
        "bai/1.html": 1, "bai/2.html": 2, "bai/3.html": 1, "bai/4.html": 1, "bai/5.html": 1,
    }  # fmt: skip
    archives = sorted((tmp_path / "archive" / "thu").iterdir())
    assert [len(list(read_warc(path))) for path in archives] == [4, 2]  # the night without news has no archive


def test_an_article_stands_in_the_archive_where_it_says(crawl_night: Night, tmp_path: Path) -> None:
    import pickle

    crawl_night()
    store: MemoryStore = pickle.loads((tmp_path / "store.pickle").read_bytes())
    assert len(store.revisions) == 4
    for (_, url), (article,) in store.revisions.items():
        page = read_page_at(tmp_path / "archive" / article.warc_file, article.warc_offset)
        assert (page.url, page.status) == (url, 200)
        assert article.article.title is not None
        assert article.article.title in page.body.decode()
        assert article.article.published is not None
        assert article.published is not None
        assert article.published.date() == article.article.published


def test_every_fault_is_told_and_stops_nothing(crawl_night: Night) -> None:
    faults = ["loop", "away", "home", "big", "pdf", "zip", "empty", "none", "cut", "x500", "x404"]
    report = crawl_night(faults=[f"/bai/{fault}" for fault in faults])["sources"]["thu"]
    assert {url.removeprefix("bai/"): reason for url, (reason, _) in report["failures"].items()} == {
        "loop": "redirect_loop", "away": "offsite_redirect", "home": "not_an_article", "big": "too_large", "pdf": "not_html",
        "zip": "not_html", "empty": "empty", "none": "not_an_article", "cut": "connection", "x500": "http_500", "x404": "http_404",
    }  # fmt: skip
    assert all(told.startswith("thu: http://127.0.0.1:") for _, told in report["failures"].values())
    assert (report["ended"], report["new"], report["failed"]) == ("finished", 4, len(faults))


def test_a_site_that_is_down(crawl_night: Night) -> None:
    report = crawl_night(down=True)["sources"]["thu"]
    assert {reason for reason, _ in report["failures"].values()} == {"http_500"}
    assert set(report["failures"]) == {"sitemap.xml", "ds"}
    assert report["ended"] == "finished"


def test_one_source_that_cannot_be_reached_stops_no_other(crawl_night: Night) -> None:
    sources = crawl_night(sources=["tat", "thu"])["sources"]
    assert (sources["tat"]["new"], {reason for reason, _ in sources["tat"]["failures"].values()}) == (0, {"connection"})
    assert sources["thu"]["new"] == 4


def test_a_store_that_fails_ends_the_source_and_says_so(crawl_night: Night) -> None:
    told = crawl_night(store="broken")
    report = told["sources"]["thu"]
    assert (report["ended"], report["new"]) == ("store", 0)
    assert "No space left on device" in str(report["failures"])
    assert not told["complete"]


def test_the_limit_of_a_night_leaves_the_rest_for_the_next(crawl_night: Night) -> None:
    first = crawl_night(limit=3)["sources"]["thu"]
    assert (first["new"], first["left"]) == (3, 2)  # the page that robots.txt forbids is one
    second = crawl_night(limit=3)["sources"]["thu"]
    assert (second["new"], second["left"]) == (1, 0)


def test_a_night_that_was_cut_off_is_made_up_for(crawl_night: Night, tmp_path: Path) -> None:
    whole = crawl_night(night=2)["revisions"]
    (tmp_path / "store.pickle").unlink()
    crawl_night(night=2, limit=2)
    assert crawl_night(night=2)["revisions"] == whole
