"""The desk as a process: settings from the environment, the database brought up to date, a socket, and uvicorn."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import uvicorn

import db
from review.app import create_app
from review.settings import PROXIES_VARIABLE, URL_VARIABLE, Settings, SettingsError, settings_from_environment

SECRET_FILE = "desk.secret"
_GRACE_S = 10


def serve(host: str, port: int, certificate: Path | None, key: Path | None, announce: Callable[[str], None]) -> None:
    """Answer on ``host`` and ``port`` (0 takes a free one) until a signal ends it.

    ``announce`` is called with the address when the socket is open. Raises SettingsError, db.DatabaseError, and
    OSError where the socket or a file cannot be opened.
    """
    if (certificate is None) != (key is None):
        raise SettingsError("--certificate and --key belong together")
    settings = settings_from_environment(secret_of(db.var_folder()), tls=certificate is not None)
    demand_safe_way(host, settings, tls=certificate is not None)
    engine = db.engine()
    db.migrate(engine)
    config = uvicorn.Config(
        create_app(engine, settings),
        log_level="warning",
        access_log=False,
        proxy_headers=False,  # the border reads them, from proxies that are trusted only
        server_header=False,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        timeout_graceful_shutdown=_GRACE_S,
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as opened:
        shown = f"[{host}]" if ":" in host else host
        announce(f"{'https' if certificate else 'http'}://{shown}:{opened.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[opened])
    engine.dispose()


def demand_safe_way(host: str, settings: Settings, *, tls: bool) -> None:
    """Raise SettingsError where passwords would travel in the open, or all visitors would have one address."""
    if settings.secure and not tls and not settings.proxies:
        raise SettingsError(
            f"{URL_VARIABLE} begins with https://, so there must be --certificate and --key, or a proxy that is named"
            f" in {PROXIES_VARIABLE} (127.0.0.1 if it is on this machine)"
        )
    if _is_loopback(host):
        return
    if not settings.secure:
        raise SettingsError(
            f"--host {host} can be reached from other machines, and passwords would travel in the open: give"
            f" --certificate and --key, or stay on 127.0.0.1 behind a proxy with TLS, named in {PROXIES_VARIABLE}"
        )
    if not os.environ.get(URL_VARIABLE):
        raise SettingsError(f"--host {host} needs {URL_VARIABLE}, the address that people open: https://chibo.example")


def secret_of(folder: Path) -> str:
    """The secret that signs the tokens of forms: made at the first start, readable by its owner only."""
    path = folder / SECRET_FILE
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    kept = path.read_text(encoding="ascii").strip()
    if len(kept) < 32:
        raise SettingsError(f"{path} is not a secret of Chibo's; remove it, and the next start makes a new one")
    return kept


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
