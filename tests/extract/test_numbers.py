"""Numbers: every rule with what it reads and what it leaves, in sentences of our own.

A case is a text and the numbers in it, each as a short string: value, "..max" of a range,
"/denominator", "%", then "~" (about), ">" (over), "<" (under), ">=" and "<=" for bounds, and "?"
where the confidence is lowered.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract import numbers
from extract.mentions import Number
from extract.text import Text

APPROXIMATION = {"about": "~", "over": ">", "under": "<", None: ""}
BOUND = {"at_least": ">=", "at_most": "<=", None: ""}


def plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def short(number: Number) -> str:
    value = plain(number.value)
    if number.value_max is not None:
        value += ".." + plain(number.value_max)
    if number.denominator is not None:
        value += "/" + plain(number.denominator)
    doubt = "?" if number.confidence < 0.8 else ""
    return APPROXIMATION[number.approximation] + BOUND[number.bound] + value + ("%" if number.percent else "") + doubt


def read(text: str) -> list[str]:
    return [short(number) for number in numbers.read(Text.of(text))]


def aside(text: str) -> list[str]:
    return [out.rule for out in numbers.read_all(Text.of(text))[1]]


MARKS = [
    ("kết nạp 1.092 đảng viên", ["1092"]),
    ("toàn Đảng có 5.319.652 đảng viên", ["5319652"]),
    ("đạt 48,4% chỉ tiêu", ["48.4%"]),
    ("đạt 48.4 % chỉ tiêu", ["48.4%"]),
    ("đạt 48,4 phần trăm", ["48.4%"]),
    ("đạt 100 %", ["100%"]),
    ("có 1500 đảng viên", ["1500"]),
    ("có 2010 đảng viên", ["2010"]),
    ("giới thiệu 01 quần chúng, 06 đoàn viên", ["1", "6"]),
    ("tăng +5 đảng viên", ["5"]),
    ("có 4,974 đảng viên", ["4974?"]),
    ("tỷ lệ là 4,974%", ["4.974%"]),
    ("trung bình 4,974", ["4.974?"]),
    ("tổng cộng 1.319,652 đảng viên", ["1319652?"]),
    ("tổng cộng 1.319,65", ["1319.65"]),
    ("có 1 092 đảng viên", ["1092?"]),
    ("có 1,234,567 người", ["1234567"]),
    ("hệ số 2.5", ["2.5?"]),
    ("tỷ lệ 0,125%", ["0.125%"]),
    ("có 12đảng viên", ["12"]),
]
SCALES = [
    ("xấp xỉ 5 ngàn đảng viên", ["~5000"]),
    ("gần 1,9 triệu người", ["<1900000"]),
    ("hơn 2,2 nghìn người", [">2200"]),
    ("trên 1,2 vạn hộ", [">12000"]),
    ("12 tỷ đồng", ["12000000000"]),
    ("chiếm 5 tỷ lệ", ["5"]),
    ("2 nghìn rưỡi đảng viên", ["2500"]),
    ("1 triệu 200 nghìn đồng", ["1200000"]),
    ("3 chục hộ", ["30"]),
    ("kết nạp từ 3 - 4 nghìn đảng viên", ["3000..4000"]),
    ("đi 5 Triệu Sơn", ["5"]),
]
WORDS = [
    ("kết nạp ba đảng viên", ["3"]),
    ("hai mươi mốt đảng viên", ["21"]),
    ("một trăm linh ba chi bộ", ["103"]),
    ("Bạc Liêu nhắm mốc bảy nghìn đảng viên", ["7000"]),
    ("Tám đảng bộ đã vượt kế hoạch", ["8"]),
    ("Một đảng viên bị đình chỉ", ["1"]),
    ("cả hai đều là giáo viên", ["2"]),
    ("Cả ba đảng bộ", ["3"]),
    ("hai trong số bốn đảng viên mới", ["2", "4"]),
    ("5 đồng chí là chủ hộ, hai là giáo viên", ["5", "2"]),
    ("huyện còn 4 thôn, nay chỉ còn một.", ["4", "1"]),
    ("hai phần ba số chi bộ", ["2/3"]),
    ("bốn mươi lăm phần trăm", ["45%"]),
    ("ít nhất một đảng viên", [">=1"]),
    ("gần hai mươi đồng chí", ["<20"]),
    ("năm sáu đảng viên", ["~5..6"]),
    ("BA ĐẢNG VIÊN MỚI", ["3"]),
    ("hai mươi năm tuổi Đảng", ["20"]),
]
NOT_WORDS = [
    "một số đảng viên", "một trong những chi bộ", "từng người một", "mới kết nạp", "Mỗi nơi một cách làm", "một bước chuyển", "mươi người", "hàng chục đảng viên",
    "hàng trăm đảng viên", "hàng ngàn lượt", "vài chục người", "mấy nghìn người", "huyện Ba Vì", "xã Năm Căn", "huyện Ba Tri", "đường Hai Bà Trưng", "ông Tám", "Bảy Núi",
    "Đồng Tháp Mười", "ông Nguyễn Văn Mười", "thứ hai", "lần thứ ba", "Thứ Ba", "tháng hai", "quý hai", "đầu tư", "tư tưởng", "một nửa", "chi bộ bốn tốt", "Một là, nâng cao chất lượng",
    "đúng một phần", "hai con số ấy", "chín muồi", "cha, ba mẹ", "không",
]  # fmt: skip
FIVE = [
    ("kết nạp năm đảng viên", ["5"]),
    ("có năm đồng chí", ["5"]),
    ("Năm đảng viên được khen thưởng", ["5"]),
    ("gồm năm chi bộ", ["5"]),
    ("trong năm đảng viên được học", []),
    ("mỗi năm đảng bộ kết nạp", []),
    ("Năm Đảng bộ kết nạp nhiều", []),
    ("năm qua, trong năm, cả năm, năm nay", []),
    ("những năm đảng bộ còn khó khăn", []),
    ("kế hoạch năm đảng bộ giao", []),
]
APPROXIMATE = [
    ("hơn 300 đảng viên", [">300"]),
    ("gần 400", ["<400"]),
    ("ngót 50 người", ["<50"]),
    ("chưa đầy 1.200 đảng viên", ["<1200"]),
    ("khoảng trên 2.480 đảng viên", [">2480"]),
    ("khoảng 4 ngàn", ["~4000"]),
    ("chừng 20 người", ["~20"]),
    ("~300 người", ["~300"]),
    ("trên dưới 300", ["~300"]),
    ("đạt dưới 10% chỉ tiêu", ["<10%"]),
    ("vượt hơn 14%", [">14%"]),
    ("hơn 1/3 chỉ tiêu", [">1/3"]),
    ("nhiều hơn 9 người", ["9"]),
    ("cao hơn 5%", ["5%"]),
    ("trên 2 địa bàn", ["2"]),
    ("giám sát 37 tổ chức", ["37"]),
    ("trình độ 12", ["12"]),
]
BOUNDS = [
    ("ít nhất 7.000 đảng viên", [">=7000"]),
    ("tối thiểu 3%", [">=3%"]),
    ("không dưới 40", [">=40"]),
    ("từ 12 đảng viên mới trở lên", [">=12"]),
    ("chiếm từ 25% trở lên", [">=25%"]),
    ("90% trở lên", [">=90%"]),
    ("không quá 5%", ["<=5%"]),
    ("tối đa 10 đồng chí", ["<=10"]),
    ("từ 5 đảng viên trở xuống", ["<=5"]),
    ("87,5% tổ chức hoàn thành tốt nhiệm vụ trở lên", ["87.5%"]),
]
RANGES = [
    ("mỗi năm kết nạp từ 90 - 100 đảng viên", ["90..100"]),
    ("từ 3 - 4% tổng số đảng viên", ["3..4%"]),
    ("từ 3-4% mỗi năm", ["3..4%"]),
    ("từ 2,5 - 3%", ["2.5..3%"]),
    ("2,5% - 3%", ["2.5..3%"]),
    ("70-80 học sinh", ["70..80"]),
    ("15 -17 đồng chí", ["15..17"]),
    ("10-12 đảng viên", ["10..12"]),
    ("từ 50 đến 60 đảng viên", ["50..60"]),
    ("đạt 3 đến 4%", ["3..4%"]),
    ("2.000 – 2.200 đảng viên", ["2000..2200"]),
    ("từ 272 lên 300", ["272", "300"]),
    ("tăng từ 50 đến 60 đảng viên", ["50", "60"]),
    ("giảm từ 59 đảng bộ xuống còn 50", ["59", "50"]),
    ("100 - 90", ["100", "90"]),
]
FRACTIONS = [
    ("kết nạp 142/270 đảng viên", ["142/270"]),
    ("1.092/2.255", ["1092/2255"]),
    ("142 / 270 đảng viên", ["142/270"]),
    ("41/4,974 đảng viên", ["41/4974?"]),
    ("(41/40)", ["41/40"]),
    ("kết nạp 11 đảng viên/kế hoạch 10", ["11/10"]),
    ("kết nạp 6.873 đảng viên/NQ 6.000", ["6873/6000"]),
    ("12 đảng viên/chỉ tiêu là 15", ["12/15"]),
    ("12 đảng viên/15 chỉ tiêu", ["12/15"]),
    ("12 tổ chức/45 đảng viên", ["12", "45"]),
    ("20%/tổng số TCCSĐ", ["20%"]),
    ("xã nông thôn mới 83,2%/50%", ["83.2/50%"]),
    ("đến nay 5/6 phường, xã đã gửi", ["5/6"]),
    ("giải quyết xong 6/8 đơn", ["6/8"]),
    ("đạt 10/10 chỉ tiêu", ["10/10"]),
    ("3/4 số chi bộ", ["3/4"]),
    ("TX. Tân Uyên 33/30, TP. Thuận An 8/10", ["33/30", "8/10"]),
    ("kết nạp 7/8 (87,5%)", ["7/8", "87.5%"]),
    ("1.988/2.100 đảng viên", ["1988/2100"]),
]
# Text, and the rules that set its figures aside; nothing is read.
EXCLUDED = [
    ("Hotline: 0222.3.821.330", ["phone"]),
    ("gọi +84 912 345 678", ["phone"]),
    ("tổng đài 1900 1234", ["phone"]),
    ("ngày 16/6/2022 và 15.5.2016", ["day", "day"]),
    ("chốt ngày 30.6", ["day"]),
    ("đăng 2025-08-07", ["day"]),
    ("dịch Covid-19, TW4, H5N1", ["glued", "glued", "glued", "glued"]),
    ("đường dài 1,2km, rộng 80m", ["glued", "glued"]),
    ("lúc 16:32, 7h30, 8 giờ 30 phút", ["clock", "clock", "clock"]),
    ("Nghị quyết số 21- NQ/TW", ["document"]),
    ("Nghị quyết số 35/2023/UBTVQH15", ["document"]),
    ("Chỉ thị 30 yêu cầu", ["document"]),
    ("các nghị quyết số 18, 19 của Trung ương", ["document", "document"]),
    ("sáng 7/4, ngày 28-8, tháng 4-2020", ["yearless_day"] * 3),
    ("đường 26/3, đợt 7-11, dịp 2/9", ["yearless_day"] * 3),
    ("mã 1-2-3-4", ["slashes"]),
    ("năm 2019, nhiệm kỳ 2020 - 2025, giai đoạn 2021-2025", ["year"] * 3),
    ("kế hoạch 2019; 2017: tốt", ["year", "year"]),
    ("tháng 6, quý 2, ngày 5", ["calendar"] * 3),
    ("các tháng 7, 8 và 9", ["calendar"] * 3),
    ("chi bộ 4 tốt", ["slogan"]),
    ("chống 4 nguy cơ", ["slogan"]),
    ("chính quyền địa phương 2 cấp", ["slogan"]),
    ("19 điều đảng viên không được làm", ["slogan"]),
    ("mô hình “3 không”, “6 rõ”", ["slogan", "slogan"]),
    ("Đại hội lần thứ 17, xếp thứ 2/40", ["ordinal", "ordinal"]),
    ("khoản 2 Điều 14, 15", ["legal"] * 3),
    ("Quy định 22 trong quý", ["document_short"]),
    ("Trường THPT số 2", ["numbered"]),
    ("Phường 10, Quận 1, Tổ 2, thôn 3, khóm 4, khu phố 5, ấp 2", ["place"] * 7),
    ("Chi bộ Quân sự Phường 10 tổ chức lễ", ["place"]),
    ("các thôn 1, 2 và 3", ["place"] * 3),
    ("Tiểu đoàn 8, Chi bộ 3, Đảng bộ bộ phận 1, học sinh lớp 12", ["unit_name"] * 4),
    ("Quốc lộ 1", ["road"]),
    ("ảnh 1", ["caption"]),
    ("Hội nghị Trung ương 6 (khóa XII)", ["plenum"]),
    ("lứa tuổi 18-30; độ tuổi từ 18 đến 30", ["age", "age"]),
    ("Lượt xem: 62", ["counter"]),
    ("tỷ số 1.2.3", ["no_figure"]),
    ("1. Công tác kiểm tra", ["enumerator"]),
    ("2) Về tổ chức", ["enumerator"]),
]
# The same words where the number counts after all.
COUNTED_AFTER_ALL = [
    ("chi bộ 3 đảng viên", ["3"]),
    ("Đảng bộ xã 12 chi bộ", ["12"]),
    ("dân tộc thiểu số 112, tổng số 615 TCCSĐ", ["112", "615"]),
    ("cán bộ trung cấp 45, đại biểu 120, nông thôn 7", ["45", "120", "7"]),
    ("Đảng bộ thành phố 333/250", ["333/250"]),
    ("cùng kỳ 106", ["106"]),
    ("TP. Tam Kỳ 131/150", ["131/150"]),
    ("kết luận 33 đảng viên có vi phạm", ["33"]),
    ("mỗi tháng 5 đảng viên, mỗi năm 2000 đảng viên", ["5", "2000"]),
    ("tháng 550 quần chúng", ["550"]),
    ("đề án 1 triệu héc-ta", ["1000000"]),
    ("“40 đảng viên mới”", ["40"]),
    ("hoàn thành tốt nhiệm vụ 2.022; không hoàn thành nhiệm vụ 3", ["2022", "3"]),
    ("70 năm: 17; 65 năm: 7", ["70", "17", "65", "7"]),
    ("khiển trách 28 (45%)", ["28", "45%"]),
    ("Đảng viên 18 tuổi", ["18"]),
    ("hiện có 5 lớp, 2 khóa", ["5", "2"]),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*MARKS, *SCALES, *WORDS, *FIVE, *APPROXIMATE, *BOUNDS, *RANGES, *FRACTIONS, *COUNTED_AFTER_ALL],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_reads(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NOT_WORDS)
def test_words_that_are_no_numbers(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "rules"), EXCLUDED, ids=lambda v: v if isinstance(v, str) else "")
def test_sets_aside(text: str, rules: list[str]) -> None:
    assert read(text) == []
    assert aside(text) == rules


@pytest.mark.parametrize("figure", ["1.092", "48,4", "142/270", "5 ngàn", "90 - 100", "hai mươi mốt"])
def test_offsets_are_of_the_raw_text(figure: str) -> None:
    text = Text.of(f"Toàn\u00a0tỉnh kết nạp {figure} đảng viên – “mới”")
    (number,) = numbers.read(text)
    assert text.raw[number.start : number.end] == figure
    assert number.unit_end == number.end


@pytest.mark.parametrize("text", ["1,2 612đơn", "1,2 612 đơn thư", "1.2 612 đảng viên"])
def test_a_decimal_begins_no_thousands_with_a_space(text: str) -> None:
    assert 1612 not in [number.value for number in numbers.read(Text.of(text))]


def test_percent_and_approximator_stand_outside_the_number() -> None:
    text = Text.of("đạt gần 48,4 % chỉ tiêu")
    (number,) = numbers.read(text)
    assert text.raw[number.start : number.end] == "48,4"
    assert text.raw[number.start : number.unit_end] == "48,4 %"
    assert number.approximator_start is not None
    assert text.raw[number.approximator_start : number.start] == "gần "


def test_a_fraction_with_a_noun_ends_behind_its_denominator() -> None:
    text = Text.of("kết nạp 11 đảng viên/kế hoạch 10; nâng")
    (number,) = numbers.read(text)
    assert text.raw[number.start : number.end] == "11 đảng viên/kế hoạch 10"


def test_in_order_without_overlaps() -> None:
    text = Text.of("Ba chi bộ kết nạp 12 đảng viên; hai mươi mốt người, 5 ngàn lượt, 3/4 số chi bộ, một đồng chí")
    spans = [(n.start, n.end) for n in numbers.read(text)]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
