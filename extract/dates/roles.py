"""What stands before an expression: "đến hết", "so với", "kế hoạch"; what it makes of it."""

from __future__ import annotations

import regex

from extract.data import load
from extract.vocabulary import REACH, any_of

_DATA = load("dates")
_DONE_BEHIND = regex.compile(r"[^.;\d]{0,40}(?<!\p{L})(?:đã|mới|có|còn|chỉ|được(?= (?:\p{L}+ )?\d))(?!\p{L})")
_NOT_OF_YEAR = r"(?<!\p{L})(?<!(?:tháng|quý|nửa) +)"  # "những tháng cuối năm 2024" is no end of 2024


def _before(name: str, joints: int = 0, end: str = " +") -> regex.Pattern[str]:
    """The words of `[before.NAME]`, matched backwards from the place where an expression begins."""
    words = _DATA["before"][name]
    joint = rf"(?: +{any_of(words['joint'])}){{0,{joints}}}" if joints else ""
    return regex.compile(rf"(?r){_NOT_OF_YEAR}({any_of(words['lead'])}){joint}{end}")


END_BEFORE = regex.compile(rf"(?r){_NOT_OF_YEAR}({any_of(_DATA['before']['end']['lead'])})(?: +ngày)? +")
MIDDLE_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:đến|tới) +(giữa) +")  # "đến giữa năm 2022"
MIDDLE_OF_MONTH_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:(?:đến|tới|hồi) +)?(giữa) +")
AS_OF_BEFORE = _before("as_of", 2, r" *\(?")
COMPARED_BEFORE = _before("compared", 3)
FROM_BEFORE = _before("from", 3)
YEAR_PLANNED_BEFORE = _before("year_planned", 2)
ASIDE_BEFORE = _before("aside")
PERIOD_PLANNED_BEFORE = _before("period_planned", 2)
DURATION_BEFORE = _before("duration")
YEAR_BEFORE = _before("year")
SPAN_BEFORE = _before("span", 1, r" *\(?")
OF_PLAN_BEFORE = regex.compile(r"(?<!\p{L})(?:chỉ tiêu|kế hoạch|giao|nghị quyết|mục tiêu|phấn đấu)(?!\p{L})[^.;]*$")
DOCUMENT_BEFORE = _before("document", 0, " *")

_TO = r"(?:kéo +dài +|cho +)?(?:đến|tới)"
_TO_JOINT = r"(?: +(?:hết|cuối|ngày|hết +ngày|cuối +ngày|trước|trước +ngày|thời +điểm|giữa|đầu)){0,2}"
TO_BETWEEN = regex.compile(rf" *\)? *,? *(?:{_TO}|-){_TO_JOINT} *")
NOW_BETWEEN = regex.compile(r" *\)? *,? *(?:cho +|tính +)?")
TO_THAT_DAY = regex.compile(r" *,? *(?:đến|tới) +(?:mốc|thời +điểm|ngày|lúc) +(?:này|đó|trên|ấy)(?!\p{L})")
# "ngay từ đầu năm, huyện đã giao …": when it was begun, not since when
RIGHT_FROM_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:ngay|cả|như|hơn|giao|đăng +ký|đề +ra)(?: +là)? +")
# "Căn cứ X thời kỳ 1961-1962": of a noun, not "Thời kỳ 1996 - 2000, Đảng bộ kết nạp …"
HISTORY_BEFORE = regex.compile(r"(?r)(?<=[\p{L})] +)(?<!(?:trong|của|vào|ở) +)(?:thời +kỳ|thời) +")
# "những năm qua", "2 năm trước", "mấy tháng qua": no one year, no one month
MANY_BEFORE = regex.compile(rf"(?r)(?:(?<!\p{{L}}){any_of(_DATA['before']['many']['lead'])}|\d) +")
_PAST_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:hồi|vào +hồi|từ|đến|kể +từ)(?: +(?:đầu|cuối|giữa|hết))? +")
_REPORT_BEFORE = regex.compile(
    r"(?r)(?<!\p{L})(?:trong|qua|tính +chung|cộng +chung|chung +cả|cả|kết +quả|con +số) +|(?r)(?:^|\n|[.:;>-]) *"
)
_THESE_BEHIND = regex.compile(r" +(?:ấy|đó|nói +trên)(?!\p{L})")
_TELLER_NEXT = regex.compile(
    r" +(?:toàn +|cả +)?(?:đảng +bộ|chi +bộ|tỉnh|huyện|thành +phố|thị +xã|xã|phường|khối|đã|mới|chỉ|kết +nạp)(?!\p{L})"
)
_LENGTH_BEHIND = regex.compile(rf" *(?:/|{any_of(_DATA['length_behind'])}(?!\p{{L}}))")

