"""The same content gives the same bytes, in whatever order it came, and on whichever database it lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

import db
from jobs.publication.edition import publish
from jobs.publication.versions import checksums
from tests.jobs.publication.conftest import store
from tests.jobs.publication.stand_in import add_nights, fill, invented


def _files(version: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(version.iterdir())}


@pytest.mark.parametrize("seed", [1, 2])
def test_another_run_elsewhere_and_another_order_of_insertion_give_the_same_bytes(tmp_path: Path, seed: int) -> None:
    one = publish(store(tmp_path / "one.sqlite3"), tmp_path / "one")
    two = publish(store(tmp_path / "two.sqlite3", shuffled=seed), tmp_path / "elsewhere" / "two")
    assert one.version.name == two.version.name == "2025-01-08"
    assert _files(one.version) == _files(two.version)
    assert len(_files(one.version)) > 25


def test_sqlite_and_postgresql_give_the_same_bytes(database: Engine, tmp_path: Path) -> None:
    add_nights(database)
    fill(database, invented())
    here = publish(database, tmp_path / "here").version
    assert _files(here) == _files(publish(store(tmp_path / "sqlite.sqlite3"), tmp_path / "there").version)


def test_many_row_groups_are_the_same_as_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held at once is no part of what is written to CSV and SQLite."""
    whole = publish(store(tmp_path / "one.sqlite3"), tmp_path / "one").version
    monkeypatch.setattr("jobs.publication.table_files.ROW_GROUP", 5)
    monkeypatch.setattr("jobs.publication.reading._BATCH", 3)
    parts = publish(store(tmp_path / "two.sqlite3"), tmp_path / "two").version
    for name, digest in checksums(whole).items():
        if name.endswith(".csv") or name == "chibo.sqlite":
            assert checksums(parts)[name] == digest, name


def test_what_others_write_meanwhile_is_not_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = store(tmp_path / "chibo.sqlite3")
    expected = _files(publish(engine, tmp_path / "before").version)
    from jobs.publication import edition

    read = edition.rows

    def rows(connection: object, table: object, **how: object) -> object:
        if table.name == "figures":  # type: ignore[attr-defined]
            with db.writing(engine) as other:
                other.exec_driver_sql("DELETE FROM figures")
                other.exec_driver_sql("UPDATE citations SET text = 'khác'")
        return read(connection, table, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(edition, "rows", rows)
    assert _files(publish(engine, tmp_path / "during").version) == expected


def test_nothing_of_the_machine_or_the_run_is_told(tmp_path: Path) -> None:
    version = publish(store(tmp_path / "chibo.sqlite3"), tmp_path / "out").version
    for name, content in _files(version).items():
        assert str(tmp_path).encode() not in content, name
        assert b"KH\xc3\x94NG \xc4\x90\xc6\xaf\xe1\xbb\xa2C C\xc3\x94NG B\xe1\xbb\x90" not in content, (
            f"{name} has the text"
        )
