"""`chibo users`: accounts from the command line."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import db
from db.passwords import check_password
from db.repository import api_tokens, audit, users, web_sessions
from jobs.cli import app

ROOT = Path(__file__).parents[2]
_PASSWORD = "cầu tre lắc lẻo gập ghềnh"
_NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHIBO_")}
    return kept | {"CHIBO_HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "dumb"}


def _users(home: Path, *words: str, typed: str = "") -> Result:
    """Run the command here: a process for each would take most of the time."""
    variables = {"CHIBO_HOME": str(home), "CHIBO_DATABASE_URL": None}
    return CliRunner().invoke(app, ["users", *words], input=typed, env=variables)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one editor, lan, who is signed in and has a token."""
    done = _users(tmp_path, "add", "Lan", "--role", "editor", "--password-stdin", typed=f"{_PASSWORD}\n")
    assert (done.exit_code, done.stdout) == (0, "lan may sign in as editor\n"), done.stderr
    engine = db.engine(f"sqlite:///{tmp_path / 'var' / 'chibo.sqlite3'}")
    with db.writing(engine) as connection:
        account = users.find(connection, "lan")
        assert account is not None
        web_sessions.begin(connection, account.id, "s", _NOW, _NOW + timedelta(days=9999), "203.0.113.5", "x")
        api_tokens.add(connection, account.id, "x", "t", _NOW, _NOW + timedelta(days=9999))
    engine.dispose()
    return tmp_path


def _state(home: Path) -> tuple[users.Account, str, bool, list[str]]:
    """The account, its password's hash, whether it is still let in, and what the log says."""
    engine = db.engine(f"sqlite:///{home / 'var' / 'chibo.sqlite3'}")
    with engine.connect() as connection:
        account = users.find(connection, "lan")
        assert account is not None
        session = web_sessions.find(connection, "s", _NOW, _NOW - timedelta(days=1))
        token = api_tokens.find(connection, "t", _NOW)
        assert (session is None) == (token is None)
        noted = audit.entries(connection, audit.AuditQuery(), limit=99, down=False)
        kept = users.password_hash(connection, account.id)
    engine.dispose()
    return account, kept, session is not None, [f"{entry.action} {entry.subject} {entry.details}" for entry in noted]


def test_an_account_is_made(home: Path) -> None:
    account, kept, _, noted = _state(home)
    assert (account.name, account.role, account.language, account.disabled_at) == ("lan", "editor", "vi", None)
    assert check_password(_PASSWORD, kept) == (True, None)
    assert noted == ["add_user lan {'role': 'editor'}"]


def test_the_list_shows_all_and_no_hash(home: Path) -> None:
    _users(home, "disable", "lan")
    done = _users(home, "list")
    assert done.exit_code == 0 and "lan" in done.stdout and "editor" in done.stdout and "disabled" in done.stdout
    assert "argon2" not in done.stdout


@pytest.mark.parametrize(
    ("words", "typed", "told"),
    [
        (["add", "lan", "--role", "viewer"], _PASSWORD, "there is an account lan already"),
        (["add", "minh", "--role", "viewer"], "ngắn", "12 characters at least"),
        (["add", "minh", "--role", "viewer"], "", "12 characters at least"),
        (["add", "minh", "--role", "viewer"], "aaaaaaaaaaaaaaa", "different characters"),
        (["add", "minh", "--role", "viewer"], "minh và những người bạn", "must not contain the name"),
        (["add", "x\ny", "--role", "viewer"], _PASSWORD, "a name has 2 to 40"),
        (["add", "minh", "--role", "viewer"], "một câu dài\x07 có chuông", "cannot be typed"),
        (["password", "minh"], _PASSWORD, "there is no account minh"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(home: Path, words: list[str], typed: str, told: str) -> None:
    before = _state(home)
    done = _users(home, *words, "--password-stdin", typed=f"{typed}\n")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("chibo: ") and told in done.stderr and done.stderr.count("\n") == 1
    assert _state(home) == before


def test_a_role_is_changed(home: Path) -> None:
    assert _users(home, "role", "lan", "admin").stdout == "lan is admin now\n"
    account, _, signed_in, noted = _state(home)
    assert account.role == "admin" and signed_in
    assert noted[-1] == "set_role lan {'from': 'editor', 'to': 'admin'}"
    assert _users(home, "role", "lan", "emperor").exit_code == 2


def test_a_disabled_account_is_out_and_stays_known(home: Path) -> None:
    assert _users(home, "disable", "lan").exit_code == 0
    account, _, signed_in, noted = _state(home)
    assert account.disabled_at is not None and not signed_in
    assert noted[-1] == "disable_user lan {}"


def test_a_new_password_puts_out_whoever_is_in(home: Path) -> None:
    new = "thuyền về bến cũ chiều nay"
    assert _users(home, "password", "lan", "--password-stdin", typed=new).exit_code == 0
    _, kept, signed_in, noted = _state(home)
    assert check_password(new, kept)[0] and not check_password(_PASSWORD, kept)[0] and not signed_in
    assert noted[-1] == "set_password lan {}" and new not in str(noted)


def test_without_a_terminal_the_password_is_not_asked_for(home: Path) -> None:
    done = _users(home, "password", "lan")
    assert done.exit_code == 2 and "--password-stdin" in done.stderr


@pytest.mark.parametrize(("again", "status"), [(_PASSWORD, 0), ("một câu khác hẳn câu kia", 2)])
def test_at_a_terminal_the_password_is_asked_for_twice_and_not_shown(home: Path, again: str, status: int) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "jobs.cli", "users", "add", "minh", "--role", "viewer"]
    with subprocess.Popen(
        command,
        cwd=home,
        env=_environment(home),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        shown = b""
        for prompt, typed in ((b"Password: ", _PASSWORD), (b"Once more: ", again)):
            while not shown.endswith(prompt):
                shown += os.read(ours, 1000)
            os.write(ours, f"{typed}\n".encode())
        assert process.wait(timeout=30) == status
        os.close(ours)
    assert _PASSWORD.encode() not in shown
