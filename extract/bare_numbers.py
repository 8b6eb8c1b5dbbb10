"""Whether a number without a symbol is a document's: "Nghị quyết 21" is, "kết luận 33 đảng viên" is not.

Each rule asks one question and answers or falls silent (None); the first answer counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import regex

from extract.data import load
from extract.document_heads import Head
from extract.text import Text, fold
from extract.vocabulary import any_of


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare number at ``start`` .. ``end`` under its head; ``year`` as in "Quy định 80/2022"."""

    head: Head
    start: int
    end: int
    digits: str
    year: int | None


@cache
def _counted() -> regex.Pattern[str]:
    return regex.compile(rf"[ ]{{1,2}}{any_of(load('documents')['counted'])}(?![\p{{L}}\d])")


@cache
def _continued() -> regex.Pattern[str]:
    return regex.compile(
        rf"[ ]{{0,2}}(?:$|[\n.,;:)(!?\"'\]-]|[ ]/|…|(?<=[ ]){any_of(load('documents')['continuations'])}(?!\p{{L}}))"
    )


@cache
def _introduced() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}}){any_of(load('documents')['introductions'])}[ ]{{1,2}}$")


@cache
def _not_documents() -> tuple[str, ...]:
    return tuple(fold(name) for name in load("documents")["not_documents"])


_UNFINISHED = regex.compile(r"[ ]?%|[.,]\d|[ ]?/[ ]?\d|\p{L}|[ ]?-[ ]?\d|[ ]?[x×+=]")
_CALENDAR = regex.compile(
    r"[ ]{1,2}(?:tháng(?![ ]{1,2}(?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d)|năm(?![ ]{1,2}(?:19|20)\d\d)"
    r"|ngày(?![ ]{1,2}\d{1,2}))(?!\p{L})"
)
_FIVE_YEARS = regex.compile(r"[ ]{1,2}(?:năm|tháng)(?!\p{L})")
_OWNED = regex.compile(
    r"[ ]{0,2}[,(]?[ ]?(?:của|khóa|ngày \d|năm (?:19|20)\d\d|về|do|nhiệm kỳ)(?!\p{L})"
    r"|[ ]{1,2}(?:tỉnh ủy|huyện ủy|thành ủy|đảng ủy|bộ chính trị|ban bí thư|trung ương|chính phủ)"
)
_TARGETED = regex.compile(r"(?:[/(%\d]|so với|vượt|đạt|bằng|chỉ tiêu|hoàn thành|được giao|giao)[ ]{0,2}$")
_FIGURE_BEFORE = regex.compile(r"\d (?:đảng viên|đồng chí|người|quần chúng)(?: mới)? \($")
_SENTENCE_START = regex.compile(r"(?:^|[\n.!?:;…•\"']|[ ]-)[ ]*$")


def _unfinished(text: Text, bare: Bare) -> bool | None:
    """The digits go on: 6.000, 10%, 19/5, 5kg, 2-3."""
    return False if _UNFINISHED.match(text.folded, bare.end) else None


def _named_otherwise(text: Text, bare: Bare) -> bool | None:
    """Chương trình 135 is a programme's name."""
    return False if text.folded.endswith(_not_documents(), 0, bare.end) else None


def _with_year(text: Text, bare: Bare) -> bool | None:
    """A number with its year (Quy định 80/2022) is a document's under any type word but luật's kin."""
    return True if bare.year is not None else None


def _only_with_year(text: Text, bare: Bare) -> bool | None:
    """Laws, projects, plans for land: never by a bare number without "số"."""
    return False if bare.head.policy == "year" and not bare.head.numbered else None


def _numbered(text: Text, bare: Bare) -> bool | None:
    """ "số" before the number settles it."""
    return True if bare.head.numbered else None


def _year_alone(text: Text, bare: Bare) -> bool | None:
    """ "kế hoạch 2019", "Nghị quyết 2024": a year, not a number."""
    return False if len(bare.digits) == 4 and bare.digits[:2] in ("19", "20") else None


