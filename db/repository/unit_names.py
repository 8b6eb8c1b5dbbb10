"""The units that figures are of, by the key that all their names share (see ``db.unit_identity``)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from db.models import Figure


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit by one of its names, with what is known of it from the figure that has that name."""

    key: str
    name: str
    level: str | None
    province: str | None
    place_code: str | None
    place_today: str | None


def every(connection: Connection) -> list[NamedUnit]:
    """All units by key; one step along the index for each, however many figures it has."""
    keys = select(func.min(Figure.unit_key).label("key")).cte("unit_keys", recursive=True)
    further = aliased(Figure)
    following = select(func.min(further.unit_key)).where(further.unit_key > keys.c.key).scalar_subquery()
    keys = keys.union_all(select(following).where(keys.c.key.is_not(None)))
    one = aliased(Figure)
    first = select(one.id).where(one.unit_key == keys.c.key).limit(1).correlate(keys).scalar_subquery()
    query = select(*_columns()).select_from(keys.join(Figure, Figure.id == first)).order_by(Figure.unit_key)
    return [NamedUnit(*row) for row in connection.execute(query)]


def of_key(connection: Connection, key: str) -> NamedUnit | None:
    """The unit of a key; None if there is no figure of it. The name is that of its newest figure."""
    query = select(*_columns()).where(Figure.unit_key == key).order_by(Figure.last_published.desc(), Figure.id).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else NamedUnit(*row)


def told(connection: Connection, keys: Collection[str]) -> dict[str, NamedUnit]:
    """Those of some keys that there are figures of."""
    newest = (
        func.row_number().over(partition_by=Figure.unit_key, order_by=[Figure.last_published.desc(), Figure.id])
    ).label("place")
    found = select(*_columns(), newest).where(Figure.unit_key.in_(list(keys))).subquery()
    query: Any = select(*found.c).where(found.c.place == 1)
    return {row[0]: NamedUnit(*row[:-1]) for row in connection.execute(query)}


def keys_of_figures(connection: Connection, figure_ids: Collection[str]) -> dict[str, str]:
    """The key of the unit of each figure."""
    query = select(Figure.id, Figure.unit_key).where(Figure.id.in_(list(figure_ids)))
    return {row[0]: row[1] for row in connection.execute(query)}


def names(connection: Connection, key: str) -> list[str]:
    """All names that figures of a unit have, in the order of the alphabet."""
    query = select(Figure.unit_name).where(Figure.unit_key == key).distinct()
    return sorted(name for name in connection.scalars(query) if name)


def _columns() -> tuple[Any, ...]:
    return (
        Figure.unit_key,
        func.coalesce(Figure.unit_name, "").label("name"),
        Figure.unit_level,
        func.coalesce(Figure.unit_province, Figure.province).label("province"),
        Figure.unit_place_code,
        Figure.unit_place_today,
    )
