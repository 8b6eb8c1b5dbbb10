"""Places named without a level word.

Items of a list ("Đại Lộc 125; Thăng Bình, Núi Thành đều 115"), parents in brackets ("xã Khâu Tinh (Na Hang)"), and names
that the gazetteer knows ("Nghệ An: …").

In a list the level word stands once; the items after it take it over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

import regex

from extract.cues import Cue
from extract.gazetteer import Place, gazetteer
from extract.mentions import Claims, Context, Sentence, UnitSpan
from extract.names import SYLLABLE
from extract.placenames import TYPE_NAMES
from extract.text import Text, fold
from schema.record import Level

_RUN = regex.compile(rf"(?<![\p{{L}}\d]){SYLLABLE}(?:(?: - |-| – | ){SYLLABLE}){{0,4}}")
_FIGURE = regex.compile(
    r"(?:,(?= mỗi \p{L}+ \d))?\s*:?\s*(?:(?:đã|cũng|còn|hiện|vẫn|có|được|với|kết nạp|kết nạp được|đạt|thêm|chỉ|mới|cùng|đều|mỗi \p{L}+|là|phát triển|góp|giữ|đi trước|đi đầu|dẫn đầu|đông nhất|nhiều nhất|lần lượt)\s+){0,3}\(?\s*(?:(?:đạt|cùng|đều|mỗi \p{L}+) )?(?:\d|(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười)(?= *[,;.)]))"
)
_IS_TOLD_OF = regex.compile(
    r" (?:cũng |vẫn |lại )?là (?:một|nơi|xã|phường|huyện|địa phương|đơn vị|điểm|ví dụ|điển hình|lá cờ)(?!\p{L})"
)
_APPOSITION = regex.compile(
    r", (?:một )?(?:là )?(xã|huyện|phường|thị trấn|thị xã)(?: \p{L}+){0,4} (?:của|thuộc|nằm|giáp) (?=[^,;.]{0,20}(?:huyện|tỉnh|thị xã|thành phố|biên giới))"
)
_BACK_TO = ("trở lại ", "trở về ", "quay lại ", "nói về ", "ở ", "về ", "tại ")
_ITEM_BEFORE = regex.compile(
    r" (?:(?:hiện |nay |đã )?(?:có|với|được|kết nạp|kết nạp được) )?\(?\d[\d.]*(?: (?:đảng viên|đồng chí|người|đv))?\)?[,;] (?:và )?"
)
_NUMBER = regex.compile(r" \d{1,2}(?![\d.,/%\-]*\d| ?%)")
_LIST = 120  # code points of a list of names
_LISTED_SO = regex.compile(r" *(?:,|;|\)|\.|và(?!\p{L})|$)")
_SEPARATOR = regex.compile(r"\s*(?:,|;|và(?!\p{L}))\s*")
_YOUTH_UNION = tuple(f"{level} đoàn " for level in ("tỉnh", "thành", "huyện", "thị", "quận", "xã"))
_OPENED = regex.compile(
    r"(?:[,;:(]|\bvà|\blà|\bcó|\briêng|\bgồm|\bnhư|\bở|\btại|\bcác huyện|\bcác xã|\bcác phường|\bcòn|\bkế đó|\btiếp đó|\brồi đến|\brồi tới|\bkế đến|\bkế là|^)\s*$"
)
_PERSON = (
    *("đồng chí", "đ/c", "ông", "bà", "anh", "chị", "em", "cụ", "bác", "thầy", "cô", "chủ tịch", "bí thư", "tên là"),
    *("đường", "phố", "quốc lộ", "trường", "sông", "núi", "nhà văn", "liệt sĩ", "anh hùng", "nguyên", "mang tên"),
    *("ảnh", "ảnh:", "tác giả"),
)
_WHERE = regex.compile(r"(?<!\p{L})ở (?P<name>\p{L}+(?: \p{L}+){0,3}?)(?= *(?:[:,.\-–(]|$))")
_EACH = regex.compile(r" mỗi (xã|phường|thị trấn|huyện)(?!\p{L})")
_ORDINARY = frozenset(
    "sang lên về vào ra trong có năm hơn gần tính đến từ theo qua với tại ở các nữ riêng toàn tổng số kết quả đảng nam ngoài sau trước cùng khi nếu do để bằng một hai ba bốn bảy tám chín mười nhiều những nhờ nay hiện còn cả mỗi thực ban bí đồng tỉnh huyện thành xã chi bộ khối lực công quân biên tháng quý ngày sáng chiều tối đợt huy điều khoản mục chương".split()
)


def read(
    text: Text, sentences: list[Sentence], units: list[UnitSpan], cues: list[Cue], claims: Claims, context: Context
) -> list[UnitSpan]:
    """All units of a text with the bare names added, in order."""
    taken = Claims(list(claims.spans))
    for unit in units:
        taken.add(unit.start, unit.end)
    for cue in cues:
        if cue.kind == "ethnic":
            taken.add(cue.start, cue.end)
    found: list[UnitSpan] = []
    told = {unit.place: unit for unit in reversed(units) if _is_named_place(unit)}
    starts = [unit.start for unit in units]
    kinds = {unit.level for unit in units if unit.generic}
    districts = _districts(units, context)
    for sentence in sentences:
        previous: UnitSpan | None = None
        inside = [
            u
            for u in units[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if not u.organ and not u.generic
        ]
        last: UnitSpan | None = None
        for run in _RUN.finditer(text.raw, sentence.start, sentence.end):
            stop = _with_number(text, run, context)
            step = bisect_left(inside, run.start(), key=lambda u: u.start)
            previous = inside[step - 1] if step else None
            if last is not None and (previous is None or last.start > previous.start):
                previous = last
            start = _behind_ordinary(text, run, sentence.start, context)
            if taken.hits(start, stop):
                continue
            bare = _bare(text, sentence, start, stop, previous, context)
            if bare is None and districts:
                bare = _commune_of(text, sentence, start, stop, districts, context)
            heads = start - sentence.start <= 8 or text.folded[sentence.start : start] in _BACK_TO
            if bare is None and heads and (known := told.get(text.raw[start:stop])):
                bare = _told_again(text, start, stop, known)
            if bare is None and start == text.lines[0].start and text.raw[start:stop] not in told:
                bare = _headline(text, start, stop, kinds, context)
            if bare is not None:
                found.append(bare)
                last = None if bare.organ or bare.generic else bare
                taken.add(bare.start, bare.end)
    found += list(_in_capitals(text, taken, context))
    return sorted(units + found, key=lambda unit: unit.start)


def _with_number(text: Text, run: regex.Match[str], context: Context) -> int:
    """ "Gia Tân 1: 22; Gia Tân 2 và Gia Tân 3 mỗi xã 18": where a name ends that is one of a place only with its number."""
    numbered = _NUMBER.match(text.raw, run.end())
    if numbered is None:
        return run.end()
    known = gazetteer().resolve(text.raw[run.start() : numbered.end()], on=context.published, province=context.province)
    alone = gazetteer().resolve(run[0], on=context.published, province=context.province)
    here = known.place is not None and known.how not in ("elsewhere", "other_time")
    return numbered.end() if here and (alone.place is None or alone.how in ("elsewhere", "other_time")) else run.end()


def _districts(units: list[UnitSpan], context: Context) -> frozenset[str]:
    """The codes of the districts that an article names."""
    named = (_known(unit.place, None, context) for unit in units if unit.level == "district" and unit.place)
    return frozenset(place.code for place in named if place is not None and place.level == "district")


def _commune_of(
    text: Text, sentence: Sentence, start: int, end: int, districts: frozenset[str], context: Context
) -> UnitSpan | None:
    """ "huyện Ninh Phước: … 7 xã, thị trấn là Phước Hữu, Phước Thái, …": a commune of a district told, in a list."""
    name = text.raw[start:end]
    before = text.folded[max(sentence.start, start - 24) : start]
    if not regex.search(r"[ '’-]", name) or not _OPENED.search(before) or before.rstrip().endswith(_PERSON):
        return None
    place = gazetteer().resolve(name, on=context.published, province=context.province).place
    if place is None or place.level != "commune" or place.parent not in districts:
        return None
    if not (_LISTED_SO.match(text.folded, end, sentence.end) or _FIGURE.match(text.folded, end, sentence.end)):
        return None
    return UnitSpan(start, end, name, "place", "commune", place=name, rule="unit.bare_name")


def _headline(text: Text, start: int, end: int, kinds: set[Level | None], context: Context) -> UnitSpan | None:
    """ "Bảo Lâm bớt ba đầu mối", and below "toàn huyện": a name of several places heads the title of one of its kind."""
    name = text.raw[start:end]
    if " " not in name or text.folded.startswith((': "', ' : "'), end):
        return None
    if any(f"{somebody} {fold(name)}" in text.folded for somebody in _PERSON):
        return None  # "Thanh Bình và chuyện làm bí thư", and below "anh Thanh Bình"
    candidates = gazetteer().resolve(name, on=context.published).candidates
    of_kind = [place for place in candidates if place.level in kinds and place.level in ("district", "commune")]
    if not of_kind or any((place.level, place.type) != (of_kind[0].level, of_kind[0].type) for place in of_kind):
        return None
    full = f"{TYPE_NAMES[of_kind[0].type].lower()} {name}"
    return UnitSpan(start, end, full, "place", of_kind[0].level, place=name, rule="unit.headline")


def _is_named_place(unit: UnitSpan) -> bool:
    """Whether a unit is a place by its name, which may stand without its level later on."""
    place = unit.place or ""
    return (" " in place or "-" in place) and unit.level in ("cell", "commune", "district")


def _told_again(text: Text, start: int, end: int, known: UnitSpan) -> UnitSpan | None:
    """ "Chiềng Mung cũng là nơi …": a name at the head of its sentence that the article has told with its level."""
    if known.start >= start:
        return None
    head = known.name[: known.name.find(known.place or known.name)].strip()
    kind = "place" if known.kind != "chi_bo" else known.kind
    name = f"{head} {known.place}".strip()
    return replace(known, start=start, end=end, name=name, kind=kind, rule="unit.told_again")


def _behind_ordinary(text: Text, run: regex.Match[str], opens: int, context: Context) -> int:
    """ "Riêng Biên Hòa đã có …": where a name begins behind the word that opens its sentence."""
    first, _, rest = text.folded[run.start() : run.end()].partition(" ")
    if not rest or first not in _ORDINARY or run[0].isupper():
        return run.start()
    if run.start() - opens > 2:  # "Ngành Kiểm tra Đảng Thái Bình": only a province is known so surely
        behind = _known(text.raw[run.start() + len(first) + 1 : run.end()], None, context)
        return run.start() + (len(first) + 1 if behind is not None and behind.level == "province" else 0)
    if _known(run[0], None, context) is None:  # "Nam Định" is a name
        return run.start() + len(first) + 1
    return run.start()


def _in_capitals(text: Text, taken: Claims, context: Context) -> Iterator[UnitSpan]:
    """ "CÔNG TÁC KIỂM TRA ĐẢNG Ở SÓC TRĂNG": in a title in capitals only "ở" tells where a name begins."""
    for line in text.lines[:2]:
        if not text.raw[line.start : line.end].isupper():
            continue
        for where in _WHERE.finditer(text.folded, line.start, line.end):
            name = text.raw[where.start("name") : where.end("name")]
            place = _known(name.title(), None, context)
            if place is not None and place.level != "commune" and not taken.hits(*where.span("name")):
                level, (start, end) = place.level, where.span("name")
                yield UnitSpan(start, end, name.title(), "place", level, place=name.title(), rule="unit.bare_name")


def _bare(
    text: Text, sentence: Sentence, start: int, end: int, previous: UnitSpan | None, context: Context
) -> UnitSpan | None:
    before = text.folded[max(sentence.start, start - 24) : start]
    if before.rstrip().endswith(_PERSON):
        return None
    name = text.raw[start:end]
    if text.folded.startswith(_YOUTH_UNION, start):
        return None
    if name == "Hồ Chí Minh":  # without "TP." it is the person, the ideology, the youth union
        return None
    first = text.folded[start:end].split(" ", 1)[0]
    opens_sentence = start - sentence.start <= 2 or before.rstrip().endswith((":", '"'))
    if " " in name and (level := _apposition(text, end, sentence.end)) is not None:
        return UnitSpan(start, end, name, "place", level, place=name, rule="unit.apposition")
    place = _known(name, previous, context)
    if (
        not (place is not None and _lies_here(place, context))
        and (cell := _one_more_cell(text, sentence, start, end, previous)) is not None
    ):
        return cell
    told = _told_of(text, sentence, start, end)
    if place is None and context.province is not None and told:
        found = gazetteer().resolve(name, on=context.published, province=context.province)
        place = found.place if found.how in ("unique", "province") else None
    if place is None and (first in _ORDINARY or (name.isupper() and len(name) > 4)):
        return None
    item = _FIGURE.match(text.folded, end, sentence.end) is not None or _leads_to_figure(text, end, sentence.end)
    listed = item and (bool(_OPENED.search(before)) or opens_sentence)
    if place is None and listed and (each := _each(text, end, sentence.end)) is not None:
        return UnitSpan(start, end, name, "place", each, place=name, rule="unit.bare_name")
    if place is None:
        if (
            not listed
            or (opens_sentence and " " not in name)
            or name.isupper()
            or (previous is None and not _many(text, sentence))
        ):
            return None
        level = previous.level if previous is not None else None
        kind = previous.kind if previous is not None else "place"
        if previous is not None and (previous.level == "cell" or (previous.kind == "to_chuc" and not listed)):
            return None
        return UnitSpan(start, end, name, kind, level, place=name, rule="unit.bare_name")
    bracketed = before.rstrip().endswith("(")
    certain = place.level == "province" or listed or bracketed or (place.level == "district" and " " in name) or told
    if not certain or (" " not in name and not (listed or bracketed)):
        return None
    if place.level == "commune" and not (listed and (previous is not None or _many(text, sentence))) and not told:
        return None
    unit = UnitSpan(start, end, name, "place", None, place=name, rule="unit.bare_name")
    if listed and previous is not None and previous.kind in ("dang_bo", "dang_uy"):
        unit = replace(unit, kind=previous.kind)
    return replace(unit, level=place.level)


def _lies_here(place: Place, context: Context) -> bool:
    """Whether a place is of the article's province: no village of a list has its name."""
    province = gazetteer().province_of(place)
    return province is not None and context.province is not None and fold(province.name) in fold(context.province)


