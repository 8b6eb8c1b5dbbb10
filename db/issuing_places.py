"""Whose a local document is: the province or the place below it that a citation, or its article, names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from db.folding import plain_text

# "Ban Tổ chức Tỉnh ủy Bắc Giang": the last of these words, with the name behind it.
_LEVEL = re.compile(
    r"\b(?:(?P<province>tỉnh ủy|tỉnh đoàn|tỉnh)|(?P<city>thành ủy|thành phố|thành đoàn|tp\.?)"
    r"|(?P<below>huyện ủy|huyện|quận ủy|quận|thị ủy|thị xã|tx\.?|xã|phường|thị trấn|đặc khu|đảng ủy|đảng bộ|chi bộ))"
    r"(?!\w)"
)
_END = re.compile(r"\s*(?:,|\(|khóa\b|khoá\b|nhiệm kỳ\b|lần thứ\b).*$", re.IGNORECASE)
_CENTRAL_CITIES = frozenset({"ha noi", "ho chi minh", "hcm", "hai phong", "da nang", "can tho", "hue"})


@dataclass(frozen=True, slots=True)
class IssuingPlace:
    """A province (``place`` None: its own committee) or a place below it; ``known`` tells whether it is named."""

    province: str | None
    place: str | None
    below_province: bool
    known: bool

    @property
    def key(self) -> str:
        """The place as it is compared; below a province, one that nobody names is another than any that is named."""
        place = "?" if self.below_province and self.place is None else plain_text(self.place or "")
        return f"{plain_text(self.province or '')}/{place}"


@lru_cache(maxsize=1 << 14)
def issuing_place(issuer: str | None, level: str | None, province: str | None) -> IssuingPlace:
    """The place of a body named ``issuer`` in an article of ``province``.

    ``level`` is that of the body by its code or by what the text says (``province``, ``district``, ``commune``,
    ``grassroots``, or None for a body of any level).
    """
    kind, name = _named(issuer or "")
    if kind == "province" or (kind is None and level == "province"):
        return IssuingPlace(name or province, None, below_province=False, known=bool(name or province))
    if kind == "city":
        if plain_text(name) in _CENTRAL_CITIES or (name and plain_text(name) == plain_text(province or "")):
            return IssuingPlace(name, None, below_province=False, known=True)
        if not name and level == "province":
            return IssuingPlace(province, None, below_province=False, known=province is not None)
    return IssuingPlace(province, name or None, below_province=True, known=bool(name))


def _named(issuer: str) -> tuple[str | None, str]:
    """The kind of the last level word of a body's name, and the name of the place behind it."""
    bare = _END.sub("", issuer)
    lower = bare.lower().replace("uỷ", "ủy")
    if len(lower) != len(bare):
        return None, ""
    found = list(_LEVEL.finditer(lower))
    return (found[-1].lastgroup, bare[found[-1].end() :].strip(" .-–")) if found else (None, "")
