"""How right the rules are and how far editors agree, from what they decided."""

from __future__ import annotations

from dataclasses import dataclass

from litestar import Request, get
from litestar.response import Template

from db.agreement import Precision
from db.repository import quality
from review.desk import desk_of
from review.i18n import Speech, msgid
from review.rendering import here_of, page
from review.verify.fields import indicator_name

SERVED = {
    "sample": msgid("in a random sample of what nobody doubted"),
    "flagged": msgid("in the queue of doubts"),
}
HEADS = {
    "all": msgid("All figures"),
    "indicator": msgid("By indicator"),
    "rule": msgid("By rule"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One measured share; ``name`` in the visitor's language."""

    name: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Table:
    """The measured shares of one kind, in one way of being given to editors; the most judged first."""

    kind: str
    served_as: str
    rows: tuple[Row, ...]


@get("/quality", access="viewer", sync_to_thread=True)
def show(request: Request) -> Template:
    """Precision by rule and indicator with intervals, agreement of each two editors, work of each."""
    speech = here_of(request).speech
    with desk_of(request).engine.connect() as connection:
        return page(
            request,
            "quality.html",
            tables=_tables(quality.measured(connection), speech),
            pairs=quality.agreement(connection),
            work=quality.work(connection),
            heads=HEADS,
            served=SERVED,
        )


def _tables(measured: list[quality.Measured], speech: Speech) -> list[Table]:
    found = []
    for kind in HEADS:
        for served_as in SERVED:
            rows = [
                Row(_name(told, speech), told.precision)
                for told in measured
                if told.kind == kind and told.served_as == served_as
            ]
            if rows:
                ordered = sorted(rows, key=lambda row: (-row.precision.judged, row.name))
                found.append(Table(kind, served_as, tuple(ordered)))
    return found


def _name(told: quality.Measured, speech: Speech) -> str:
    if told.kind == "all":
        return speech.texts.gettext(HEADS["all"])
    return indicator_name(told.code, speech) if told.kind == "indicator" else told.code


HANDLERS = (show,)
