"""What waits for editors, and the way into it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from anyio import to_thread
from litestar import Request, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy import Connection

from db import writing
from db.repository import practice, quality, queue, skipped
from db.repository.assignments import Wanted
from review.desk import Desk, desk_of
from review.pages.items import address_of_item, editor_of, led_on
from review.practice import practice_items, progress
from review.rendering import here_of, page
from review.security.cookies import NOTICE, cookie
from review.verify import deciding, fields, keys
from review.verify.fields import figure_in_words, indicator_name, named
from review.verify.gate import may_decide
from review.verify.part import AGES, REASONS, Part, read_part
from review.verify.view import HIDDEN_FLAG
from schema import flags

ON_A_PAGE = 25
COUNTED_EACH_TIME = 5_000
"""Items that wait: more are not counted anew for each look at the queue."""


@get("/queue", access="editor", sync_to_thread=True)
def show(request: Request, number: Annotated[int, QueryParameter(name="page", ge=1, le=100_000)] = 1) -> Template:
    """What waits in a part of the queue, the most valuable first, with who works on it."""
    desk, speech = desk_of(request), here_of(request).speech
    part = read_part(request.query_params)
    now = desk.now()
    wanted = part.wanted(now)
    with desk.engine.connect() as connection:
        counts = _counts(desk, connection, wanted, now)
        waiting = queue.first(connection, wanted, now, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
        may_begin = may_decide(connection, request.user)
        context: dict[str, Any] = {
            "may_begin": may_begin,
            "progress": progress(request.user.user_id, practice.answers(connection, request.user.user_id)),
            "practice_total": len(practice_items()),
            "work": _work(desk, connection, now),
            "aside": len(skipped.of_editor(connection, request.user.name, now)),
        }
    names = {
        "flag": lambda code: named(flags(), code, speech),
        "indicator": lambda code: indicator_name(code, speech),
        "reason": lambda code: speech.texts.gettext(REASONS[code]),
    }
    facets = {
        facet: [
            (value, f"{names.get(facet, str)(value)} ({speech.number(count)})")
            for value, count in told
            if value != HIDDEN_FLAG
        ]
        for facet, told in counts.of.items()
    }
    pages = max(1, -(-counts.total // ON_A_PAGE))
    return page(
        request,
        "queue.html",
        part=part,
        total=counts.total,
        by_reason=counts.of["reason"],
        facets=facets,
        ages=list(AGES.items()),
        queue_reasons=REASONS,
        waiting=waiting,
        number=number,
        pages=pages,
        at_page=lambda other: part.at("/queue", page=str(other)),
        item_address=lambda claim: address_of_item(claim, part),
        figure=lambda reading: figure_in_words(reading, speech),
        indicator_name=lambda code: indicator_name(code, speech),
        flag_name=lambda code: named(flags(), code, speech),
        hidden_flag=HIDDEN_FLAG,
        keys=keys,
        groups=fields.GROUPS,
        **context,
    )


@post("/queue/next", access="editor", status_code=303)
async def begin(request: Request) -> Redirect:
    """Take the next item of a part of the queue."""
    part = read_part(dict(await request.form()), "part-")
    return await to_thread.run_sync(_begin, request, part)


@post("/queue/undo", access="editor", status_code=200)
async def undo(request: Request) -> Any:
    """Take back one's own last decision."""
    part = read_part(dict(await request.form()), "part-")
    return await to_thread.run_sync(_undo, request, part)


@post("/queue/skipped", access="editor", status_code=303, sync_to_thread=True)
def take_skipped_back(request: Request) -> Redirect:
    """Have what was skipped in the queue again."""
    with writing(desk_of(request).engine) as connection:
        skipped.forget(connection, request.user.name)
    return _back(request, "/queue", "skipped-back")


def _counts(desk: Desk, connection: Connection, wanted: Wanted, now: datetime) -> queue.Counts:
    """How much waits: counted now, or, in a queue that is too long for that, as it was a while ago."""
    if not _is_long(connection):
        return queue.counts(connection, wanted)
    older = wanted.older_than.date() if wanted.older_than is not None else None
    tallies = desk.remembered.get(
        f"queue {older}", connection, now, lambda asked: queue.tallies(asked, wanted.older_than)
    )
    return queue.counts_of(tallies, wanted)


def _work(desk: Desk, connection: Connection, now: datetime) -> list[quality.Work]:
    """What each editor has done; beside a long queue, as it was a while ago."""
    if not _is_long(connection):
        return quality.work(connection)
    return desk.remembered.get("work", connection, now, quality.work)


def _is_long(connection: Connection) -> bool:
    return queue.more_than(connection, COUNTED_EACH_TIME)


def _begin(request: Request, part: Part) -> Redirect:
    with writing(desk_of(request).engine) as connection:
        if not may_decide(connection, request.user):
            return _back(request, "/practice", "practice-first")
        found = deciding.take_next(connection, editor_of(request), part)
    if found is None:
        return _back(request, part.at("/queue"), "queue-empty")
    return Redirect(f"{address_of_item(found.claim, part)}#figure", status_code=303)


def _undo(request: Request, part: Part) -> Any:
    with writing(desk_of(request).engine) as connection:
        outcome = deciding.take_back(connection, editor_of(request))
    return led_on(request, outcome, part)


def _back(request: Request, address: str, notice: str) -> Redirect:
    return Redirect(address, status_code=303, cookies=[cookie(desk_of(request).settings, NOTICE, notice)])


HANDLERS = (show, begin, undo, take_skipped_back)
