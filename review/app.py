"""The application, put together. Nothing here is global: each call makes one for its own database and settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from anyio import to_thread
from litestar import Litestar, Router
from litestar.datastructures import CacheControlHeader, State
from litestar.plugins.htmx import HTMXPlugin
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler
from sqlalchemy import Engine

from review import assets, i18n
from review.api.limits import api_limits, limit_stores
from review.desk import Desk
from review.kept_pages import KeptPages
from review.pages import HANDLERS
from review.pages.errors import EXCEPTION_HANDLERS
from review.rendering import template_config
from review.security.border import Border
from review.security.csrf import csrf_config
from review.security.headers import header_writer
from review.security.roles import guard, route_table
from review.security.sessions import Recognition
from review.settings import Settings

THREADS = 4
"""How many requests ask the database at once. More would only take the interpreter from each other, and from the loop
that answers all others; each holds one connection, of which there are enough for as many."""


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    engine: Engine,
    settings: Settings,
    *,
    now: Callable[[], datetime] = _now,
    handlers: Sequence[ControllerRouterHandler] = HANDLERS,
) -> Litestar:
    """The desk over a migrated database. Raises AccessNotStated if a route does not say who may open it."""
    desk = Desk(engine, settings, now, i18n.read_languages(), assets.read_assets())
    app = Litestar(
        route_handlers=[*handlers, _static_files()],
        state=State({"desk": desk}),
        guards=[guard],
        middleware=[Border(settings), Recognition(desk), *api_limits(settings), KeptPages(desk)],
        stores=limit_stores(),
        csrf_config=csrf_config(settings),
        before_send=[header_writer(settings)],
        on_startup=[_few_threads],
        exception_handlers=EXCEPTION_HANDLERS,
        template_config=template_config(desk),
        plugins=[HTMXPlugin()],
        request_max_body_size=settings.body_limit,
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    route_table(app)
    return app


async def _few_threads() -> None:
    to_thread.current_default_thread_limiter().total_tokens = THREADS


def _static_files() -> Router:
    """Files whose addresses change with their content, the same for everyone: browsers may keep them."""
    return create_static_files_router(
        assets.PATH,
        [assets.FOLDER],
        cache_control=CacheControlHeader(public=True, max_age=31_536_000, immutable=True),
        opt={"access": "anyone", "anonymous": True, "exclude_from_csrf": True},
    )
