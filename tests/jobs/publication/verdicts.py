"""An article with one fact, and what an editor decided about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

import db
from db.repository import decisions, items
from tests.db.records import SENTENCE, add_revision, simple_record
from tests.jobs.publication.stand_in import NIGHT


def keep(connection: Connection, number: int, **fact: Any) -> str:
    """Keep an article of its own with one fact; the fact's id."""
    url = f"https://bao.example/quyet-dinh-{number}.html"
    revision = add_revision(connection, SENTENCE, url)
    record = simple_record(SENTENCE, url, **({"id": f"v-{number:02}"} | fact))
    db.repository.extractions.store_extraction(connection, revision, record, "1")
    return f"v-{number:02}"


def decide(connection: Connection, fact_id: str, decision: Any, served_as: Any = "sample", **more: Any) -> None:
    """Decide as an editor at the desk does."""
    item = items.load(connection, fact_id)
    assert item is not None
    needs: dict[str, dict[str, Any]] = {
        "correct": {"corrected": item.shown.model_copy(update={"value": 143.0})},
        "reject": {"reason": "not_a_fact"},
    }
    given = {"seen": item.seen, "editor": "lan", "at": NIGHT + timedelta(hours=2), "seconds": 4.0} | more
    decisions.decide(connection, fact_id, decision, served_as=served_as, **(needs.get(decision, {}) | given))


def give(connection: Connection, number: int, decision: str, served_as: str, **fact: Any) -> None:
    """A fact of its own, and one decision about it."""
    decide(connection, keep(connection, number, **fact), decision, served_as)
