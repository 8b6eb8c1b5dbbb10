"""One item of the queue: read by whoever is signed in, held and decided by editors."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from anyio import to_thread
from litestar import Request, Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy import Connection

from db import writing
from db.repository import assignments, decisions, items, leases
from db.repository.decisions import StaleItem
from db.repository.items import Item
from review.desk import Desk, desk_of
from review.i18n import msgid
from review.notices import NOTICES
from review.rendering import here_of, page
from review.security.cookies import NOTICE, cookie
from review.security.roles import may
from review.security.sessions import address_of
from review.verify import deciding, selecting
from review.verify.deciding import Editor, HeldByAnother, Outcome, Refused, Sent
from review.verify.gate import may_decide
from review.verify.links import item_link
from review.verify.page_parts import page_parts
from review.verify.part import Part, read_part
from review.verify.record_form import read_form
from review.verify.view import ItemView, compare
from schema import Reading

AS_SEEN = msgid("As you saw it")
AS_NOW = msgid("As it is now")
AS_ENTERED = msgid("What you entered")

_QUALIFIERS_SENT = "with-qualifiers"


@get("/items/{claim:str}", access="viewer", sync_to_thread=True)
def show(request: Request, claim: FromPath[str]) -> Template:
    """The item; a form for the editor who holds it."""
    with desk_of(request).engine.connect() as connection:
        return _page(request, _view(connection, request, _item(connection, claim), read_part(request.query_params)))


@post("/items/{claim:str}/hold", access="editor", status_code=303)
async def hold(request: Request, claim: FromPath[str]) -> Redirect:
    """Take an item that was chosen, not given."""
    part = read_part(dict(await request.form()), "part-")
    return await to_thread.run_sync(_hold, request, claim, part)


@post("/items/{claim:str}/renew", access="editor", status_code=200, sync_to_thread=True)
def renew(request: Request, claim: FromPath[str]) -> Response[dict[str, str | None]]:
    """Hold an item longer, because its page is still open; ``until`` is null where it is no longer the editor's."""
    desk = desk_of(request)
    with writing(desk.engine) as connection:
        until = leases.renew(connection, claim, request.user.name, desk.now(), assignments.LEASE, deciding.LONGEST_HOLD)
    spoken = here_of(request).speech
    return Response({"until": spoken.moment(until) if until else None})


@get("/items/{claim:str}/read", access="editor", sync_to_thread=True)
def read_selection(request: Request, claim: FromPath[str]) -> Response[dict[str, Any]]:
    """What a stretch of the article says for a field: ``start`` and ``end`` in code points, ``field`` by its name."""
    with desk_of(request).engine.connect() as connection:
        item = _item(connection, claim)
        start, end, field = stretch_of(request)
        found = item.extraction_id
        unit = items.unit_at(connection, found, start, end) if found is not None and field == "unit_name" else None
        period = items.period_at(connection, found, start, end) if found is not None else None
    return told_selection(request, lambda: selecting.take(item.text, start, end, field, unit, period))


@post("/items/{claim:str}/decide", access="editor", status_code=200)
async def decide(request: Request, claim: FromPath[str]) -> Template | Redirect | Response[bytes]:
    """Decide, skip or undo; the answer is the next item."""
    sent = await sent_form(request)
    return await to_thread.run_sync(_decide, request, claim, sent, read_part(sent.fields, "part-"))


async def sent_form(request: Request) -> Sent:
    """The form of an item as it came."""
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    several = {name: [v for v in form.getall(name, []) if isinstance(v, str)] for name in ("qualifiers", "copy")}
    return Sent(fields, several["qualifiers"] if _QUALIFIERS_SENT in fields else None, several["copy"])


def stretch_of(request: Request) -> tuple[int, int, str]:
    """Start, end and field of a selection; what is no number is an empty stretch."""
    asked = request.query_params
    numbers = [asked.get(name, "") for name in ("start", "end")]
    start, end = (int(n) if n.isascii() and n.isdecimal() and len(n) < 10 else 0 for n in numbers)
    return start, end, asked.get("field", "")


def told_selection(request: Request, take: Callable[[], selecting.Taken]) -> Response[dict[str, Any]]:
    """What was taken, for the page's script; or why nothing could be, in words."""
    speech = here_of(request).speech
    try:
        taken = take()
    except selecting.NotThat as error:
        return Response({"error": speech.texts.gettext(str(error))}, status_code=422)
    said = speech.texts.gettext("Taken from the text.")
    return Response({"values": taken.values, "start": taken.start, "end": taken.end, "said": said})


def editor_of(request: Request) -> Editor:
    """Who decides in this request."""
    return Editor(request.user, desk_of(request).now(), address_of(request))


def led_on(request: Request, outcome: Outcome, part: Part) -> Template | Redirect | Response[bytes]:
    """The page after a decision: the next item, the same once more, or the queue where nothing is left."""
    desk = desk_of(request)
    following = outcome.following.claim if outcome.following else ""
    claim = following if outcome.stay is None else outcome.stay
    if not claim:
        notice = outcome.notice if outcome.stay is not None else "queue-empty"
        return _sent_to(request, part.at("/queue"), notice)
    address = address_of_item(claim, part)
    if not request.htmx:
        kept = cookie(desk.settings, NOTICE, outcome.notice)
        return Redirect(f"{address}#figure", status_code=303, cookies=[kept])
    with desk.engine.connect() as connection:
        item = items.load(connection, claim)
        if item is None:  # taken away between two statements, by a night's run
            return _sent_to(request, part.at("/queue"), outcome.notice)
        answer = _page(request, _view(connection, request, item, part), notice=NOTICES[outcome.notice])
    answer.headers["HX-Push-Url"] = address
    return answer


