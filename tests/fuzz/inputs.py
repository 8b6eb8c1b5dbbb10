"""Random and mutated inputs of the extractor: the articles of the gold sets, broken in the ways that texts break."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from pathlib import Path
from random import Random

from schema import ArticleInput
from tests.fuzz.adversarial import FAMILIES

GOLD = Path(__file__).parents[1] / "gold"
PROVINCES = (None, "Lâm Đồng", "tỉnh Đắk Lắk", "TP.HCM", "thành phố Hà Nội", "Bà Rịa - Vũng Tàu", "Hà Tây", "Xứ Lạ", "")
DAYS = (None, date(2022, 3, 1), date(2008, 2, 29), date(2025, 7, 1), date(1900, 1, 1), date.min, date.max)
# What breaks programs: other digits, letters that grow or shrink, marks that combine, spaces and line ends of all kinds.
STRANGE = (
    *"\x00\t\r\n\x0b\x0c\x1c\x85\u00a0\u00ad\u2002\u200b\u200f\u2028\u2029\u3000\ufeff\ufffd\u0300\u0301\u0323\u031b",
    *"²½Ⅻⅷ①１２٣४İıßŉſŁÐðĐđƯươ𝟙😀ﬁ～－–—…“”‘’′`%‰/\\|()[]{}<>*+?^$.,;:!",
    "\r\n", "e\u0302\u0301", "0/0", "1/0", "32/13/2022", "29/2/2023", "00", "1.", "-1", "1e309", "9" * 40, "9" * 400,
    "1.000.000.000.000", "0,0%", "100.000%", "1/1/1", "31/12/9999", "năm 0", "năm 9999", "tháng 13", "tháng 0", "quý 5",
    "quý 0", "khóa 0", "khóa MMMM", "nhiệm kỳ 2025-2020", "nhiệm kỳ 0000 - 9999", "từ ngày 31/12 đến 1/1", "0 tháng đầu năm",
    "99 tháng đầu năm", "số -NQ/TW", "số 0-NQ/TW", "( ", " )", " - ", "đạt % kế hoạch", "vượt % ", "1/ đảng viên",
)  # fmt: skip
PIECES = (*STRANGE, *(f"{piece.strip()} " for piece in FAMILIES.values()), *FAMILIES.values())


def gold_texts() -> list[str]:
    """The texts of all gold articles, in a fixed order."""
    return [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*/*.txt"))]


class Mutator:
    """Makes one input after the other from a seed; the same seed makes the same inputs."""

    def __init__(self, seed: int, texts: list[str]) -> None:
        self._random = Random(seed)
        self._texts = texts
        self._number = 0

    def next(self) -> ArticleInput:
        """One input: a few pieces thrown together, or a stretch of an article with one to six changes."""
        random = self._random
        self._number += 1
        if random.random() < 0.3:
            joint = random.choice((" ", " ", "", "\n", ", "))
            text = joint.join(random.choices(PIECES, k=random.randint(1, 14)))
        else:
            text = self._stretch()
            for _ in range(random.randint(1, 6)):
                text = self._changed(text)
        published = random.choice(DAYS)
        if published is None and random.random() < 0.5:
            published = date(2000, 1, 1) + timedelta(random.randrange(12_000))
        title = random.choice((None, None, None, text[:20], random.choice(PIECES)))
        return ArticleInput(
            id=str(self._number), text=text, title=title, published=published, province=random.choice(PROVINCES)
        )

    def _stretch(self) -> str:
        """Mostly a paragraph or two, one time in thirty the whole article: more inputs in the same time."""
        text = self._random.choice(self._texts)
        if self._random.random() < 1 / 30:
            return text
        lines = text.split("\n")
        start = self._random.randrange(len(lines))
        return "\n".join(lines[start : start + self._random.randint(1, 2)])

    def _changed(self, text: str) -> str:
        start = self._random.randint(0, len(text))
        end = min(len(text), start + self._random.choice((1, 2, 5, 20, 80)))
        if self._random.random() < 0.1:
            return self._spliced(text, start, end)
        return self._random.choice(_CHANGES)(self._random, text, start, end)

    def _spliced(self, text: str, start: int, end: int) -> str:
        other = self._random.choice(self._texts)
        cut = self._random.randrange(len(other))
        return text[:start] + other[cut : cut + self._random.choice((10, 60, 200))] + text[end:]


def _dropped(random: Random, text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]


def _repeated(random: Random, text: str, start: int, end: int) -> str:
    return text[:end] + text[start:end] * random.randint(1, 4) + text[end:]


def _inserted(random: Random, text: str, start: int, end: int) -> str:
    return text[:start] + random.choice(PIECES) + text[start:]


def _replaced(random: Random, text: str, start: int, end: int) -> str:
    return text[:start] + random.choice(PIECES) + text[end:]


def _other_digit(random: Random, text: str, start: int, end: int) -> str:
    figures = [i for i, letter in enumerate(text) if letter.isdigit()]
    at = random.choice(figures or [0])
    return text[:at] + random.choice("0123456789²٣") + text[at + 1 :]


def _other_form(random: Random, text: str, start: int, end: int) -> str:
    part = text[start:end]
    forms: tuple[str, ...] = (
        unicodedata.normalize("NFD", part),
        unicodedata.normalize("NFKC", part),
        unicodedata.normalize("NFKD", part),
    )
    return text[:start] + random.choice(forms) + text[end:]


def _other_case(random: Random, text: str, start: int, end: int) -> str:
    part = text[start:end]
    return text[:start] + random.choice((part.upper(), part.lower(), part.title())) + text[end:]


def _swapped(random: Random, text: str, start: int, end: int) -> str:
    words = text.split(" ")
    one, other = random.randrange(len(words)), random.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _cut(random: Random, text: str, start: int, end: int) -> str:
    return text[:start] if random.random() < 0.5 else text[start:]


_CHANGES = (
    _dropped,
    _repeated,
    _inserted,
    _replaced,
    _other_digit,
    _other_form,
    _other_case,
    _swapped,
    _cut,
)
