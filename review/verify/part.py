"""The part of the queue that an editor works on, as an address and as forms carry it from page to page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from db.repository.assignments import Wanted
from review.i18n import msgid

AGES = {
    "7": msgid("published a week ago or longer"),
    "30": msgid("published a month ago or longer"),
    "365": msgid("published a year ago or longer"),
}
"""Days since publication, with what that is called."""

REASONS = {
    "flagged": msgid("doubtful"),
    "conflict": msgid("sources disagree"),
    "changed": msgid("read otherwise now"),
    "unread": msgid("no longer read"),
    "unsure": msgid("an editor was unsure"),
}
"""Why an item waits."""

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Part:
    """What was chosen; an empty text is no choice."""

    province: str = ""
    source: str = ""
    flag: str = ""
    indicator: str = ""
    reason: str = ""
    age: str = ""

    def chosen(self) -> dict[str, str]:
        """The choices by name, those not made left out."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    def at(self, path: str, **more: str) -> str:
        """An address that keeps this part."""
        query = urlencode(self.chosen() | more)
        return f"{path}?{query}" if query else path

    def with_choice(self, name: str, value: str) -> Part:
        """The same with one choice made, or taken back by an empty text."""
        return replace(self, **{name: value})

    def wanted(self, now: datetime) -> Wanted:
        """The same for the store."""
        older = now - timedelta(days=int(self.age)) if self.age else None
        return Wanted(
            province=self.province or None,
            source=self.source or None,
            flag=self.flag or None,
            indicator=self.indicator or None,
            reason=self.reason or None,
            older_than=older,
        )


def read_part(sent: Mapping[str, str], prefix: str = "") -> Part:
    """The part that an address or a form names; what cannot be a choice is none."""
    given = {field.name: sent.get(prefix + field.name, "") for field in fields(Part)}
    kept = {name: value if len(value) <= _LONGEST and value.isprintable() else "" for name, value in given.items()}
    if kept["age"] not in AGES:
        kept["age"] = ""
    if kept["reason"] not in REASONS:
        kept["reason"] = ""
    return Part(**kept)
