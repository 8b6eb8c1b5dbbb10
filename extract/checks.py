"""Doubts about facts: arithmetic and consistency inside one article.

Each check asks one question, states its tolerance and explains itself in English and in Vietnamese.
The relations are numbered as in the field's reference (rates 1, parts 2 and 5, sums 4).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from extract.facts import Found
from extract.figures import number
from extract.sums import parts_sum_to_whole

_SHOWN = 5  # other figures of the article that a doubt names
_SLOPPY = 0.6  # how sure a reading of irregular marks is, at most (number_marks.py)
_EXACT_FROM = 20  # "gần 13 đảng viên" is loose talk, "gần 1.234" a doubt


def _places(value: float) -> int:
    return len(f"{Decimal(str(value)).normalize():f}".partition(".")[2])


def _two_places(value: float) -> str:
    return number(float(Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)))


def rate_fits(facts: list[Found]) -> None:
    """Relation 1: value/target (or part/whole) is the stated percent, within half a unit of its last digit."""
    for fact in facts:
        count = fact.count
        if count.value is None:
            continue
        stated, base = (count.rate, count.target) if count.rate is not None else (count.share, None)
        if stated is None or {"rate_approx", "approx"} & count.qualifiers:
            continue
        if count.rate is None:
            whole = count.whole
            base = count.denominator or (whole.value if whole is not None and _whole_of(fact, whole) else None)
        if not base:
            continue
        ratio = count.value / base * 100
        tolerance = 0.5 * 10 ** -_places(stated)
        truncated = int(ratio * 10 ** _places(stated)) / 10 ** _places(stated)
        if abs(ratio - stated) <= tolerance + 1e-9 or abs(truncated - stated) < 1e-9:
            continue
        if count.rate is None and count.denominator is None and abs(ratio - stated) > 25:
            continue  # the percent is of another whole than the one found
        sum_text = f"{number(count.value)}/{number(base)} = {_two_places(ratio)} %"
        fact.doubt(
            "rate_mismatch",
            f"{sum_text}, the text states {number(stated)} %",
            f"{sum_text}, bài viết ghi {number(stated)} %",
        )


def _whole_of(fact: Found, whole: object) -> bool:
    count = fact.count
    return (
        count.whole is whole
        and count.whole is not None
        and count.whole.indicator == count.indicator
        and count.whole.start < count.start
    )


def part_within_whole(facts: list[Found]) -> None:
    """Relation 5: a part is not larger than its whole."""
    for fact in facts:
        whole = fact.count.whole
        if whole is None or whole.value is None or fact.count.value is None or fact.count.indicator != whole.indicator:
            continue
        if fact.count.value > whole.value:
            shown = f"{number(fact.count.value)} > {number(whole.value)}"
            fact.doubt(
                "part_exceeds_whole",
                f"the part is larger than its whole: {shown}",
                f"số thành phần lớn hơn tổng: {shown}",
            )


_PLAUSIBLE: dict[tuple[str, str], tuple[float, float]] = {
    # indicator, level: the range outside of which a figure is doubted (ten times the usual one)
    ("members_total", "province"): (2_000, 700_000),
    ("members_total", "district"): (200, 60_000),
    ("members_total", "commune"): (20, 12_000),
    ("members_total", "cell"): (3, 500),
    ("members_admitted", "province"): (5, 70_000),
    ("members_admitted", "district"): (1, 4_000),
    ("members_admitted", "commune"): (1, 500),
    ("members_admitted", "cell"): (1, 60),
}


def plausible(facts: list[Found]) -> None:
    """A total or an admission far outside what its level can have."""
    for fact in facts:
        count = fact.count
        if fact.owner is None or fact.owner.level is None or count.value is None or count.whole is not None:
            continue
        bounds = _PLAUSIBLE.get((count.indicator, fact.owner.level))
        if (
            bounds is None
            or bounds[0] <= count.value <= bounds[1]
            or (count.modality == "target" and count.value < bounds[0])
        ):
            continue
        if count.indicator == "members_admitted" and count.value < bounds[0]:
            continue
        fact.doubt(
            "implausible_value",
            f"{number(count.value)} is outside {number(bounds[0])}–{number(bounds[1])} for a unit of this level",
            f"{number(count.value)} nằm ngoài khoảng {number(bounds[0])}–{number(bounds[1])} của cấp này",
        )


def inherited(facts: list[Found]) -> None:
    """A unit or a period that the sentence does not name is said to be inferred."""
    for fact in facts:
        if fact.owner is not None and fact.owner.how in ("main", "focus"):
            fact.doubt(
                "unit_inferred",
                f"the sentence names no unit; taken from the article: {fact.owner.name}",
                f"câu không nêu đơn vị; suy từ bài: {fact.owner.name}",
            )
        if fact.when.how in ("carried", "published") and fact.when.to is not None:
            fact.doubt(
                "period_inferred",
                f"the sentence names no period; carried over: {_interval(fact)}",
                f"câu không nêu thời gian; lấy từ phần trước: {_interval(fact)}",
            )


def unknown(facts: list[Found]) -> None:
    """A figure of nobody, or of no time: it can not be quoted."""
    for fact in facts:
        if fact.owner is not None and fact.owner.how == "unnamed":
            said = fact.owner.name
            fact.doubt(
                "unit_unknown", f"the text says only “{said}”, not which", f"bài chỉ viết “{said}”, không rõ nơi nào"
            )
        if fact.owner is None:
            fact.doubt(
                "unit_unknown", "neither the sentence nor the article names a unit", "cả câu và bài không nêu đơn vị"
            )
        plan = fact.count.modality == "target" and fact.when.from_ is None
        if fact.when.to is None and not plan:
            fact.doubt(
                "period_unknown",
                "neither the sentence nor the article names a period",
                "cả câu và bài không nêu thời gian",
            )


def as_written(facts: list[Found]) -> None:
    """How the number is written: irregular marks, or a word like "gần" before a figure that is not round."""
    for fact in facts:
        written = fact.count.number
        if written is None:
            continue
        below = written.denominator
        if written.rule == "sloppy_thousands" or (below is not None and written.confidence <= _SLOPPY):
            shown = number(written.value) if below is None else f"{number(written.value)}/{number(below)}"
            fact.doubt(
                "sloppy_number",
                f"the marks in the figure are irregular; read as {shown}",
                f"dấu trong con số không đúng chuẩn; đọc là {shown}",
            )
        if written.approximation and not written.percent and written.value >= _EXACT_FROM and written.value % 5:
            shown = number(written.value)
            fact.doubt(
                "approximate_exact",
                f"a word of approximation stands before the exact figure {shown}",
                f"từ ước lượng đi với con số không tròn {shown}",
            )


def agree(facts: list[Found]) -> None:
    """One indicator of one unit in one period has one figure; a second one in the same sentence is of a part."""
    told: dict[tuple[object, ...], list[Found]] = {}
    for fact in facts:
        count, when = fact.count, fact.when
        if fact.owner is None or count.value is None or count.whole is not None:
            continue
        if when.to is None or when.how != "own" or fact.owner.how not in ("own", "sentence"):
            continue  # what was inferred may be inferred wrongly: that doubt has flags of its own
        kind = frozenset(count.qualifiers - {"approx", "rate_approx"})
        told.setdefault((count.indicator, fact.owner.name, when.from_, when.to, count.modality, kind), []).append(fact)
    for same in told.values():
        figures = {fact.count.value for fact in same if fact.count.value is not None}
        sentences = {fact.count.sentence for fact in same}
        if len(figures) < 2 or len(sentences) < 2 or any(fact.count.ceremony or fact.count.listed for fact in same):
            continue
        shown = sorted(figures)[: _SHOWN + 1]
        for fact in same:
            others = ", ".join([number(value) for value in shown if value != fact.count.value][:_SHOWN])
            others += ", …" if len(figures) > _SHOWN + 1 else ""
            fact.doubt(
                "conflicts_in_article",
                f"the article also gives {others} for this indicator, unit and period",
                f"bài còn nêu {others} cho cùng chỉ tiêu, đơn vị và kỳ",
            )


def _interval(fact: Found) -> str:
    start = fact.when.from_.isoformat() if fact.when.from_ else "…"
    return f"{start} – {fact.when.to.isoformat() if fact.when.to else '…'}"


CHECKS: tuple[Callable[[list[Found]], None], ...] = (
    rate_fits,
    parts_sum_to_whole,
    part_within_whole,
    plausible,
    inherited,
    unknown,
    as_written,
    agree,
)


def run(facts: list[Found]) -> None:
    """Run every check over the facts of one article."""
    for check in CHECKS:
        check(facts)
