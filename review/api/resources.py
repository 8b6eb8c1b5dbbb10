"""What the API has: one resource for each table that is read, by the name of its view."""

from __future__ import annotations

from dataclasses import dataclass

from schema.dictionary import Column, Table, dictionary

BASE = "/api/v1"


@dataclass(frozen=True, slots=True)
class Resource:
    """A view as a list under ``path``; ``key`` is the column that names one row, None where none does."""

    name: str
    key: Column | None

    @property
    def path(self) -> str:
        """The address of the list."""
        return f"{BASE}/{self.name}"

    @property
    def table(self) -> Table:
        """How the data dictionary describes it."""
        return dictionary()[self.name]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What is told of a row: what a published package has."""
        return self.table.published


def _resource(name: str) -> Resource:
    table = dictionary()[name]
    return Resource(name, table.column(table.key[0]) if len(table.key) == 1 else None)


RESOURCES = tuple(_resource(name) for name in ("facts", "figures", "series", "articles", "documents", "citations"))