_CONGRESS_BEFORE = regex.compile(r"(?<!\p{L})(?:đại hội|nghị quyết)(?!\p{L})[^.;:\n]{0,90}$")

_SENTENCE_END = regex.compile(r"[.!?…](?=\s|$)|\n|(?<=\p{L})\.(?=\p{L})")
_PLANNED = regex.compile(rf"(?<!\p{{L}}){any_of(_DATA['plan']['before'])}(?!\p{{L}})")
_PLANNED_BEHIND = regex.compile(rf"(?<!\p{{L}}){any_of(_DATA['plan']['behind'])}(?!\p{{L}})")
_DONE = regex.compile(rf"(?<!\p{{L}}){any_of(_DATA['plan']['done'])}(?!\p{{L}})")
# "phải xong trước ngày 30/6", "chậm nhất 31-8": by then something is to be done
_DUE = regex.compile(
    r"(?<!\p{L})(?:(?<!(?:đã|đều|vừa|vẫn)(?: \p{L}+){0,3} )(?:phải )?"
    r"(?:xong|hoàn thành|hoàn tất|kết thúc)(?: \p{L}+){0,4} trước"
    r"|(?:chậm|muộn) nhất|hạn chót|trước thời hạn"
    r"|(?<!(?:đã|vừa) )(?:thống nhất|nhất trí|đồng ý|quyết nghị)(?! đất)[^.;\d]{4,80} trước(?: ngày)? $)(?!\p{L})"
)
_JUST_PAST = regex.compile(r" +vừa +(?:rồi|qua)(?!\p{L})")
_CLAUSE_END = regex.compile(r"[.;\n](?=\s|$)|\n")


def planned(folded: str, start: int, end: int) -> bool:
    """Whether the clause round an expression speaks of what is to come."""
    low = max(0, start - 160)
    for found in _SENTENCE_END.finditer(folded, low, start):
        low = found.end()
    if (
        _PLANNED.search(folded, low, start)
        or _DUE.search(folded, low, start)
        or PERIOD_PLANNED_BEFORE.match(folded, low, start)
    ):
        return True
    return planned_behind(folded, end)


def just_past_behind(folded: str, end: int) -> bool:
    """Whether a month is the last of its name: "tháng 4 vừa rồi"."""
    return _JUST_PAST.match(folded, end) is not None


def planned_behind(folded: str, end: int) -> bool:
    """Whether a word of planning stands close behind, in the same clause, and no word of things done before it."""
    stop = _CLAUSE_END.search(folded, end, end + 70)
    plan = _PLANNED_BEHIND.search(folded, end, stop.start() if stop else end + 70)
    return plan is not None and _DONE.search(folded, end, plan.start()) is None


def past_before(folded: str, start: int) -> bool:
    """Whether a word that only the past takes stands before a month: "hồi tháng 11"."""
    return _PAST_BEFORE.match(folded, max(0, start - 16), start) is not None


def heads_report(folded: str, start: int, end: int) -> bool:
    """Whether bare "6 tháng" is what a report covers ("Trong 6 tháng, …"), not a length of time."""
    if _LENGTH_BEHIND.match(folded, end, end + REACH):
        return False
    if _THESE_BEHIND.match(folded, end, end + REACH):
        return True  # "cũng 10 tháng ấy"
    if folded.endswith(", ", 0, start) and _TELLER_NEXT.match(folded, end, end + REACH):
        return True  # "Cả năm tỉnh giao 150, sáu tháng Đảng bộ kết nạp được 79"
    return bool(_REPORT_BEFORE.match(folded, max(0, start - 14), start))


def names_congress(folded: str, start: int) -> bool:
    """Whether a term only names a congress ("nghị quyết đại hội Đảng các cấp, nhiệm kỳ 2020 - 2025")."""
    return _CONGRESS_BEFORE.search(folded, max(0, start - 100), start) is not None


def same_sentence(folded: str, start: int, end: int) -> bool:
    """Whether two places stand in one sentence, no more than 400 characters apart."""
    return 0 <= start <= end <= start + 400 and _SENTENCE_END.search(folded, start, end) is None


def next_sentence(folded: str, start: int, end: int) -> bool:
    """Whether two places stand in sentences that follow each other, no more than 400 characters apart."""
    return 0 <= start <= end <= start + 400 and len(_SENTENCE_END.findall(folded, start, end)) == 1


def done_behind(folded: str, end: int) -> bool:
    """Whether what follows "đến cuối năm" is told as done: in January, of the year that is over."""
    return not folded.endswith("nay", 0, end) and _DONE_BEHIND.match(folded, end) is not None
