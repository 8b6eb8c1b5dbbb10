"""What the one who runs the desk may decide. Everything else is the same everywhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

from db.repository.login_attempts import Limits

URL_VARIABLE = "CHIBO_DESK_URL"
PROXIES_VARIABLE = "CHIBO_DESK_PROXIES"
KEEP_VARIABLE = "CHIBO_DESK_KEEP_PAGES"
KEPT_USUALLY = "10"  # seconds
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")


class SettingsError(Exception):
    """A setting cannot be used; the message names it and says what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk is reached, and how long a way in stays open.

    ``secret`` signs the tokens of forms and is the same for all processes of a desk. ``hosts`` are the names that it
    answers to, without port. ``secure`` says that browsers come by https; plain http is for loopback only.
    ``proxies`` are the networks whose ``X-Forwarded-For`` is believed. ``body_limit`` is in bytes. ``api_a_minute`` are
    the requests that the API answers to everybody behind an address, ``api_a_minute_with_token`` to an account.
    ``keep_pages`` is how old a page may be that is shown to visitors without an account.
    """

    secret: str = field(repr=False)
    hosts: tuple[str, ...] = LOOPBACK_HOSTS
    secure: bool = True
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    body_limit: int = 262_144
    idle: timedelta = timedelta(hours=8)
    absolute: timedelta = timedelta(days=7)
    api_a_minute: int = 60
    api_a_minute_with_token: int = 600
    keep_pages: timedelta = timedelta(0)
    logins: Limits = field(default=Limits(per_account=10, per_address=30, within=timedelta(minutes=15)))


def settings_from_environment(secret: str, *, tls: bool, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings for a desk that speaks TLS itself (``tls``) or not. Raises SettingsError.

    ``CHIBO_DESK_URL`` is the address that people open; without it the desk answers on loopback only.
    ``CHIBO_DESK_PROXIES`` are networks of proxies, divided by commas. ``CHIBO_DESK_KEEP_PAGES`` is for how many seconds
    pages are kept for visitors without an account, 0 for not at all.
    """
    given = os.environ if environment is None else environment
    proxies = _networks(given.get(PROXIES_VARIABLE, ""))
    keep = _seconds(given.get(KEEP_VARIABLE, "").strip() or KEPT_USUALLY)
    address = given.get(URL_VARIABLE, "").strip()
    if not address:
        return Settings(secret=secret, secure=tls, proxies=proxies, keep_pages=keep)
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise SettingsError(f"{URL_VARIABLE}: {address} is not an address such as https://chibo.example")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    secure = parts.scheme == "https"
    if not secure and (tls or host not in LOOPBACK_HOSTS):
        raise SettingsError(
            f"{URL_VARIABLE}: {address} must begin with https://, or passwords would travel in the open"
        )
    return Settings(secret=secret, hosts=(host,), secure=secure, proxies=proxies, keep_pages=keep)


def _seconds(given: str) -> timedelta:
    if not given.isdecimal() or int(given) > 3600:
        raise SettingsError(f"{KEEP_VARIABLE}: {given} is no number of seconds from 0 to 3600")
    return timedelta(seconds=int(given))


def _networks(given: str) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for part in filter(None, (piece.strip() for piece in given.split(","))):
        try:
            found.append(ip_network(part))
        except ValueError:
            raise SettingsError(f"{PROXIES_VARIABLE}: {part} is no network such as 10.0.0.0/8") from None
    return tuple(found)