def _one_more_cell(text: Text, sentence: Sentence, start: int, end: int, previous: UnitSpan | None) -> UnitSpan | None:
    """ "Chi bộ thôn Hiếu Lễ có 24 đảng viên, |Chất Thường 19": the next villages of a list whose head stands once."""
    if previous is None or previous.kind != "chi_bo" or not previous.place or previous.place.isdigit():
        return None
    gap = text.folded[previous.end : start]
    joined = previous.rule == "unit.cell_listed" and _SEPARATOR.fullmatch(gap) is not None
    if not (joined or _ITEM_BEFORE.fullmatch(gap)) or previous.name.find(previous.place) <= len("chi bộ "):
        return None
    if not (_FIGURE.match(text.folded, end, sentence.end) or _leads_to_figure(text, end, sentence.end)):
        return None
    head, name = previous.name[: previous.name.find(previous.place)], text.raw[start:end]
    return replace(
        previous, start=start, end=end, name=f"{head}{name}", place=name, place_code=None, rule="unit.cell_listed"
    )


def _apposition(text: Text, end: int, limit: int) -> Level | None:
    """ "Trọng Hóa, xã biên giới của huyện Minh Hóa": the level that the words behind a name tell."""
    said = _APPOSITION.match(text.folded, end, limit)
    return None if said is None else "district" if said[1] in ("huyện", "thị xã") else "commune"


