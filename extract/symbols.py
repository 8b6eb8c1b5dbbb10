"""Document numbers as written: ``21- NQ/TƯ`` -> number 21, code NQ, body TW, canonical ``21-NQ/TW``.

Two families (66-QĐ/TW with 36-HD/VPTW, now 399-QĐ/TW with 05-HD/VPTW, for the Party; 30/2020/NĐ-CP for
the State)::

    party    NUM-TYPE/BODY[-UNIT]         21-NQ/TW, 367-QĐ/TWĐTN-VP
    state    NUM[/YEAR]/TYPE-BODY[-UNIT]  30/2020/NĐ-CP, 225/KH-UBND
    law      NUM/YEAR/BODY+TERM           35/2023/UBTVQH15
    letter   NUM/BODY-UNIT                2749/UBND-KGVX
    partial  NUM-TYPE                     21-NQ

Symbols are read from the raw text: in them case tells a code from a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from schema import document_types, issuers

Family = Literal["party", "state", "law", "letter", "partial", "bare"]

_WINDOW = 48  # code points that the longest number with its spaces may take
_LOOKALIKES = (
    {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\uff0d"}
    | {ord(c): " " for c in "\u00a0\u2002\u2003\u2007\u2009\u202f\t"}
    | {ord("Ð"): "Đ", ord("ð"): "đ", ord("∕"): "/", ord("⁄"): "/"}
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number at ``start`` .. ``end`` with what its symbol says.

    ``code`` is the type code (``NQ``), ``body`` the body code with unit and term (``TW``,
    ``UBTVQH15``, ``UBND-KGVX``); ``normalised`` is true where the order of the symbol was wrong.
    """

    start: int
    end: int
    number: str
    year: int | None = None
    code: str | None = None
    body: str | None = None
    family: Family = "bare"
    normalised: bool = False

    @property
    def numeral(self) -> str:
        """The number, padded to two digits as the rules write it, with its year: ``05``, ``30/2020``."""
        padded = self.number if self.number[1:2].isdigit() else f"0{self.number}"
        return padded if self.year is None else f"{padded}/{self.year}"

    @property
    def symbol(self) -> str | None:
        """What stands behind the number: ``NQ/TW``, ``NĐ-CP``, ``UBTVQH15``, ``UBND-KGVX``."""
        if self.code is None:
            return self.body
        if self.body is None:
            return self.code
        return f"{self.code}{'/' if self.family == 'party' else '-'}{self.body}"

    @property
    def canonical(self) -> str | None:
        """The number in its official form, or None for a number without a symbol."""
        if self.symbol is None:
            return None
        return f"{self.numeral}{'-' if self.family in ('party', 'partial') else '/'}{self.symbol}"


@cache
def type_codes() -> dict[str, str]:
    """Every spelling of a type code to its proper form (``CTR`` -> ``CTr``, ``QD`` -> ``QĐ``)."""
    codes: dict[str, str] = {}
    for kind in document_types().values():
        for code in (*kind.symbols, *kind.state_symbols):
            codes.update({code: code, code.upper(): code})
    for code in list(codes.values()):
        for plain in {code.replace("Đ", "D"), code.replace("Đ", "D").upper()}:
            codes.setdefault(plain, code)
    return codes


