"""Backups: of one moment while others write, whole or not there, never in another's place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url
from typer.testing import CliRunner, Result

import db
from jobs.backup.contents import BackupError
from jobs.backup.making import back_up, contents
from jobs.cli import app
from tests.databases import new_store
from tests.db.records import SENTENCE, add_revision, simple_record

NOW = datetime(2025, 1, 6, 20, 15, tzinfo=UTC)

Chibo = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for `var/backups` and a SQLite database."""
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CHIBO_DATABASE_URL", raising=False)
    return tmp_path / "home"


@pytest.fixture
def chibo(home: Path) -> Chibo:
    """Runs `chibo`."""
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


def _fill(engine: Engine, articles: int = 3) -> None:
    with db.writing(engine) as connection:
        for number in range(articles):
            url = f"https://bao.example/{number}"
            revision = add_revision(connection, SENTENCE, url)
            db.repository.extractions.store_extraction(connection, revision, simple_record(SENTENCE, url), "1")


def _filled() -> Engine:
    engine = new_store()
    _fill(engine)
    return engine


def test_a_backup_says_what_is_in_it_and_can_be_used_as_it_is(home: Path, chibo: Chibo) -> None:
    engine = _filled()
    result = chibo("backup")
    assert result.exit_code == 0, result.output
    (file,) = (home / "var" / "backups").iterdir()
    assert result.stdout.startswith(f"{file}: 3 articles, 3 texts, 3 extracted facts")
    verified = chibo("backup", "--verify", file)
    assert verified.exit_code == 0
    assert verified.stdout.startswith(f"{file}: whole; 3 articles, 3 texts, 3 extracted facts")
    with engine.connect() as connection:
        assert f"migration {db.migrations.current(connection)}" in verified.stdout
    engine.dispose()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    restored = db.engine(f"sqlite:///{shutil.copy(file, home / 'again.sqlite3')}")
    assert not db.migrate(restored), "nothing is to be done to it"
    with restored.connect() as connection:
        assert db.repository.facts.count(connection) == 3
    restored.dispose()


