"""Party organisations by their heads: "Đảng bộ huyện Lạc Dương", "Chi bộ thôn Nà Lũng", "Thành ủy Vũng Tàu"."""

from __future__ import annotations

import regex

from extract.gazetteer import gazetteer
from extract.mentions import UnitSpan
from extract.names import is_person, organisation_name, place_name, proper_name
from extract.text import Text
from extract.units.bare import HOUSE, OF_HOUSE, SO_MANY, bare
from extract.units.bodies import body_of
from extract.units.grammar import Match, committees, grammar, level_word, levels, party_kinds
from extract.units.organisations import is_everyday
from extract.units.plurals import PLURAL
from extract.units.span import span
from extract.units.villages import with_number

_FIRM = regex.compile(r"(?:tổng )?công ty(?!\p{L})")  # "Bí thư Đảng ủy Tổng công ty |Trần Quốc Dũng": its secretary
_AND_LEVELS = regex.compile(r", (?:phường|thị trấn|xã)(?: và thị trấn|, thị trấn)?(?!\p{L})(?! \p{Lu})")
_TITLE = regex.compile(r"(?:bí thư|chủ tịch|trưởng ban|chủ nhiệm|phó ban|thường trực) $")
_GOOD = regex.compile(r" tốt(?! nghiệp|\p{L})")
_KIND_NOUN = regex.compile(
    r"[,/] ?(?:phường|thị trấn|thị xã|thành phố|huyện|xã|thị|thành|quận)|,? và (?:phường|thị trấn|thành phố)"
    r"| (?:trực thuộc|bạn|cũ|mới)"
)


def committee(text: Text, start: int, after: int, end: int) -> UnitSpan | None:
    """ "Tỉnh ủy", "Thành ủy Vũng Tàu"."""
    surface = text.folded[start:after]
    level, kind = committees()[surface]
    stop = proper_name(text, after + 1, end) if text.raw[after : after + 1] == " " else None
    if stop and not is_person(text.raw[after + 1 : stop]):
        return span(text, start, stop, kind, level, place=text.raw[after + 1 : stop], rule="unit.committee")
    if text.raw[start].islower():  # "các huyện, thị, thành ủy": a kind of committee, none in particular
        return None
    return span(text, start, after, kind, level, generic=True, rule="unit.committee_bare")


def party(text: Text, found: Match, end: int) -> UnitSpan | None:
    """A party organisation by its head: "Đảng bộ huyện X", "Chi bộ thôn Y", "Đảng ủy Khối"."""
    head = text.folded[found.start() : found.end()]
    kind = party_kinds()[head]
    after = found.end() + 1
    if text.raw[found.end() : after] != " ":
        return None
    capital = text.raw[found.start()].isupper()
    plural = PLURAL.search(text.folded, max(0, found.start() - 14), found.start())
    joined = plural is not None and plural[0] in ("và ", "thành lập ") and capital and kind == "chi_bo"
    numbered = text.raw[after].isdigit() and SO_MANY.match(text.folded, found.end()) is None
    named = text.raw[after].isupper() or numbered
    if joined and (named or grammar().cell_place.match(text.folded, after, end)):
        plural = None  # "Chi bộ A và Chi bộ Trại tạm giam", "Chi bộ 2 và Chi bộ 3", "Chi bộ thôn A và Chi bộ thôn B"
    if plural and (kind == "chi_bo" or (not capital and plural[0].lstrip("/")[0].isdigit())):
        return None  # "11 đảng bộ xã": so many of them
    if body := grammar().bodies.match(text.folded, after, end):
        unit = body_of(text, found.start(), kind, body, end)
        # "chi bộ quân sự xã, phường", "bốn đảng bộ khu công nghiệp": a kind, none in particular
        kind_only = unit.place is None and not capital and (kind == "chi_bo" or unit.end == body.end())
        of_several = unit.place is None and _AND_LEVELS.match(text.raw, unit.end) is not None
        return None if kind_only or of_several else unit
    if text.folded.startswith("khối", after) and not text.folded[after + 4 : after + 5].isalpha() and kind != "chi_bo":
        return span(text, found.start(), after + 4, kind, "block", generic=True, rule="unit.block_bare")
    if kind == "chi_bo" and (cell := grammar().cell_place.match(text.folded, after, end)):
        if stop := place_name(text, cell.end(), end):
            stop = with_number(text, found.start(), stop)
            return span(text, found.start(), stop, kind, "cell", place=text.raw[cell.end() : stop], rule="unit.cell")
        return None
    if level := grammar().level.match(text.folded, after, end):
        return _levelled(text, found, kind, level, end)
    if organisation := grammar().organisation.match(text.folded, after, end):
        if is_everyday(text, organisation.start(), organisation.end()):
            return bare(text, found, end)  # "ở chi bộ khoa và Hướng dẫn số 12"
        stop = organisation_name(text, organisation.start(), end)
        officer = _FIRM.match(text.folded, organisation.start()) and is_person(text.raw[organisation.end() + 1 : stop])
        if officer and _TITLE.search(text.folded, max(0, found.start() - 12), found.start()):
            return span(text, found.start(), organisation.end(), kind, None, generic=True, rule="unit.bare")
        if any(c.isupper() for c in text.raw[organisation.start() : stop]):
            level_name = "cell" if kind == "chi_bo" else None
            return span(text, found.start(), stop, kind, level_name, rule="unit.of_organisation")
        return bare(text, found, end) if head in OF_HOUSE and HOUSE.match(text.raw, found.end()) else None
    titled = _TITLE.search(text.folded, max(0, found.start() - 12), found.start())
    if (
        kind == "chi_bo"
        and text.raw[after].isupper()
        and (stop := proper_name(text, after, end))
        and not (titled and " " in text.raw[after:stop])
    ):
        if text.raw[stop : stop + 1] == " " and text.raw[stop + 1 : stop + 2].islower():
            stop = max(stop, organisation_name(text, after, end))
        return span(text, found.start(), stop, kind, "cell", rule="unit.cell_named")
    if (
        (capital or kind in ("dang_bo", "dang_uy"))
        and (stop := proper_name(text, after, end))
        and not (titled and _names_officer(kind, text.raw[after:stop]))
    ):
        return span(text, found.start(), stop, kind, None, place=text.raw[after:stop], rule="unit.named")
    if kind == "chi_bo" and capital and not titled and (stop := place_name(text, after, end)):
        if _GOOD.match(text.folded, stop):
            return None  # "xây dựng “Chi bộ 4 tốt”"
        return span(text, found.start(), stop, kind, "cell", rule="unit.cell_numbered")
    return bare(text, found, end)


def _names_officer(kind: str, name: str) -> bool:
    """ "Bí thư Chi bộ Nguyễn Thị V.", "Thường trực Đảng ủy Bon Yô Thuấn": behind a title a name is the officer's."""
    if " " not in name:
        return False
    return kind == "chi_bo" or is_person(name) or gazetteer().resolve(name).how == "unknown"


def _levelled(text: Text, found: Match, kind: str, level: Match, end: int) -> UnitSpan | None:
    """ "Đảng bộ huyện Lạc Dương", "Đảng bộ tỉnh", "Đảng bộ các xã Đất Mũi, …"."""
    word = level_word(text, level)
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
            return span(text, found.start(), stop, kind, step, place=name, rule="unit.levelled")
    if many or _KIND_NOUN.match(text.folded, level.start() + len(word), end):
        return None
    stop = level.start() + len(word)
    return span(text, found.start(), stop, kind, step, generic=True, rule="unit.levelled_bare")
