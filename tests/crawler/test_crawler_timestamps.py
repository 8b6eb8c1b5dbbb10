"""Time lines of pages: every form of date and clock with its variants, and what is no time line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest

from crawler.timestamps import is_time_line, read_http_or_iso, read_iso, read_timestamp

DAYS = [
    f"{day}{separator}{month}{separator}2024"
    for (day, month), separator in product([("5", "7"), ("05", "07"), ("05", "7")], ["/", "-", ".", " / ", "–"])
] + ["5 tháng 7 năm 2024", "05 tháng 07, 2024", "ngày 5 tháng 7 năm 2024", "2024-07-05"]
CLOCKS = ["9:30", "09:30", "09:30:00", "9h30", "9 giờ 30", "09:30 AM", "9:30 SA"]
FRAMES = [
    "{day} {clock}", "{clock} {day}", "{clock}, {day}", "{day} | {clock}", "{day} - {clock}", "Thứ sáu, {day} {clock}",
    "{clock}, Thứ Sáu, {day} [GMT+7]", "Thứ Sáu, {day}, {clock} (GMT+7)", "Ngày đăng: {day} {clock}", "Đăng lúc: {clock} {day}",
    "{day} {clock} Số lượt xem: 41", "{clock} {day} | :974", "Xuất bản: {day}, {clock}", "T6, {day} - {clock}",
]  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
def test_every_form_of_day_and_clock(frame: str) -> None:
    for day, clock in product(DAYS, CLOCKS):
        line = frame.format(day=day, clock=clock)
        stamp = read_timestamp(line)
        assert stamp is not None, line
        assert stamp.at is not None, line
        assert (stamp.day, f"{stamp.at:%H:%M%z}", stamp.rest) == (date(2024, 7, 5), "09:30+0700", ""), line
        assert is_time_line(line), line


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("NGUYÊN ĐĂNG | 18/12/2023 09:41", "NGUYÊN ĐĂNG"),
        ("Mai Chi - 12/03/2020 15:07", "Mai Chi"),
        ("PHƯƠNG ANH Thứ Ba, 07/04/2026 14:20 1.204 lượt xem 3 bình luận", "PHƯƠNG ANH"),
        ("Thứ Ba, 07/04/2026 14:20 Tác giả: Văn Tạo", "Tác giả: Văn Tạo"),
    ],
)
def test_what_a_time_line_says_besides(line: str, rest: str) -> None:
    stamp = read_timestamp(line)
    assert stamp is not None
    assert stamp.rest == rest


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("12:05 AM", 0), ("12:05 PM", 12), ("5:05 PM", 17), ("5:05 CH", 17), ("11:05 AM", 11), ("12:05 SA", 0)],
)
def test_halves_of_the_day(clock: str, hour: int) -> None:
    stamp = read_timestamp(f"09/10/2019 | {clock}")
    assert stamp is not None
    assert stamp.at is not None
    assert stamp.at.hour == hour


@pytest.mark.parametrize(
    "line",
    [
        "Hôm nay, ngày 13 tháng 11 năm 2018", "In ngày 20/12/2023 07:30. Nguồn: http://x.vn/print/1.html", "31/02/2024 10:00", "5/7/1024", "142/270 đảng viên",
        "Nghị quyết số 21-NQ/TW", "tháng 7-2024", "16:02", "1.204 lượt xem", "7/2024", "30.5", "",
    ],
)  # fmt: skip
def test_what_is_no_timestamp(line: str) -> None:
    assert read_timestamp(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Chiều 03/10/2024, Chi bộ Các cơ quan Đảng xã tổ chức Lễ kết nạp đảng viên.",
        "Lễ khai mạc diễn ra lúc 8h00 ngày 20/10/2020 tại hội trường tỉnh.",
        "Thực hiện Quyết định số 87-QĐ/ĐU ngày 26/9/2025 của Đảng ủy xã",
    ],
)
def test_a_sentence_with_a_date_is_no_time_line(line: str) -> None:
    assert not is_time_line(line)


def test_metadata() -> None:
    assert str(read_iso("2026-04-07T14:20:00+07:00").at) == "2026-04-07 14:20:00+07:00"  # type: ignore[union-attr]
    assert str(read_iso("2026-04-07T20:20:00Z").at) == "2026-04-08 03:20:00+07:00"  # type: ignore[union-attr]
    assert str(read_iso("2026-04-07 14:20").at) == "2026-04-07 14:20:00+07:00"  # type: ignore[union-attr]
    assert read_iso("2026-04-07").at is None  # type: ignore[union-attr]
    assert read_iso("0001-01-01T00:00:00") is None
    assert read_iso("hôm qua") is None


def test_feeds_and_sitemaps() -> None:
    told = datetime(2026, 4, 7, 7, 20, tzinfo=UTC)
    for value in (
        "Tue, 07 Apr 2026 14:20:00 +0700",
        "Tue, 07 Apr 2026 07:20:00 GMT",
        "2026-04-07T14:20:00+07:00",
        "2026-04-07T14:20:00",
    ):
        assert read_http_or_iso(value) == told
    assert read_http_or_iso("2026-04-07") == datetime(2026, 4, 6, 17, tzinfo=UTC)
    assert [read_http_or_iso(value) for value in (None, "", " ", "soon")] == [None] * 4
