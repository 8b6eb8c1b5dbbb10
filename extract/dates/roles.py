"""What stands before an expression: "đến hết", "so với", "kế hoạch"; what it makes of it."""

from __future__ import annotations

import regex

END_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?<!tháng +)(?<!quý +)(hết|cuối)(?: +ngày)? +")
AS_OF_BEFORE = regex.compile(
    r"(?r)(?<!\p{L})(?:tính +đến|tính +tới|đến|tới|hết|cuối|chốt|chốt +đến|thời +điểm|mốc|kể +đến)(?: +(?:hết|cuối|ngày|thời +điểm|tháng|mốc)){0,2} *\(?"
)
COMPARED_BEFORE = regex.compile(
    r"(?r)(?<!\p{L})(?:so +với|so|hơn|kém|bằng +với)(?: +(?:kết +quả|số +liệu|hồi|mức|của|cùng|cuối|hết|đầu|cả|trong|thời +điểm|ngày|toàn|con +số)){0,3} +"
)
FROM_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:kể +)?từ(?: +(?:ngày|đầu|sau|khi|giữa|cuối|khoảng)){0,2} +")
TO_BETWEEN = regex.compile(
    r" *,? *(?:(?:kéo +dài +|cho +)?(?:đến|tới)|-)(?: +(?:hết|cuối|ngày|hết +ngày|trước|trước +ngày|thời +điểm|giữa|đầu)){0,2} *"
)
GAP = regex.compile(r" *,? *(?:cho +|tính +)?")
END_OF_YEAR = regex.compile(r" *,? *(?:cho +)?(?:đến|tới) +(?:cuối|hết) +năm(?: +nay)?(?!\p{L})")
TO_THAT_DAY = regex.compile(r" *,? *(?:đến|tới) +(?:mốc|thời +điểm|ngày|lúc) +(?:này|đó|trên|ấy)(?!\p{L})")
YEAR_PLANNED_BEFORE = regex.compile(
    r"(?r)(?<!\p{L})(?:kế +hoạch|nhiệm +vụ|phương +hướng|mục +tiêu|chỉ +tiêu|đến|tới|bước +sang|bước +vào|sang|dự +kiến|tầm +nhìn|định +hướng|công +tác +trọng +tâm|nghị +quyết|trước|giao)(?: +(?:công +tác|trọng +tâm|của|cả|hết|cuối|trong|giai +đoạn|cho)){0,2} +"
)
BROKEN_OFF_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:trước +(?:đó|đây),? +|từ +|từ +sau +|sinh +|như +)")
PLANNED = regex.compile(
    r"(?<!\p{L})(?:sẽ|dự +kiến|phấn +đấu|đặt +mục +tiêu|đặt +ra +mục +tiêu|đặt +chỉ +tiêu|đề +ra|mục +tiêu|yêu +cầu|tới +đây|sắp +tới|trước +mắt|chuẩn +bị|quyết +tâm|đăng +ký|phương +hướng|nhiệm +vụ +trọng +tâm)(?!\p{L})"
)
PLANNED_NEXT = regex.compile(
    r"[^.;\n]{0,60}?(?<!\p{L})(?:sẽ|dự +kiến|phấn +đấu|đặt +(?:ra +)?(?:mục +tiêu|chỉ +tiêu)|đề +ra|tập +trung|tiếp +tục|giao|mục +tiêu|chỉ +tiêu|kế +hoạch +kết +nạp|quyết +tâm|xác +định +nhiệm +vụ|hoàn +thành +\d)(?!\p{L})"
)
PERIOD_PLANNED_BEFORE = regex.compile(
    r"(?r)(?<!\p{L})(?:nhiệm +vụ|phương +hướng|kế +hoạch|mục +tiêu)(?: +(?:công +tác|trọng +tâm|của|trong)){0,2} +"
)
LONG_AGO_BEFORE = regex.compile(
    r"(?r)(?:kỷ +niệm|ngày +thành +lập|quốc +khánh|ngày +sinh|truyền +thống|giải +phóng)[^.;\n]{0,80}\("
)
DURATION_BEFORE = regex.compile(
    r"(?r)(?<!\p{L})(?:hơn|gần|sau|khoảng|trước|mất|kéo +dài|mỗi|chừng|quá|được|vòng|thời +gian|ngót|trên|cứ|dài|thêm) +"
)
IN_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:trong|qua|sau) +|(?r)(?:^|\n|[.:;>–-]) *")
SENTENCE_END = regex.compile(r"[.!?…](?=\s|$)|\n|(?<=\p{L})\.(?=\p{L})")


def planned(folded: str, start: int, end: int) -> bool:
    """Whether the clause round an expression speaks of what is to come."""
    low = max(0, start - 160)
    for found in SENTENCE_END.finditer(folded, low, start):
        low = found.end()
    return bool(
        PLANNED.search(folded, low, start)
        or PLANNED_NEXT.match(folded, end)
        or PERIOD_PLANNED_BEFORE.match(folded, low, start)
    )


def same_sentence(folded: str, start: int, end: int) -> bool:
    """Whether two places stand in one sentence, no more than 400 characters apart."""
    return 0 <= start <= end <= start + 400 and SENTENCE_END.search(folded, start, end) is None
