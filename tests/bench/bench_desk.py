"""The desk under load: editors deciding and readers looking at once, beside a bare page of the framework in the same run.

CHIBO_BENCH_DESK_ARTICLES, _SECONDS, _EDITORS, _READERS and _PAUSE (seconds between what one person does) say how much;
without them it is a small run. The whole of it: 200,000 articles (a million facts), 60 seconds, 50 and 200 people.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, unquote

import httpx
import pytest
from litestar.testing import TestClient
from sqlalchemy import Engine, func, select

import db
from db.models import Verdict
from db.repository import practice, users, web_sessions
from review.security.cookies import SESSION, cookie_name
from review.security.secrets import hash_of, new_session_secret
from review.settings import Settings
from tests.bench.desk_crowd import Seen, crowd
from tests.bench.desk_server import BARE, made
from tests.bench.store_maker import fill
from tests.review.visiting import Clock, Visit
from tests.review.wandering import plain_paths, wander


def _given(name: str, usual: float) -> float:
    return float(os.environ.get(f"CHIBO_BENCH_DESK_{name}", usual))


_ROOT = Path(__file__).parents[2]
_NOT_READ = ("/login", "/api", "/static", "/healthz", "/bare")
_LIMITS = {"decision": 0.250}
_LIMIT = 0.150
_API = [
    "/api/v1/facts?limit=50",
    "/api/v1/figures?indicator=members_admitted&limit=50",
    "/api/v1/series?indicator=members_total&limit=50",
    "/api/v1/documents?limit=50",
    "/api/v1/indicators",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A filled database; CHIBO_BENCH_DESK_STORE names a SQLite file that is kept and used again."""
    kept = os.environ.get("CHIBO_BENCH_DESK_STORE")
    engine = db.engine(f"sqlite:///{kept or tmp_path_factory.mktemp('desk') / 'chibo.sqlite3'}")
    db.migrate(engine)
    with engine.connect() as connection:
        there = connection.scalar(select(func.count()).select_from(db.models.Article))
    if not there:
        fill(engine, int(_given("ARTICLES", 2000)))
    yield engine
    engine.dispose()


def bench_desk(store: Engine) -> None:
    editors = _editors(store, int(_given("EDITORS", 50)))
    paths = {"bare": [BARE], "api": _API, "page": _pages(store)}
    before = datetime.now(UTC)
    seconds = _given("SECONDS", 10)
    with _served(store) as address:
        _warm(address, next(iter(editors.values())), paths)
        seen = asyncio.run(crowd(address, editors, int(_given("READERS", 200)), paths, seconds, _given("PAUSE", 4)))
    _tell(store, seen, seconds, len(paths["page"]))
    assert seen.faults == []
    _demand_each_decision_once(store, seen, before)


def _warm(address: str, secret: str, paths: dict[str, list[str]]) -> None:
    """Look at each page once: a desk that many come to has been running for a while."""
    with httpx.Client(base_url=address, timeout=120) as client:
        for path in (*paths["page"], *paths["api"]):
            client.get(path)
        client.cookies.set(cookie_name(Settings(secret="", secure=False), SESSION), secret)
        client.get("/queue")


def _demand_each_decision_once(store: Engine, seen: Seen, before: datetime) -> None:
    """Every decision that was answered is in the log, once; and the log has no other but copies of the same figures."""
    with store.connect() as connection:
        query = select(Verdict.editor, Verdict.claim, Verdict.uid).where(Verdict.stored_at >= before)
        log = [(editor, claim, uid) for editor, claim, uid in connection.execute(query)]
    kept = Counter((editor, claim) for editor, claim, _ in log)
    answered = Counter((editor, unquote(claim)) for editor, claim in seen.decided)
    lost = {decision: times for decision, times in answered.items() if kept[decision] < times}
    doubled = {decision: times for decision, times in kept.items() if times > max(1, answered[decision])}
    uids = Counter(uid for _, _, uid in log)
    print(
        f"  {len(seen.decided)} decisions answered, {len(log)} verdicts in the log, {len(lost)} lost, {len(doubled)} doubled"
    )
    assert (lost, doubled) == ({}, {})
    assert max(uids.values(), default=1) == 1
    assert seen.decided


def _tell(store: Engine, seen: Seen, seconds: float, pages: int) -> None:
    with store.connect() as connection:
        facts = connection.scalar(select(func.count()).select_from(db.models.PresentFact))
    asked = sum(map(len, seen.seconds.values()))
    print(f"\nthe desk over {facts:,} facts: {asked / seconds:,.0f} requests/s, {pages} pages, {seen.refused} refused")
    bare = _p95(seen.seconds["bare"])
    for kind, times in sorted(seen.seconds.items()):
        limit = _LIMITS.get(kind, _LIMIT)
        verdict = "" if kind == "bare" or _p95(times) <= limit else f"  MORE THAN {limit * 1000:.0f} ms"
        print(
            f"  {kind:9} {len(times):6} times, median {median(times) * 1000:6.0f} ms, p95 {_p95(times) * 1000:6.0f} ms, "
            f"{_p95(times) / bare:5.1f} times the bare page{verdict}"
        )


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else 0.0


def _editors(store: Engine, number: int) -> dict[str, str]:
    """Accounts of editors who have practised, with a session each; the secrets by name."""
    now = datetime.now(UTC)
    secrets = {}
    with db.writing(store) as connection:
        for place in range(number):
            name = f"editor-{place}"
            found = users.find(connection, name)
            user = found.id if found else users.add(connection, name, "x", "editor", now)
            practice.waive(connection, user, None, now)
            secrets[name] = new_session_secret()
            web_sessions.begin(connection, user, hash_of(secrets[name]), now, now + timedelta(days=1), "::1", "bench")
    return secrets


def _pages(store: Engine) -> list[str]:
    """Addresses that a reader without an account comes to by links, a few of each kind."""
    clock = Clock()
    clock.at = datetime.now(UTC)
    with TestClient(made(str(store.url)), base_url="http://127.0.0.1") as client:
        visit = Visit(client, store, clock)
        starts = [path for path in plain_paths(client.app) if not path.startswith(_NOT_READ)]
        found = [
            path
            for path, answer in wander(visit, starts, alike=2, downloads=False)
            if answer.status_code == 200 and "text/html" in answer.headers["content-type"]
        ]
    return [quote(path, safe="/?=&%+:,") for path in found if not re.match("|".join(_NOT_READ), path)]


@contextmanager
def _served(store: Engine) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "tests.bench.desk_server", str(store.url), str(port)]
    with subprocess.Popen(command, cwd=_ROOT) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(200):
                try:
                    httpx.get(f"{address}{BARE}")
                    break
                except httpx.ConnectError:
                    time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)
