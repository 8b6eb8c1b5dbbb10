"""Who issues: a body's name in the text, with the name the record gives it and its level.

Central and State bodies are data (``data/documents.toml``); local ones are a grammar: organ of a
committee, committee, proper name ("Ban Thường vụ Tỉnh ủy Bạc Liêu").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extract.data import DataError, load
from extract.text import Text, fold
from schema import issuers

_LEVELS = ("central", "province", "district", "commune", "grassroots", "state", "other")
_GIVEN = regex.compile(r"[ ]{0,2}[,(-]?[ ]{0,2}(?:của )?(?:\()?khóa (?:thứ )?(?P<k>[ivx]+|\d{1,2})(?![\p{L}\d])\)?")
_EXPANSIONS = {
    "BTV": "Ban Thường vụ",
    "BCH": "Ban Chấp hành",
    "UBKT": "Ủy ban Kiểm tra",
    "BTC": "Ban Tổ chức",
    "BTG": "Ban Tuyên giáo",
    "BDV": "Ban Dân vận",
}
_KEPT = ("HĐND", "UBND", "MTTQ", "TP.HCM", "TP.", "TX.")
_ADVISORY = ("ban tổ chức", "ban tuyên giáo", "ban dân vận", "ban nội chính", "ủy ban kiểm tra", "văn phòng")
_COMMITTEE_CODES = ("TU", "HU", "QU", "ĐU")
_COMMITTEES = ("tỉnh ủy", "huyện ủy", "quận ủy", "đảng ủy")
_CENTRAL_CITIES = ("hà nội", "hồ chí minh", "tp.hcm", "tphcm", "hải phòng", "đà nẵng", "cần thơ", "huế")


@dataclass(frozen=True, slots=True)
class Body:
    """A body named at ``start`` .. ``end``; ``term`` is the Roman number of "khóa XIII" behind it."""

    start: int
    end: int
    name: str
    level: str
    term: str | None = None


def _any(name: str) -> str:
    return "|".join(sorted(load("documents")[name], key=lambda w: -len(w)))


def _local() -> str:
    return (
        rf"(?:(?:{_any('organs')}),? )?(?:{_any('committees')})"
        rf"|(?:thường trực |chủ tịch )?(?:{_any('councils')})(?: việt nam)?"
        r"|sở \p{L}+(?: \p{L}+)?|trường chính trị|(?:đoàn|ban) (?:kiểm tra|giám sát)"
    )


@cache
def _tail() -> regex.Pattern[str]:
    """The rest of a local body's name on the raw text: level words and capital words."""
    proper = rf"(?!(?i:{_any('new_starts')})\b)\p{{Lu}}[\p{{L}}\d'’]*(?:[-–.]\p{{Lu}}\p{{L}}*)*"
    word = rf"{_any('name_words')}|[-–][ ]\p{{Lu}}[\p{{L}}'’]*|{proper}|(?<=\d|[Tt]ổ )\d+"
    return regex.compile(rf"(?:[ \u00a0]{{1,2}}(?:{word}))*+")


@cache
def _table() -> tuple[regex.Pattern[str], tuple[tuple[str | None, str], ...]]:
    rows, parts = [], []
    for number, row in enumerate(load("documents")["issuer"]):
        if row["level"] not in _LEVELS:
            raise DataError(f"documents.toml: [[issuer]] {row['pattern']!r}: unknown level {row['level']!r}")
        rows.append((row.get("name"), row["level"]))
        parts.append(f"(?P<i{number}>{row['pattern']})")
    parts.append(f"(?P<i{len(parts)}>{_local()})")
    return regex.compile(rf"(?<![\p{{L}}\d-])(?:{'|'.join(parts)})(?![\p{{L}}\d])"), tuple(rows)


