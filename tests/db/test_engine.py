"""Which database is meant, how SQLite is set up, and what is said when none can be had."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError, StatementError

import db
from db.engine import _reason
from db.models import Fetch, Source

AT = datetime(2025, 1, 6, tzinfo=UTC)


def test_the_default_is_one_file_under_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHIBO_DATABASE_URL", raising=False)
    monkeypatch.delenv("CHIBO_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert db.database_url().database == str(tmp_path / "var" / "chibo.sqlite3")
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path / "home"))
    db.engine().dispose()
    assert (tmp_path / "home" / "var" / "chibo.sqlite3").exists()


def test_the_variable_chooses_and_an_argument_outranks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_DATABASE_URL", "postgresql://reader@db.example/chibo")
    assert db.database_url().get_backend_name() == "postgresql"
    assert db.database_url("sqlite:///x.sqlite3").database == "x.sqlite3"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("chibo.sqlite3", "not a database URL"),
        ("postgresql://h:port/x", "not a database URL"),
        ("mysql://bob:hush@db.example/chibo", "mysql:// is not supported"),
        ("sqlite://", "names no file"),
        ("postgresql://bob:hu@sh@db.example/chibo", "%40"),
        ("postgresql://bob:hush@127.0.0.1:1/chibo", "postgresql://bob:***@127.0.0.1:1/chibo cannot be used"),
        ("postgresql://bob@127.0.0.1:1/chibo?password=hush", "cannot be used"),
    ],
)
def test_a_bad_url_is_named_by_its_variable_without_the_password(
    url: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIBO_DATABASE_URL", url)
    with pytest.raises(db.DatabaseError) as raised:
        db.engine()
    message = str(raised.value)
    assert message.startswith("CHIBO_DATABASE_URL") and said in message
    assert "hush" not in message and "sh@" not in message


def test_a_password_is_hidden_in_urls_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(db.DatabaseError) as raised:
        db.engine("postgresql://bob:p@127.0.0.1:1/chibo")
    message = str(raised.value)
    assert "bob:***@127" in message and "port 1 failed" in message and "refused; Is the server" in message
    told = _reason(OSError("no postgresql://bob:h@u@sh@db/x?password=hush here\n\n second  line"))
    assert told == "no postgresql://bob:***@db/x?password=*** here; second line"


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("không phải cơ sở dữ liệu" * 100)
    with pytest.raises(db.DatabaseError, match="not a database"):
        db.engine(f"sqlite:///{tmp_path / 'notes.txt'}")


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(db.DatabaseError, match="cannot be used"):
        db.engine(f"sqlite:///{tmp_path / 'var' / 'chibo.sqlite3'}")


def test_sqlite_is_in_wal_mode_with_full_synchronous_and_foreign_keys(tmp_path: Path) -> None:
    engine = db.engine(f"sqlite:///{tmp_path / 'chibo.sqlite3'}")
    with engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


def test_foreign_keys_are_enforced(database: Engine) -> None:
    page = {"crawl_run_id": 7, "source_id": 7, "url": "u", "fetched_at": AT, "outcome": "failed", "reason": "dns"}
    with pytest.raises(IntegrityError), db.writing(database) as connection:
        connection.execute(insert(Fetch).values(page))


def test_instants_are_utc_and_naive_ones_are_refused(database: Engine) -> None:
    hanoi = datetime.fromisoformat("2025-01-07T03:00:00+07:00")
    with db.writing(database) as connection:
        db.repository.sources.remember(connection, "bao-mau", "Báo Mẫu", "https://bao.example/", hanoi)
        at = connection.execute(select(Source.first_seen_at)).scalar_one()
    assert at == hanoi and at.tzinfo == UTC
    with pytest.raises(StatementError, match="no time zone"), db.writing(database) as connection:
        db.repository.sources.remember(connection, "cong", "Cổng", "https://cong.example/", datetime(2025, 1, 6))


def test_an_exception_undoes_a_writing_transaction(database: Engine) -> None:
    with pytest.raises(StatementError), db.writing(database) as connection:  # noqa: PT012  (the second one fails)
        db.repository.sources.remember(connection, "bao-mau", "Báo Mẫu", "https://bao.example/", AT)
        db.repository.sources.remember(connection, "hai", "Hai", "https://hai.example/", datetime(2025, 1, 6))
    with database.connect() as connection:
        assert connection.execute(select(Source.id)).all() == []


def test_a_second_writer_waits_for_the_first(database: Engine) -> None:
    """Both read before they write, which fails at once on SQLite where the write lock is taken late."""
    inside, waits = threading.Event(), threading.Event()

    def second() -> None:
        inside.wait()
        waits.set()
        with db.writing(database) as connection:
            db.repository.sources.remember(connection, "hai", "Hai", "https://hai.example/", AT)

    thread = threading.Thread(target=second)
    thread.start()
    with db.writing(database) as connection:
        inside.set()
        waits.wait()
        db.repository.sources.remember(connection, "mot", "Một", "https://mot.example/", AT)
    thread.join()
    with database.connect() as connection:
        assert set(connection.execute(select(Source.name)).scalars()) == {"mot", "hai"}


def test_readers_are_not_kept_waiting_by_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "chibo.sqlite3"
    engine = db.engine(f"sqlite:///{path}")
    db.migrate(engine)
    with db.writing(engine) as connection:
        db.repository.sources.remember(connection, "bao-mau", "Báo Mẫu", "https://bao.example/", AT)
        reader = sqlite3.connect(path, timeout=0)
        assert reader.execute("SELECT count(*) FROM source").fetchone() == (0,)
        reader.close()
    engine.dispose()
