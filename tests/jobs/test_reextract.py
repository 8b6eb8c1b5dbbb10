"""`chibo reextract`: stored articles read anew, what that would change shown before, and verdicts that stay."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import filelock
import pytest
from sqlalchemy import Engine, func, select

from db.models import Extraction
from jobs.rereading import reextract_command
from schema import ArticleInput, Record
from tests.databases import new_store
from tests.db.fake_reader import Rules, read
from tests.db.verdicts import MAI, SEN, SON, URL, crawl, decide, rows

OTHER = "https://cong.example/bai-2.html"


def _extract(given: ArticleInput, rules: Rules) -> Record:
    text = "\n".join(paragraph.text for paragraph in given.paragraphs or ())
    return read(given.url or given.id, text, given.published, rules)


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Two articles of two sources, the first with an older text and two verdicts."""
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path))
    monkeypatch.delenv("CHIBO_DATABASE_URL", raising=False)
    engine = new_store()
    crawl(engine, SEN)
    crawl(engine, f"{SEN} {MAI}")
    crawl(engine, SON, url=OTHER, source="cong")
    decide(engine, "accept")
    decide(engine, "reject", which=1)
    return engine


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(Extraction)) or 0


def _run(rules: Rules, version: str, **options: Any) -> int:
    return reextract_command(partial(_extract, rules=rules), version, **options)


def test_the_newest_texts_are_read_anew_once_and_verdicts_stay(
    stored: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(Rules(figure="phrase"), "new") == 0
    assert capsys.readouterr().out == "read anew: 2; kept: 2 (bao-mau 1, cong 1)\n"
    assert [row.status for row in rows(stored)] == ["accepted", "rejected"]
    assert _run(Rules(figure="phrase"), "new") == 0
    assert capsys.readouterr().out == "read anew: 0; kept: 0\n", "what this version has read is passed over"
    assert _run(Rules(figure="phrase"), "new", all_revisions=True) == 0
    assert capsys.readouterr().out == "read anew: 1; kept: 1 (bao-mau 1)\n"


@pytest.mark.parametrize("wanted", [{"articles": [OTHER]}, {"articles": ["2"]}, {"source": "cong"}])
def test_only_what_is_asked_for_is_read(
    stored: Engine, capsys: pytest.CaptureFixture[str], wanted: dict[str, Any]
) -> None:
    assert _run(Rules(), "new", **wanted) == 0
    assert capsys.readouterr().out == "read anew: 1; kept: 1 (cong 1)\n"


@pytest.mark.parametrize(
    ("wanted", "message"),
    [({"articles": ["https://bao.example/none"]}, "no article has this"), ({"source": "x"}, "no source is called so")],
)
def test_what_is_not_there_is_named(
    stored: Engine, capsys: pytest.CaptureFixture[str], wanted: dict[str, Any], message: str
) -> None:
    assert _run(Rules(), "new", **wanted) == 2
    assert message in capsys.readouterr().err


def test_the_difference_is_shown_before_anything_is_kept(stored: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    before, questions = _count(stored), list[str]()

    def no(question: str) -> bool:
        questions.append(question)
        return False

    assert _run(Rules(unit="province", extra=True), "new", diff=True, ask=no) == 0
    told = capsys.readouterr().out
    assert f"{URL}\n" in told and f"{OTHER}\n" in told
    assert "? members_admitted · Chi bộ Hoa Sen · 5: accepted → changed: unit: Chi bộ Hoa Sen → Đảng bộ tỉnh" in told
    assert "~ members_total · Đảng bộ tỉnh · 12: unit: Chi bộ Sơn Ca → Đảng bộ tỉnh" in told
    assert "2 revisions would be read anew" in told and told.endswith("nothing was kept\n")
    assert questions == ["Keep this?"] and _count(stored) == before
    assert [row.status for row in rows(stored)] == ["accepted", "rejected"]

    assert _run(Rules(unit="province", extra=True), "new", diff=True, ask=lambda _: True) == 0
    assert _count(stored) == before + 2
    assert rows(stored)[0].status == "changed"


def test_facts_gained_and_lost_are_shown(stored: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(Rules(unread=frozenset({"có"})), "less", diff=True) == 0
    assert "- members_total · Chi bộ Sơn Ca · 12" in capsys.readouterr().out
    assert _run(Rules(), "more", diff=True) == 0
    assert "+ members_total · Chi bộ Sơn Ca · 12" in capsys.readouterr().out


def test_with_changed_rules_only_what_is_read_otherwise_is_kept(
    stored: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _count(stored)
    assert _run(Rules(indicator="members_made_official"), "new", changed_rules=True) == 0
    told = capsys.readouterr().out
    assert "read anew: 2; kept: 1 (bao-mau 1)" in told and "so that nothing was kept: 1" in told
    assert _count(stored) == before + 1


def test_it_waits_for_no_night(
    stored: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    lock = filelock.FileLock(tmp_path / "var" / "nightly.lock")
    with lock:
        assert _run(Rules(), "new") == 75
    assert "another nightly run is at work" in capsys.readouterr().err


def test_an_article_that_fails_is_named_and_the_others_are_kept(
    stored: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(given: ArticleInput) -> Record:
        if given.url == URL:
            raise ValueError("không đọc được")
        return _extract(given, Rules())

    extract: Callable[[ArticleInput], Record] = fail
    assert reextract_command(extract, "new") == 1
    told = capsys.readouterr()
    assert told.out == "read anew: 1; kept: 1 (cong 1)\n"
    assert f"bao-mau: {URL}: ValueError: không đọc được" in told.err
    assert reextract_command(partial(_extract, rules=Rules()), "new") == 0, "the rest is read the next time"
    assert capsys.readouterr().out == "read anew: 1; kept: 1 (bao-mau 1)\n"
