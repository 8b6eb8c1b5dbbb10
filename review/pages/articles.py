"""Articles: found by their words or listed, the newest first; one with all that was read in it; its revisions."""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Stream, Template

from db.repository import article_pages, search, sources
from db.row_formats.columns import columns_of
from db.search_query import QueryError
from review.desk import desk_of
from review.i18n import msgid
from review.look import choices, downloads
from review.look.addresses import address, asked, trimmed
from review.look.differences import differences
from review.look.figure_view import NO_DAY, read_day
from review.look.marked_text import paragraphs
from review.rendering import page

ON_A_PAGE = 30
_FIELDS = ("q", "source", "province", "from", "to")
_NO_WORD = msgid("Type a word of two letters or more; words in quotation marks must follow one another.")


@get("/articles", access="anyone", sync_to_thread=True)
def show_list(request: Request) -> Template | Redirect:
    """Articles that fit what was typed, or all."""
    if (shorter := trimmed(request)) is not None:
        return shorter
    desk, given = desk_of(request), asked(request, _FIELDS)
    after = request.query_params.get("after")
    faults: dict[str, str] = {}
    days = {name: read_day(given[name], last=name == "to") for name in ("from", "to") if name in given}
    faults |= {name: NO_DAY for name, day in days.items() if day is None}
    wanted: dict[str, Any] = {
        "source": given.get("source"),
        "province": given.get("province"),
        "from_": days.get("from"),
        "to": days.get("to"),
    }
    found: list[dict[str, Any]] = []
    further: str | None = None
    ignored = 0
    with desk.engine.connect() as connection:
        if "q" in given:
            try:
                hits = search.find(connection, given["q"], limit=ON_A_PAGE, cursor=after, **wanted)
            except QueryError:
                faults["q"] = _NO_WORD
            else:
                found = [_row(hit) for hit in hits.hits]
                further, ignored = hits.cursor, hits.ignored
        else:
            before = int(after) if after and after.isascii() and after.isdigit() and len(after) < 10 else None
            found, last = article_pages.newest(connection, limit=ON_A_PAGE, before=before, **wanted)
            further = None if last is None else str(last)
        counts = article_pages.fact_counts(connection, [row["article_id"] for row in found])
        known = sources.known(connection)
        return page(
            request,
            "articles.html",
            given=given,
            faults=faults,
            found=found,
            counts=counts,
            ignored=ignored,
            provinces=choices.provinces(desk, connection),
            sources=[(source.name, source.title) for source in known],
            titles={source.name: source.title for source in known},
            first=address("/articles", given) if after else None,
            further=address("/articles", given | {"after": further}) if further else None,
        )


@get("/articles/{article_id:int}", access="anyone", sync_to_thread=True)
def show(request: Request, article_id: FromPath[int]) -> Template:
    """An article with all that was read in it; ``fact`` in the query is the one whose sentence is shown."""
    with desk_of(request).engine.connect() as connection:
        article = article_pages.shown(connection, _key(article_id))
    if article is None:
        raise NotFoundException("no such article")
    fact = asked(request, ["fact"]).get("fact")
    return page(
        request,
        "article.html",
        article=article,
        fact=fact,
        paragraphs=paragraphs(article.text, article.marks, fact),
        counts={kind: sum(mark.kind == kind for mark in article.marks) for kind in ("document", "date", "unit")},
        formats=downloads.FORMATS,
    )


@get(downloads.paths("/articles/{article_id:int}/facts"), access="anyone")
async def download(request: Request, article_id: FromPath[int]) -> Stream:
    """The facts of an article as a file; an article that is not there has none."""
    key = _key(article_id)
    return await downloads.download(
        request,
        f"article-{article_id}",
        columns_of("facts"),
        lambda connection: article_pages.facts(connection, key),
    )


@get("/articles/{article_id:int}/revisions", access="anyone", sync_to_thread=True)
def show_revisions(request: Request, article_id: FromPath[int]) -> Template:
    """What changed in an article from one revision to another, the last two unless others are asked for."""
    with desk_of(request).engine.connect() as connection:
        article = article_pages.shown(connection, _key(article_id))
        if article is None:
            raise NotFoundException("no such article")
        numbers = [revision.number for revision in article.revisions]
        given = asked(request, ("from", "to"))
        to = _among(given.get("to"), numbers, numbers[-1])
        from_ = _among(given.get("from"), numbers, max((number for number in numbers if number < to), default=to))
        texts = article_pages.revision_texts(connection, article_id, [from_, to])
    return page(
        request,
        "revisions.html",
        article=article,
        numbers=numbers,
        from_=from_,
        to=to,
        parts=differences(texts[from_], texts[to]),
    )


def _row(hit: search.Hit) -> dict[str, Any]:
    return {
        "article_id": hit.article_id,
        "url": hit.url,
        "source": hit.source,
        "title": hit.title,
        "published": hit.published,
        "snippet": hit.snippet,
        "exact": hit.exact,
    }


def _among(written: str | None, numbers: list[int], otherwise: int) -> int:
    return next((number for number in numbers if str(number) == written), otherwise)


def _key(article_id: int) -> int:
    """A key that a database can look for."""
    if not 0 < article_id < 2**31:
        raise NotFoundException("no such article")
    return article_id


HANDLERS = (show_list, show, download, show_revisions)
