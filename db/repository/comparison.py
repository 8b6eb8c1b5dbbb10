"""What holds in some articles before and after something was stored: told figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection, RowMapping, func, select

from db.models import Article, Fact, PresentFact
from db.models import Verdict as VerdictRow
from db.present_rows import CHANGED, READING
from db.wording import differences_told
from schema import Reading

Kind = Literal["gained", "lost", "changed", "returns", "withdrawn"]
Snapshot = dict[tuple[str, str], RowMapping]
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is told otherwise. ``returns``: a verdict on it goes back to the queue. ``told``: in what."""

    url: str
    kind: Kind
    indicator: str
    unit: str | None
    text: str
    told: str


def snapshot(connection: Connection, article_ids: Sequence[int]) -> Snapshot:
    """Present facts of some articles, by address and name."""
    found: Snapshot = {}
    on_fact = (Fact.extraction_id == PresentFact.extraction_id) & (Fact.position == PresentFact.position)
    for start in range(0, len(article_ids), _BATCH):
        query = (
            select(PresentFact.__table__, Article.url, func.coalesce(Fact.text, VerdictRow.figure).label("text"))
            .join(Article, Article.id == PresentFact.article_id)
            .outerjoin(Fact, on_fact)
            .outerjoin(VerdictRow, VerdictRow.uid == PresentFact.verdict_uid)
            .where(PresentFact.article_id.in_(article_ids[start : start + _BATCH]))
            .order_by(Article.url, PresentFact.claim)
        )
        for row in connection.execute(query).mappings():
            found[row["url"], row["claim"]] = row
    return found


def differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    """What became of each figure, by address."""
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            yield _difference(new, "gained", "")
        elif new is None and old is not None:
            yield _difference(old, "lost", "")
        elif old is not None and new is not None:
            yield from _changed(old, new)


def _changed(old: RowMapping, new: RowMapping) -> Iterator[Difference]:
    if new["queue_reason"] in ("changed", "unread") and old["queue_reason"] != new["queue_reason"]:
        told = (new["explanations"] or {}).get(CHANGED, "it is no longer read")
        yield _difference(new, "returns", f"{old['status']} → {new['status']}: {told}")
    elif new["status"] == "withdrawn" != old["status"]:
        yield _difference(new, "withdrawn", f"{old['status']} → withdrawn")
    elif told := differences_told(_reading(old), _reading(new))[0]:
        yield _difference(new, "changed", told)


def _reading(row: RowMapping) -> Reading:
    return Reading.model_validate({name: row[name] for name in READING})


def _difference(row: RowMapping, kind: Kind, told: str) -> Difference:
    return Difference(row["url"], kind, row["indicator"], row["unit_name"], row["text"], told)
