"""One figure: its number, why this one, everybody who tells it with the sentence, and how to quote it."""

from __future__ import annotations

from datetime import UTC

from litestar import Request, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from db.repository import figures, sources, unit_names
from review.desk import desk_of
from review.look.addresses import address
from review.look.quotation import quotation
from review.rendering import here_of, page


@get("/figures/{figure_id:str}", access="anyone", sync_to_thread=True)
def show(request: Request, figure_id: FromPath[str]) -> Template:
    """The figure of an id, which stays the same whoever tells it."""
    desk = desk_of(request)
    with desk.engine.connect() as connection:
        row = figures.by_id(connection, figure_id)
        if row is None:
            raise NotFoundException("no such figure")
        tellings = figures.tellings(connection, figure_id)
        titles = {source.name: source.title for source in sources.known(connection)}
        key = unit_names.keys_of_figures(connection, [figure_id])[figure_id]
    tellings.sort(key=lambda fact: fact["fact_id"] != row["fact_id"])
    permalink = f"{request.base_url}figures/{figure_id}"
    source = titles.get(row["source"], row["source"])
    return page(
        request,
        "figure.html",
        row=row,
        tellings=tellings,
        sources=titles,
        unit_key=key,
        quotation=quotation(here_of(request).speech, row, source, permalink, desk.now().astimezone(UTC).date()),
        series=address("/series", {"unit": key, "indicator": row["indicator"], "qualifier": row["qualifiers"]}),
        same=address(
            "/figures",
            {
                "province": row["province"],
                "indicator": row["indicator"],
                "from": row["period_from"] or row["period_to"],
                "to": row["period_to"],
            },
        ),
    )


HANDLERS = (show,)