def _spelled(raw: str) -> str:
    """The name as the record writes it: organs in full, the modern spelling of ủy, headlines in small letters."""
    name = regex.sub(r"\s+", " ", raw).strip(" ,-–")
    if name.isupper():
        name = " ".join(word if word in _KEPT or word in _EXPANSIONS else word.capitalize() for word in name.split())
    name = regex.sub(r"\b(?:BTV|BCH|UBKT|BTC|BTG|BDV)\b", lambda m: _EXPANSIONS[m[0]], name)
    name = regex.sub(r"(?<=\S )(?:Uỷ|Ủy|ỦY|uỷ)(?! ban)|uỷ", "ủy", name).replace("Uỷ", "Ủy")
    return name[:1].upper() + name[1:]


def _local_level(folded: str) -> str:
    if folded.startswith(
        ("hđnd", "hội đồng nhân dân", "ubnd", "ủy ban nhân dân", "thường trực hđnd", "chủ tịch u", "chủ tịch h", "sở ")
    ):
        return "state"
    if any(word in folded for word in ("chi bộ", "chi ủy", "cơ sở")):
        return "grassroots"
    if regex.search(r"\b(?:xã|phường|thị trấn|đặc khu)\b", folded.replace("thị xã", "")):
        return "commune"
    if regex.search(r"tỉnh(?: ủy| đoàn|\b)", folded):
        return "province"
    if any(word in folded for word in ("huyện", "quận", "thị ủy", "thị xã")):
        return "district"
    if "thành ủy" in folded or "thành phố" in folded or "thành đoàn" in folded:
        named = folded.partition("thành ủy")[2].strip() or folded.partition("thành phố")[2].strip()
        if not named or any(city in named for city in _CENTRAL_CITIES):
            return "province"
        return "district"
    return "other" if folded.endswith("đảng bộ") else "grassroots"


def _finish(text: Text, match: regex.Match[str]) -> Body:
    _, rows = _table()
    index = next(i for i in range(len(rows) + 1) if match[f"i{i}"] is not None)
    end = match.end()
    if index == len(rows):
        tail = _tail().match(text.raw, end)
        end = tail.end() if tail else end
        name = _spelled(text.raw[match.start() : end])
        level = _local_level(fold(name))
    else:
        given, level = rows[index]
        name = given or _spelled(text.raw[match.start() : end])
    term = _GIVEN.match(text.folded, end)
    if term is not None:
        return Body(match.start(), term.end(), name, level, term["k"].upper())
    return Body(match.start(), end, name, level)


def body_at(text: Text, start: int) -> Body | None:
    """The body whose name begins at ``start``."""
    match = _table()[0].match(text.folded, start)
    return _finish(text, match) if match is not None else None


def bodies_between(text: Text, start: int, end: int) -> list[Body]:
    """The bodies named in a stretch of text, in order."""
    return [_finish(text, match) for match in _table()[0].finditer(text.folded, start, end)]


def term_at(text: Text, start: int) -> tuple[str, int] | None:
    """The term of "khóa XIII", "(khóa XI)" at ``start``: its Roman number and where it ends."""
    match = _GIVEN.match(text.folded, start)
    return (match["k"].upper(), match.end()) if match is not None else None


def fits_code(body_code: str | None, name: str, level: str) -> bool | None:
    """Whether a body may stand behind a code: True, False, or None where the code is not known."""
    if body_code is None:
        return None
    stem = body_code.partition("-")[0]
    code = issuers().get(stem) or issuers().get(stem.rstrip("0123456789"))
    if code is None:
        return None
    folded = fold(name)
    if "other" not in (code.level, level) and (code.level == "central") != (level == "central"):
        return False
    if folded.startswith(code.names):
        return True
    if any(known in folded for known in code.names):
        # "Ban Tổ chức Tỉnh ủy" holds "tỉnh ủy", yet it does not write TU.
        return code.advisory or not folded.startswith(_ADVISORY)
    if (code.level == "state") != (level == "state"):
        return False
    if stem in _COMMITTEE_CODES and any(committee in folded for committee in _COMMITTEES):
        return False
    return None
