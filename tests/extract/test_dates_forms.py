"""The forms of a date, enumerated: separator, padding, year form; month, quarter, half, year, term.

And beside them the shapes that must not be read as dates.
"""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from extract import dates
from extract.mentions import Context, DateSpan
from extract.text import Text

PUBLISHED = date(2023, 8, 15)
DAYS = [(1, 1), (7, 5), (9, 12), (28, 2), (30, 4), (31, 12), (15, 10)]
SEPARATORS = ["/", "-", ".", " / ", " - ", "–"]
YEARS = [("2022", 2022), ("2005", 2005), ("1998", 1998)]
SHORT_YEARS = [("22", 2022), ("05", 2005), ("98", 1998)]
FRAMES = [
    "Ngày {}, Tỉnh ủy họp.",
    "Quyết định ngày {} của Tỉnh ủy",
    "Kế hoạch (ngày {}) của huyện",
    "Tính đến {}, toàn tỉnh có 5 đảng viên",
    "sáng {} tại hội trường",
]


def read(text: str, published: date | None = PUBLISHED) -> list[DateSpan]:
    return dates.read(Text.of(text), Context(published=published))


def intervals(text: str, published: date | None = PUBLISHED) -> list[str]:
    return [f"{span.from_}..{span.to}" for span in read(text, published)]


def paddings(number: int) -> list[str]:
    return [str(number), f"{number:02d}"] if number < 10 else [str(number)]


def day_figures(years: list[tuple[str, int]], separators: list[str]) -> list[tuple[str, date]]:
    figures = []
    for (day, month), separator, (written, year) in product(DAYS, separators, years):
        for d, m in product(paddings(day), paddings(month)):
            figures.append((f"{d}{separator}{m}{separator}{written}", date(year, month, day)))
    return figures


def day_words(years: list[tuple[str, int]]) -> list[tuple[str, date]]:
    figures = []
    for (day, month), (written, year) in product(DAYS, years):
        for d, m in product(paddings(day), paddings(month)):
            for pattern in (
                "{d} tháng {m} năm {y}",
                "{d} tháng {m}, năm {y}",
                "{d} tháng {m}/{y}",
                "{d}/{m} năm {y}",
                "{d}-{m} năm {y}",
                "{d} tháng {m}-{y}",
            ):
                figures.append((pattern.format(d=d, m=m, y=written), date(year, month, day)))
    return figures


@pytest.mark.parametrize("frame", FRAMES)
def test_every_day_with_its_year(frame: str) -> None:
    wrong = []
    for figure, when in day_figures(YEARS, SEPARATORS) + day_words(YEARS):
        text = frame.format(figure)
        spans = read(text)
        if (
            (
                len(spans) != 1
                or (spans[0].from_, spans[0].to) != (when, when)
                or figure not in text[spans[0].start : spans[0].end]
            )
            or spans[0].anchored
            or spans[0].precision != "day"
        ):
            wrong.append((text, spans))
    assert not wrong


def test_every_day_with_a_year_of_two_digits() -> None:
    wrong = []
    for figure, when in day_figures(SHORT_YEARS, ["/", "-", "."]):
        if intervals(f"ngày {figure} của Tỉnh ủy") != [f"{when}..{when}"]:
            wrong.append(figure)
    assert not wrong


@pytest.mark.parametrize(
    "frame",
    [
        "Ngày {}, Tỉnh ủy họp.",
        "Sáng {}, Tỉnh ủy họp.",
        "Chiều {} tại hội trường",
        "tính đến {}, toàn tỉnh",
        "Kế hoạch (ngày {}) của huyện",
    ],
)
def test_every_day_without_its_year(frame: str) -> None:
    """The last such day up to a week after publication; the coming one where the last lies most of a year back."""
    wrong = []
    for (day, month), separator in product(DAYS, ("/", "-", ".", " tháng ")):
        year = 2023 if (month, day) <= (8, 22) or month == 10 else 2022
        for d, m in product(paddings(day), paddings(month)):
            text = frame.format(f"{d}{separator}{m}")
            when = date(year, month, day)
            spans = read(text)
            if [(s.from_, s.to, s.anchored) for s in spans] != [(when, when, True)]:
                wrong.append((text, spans))
    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "ngày 32/1/2024", "ngày 31/4/2024", "ngày 30/2/2024", "ngày 29/2/2023", "ngày 1/13/2024", "ngày 0/5/2024", "ngày 5/0/2024", "mã 5/6/2024/7", "mã 1.2.3", "phiên bản 1.2.3.4",
        "kết nạp 5/6 chi bộ", "đạt 3/5 chỉ tiêu", "10/10 đảng bộ", "gần 1/4 đi làm ăn xa", "7/8 (87,5%)", "142/270 đảng viên", "15/18", "kết nạp 7/10", "thứ 2/40 phường", "tăng 3-4%",
        "10-12 đảng viên", "3 - 4 tháng", "nghị quyết số 12/2023", "Quy định 80/2022", "Thông tư 36/2006/TT-BVHTT", "Nghị định 7/2024/NĐ-CP", "số 5/2023/NQ-HĐND", "Nghị quyết 35/2023/UBTVQH15",
        "đợt 2/9", "đợt 7-11", "dịp 3/2", "đợt 3/2/2023", "dịp 30/4 - 1/5", "đường 26/3", "phố 30/4", "Quảng trường 2/4", "Công viên 30-4", "Nhà máy 19/5", "Hội trường 26/3",
        "mỗi năm", "hằng năm", "hàng năm", "những năm qua", "nhiều năm qua", "mấy năm trước", "từng năm", "năm thứ hai", "2.000 năm", "kỷ niệm 93 năm Ngày thành lập Đảng", "30 năm tuổi Đảng",
        "2023 đảng viên", "1990 đồng chí", "1950 đồng", "trong năm đầu vận hành", "năm học này", "mỗi tháng 2 lần", "3 tháng 1 lần", "6 tháng một lần", "kéo dài 3 - 4 tháng", "sau 6 tháng thử thách",
        "một tháng", "những tháng đầu năm", "Tháng Thanh niên", "Cách mạng Tháng Tám", "tháng năm", "từ trước đến nay", "xưa nay", "lâu nay", "hiện nay", "cùng ngày", "cùng kỳ", "so với cùng kỳ",
        "nhiệm kỳ", "giữa nhiệm kỳ", "nhiệm kỳ 5 năm", "khóa XIII", "Đại hội XIII", "cuối năm, chi bộ kiểm điểm", "mới hết năm", "hơn nửa năm", "gần nửa năm", "từ 2000 - 2050 đảng viên",
        "0912.345.678", "16:32", "8h30", "Covid-19", "24/24 giờ", "quý khách", "quý vị", "phố 2/9", "Tháng 06 : 49.817", "Năm 2024 : 462.203", "Hôm nay, ngày 13 tháng 11 năm 2018",
        "Thứ ba, 13/09/2022 16:32", "Cập nhật lúc 22:38, Thứ Hai, 08/10/2018 (GMT+7)", "18/12/2023 09:41", "09/10/2019 | 11:39 AM",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert intervals(text) == []


