"""``chibo serve``: the one place where ``jobs`` reaches into ``review``, so that one command starts everything."""

from __future__ import annotations

import sys
from pathlib import Path

import db
from review.server import SettingsError, serve

_BAD_SETTINGS = 2
_FAILED = 1


def serve_command(host: str, port: int, certificate: Path | None, key: Path | None) -> int:
    """Serve the desk until Ctrl-C; returns the exit status."""
    try:
        serve(host, port, certificate, key, _announce)
    except (SettingsError, db.DatabaseError) as error:
        print(f"chibo: {error}", file=sys.stderr)
        return _BAD_SETTINGS
    except OSError as error:
        print(f"chibo: cannot serve on {host} port {port}: {error.strerror or error}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    return 0


def _announce(address: str) -> None:
    print(f"Chibo's desk: {address} (Ctrl-C stops it)", flush=True)
