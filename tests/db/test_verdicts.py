"""The log of verdicts: only added, checked as a whole, the same in whatever order it comes."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, delete, text, update
from sqlalchemy.exc import DBAPIError

import db
from db.models import Revision
from db.models import Verdict as VerdictRow
from db.repository.verdicts import VerdictError
from schema import Verdict
from tests.db.shown import dump
from tests.db.verdicts import SEN, SON, crawl, decide, rows, seen, undo, verdict


@pytest.mark.parametrize("table", [VerdictRow, Revision])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_what_is_kept(database: Engine, table: Any, change: str) -> None:
    crawl(database, SEN)
    decide(database, "accept")
    column = "note" if table is VerdictRow else "title"
    statement = update(table).values({column: "khác"}) if change == "update" else delete(table)
    with pytest.raises(DBAPIError, match="never changed or removed"), db.writing(database) as connection:
        connection.execute(statement)
    assert rows(database)[0].status == "accepted"


@pytest.mark.parametrize("table", ["verdict", "revision"])
def test_nor_is_a_row_replaced_or_the_table_emptied(database: Engine, table: str) -> None:
    crawl(database, SEN)
    decide(database, "accept")
    statement = f"TRUNCATE {table} CASCADE"
    if database.dialect.name == "sqlite":
        statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    with pytest.raises(DBAPIError, match="never changed or removed"), db.writing(database) as connection:
        connection.execute(text(statement))
    assert rows(database)[0].status == "accepted"


def test_a_verdict_is_kept_once_and_comes_back_as_it_was(database: Engine) -> None:
    given = verdict("correct", corrected=seen(value=6.0, qualifiers=("female",)), note="xem lại", seconds=3.5)
    with db.writing(database) as connection:
        assert db.repository.verdicts.add(connection, given)
        assert not db.repository.verdicts.add(connection, given)
        assert list(db.repository.verdicts.every(connection)) == [given]


FAULTS = {
    "another under its uid": ([verdict(uid="same-uid"), verdict("reject", uid="same-uid")], "uid: another one"),
    "a reason that is none": ([verdict("reject", reason="vì thế")], "reason: none is called 'vì thế'"),
    "an indicator that is none": (
        [verdict("correct", corrected=seen(indicator="bò"))],
        "corrected.indicator: none is called 'bò'",
    ),
    "a qualifier that is none": (
        [verdict("correct", corrected=seen(qualifiers=("x",)))],
        "corrected.qualifiers: none is called 'x'",
    ),
    "an undo of nothing": ([verdict("undo", undoes="nobody-gave-it")], "undoes: nobody-gave-it is not there"),
    "an undo of another figure's": (
        [verdict(uid="first-one"), verdict("undo", undoes="first-one", claim="khác")],
        "undoes: first-one is about another figure",
    ),
    "an undo of another editor's": (
        [verdict(uid="first-one", editor="an"), verdict("undo", undoes="first-one", editor="bình")],
        "undoes: first-one was given by an",
    ),
    "an undo of what comes later": (
        [verdict("undo", uid="first-one", undoes="second-one"), verdict(uid="second-one")],
        "undoes: second-one was not decided before it",
    ),
    "an undo of itself": ([verdict("undo", uid="first-one", undoes="first-one")], "was not decided before it"),
    "an undo of what is refused": (
        [verdict("reject", uid="first-one", reason="x"), verdict("undo", undoes="first-one")],
        "reason: none is called 'x'",
    ),
    "a NUL": ([verdict("note", note="a\0b")], "note: it has a NUL"),
}


def test_what_cannot_be_kept_is_named_and_nothing_is_kept(database: Engine) -> None:
    for case, (given, message) in FAULTS.items():
        with pytest.raises(VerdictError) as raised, db.writing(database) as connection:
            db.repository.verdicts.add_all(connection, [verdict(uid="good-one"), *given])
        assert message in str(raised.value), case
        with database.connect() as connection:
            assert list(db.repository.verdicts.every(connection)) == [], case


def test_import_in_any_order_comes_to_the_same(database: Engine) -> None:
    text = f"{SEN} {SON}"
    crawl(database, text)
    undo(database, undo(database, decide(database, "accept")))
    decide(database, "note", editor="bình")
    undo(database, decide(database, "reject", which=1, editor="bình"))
    decide(database, "correct", which=1, corrected=seen(value=6.0))
    with database.connect() as connection:
        log, before = list(db.repository.verdicts.every(connection)), dump(connection)
    for seed in range(4):
        _in_another_order(log, text, seed, before)


def _in_another_order(log: list[Verdict], text: str, seed: int, before: list[Any]) -> None:
    other = db.engine("sqlite:///:memory:")
    db.migrate(other)
    crawl(other, text)
    shuffled = Random(seed).sample(log, len(log))
    first = [given for given in shuffled if given.undoes is None]
    rest = [given for given in shuffled if given.undoes is not None]
    with db.writing(other) as connection:
        if seed % 2:
            assert db.repository.verdicts.add_all(connection, shuffled) == len(log)
        else:
            for given in (*first, *sorted(rest, key=lambda v: v.decided_at)):
                assert db.repository.verdicts.add(connection, given)
        assert [_without_version(row) for row in dump(connection)] == [_without_version(row) for row in before]
        assert list(db.repository.verdicts.every(connection)) == log
    other.dispose()


def _without_version(row: Any) -> str:
    """A row of `dump` without the version of the extractor, of which each reading of these tests has its own."""
    return ", ".join(part for part in str(row).split(", ") if not part.startswith("'v"))
