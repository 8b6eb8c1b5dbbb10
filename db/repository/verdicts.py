"""What people decided: added, never changed; read back for export and for measuring the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, insert, select

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
    figure's or was given by somebody else, and for another verdict under the same ``uid``.
    """
    return bool(add_all(connection, [verdict], at=at))


def add_all(connection: Connection, verdicts: Iterable[Verdict], *, at: datetime | None = None) -> int:
    """Keep verdicts, in any order, and bring their articles up to date; how many there were not before."""
    stored_at = at or datetime.now(UTC)
    fresh: dict[str, Verdict] = {}
    for verdict in verdicts:
        known = next(iter(with_uid(connection, verdict.uid)), fresh.get(verdict.uid))
        if known is None:
            _check_codes(verdict)
            fresh[verdict.uid] = verdict
        elif known != verdict:
            raise VerdictError(f"verdict {verdict.uid}: another one is kept under this uid")
    for verdict in fresh.values():
        if verdict.undoes is not None:
            kept = next(iter(with_uid(connection, verdict.undoes)), None)
            _check_undo(verdict, fresh.get(verdict.undoes, kept))
    if not fresh:
        return 0
    rows = [_row(verdict) | {"stored_at": stored_at} for verdict in fresh.values()]
    connection.execute(insert(VerdictRow), rows)
    present.refresh(connection, _articles(connection, fresh.values()))
    return len(fresh)


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


def _read(connection: Connection, *where: object) -> Iterator[Verdict]:
    columns = [getattr(VerdictRow, name) for name in _FIELDS]
    query = select(*columns).where(*where).order_by(VerdictRow.decided_at, VerdictRow.uid)  # type: ignore[arg-type]
    for row in connection.execute(query, execution_options={"yield_per": _BATCH}).mappings():
        yield Verdict.model_validate(dict(row))


def _row(verdict: Verdict) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(verdict, name) for name in _FIELDS}
    row["seen"] = verdict.seen.model_dump(mode="json")
    row["corrected"] = None if verdict.corrected is None else verdict.corrected.model_dump(mode="json")
    row["seen_flags"] = list(verdict.seen_flags)
    return row


def _articles(connection: Connection, verdicts: Iterable[Verdict]) -> list[int]:
    found = []
    for source, url in sorted({(verdict.source, verdict.url) for verdict in verdicts}):
        query = select(Article.id).join(Source, Source.id == Article.source_id)
        key = connection.scalar(query.where(Source.name == source, Article.url == url))
        if key is not None:
            found.append(key)
    return found


def _check_codes(verdict: Verdict) -> None:
    if verdict.reason is not None and verdict.reason not in reasons():
        raise VerdictError(f"verdict {verdict.uid}: no reason is called {verdict.reason!r}")
    for name, reading in (("seen", verdict.seen), ("corrected", verdict.corrected)):
        if reading is None:
            continue
        if name == "corrected" and reading.indicator not in indicators():
            raise VerdictError(f"verdict {verdict.uid}: {name}: no indicator is called {reading.indicator!r}")
        unknown = sorted(set(reading.qualifiers) - set(qualifiers()))
        if name == "corrected" and unknown:
            raise VerdictError(f"verdict {verdict.uid}: {name}: no qualifier is called {unknown[0]!r}")


def _check_undo(verdict: Verdict, undone: Verdict | None) -> None:
    if undone is None:
        raise VerdictError(f"verdict {verdict.uid} undoes {verdict.undoes}, which is not there")
    if undone.claim != verdict.claim:
        raise VerdictError(f"verdict {verdict.uid} undoes {verdict.undoes}, which is about another figure")
    if undone.editor != verdict.editor:
        raise VerdictError(f"verdict {verdict.uid} undoes {verdict.undoes}, which {undone.editor} gave")
