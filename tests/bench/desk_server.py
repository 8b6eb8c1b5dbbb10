"""The desk in a process of its own, with one bare page of the framework beside it: what a request costs at least."""

from __future__ import annotations

import sys
from dataclasses import replace

import uvicorn
from litestar import Litestar, get

import db
from review.app import create_app
from review.pages import HANDLERS
from review.settings import settings_from_environment

BARE = "/bare"


@get(BARE, access="anyone", anonymous=True, exclude_from_csrf=True, sync_to_thread=False)
def bare() -> str:
    """A few letters: no database, no template."""
    return "ok\n"


def made(url: str) -> Litestar:
    """The desk over a database, answering programs as often as they ask."""
    usual = settings_from_environment("s" * 64, tls=False, environment={})
    settings = replace(usual, api_a_minute=10**6, api_a_minute_with_token=10**6)
    return create_app(db.engine(url), settings, handlers=[*HANDLERS, bare])


if __name__ == "__main__":
    uvicorn.run(made(sys.argv[1]), port=int(sys.argv[2]), log_level="error", access_log=False, proxy_headers=False)
