"""The flag of a conflict on present facts: put on the members of one, taken off where there is none any longer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from db.figure_choice import Choice
from db.models import Fact, PresentFact
from db.present_rows import CHANGED, CONFLICT, Row, queue_values
from db.wording import conflict_told

_AT_ONCE: Final = 5_000
_EXPLAINED: Final = ("flags", "explanations", "explanations_vi")
_QUEUED: Final = (*_EXPLAINED, "queue_reason", "priority")

Told = tuple[str, str]
Explanations = tuple[dict[str, str], dict[str, str]]


def overlay(connection: Connection, figures: Iterable[tuple[Sequence[Mapping[str, Any]], Choice | None]]) -> None:
    """Bring the flag up to date on the rows of ``present_fact`` of some figures, each with what it came to.

    A figure that one fact tells has no choice. The number of statements does not depend on that of the rows.
    """
    wanted: list[tuple[Mapping[str, Any], Told | None]] = []
    for rows, choice in figures:
        told: Told | None = None
        at_odds: set[tuple[int, str]] = set()
        if choice is not None and choice.state == "conflict":
            parties = (*choice.agreeing, *choice.differing)
            at_odds = {(member.article_id, member.claim) for member in parties}
            told = conflict_told(parties)
        for row in rows:
            conflict = (row["article_id"], row["claim"]) in at_odds
            if conflict or CONFLICT in row["flags"]:
                wanted.append((row, told if conflict else None))
    for start in range(0, len(wanted), _AT_ONCE):
        _update(connection, wanted[start : start + _AT_ONCE])


def _update(connection: Connection, wanted: Sequence[tuple[Mapping[str, Any], Told | None]]) -> None:
    held = _held(connection, wanted)
    explained: list[Row] = []
    queued: list[Row] = []
    for row, told in wanted:
        flags = [flag for flag in row["flags"] if flag != CONFLICT] + ([CONFLICT] if told else [])
        values: Row = {"row_id": row["id"], "new_flags": flags}
        values["new_explanations"], values["new_explanations_vi"] = _explanations(row, told, held)
        if row["status"] == "unverified":
            reason = queue_values(row, "unverified", flags)
            queued.append(values | {f"new_{name}": value for name, value in reason.items()})
        else:
            explained.append(values)
    for names, rows in ((_EXPLAINED, explained), (_QUEUED, queued)):
        if rows:
            to = {name: bindparam(f"new_{name}", type_=PresentFact.__table__.c[name].type) for name in names}
            connection.execute(update(PresentFact).where(PresentFact.id == bindparam("row_id")).values(to), rows)


def _explanations(
    row: Mapping[str, Any], told: Told | None, held: Mapping[int, Explanations]
) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """The explanations of a row with that of a conflict; None are the machine's alone."""
    if told is None and CHANGED not in row["flags"]:
        return None, None
    english, vietnamese = ({k: v for k, v in kept.items() if k != CONFLICT} for kept in held.get(row["id"], ({}, {})))
    if told is None:
        return english, vietnamese
    return english | {CONFLICT: told[0]}, vietnamese | {CONFLICT: told[1]}


def _held(connection: Connection, wanted: Sequence[tuple[Mapping[str, Any], Told | None]]) -> dict[int, Explanations]:
    """What rows say beside the conflict: their own explanations where the reading has changed, else the machine's."""
    own = [row["id"] for row, _ in wanted if CHANGED in row["flags"]]
    machines = [row["id"] for row, told in wanted if told is not None and CHANGED not in row["flags"]]
    found: dict[int, Explanations] = {}
    if own:
        query = select(PresentFact.id, PresentFact.explanations, PresentFact.explanations_vi)
        for key, english, vietnamese in connection.execute(query.where(PresentFact.id.in_(own))):
            found[key] = english or {}, vietnamese or {}
    if machines:
        read = (Fact.extraction_id == PresentFact.extraction_id) & (Fact.position == PresentFact.position)
        stated = select(PresentFact.id, Fact.explanations, Fact.explanations_vi).join(Fact, read)
        for key, english, vietnamese in connection.execute(stated.where(PresentFact.id.in_(machines))):
            found[key] = english or {}, vietnamese or {}
    return found
