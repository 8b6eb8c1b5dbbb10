"""A peer: spaCy's EntityRuler with the 22 token patterns that somebody who knows the field writes down first."""

from __future__ import annotations

import re
from typing import Any

import spacy
from spacy.language import Language

_TYPES = ["nghị", "chỉ", "quy", "quyết", "kế", "kết", "hướng", "thông", "báo", "chương", "công"]
_SECOND = ["quyết", "thị", "định", "hoạch", "luận", "dẫn", "tri", "cáo", "trình", "văn", "tư"]
_DIGITS = {"TEXT": {"REGEX": r"^\d{1,4}$"}}
_DAY = {"TEXT": {"REGEX": r"^\d{1,2}[/.\-]\d{1,2}([/.\-]\d{4})?$"}}
_MONTH = {"TEXT": {"REGEX": r"^\d{1,2}([/.\-]\d{4})?$"}}
_YEAR = {"TEXT": {"REGEX": r"^(19|20)\d\d$"}}
_QUARTER = {"TEXT": {"REGEX": r"^[IV1-4]+(/\d{4})?$"}}
_YEARS = {"TEXT": {"REGEX": r"^(19|20)\d\d\s?[\-–]\s?(19|20)\d\d$"}}
_SYMBOL = {"TEXT": {"REGEX": r"^\d{1,4}(/\d{4})?[\-–/][A-ZĐ]{2,}([/\-][A-ZĐa-z]+)*$"}}
_NAME = {"IS_TITLE": True, "OP": "{1,4}"}


def _words(*words: str) -> list[dict[str, Any]]:
    return [{"LOWER": word} for word in words]


def _one_of(*words: str, optional: bool = False) -> dict[str, Any]:
    return {"LOWER": {"IN": list(words)}, **({"OP": "?"} if optional else {})}


_TYPE = [_one_of(*_TYPES), _one_of(*_SECOND)]
_COMMITTEE = [_one_of("tỉnh", "huyện", "thành", "thị", "quận"), _one_of("ủy", "uỷ")]
_OF_COMMITTEE = [_one_of("tỉnh", "huyện", "thành", optional=True), _one_of("ủy", optional=True)]
_MONTHS = [_DIGITS, *_words("tháng"), _one_of("đầu", "cuối"), *_words("năm"), _YEAR]
_BODIES = [_one_of("bộ", "ban"), _one_of("chính", "bí"), _one_of("trị", "thư")]
_PATTERNS: list[tuple[str, list[dict[str, Any]]]] = [
    ("DOCUMENT", [*_TYPE, {"LOWER": "số"}, _SYMBOL]),
    ("DOCUMENT", [*_TYPE, _SYMBOL]),
    ("DOCUMENT", [*_TYPE, {"LOWER": "số"}, _DIGITS]),
    ("DOCUMENT", [_SYMBOL]),
    ("DATE", [*_words("ngày"), _DAY]),
    ("DATE", [{"TEXT": {"REGEX": r"^\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}$"}}]),
    ("DATE", [*_words("tháng"), _MONTH, _one_of("năm", optional=True), {**_YEAR, "OP": "?"}]),
    ("DATE", [*_words("quý"), _QUARTER, _one_of("năm", optional=True), {**_YEAR, "OP": "?"}]),
    ("DATE", _MONTHS),
    ("DATE", [*_words("năm"), _YEAR]),
    ("DATE", [*_words("nhiệm", "kỳ"), _YEARS]),
    ("DATE", [*_words("nhiệm", "kỳ"), _YEAR, {"IS_PUNCT": True}, _YEAR]),
    ("DATE", _words("đến", "nay")),
    ("UNIT", [_one_of("tỉnh", "huyện", "quận", "xã", "phường", "tp", "tp."), _NAME]),
    ("UNIT", [*_words("thành", "phố"), _NAME]),
    ("UNIT", [*_words("thị"), _one_of("xã", "trấn"), _NAME]),
    ("UNIT", [*_words("đảng", "bộ"), _one_of("tỉnh", "huyện", "xã", optional=True), _NAME]),
    ("UNIT", [*_words("đảng", "bộ", "thành", "phố"), _NAME]),
    ("UNIT", [*_COMMITTEE, {"IS_TITLE": True, "OP": "{0,3}"}]),
    ("UNIT", [*_words("chi", "bộ"), _one_of("thôn", "ấp", "bản", "buôn", optional=True), _NAME]),
    ("UNIT", [*_words("ban"), _one_of("tổ", "tuyên", "dân"), _one_of("chức", "giáo", "vận"), *_OF_COMMITTEE]),
    ("UNIT", _BODIES),
]
PATTERNS = [{"label": label, "pattern": pattern} for label, pattern in _PATTERNS]


def pipeline() -> Language:
    """A blank multi-language pipeline with the ruler; figures keep their hyphens and slashes, marks stand alone.

    Of three tokenizers tried (`vi` by spaces, `xx`, and this) it is the one with which the patterns find most.
    """
    nlp = spacy.blank("xx")
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = None
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(PATTERNS)
    return nlp


def spans(nlp: Language, text: str) -> dict[str, list[str]]:
    """The stretches found in a text, by label."""
    found: dict[str, list[str]] = {"DOCUMENT": [], "DATE": [], "UNIT": []}
    for entity in nlp(text).ents:
        found[entity.label_].append(entity.text)
    return found


def number_of(citation: str) -> str:
    """The number and symbol at the end of a citation; with the type word before it where there is no symbol."""
    symbol = re.search(r"\d{1,4}(?:/\d{4})?\s*[\-–/]\s*[A-ZĐ]\S*$", citation)
    return symbol[0] if symbol else re.sub(r"\s+số\s+", " ", citation)