def _too_long(text: Text, bare: Bare) -> bool | None:
    return False if len(bare.digits) > 4 else None


def _glued(text: Text, bare: Bare) -> bool | None:
    """NQ21, CT05."""
    return bare.head.abbreviated if bare.head.glued else None


def _counting(text: Text, bare: Bare) -> bool | None:
    """A noun that is counted, or a stretch of time, follows."""
    after = _counted().match(text.folded, bare.end) or _CALENDAR.match(text.folded, bare.end)
    return False if after else None


def _plan_of_years(text: Text, bare: Bare) -> bool | None:
    """ "kế hoạch 5 năm 2021-2025", "báo cáo 6 tháng"."""
    return False if bare.head.policy == "plan" and _FIVE_YEARS.match(text.folded, bare.end) else None


def _target(text: Text, bare: Bare) -> bool | None:
    """ "11 đảng viên/kế hoạch 10", "(NQ 250)", "vượt kế hoạch 12": a plan's figure."""
    head = bare.head
    planned = text.raw.startswith("nghị quyết ", head.start) and text.folded.startswith(")", bare.end)
    if planned and _FIGURE_BEFORE.search(text.folded, max(0, head.start - 40), head.start):
        return False  # "kết nạp được 35 đảng viên (nghị quyết 30)"
    if head.policy != "plan" and not head.abbreviated:
        return None
    before = text.folded[max(0, head.start - 14) : head.start]
    return False if _TARGETED.search(before) and not _OWNED.match(text.folded, bare.end) else None


def _owned(text: Text, bare: Bare) -> bool | None:
    """What follows names the issuer, the date or the subject."""
    return True if _OWNED.match(text.folded, bare.end) else None


def _plain_name(text: Text, bare: Bare) -> bool | None:
    """Nghị quyết, chỉ thị, nghị định mean nothing else; a verb or plan does so with a capital inside a sentence."""
    head = bare.head
    if head.policy == "name" and not head.abbreviated:
        return True
    if not head.capital:
        return None
    inside = not _SENTENCE_START.search(text.folded[max(0, head.start - 6) : head.start])
    return True if inside and (not head.abbreviated or _continued().match(text.folded, bare.end)) else None


def _padded(text: Text, bare: Bare) -> bool | None:
    """ "Đề án 06, …" at the head of a sentence: counts there are seldom padded, and none is counted here."""
    padded = bare.head.capital and bare.digits.startswith("0") and _continued().match(text.folded, bare.end)
    return True if padded else None


def _introduced_noun(text: Text, bare: Bare) -> bool | None:
    """ "theo quy định 22," : the verb is a noun there."""
    head = bare.head
    if head.policy != "verb" or not _continued().match(text.folded, bare.end):
        return None
    if head.capital:
        return True
    return True if _introduced().search(text.folded[max(0, head.start - 20) : head.start]) else None


_RULES: tuple[Callable[[Text, Bare], bool | None], ...] = (
    _unfinished,
    _named_otherwise,
    _with_year,
    _only_with_year,
    _numbered,
    _too_long,
    _year_alone,
    _glued,
    _counting,
    _plan_of_years,
    _target,
    _owned,
    _plain_name,
    _padded,
    _introduced_noun,
)


def is_document_number(text: Text, bare: Bare) -> bool:
    """The first answer of the rules; no answer is a no."""
    return next((answer for rule in _RULES if (answer := rule(text, bare)) is not None), False)


def closes(text: Text, end: int, *, firmly: bool) -> bool:
    """Whether a list of numbers may end at ``end``: nothing is counted there.

    ``firmly`` asks for a full stop, a bracket or an owner, as a comma may only have led into the next
    clause ("Theo Nghị quyết 21, 3 trong 5 chi bộ").
    """
    if _UNFINISHED.match(text.folded, end) or _counted().match(text.folded, end) or _CALENDAR.match(text.folded, end):
        return False
    if _OWNED.match(text.folded, end):
        return True
    after = text.folded[end : end + 2].lstrip()
    if firmly:
        return not after or after[0] in "\n.;:)("
    return _continued().match(text.folded, end) is not None
