"""Words of plans and duties, and what looks like one and is none."""

from __future__ import annotations

import regex

from extract.counts.scan import Scan
from extract.counts.verbs import LOSSES, PLANNED
from extract.tokens import Token

_NAMED_SO = regex.compile(
    r"(?<!\p{L})(?:vận động|phong trào|chuyên đề|chủ đề|mô hình|chương trình|khẩu hiệu|hội thi|cuộc thi|câu lạc bộ"
    r"|tiêu chí)(?: \p{L}+){0,3} $"
)

# "hoàn thành cả 12 chỉ tiêu mà nghị quyết |đề ra"
_MEASURED_BY = regex.compile(
    r"(?:so với|%|vượt|đạt|bằng|hoàn thành|về đích)[^,;.]*"
    r"(?:nghị quyết|kế hoạch|chỉ tiêu|mục tiêu)(?: [\p{L}\d]+){0,6} $"
)
# "nhiệm vụ năm 2023 là hoàn thành các mục tiêu nghị quyết |đề ra, kết nạp 230 đảng viên": still to be done
_TO_BE_DONE = regex.compile(
    r"(?<!\p{L})(?:nhiệm vụ|mục tiêu|phương hướng|phấn đấu|quyết tâm)(?: [^,;.]*)? (?:là |sẽ )?hoàn thành "
)
_EVERY_YEAR = regex.compile(
    r",? (?:mỗi|hằng|hàng) (?:năm(?: học)?|quý|tháng|nhiệm kỳ),?"
    r" (?:\p{L}+ ){0,3}?(?:phải )?(?:kết nạp|phát triển)(?!\p{L})"
)


def says_what_was_planned(scan: Scan, token: Token, surface: str) -> bool:
    """ "so với nghị quyết đề ra", "9 chi bộ phải giải thể": no plan for the figures that follow."""
    before = scan.text.folded[max(scan.sentence.start, token.start - 64) : token.start]
    if surface in ("đề ra", "đặt ra") and _MEASURED_BY.search(before) and not _TO_BE_DONE.search(before):
        return True
    last = scan.counts[-1] if scan.counts else None
    return (
        surface == "phải" and last is not None and not regex.search(r"[,;:.]", scan.text.folded[last.end : token.start])
    )


def had_to(scan: Scan, position: int, surface: str) -> bool:
    """ "phải xóa tên 9, khai trừ 12": nobody plans that; it was done."""
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    return surface == "phải" and following is not None and following.code("verb") in LOSSES


def gives_tasks(scan: Scan, position: int) -> bool:
    """ "giao các cơ sở kết nạp 102 đảng viên; thành lập 2 chi bộ": what somebody is told to do, to the end."""
    surface = scan.text.folded[scan.row[position].start : scan.row[position].end]
    if surface not in ("giao", "giao chỉ tiêu", "giao kế hoạch"):
        return False
    for at, token in enumerate(scan.row[position + 1 : position + 6], position + 1):
        if token.kind == "number" or (token.kind == "mark" and token.mark in ".;,"):
            return False
        if token.code("verb") in PLANNED:
            return any(t.kind == "number" for t in scan.row[at + 1 : at + 4])
    return False


def governs_verb(scan: Scan, position: int) -> bool:
    """Whether the next word is a verb of a count ("phải kết nạp", "mới phát triển được")."""
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    if following is None or scan.text.folded[scan.row[position].end : following.start].strip():
        return False
    return following.has("verb") or following.has("have") or following.has("cue", "achieved", "share")


def obliges(scan: Scan, position: int) -> bool:
    """ "phải mở tối thiểu 40 lớp": a duty with a figure."""
    following = next((t for t in scan.row[position + 1 : position + 3] if t.kind == "number"), None)
    return following is not None and following.start - scan.row[position].end <= 24


def is_in_name(scan: Scan, token: Token) -> bool:
    """Whether a word stands in quotation marks behind what bears a name, and no figure stands there."""
    folded = scan.text.folded
    opened = folded.rfind('"', scan.sentence.start, token.start)
    if opened < 0 or folded.count('"', scan.sentence.start, token.start) % 2 == 0:
        return False
    closed = folded.find('"', token.end, token.end + 120)
    inside = folded[opened + 1 : closed] if closed > 0 else ""
    return (
        bool(inside)
        and not any(c.isdigit() for c in inside)
        and _NAMED_SO.search(folded, max(0, opened - 40), opened) is not None
    )


def every_year(scan: Scan, token: Token) -> bool:
    """ "Đảng ủy xác định mỗi năm học kết nạp từ 15 - 20 đảng viên": a plan for each year."""
    return _EVERY_YEAR.match(scan.text.folded, token.end) is not None
