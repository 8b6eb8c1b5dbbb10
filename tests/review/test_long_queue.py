"""A queue that is too long to be counted for each look shows the same counts, worked out once for many looks."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine, event

from review.pages import queue
from tests.review.verifying import fill, practised
from tests.review.visiting import Visit


@pytest.fixture
def editor(visit: Visit, database: Engine) -> Visit:
    fill(database, 4)
    visit.signed_in("lan", "editor")
    practised(database, "lan")
    return visit


def _facets(page: str) -> list[str]:
    return re.findall(r"<option[^>]*>([^<]*\(\d+\))</option>", page)


def test_it_is_counted_once_and_right(editor: Visit, database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = _facets(editor.get("/queue").text)
    of_admitted = _facets(editor.get("/queue?indicator=members_admitted").text)
    assert exact
    assert of_admitted
    monkeypatch.setattr(queue, "COUNTED_EACH_TIME", 2)
    assert _facets(editor.get("/queue").text) == exact
    asked: list[str] = []
    event.listen(database, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert _facets(editor.get("/queue").text) == exact
    assert not any("present_fact.queue_reason" in statement and "LIMIT" not in statement for statement in asked)
    assert _facets(editor.get("/queue?indicator=members_admitted").text) == of_admitted
