"""Practice: items whose answers are known, before the queue opens to a new editor."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from litestar import Request, Response, get, post
from litestar.exceptions import ClientException, NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy import Connection

from db import writing
from db.repository import audit, practice, users
from review.desk import desk_of
from review.i18n import msgid
from review.pages.items import sent_form, stretch_of, told_selection
from review.practice import NEEDED, PracticeItem, Progress, practice_items, progress
from review.rendering import here_of, page
from review.security.cookies import NOTICE, cookie
from review.security.roles import may
from review.security.sessions import address_of
from review.verify import deciding, selecting
from review.verify.deciding import Sent
from review.verify.gate import may_decide
from review.verify.page_parts import page_parts
from review.verify.part import Part
from review.verify.record_form import FilledForm, read_form
from review.verify.view import ItemView, compare

AS_READ = msgid("As the machine read it")
AS_RIGHT = msgid("As it is right")

_REJECT = "reject:"


@get("/practice", access="editor", sync_to_thread=True)
def show(request: Request) -> Template:
    """How far one has come; for admins, how far everybody has."""
    visitor = request.user
    with desk_of(request).engine.connect() as connection:
        return page(
            request,
            "practice.html",
            progress=_progress(connection, request),
            total=len(practice_items()),
            needed=NEEDED,
            open=may_decide(connection, visitor),
            beginners=practice.beginners(connection) if may(visitor.role, "admin") else [],
        )


@get("/practice/{name:str}", access="editor", sync_to_thread=True)
def show_item(request: Request, name: FromPath[str]) -> Template:
    """One item; once it is answered, what was right about it."""
    given = _found(name)
    with desk_of(request).engine.connect() as connection:
        return _page(request, given, _progress(connection, request, _round(request.query_params.get("round", ""))))


@get("/practice/{name:str}/read", access="editor", sync_to_thread=False)
def read_selection(request: Request, name: FromPath[str]) -> Response[dict[str, Any]]:
    """What a stretch of a practice article says for a field."""
    given = _found(name)
    start, end, field = stretch_of(request)
    return told_selection(request, lambda: selecting.take(given.text, start, end, field, None, None))


@post("/practice/{name:str}/decide", access="editor", status_code=200)
async def answer(request: Request, name: FromPath[str]) -> Template | Redirect | Response[bytes]:
    """Keep an answer and say whether it was right, and why."""
    sent = await sent_form(request)
    return await to_thread.run_sync(_answer, request, _found(name), sent)


@post("/practice/next", access="editor", status_code=303, sync_to_thread=True)
def go_on(request: Request) -> Redirect:
    """To the next item of the round; after the last one, to the overview."""
    with desk_of(request).engine.connect() as connection:
        standing = _progress(connection, request)
        if not standing.left and not standing.passed:
            standing = _progress(connection, request, standing.round + 1)
    if not standing.left:
        return Redirect("/practice", status_code=303)
    return Redirect(f"/practice/{standing.left[0]}?round={standing.round}", status_code=303)


@post("/practice/waive/{user_id:int}", access="admin", status_code=303, sync_to_thread=True)
def waive(request: Request, user_id: FromPath[int]) -> Redirect:
    """Let an editor work without practice."""
    desk, visitor = desk_of(request), request.user
    with writing(desk.engine) as connection:
        editor = next((found for found in users.everyone(connection) if found.id == user_id), None)
        if editor is None:
            raise NotFoundException("no such account")
        practice.waive(connection, user_id, visitor.user_id, desk.now())
        audit.note(
            connection,
            "waive_practice",
            editor.name,
            desk.now(),
            user_id=visitor.user_id,
            address=address_of(request),
        )
    notice = cookie(desk.settings, NOTICE, "practice-waived")
    return Redirect("/practice", status_code=303, cookies=[notice])


def _answer(request: Request, given: PracticeItem, sent: Sent) -> Template | Redirect | Response[bytes]:
    desk = desk_of(request)
    wanted = sent.text("decision")
    if wanted not in ("accept", "correct", "unsure", "skip") and not wanted.startswith(_REJECT):
        raise ClientException("no such answer")
    if wanted == "skip":
        if request.htmx:
            return Response(b"", status_code=200, headers={"HX-Redirect": "/practice"})
        return Redirect("/practice", status_code=303)
    form = read_form(sent.fields, sent.qualifiers, given.reading, len(given.text))
    fault = _fault(given, wanted, form)
    with writing(desk.engine) as connection:
        standing = _progress(connection, request, _round(sent.text("round")))
        if fault is not None or form.errors:
            return _page(request, given, standing, form=form, message=fault, status=422)
        decision, _, reason = wanted.partition(":")
        right = given.is_right(decision, reason or None, form.reading)
        practice.answer(connection, request.user.user_id, standing.round, given.name, right, desk.now())
        standing = _progress(connection, request)
    if request.htmx:
        return _page(request, given, standing)
    return Redirect(f"/practice/{given.name}", status_code=303)


def _round(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else None


def _fault(given: PracticeItem, wanted: str, form: FilledForm) -> str | None:
    """What the queue would say to such a form, too; a msgid."""
    changed = form.reading is not None and bool(given.reading.differences(form.reading))
    if wanted == "accept" and (changed or form.errors):
        return deciding.CHANGED
    if wanted == "correct" and form.reading is not None and not changed:
        return deciding.UNCHANGED
    return None


def _page(
    request: Request,
    given: PracticeItem,
    standing: Progress,
    *,
    form: FilledForm | None = None,
    message: str | None = None,
    status: int = 200,
) -> Template:
    speech = here_of(request).speech
    answered = standing.answers.get(given.name)
    view = ItemView(given.as_item(), speech, Part(), "practice" if answered is None else "answered")
    if form is not None:
        view.filled_with(form, "")
        view.message = message
    right = given.right_reading()
    solution = None
    if answered is not None and given.answer.decision == "correct":
        solution = compare(speech, (given.reading, right), (AS_READ, AS_RIGHT))
    return page(
        request,
        "practice_item_part.html" if request.htmx else "practice_item.html",
        status=status,
        said=None,
        given=given,
        answered=answered,
        why=given.why.vi if speech.code == "vi" else given.why.en,
        solution=solution,
        progress=standing,
        total=len(practice_items()),
        needed=NEEDED,
        **page_parts(view, f"/practice/{given.name}"),
    )


def _progress(connection: Connection, request: Request, wanted: int | None = None) -> Progress:
    user_id = request.user.user_id
    return progress(user_id, practice.answers(connection, user_id), wanted)


def _found(name: str) -> PracticeItem:
    given = practice_items().get(name)
    if given is None:
        raise NotFoundException("no such practice item")
    return given


HANDLERS = (show, show_item, read_selection, answer, go_on, waive)