def _alternatives(words: list[str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    code = _alternatives([c for c in type_codes() if c not in ("L", "QH", "TH")])
    known = _alternatives(
        [c for c in issuers() if len(c) > 1 and issuers()[c].party] + ["TƯ", "T.Ư", "T.W", "T.U", "T. Ư"]
    )
    number = r"(?P<n>\d{1,2}\.\d{3}|\d{1,6}[a-d]?)"
    year = r"(?:[ ]{0,2}/[ ]{0,2}(?P<y>(?:19|20)\d\d))?"
    gap = r"[ ]{0,2}"
    # Upper case, with single small letters inside (TTg, ThU); "TWcủa" ends before "củ".
    body = (
        r"(?:Trung ương|T\.?[ ]?[ƯW](?:[A-ZĐ]{1,6})?|[A-ZĐ](?:[A-ZĐƯ]|[a-zđ](?![\p{Ll}])){1,13})"
        r"(?:\d{1,2}(?:[A-ZĐ]{2,4})?)?"
        rf"(?:{gap}-{gap}(?!T\.?[ƯW]\b)[A-ZĐ][A-ZĐa-zđ&]{{1,8}}(?<![A-ZĐ][a-zđ]{{2,8}})(?:\d\d(?!\d))?){{0,3}}"
    )
    stop = r"(?![A-ZĐƯ\d])"
    return tuple(
        regex.compile(pattern)
        for pattern in (
            rf"{number}{year}{gap}(?P<s1>[-/])?{gap}(?P<t>{code}){gap}(?P<s2>[-/]){gap}(?P<b>{body}){stop}",
            rf"{number}(?P<y>){gap}(?P<s1>[-/])?{gap}(?P<t>{code})(?P<s2>)[ ]?(?P<b>{known}){stop}",
            rf"{number}(?P<y>){gap}(?P<s1>[-/]){gap}(?P<t>[A-ZĐ]{{2,6}}){gap}(?P<s2>/){gap}(?P<b>{known}){stop}",
            rf"{number}{gap}[/-]{gap}(?:(?P<y>(?:19|20)\d\d){gap}[/-]{gap})?(?P<t>NQ|L|PL)?(?(t){gap}[-/]{gap})"
            r"(?P<b>UBTVQH|QH|CTN)(?:[ ]?(?P<k>1\d|[1-9])(?!\d))?(?![\p{Lu}\d])",
            rf"{number}(?P<y>){gap}/{gap}(?P<b>[A-ZĐ]{{2,10}}{gap}-{gap}[A-ZĐ][A-ZĐa-zđ]{{1,9}}(?<![A-ZĐ][a-zđ]{{2,9}})){stop}",
            rf"{number}(?P<y>){gap}(?P<s1>[-/])[ ]?(?P<t>{code})(?![\p{{L}}\d]|{gap}[-/][\p{{L}}\d])",
        )
    )


def _body(text: str) -> str:
    compact = text.replace(" ", "").replace(".", "")
    if text == "Trung ương":
        return "TW"
    return "TW" + compact[2:] if compact[:2] in ("TƯ", "TW") else compact


def is_party_body(body: str) -> bool | None:
    """Whether a body code is the Party's (True), the State's (False), or unknown (None)."""
    stem = body.partition("-")[0]
    issuer = issuers().get(stem) or issuers().get(stem.rstrip("0123456789"))
    if issuer is not None:
        ministry = not issuer.party and stem.startswith("B")  # BTC and the like may also be an organ of a committee
        return None if ministry else issuer.party
    if stem.startswith(("ĐU", "BTCT", "BTG", "UBKT", "VPTU", "VPTW", "BCS", "ĐĐ", "ĐB", "TWĐ")):
        return True
    return False if stem.startswith(("UBND", "HĐND")) else None


def _typed(match: regex.Match[str], start: int) -> Symbol:
    body = _body(match["b"])
    code = type_codes().get(match["t"], match["t"])
    first, second, party = match["s1"], match["s2"], is_party_body(body)
    written_party = first != "/" and (second != "-" or first is None)
    if match["y"]:
        written_party = party = False
    elif party is None:
        party = written_party or second == "/"
    wrong = (party != written_party) if first and second else False
    if second and first == second:
        wrong = True
    return Symbol(
        start,
        start + match.end(),
        match["n"].replace(".", ""),
        int(match["y"]) if match["y"] else None,
        code,
        body,
        "party" if party else "state",
        wrong,
    )


def parse(raw: str, start: int) -> Symbol | None:
    """The symbol whose number begins at ``start``, or None where no symbol follows the number."""
    window = raw[start : start + _WINDOW].translate(_LOOKALIKES)
    return _parse(window.partition("\n")[0], start)


def parse_lower(raw: str, start: int) -> Symbol | None:
    """As ``parse`` for a symbol in small letters (``21-nq/tw``); only good behind a type word."""
    window = raw[start : start + _WINDOW].translate(_LOOKALIKES).partition("\n")[0]
    lower = regex.match(r"\d{1,5}[ ]?-[ ]?\p{Ll}{2,5}[ ]?/[ ]?\p{Ll}{2,8}(?![\p{L}\d])", window)
    return _parse(lower[0].upper(), start) if lower else None


def _parse(window: str, start: int) -> Symbol | None:
    typed, glued, unusual, law, letter, partial = _patterns()
    if (match := law.match(window)) is not None:
        year, code = match["y"], match["t"]
        if match["b"] != "QH" or year or match["k"]:
            family: Family = "state" if code else "law"
            body = match["b"] + (match["k"] or "")
            return Symbol(
                start, start + match.end(), match["n"].replace(".", ""), int(year) if year else None, code, body, family
            )
    for pattern in (typed, glued, unusual):
        if (match := pattern.match(window)) is not None:
            return _typed(match, start)
    if (match := letter.match(window)) is not None:
        body = match["b"].replace(" ", "")
        if body.partition("-")[0] not in type_codes():
            return Symbol(start, start + match.end(), match["n"].replace(".", ""), None, None, body, "letter")
    if (match := partial.match(window)) is not None:
        code = type_codes()[match["t"]]
        if code == "SL":  # the decree-laws of 1945-1960 name no body
            return Symbol(start, start + match.end(), match["n"], None, None, code, "letter")
        return Symbol(start, start + match.end(), match["n"].replace(".", ""), None, code, None, "partial")
    return None


def types_of(code: str | None, body: str | None, family: Family) -> frozenset[str]:
    """The types that a symbol may stand for; empty where the symbol does not tell."""
    if code is None:
        if family == "law" and body is not None:
            return frozenset({"nghi_quyet", "phap_lenh"} if body.startswith("UBTVQH") else {"luat", "nghi_quyet"})
        if family == "letter":
            return frozenset({"sac_lenh" if body == "SL" else "cong_van"})
        return frozenset()
    found = {
        kind.code
        for kind in document_types().values()
        if code in (kind.symbols if family in ("party", "partial") else kind.state_symbols)
        or (family == "partial" and code in kind.state_symbols)
    }
    if code == "QĐ":  # also the State's quy định in the years before QyĐ
        found |= {"quyet_dinh", "quy_dinh"}
    return frozenset(found)
