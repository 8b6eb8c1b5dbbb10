"""Where a party organisation or an administrative unit is named.

Heads ("Đảng bộ", "Huyện ủy", "xã", "Chi bộ") are found on the folded text, names are bounded on the
raw text. Which unit a bare mention means ("Đảng bộ tỉnh", "toàn huyện") is `discourse`'s question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import regex

from extract.day_or_fraction import COUNTED
from extract.gazetteer import gazetteer
from extract.mentions import Claims, UnitSpan
from extract.names import is_person, organisation_name, place_name, proper_name
from extract.text import Text
from extract.unit_grammar import bares, grammar, levels, openings, wholes
from extract.villages import village, with_number
from schema.record import Level

Match = re.Match[str] | regex.Match[str]

_LIST_JOIN = regex.compile(r" ?, | và |; ")
_LIST_TAIL = regex.compile(
    r"\s*(?:\(\d|:? ?\d|mỗi |cùng |đều |,|;|và |kết nạp|đạt|được|có |chỉ |\)|\.|là |mới |thêm |đã "
    r"|lần lượt |tương ứng |theo thứ tự )"
)
_COMMITTEES = {
    "tỉnh ủy": "province",
    "thành ủy": "city",
    "huyện ủy": "district",
    "thị ủy": "district",
    "quận ủy": "district",
}
_COMMITTEE_KINDS = {
    "tỉnh ủy": "tinh_uy",
    "thành ủy": "thanh_uy",
    "huyện ủy": "huyen_uy",
    "thị ủy": "thi_uy",
    "quận ủy": "quan_uy",
}


def read(text: Text, claims: Claims | None = None) -> list[UnitSpan]:
    """The units that a text names, in order; a stretch that a document or a date owns is not read."""
    units: list[UnitSpan] = []
    head, position, end = grammar().head, 0, -1
    for start in openings(text.folded):
        if start < position:
            continue
        if start >= end:
            end = text.line_at(start).end
        found = head.match(text.folded, start, end)
        if found is None:
            continue
        position = found.end()
        unit = _unit(text, found, end) if claims is None or not claims.hits(start, position) else None
        if unit is None:
            continue
        units.append(unit)
        units.extend(_listed(text, unit, found, end))
        position = max(units[-1].end, position)
    return units


def _unit(text: Text, found: Match, end: int) -> UnitSpan | None:
    kind = found.lastgroup
    start = found.start()
    if kind == "central":
        return _span(text, start, found.end(), "trung_uong", "central", organ=True, rule="unit.central")
    if kind == "national":
        return _span(text, start, found.end(), "toan_dang", "central", generic=True, rule="unit.national")
    if kind == "organ":
        return _organ(text, found, end)
    if kind == "committee":
        return _committee(text, start, found.end(), end)
    if kind == "party":
        return _party(text, found, end)
    if kind == "whole":
        return _whole(text, found, end)
    if kind == "body":
        return _body_alone(text, found, end)
    if kind == "place":
        return _place(text, found, end)
    if kind == "cell":
        return village(text, found, end)
    return _organisation(text, found, end)


def _span(text: Text, start: int, end: int, kind: str, level: str | None, **more: object) -> UnitSpan:
    known: Level | None = None if level in ("city", "any", None) else level  # type: ignore[assignment]
    return UnitSpan(start, end, text.raw[start:end], kind, known, **more)  # type: ignore[arg-type]


def _organ(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "Ban Tổ chức Tỉnh ủy", "BTV Huyện ủy Vị Xuyên", "UBKT Đảng ủy Khối": an organ and whose it is."""
    join = grammar().committee_after_organ.match(text.folded, found.end(), end)
    if join is None:
        if text.folded.startswith((" các cấp", " cơ sở"), found.end()):
            return None
        return _organ_of_state(text, found, end)
    inner = grammar().head.match(text.folded, join.end(), end)
    owner = _unit(text, inner, end) if inner else None
    if owner is None:
        return None
    surface = text.folded[found.start() : found.end()]
    officer = owner.place is None and _NAME_NEXT.match(text.raw, owner.end) is not None
    if surface == "thường trực" and officer and text.folded.endswith("bí thư ", 0, found.start()):
        return None  # "Phó Bí thư Thường trực Đảng ủy xã Nguyễn Văn A": a person's office
    kind = "uy_ban_kiem_tra" if surface.startswith(("ủy ban kiểm", "ubkt")) else "ban"
    return replace(
        owner,
        start=found.start(),
        name=text.raw[found.start() : owner.end],
        kind=kind,
        organ=True,
        generic=False,
        rule="unit.organ",
    )


