"""What tests do with the desk: accounts, browsers that are signed in, forms as a browser sends them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from pwdlib import PasswordHash
from sqlalchemy import Engine, text

import db
from db import passwords
from db.models.people import Role
from db.repository import users, web_sessions
from review.security.secrets import hash_of, new_session_secret

HOST = "chibo.example"
PASSWORD = "bốn mùa hoa nở ven sông"
SESSION = "__Host-chibo-session"
CSRF = "__Host-chibo-csrf"
SAME_SITE = {"Sec-Fetch-Site": "same-origin", "Origin": f"https://{HOST}"}


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by


def password_hash() -> str:
    """The hash of PASSWORD, made once with each hasher: the desk's own takes a quarter second."""
    return _hash_by(passwords._hasher())


@cache
def _hash_by(_hasher: PasswordHash) -> str:
    return passwords.hash_password(PASSWORD)


class Visit:
    """A browser at the desk."""

    def __init__(self, client: TestClient[Litestar], engine: Engine, clock: Clock) -> None:
        self.client = client
        self.engine = engine
        self.clock = clock

    def account(self, name: str = "lan", role: Role = "viewer") -> int:
        with db.writing(self.engine) as connection:
            return users.add(connection, name, password_hash(), role, self.clock())

    def signed_in(self, name: str = "lan", role: Role = "viewer", agent: str = "Trình duyệt") -> int:
        """Make the account if need be and give the browser a session of it; returns the session's key."""
        with db.writing(self.engine) as connection:
            found = users.find(connection, name)
            user = found.id if found else users.add(connection, name, password_hash(), role, self.clock())
            secret, now = new_session_secret(), self.clock()
            expires = now + timedelta(days=7)
            key = web_sessions.begin(connection, user, hash_of(secret), now, expires, "203.0.113.5", agent)
        self.client.cookies.set(SESSION, secret, domain=HOST, path="/")
        return key

    def get(self, path: str, **options: Any) -> Response:
        return self.client.get(path, follow_redirects=False, **options)

    def token(self) -> str:
        """The token of the forms that this browser is shown."""
        found = re.search(r'name="_csrf_token" value="([0-9a-f]+)"', self.get("/about").text)
        assert found, "no form on the page"
        return found[1]

    def send(self, path: str, *, headers: dict[str, str] | None = None, **fields: str) -> Response:
        """Post a form as a browser does that was shown it."""
        data = {"_csrf_token": self.token(), **fields}
        return self.client.post(path, data=data, headers=SAME_SITE | (headers or {}), follow_redirects=False)

    def sign_in(self, name: str = "lan", password: str = PASSWORD, **fields: str) -> Response:
        return self.send("/login", name=name, password=password, **fields)

    def is_signed_in(self) -> bool:
        return self.get("/account").status_code == 200

    def rows(self, query: str, **values: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(query), values))
