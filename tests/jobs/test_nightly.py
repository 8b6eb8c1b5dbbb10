"""Whole nights over the sample sites, as a person or a timer starts them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import filelock
import pytest

from jobs.demo_site import DemoServer, articles
from tests.db.conftest import new_database
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
        present = connection.execute(
            "SELECT DISTINCT revision_number FROM current_facts WHERE article_id = ?", twice[0]
        )
        assert present.fetchall() == [(2,)]
    connection.close()


def test_a_new_extractor_version_reads_everything_again_without_fetching(home: Home) -> None:
    home.night("--only", "demo-liferay")
    first = home.tables()
    home.extractor = "extract:fake-2"
    home.night("--only", "demo-liferay", "--jobs", "2")
    second = home.tables()
    assert second["revision"] == first["revision"]
    assert len(second["extraction"]) == 2 * len(first["extraction"])
    assert sorted(home.counts("extracted").values()) == [len(first["extraction"])]
    assert home.counts("facts") == {"demo-liferay": len(first["fact"])}


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


def test_a_second_run_is_refused_while_the_first_is_at_work(home: Home) -> None:
    home.lock.parent.mkdir()
    with filelock.FileLock(home.lock):
        status, out, err = home.run("nightly", "--sources", str(home.sources))
    assert (status, out) == (75, "")
    assert "another nightly run is at work" in err and str(home.lock) in err
    assert not (home.folder / "var" / "chibo.sqlite3").exists()


@pytest.mark.parametrize("broken", ["folder", "empty", "name", "url"])
def test_bad_settings_end_before_anything_is_done(home: Home, tmp_path: Path, broken: str) -> None:
    arguments = ["--sources", str(home.sources)]
    if broken == "folder":
        arguments, said = ["--sources", str(tmp_path / "nowhere")], "no such folder"
    elif broken == "empty":
        (tmp_path / "none").mkdir()
        arguments, said = ["--sources", str(tmp_path / "none")], "no source file"
    elif broken == "name":
        arguments, said = [*arguments, "--only", "nobody"], "no source is called 'nobody'"
    else:
        home.url, said = "mysql://bob:hush@db.example/x", "CHIBO_DATABASE_URL"
    status, out, err = home.run("nightly", *arguments)
    assert (status, out) == (2, "")
    assert said in err and "hush" not in err and "Traceback" not in err


def test_postgresql_keeps_the_same_as_sqlite(home: Home, postgres: str) -> None:
    home.night()
    other = Home(home.folder / "other", home.sources, url=new_database(postgres))
    other.night()
    ours, theirs = home.tables(), other.tables()
    assert {table: len(rows) for table, rows in ours.items()} == {table: len(rows) for table, rows in theirs.items()}
    assert ours["article"] == theirs["article"]
    assert all(VERSION in row for row in theirs["extraction"])