_NAME_NEXT = regex.compile(r" \p{Lu}\p{Ll}* \p{Lu}")


def _organ_of_state(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "Đảng đoàn HĐND tỉnh", "Ban cán sự đảng UBND tỉnh": a party group in a body of the State."""
    if text.folded[found.start() : found.end()] not in ("đảng đoàn", "ban cán sự đảng"):
        return None
    body = grammar().organisation.match(text.folded, found.end() + 1, end)
    if body is None:
        return None
    stop = organisation_name(text, body.start(), end)
    return _span(text, found.start(), stop, "ban", "province", organ=True, rule="unit.group")


def _committee(text: Text, start: int, after: int, end: int) -> UnitSpan | None:
    """ "Tỉnh ủy", "Thành ủy Vũng Tàu"."""
    surface = text.folded[start:after]
    level, kind = _COMMITTEES[surface], _COMMITTEE_KINDS[surface]
    stop = proper_name(text, after + 1, end) if text.raw[after : after + 1] == " " else None
    if stop and not is_person(text.raw[after + 1 : stop]):
        return _span(text, start, stop, kind, level, place=text.raw[after + 1 : stop], rule="unit.committee")
    if text.raw[start].islower():  # "các huyện, thị, thành ủy": a kind of committee, none in particular
        return None
    return _span(text, start, after, kind, level, generic=True, rule="unit.committee_bare")


def _party(text: Text, found: Match, end: int) -> UnitSpan | None:
    """A party organisation by its head: "Đảng bộ huyện X", "Chi bộ thôn Y", "Đảng ủy Khối"."""
    head = text.folded[found.start() : found.end()]
    kind = {
        "đảng bộ": "dang_bo",
        "đảng ủy": "dang_uy",
        "chi bộ": "chi_bo",
        "liên chi bộ": "chi_bo",
        "chi ủy": "chi_bo",
    }.get(head, "ban")
    after = found.end() + 1
    if text.raw[found.end() : after] != " ":
        return None
    capital = text.raw[found.start()].isupper()
    plural = _PLURAL.search(text.folded, max(0, found.start() - 14), found.start())
    joined = plural is not None and plural[0] in ("và ", "thành lập ") and capital and kind == "chi_bo"
    numbered = text.raw[after].isdigit() and _SO_MANY.match(text.folded, found.end()) is None
    named = text.raw[after].isupper() or numbered
    if joined and (named or grammar().cell_place.match(text.folded, after, end)):
        plural = None  # "Chi bộ A và Chi bộ Trại tạm giam", "Chi bộ 2 và Chi bộ 3", "Chi bộ thôn A và Chi bộ thôn B"
    if plural and (kind == "chi_bo" or (not capital and plural[0].lstrip("/")[0].isdigit())):
        return None  # "11 đảng bộ xã": so many of them
    if body := grammar().bodies.match(text.folded, after, end):
        unit = _body(text, found.start(), kind, body, end)
        # "chi bộ quân sự xã, phường", "bốn đảng bộ khu công nghiệp": a kind, none in particular
        kind_only = unit.place is None and not capital and (kind == "chi_bo" or unit.end == body.end())
        of_several = unit.place is None and _AND_LEVELS.match(text.raw, unit.end) is not None
        return None if kind_only or of_several else unit
    if text.folded.startswith("khối", after) and not text.folded[after + 4 : after + 5].isalpha() and kind != "chi_bo":
        return _span(text, found.start(), after + 4, kind, "block", generic=True, rule="unit.block_bare")
    if kind == "chi_bo" and (cell := grammar().cell_place.match(text.folded, after, end)):
        if stop := place_name(text, cell.end(), end):
            stop = with_number(text, found.start(), stop)
            return _span(text, found.start(), stop, kind, "cell", place=text.raw[cell.end() : stop], rule="unit.cell")
        return None
    if level := grammar().level.match(text.folded, after, end):
        return _levelled(text, found, kind, level, end)
    if organisation := grammar().organisation.match(text.folded, after, end):
        stop = organisation_name(text, organisation.start(), end)
        officer = _FIRM.match(text.folded, organisation.start()) and is_person(text.raw[organisation.end() + 1 : stop])
        if officer and _TITLE.search(text.folded, max(0, found.start() - 12), found.start()):
            return _span(text, found.start(), organisation.end(), kind, None, generic=True, rule="unit.bare")
        if any(c.isupper() for c in text.raw[organisation.start() : stop]):
            level_name = "cell" if kind == "chi_bo" else None
            return _span(text, found.start(), stop, kind, level_name, rule="unit.of_organisation")
        return _bare(text, found, end) if head in _OF_HOUSE and _HOUSE.match(text.raw, found.end()) else None
    titled = _TITLE.search(text.folded, max(0, found.start() - 12), found.start())
    if (
        kind == "chi_bo"
        and text.raw[after].isupper()
        and (stop := proper_name(text, after, end))
        and not (titled and " " in text.raw[after:stop])
    ):
        if text.raw[stop : stop + 1] == " " and text.raw[stop + 1 : stop + 2].islower():
            stop = max(stop, organisation_name(text, after, end))
        return _span(text, found.start(), stop, kind, "cell", rule="unit.cell_named")
    if (
        (capital or kind in ("dang_bo", "dang_uy"))
        and (stop := proper_name(text, after, end))
        and not (titled and _names_officer(kind, text.raw[after:stop]))
    ):
        return _span(text, found.start(), stop, kind, None, place=text.raw[after:stop], rule="unit.named")
    if kind == "chi_bo" and capital and not titled and (stop := place_name(text, after, end)):
        if _GOOD.match(text.folded, stop):
            return None  # "xây dựng “Chi bộ 4 tốt”"
        return _span(text, found.start(), stop, kind, "cell", rule="unit.cell_numbered")
    return _bare(text, found, end)


_FIRM = regex.compile(r"(?:tổng )?công ty(?!\p{L})")  # "Bí thư Đảng ủy Tổng công ty |Trần Quốc Dũng": its secretary
_AND_LEVELS = regex.compile(r", (?:phường|thị trấn|xã)(?: và thị trấn|, thị trấn)?(?!\p{L})(?! \p{Lu})")
_PLURAL = regex.compile(
    r"(?:%|(?<!(?:19|20)\d|[/\-]\d?)\d|(?:có|được|còn) \d{1,2}/\d{1,2}|/(?:1[3-9]|[2-9]\d|\d{3}|\d\.\d{3})"
    r"|các|những|mỗi|từng|nhiều|một số|một|hai|ba"
    r"|bốn|năm|sáu|bảy|tám|chín|mười|trong|ở|sinh hoạt|tại các|số"
    r"|thành lập|và|cấp|đảng bộ,|chi,|đảng,"
    r"|(?:mỗi|các|từng|\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:xã|huyện|thôn|phường),"
    r"|đảng bộ (?:huyện|thị xã|quận|xã|phường),) $"
)


_TITLE = regex.compile(r"(?:bí thư|chủ tịch|trưởng ban|chủ nhiệm|phó ban|thường trực) $")


_GOOD = regex.compile(r" tốt(?! nghiệp|\p{L})")


def _names_officer(kind: str, name: str) -> bool:
    """ "Bí thư Chi bộ Nguyễn Thị V.", "Thường trực Đảng ủy Bon Yô Thuấn": behind a title a name is the officer's."""
    if " " not in name:
        return False
    return kind == "chi_bo" or is_person(name) or gazetteer().resolve(name).how == "unknown"


def _levelled(text: Text, found: Match, kind: str, level: Match, end: int) -> UnitSpan | None:
    """ "Đảng bộ huyện Lạc Dương", "Đảng bộ tỉnh", "Đảng bộ các xã Đất Mũi, …"."""
    word = _level_word(text, level)
    many = word.startswith("các ")
    step = levels()[word.removeprefix("các ")]
    numbered = word.removeprefix("các ").startswith(
        ("phường", "p.", "quận")
    )  # only wards and urban districts have numbers for names
    if stop := (place_name if numbered else proper_name)(text, level.end(), end):
        name = text.raw[level.end() : stop]
        titled = _TITLE.search(text.folded, max(0, found.start() - 12), found.start())
        person = titled and (is_person(name) or gazetteer().resolve(name).how == "unknown")
        if not person:
            return _span(text, found.start(), stop, kind, step, place=name, rule="unit.levelled")
    if many or _KIND_NOUN.match(text.folded, level.start() + len(word), end):
        return None
    stop = level.start() + len(word)
    return _span(text, found.start(), stop, kind, step, generic=True, rule="unit.levelled_bare")


def _level_word(text: Text, level: Match) -> str:
    """The word of a level without what is said of it: "xã" of "xã biên giới"."""
    word = text.folded[level.start() : level.end()].strip()
    adjective = grammar().adjective_end.search(word)
    return word[: adjective.start()] if adjective else word


_COUNTED_NEXT = regex.compile(rf" +(?:chỉ tiêu|{COUNTED})")
_SHORT_WORDS = frozenset(("p.", "x.", "h.", "q.", "tt.", "tx.", "t.x", "t.x."))
_KIND_NOUN = regex.compile(
    r"[,/] ?(?:phường|thị trấn|thị xã|thành phố|huyện|xã|thị|thành|quận)|,? và (?:phường|thị trấn|thành phố)"
    r"| (?:trực thuộc|bạn|cũ|mới)"
)


def _body(text: Text, start: int, kind: str, body: Match, end: int) -> UnitSpan:
    """ "Đảng ủy Khối các cơ quan tỉnh", "Đảng bộ Công an tỉnh", "Đảng bộ UBND tỉnh Gia Lai"."""
    stop = body.end()
    place = None
    step: str | None = "block"
    level = grammar().other_level.match(text.folded, stop, end)
    if level:
        stop = level.end()
        name_start = stop + 1 if text.raw[stop : stop + 1] == " " else stop
        if (name := proper_name(text, name_start, end)) and not is_person(text.raw[name_start:name]):
            place, stop = text.raw[name_start:name], name
    elif name := proper_name(text, stop + 1, end) if text.raw[stop : stop + 1] == " " else None:
        place, stop = text.raw[stop + 1 : name], name
    bare = text.folded[body.start() : body.end()]
    generic = level is None and place is None and bare in ("khối",)
    return _span(text, start, stop, kind, step, place=place, generic=generic, rule="unit.body")


def _body_alone(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "Công an tỉnh (158,18%)", "Quân sự 29": in a list the head word is left out."""
    if not text.raw[found.start()].isupper():
        return None
    unit = _body(text, found.start(), "dang_bo", found, end)
    surface = text.folded[found.start() : found.end()]
    heading = found.start() == text.lines[0].start and text.raw[unit.end : unit.end + 1] == ":"
    if surface in _GOVERNMENT or not (heading or _LIST_TAIL.match(text.folded, unit.end, end)):
        return None
    if unit.end == found.end() and not _COUNTED.match(text.folded, unit.end, end):
        return None
    return replace(unit, rule="unit.body_alone")


_GOVERNMENT = frozenset(("ủy ban nhân dân", "ubnd", "chính phủ", "quốc hội"))
_COUNTED = regex.compile(r":? \(?\d")


def _whole(text: Text, found: Match, end: int) -> UnitSpan:
    """ "toàn tỉnh", "toàn Đảng bộ huyện", with the name where one follows."""
    surface = text.folded[found.start() : found.end()]
    level = wholes()[surface]
    after = found.end() + 1
    if text.raw[found.end() : after] == " ":
        if adjective := grammar().adjective.match(text.folded, after, end):
            after = adjective.end()
        if (inner := grammar().level.match(text.folded, after, end)) and (stop := place_name(text, inner.end(), end)):
            step = levels()[_level_word(text, inner).removeprefix("các ")]
            return _span(
                text, found.start(), stop, "dang_bo", step, place=text.raw[inner.end() : stop], rule="unit.whole_named"
            )
        if (body := grammar().bodies.match(text.folded, after, end)) and surface.endswith("đảng bộ"):
            start = found.start() + len("trong ") * surface.startswith("trong ")
            return replace(_body(text, start, "dang_bo", body, end), rule="unit.whole_body")
        if (inside := grammar().organisation.match(text.folded, after, end)) and surface.endswith("đảng bộ"):
            stop = organisation_name(text, inside.start(), end)
            return _span(text, found.start(), stop, "dang_bo", None, rule="unit.whole_organisation")
        if stop := proper_name(text, after, end):
            return _span(
                text, found.start(), stop, "dang_bo", level, place=text.raw[after:stop], rule="unit.whole_named"
            )
    return _span(text, found.start(), found.end(), "dang_bo", level, generic=True, rule="unit.whole")


def _place(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "huyện Vị Xuyên", "TP.Tam Kỳ", and the bare subject "huyện kết nạp …"."""
    word = text.folded[found.start() : found.end()]
    after = found.end() + (text.raw[found.end() : found.end() + 1] == " ")
    step = levels()[word.removeprefix("các ")]
    if adjective := grammar().adjective.match(text.folded, after, end):
        after = adjective.end()
    if word in ("tỉnh", "thành", "huyện", "thị", "quận") and text.folded.startswith("đoàn ", after):
        return None  # "Tỉnh Đoàn Vĩnh Long": the Youth Union of a province
    if stop := place_name(text, after, end):
        start = found.start() + (4 if word.startswith("các ") else 0)
        each = _PLURAL.search(text.folded, max(0, found.start() - 14), found.start())
        capital = text.raw[found.start()].isupper()
        if each is not None and each[0] == "và " and capital:
            each = None  # "Phường 4 và Phường 9"
        if text.raw[after].isdigit() and not capital and text.raw[stop : stop + 1] == ",":
            return None  # "trong đó phường 21, xã 19"
        if text.raw[after].isdigit() and _COUNTED_NEXT.match(text.folded, stop, end):
            return None  # "giao phường 70 chỉ tiêu"
        if word in _SHORT_WORDS and _is_person(text.raw[after:stop]):
            return None  # "P.V": a reporter; "P.THẢO": who wrote it
        if text.raw[after].isdigit() and (each or not word.startswith(("phường", "p.", "quận", "q."))):
            return None  # "mỗi xã 48": a figure for each, no Xã 48
        return _span(text, start, stop, "place", step, place=text.raw[after:stop], rule="unit.place")
    return None if word.startswith("các ") else _bare(text, found, end)


def _is_person(name: str) -> bool:
    """Whether a person's initial or signature stands behind "P.", "Q.": no number, and no place of that name."""
    if name.isdigit() or not (len(name) == 1 or name.isupper()):
        return False
    return len(name) == 1 or gazetteer().resolve(name).how == "unknown"


def _organisation(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "Trường THPT Sơn Dương", "Công ty CP …": a body that a figure may belong to."""
    start = found.start() + (4 if text.folded.startswith("các ", found.start()) else 0)
    if text.folded.endswith(("cơ ", "hội ", "trụ ", "cơ sở, "), 0, start) or text.folded.startswith(
        ("trường hợp", "sở dĩ", "báo cáo"), start
    ):
        return None  # "trên cơ sở các đảng bộ xã", "14 trường hợp bỏ sinh hoạt"
    if text.raw.startswith("trung tâm", start) and grammar().level.match(text.folded, found.end() + 1, end):
        return None  # "từ trung tâm xã X": a place, no body
    head = found.end("org")
    if _is_place(text.raw[start : start + _PLACE_NAME]):
        return None  # "Trường An và Tân Ngãi": a ward, no school
    if text.raw[start].islower() and text.folded[start:head] in _COMMON and text.raw[head + 1 : head + 2].islower():
        return None  # "nghỉ phòng dịch Covid-19"
    numbered = _NUMBERED_FORCE.match(text.folded, start, end) if text.raw[start].isupper() else None
    if numbered is not None and text.raw[numbered.end() : numbered.end() + 2].strip().isupper():
        numbered = None  # "Vùng 3 Hải quân"
    stop = organisation_name(text, start, end) if numbered is None else numbered.end()
    name = text.raw[start:stop]
    if not any(c.isupper() for c in _FORMS.sub("", name[1:])) and not numbered:
        return _bare(text, found, end)
    return _span(text, start, stop, "to_chuc", None, rule="unit.force" if numbered else "unit.organisation")


def _is_place(name: str) -> bool:
    """Whether a name that begins with "Trường" is a place's of two syllables ("Trường An", "Trường Xuân")."""
    found = _PLACE_LIKE.match(name)
    return found is not None and gazetteer().resolve(found[0]).how != "unknown"


_PLACE_NAME = 40  # code points of the name of a place
_PLACE_LIKE = regex.compile(r"Trường \p{Lu}\p{Ll}+(?! \p{Lu})")
_NUMBERED_FORCE = regex.compile(
    r"(?:(?:tiểu|trung|sư|lữ|hải|quân) đoàn|đại đội|quân khu|đồn|trại giam|vùng) (?:\p{L}+ ){0,3}\d{1,4}(?![\d.,/]*\d)"
)  # "Sư đoàn 5": its number is its name
_COMMON = frozenset(("phòng", "vùng", "báo", "viện", "quỹ", "cơ quan", "cảng"))  # also everyday words
_FORMS = regex.compile(r"\b(?:TNHH|CP|MTV|TNHH-MTV|FDI|THPT|THCS|TH|PTDTNT|PTTH|DN|SX|TM|DV)\b")  # forms, no names


_HERE = regex.compile(r" (?:này|ở đây|tại đây|nơi đây|(?:của )?(?:ông|bà|anh|chị|mình|tôi|chúng tôi))(?!\p{L})")


_OF_HOUSE = frozenset(("chi bộ", "đảng bộ", "đảng ủy"))
_HOUSE = regex.compile(r" (?:nhà trường|trường|công ty|bệnh viện|nhà máy)(?! \p{Lu})(?!\p{L})")
_SO_MANY = regex.compile(r" \d{1,4} (?:đảng viên|đồng chí|người)(?!\p{L})")


def _bare(text: Text, found: Match, end: int) -> UnitSpan | None:
    """A unit named by its kind alone, where a predicate follows: "huyện đã kết nạp được 146"."""
    surface = text.folded[found.start() : found.end()]
    stop = found.end()
    if surface not in bares() or _PLURAL.search(text.folded, max(0, found.start() - 20), found.start()):
        return None
    if here := _HERE.match(text.folded, stop):
        stop = here.end()
    elif surface in _OF_HOUSE and (house := _HOUSE.match(text.raw, stop)):
        stop = house.end()  # "Chi bộ nhà trường hiện có 52 đảng viên"
    counted = here is not None and _SO_MANY.match(text.folded, stop, end)  # "Chi bộ tôi 41 đảng viên"
    if not (counted or grammar().bare_subject.match(text.folded, stop, end)):
        return None
    kind = {"chi bộ": "chi_bo", "đảng ủy": "dang_uy"}.get(surface, "dang_bo")
    return _span(text, found.start(), stop, kind, bares()[surface], generic=True, rule="unit.bare")


def _listed(text: Text, first: UnitSpan, found: Match, end: int) -> Iterator[UnitSpan]:
    """The names that go on a list whose level stands once: "các xã Đất Mũi, U Minh, Gành Hào mỗi nơi 8"."""
    if first.place is None or first.organ or first.rule in ("unit.cell", "unit.body", "unit.committee"):
        return
    previous, position = first, first.end
    while join := _LIST_JOIN.match(text.raw, position, end):
        if grammar().level.match(text.folded, join.end(), end):
            return  # "Phường 1, Phường 9 mỗi phường 8": a level of its own
        stop = proper_name(text, join.end(), end)
        if stop is None or not _LIST_TAIL.match(text.folded, stop, end):
            return
        previous = replace(
            previous,
            start=join.end(),
            end=stop,
            name=text.raw[join.end() : stop],
            place=text.raw[join.end() : stop],
            rule="unit.listed",
        )
        yield previous
        position = stop