def _told_of(text: Text, sentence: Sentence, start: int, end: int) -> bool:
    """ "Lộc Nam là một ví dụ", "Ở Lộc Lâm, Đảng bộ xã …": the name at the head of its sentence is what it tells of."""
    if " " not in text.raw[start:end]:
        return False
    before = text.folded[sentence.start : start]
    if before in ("sang ", "đến ", "lên ", "về ") and text.folded.startswith(",", end):
        return True  # "Sang Thượng Trạch, câu chuyện lại khác"
    if before in ("ở ", "tại ", "riêng ", "như ", "riêng ở "):
        return text.folded.startswith((",", " "), end)
    return before == "" and _IS_TOLD_OF.match(text.folded, end) is not None


def _each(text: Text, end: int, limit: int) -> Level | None:
    """ "Măng Ri và Ngọk Yêu mỗi xã 8": the level that the word behind a list of names tells."""
    rest = text.folded[end : min(limit, end + _LIST)]
    each = _EACH.search(rest)
    if each is None or any(c.isdigit() for c in rest[: each.start()]) or regex.search(r"[.;:(]", rest[: each.start()]):
        return None
    return "district" if each[1] == "huyện" else "commune"


def _leads_to_figure(text: Text, end: int, limit: int) -> bool:
    """Whether a name goes on over other names to a figure ("Thăng Bình, Núi Thành đều 115")."""
    position = end
    for _ in range(6):
        separator = _SEPARATOR.match(text.folded, position, limit)
        if separator is None:
            return False
        run = _RUN.match(text.raw, separator.end(), limit)
        if run is None:
            return False
        position = run.end()
        if _FIGURE.match(text.folded, position, limit):
            return True
    return False


def _many(text: Text, sentence: Sentence) -> bool:
    """Whether a sentence is a list of names with figures."""
    return (
        len(
            regex.findall(
                rf"{SYLLABLE}(?: {SYLLABLE})* (?:(?:góp|được|có|thêm|là|kết nạp|phát triển) ){{0,2}}\(?\d",
                text.raw[sentence.start : sentence.end],
            )
        )
        >= 2
    )


def _known(name: str, previous: UnitSpan | None, context: Context) -> Place | None:
    if len(name) > 30:
        return None
    found = gazetteer().resolve(name, on=context.published, province=context.province)
    if found.place is not None and found.how not in ("elsewhere", "other_time"):
        if found.place.level == "commune" and found.how not in ("province", "parent"):
            return None
        return found.place
    return found.likely
