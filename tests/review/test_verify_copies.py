"""A figure that several articles repeat: decided for the copies that are ticked and still the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.review.verifying import Editing, article, item, keep, verdicts_on
from tests.review.visiting import Visit


def _copies(visit: Visit, number: int, **changed: Any) -> list[str]:
    """Keep the same figure in so many articles; their claims."""
    claims = []
    for place in range(number):
        reading = {"id": f"copy-{place}"} | (changed if place == 2 else {})
        text, record = article("Suối Đá", 400, 600, before=f"Bản {place}. ", reading=reading)
        keep(visit.engine, f"https://bao.example/copy-{place}.html", text, record)
        claims.append(record.facts[0].id)
    return claims


@pytest.mark.parametrize(("pressed", "status"), [("accept", "accepted"), ("reject:not_party", "rejected")])
def test_a_repeated_figure_is_decided_for_its_ticked_copies(visit: Visit, pressed: str, status: str) -> None:
    claims = _copies(visit, 4)
    lan = Editing(visit)
    assert lan.begin() == claims[0]
    form = lan.form(claims[0])
    assert [ticked.split(":")[0] for ticked in form["copy"]] == claims[1:]
    form["copy"] = form["copy"][:2]
    lan.decide(claims[0], pressed, form)
    assert [item(visit.engine, claim).status for claim in claims] == [status] * 3 + ["unverified"]
    for claim in claims[1:3]:
        (given,) = verdicts_on(visit, claim)
        assert (given.served_as, given.editor) == ("chosen", "lan") and given.before.endswith("\n")
    visit.clock.forward(timedelta(seconds=5))
    visit.send("/queue/undo")
    assert [item(visit.engine, claim).status for claim in claims] == ["unverified"] * 4


def test_a_copy_that_reads_otherwise_or_has_changed_or_is_held_is_left_out(visit: Visit) -> None:
    claims = _copies(visit, 4, value=399.0)
    lan = Editing(visit)
    lan.begin()
    form = lan.form(claims[0])
    assert [ticked.split(":")[0] for ticked in form["copy"]] == [claims[1], claims[3]]
    text, record = article("Suối Đá", 400, 600, before="Bản 1. ", reading={"id": claims[1], "rate": 66.0})
    keep(visit.engine, "https://bao.example/copy-1.html", text, record, "2")
    Editing(visit, "minh")
    visit.send(f"/items/{claims[3]}/hold")
    lan = Editing(visit, "lan")
    lan.decide(claims[0], "accept", form | {"copy": [*form["copy"], f"{claims[2]}:x", "nonsense", ":"]})
    assert [item(visit.engine, claim).status for claim in claims] == ["accepted"] + ["unverified"] * 3
    assert "được để nguyên" in visit.get("/queue").text
