"""Where a proper name ends, once its first word is known."""

from __future__ import annotations

from functools import cache

import regex

from extract.data import load
from extract.gazetteer import gazetteer
from extract.text import Text, fold
from extract.vocabulary import any_of

SYLLABLE = r"\p{Lu}[\p{L}\p{M}]*(?:['’‘`´][\p{L}\p{M}]+)*"
_NAME = regex.compile(rf"{SYLLABLE}(?:(?: - |-| – )?(?<=[ –-]){SYLLABLE}|[ ]{SYLLABLE}|[ ]?-{SYLLABLE}){{0,5}}")
_NUMBERED = regex.compile(r"\d{1,3}[A-Z]?(?![\d/%\-]|[.,]\d)|[IVX]+\b")
_FIGURE_OF_NAME = regex.compile(
    r"(?:số|trung đoàn|tiểu đoàn|sư đoàn|lữ đoàn|đại đội|quân khu|vùng|hải đoàn|đồn|trạm) $"
)  # "Trung đoàn 892"
_NUMBER_OF_NAME = regex.compile(r" \d{1,2}(?![\d.,/%\-]*\d)")
_ANOTHER = regex.compile(r"(?:các )?(?:chi bộ|đảng bộ|đảng ủy)(?!\p{L})")
_DASH = regex.compile(r" [-–] ")
_QUARTER_BEHIND = regex.compile(
    r"(?: [-–])? Quý (?:I{1,3}|IV|[1-4])(?:/| năm )(?=\d{4})"
)  # "huyện Thanh Chương |Quý I/2022"
_YEAR_OF_QUARTER = 12  # code points behind a name that its quarter's number and year take
_NUMBER_BEFORE_COLON = regex.compile(
    r" \d{1,2}(?= ?:|, (?:mỗi|cùng|đều)(?!\p{L})| (?:tròn|có|hiện|đã|kết nạp|vừa|nay)(?!\p{L}))"
)
# A family name and one to three more at the end of a name.
_PERSONAL_NAME = (
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Cao|Lương|Đoàn"
    r"|Tạ|Hà|Lâm|Trương|Đào|Lưu|Phùng|Tô|Quách|Nông|Triệu|Kiều|Hứa|Danh|Thạch|Lò|Vàng|Giàng|Sùng)"
    r"(?: \p{Lu}[\p{L}]*\.?){1,3}"
)
_PERSON_BEHIND = regex.compile(rf" {_PERSONAL_NAME}$")
_PERSON = regex.compile(_PERSONAL_NAME)
_SAYS = regex.compile(
    r"\.?,? (?:cho (?:biết|hay|rằng)|nói|chia sẻ|khẳng định|nhấn mạnh|trao đổi|thông tin|kể|tâm sự|trăn trở"
    r"|đánh giá|nhận định|phấn khởi|bày tỏ)(?!\p{L})"
)
_NUMERALS = frozenset("một hai ba bốn năm sáu bảy tám chín mười".split())
_LISTED_NEXT = regex.compile(r" *(?:[.,;)]|$)| (?:đảng viên|đồng chí|người|em|quần chúng)(?!\p{L})")
_WORD = regex.compile(r"[^\s,;:.()\"“”!?…/]+")
_MAX_WORDS = 14


def is_person(name: str) -> bool:
    """Whether a name is a person's by its family name, and no place's: "Đảng ủy Khối Doanh nghiệp tỉnh |Lê Văn A"."""
    return _PERSON.fullmatch(name) is not None and gazetteer().resolve(name).how == "unknown"


def proper_name(text: Text, start: int, end: int) -> int | None:
    """The end of the proper name that begins at ``start``; ``None`` where none does.

    A name is a run of capitalised syllables ("Bà Rịa - Vũng Tàu", "M’Đrắk"); ``end`` bounds it.
    """
    found = _NAME.match(text.raw, start, end)
    if found is None:
        return None
    if found[0].isupper() and " " in found[0]:  # "ĐẢNG BỘ HUYỆN HẢI HÀ KẾT NẠP 133 ĐẢNG VIÊN": capitals tell nothing
        if _capital_ends().match(text.folded, start, found.end()):
            return None  # "TOÀN TỈNH KẾT NẠP 187 ĐẢNG VIÊN"
        if verb := _capital_ends().search(text.folded, start, found.end()):
            return start + len(text.raw[start : verb.start()].rstrip(" -–"))
    quarter = _QUARTER_BEHIND.search(text.raw, start, min(end, found.end() + _YEAR_OF_QUARTER))
    if quarter is not None and quarter.start() < found.end():
        return quarter.start()
    if (dash := _DASH.search(text.raw, start, found.end())) is not None and _dateline(
        text.raw, start, dash, found.end()
    ):
        return dash.start()  # "TP.HCM - Mười một sinh viên …"
    if (number := _NUMBER_OF_NAME.match(text.raw, found.end(), end)) and (
        gazetteer().resolve(text.raw[start : number.end()]).how != "unknown"
    ):
        return number.end()  # "xã Bảo Lâm 1"
    return found.end()


