"""``chibo users``: accounts of the desk, made and changed by whoever has the machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from db.repository.users import Account

_BAD_OPTIONS = 2


class RoleName(StrEnum):
    """What an account may do: each role may do what those before it may."""

    viewer = "viewer"
    editor = "editor"
    admin = "admin"


Name = Annotated[str, typer.Argument(metavar="NAME", help="2 to 40 of a-z 0-9 . _ - to sign in with.")]
RoleOption = Annotated[RoleName, typer.Option(help="What the account may do.")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, up to the first line's end.")
]

app = typer.Typer(no_args_is_help=True, help="Accounts of the desk: who may sign in, and what each may do.")


class _Refused(Exception):
    """What was asked cannot be done; the message says why."""


@app.command()
def add(name: Name, role: RoleOption, password_stdin: FromStdin = False) -> None:
    """Make an account."""
    from db import writing
    from db.passwords import hash_password
    from db.repository import users

    with _told(), _database() as engine:
        kept = _name(name)
        with engine.connect() as connection:
            if users.find(connection, kept) is not None:
                raise _Refused(f"there is an account {kept} already")
        hashed = hash_password(_new_password(kept, password_stdin))
        with writing(engine) as connection:
            try:
                users.add(connection, kept, hashed, role.value, _now())
            except users.NameTaken:
                raise _Refused(f"there is an account {kept} already") from None
            _note(connection, "add_user", kept, {"role": role.value})
    typer.echo(f"{kept} may sign in as {role.value}")


@app.command("list")
def list_accounts() -> None:
    """List all accounts."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from db.repository import users

    table = Table("name", "role", "made", "state", box=box.SIMPLE_HEAD, pad_edge=False)
    with _told(), _database() as engine, engine.connect() as connection:
        for account in users.everyone(connection):
            disabled = account.disabled_at
            state = "may sign in" if disabled is None else f"disabled {disabled:%Y-%m-%d}"
            table.add_row(*map(Text, (account.name, account.role, f"{account.created_at:%Y-%m-%d}", state)))
    Console().print(table)


@app.command()
def disable(name: Name) -> None:
    """Let nobody use an account any more. It is kept: what its owner has done keeps its name."""
    from db.repository import api_tokens, users, web_sessions

    with _changing(name) as (connection, account):
        users.disable(connection, account.id, _now())
        web_sessions.end_all(connection, account.id)
        api_tokens.revoke_all(connection, account.id, _now())
        _note(connection, "disable_user", account.name, {})
    typer.echo(f"{account.name} may not sign in any more; its sessions and tokens are over")


@app.command()
def password(name: Name, password_stdin: FromStdin = False) -> None:
    """Give an account another password; its sessions and tokens are over then."""
    from db import writing
    from db.passwords import hash_password
    from db.repository import api_tokens, users, web_sessions

    with _told(), _database() as engine:
        with engine.connect() as connection:
            account = _account(connection, name)
        hashed = hash_password(_new_password(account.name, password_stdin))
        with writing(engine) as connection:
            users.set_password(connection, account.id, hashed)
            web_sessions.end_all(connection, account.id)
            api_tokens.revoke_all(connection, account.id, _now())
            _note(connection, "set_password", account.name, {})
    typer.echo(f"{account.name} has a new password; its sessions and tokens are over")


@app.command()
def role(name: Name, role: Annotated[RoleName, typer.Argument(help="What it may do from now on.")]) -> None:
    """Give an account another role."""
    from db.repository import users

    with _changing(name) as (connection, account):
        users.set_role(connection, account.id, role.value)
        _note(connection, "set_role", account.name, {"from": account.role, "to": role.value})
    typer.echo(f"{account.name} is {role.value} now")


@contextmanager
def _told() -> Iterator[None]:
    """End the command with a plain sentence for what an operator can mend."""
    from db import DatabaseError
    from db.passwords import WeakPassword

    try:
        yield
    except (_Refused, WeakPassword, DatabaseError) as error:
        print(f"chibo: {error}", file=sys.stderr)
        raise typer.Exit(_BAD_OPTIONS) from None


@contextmanager
def _database() -> Iterator[Engine]:
    import db

    engine = db.engine()
    try:
        db.migrate(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _changing(name: str) -> Iterator[tuple[Connection, Account]]:
    from db import writing

    with _told(), _database() as engine, writing(engine) as connection:
        yield connection, _account(connection, name)


def _account(connection: Connection, name: str) -> Account:
    from db.repository import users

    found = users.find(connection, _name(name))
    if found is None:
        raise _Refused(f"there is no account {_name(name)}; chibo users list shows all")
    return found


def _name(given: str) -> str:
    from db.repository import users

    try:
        return users.as_name(given)
    except ValueError as error:
        raise _Refused(str(error)) from None


def _new_password(name: str, from_stdin: bool) -> str:
    """Asked for twice at the terminal, or the first line of standard input. Raises _Refused or WeakPassword."""
    from db.passwords import demand_strength

    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        given = typer.prompt("Password", hide_input=True)
        demand_strength(given, name)
        if typer.prompt("Once more", hide_input=True) != given:
            raise _Refused("the two passwords are not the same")
    else:
        raise _Refused("there is no terminal to ask for the password; use --password-stdin")
    if not given.isprintable():  # bytes that are not UTF-8 too
        raise _Refused("the password has characters that cannot be typed into a page")
    demand_strength(given, name)
    return given


def _note(connection: Connection, action: str, subject: str, details: dict[str, Any]) -> None:
    from db.repository import audit

    audit.note(connection, action, subject, _now(), details=details)


def _now() -> datetime:
    return datetime.now(UTC)
