"""What every part of the application is given: the database, the settings, the clock, the languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from litestar.connection import ASGIConnection
from sqlalchemy import Engine

from review.assets import Assets
from review.i18n import Speech
from review.remembered import Remembered
from review.security.passwords import PasswordChecks
from review.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """One running application. ``now`` gives aware instants; ``languages`` are by code, the default first."""

    engine: Engine
    settings: Settings
    now: Callable[[], datetime]
    languages: dict[str, Speech]
    assets: Assets
    passwords: PasswordChecks = field(default_factory=PasswordChecks)
    remembered: Remembered = field(default_factory=Remembered)


def desk_of(connection: ASGIConnection) -> Desk:
    """The desk that a request came to."""
    desk: Desk = connection.app.state.desk
    return desk
