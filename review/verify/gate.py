"""Who may decide: editors who have practised or need not, and admins."""

from __future__ import annotations

from sqlalchemy import Connection

from db.repository import practice
from review.practice import NEEDED
from review.security.sessions import Visitor


def may_decide(connection: Connection, visitor: Visitor) -> bool:
    """Whether an account may be given real items. The role is looked at by the route; this is about practice."""
    if visitor.role == "admin":
        return True
    return practice.is_waived(connection, visitor.user_id) or practice.best_round(connection, visitor.user_id) >= NEEDED
