"""What editors answered to practice items, and who need not practise. None of it is a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from db.models import PracticeAnswer, PracticeWaiver, User


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; ``round`` counts from 0."""

    round: int
    item: str
    right: bool


@dataclass(frozen=True, slots=True)
class Beginner:
    """How far an editor's account has come: answers and right ones of its newest round, its best round, a waiver."""

    user_id: int
    name: str
    answered: int
    right: int
    best: int
    waived: bool


def answer(connection: Connection, user_id: int, round_: int, item: str, right: bool, at: datetime) -> bool:
    """Keep an answer; False if that item was answered in that round before: the first answer counts."""
    values = {"user_id": user_id, "round": round_, "item": item, "right": right, "at": at}
    made = _insert(connection, PracticeAnswer).values(values)
    made = made.on_conflict_do_nothing(index_elements=["user_id", "round", "item"])
    return connection.scalar(made.returning(PracticeAnswer.id)) is not None


def answers(connection: Connection, user_id: int) -> list[Answer]:
    """All answers of an account, in the order of answering."""
    query = select(PracticeAnswer.round, PracticeAnswer.item, PracticeAnswer.right)
    found = connection.execute(query.where(PracticeAnswer.user_id == user_id).order_by(PracticeAnswer.id))
    return [Answer(*row) for row in found]


def waive(connection: Connection, user_id: int, by_user_id: int | None, at: datetime) -> None:
    """Let an account work without practice; ``by_user_id`` is null at the command line."""
    values = {"user_id": user_id, "by_user_id": by_user_id, "at": at}
    made = _insert(connection, PracticeWaiver).values(values)
    connection.execute(made.on_conflict_do_nothing(index_elements=["user_id"]))


def is_waived(connection: Connection, user_id: int) -> bool:
    """Whether an account may work without practice."""
    query = select(PracticeWaiver.user_id).where(PracticeWaiver.user_id == user_id)
    return connection.scalar(query) is not None


def best_round(connection: Connection, user_id: int) -> int:
    """The most right answers of one round."""
    rounds = (
        select(func.count().label("right"))
        .where(PracticeAnswer.user_id == user_id, PracticeAnswer.right)
        .group_by(PracticeAnswer.round)
        .subquery()
    )
    return connection.scalar(select(func.max(rounds.c.right))) or 0


def beginners(connection: Connection) -> list[Beginner]:
    """All editors' accounts that may be used, by name, with how far they have come."""
    query = select(User.id, User.name).where(User.role == "editor", User.disabled_at.is_(None)).order_by(User.name)
    found = []
    for user_id, name in connection.execute(query).all():
        given = answers(connection, user_id)
        newest = [told for told in given if told.round == max(other.round for other in given)]
        right = sum(told.right for told in newest)
        best, waived = best_round(connection, user_id), is_waived(connection, user_id)
        found.append(Beginner(user_id, name, len(newest), right, best, waived))
    return found


def _insert(connection: Connection, model: Any) -> Any:
    made: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return made(model)
