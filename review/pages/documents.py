"""Documents: found by number or listed, the most cited first; one with who carries it out, when and with what."""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Stream, Template

from db import sorted_pages
from db.reading import FilterError, Filters, rows
from db.repository import cited_together, documents, sources
from db.row_formats.columns import columns_of
from review.desk import desk_of
from review.look import choices, downloads
from review.look.addresses import address, asked, trimmed
from review.rendering import page

ON_A_PAGE = 50
_MOST_CITED = sorted_pages.Sorting("citations")


@get("/documents", access="anyone", sync_to_thread=True)
def show_list(request: Request) -> Template | Redirect:
    """Documents that go by a number, or the most cited ones."""
    if (shorter := trimmed(request)) is not None:
        return shorter
    desk, given = desk_of(request), asked(request, ("q", "province"))
    after = request.query_params.get("after")
    filters = Filters(province=given.get("province"))
    further: str | None = None
    with desk.engine.connect() as connection:
        found: list[Any]
        if "q" in given:
            found = list(documents.find(connection, given["q"], limit=ON_A_PAGE))
        else:
            found, further = _page(connection, filters, after)
        return page(
            request,
            "documents.html",
            given=given,
            found=found,
            provinces=choices.provinces(desk, connection),
            first=address("/documents", given) if after else None,
            further=address("/documents", given | {"after": further}) if further else None,
            formats=downloads.FORMATS,
            files=lambda path: address(path, given),
        )


@get(downloads.paths("/documents"), access="anyone")
async def download(request: Request) -> Stream:
    """All documents of a list."""
    given = asked(request, ("q", "province"))

    def listed(connection: Any) -> Any:
        if "q" not in given:
            return sorted_pages.every(connection, "documents", Filters(province=given.get("province")), _MOST_CITED)
        ids = tuple(found.id for found in documents.find(connection, given["q"], limit=ON_A_PAGE))
        return rows(connection, "documents", Filters(ids=ids or ("",)))

    return await downloads.download(request, "documents", columns_of("documents"), listed)


@get("/documents/{document_id:str}", access="anyone", sync_to_thread=True)
def show(request: Request, document_id: FromPath[str]) -> Template:
    """Who carries a document out, when, and with which documents of their own."""
    start = request.query_params.get("start", "")
    offset = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    with desk_of(request).engine.connect() as connection:
        document = documents.get(connection, document_id)
        if document is None:
            raise NotFoundException("no such document")
        mentions = documents.citations(connection, document_id, limit=ON_A_PAGE + 1, offset=offset)
        months: dict[str, int] = {}
        for spread in documents.spread(connection, document_id):
            if spread.month is not None:
                months[f"{spread.month:%m/%Y}"] = months.get(f"{spread.month:%m/%Y}", 0) + spread.articles
        return page(
            request,
            "document.html",
            document=document,
            first_citing=documents.first_cited(connection, document_id),
            mentions=mentions[:ON_A_PAGE],
            months=list(months.items()),
            provinces=cited_together.by_province(connection, document_id),
            local=cited_together.beside(connection, document_id, local=True),
            others=cited_together.beside(connection, document_id, local=False, limit=10),
            titles={source.name: source.title for source in sources.known(connection)},
            first=f"/documents/{document_id}" if offset else None,
            further=f"/documents/{document_id}?start={offset + ON_A_PAGE}" if len(mentions) > ON_A_PAGE else None,
            formats=downloads.FORMATS,
        )


@get(downloads.paths("/documents/{document_id:str}/citations"), access="anyone")
async def download_citations(request: Request, document_id: FromPath[str]) -> Stream:
    """Every mention of a document."""
    return await downloads.download(
        request,
        f"citations-{''.join(c for c in document_id if c.isalnum())[:20]}",
        columns_of("citations"),
        lambda connection: rows(connection, "citations", Filters(document=document_id)),
    )


def _page(connection: Any, filters: Filters, after: str | None) -> tuple[list[Any], str | None]:
    try:
        return sorted_pages.page(connection, "documents", filters, _MOST_CITED, limit=ON_A_PAGE, after=after)
    except FilterError:
        return sorted_pages.page(connection, "documents", filters, _MOST_CITED, limit=ON_A_PAGE)


HANDLERS = (show_list, download, show, download_citations)
