"""What two versions of the extractor make of the same articles: facts gained, lost and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from jobs.evaluation.gold import Json
from jobs.evaluation.outcomes import Outcome, shown_fact, shown_number

_COMPARED = (
    "indicator", "value", "value_max", "approximation", "target", "rate", "share", "share_max", "modality",
    "qualifiers", "unit", "period", "confidence", "flags",
)  # fmt: skip
_BINDING = frozenset(_COMPARED) - {"confidence", "flags"}


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that one of two versions has not, or has otherwise.

    ``fields`` names what changed, with what it was and what it is. ``verdict`` says by the gold whether the newer
    version is the better one: ``mended``, ``broken``, or nothing where both are right or both wrong or no gold tells.
    """

    article: str
    what: Literal["gained", "lost", "changed"]
    fact: str
    shown: str
    evidence: str
    fields: dict[str, tuple[str, str]]
    verdict: Literal["mended", "broken", ""]


def difference(
    before: Mapping[str, Json],
    after: Mapping[str, Json],
    judged_before: Mapping[tuple[str, str], Outcome] | None = None,
    judged_after: Mapping[tuple[str, str], Outcome] | None = None,
) -> list[Change]:
    """The changes from ``before`` to ``after`` (records by article id), by article.

    Facts are one where their ids are. What the gold says of a fact stands under (article, fact) in ``judged_…``.
    A change of confidence or flags alone is a change only where the fact asks for a person now and did not, or the
    other way round. Articles that only one side has are passed over.
    """
    judged_before, judged_after = judged_before or {}, judged_after or {}
    changes = []
    for article in sorted(before.keys() & after.keys()):
        old, new = ({fact["id"]: fact for fact in side[article]["facts"]} for side in (before, after))
        for fact in [*old, *(fact for fact in new if fact not in old)]:
            one, other = old.get(fact), new.get(fact)
            fields = _fields(one, other) if one and other else {}
            if one and other and not _counts(fields, one, other):
                continue
            shown = other or one
            assert shown is not None
            changes.append(
                Change(
                    article,
                    "gained" if one is None else "lost" if other is None else "changed",
                    fact,
                    shown_fact(shown),
                    shown["evidence"]["text"],
                    fields,
                    _verdict(judged_before.get((article, fact)), judged_after.get((article, fact))),
                )
            )
    return changes


def _fields(one: Json, other: Json) -> dict[str, tuple[str, str]]:
    told = {}
    for name in _COMPARED:
        old, new = _value(name, one.get(name)), _value(name, other.get(name))
        if old != new:
            told[name] = _plain(old), _plain(new)
    return told


def _value(name: str, value: Any) -> Any:
    """What is compared: of a unit its name, of a period its two days; where they stand may change."""
    if value is None or name not in ("unit", "period"):
        return value
    return value["name"] if name == "unit" else (value.get("from"), value.get("to"))


def _plain(value: Any) -> str:
    """A compared value in words."""
    if isinstance(value, tuple):
        return f"{value[0] or '…'}..{value[1] or '…'}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    if isinstance(value, float | int):
        return shown_number(value)
    return "–" if value is None else str(value)


def _counts(fields: dict[str, tuple[str, str]], one: Json, other: Json) -> bool:
    asks = ["needs_review" in fact["flags"] for fact in (one, other)]
    return bool(fields.keys() & _BINDING) or asks[0] != asks[1]


def _verdict(one: Outcome | None, other: Outcome | None) -> Literal["mended", "broken", ""]:
    """A fact that is gone was mended where it was wrong, broken where it was right."""
    was, is_ = (None if outcome is None else outcome.complete for outcome in (one, other))
    if one is None and other is None:
        return ""
    if was is None:
        return "mended" if is_ else "broken"
    if is_ is None:
        return "broken" if was else "mended"
    return "" if was == is_ else "mended" if is_ else "broken"