MONTHS = [f"{m:02d}" for m in range(1, 13)] + [str(m) for m in range(1, 10)]


@pytest.mark.parametrize(
    "form",
    [
        "tháng {m}/{y}",
        "tháng {m}-{y}",
        "tháng {m}.{y}",
        "tháng {m} năm {y}",
        "tháng {m}, năm {y}",
        "Tháng {m} {y}",
        "THÁNG {m}/{y}",
        "T{m}/{y}",
        "{m}/{y}",
        "{m}-{y}",
    ],
)
def test_every_month_with_its_year(form: str) -> None:
    for month, year in product(MONTHS, (2019, 2024)):
        (span,) = read(f"trong {form.format(m=month, y=year)}, chi bộ họp")
        assert span.from_ == date(year, int(month), 1)
        assert span.to is not None
        assert (span.to.month, span.precision, span.anchored) == (int(month), "month", False)
        assert (span.to.toordinal() + 1, span.to.day) > (span.from_.toordinal() + 27, 27)


@pytest.mark.parametrize(
    ("form", "first", "last"),
    [
        ("I", 1, 1),
        ("II", 2, 2),
        ("III", 3, 3),
        ("IV", 4, 4),
        ("1", 1, 1),
        ("2", 2, 2),
        ("3", 3, 3),
        ("4", 4, 4),
        ("I và II", 1, 2),
        ("I, II", 1, 2),
        ("I, II và III", 1, 3),
        ("II - III", 2, 3),
    ],
)
@pytest.mark.parametrize("year", ["/2022", "-2022", " năm 2022", ", năm 2022", " 2022"])
@pytest.mark.parametrize("word", ["quý", "Quý", "QUÝ", "quí"])
def test_every_quarter(word: str, form: str, first: int, last: int, year: str) -> None:
    (span,) = read(f"Trong {word} {form}{year}, toàn tỉnh kết nạp 5 đảng viên")
    ends = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}
    assert (str(span.from_), str(span.to)) == (f"2022-{3 * first - 2:02d}-01", f"2022-{ends[last]}")


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize(
    "form",
    [
        "{n} tháng đầu năm {y}",
        "{n} tháng năm {y}",
        "{n} tháng của năm {y}",
        "{n} tháng/{y}",
        "{n:02d} tháng đầu năm {y}",
    ],
)
def test_first_months(form: str, count: int) -> None:
    (span,) = read(form.format(n=count, y=2022))
    assert (span.from_, span.to and span.to.month) == (date(2022, 1, 1), count)


@pytest.mark.parametrize("count", range(1, 12))
def test_last_months(count: int) -> None:
    (span,) = read(f"{count} tháng cuối năm 2022")
    assert (span.from_, span.to) == (date(2022, 13 - count, 1), date(2022, 12, 31))


@pytest.mark.parametrize("dash", ["-", " - ", "–", " – ", "- ", " -"])
@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("nhiệm kỳ 2020{}2025", "2020-01-01..2025-12-31"),
        ("NHIỆM KỲ 2020{}2025", "2020-01-01..2025-12-31"),
        ("nhiệm kì 2015{}2020", "2015-01-01..2020-12-31"),
        ("giai đoạn 2021{}2025", "2021-01-01..2025-12-31"),
        ("giai đoạn 2021{}25", "2021-01-01..2025-12-31"),
        ("các năm 2019{}2022", "2019-01-01..2022-12-31"),
        ("hai năm 2021{}2022", "2021-01-01..2022-12-31"),
        ("thời kỳ 2010{}2020", "2010-01-01..2020-12-31"),
        ("năm học 2022{}2023", "2022-09-01..2023-05-31"),
    ],
)
def test_spans_of_years(form: str, dash: str, expected: str) -> None:
    assert intervals(f"Trong {form.format(dash)}, thị xã có 5 chi bộ") == [expected]


def test_claimed_stretches_are_left_alone() -> None:
    from extract.mentions import Claims

    text = Text.of("Nghị quyết năm 2022 và năm 2023")
    claims = Claims([(0, 19)])
    assert [str(s.from_) for s in dates.read(text, Context(published=PUBLISHED), claims)] == ["2023-01-01"]
