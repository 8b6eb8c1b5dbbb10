"""The schema: from nothing to head equals the models, and back, on both databases."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect, text

import db
from db.migrations import current, downgrade
from db.models import Base
from db.models.search import article_search, is_modelled
from db.views import view_metadata


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"include_name": is_modelled})
    return compare_metadata(context, Base.metadata)


def _checks(engine: Engine) -> dict[str, set[str | None]]:
    """Names of the check constraints by table, which Alembic does not compare."""
    inspector = inspect(engine)
    return {
        table: {check["name"] for check in inspector.get_check_constraints(table)} for table in Base.metadata.tables
    }


def test_from_nothing_to_head_is_the_models(empty: Engine) -> None:
    assert db.migrate(empty)
    with empty.connect() as connection:
        assert _differences(connection) == []
    migrated = _checks(empty)
    downgrade(empty, "base")
    with db.writing(empty) as connection:
        Base.metadata.create_all(connection)
    assert migrated == _checks(empty)
    assert "ck_fact_figure" in migrated["fact"]


@pytest.mark.parametrize("view", sorted(view_metadata.tables))
def test_a_view_has_the_columns_that_are_promised(database: Engine, view: str) -> None:
    columns = [column["name"] for column in inspect(database).get_columns(view)]
    assert columns == [column.name for column in view_metadata.tables[view].columns]


def test_the_full_text_index_has_the_columns_that_are_promised(database: Engine) -> None:
    columns = [column["name"] for column in inspect(database).get_columns("article_search")]
    promised = [column.name for column in article_search.columns]
    assert columns == (promised if database.dialect.name == "postgresql" else promised[1:])  # FTS5 has a rowid


def test_down_and_up_again(database: Engine) -> None:
    downgrade(database, "base")
    assert inspect(database).get_table_names() == ["alembic_version"]
    assert inspect(database).get_view_names() == []
    assert db.migrate(database)
    with database.connect() as connection:
        assert _differences(connection) == []


def test_a_second_migration_has_nothing_to_do(empty: Engine) -> None:
    assert [db.migrate(empty), db.migrate(empty)] == [True, False]


def test_it_takes_a_url(fresh_url: str) -> None:
    assert db.migrate(fresh_url)
    assert not db.migrate(fresh_url)


def test_a_migration_that_fails_half_way_leaves_nothing(empty: Engine) -> None:
    with db.writing(empty) as connection:
        connection.execute(text("CREATE TABLE fact (id INTEGER)"))
    with pytest.raises(Exception, match="fact"):
        db.migrate(empty)
    assert inspect(empty).get_table_names() == ["fact"]


def test_a_database_of_a_newer_version_is_left_alone(database: Engine) -> None:
    with db.writing(database) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(db.DatabaseError, match=r"9999.*newer"):
        db.migrate(database)
    with database.connect() as connection:
        assert current(connection) == "9999"


def test_two_processes_may_migrate_at_once(empty: Engine) -> None:
    done: list[bool] = []
    together = threading.Barrier(2)

    def run() -> None:
        together.wait()
        done.append(db.migrate(empty))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False, True]


FIRST = (
    "INSERT INTO source (id, name, title, homepage, first_seen_at)"
    " VALUES (1, 'bao-mau', 'Báo Mẫu', 'https://bao.example/', '2025-01-06 20:15:00')",
    "INSERT INTO article (id, source_id, url, first_seen_at) VALUES (1, 1, 'https://bao.example/1', '2025-01-06 20:15:00')",
    "INSERT INTO revision (id, article_id, number, content_hash, first_fetched_at, text, key, title, published, province)"
    " VALUES (1, 1, 1, 'abc', '2025-01-06 20:15:00', 'Theo Nghị quyết số 21-NQ/TW, huyện Suối Đá kết nạp 142 đảng viên.',"
    " 'https://bao.example/1', 'Suối Đá', '2025-01-05', 'Hà Giang')",
    "INSERT INTO extraction (id, revision_id, extractor_version, record_version, extracted_at, key, title, published)"
    " VALUES (1, 1, '0.1.0', 1, '2025-01-06 20:16:00', 'https://bao.example/1', 'Suối Đá', '2025-01-05')",
    """INSERT INTO document (extraction_id, position, start, "end", text, type, number, symbol, canonical)
    VALUES (1, 0, 5, 27, 'Nghị quyết số 21-NQ/TW', 'nghi_quyet', '21', 'NQ/TW', '21-NQ/TW')""",
    """INSERT INTO fact (extraction_id, position, start, "end", text, fact_id, indicator, value, modality, qualifiers,
    unit_name, unit_level, unit_province, has_period, period_from, period_to, evidence_start, evidence_end, evidence_text,
    rule, confidence, explanations, explanations_vi) VALUES (1, 0, 51, 64, '142 đảng viên', 'f-1', 'members_admitted', 142,
    'actual', '[]', 'huyện Suối Đá', 'district', 'Hà Giang', TRUE, '2024-01-01', '2024-12-31', 29, 64,
    'huyện Suối Đá kết nạp 142 đảng viên', 'left.admit', 0.9, '{}', '{}')""",
    "INSERT INTO flag (extraction_id, fact_position, place, code) VALUES (1, 0, 0, 'needs_review')",
)


def test_a_filled_database_of_the_first_version_goes_up_and_down_without_loss(empty: Engine) -> None:
    db.migrate(empty, "0001")
    with db.writing(empty) as connection:
        for statement in FIRST:
            connection.execute(text(statement))
    tables = ("source", "article", "revision", "extraction", "document", "fact", "flag")
    assert db.migrate(empty)
    with empty.connect() as connection:
        (fact,) = db.reading.rows(connection, "facts")
        assert (fact["value"], fact["status"], fact["in_queue"], fact["flags"]) == (
            142,
            "unverified",
            True,
            ["needs_review"],
        )
        (figure,) = db.reading.rows(connection, "figures")
        assert (figure["fact_id"], figure["state"]) == ("f-1", "single")
        (document,) = db.reading.rows(connection, "documents")
        assert (document["canonical"], document["citations"]) == ("21-NQ/TW", 1)
        assert [hit.url for hit in db.repository.search.find(connection, "ket nap").hits] == ["https://bao.example/1"]
    downgrade(empty, "0001")
    with empty.connect() as connection:
        counts = {table: connection.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one() for table in tables}
        assert counts == dict.fromkeys(tables, 1)
        assert connection.execute(text("SELECT value FROM current_facts")).scalar_one() == 142
    assert db.migrate(empty)
