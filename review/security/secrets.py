"""Secrets that a browser or a machine carries. Only their hash is kept: who reads the database cannot use them."""

from __future__ import annotations

import hashlib
import secrets

_TOKEN_PREFIX = "chibo_"  # so that one that was left in a script is found by those who look for such things


def new_session_secret() -> str:
    """What a session cookie holds: 256 random bits."""
    return secrets.token_urlsafe(32)


def new_token_secret() -> str:
    """What a machine sends as its bearer token: 256 random bits."""
    return _TOKEN_PREFIX + secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of a secret. It is random and long: a fast hash without salt is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
