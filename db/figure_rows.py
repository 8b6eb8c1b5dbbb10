"""Rows of ``figure``: brought up to date for the figures that some articles tell, or told before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, case, delete, insert, literal_column, select

from db import conflict_flags
from db.bulk import insert_rows
from db.figure_choice import Choice, Member, choose, measured
from db.models import Figure, PresentFact, Source
from db.present_rows import READING, Row
from db.standing import REVIEW
from db.wording import conflict_told
from schema import Reading

_CHUNK: Final = 5_000
_reading: Final = itemgetter(*READING)
_VERIFIED: Final = ("accepted", "corrected")
_COPIED: Final = ("unit_key", "province", "article_id", "claim")
_ALONE: Final = {
    "chosen_by": "'only'",
    "state": "'single'",
    "facts": "1",
    "articles": "1",
    "sources": "1",
    "agreeing": "1",
    "differing": "0",
    "superseded": "0",
}
_MEMBER: Final = (
    "id",
    "article_id",
    "claim",
    "source_id",
    "published",
    "status",
    "province",
    "unit_key",
    "figure_id",
    "confidence",
    "flags",
    "extraction_id",
    "position",
    *READING,
)


def refresh(connection: Connection, before: Iterable[str], rows: Sequence[Row]) -> None:
    """Bring figures up to date: ``rows`` of ``present_fact`` have taken the place of others, of figures ``before``."""
    told: dict[str, list[Row]] = {}
    for row in rows:
        if row["figure_id"] is not None:
            told.setdefault(row["figure_id"], []).append(row)
    known = _existing(connection, told.keys())
    gone = set(before)
    new = {key for key, some in told.items() if len(some) == 1 and key not in known and key not in gone}
    _add_singles(connection, new)
    _work_out(connection, (gone | told.keys()) - new)


def _add_singles(connection: Connection, keys: set[str]) -> None:
    """Figures that one fact tells and nobody told before, from its row: as `_single`, without a way through Python."""
    measure = case((PresentFact.value.is_not(None), "count"), (PresentFact.rate.is_not(None), "rate"), else_="share")
    values: dict[str, Any] = {name: getattr(PresentFact, name) for name in (*READING, *_COPIED)}
    values |= {"id": PresentFact.figure_id, "measure": measure, "verified": PresentFact.status.in_(_VERIFIED)}
    values |= {"first_published": PresentFact.published, "last_published": PresentFact.published}
    values |= {name: literal_column(value) for name, value in _ALONE.items()}
    for some in _chunks(sorted(keys)):
        told = select(*values.values()).where(PresentFact.figure_id.in_(some))
        connection.execute(insert(Figure).from_select(list(values), told))


def _existing(connection: Connection, keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in _chunks(sorted(keys)):
        found.update(connection.scalars(select(Figure.id).where(Figure.id.in_(some))))
    return found


def _work_out(connection: Connection, keys: set[str]) -> None:
    if not keys:
        return
    sources = {
        key: (name, title) for key, name, title in connection.execute(select(Source.id, Source.name, Source.title))
    }
    for some in _chunks(sorted(keys)):
        members: dict[str, list[Row]] = {}
        query = (
            select(*(getattr(PresentFact, name) for name in _MEMBER))
            .where(PresentFact.figure_id.in_(some), PresentFact.counted)
            .order_by(PresentFact.published, PresentFact.article_id, PresentFact.claim)
        )
        for values in connection.execute(query):
            row = dict(zip(_MEMBER, values, strict=True))
            row["source"], row["source_title"] = sources[row["source_id"]]
            members.setdefault(row["figure_id"], []).append(row)
        connection.execute(delete(Figure).where(Figure.id.in_(some)))
        made: list[Row] = []
        settled: list[tuple[list[Row], Choice | None]] = []
        for key, rows in members.items():
            choice = choose([_member(row) for row in rows]) if len(rows) > 1 else None
            made.append(_single(rows[0]) if choice is None else _figure(key, rows, choice))
            settled.append((rows, choice))
        insert_rows(connection, Figure, made)
        conflict_flags.overlay(connection, settled)


def _member(row: Mapping[str, Any]) -> Member:
    reading = dict(zip(READING, _reading(row), strict=True))
    return Member(
        article_id=row["article_id"],
        claim=row["claim"],
        source=row["source"],
        source_title=row["source_title"],
        published=row["published"],
        reading=Reading.model_construct(**(reading | {"qualifiers": tuple(row["qualifiers"])})),
        verified=row["status"] in _VERIFIED,
        doubtful=REVIEW in row["flags"],
    )


def _single(row: Mapping[str, Any]) -> Row:
    """A figure that one fact tells."""
    return dict(zip(READING, _reading(row), strict=True)) | {
        "id": row["figure_id"],
        "unit_key": row["unit_key"],
        "province": row["province"],
        "measure": measured(row["value"], row["rate"]),
        "article_id": row["article_id"],
        "claim": row["claim"],
        "chosen_by": "only",
        "state": "single",
        "verified": row["status"] in _VERIFIED,
        "facts": 1,
        "articles": 1,
        "sources": 1,
        "agreeing": 1,
        "differing": 0,
        "superseded": 0,
        "first_published": row["published"],
        "last_published": row["published"],
        "explanation": None,
        "explanation_vi": None,
    }


def _figure(key: str, rows: Sequence[Mapping[str, Any]], choice: Choice) -> Row:
    taken = next(r for r in rows if (r["article_id"], r["claim"]) == (choice.chosen.article_id, choice.chosen.claim))
    days: list[date] = [row["published"] for row in rows if row["published"] is not None]
    several = choice.state in ("conflict", "superseded")
    told = conflict_told((*choice.superseded, *choice.agreeing, *choice.differing)) if several else (None, None)
    return _single(taken) | {
        "id": key,
        "chosen_by": choice.chosen_by,
        "state": choice.state,
        "facts": len(rows),
        "articles": len({row["article_id"] for row in rows}),
        "sources": len({row["source"] for row in rows}),
        "agreeing": len(choice.agreeing),
        "differing": len(choice.differing),
        "superseded": len(choice.superseded),
        "first_published": min(days, default=None),
        "last_published": max(days, default=None),
        "explanation": told[0],
        "explanation_vi": told[1],
    }


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