def address_of_item(claim: str, part: Part) -> str:
    """Where an item is, with the part of the queue that the editor works on."""
    return part.at(item_link(claim))


def practice_first(request: Request) -> Redirect | Response[bytes]:
    """To practice, for whom the queue is not open yet."""
    return _sent_to(request, "/practice", "practice-first")


def _hold(request: Request, claim: str, part: Part) -> Redirect:
    desk = desk_of(request)
    with writing(desk.engine) as connection:
        if not may_decide(connection, request.user):
            kept = cookie(desk.settings, NOTICE, "practice-first")
            return Redirect("/practice", status_code=303, cookies=[kept])
        item = _item(connection, claim)
        with suppress(HeldByAnother):  # the page says who has it and until when
            deciding.hold(connection, editor_of(request), item.claim)
    return Redirect(f"{address_of_item(claim, part)}#figure", status_code=303)


def _decide(request: Request, claim: str, sent: Sent, part: Part) -> Template | Redirect | Response[bytes]:
    desk = desk_of(request)
    try:
        with writing(desk.engine) as connection:
            if not may_decide(connection, request.user):
                return practice_first(request)
            item = _item(connection, claim)
            outcome = deciding.carry_out(connection, editor_of(request), item, sent, part)
    except Refused as refused:
        _hold_again(request, claim)
        with desk.engine.connect() as connection:
            view = _view(connection, request, _item(connection, claim), part)
        view.filled_with(refused.form, sent.text("note", deciding.LONGEST_NOTE))
        view.message = refused.message
        view.spent = _spent(sent)
        return _page(request, view, status=422)
    except HeldByAnother:
        return _with_entries_kept(request, claim, sent, part, status=423)
    except StaleItem:
        _hold_again(request, claim)
        return _with_entries_kept(request, claim, sent, part, status=409)
    return led_on(request, outcome, part)


def _with_entries_kept(request: Request, claim: str, sent: Sent, part: Part, status: int) -> Template:
    """The item as it is now, with what the editor entered still in the form and both versions side by side."""
    with desk_of(request).engine.connect() as connection:
        view = _view(connection, request, _item(connection, claim), part)
    now = view.item.proposed
    seen = _as_seen(sent)
    form = read_form(sent.fields, sent.qualifiers, seen or now, len(view.item.text))
    view.filled_with(form, sent.text("note", deciding.LONGEST_NOTE))
    view.spent = _spent(sent)
    if status == 409:
        versions = [(AS_SEEN, seen), (AS_NOW, view.item.shown)]
        if form.reading is not None and seen is not None and form.reading.differences(seen):
            versions.append((AS_ENTERED, form.reading))
        known = [(head, reading) for head, reading in versions if reading is not None]
        view.stale = compare(view.speech, tuple(r for _, r in known), tuple(head for head, _ in known))
    return _page(request, view, status=status)


def _hold_again(request: Request, claim: str) -> None:
    """Keep a refused item in the editor's hands, so that what was entered is not lost to another's hold."""
    with writing(desk_of(request).engine) as connection, suppress(HeldByAnother):
        deciding.hold(connection, editor_of(request), claim)


def _spent(sent: Sent) -> float:
    """Seconds that the page had counted when it was sent, for it to count on from."""
    try:
        told = float(sent.text("seconds"))
    except ValueError:
        return 0.0
    return told if 0 <= told <= deciding.MOST_SECONDS else 0.0


def _as_seen(sent: Sent) -> Reading | None:
    """What the editor's page showed, as that page says; only to be shown again."""
    try:
        return Reading.model_validate_json(sent.fields.get("shown", ""))
    except ValueError:
        return None


def _item(connection: Connection, claim: str) -> Item:
    item = items.load(connection, claim)
    if item is None:
        raise NotFoundException("no such item")
    return item


def _view(connection: Connection, request: Request, item: Item, part: Part) -> ItemView:
    visitor, now = request.user, desk_of(request).now()
    speech = here_of(request).speech
    if not may(visitor.role, "editor"):
        return ItemView(item, speech, part, "reading")
    mine = leases.of(connection, item.claim, visitor.name)
    if mine is not None and mine.until > now:
        return ItemView(item, speech, part, "mine", mine, decisions.last_uid(connection, visitor.name) is not None)
    others = [held for held in leases.holding(connection, item.claim, now) if held.editor != visitor.name]
    if others:
        return ItemView(item, speech, part, "held", others[0])
    return ItemView(item, speech, part, "free")


def _page(request: Request, view: ItemView, *, status: int = 200, notice: str | None = None) -> Template:
    template = "item_part.html" if request.htmx else "item.html"
    context = page_parts(view, item_link(view.item.claim))
    return page(request, template, status=status, said=notice, **context)


def _sent_to(request: Request, address: str, notice: str) -> Redirect | Response[bytes]:
    desk: Desk = desk_of(request)
    cookies = [cookie(desk.settings, NOTICE, notice)]
    if request.htmx:
        return Response(b"", status_code=200, headers={"HX-Redirect": address}, cookies=cookies)
    return Redirect(address, status_code=303, cookies=cookies)


HANDLERS = (show, hold, renew, read_selection, decide)
