"""Units that own no figure: who only tells of it ("Theo Sở GD&ĐT, …"), who came as a guest, where people came from."""

from __future__ import annotations

import regex

from extract.mentions import UnitSpan
from extract.text import Text

_TOLD_BY = regex.compile(
    r"(?<!\p{L})(?:theo|số liệu của|thống kê của|báo cáo của|thông tin từ|ghi nhận từ|nguồn tin từ) $"
)
_OFFICE_OF = regex.compile(
    r"(?<!\p{L})(?:bí thư|chủ tịch|trưởng ban|chủ nhiệm|ủy viên|chánh văn phòng|giám đốc|trưởng|phó)(?: thường trực)? $"
)
_CAME_TO = regex.compile(r"(?:tới |đến |tham |về )?dự (?:và |cùng |hội|đại|buổi|lễ|chỉ|có|phiên|họp)")
_DELEGATES = regex.compile(r"(?:cùng|và)(?: gần| hơn| trên)? \d+ đại biểu")
_GUESTS = 160  # code points over which those are named who came with the delegates
_FROM = regex.compile(r"(?<!\p{L})từ $")
_HOME = regex.compile(r"(?<!\p{L})quê (?:ở |tại |gốc )*$")
_CAME = regex.compile(r" (?:vào|về|lên|sang|xuống|ra|chuyển|di cư|lập nghiệp)(?!\p{L})")
_HELPED_BY = regex.compile(
    r"(?<!\p{L})(?<!(?:trong đó|điển hình|tiêu biểu|nổi bật|như|như là),? )(?:có|được|nhờ|với sự) $"
)
_HELPS = regex.compile(r" (?:giúp|hỗ trợ|đỡ đầu|kèm cặp|tiếp sức)(?!\p{L})")
_OFFICES = regex.compile(r"(?:sở|phòng|cục|chi cục|liên đoàn|lđlđ|ban|văn phòng|báo|đài|bộ chỉ huy)(?!\p{L})")


def owns_nothing(text: Text, unit: UnitSpan) -> bool:
    """Whether a unit is told of for what it said or did for others, or as where people came from: no figure is its."""
    return is_informant(text, unit) or is_origin(text, unit) or is_guest(text, unit) or is_helper(text, unit)


def is_informant(text: Text, unit: UnitSpan) -> bool:
    """Whether a unit is an office of the State, a command or a paper named for what it told: no figure is its."""
    return (
        (unit.kind == "to_chuc" or unit.rule == "unit.body_alone")
        and _OFFICES.match(text.folded, unit.start) is not None
        and _TOLD_BY.search(text.folded, max(0, unit.start - 24), unit.start) is not None
    )


def is_guest(text: Text, unit: UnitSpan) -> bool:
    """Whether a unit only says whose office somebody holds who came ("Dự Đại hội có đồng chí Phó Bí thư |Tỉnh ủy")."""
    line = text.line_at(unit.start).start
    stop = text.folded.rfind(". ", line, unit.start)
    opened = stop + 2 if stop >= 0 else line
    if _CAME_TO.match(text.folded, opened, unit.start) is None:
        return False
    office = _OFFICE_OF.search(text.folded, max(opened, unit.start - 24), unit.start) is not None
    delegates = _DELEGATES.search(text.folded, unit.end, unit.end + _GUESTS) is not None
    return office or (delegates and (unit.organ or unit.rule == "unit.committee_bare"))


def is_origin(text: Text, unit: UnitSpan) -> bool:
    """Whether a place is where people come from ("3 đảng viên từ Cao Bằng vào", "quê Nông Cống"): no figure is its."""
    if unit.kind == "place" and _HOME.search(text.folded, max(0, unit.start - 16), unit.start) is not None:
        return True
    if unit.kind != "place" or _FROM.search(text.folded, max(0, unit.start - 8), unit.start) is None:
        return False
    return _CAME.match(text.folded, unit.end) is not None


def is_helper(text: Text, unit: UnitSpan) -> bool:
    """Whether a unit stands aside as who helped ("xã X, có |Đồn Y giúp sức, đã kết nạp 7 đảng viên")."""
    helps = _HELPS.match(text.folded, unit.end) is not None
    return helps and _HELPED_BY.search(text.folded, max(0, unit.start - 16), unit.start) is not None
