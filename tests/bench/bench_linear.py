"""Time grows with length: each reader over texts made to be slow, held against the same text ten times shorter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter

from extract import dates, documents, numbers
from extract.citations import resolve
from extract.crf_features import NER_TEMPLATE, features
from extract.mentions import Context
from extract.text import Text

_SHORT, _LONG = 20_000, 200_000
_ALLOWED = 3.0
"""Times as long for each code point: what grows with the square takes ten times as long."""

NUMBERS = [
    "1.1.1.1.",
    "năm ",
    "năm năm ",
    " ",
    "1/1/",
    "1-1-",
    "hai mươi ",
    "một trăm linh ",
    "hơn ",
    "khoảng ",
    "1 ",
    "5%",
    "1(",
    '"3 ',
    "đảng viên/",
    "1 đảng viên/",
    "2023, ",
    "0912 ",
    "\n1. ",
]

DATES = [
    "1.1.1.1.",
    "1/1/",
    "12/12 - ",
    "năm ",
    "năm 2023 ",
    "năm 2023, ",
    " ",
    "tháng 6 ",
    "tháng 7, 8, ",
    "quý I ",
    "quý I và ",
    "từ 1/1 đến ",
    "từ đầu năm ",
    "đến nay ",
    "nhiệm kỳ ",
    "cùng kỳ năm trước ",
    "6 tháng ",
    "7/10, ",
    "hết ",
    "trước đó, ",
    "nửa năm ",
]

DOCUMENTS = [
    "Nghị quyết số ",
    "Nghị quyết số số số ",
    "1-NQ/",
    "1-NQ/1-NQ/TW ",
    "21-NQ/TW, ",
    "18, ",
    "1",
    "1 ",
    "1.1.",
    "1/2/",
    "1-AB",
    "Nghị quyết (số ",
    "Nghị quyết Trung ương ",
    "Nghị quyết Hội nghị lần thứ ",
    "Nghị quyết Đại hội Đảng bộ tỉnh ",
    "Nghị quyết này ",
    "Nghị quyết số 5. Nghị quyết này ",
    "Nghị quyết 21; ",
    "Nghị quyết 21, nghị quyết 22-NQ/TW, ",
    "Nghị quyết số 21-NQ/TW của Ban Bí thư ngày 16/6/2022; ",
    "Nghị quyết số 21-NQ/TW về việc của về việc của ",
    "Nghị quyết số 21-NQ/TW\nNghị quyết này\n",
    "Tỉnh ủy ban hành ",
    "Tỉnh ủy ban hành Nghị quyết số 1-NQ/TU ",
    "Ban Thường vụ Tỉnh ủy ",
    "những điều đảng viên không được làm ",
    "A",
    " ",
    "-",
]


def bench_linear_time() -> None:
    context = Context(published=date(2023, 8, 15))

    def cited(text: Text) -> None:
        resolve(documents.read(text), text, [], context)

    readers: list[tuple[str, Callable[[Text], object], list[str]]] = [
        ("numbers", numbers.read, NUMBERS),
        ("dates", lambda text: dates.read(text, context), DATES),
        ("documents", cited, DOCUMENTS),
    ]
    slow = []
    for name, read, pieces in readers:
        growth = {piece: _growth(read, piece) for piece in pieces}
        worst = max(growth, key=lambda piece: growth[piece])
        print(f"\n{name}: {len(pieces)} families, the slowest {worst!r}: {growth[worst]:.1f} times for each code point")
        slow += [(name, piece, growth[piece]) for piece in pieces if growth[piece] > _ALLOWED]
    words = _quickest(lambda: _features(16_000)) / 16 / _quickest(lambda: _features(1_000))
    print(f"features of words: {words:.1f} times")
    assert not slow and words <= _ALLOWED, slow


def _growth(read: Callable[[Text], object], piece: str) -> float:
    short, long = (Text.of(piece * (size // len(piece))) for size in (_SHORT, _LONG))
    return _quickest(lambda: read(long)) / _quickest(lambda: read(short)) * _SHORT / _LONG


def _features(words: int) -> None:
    features([["Đảng bộ"] * words, ["N"] * words, ["B-NP"] * words, ["X"] * words], NER_TEMPLATE)


def _quickest(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(2):
        start = perf_counter()
        run()
        taken.append(perf_counter() - start)
    return min(taken)
