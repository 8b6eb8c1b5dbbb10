"""Names of Vietnamese places as written: one key for every accepted spelling, and the words for types of unit."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

Level = Literal["province", "district", "commune"]
PlaceType = Literal["tinh", "thanh_pho", "huyen", "quan", "thi_xa", "xa", "phuong", "thi_tran", "dac_khu"]

TYPE_NAMES: Final[dict[PlaceType, str]] = {
    "tinh": "Tỉnh",
    "thanh_pho": "Thành phố",
    "huyen": "Huyện",
    "quan": "Quận",
    "thi_xa": "Thị xã",
    "xa": "Xã",
    "phuong": "Phường",
    "thi_tran": "Thị trấn",
    "dac_khu": "Đặc khu",
}

# Folded words before a name. The committee words say the type of the committee's unit (domain: "Thành ủy Vũng Tàu"
# is a district's, "Thành ủy Hải Phòng" a province's: both are a city, the gazetteer tells which).
_TYPE_WORDS: Final[dict[str, PlaceType]] = {
    "tỉnh": "tinh",
    "thành phố": "thanh_pho",
    "tp": "thanh_pho",
    "t p": "thanh_pho",
    "huyện": "huyen",
    "h": "huyen",
    "quận": "quan",
    "q": "quan",
    "thị xã": "thi_xa",
    "tx": "thi_xa",
    "t x": "thi_xa",
    "xã": "xa",
    "x": "xa",
    "phường": "phuong",
    "p": "phuong",
    "thị trấn": "thi_tran",
    "tt": "thi_tran",
    "đặc khu": "dac_khu",
    "tỉnh ủy": "tinh",
    "tỉnh đoàn": "tinh",
    "thành ủy": "thanh_pho",
    "thành đoàn": "thanh_pho",
    "quận ủy": "quan",
    "quận đoàn": "quan",
    "huyện ủy": "huyen",
    "huyện đoàn": "huyen",
    "thị ủy": "thi_xa",
    "thị đoàn": "thi_xa",
}
_LEADING_TYPE: Final = re.compile(
    r"(?:" + "|".join(sorted(map(re.escape, _TYPE_WORDS), key=len, reverse=True)) + r")(?= )"
)

_LOOKALIKES: Final = str.maketrans({"Ð": "đ", "Ɖ": "đ", "ð": "đ", "ɖ": "đ"})
_APOSTROPHE: Final = re.compile("['’‘`´ʼʹ′]+ ?")
_SEPARATOR: Final = re.compile(r"[^\w]+|_+")
# "hoà", "khoẻ", "thuỷ" -> the tone on the first vowel, as most newspapers write; never in "quý".
_TONE: Final = re.compile(r"(?:o([àáảãạèéẻẽẹ])|(?<!q)u([ỳýỷỹỵ]))(?!\w)")
_TONE_MOVED: Final[dict[str, str]] = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# y for i where the rime is that one vowel (Mỹ/Mĩ, Quý/Quí, Sỹ/Sĩ); "Lay" and "Lai" stay apart.
_Y: Final = re.compile(r"(?<!\w)(qu|[bcdđghklmnprstvx]{1,3})([yỳýỷỹỵ])(?!\w)")
_Y_TO_I: Final = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_QUY_SLIP: Final = re.compile(r"(?<!\w)q([ùúủũụ])y(?!\w)")
_QUY_VOWEL: Final = str.maketrans("ùúủũụ", "ìíỉĩị")
_DAK: Final = re.compile(r"(?<!\w)(?:đak|đăk|đắk|đắc|đăc|đác|dak|dăk|dắk)(?!\w)")
_LAK: Final = re.compile(r"(?<=(?<!\w)đắk )(?:lak|lăk|lắc|lăc|lắk)(?!\w)")
_ZEROS: Final = re.compile(r"(?<!\w)0+(?=\d)")


@lru_cache(maxsize=8192)  # an article names the same few places again and again
def fold_name(name: str) -> str:
    """The key of a place name: NFC, lower case, accents kept; spellings that mean the same give the same key.

    Folded: tone placement (hoà/hòa), i/y in an open rime (Mỹ/Mĩ), Đăk/Đắc/Dak for Đắk and Lắc after it, hyphens,
    dots and spaces (one space), apostrophes (none), zero-padded numbers, look-alikes of đ. Accents are never folded:
    Phú/Phù and Quang/Quảng are different names.
    """
    key = unicodedata.normalize("NFC", name).translate(_LOOKALIKES).lower()
    key = _SEPARATOR.sub(" ", _APOSTROPHE.sub("", key)).strip()
    key = _TONE.sub(lambda m: _TONE_MOVED[m.group()], key)
    key = _QUY_SLIP.sub(lambda m: "qu" + m.group(1).translate(_QUY_VOWEL), key)
    key = _Y.sub(lambda m: m.group(1) + m.group(2).translate(_Y_TO_I), key)
    key = _LAK.sub("lắk", _DAK.sub("đắk", key))
    return _ZEROS.sub("", key)


def plain_name(name: str) -> str:
    """The key of `name` without accents and with d for đ, as people type in a hurry; unsafe without a known parent."""
    decomposed = unicodedata.normalize("NFD", fold_name(name))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")


_PLAIN_TYPE_WORDS: Final[dict[str, PlaceType]] = {plain_name(word): type_ for word, type_ in _TYPE_WORDS.items()}


def type_of_word(word: str) -> PlaceType | None:
    """The type of unit that a word or abbreviation stands for ("TX.", "huyện", "Thành ủy"), or None."""
    return _TYPE_WORDS.get(fold_name(word))


def split_type(key: str) -> tuple[PlaceType | None, str]:
    """A folded key divided into the type its first words stand for and the bare name: "tp vũng tàu" -> city."""
    match = _LEADING_TYPE.match(key)
    if match is None:
        return None, key
    return _TYPE_WORDS[match.group()], key[match.end() + 1 :]


def split_plain_type(key: str) -> tuple[PlaceType | None, str]:
    """The same for a key without accents: "huyen vi xuyen" -> huyện, "vi xuyen"."""
    for size in (2, 1):
        words = key.split(" ", size)
        type_ = _PLAIN_TYPE_WORDS.get(" ".join(words[:size]))
        if type_ is not None and len(words) > size:
            return type_, words[size]
    return None, key


def full_name(type_: PlaceType, name: str) -> str:
    """The official full name, the type word first: "Thị xã Việt Yên", "Phường 10"."""
    return f"{TYPE_NAMES[type_]} {name}"


def parse_full_name(text: str) -> tuple[PlaceType, str]:
    """A full name as the packages write it ("Thị Xã  Việt Yên") as type and bare name; ValueError without a type."""
    words = unicodedata.normalize("NFC", text).split()
    for size in (2, 1):
        type_ = _TYPE_WORDS.get(" ".join(words[:size]).lower())
        if type_ is not None and len(words) > size:
            return type_, " ".join(words[size:])
    raise ValueError(f"no type of unit before the name: {text!r}")
