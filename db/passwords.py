"""Passwords: how they are hashed, and what is asked of a new one. For the command line and the web application.

One hash or check is argon2id with pwdlib's parameters: about a quarter of a second and 64 MiB, on purpose.
Letters are composed (NFC) first: one keyboard writes "ế" as one character, another as three.
"""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from pwdlib import PasswordHash

SHORTEST = 12
LONGEST = 200
_FEWEST_DIFFERENT = 6

NOBODYS_HASH = "$argon2id$v=19$m=65536,t=3,p=4$18JVaTInCFdMUOraO2kbpA$5nWSKyNuTNARhJu6Dq3dgjsSbBfC58xrEvRKPuwhZng"
"""Checked against when a name is unknown, so that it takes as long as a known one. No password is known to fit."""


class WeakPassword(ValueError):
    """A new password that is refused; ``reason`` is one of ``short``, ``long``, ``plain``, ``name``."""

    def __init__(self, reason: str, told: str) -> None:
        super().__init__(told)
        self.reason = reason


def demand_strength(password: str, name: str) -> None:
    """Raise WeakPassword for a password that is too short, too long, nearly one letter, or made of the name."""
    password = normalize("NFC", password)
    if len(password) < SHORTEST:
        raise WeakPassword("short", f"the password needs {SHORTEST} characters at least")
    if len(password) > LONGEST:
        raise WeakPassword("long", f"the password may have {LONGEST} characters at most")
    if len(set(password.casefold())) < _FEWEST_DIFFERENT:
        raise WeakPassword("plain", f"the password needs {_FEWEST_DIFFERENT} different characters at least")
    if name.casefold() in password.casefold():
        raise WeakPassword("name", "the password must not contain the name of the account")


def hash_password(password: str) -> str:
    """The hash to keep, with its salt and parameters."""
    return _hasher().hash(normalize("NFC", password))


def check_password(password: str, kept: str) -> tuple[bool, str | None]:
    """Whether a password fits a kept hash; and, if it does, a new hash where the kept one has become too cheap."""
    return _hasher().verify_and_update(normalize("NFC", password), kept)


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()