def test_a_backup_made_while_a_writer_commits_is_a_prefix_of_its_transactions(home: Path, tmp_path: Path) -> None:
    engine = _filled()
    with db.writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE one (n INTEGER, filling BLOB)")
        connection.exec_driver_sql("CREATE TABLE two (n INTEGER)")
    begun, stop, written = threading.Event(), threading.Event(), [0]

    def write() -> None:
        while not stop.is_set():
            written[0] += 1
            with db.writing(engine) as connection:  # each transaction has a half in each table
                connection.exec_driver_sql("INSERT INTO one VALUES (?, zeroblob(20000))", (written[0],))
                connection.exec_driver_sql("INSERT INTO two VALUES (?)", (written[0],))
            if written[0] == 50:
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(60)
    try:
        copies = [back_up(engine.url, tmp_path / f"{number}.sqlite3")[0] for number in range(5)]
    finally:
        stop.set()
        writer.join()
    engine.dispose()
    lengths = []
    for copy in copies:
        with closing(sqlite3.connect(copy)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            one, two = (
                [row[0] for row in opened.execute(f"SELECT n FROM {table} ORDER BY n")] for table in ("one", "two")
            )
        assert one == two == list(range(1, len(one) + 1))
        lengths.append(len(one))
    assert lengths[0] >= 50 and lengths == sorted(lengths) and lengths[-1] <= written[0]


def test_only_the_newest_are_kept_and_no_file_of_another_name_goes(home: Path) -> None:
    engine = _filled()
    folder = home / "var" / "backups"
    folder.mkdir()
    for name in ("chibo-before-the-move.sqlite3", "chibo-20250101T000000Z.dump", "notes.txt"):
        (folder / name).write_text("mine")
    for day in range(4):
        back_up(engine.url, keep=2, now=NOW + timedelta(days=day))
    engine.dispose()
    assert sorted(path.name for path in folder.iterdir()) == [
        "chibo-20250101T000000Z.dump",
        "chibo-20250108T201500Z.sqlite3",
        "chibo-20250109T201500Z.sqlite3",
        "chibo-before-the-move.sqlite3",
        "notes.txt",
    ]


def test_no_file_is_replaced(home: Path, chibo: Chibo, tmp_path: Path) -> None:
    _filled().dispose()
    there = tmp_path / "there.sqlite3"
    there.write_text("mine")
    result = chibo("backup", there)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"chibo: {there} is there already; a backup never replaces a file\n"
    assert there.read_text() == "mine" and list(tmp_path.glob(".*")) == []


def test_a_file_that_comes_meanwhile_is_not_replaced_either(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = _filled()
    target = tmp_path / "b.sqlite3"
    real = os.link

    def late(*arguments: object) -> None:
        target.write_text("another's")
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(BackupError, match="is there already"):
        back_up(engine.url, target)
    engine.dispose()
    assert target.read_text() == "another's" and list(tmp_path.glob(".*")) == []


def test_what_cannot_be_backed_up_is_told(home: Path, chibo: Chibo, tmp_path: Path) -> None:
    result = chibo("backup")
    assert result.exit_code == 2 and "there is no such database" in result.stderr
    assert not home.exists(), "a backup makes no database"
    _filled().dispose()
    (tmp_path / "file").write_text("")
    result = chibo("backup", tmp_path / "file" / "b.sqlite3")
    assert result.exit_code == 2 and f"{tmp_path / 'file' / 'b.sqlite3'} cannot be written" in result.stderr
    assert chibo("backup", "a", "--keep", "2").exit_code == 2
    assert chibo("backup", "--verify", "a", "--keep", "2").exit_code == 2


def test_a_backup_that_is_no_good_is_named(home: Path, chibo: Chibo, tmp_path: Path) -> None:
    engine = _filled()
    file, _ = back_up(engine.url, tmp_path / "b.sqlite3")
    engine.dispose()
    damaged = bytearray(file.read_bytes())
    damaged[4096 : 4096 + 8 * 4096] = os.urandom(8 * 4096)
    file.write_bytes(damaged)
    (tmp_path / "text.sqlite3").write_text("no database at all, but long enough to be looked at as one" * 20)
    for path in (file, tmp_path / "text.sqlite3", tmp_path / "missing.sqlite3", tmp_path):
        result = chibo("backup", "--verify", path)
        assert (result.exit_code, result.stdout) == (1, ""), path
        assert str(path) in result.stderr and "Traceback" not in result.stderr


def test_a_backup_of_either_database(home: Path, database: Engine, tmp_path: Path) -> None:
    if database.dialect.name == "postgresql" and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    _fill(database)
    file, held = back_up(database.url, now=NOW)
    assert held.rows["article"] == 3 and held.rows["fact"] == 3
    with database.connect() as connection:
        assert held.revision == db.migrations.current(connection)
    assert contents(file) == held
    assert file.name == f"chibo-20250106T201500Z.{'dump' if database.dialect.name == 'postgresql' else 'sqlite3'}"


@pytest.mark.skipif(shutil.which("pg_restore") is None, reason="pg_restore is not installed")
def test_a_dump_is_restored_as_the_manual_says(home: Path, postgres: str) -> None:
    server = db.engine(postgres).execution_options(isolation_level="AUTOCOMMIT")
    again = make_url(postgres).set(database="chibo_again")
    with server.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
        connection.exec_driver_sql("CREATE DATABASE chibo_again")
    engine = db.engine(postgres)
    db.migrate(engine)
    _fill(engine)
    file, _ = back_up(engine.url)
    engine.dispose()
    command = ["pg_restore", "--clean", "--if-exists", f"--dbname={again.render_as_string()}", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    restored = db.engine(again)
    assert not db.migrate(restored), "nothing is to be done to it"
    with restored.connect() as connection:
        assert db.repository.facts.count(connection) == 3
    restored.dispose()
    with server.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE chibo_again")
    server.dispose()


def test_without_pg_dump_a_dump_is_refused(home: Path, chibo: Chibo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_DATABASE_URL", "postgresql://bob:hush@127.0.0.1:1/chibo")
    monkeypatch.setenv("PATH", str(home))
    result = chibo("backup")
    assert result.exit_code == 2 and "pg_dump is not installed" in result.stderr
    assert list((home / "var" / "backups").iterdir()) == []


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed")
def test_a_server_that_does_not_answer_is_told_without_the_password(
    home: Path, chibo: Chibo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIBO_DATABASE_URL", "postgresql://bob:hush@127.0.0.1:1/chibo")
    result = chibo("backup")
    assert result.exit_code == 1 and "pg_dump failed" in result.stderr and "hush" not in result.output
    assert list((home / "var" / "backups").iterdir()) == []
