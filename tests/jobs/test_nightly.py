"""Whole nights over the sample sites, as a person or a timer starts them."""

from __future__ import annotations

import sqlite3

from jobs.demo_site import DemoServer, articles
from tests.jobs.fake_extractor import VERSION
from tests.jobs.nights import Home, sources_of


def test_three_nights(home: Home, site: DemoServer) -> None:
    """The first keeps everything, the second on the unchanged site nothing, the third the one change."""
    out = home.night()
    first = home.tables()
    assert len(first["article"]) == len(first["revision"]) == len(first["extraction"]) > 60
    assert len(first["article"]) == sum(home.counts("new").values())
    assert len(first["fact"]) == sum(home.counts("facts").values()) > 100
    assert "Nothing new" not in out and "demo-bao" in out
    assert site.trespasses() == []

    out = home.night()
    assert "Nothing new" in out
    assert home.tables() == first
    assert home.report()["stored"] == 0
    assert set(home.counts("new").values()) == set(home.counts("changed").values()) == {0}

    site.night = 2
    out = home.night()
    assert "Nothing new" not in out
    assert sum(home.counts("changed").values()) == 1 and sum(home.counts("new").values()) == 0
    _one_article_has_two_revisions(home, first)


def _one_article_has_two_revisions(home: Home, first: dict[str, list[str]]) -> None:
    third = home.tables()
    assert third["article"] == first["article"]
    for table in ("revision", "extraction", "fact"):
        assert set(first[table]) <= set(third[table]), "what was kept is kept"
    assert len(third["revision"]) == len(first["revision"]) + 1
    with sqlite3.connect(home.folder / "var" / "chibo.sqlite3") as connection:
        twice = connection.execute("SELECT article_id FROM revision GROUP BY article_id HAVING count(*) = 2").fetchall()
        assert len(twice) == 1
        by_revision = connection.execute(
            "SELECT number, count(fact.id) FROM revision"
            " JOIN extraction ON extraction.revision_id = revision.id"
            " JOIN fact ON fact.extraction_id = extraction.id WHERE article_id = ? GROUP BY number ORDER BY number",
            twice[0],
        ).fetchall()
        assert [number for number, _ in by_revision] == [1, 2]
        present = connection.execute("SELECT DISTINCT revision FROM facts WHERE article_id = ?", twice[0])
        assert present.fetchall() == [(2,)]
    connection.close()


def test_what_fails_is_told_and_the_rest_is_done(home: Home, site: DemoServer) -> None:
    """A broken source file, one with an unknown key, a site that is down, an article that cannot be read."""
    (home.sources / "demo-bao.toml").unlink()
    (home.sources / "demo-cong.toml").unlink()
    good = (home.sources / "demo-liferay.toml").read_text(encoding="utf-8")
    (home.sources / "broken.toml").write_text("name = ", encoding="utf-8")
    (home.sources / "key.toml").write_text("colour = 'red'\n" + good.replace("demo-liferay", "key"), encoding="utf-8")
    down = good.replace("demo-liferay", "down").replace(f":{site.port}", ":1")
    (home.sources / "down.toml").write_text(down, encoding="utf-8")
    home.extractor = "refuse"

    out = home.night(status=1)
    report = home.report()
    assert report["exit_status"] == 1
    assert [fault.split(":")[0].rsplit("/")[-1] for fault in report["source_file_faults"]] == [
        "broken.toml",
        "key.toml",
    ]
    assert "colour: unknown key" in out
    by_name = {source["name"]: source for source in report["sources"]}
    assert by_name["down"]["reasons"] == {"connection": 2} and "connection ×2" in out
    assert by_name["demo-liferay"]["new"] == sum(article.site == "liferay" for article in articles())
    failed = report["extraction_failures"]
    assert failed and all(failure["detail"] == "ValueError: this article has a 7" for failure in failed)
    assert by_name["demo-liferay"]["extracted"] == by_name["demo-liferay"]["new"] - len(failed)

    (home.sources / "broken.toml").unlink()
    (home.sources / "key.toml").unlink()
    (home.sources / "down.toml").unlink()
    home.extractor = "extract"
    home.night()
    assert home.counts("extracted") == {"demo-liferay": len(failed)}, "what failed is tried again"


def test_pages_that_fail_in_every_way(home: Home, site: DemoServer) -> None:
    sources_of(site, home, faults=True)
    out = home.night("--only", "demo-loi", status=1)
    (source,) = home.report()["sources"]
    assert source["ended"] == "finished"
    assert source["failed"] == len(source["failures"]) > 3
    assert "http_500" in source["reasons"] and "redirect_loop" in source["reasons"] and "too_large" in source["reasons"]
    for reason in source["reasons"]:
        assert reason in out


def test_postgresql_keeps_the_same_as_sqlite(home: Home, postgres: str) -> None:
    home.night("--only", "demo-liferay")
    other = Home(home.folder / "other", home.sources, url=postgres)
    other.night("--only", "demo-liferay", "--jobs", "2")
    ours, theirs = home.tables(), other.tables()
    assert {table: len(rows) for table, rows in ours.items()} == {table: len(rows) for table, rows in theirs.items()}
    assert ours["article"] == theirs["article"]
    assert all(VERSION in row for row in theirs["extraction"])
