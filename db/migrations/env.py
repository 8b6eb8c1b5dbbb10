"""How Alembic runs here: on the connection it is given, inside that connection's transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from db.models import Base
from db.models.base import UtcDateTime
from db.models.search import is_modelled


def _render(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A migration must not change with our code: write the plain type in place of our own."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
    render_item=_render,
    include_name=is_modelled,
)
context.run_migrations()
