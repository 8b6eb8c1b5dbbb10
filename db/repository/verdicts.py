"""What people decided: added, never changed; read back for export and for measuring the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, collate, insert, select

from db import present
from db.models import Article, Source
from db.models import Verdict as VerdictRow
from schema import Verdict, indicators, qualifiers, reasons

_FIELDS: Final = tuple(Verdict.model_fields)
_BATCH: Final = 500


class VerdictError(ValueError):
    """A verdict that cannot be kept; the message names the field and the verdict."""


def add(connection: Connection, verdict: Verdict, *, at: datetime | None = None) -> bool:
    """Keep a verdict and bring its article up to date; False if it was kept before.

    Raises VerdictError for a code that no registry has, an undo of a verdict that is not there, is another
    figure's, was given by somebody else or later, and for another verdict under the same ``uid``.
    """
    return bool(add_all(connection, [verdict], at=at))


def add_all(connection: Connection, verdicts: Iterable[Verdict], *, at: datetime | None = None) -> int:
    """Keep verdicts, in any order, and bring their articles up to date; how many there were not before.

    All or none; raises as `add` does, for the first that cannot be kept.
    """
    present.lock(connection)
    given = list(verdicts)
    for message in faults(connection, given).values():
        raise VerdictError(message)
    fresh = new(connection, given)
    if fresh:
        stored_at = at or datetime.now(UTC)
        connection.execute(insert(VerdictRow), [_row(verdict) | {"stored_at": stored_at} for verdict in fresh])
        present.refresh(connection, _articles(connection, fresh))
    return len(fresh)


def new(connection: Connection, verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Those of some verdicts that are not kept yet, each once."""
    given = {verdict.uid: verdict for verdict in verdicts}
    kept = _kept(connection, given)
    return [verdict for uid, verdict in given.items() if uid not in kept]


def faults(connection: Connection, verdicts: Sequence[Verdict]) -> dict[int, str]:
    """Why some verdicts cannot be kept together, by their place among them; the messages name verdict and field.

    A verdict that takes back one that cannot be kept cannot be kept either.
    """
    wanted = {uid for verdict in verdicts for uid in (verdict.uid, verdict.undoes) if uid is not None}
    kept = _kept(connection, wanted)
    found: dict[int, str] = {}
    by_uid: dict[str, Verdict] = dict(kept)
    for place, verdict in enumerate(verdicts):
        if by_uid.setdefault(verdict.uid, verdict) != verdict:
            found[place] = f"verdict {verdict.uid}: uid: another one is kept under it"
        elif verdict.uid not in kept and (wrong := _wrong_code(verdict)) is not None:
            found[place] = f"verdict {verdict.uid}: {wrong}"
    while True:
        refused = {verdicts[place].uid for place in found} - kept.keys()
        more = {
            place: f"verdict {verdict.uid}: undoes: {wrong}"
            for place, verdict in enumerate(verdicts)
            if place not in found and verdict.uid not in kept
            if (wrong := _wrong_undo(verdict, {u: v for u, v in by_uid.items() if u not in refused})) is not None
        }
        if not more:
            return dict(sorted(found.items()))
        found |= more


def of_article(connection: Connection, source: str, url: str) -> list[Verdict]:
    """All that was decided about an article, in the order of deciding."""
    return list(_read(connection, VerdictRow.source == source, VerdictRow.url == url))


def of_claim(connection: Connection, claim: str) -> list[Verdict]:
    """All that was decided about a figure, in the order of deciding."""
    return list(_read(connection, VerdictRow.claim == claim))


def with_uid(connection: Connection, uid: str) -> list[Verdict]:
    """The verdict of that uid, if there is one."""
    return list(_read(connection, VerdictRow.uid == uid))


def every(connection: Connection) -> Iterator[Verdict]:
    """All verdicts, in the order of deciding; rows are read as they are taken."""
    return _read(connection)


def unplaced(connection: Connection) -> list[tuple[str, str]]:
    """Articles (source, url) of verdicts that this database does not have yet."""
    query = (
        select(VerdictRow.source, VerdictRow.url)
        .distinct()
        .outerjoin(Source, Source.name == VerdictRow.source)
        .outerjoin(Article, (Article.source_id == Source.id) & (Article.url == VerdictRow.url))
        .where(Article.id.is_(None))
        .order_by(VerdictRow.source, VerdictRow.url)
    )
    return [(source, url) for source, url in connection.execute(query)]


def _kept(connection: Connection, uids: Iterable[str]) -> dict[str, Verdict]:
    found: dict[str, Verdict] = {}
    wanted = sorted(set(uids))
    for start in range(0, len(wanted), _BATCH):
        where = VerdictRow.uid.in_(wanted[start : start + _BATCH])
        found.update((verdict.uid, verdict) for verdict in _read(connection, where))
    return found


def _read(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Verdict]:
    columns = [getattr(VerdictRow, name) for name in _FIELDS]
    plain = collate(VerdictRow.uid, "C" if connection.dialect.name == "postgresql" else "BINARY")
    query = select(*columns).where(*where).order_by(VerdictRow.decided_at, plain)
    for row in connection.execute(query, execution_options={"yield_per": _BATCH}).mappings():
        yield Verdict.model_validate(dict(row))


def _row(verdict: Verdict) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(verdict, name) for name in _FIELDS}
    row["seen"] = verdict.seen.model_dump(mode="json")
    row["corrected"] = None if verdict.corrected is None else verdict.corrected.model_dump(mode="json")
    row["seen_flags"] = list(verdict.seen_flags)
    return row


def _articles(connection: Connection, verdicts: Iterable[Verdict]) -> list[int]:
    """The keys of the articles that are here."""
    found: list[int] = []
    urls: dict[str, set[str]] = {}
    for verdict in verdicts:
        urls.setdefault(verdict.source, set()).add(verdict.url)
    for source, wanted in urls.items():
        query = select(Article.id).join(Source, Source.id == Article.source_id).where(Source.name == source)
        ordered = sorted(wanted)
        for start in range(0, len(ordered), _BATCH):
            found += connection.scalars(query.where(Article.url.in_(ordered[start : start + _BATCH])))
    return found


def _wrong_code(verdict: Verdict) -> str | None:
    """What is wrong with a verdict by itself."""
    if verdict.reason is not None and verdict.reason not in reasons():
        return f"reason: none is called {verdict.reason!r}"
    if verdict.corrected is not None:
        if verdict.corrected.indicator not in indicators():
            return f"corrected.indicator: none is called {verdict.corrected.indicator!r}"
        unknown = sorted(set(verdict.corrected.qualifiers) - set(qualifiers()))
        if unknown:
            return f"corrected.qualifiers: none is called {unknown[0]!r}"
    for name, value in [*verdict, *verdict.seen, *(verdict.corrected or ())]:
        if isinstance(value, str) and "\0" in value:
            return f"{name}: it has a NUL, which no database keeps"
    return None


def _wrong_undo(verdict: Verdict, by_uid: Mapping[str, Verdict]) -> str | None:
    """What is wrong with an undo, given all that it may take back."""
    if verdict.undoes is None:
        return None
    undone = by_uid.get(verdict.undoes)
    if undone is None:
        return f"{verdict.undoes} is not there"
    if (undone.source, undone.url, undone.claim) != (verdict.source, verdict.url, verdict.claim):
        return f"{verdict.undoes} is about another figure"
    if undone.editor != verdict.editor:
        return f"{verdict.undoes} was given by {undone.editor}"
    if (undone.decided_at, undone.uid == verdict.uid) > (verdict.decided_at, False):
        return f"{verdict.undoes} was not decided before it"
    return None
