"""Documents cited by name: plenum and congress resolutions, nicknames, and "Nghị quyết này".

A plenum resolution has a canonical form of its own, ``NQTW4-XII``; a national congress' is
``NQĐH-XIII``, a local one's ``NQĐH-XVII/TU`` with the body code of its committee (or, without an
ordinal, ``NQĐH-2020-2025/HU``). Conclusions of a plenum are ``KLTW4-XIII``.
"""

from __future__ import annotations

from functools import cache

import regex

from extract.document_heads import type_words, word_ending_at
from extract.mentions import Citation
from extract.openings import Openings
from extract.text import Text, fold
from schema.documents import document_registry

_ORDINALS = {
    "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15,
}  # fmt: skip
_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{0,3}))"
_WORDS = "|".join(sorted(_ORDINALS, key=lambda w: -len(w)))
_ORDINAL = rf"(?:\d{{1,2}}(?!\d)|{_WORDS}|(?=[ivx]){_ROMAN})(?![\p{{L}}\d])"
_TERM = rf"(?:thứ )?(?:(?=[ivx]){_ROMAN}|\d{{1,2}})(?![\p{{L}}\d])"
_TERMS = rf"khóa (?P<k>{_TERM}(?:[ ]{{0,2}}(?:,|và|-)[ ]?(?:khóa )?{_TERM})*)"
_CENTRE = r"(?:(?:ban chấp hành|bch)[ ])?(?:trung ương|tw|t\. ?ư\.?|tư)(?: đảng)?(?: cộng sản việt nam)?"
_S = r"[ ]{0,2}[,(]?[ ]{0,2}(?:của )?[-(]?[ ]{0,2}"
_KIND = r"(?P<kind>nghị quyết|kết luận|quy định|nq|kl)"
_LIST = rf"{_ORDINAL}(?:[ ]?(?:,|và)[ ]?{_ORDINAL})*"
_FORMS = (
    rf"(?:hội nghị )?(?:lần thứ )?(?P<c>{_CENTRE})[ ]{{0,2}}(?:\(?khóa (?P<k0>{_TERM})\)? )?"
    rf"(?:lần )?(?:thứ )?(?P<p>{_LIST})",
    rf"(?:hội nghị )?lần thứ (?P<p>{_ORDINAL}){_S}(?:khóa (?P<k0>{_TERM})\)?{_S})?(?P<c>{_CENTRE})",
    rf"hội nghị (?P<c>{_CENTRE})(?: đảng)?,? lần thứ (?P<p>{_ORDINAL})",
)
_PLENUMS = tuple(
    regex.compile(rf"{_KIND}[ ]{{0,2}}(?:các )?(?:của |tại |\()?(?:các )?{form}(?:{_S}{_TERMS}\)?)?") for form in _FORMS
)
_CONGRESS = r"(?:nghị quyết|nq)[ ]{0,2}(?:của )?(?:đại hội|đh)(?: đại biểu)?[ ]{1,2}"
_TERM_YEARS = r"nhiệm kỳ (?P<y1>(?:19|20)\d\d)[ ]?-[ ]?(?P<y2>(?:19|20)\d\d)"
_LAST = rf"(?:lần thứ |thứ |lần )?(?P<o>(?=[ivx]){_ROMAN}(?:(?:, | và ){_ROMAN}(?=[ ,.;]))*)(?![\p{{L}}\d])"
_NATIONAL = regex.compile(
    rf"{_CONGRESS}(?:đảng )?(?:đại biểu )?(?:toàn quốc )?(?:của đảng )?{_LAST}"
    r"(?P<t>[ ]{1,2}(?:của )?đảng(?: cộng sản việt nam)?(?! bộ| ủy)(?!\p{L}))?"
)
_LOCAL = regex.compile(
    rf"{_CONGRESS}(?:(?P<b>(?:đảng bộ|chi bộ|đảng (?:tỉnh|huyện|xã))[^\n.;:()\d]{{0,60}}?)[ ,]{{1,3}}{_LAST}"
    rf"|{_LAST}[ ,]{{1,2}}(?:của )?(?P<b>(?:đảng bộ|chi bộ)"
    r"(?: (?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu))?))"
)
_GENERAL = regex.compile(rf"{_CONGRESS}[^\n.;:()\d]{{0,30}}?các cấp")
_OTHERS = regex.compile(r"[ ]{1,2}(?:của )?(?:đảng bộ|chi bộ|công đoàn|đoàn|hội|mặt trận)(?!\p{L})")
_LOCAL_YEARS = regex.compile(rf"{_CONGRESS}(?P<b>(?:đảng bộ|chi bộ)[^\n.;:()\d]{{0,60}}?)[ ,(]{{1,3}}{_TERM_YEARS}")
_GLUED = ("nq", "nqtw", "nqtư", "nqđh", "nqbch", "kl", "kltw", "kltư", "klbch")  # "NQTW4 khóa XII"
_KINDS = Openings(("nghị quyết", "kết luận", "quy định", *_GLUED))
_START = regex.compile(
    r"(?:nghị quyết|kết luận|quy định|nq|kl)"
    r"(?=[ ]{0,2}(?:các |của |tại |\(){0,3}(?:hội nghị|trung ương|tw|t\.|tư|lần thứ|đại hội|đh|bch|ban chấp))"
)
_DEMONSTRATIVE = Openings(("này", "nói trên", "nêu trên", "trên đây"))
_LEVELS = (
    ("CB", ("chi bộ",)),
    ("TU", ("đảng bộ tỉnh", "đảng tỉnh")),
    ("HU", ("đảng bộ huyện", "đảng bộ quận", "đảng bộ thị xã", "đảng bộ tx")),
    ("ĐU", ("đảng bộ xã", "đảng bộ phường", "đảng bộ thị trấn", "đảng bộ đặc khu")),
    ("TU", ("đảng bộ thành phố", "đảng bộ tp")),
)


