"""The pages, one module a family. A module's ``HANDLERS`` are its routes; each says who may open it (``access=``)."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from review import api
from review.pages import (
    about,
    account,
    api_help,
    articles,
    audit,
    choices,
    comparison,
    conflicts,
    documents,
    figure,
    figures,
    health,
    items,
    machine,
    practice,
    quality,
    queue,
    series,
    sign_in,
    sources,
    start,
    units,
)

HANDLERS: tuple[ControllerRouterHandler, ...] = (
    *start.HANDLERS,
    *about.HANDLERS,
    *sign_in.HANDLERS,
    *account.HANDLERS,
    *audit.HANDLERS,
    *figures.HANDLERS,
    *figure.HANDLERS,
    *series.HANDLERS,
    *comparison.HANDLERS,
    *conflicts.HANDLERS,
    *articles.HANDLERS,
    *documents.HANDLERS,
    *units.HANDLERS,
    *sources.HANDLERS,
    *queue.HANDLERS,
    *items.HANDLERS,
    *practice.HANDLERS,
    *quality.HANDLERS,
    *choices.HANDLERS,
    *health.HANDLERS,
    *machine.HANDLERS,
    *api_help.HANDLERS,
    *api.HANDLERS,
)
