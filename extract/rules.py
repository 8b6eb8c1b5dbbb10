"""What each rule reads, in one sentence: the registry of ``data/rules.toml``. Nothing is read by it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from extract.data import DataError, load

Kind = Literal["documents", "dates", "numbers", "units", "facts"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_VERB = "{verb}"
_ANY_VERB = "what the verb that ends its id does"


def description(kind: Kind, rule: str) -> str | None:
    """What the rule (or family of rules) with this id reads; ``None`` where the registry does not say."""
    entry = entry_of(kind, rule)
    if entry is None:
        return None
    return described(kind)[entry].replace(_VERB, verbs().get(_rest(entry, rule) or "", _ANY_VERB))


def entry_of(kind: Kind, rule: str) -> str | None:
    """The id or the family (``count.left.*``) under which a rule is described; ``None`` where it is not."""
    if rule in described(kind):
        return rule
    for entry, sentence in described(kind).items():
        rest = _rest(entry, rule)
        if rest and (_VERB not in sentence or rest in verbs()):
            return entry
    return None


def described(kind: Kind) -> Mapping[str, str]:
    """The sentences of a kind by id or family, as they stand in the file; DataError where one is not valid."""
    return _table(kind)


def verbs() -> Mapping[str, str]:
    """What each verb of ``frames.toml`` does: the end of the sentence of a family of ``[facts]``."""
    return _table("verbs")


@cache
def _table(name: str) -> Mapping[str, str]:
    table = load("rules").get(name, {})
    for entry, sentence in table.items():
        if not isinstance(sentence, str) or not sentence:
            raise DataError(f"rules.toml: [{name}] {entry}: no sentence")
        if entry.count("*") > 1 or (_VERB in sentence and "*" not in entry):
            raise DataError(f"rules.toml: [{name}] {entry}: a family has one *, and only a family has {_VERB}")
    return MappingProxyType(table)


def _rest(entry: str, rule: str) -> str | None:
    """What stands for the ``*`` of a family in an id that belongs to it."""
    before, star, after = entry.partition("*")
    if not star or not rule.startswith(before) or not rule.endswith(after):
        return None
    return rule[len(before) : len(rule) - len(after)]
