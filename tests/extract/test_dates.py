"""What expressions mean on a day of publication and in a text: years, spans, terms, roles.

A case is a text and the intervals in it; a day stands alone ("2023-06-30"), an interval as
"from..to". The day of publication is 15 August 2023 unless said otherwise.
"""

from __future__ import annotations

from datetime import date

import pytest

from extract import dates
from extract.mentions import Context, DateSpan
from extract.text import Text

AUGUST = date(2023, 8, 15)
JANUARY = date(2022, 1, 20)
DECEMBER = date(2023, 12, 20)


def spans(text: str, published: date | None = AUGUST) -> list[DateSpan]:
    return dates.read(Text.of(text), Context(published=published))


def read(text: str, published: date | None = AUGUST) -> list[str]:
    return [str(s.from_) if s.from_ == s.to else f"{s.from_}..{s.to}" for s in spans(text, published)]


SPANS_OF_DAYS = [
    ("diễn ra ngày 13 - 14/4", ["2023-04-13..2023-04-14"]),
    ("trong hai ngày 26 và 27/9/2022", ["2022-09-26..2022-09-27"]),
    ("các ngày 4, 5/6", ["2023-06-04..2023-06-05"]),
    ("từ 12-14/7/2023", ["2023-07-12..2023-07-14"]),
    ("từ ngày 4 đến ngày 10-5-2022", ["2022-05-04..2022-05-10"]),
    ("từ ngày 1 đến 15 tháng 5 năm 2022", ["2022-05-01..2022-05-15"]),
    ("từ 1/1 đến 30/6/2023", ["2023-01-01..2023-06-30"]),
    ("từ 15/12 đến 14/6/2023", ["2022-12-15..2023-06-14"]),
    ("từ ngày 15/12/2022 đến hết ngày 14/6/2023", ["2022-12-15..2023-06-14"]),
    ("từ 01/01/2023 – 30/06/2023", ["2023-01-01..2023-06-30"]),
    ("nghỉ lễ 30/4-1/5/2023", ["2023-04-30..2023-05-01"]),
    ("kỷ niệm Ngày thành lập Đảng (3/2/1930 - 3/2/2023)", ["1930-02-03..2023-02-03"]),
]
MONTHS = [
    ("tháng 6 vừa qua", ["2023-06-01..2023-06-30"]),
    ("tháng 6 năm ngoái", ["2022-06-01..2022-06-30"]),
    ("tháng 6 năm nay", ["2023-06-01..2023-06-30"]),
    ("hồi tháng 11", ["2022-11-01..2022-11-30"]),
    ("tổ chức trong tháng 10", ["2023-10-01..2023-10-31"]),
    ("trong tháng Năm", ["2023-05-01..2023-05-31"]),
    ("tháng ba", ["2023-03-01..2023-03-31"]),
    ("tháng 7, 8 và 9/2022", ["2022-07-01..2022-09-30"]),
    ("tháng 1 đến tháng 6", ["2023-01-01..2023-06-30"]),
    ("từ tháng 11/2022 đến tháng 2/2023", ["2022-11-01..2023-02-28"]),
    ("từ tháng 11 đến tháng 2/2023", ["2022-11-01..2023-02-28"]),
    ("1/2022-6/2023", ["2022-01-01..2023-06-30"]),
    ("tháng này; tháng trước", ["2023-08-01..2023-08-31", "2023-07-01..2023-07-31"]),
    ("Tháng 4-2023 chi bộ họp. Tháng sau lại họp", ["2023-04-01..2023-04-30", "2023-05-01..2023-05-31"]),
    ("mấy tháng qua, những tháng trước", []),
]
QUARTERS_AND_HALVES = [
    ("quý II", ["2023-04-01..2023-06-30"]),
    ("phấn đấu trong quý I", ["2024-01-01..2024-03-31"]),
    ("hai quý đầu năm", ["2023-01-01..2023-06-30"]),
    ("cả hai quý", ["2023-01-01..2023-06-30"]),
    ("3 quý đầu năm 2022", ["2022-01-01..2022-09-30"]),
    ("quý cuối năm 2022", ["2022-10-01..2022-12-31"]),
    ("Quý II kết nạp 5. Trong quý, mở 2 lớp", ["2023-04-01..2023-06-30"] * 2),
    ("quý II/2023 kết nạp 5; trong quý, mở 2 lớp", ["2023-04-01..2023-06-30", "2023-04-01..2023-06-30"]),
    ("sáu tháng đầu năm", ["2023-01-01..2023-06-30"]),
    ("6 tháng cuối năm", ["2023-07-01..2023-12-31"]),
    ("6 tháng còn lại", ["2023-07-01..2023-12-31"]),
    ("7 tháng qua", ["2023-01-01..2023-07-31"]),
    ("3 tháng qua", ["2023-05-15..2023-08-15"]),
    ("8 tháng năm nay", ["2023-01-01..2023-08-31"]),
    ("nửa năm qua", ["2023-01-01..2023-06-30"]),
    ("nửa đầu năm nay", ["2023-01-01..2023-06-30"]),
    ("nửa cuối năm 2015", ["2015-07-01..2015-12-31"]),
    ("Nửa năm, tỉnh có thêm 848 đảng viên", ["2023-01-01..2023-06-30"]),
    ("6 tháng đầu năm kết nạp 45. Trong 6 tháng, mở 2 lớp", ["2023-01-01..2023-06-30"] * 2),
    ("những tháng cuối năm 2023", ["2023-01-01..2023-12-31"]),
]
YEARS = [
    ("năm nay", ["2023-01-01..2023-12-31"]),
    ("năm ngoái", ["2022-01-01..2022-12-31"]),
    ("năm qua", ["2022-01-01..2022-12-31"]),
    ("năm tới", ["2024-01-01..2024-12-31"]),
    ("trong năm, kết nạp 5", ["2023-01-01..2023-12-31"]),
    ("Năm 2022 kết nạp 5. Trong năm, khai trừ 1", ["2022-01-01..2022-12-31"] * 2),
    ("Năm 2022 kết nạp 5. Cả năm mở 4 lớp", ["2022-01-01..2022-12-31"] * 2),
    ("năm 2016: 108, 2017: 121, 2018: 137", [f"{y}-01-01..{y}-12-31" for y in (2016, 2017, 2018)]),
    ("các năm 2019, 2021 và 2023", [f"{y}-01-01..{y}-12-31" for y in (2019, 2021, 2023)]),
    ("năm 2021 và 2022", ["2021-01-01..2022-12-31"]),
    ("kế hoạch 2023", ["2023-01-01..2023-12-31"]),
    ("đến năm 2030", ["2030-01-01..2030-12-31"]),
    ("từ năm 2016 đến năm 2020", ["2016-01-01..2020-12-31"]),
    ("từ 2021 đến 2025", ["2021-01-01..2025-12-31"]),
    ("5 năm qua", ["2018-08-15..2023-08-15"]),
    ("Từ năm học 2020-2021 đến nay", ["2020-09-01..2023-08-15"]),
]
ENDS = [
    ("tính đến 30/6", ["2023-06-30"]),
    ("đến hết tháng 6", ["2023-06-30"]),
    ("cuối tháng 6/2022", ["2022-06-30"]),
    ("hết quý II", ["2023-06-30"]),
    ("đến hết năm 2022", ["2022-12-31"]),
    ("cuối năm 2022", ["2022-12-31"]),
    ("cuối năm ngoái", ["2022-12-31"]),
    ("tính đến tháng 6/2023", ["2023-06-01..2023-06-30"]),
    ("phấn đấu đến cuối năm kết nạp 5", ["2023-12-31"]),
    ("phấn đấu đến 31-12", ["2023-12-31"]),
    ("đến nay; cho đến nay; đến thời điểm này; tới nay", ["2023-08-15"] * 4),
]
SINCE = [
    ("từ đầu năm đến nay", ["2023-01-01..2023-08-15"]),
    ("từ đầu năm tới nay", ["2023-01-01..2023-08-15"]),
    ("từ đầu năm 2022 đến nay", ["2022-01-01..2023-08-15"]),
    ("từ đầu năm đến hết tháng 7", ["2023-01-01..2023-07-31"]),
    ("từ đầu năm đến ngày 30/6", ["2023-01-01..2023-06-30"]),
    ("chốt ngày 10-7-2023. Từ đầu năm đến mốc này", ["2023-07-10", "2023-01-01..2023-07-10"]),
    ("Từ đầu năm đến nay, kết nạp 5. Cũng từ đầu năm, khai trừ 1", ["2023-01-01..2023-08-15"] * 2),
    ("ngay từ đầu năm, cấp ủy đã chỉ đạo", []),
    ("từ đầu tháng đến nay", ["2023-08-01..2023-08-15"]),
    ("từ đầu tháng 6 đến nay", ["2023-06-01..2023-08-15"]),
    ("từ cuối năm 2022 đến nay", ["2022-12-31..2023-08-15"]),
    ("từ năm 2016 đến nay", ["2016-01-01..2023-08-15"]),
    ("từ ngày 1/7/2022 đến nay", ["2022-07-01..2023-08-15"]),
    ("tách ra năm 2016. Từ đó đến nay", ["2016-01-01..2016-12-31", "2016-01-01..2023-08-15"]),
    ("từ nay đến cuối năm", ["2023-08-15..2023-12-31"]),
    ("từ nay đến năm 2025", ["2023-08-15..2025-12-31"]),
    ("từ đầu nhiệm kỳ 2020-2025 đến nay", ["2020-01-01..2023-08-15"]),
    ("từ đầu nhiệm kỳ đến nay; đầu nhiệm kỳ đến nay", ["2020-01-01..2023-08-15"] * 2),
]
TERMS = [
    ("nhiệm kỳ này", ["2020-01-01..2025-12-31"]),
    ("nhiệm kỳ qua", ["2015-01-01..2020-12-31"]),
    ("nhiệm kỳ trước", ["2015-01-01..2020-12-31"]),
    ("nhiệm kỳ tới", ["2025-01-01..2030-12-31"]),
    ("nhiệm kỳ 2015-2020 kết nạp 5. Trong nhiệm kỳ, khai trừ 1", ["2015-01-01..2020-12-31"] * 2),
    ("nửa đầu nhiệm kỳ", ["2020-01-01..2022-06-30"]),
    ("nhiệm kỳ Đại hội XIII (2021-2026)", ["2021-01-01..2026-12-31"]),
]
SAME_PERIOD = [
    ("6 tháng đầu năm kết nạp 45; cùng kỳ năm trước 40", ["2023-01-01..2023-06-30", "2022-01-01..2022-06-30"]),
    ("9 tháng năm 2022 kết nạp 45; so với cùng kỳ 2021", ["2022-01-01..2022-09-30", "2021-01-01..2021-09-30"]),
    ("Từ đầu năm đến nay, kế hoạch 2023; cùng kỳ năm ngoái", ["2023-01-01..2023-08-15", "2023-01-01..2023-12-31", "2022-01-01..2022-08-15"]),
    ("Hết tháng 6 có 5; cùng thời điểm năm 2022 có 4", ["2023-06-30", "2022-06-30"]),
    ("Quý I/2022 mở 2 lớp. Từ 1/12/2021 đến 30/11/2022 kỷ luật 5; cùng kỳ 2021", ["2022-01-01..2022-03-31", "2021-12-01..2022-11-30", "2020-12-01..2021-11-30"]),
    ("Quý I/2022 mở 2 lớp. Năm 2022 kết nạp 9; cùng kỳ năm 2021 được 8", ["2022-01-01..2022-03-31", "2022-01-01..2022-12-31", "2021-01-01..2021-12-31"]),
    ("cùng kỳ năm trước", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [*SPANS_OF_DAYS, *MONTHS, *QUARTERS_AND_HALVES, *YEARS, *ENDS, *SINCE, *TERMS, *SAME_PERIOD],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_in_august(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2021 kết nạp 120. Trong năm, khai trừ 5; 6 tháng đầu năm, quý IV, tháng 11", ["2021-01-01..2021-12-31"] * 2 + ["2021-01-01..2021-06-30", "2021-10-01..2021-12-31", "2021-11-01..2021-11-30"]),
        ("Trong năm, kết nạp 120. Năm qua có nhiều đổi mới", ["2021-01-01..2021-12-31"] * 2),
        ("Sáng 18/1, Huyện ủy tổng kết. Ngày 25/12, chi bộ họp", ["2022-01-18", "2021-12-25"]),
        ("Năm 2022, phấn đấu kết nạp 130; quý I kết nạp 20", ["2022-01-01..2022-12-31", "2022-01-01..2022-03-31"]),
        ("tổng kết năm 2021, triển khai nhiệm vụ năm 2022. Trong năm, kết nạp 5. Năm nay", ["2021-01-01..2021-12-31", "2022-01-01..2022-12-31", "2021-01-01..2021-12-31", "2022-01-01..2022-12-31"]),
        ("kỷ niệm ngày 3/2", ["2022-02-03"]),
        ("6 tháng cuối năm", ["2021-07-01..2021-12-31"]),
        ("nửa năm qua", ["2021-07-01..2021-12-31"]),
    ],
)  # fmt: skip
def test_in_january_the_year_that_ended_is_reported(text: str, expected: list[str]) -> None:
    assert read(text, JANUARY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tổng kết năm 2023, nhiệm vụ năm 2024. Trong năm, kết nạp 5", ["2023-01-01..2023-12-31", "2024-01-01..2024-12-31", "2023-01-01..2023-12-31"]),
        ("Năm tới, phấn đấu kết nạp 5; quý I khảo sát", ["2024-01-01..2024-12-31", "2024-01-01..2024-03-31"]),
        ("năm qua", ["2023-01-01..2023-12-31"]),
        ("nửa năm qua", ["2023-07-01..2023-12-31"]),
    ],
)  # fmt: skip
def test_in_december(text: str, expected: list[str]) -> None:
    assert read(text, DECEMBER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sáng 20/12, quý I, 6 tháng đầu năm, tháng 5, trong năm, đến nay, năm nay, nhiệm kỳ qua", []),
        ("Năm 2023 kết nạp 5. Trong năm, ngày 15/6 họp; quý III; 6 tháng đầu năm; đến nay", ["2023-01-01..2023-12-31"] * 2 + ["2023-06-15", "2023-07-01..2023-09-30", "2023-01-01..2023-06-30"]),
        ("Trong năm kết nạp 5. Năm 2019 là năm khó khăn", ["2019-01-01..2019-12-31"] * 2),
        ("Năm 2021: tổng kết sáng 13/1. Năm 2022 tập trung kiểm tra, xong trong quý I", ["2021-01-01..2021-12-31", "2022-01-13", "2022-01-01..2022-12-31", "2022-01-01..2022-03-31"]),
        ("Năm 2010 kết nạp 5, đến năm 2015 xóa thôn trắng. Năm qua, khai trừ 1", ["2010-01-01..2010-12-31", "2015-01-01..2015-12-31", "2010-01-01..2010-12-31"]),
        ("Tháng 4-2024 họp, tháng sau ra nghị quyết", ["2024-04-01..2024-04-30", "2024-05-01..2024-05-31"]),
    ],
)  # fmt: skip
def test_without_a_day_of_publication_only_the_text_counts(text: str, expected: list[str]) -> None:
    assert read(text, None) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Nhiệm kỳ qua, kết nạp 5; Đại hội nhiệm kỳ 2020 - 2025. Cả nhiệm kỳ khai trừ 1, so với nhiệm kỳ trước giảm", date(2020, 10, 16), ["2015-01-01..2020-12-31", "2020-01-01..2025-12-31", "2015-01-01..2020-12-31", "2010-01-01..2015-12-31"]),
        ("Đại hội nhiệm kỳ 2020 -2025. Có nơi đăng ký cả nhiệm kỳ kết nạp 350", date(2020, 7, 16), ["2020-01-01..2025-12-31"] * 2),
        ("nhiệm kỳ này", date(2020, 3, 1), ["2015-01-01..2020-12-31"]),
        ("nhiệm kỳ này", date(2020, 11, 1), ["2020-01-01..2025-12-31"]),
        ("9 tháng qua", date(2023, 10, 5), ["2023-01-01..2023-09-30"]),
        ("6 tháng, kết nạp 45 đảng viên", date(2024, 7, 5), ["2024-01-01..2024-06-30"]),
        ("quý II phấn đấu kết nạp 42", date(2023, 3, 28), ["2023-04-01..2023-06-30"]),
    ],
)  # fmt: skip
def test_on_other_days(text: str, published: date, expected: list[str]) -> None:
    assert read(text, published) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("quý II/2023 kết nạp 5", "period"),
        ("tính đến 30/6/2023", "as_of"),
        ("đến hết tháng 6/2023", "as_of"),
        ("đến nay", "as_of"),
        ("Sáng 30/6/2023, Tỉnh ủy họp", "event"),
        ("nhiều hơn cuối năm 2022", "comparison"),
        ("so với năm 2022", "comparison"),
        ("kỷ niệm (3/2/1930 - 3/2/2023)", "anniversary"),
        ("từ 1/1/2023 đến 30/6/2023", "period"),
        ("những tháng cuối năm 2023", "period"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert [span.role for span in spans(text)] == [role]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Tính đến hết quý II, toàn tỉnh", "hết quý II"),
        ("kể từ năm 2016 đến nay được", "kể từ năm 2016 đến nay"),
        ("so với cuối năm 2022 tăng", "cuối năm 2022"),
        ("trong nhiệm kỳ 2015-2020, tỉnh", "nhiệm kỳ 2015-2020"),
        ("Cả nhiệm kỳ, tỉnh", "Cả nhiệm kỳ"),
        ("6 tháng đầu năm 2023, tỉnh", "6 tháng đầu năm 2023"),
        ("giai\u00a0đoạn 2021–2025", "2021–2025"),
    ],
)
def test_surfaces(text: str, surface: str) -> None:
    (span,) = spans(text)
    assert text[span.start : span.end] == surface


def test_only_what_the_text_does_not_say_is_anchored() -> None:
    anchored = [s.anchored for s in spans("Năm 2022, quý I/2022, ngày 5/6/2022; quý II, ngày 5/6; năm nay; đến nay")]
    assert anchored == [False, False, False, True, True, True, True]