def place_name(text: Text, start: int, end: int) -> int | None:
    """The end of a place's name: a proper name, or the number of a ward ("Phường 10", "Phường 3 Bảo Lộc")."""
    numbered = _NUMBERED.match(text.raw, start, end)
    if numbered is None:
        return proper_name(text, start, end)
    stop = proper_name(text, numbered.end() + 1, end) if text.raw[numbered.end() : numbered.end() + 1] == " " else None
    known = stop is not None and gazetteer().resolve(text.raw[start:stop]).how != "unknown"
    return stop if known else numbered.end()


def _dateline(raw: str, start: int, dash: regex.Match[str], end: int) -> bool:
    """Whether a dash ends a dateline: the name before it is a place, the two together are none."""
    known = gazetteer()
    return known.resolve(raw[start:end]).how == "unknown" and known.resolve(raw[start : dash.start()]).how != "unknown"


@cache
def _capital_ends() -> regex.Pattern[str]:
    ends = any_of(load("units")["organisation"]["capital_ends"])
    return regex.compile(rf"(?<!\p{{L}}){ends}(?!\p{{L}})")


@cache
def _composites() -> regex.Pattern[str]:
    return regex.compile(any_of(load("units")["organisation"]["composite"]))


def _ends(text: Text, start: int, word: regex.Match[str], surface: str) -> bool:
    """Whether a word is no longer the name's: a figure of its own, or a word that begins the rest of the sentence."""
    if surface[0].isdigit():  # "Trường THPT số 2", "Trung đoàn 892": there the figure belongs to the name
        return not _FIGURE_OF_NAME.search(text.folded, start, word.start())
    if surface in _NUMERALS and _LISTED_NEXT.match(text.raw, word.end()):
        return True  # "riêng Chi bộ Trường THPT Đức Trọng |hai."
    if surface == "tổ" and text.folded.startswith(" chức ", word.end()):
        return True  # "Đảng ủy Trường Đại học Quy Nhơn |tổ chức lễ kết nạp"
    if surface not in _stops() or text.raw[word.start()].isupper():
        return False
    return surface != "số" or not text.raw[word.end() : word.end() + 2].strip().isdigit()


@cache
def _heads() -> regex.Pattern[str]:
    heads = any_of(load("units")["organisation"]["heads"])
    return regex.compile(rf"(?:các |đảng bộ |chi bộ )?{heads}(?!\p{{L}})")


@cache
def _stops() -> frozenset[str]:
    return frozenset(fold(word) for word in load("units")["organisation"]["stops"])


def organisation_name(text: Text, start: int, end: int) -> int:
    """The end of an organisation's name that begins at ``start``; somebody named right behind it is no part of it.

    "Bí thư Đảng ủy Tổng công ty |Trần Quốc Đạt cho hay": a name that a word of saying follows is a person's.
    """
    stop = _organisation_end(text, start, end)
    person = _PERSON_BEHIND.search(text.raw, start, stop)
    if person is not None and _SAYS.match(text.folded, stop, stop + 24):
        return person.start()
    return stop


def _organisation_end(text: Text, start: int, end: int) -> int:
    """The end of an organisation's name that begins at ``start`` with its head word.

    The name goes on over words in small letters ("Công ty CP Kinh doanh nước sạch Hải Dương") until
    a mark, a figure, or a word that begins the rest of the sentence.
    """
    position = last_capital = start
    head = _heads().match(text.folded, start, end)
    if head is not None and text.raw[head.end() : head.end() + 1] == " ":
        position = head.end() + 1
    elif head is not None:
        return head.end()  # "Đảng ủy Tổng công ty, …"
    for _ in range(_MAX_WORDS):
        composite = _composites().match(text.folded, position, end)
        word = composite or _WORD.match(text.raw, position, end)
        if word is None:
            break
        surface = text.folded[word.start() : word.end()]
        if surface == "và" and _ANOTHER.match(text.folded, word.end() + 1, end):
            break  # "Chi bộ Công an xã A và Chi bộ Trại tạm giam": two names
        if surface == "và" and _heads().match(text.folded, word.end() + 1, end):
            break  # "Công ty A và Công ty B": two names
        if position > start and composite is None and _ends(text, start, word, surface):
            break
        position = word.end()
        if text.raw[word.start()].isupper():
            last_capital = position
        abbreviated = text.raw[word.start()].isupper() or text.raw[position + 1 : position + 2] != " "
        if composite is None and text.raw[position : position + 1] == "." and len(surface) <= 2 and abbreviated:
            position += 1  # "H. Krông Nô", not "đi bộ. Cả thôn"
        if text.raw[position : position + 3] in (" - ", " – "):
            if not text.raw[position + 3 : position + 4].isupper():
                return position  # "Công ty TNHH A - doanh nghiệp 100% vốn nước ngoài"
            position += 3
            continue
        if text.raw[position : position + 1] != " " or position >= end:
            return position
        position += 1
    else:
        return last_capital
    if (numbered := _NUMBER_BEFORE_COLON.match(text.raw, position - 1, end)) is not None:
        return numbered.end()  # "Chi bộ Sinh viên 1: năm"
    if text.folded.endswith(" và ", start, position):
        position -= 3  # "Trường THPT A |và hai em ở …"
    return position - 1 if position > start and text.raw[position - 1] == " " else position
