"""The pages that the head of every page leads to. A page family adds its line here."""

from __future__ import annotations

from dataclasses import dataclass

from db.models.people import Role
from review.i18n import msgid
from review.security.roles import Access, may


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the head: the path, its text as a msgid, and who sees it."""

    path: str
    text: str
    access: Access


ENTRIES = (
    Entry("/", msgid("Start"), "anyone"),
    Entry("/figures", msgid("Figures"), "anyone"),
    Entry("/articles", msgid("Articles"), "anyone"),
    Entry("/documents", msgid("Documents"), "anyone"),
    Entry("/units", msgid("Units"), "anyone"),
    Entry("/sources", msgid("Sources"), "anyone"),
    Entry("/queue", msgid("Queue"), "editor"),
    Entry("/quality", msgid("Quality"), "viewer"),
    Entry("/about", msgid("About"), "anyone"),
    Entry("/api", msgid("Data API"), "anyone"),
    Entry("/audit", msgid("Audit log"), "admin"),
)


def entries_for(role: Role | None) -> list[Entry]:
    """The entries that somebody of this role, or nobody, may open."""
    return [entry for entry in ENTRIES if may(role, entry.access)]