def _arabic(ordinal: str) -> int:
    if ordinal.isdigit():
        return int(ordinal)
    if ordinal in _ORDINALS:
        return _ORDINALS[ordinal]
    values = {"i": 1, "v": 5, "x": 10}
    digits = [values[letter] for letter in ordinal]
    return sum(-d if d < after else d for d, after in zip(digits, [*digits[1:], 0], strict=True))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def terms_in(words: str) -> list[str]:
    """The terms of "XI, XII", "XI và khóa XII", "12" as Roman numbers in upper case."""
    found = regex.findall(r"[ivx]+|\d+", words.replace("khóa", "").replace("thứ", "").replace("và", ","))
    return [_roman(_arabic(term)) for term in found]


def _ordinals_in(words: str) -> list[int]:
    return [_arabic(part.strip()) for part in regex.split(r",|\bvà\b", words) if part.strip()]


def _plenum(text: Text, start: int) -> list[Citation]:
    for pattern in _PLENUMS:
        match = pattern.match(text.folded, start)
        if match is None:
            continue
        if match["c"] == "tư" and text.raw[match.start("c") : match.end("c")] != "TƯ":
            continue
        groups = match.groupdict()
        terms = terms_in(groups.get("k") or groups.get("k0") or "")
        ordinals = _ordinals_in(match["p"])
        if not ordinals or max(ordinals) > 16 or min(ordinals) < 1:
            continue
        kind = {"kết luận": "ket_luan", "kl": "ket_luan", "quy định": "quy_dinh"}.get(match["kind"], "nghi_quyet")
        prefix = {"ket_luan": "KLTW", "quy_dinh": "QĐTW"}.get(kind, "NQTW")
        end = match.end()
        return [
            Citation(
                start, end, kind, None, None, f"{prefix}{ordinal}{f'-{term}' if term else ''}", rule="document_plenum"
            )
            for term in (terms or [""])
            for ordinal in ordinals
        ]
    return []


def _level(body: str) -> str:
    return next((code for code, names in _LEVELS if body.startswith(names)), "ĐB")


def _congress(text: Text, start: int) -> list[Citation]:
    folded = text.folded
    if _GENERAL.match(folded, start):
        return []
    if (match := _LOCAL.match(folded, start)) is not None and not match["b"].startswith("đảng toàn quốc"):
        suffix = f"/{_level(match['b'])}"
    elif (match := _NATIONAL.match(folded, start)) is not None:
        if match["t"] is None and _OTHERS.match(folded, match.end()):
            return []
        suffix = ""
    elif (match := _LOCAL_YEARS.match(folded, start)) is not None:
        name = f"NQĐH-{match['y1']}-{match['y2']}/{_level(match['b'])}"
        # The years stay outside: they are a term of their own to the reader of dates.
        return [Citation(start, match.end("b"), "nghi_quyet", None, None, name, rule="document_congress")]
    else:
        return []
    ordinals = regex.findall(r"[ivx]+", match["o"])
    return [
        Citation(
            start, match.end(), "nghi_quyet", None, None, f"NQĐH-{_roman(_arabic(o))}{suffix}", rule="document_congress"
        )
        for o in ordinals
    ]


def read_plenums_and_congresses(text: Text) -> list[Citation]:
    """Resolutions named by the plenum or the congress that passed them."""
    found: list[Citation] = []
    end = 0
    for start, _ in _KINDS.places(text.folded):
        if start < end or _START.match(text.folded, start) is None:
            continue
        if citations := _plenum(text, start) or _congress(text, start):
            found += citations
            end = citations[-1].end
    return found


@cache
def _nicknames() -> tuple[tuple[str, str, str], ...]:
    return tuple((fold(w), n.type, n.words[0]) for n in document_registry().nicknames for w in n.words)


def read_nicknames(text: Text) -> list[Citation]:
    """Documents called by what they say ("Quy định về những điều đảng viên không được làm")."""
    found: list[Citation] = []
    for words, kind, name in _nicknames():
        position = text.folded.find(words)
        while position >= 0:
            end = position + len(words)
            before = text.folded[max(0, position - 20) : position].rstrip()
            before = before.removesuffix(" về").removesuffix(" số").rstrip()
            word = word_ending_at(text.folded, 0, max(0, position - 20) + len(before)) if before else None
            if (word is not None and word[1] in (kind, "quyet_dinh")) or words[0].isdigit():
                start = word[0] if word is not None else position
                found.append(Citation(start, end, kind, None, None, name, rule="document_nickname"))
            position = text.folded.find(words, end)
    return found


def read_pronouns(text: Text) -> list[Citation]:
    """ "Nghị quyết này": read here, resolved or dropped later."""
    found: list[Citation] = []
    for start, said in _DEMONSTRATIVE.places(text.folded):
        behind = text.folded[start - 1 : start] == " "
        word = word_ending_at(text.folded, max(0, start - 25), start - 1) if behind else None
        if word is not None and word[1] != "van_ban":
            canonical = next(w for w, kind in type_words().items() if kind == word[1])
            end = start + len(_DEMONSTRATIVE.words[said])
            found.append(Citation(word[0], end, word[1], None, None, canonical, rule="document_pronoun"))
    return found
