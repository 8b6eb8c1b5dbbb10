"""Whether the parts that a text names make up the total that it states."""

from __future__ import annotations

from dataclasses import dataclass

from extract.facts import Found, same_owner
from extract.figures import number

_PART_ORGS = {"dang_bo_co_so", "chi_bo_co_so"}
_SLIP = 0.25  # of the total
_ENOUGH = 3  # kinds named in a row: two may be the two that are worth telling


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The kinds into which a total falls: codes of qualifiers (or what they begin with), and all that there are."""

    indicators: frozenset[str]
    codes: frozenset[str] = frozenset()
    prefix: str = "\0"
    indicator_of_last: str | None = None
    all: frozenset[str] = frozenset(("\0",))


_FORMS = frozenset(("reprimand", "warning", "removed_from_office"))
_LEVELS = frozenset(("excellent", "good", "completed", "not_completed"))
_MEMBERS = _Kinds(
    frozenset(("members_disciplined",)), _FORMS, indicator_of_last="members_expelled", all=_FORMS | {"members_expelled"}
)
_KINDS = {
    "members_disciplined": _MEMBERS,
    "members_rated": _Kinds(frozenset(("members_rated",)), _LEVELS, all=_LEVELS),
    "orgs_rated": _Kinds(frozenset(("orgs_rated",)), _LEVELS, all=_LEVELS),
    "members_awarded_badge": _Kinds(frozenset(("members_awarded_badge",)), prefix="badge_"),
}


def parts_sum_to_whole(facts: list[Found]) -> None:
    """Relations 2 and 4.

    Grassroots parties and cells make up the grassroots organisations, forms of discipline, levels of a rating and
    years of badges their total, a list of units its own.
    """
    _grassroots(facts)
    _kinds(facts)
    _lists(facts)


def _grassroots(facts: list[Found]) -> None:
    by_sentence = _by_sentence(facts)
    for fact in facts:
        if fact.count.indicator != "orgs_total" or "tccsd" not in fact.count.qualifiers or fact.count.value is None:
            continue
        parts = [
            f
            for f in by_sentence[fact.count.sentence]
            if f.count.indicator == "orgs_total"
            and f.count.qualifiers & _PART_ORGS
            and f.count.start > fact.count.start
        ]
        kinds = {next(iter(p.count.qualifiers & _PART_ORGS)) for p in parts}
        if len(parts) == 2 and kinds == _PART_ORGS:
            _compare(fact, parts)


def _kinds(facts: list[Found]) -> None:
    """ "kỷ luật 41 đảng viên: khiển trách 27, cảnh cáo 9, cách chức 1, khai trừ 3"."""
    for place, fact in enumerate(facts):
        kinds = _KINDS.get(fact.count.indicator)
        if kinds is None or not fact.count.value or _kind(fact, kinds) or fact.count.whole is not None:
            continue
        parts = _parts(fact, facts[place + 1 :], kinds)
        total = sum(part.count.value or 0 for part in parts.values())
        told = {other.count.value for other in facts if other.count.indicator == fact.count.indicator}
        if len(parts) < _ENOUGH or total in told or abs(total - fact.count.value) > _SLIP * fact.count.value:
            continue  # another total's parts: a slip of the pen is not as large
        # fewer may have been named than there are; more than all there can not be
        if total > fact.count.value or parts.keys() >= kinds.all:
            _compare(fact, list(parts.values()))


def _parts(whole: Found, following: list[Found], kinds: _Kinds) -> dict[str, Found]:
    """The kinds told in a row right behind a whole."""
    parts: dict[str, Found] = {}
    for part in following:
        kind = _kind(part, kinds)
        near = part.count.sentence - whole.count.sentence <= 1
        if kind is None or kind in parts or not near or not same_owner(part.owner, whole.owner):
            break
        if part.count.value is not None and part.count.modality == whole.count.modality:
            parts[kind] = part
    return parts


def _kind(fact: Found, kinds: _Kinds) -> str | None:
    """Which part of a whole a fact counts, where that is all it says beside the whole."""
    if fact.count.indicator == kinds.indicator_of_last:
        return kinds.indicator_of_last
    if fact.count.indicator not in kinds.indicators:
        return None
    found = [code for code in fact.count.qualifiers if code in kinds.codes or code.startswith(kinds.prefix)]
    return found[0] if len(found) == 1 else None


def _by_sentence(facts: list[Found]) -> dict[int, list[Found]]:
    table: dict[int, list[Found]] = {}
    for fact in facts:
        table.setdefault(fact.count.sentence, []).append(fact)
    return table


def _lists(facts: list[Found]) -> None:
    by_sentence = _by_sentence(facts)
    for fact in facts:
        count = fact.count
        if (
            count.modality != "target"
            or count.value is None
            or count.whole is not None
            or count.listed
            or fact.owner is None
        ):
            continue
        name, level = fact.owner.name, fact.owner.level
        items = [
            f
            for step in range(7)
            for f in by_sentence.get(count.sentence + step, ())
            if f is not fact
            and f.count.indicator == count.indicator
            and f.count.modality == count.modality
            and f.count.whole is None
            and f.count.value is not None
            and f.owner is not None
            and f.owner.name != name
            and f.owner.level != level
            and f.count.unit_scope == "own"
            and f.when.to == fact.when.to
        ]
        if len(items) < 4:
            continue
        total = sum(f.count.value or 0 for f in items)
        if abs(total - count.value) <= 0.05 * count.value and total != count.value:
            _compare(fact, items)


def _compare(fact: Found, parts: list[Found]) -> None:
    value = fact.count.value
    total = sum(p.count.value or 0 for p in parts)
    if value is None or total == value:
        return
    shown = " + ".join(number(p.count.value or 0) for p in parts[:8]) + (" + …" if len(parts) > 8 else "")
    fact.doubt(
        "sum_mismatch",
        f"{shown} = {number(total)}, the text states {number(value)}",
        f"{shown} = {number(total)}, bài viết ghi {number(value)}",
    )
