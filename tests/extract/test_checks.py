"""Arithmetic and consistency inside one article: what is flagged, what is let pass, and what the flag says."""

from __future__ import annotations

from datetime import date

import pytest

from extract import extract
from schema import ArticleInput, Fact, flags

DOUBTS = {"rate_mismatch", "sum_mismatch", "part_exceeds_whole", "implausible_value"}


def facts(body: str) -> list[Fact]:
    text = f"Công tác xây dựng Đảng ở cơ sở\n{body}"
    return list(extract(ArticleInput(id="a", text=text, published=date(2021, 1, 20))).facts)


def doubts(body: str) -> dict[float | None, set[str]]:
    """The arithmetic doubts, by the value of the fact."""
    found = {fact.value: set(fact.flags) & DOUBTS for fact in facts(body)}
    assert found, "no fact was read"
    return {value: doubted for value, doubted in found.items() if doubted}


# -- rates of a plan ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fraction", "rate"),
    [
        ("150/300", "50"),
        ("1.092/2.255", "48,4"),  # 48,426
        ("142/270", "52,59"),  # 52,593
        ("142/270", "52,6"),
        ("142/270", "52,5"),  # cut off, not rounded
        ("2/3", "66,7"),
        ("2/3", "66,6"),
        ("2/3", "67"),
        ("1/3", "33"),
        ("1/8", "12,5"),
        ("1/8", "13"),  # 12,5 rounded up
        ("1/8", "12"),  # 12,5 rounded down
        ("241/150", "160,7"),
        ("200/100", "200"),
    ],
)
def test_rates_that_fit(fraction: str, rate: str) -> None:
    body = f"Năm 2020, Đảng bộ huyện Mai Sơn kết nạp {fraction} đảng viên, đạt {rate}% chỉ tiêu."
    assert doubts(body) == {}


@pytest.mark.parametrize(
    ("fraction", "rate"),
    [
        ("142/270", "52,53"),  # the digits of another figure
        ("142/270", "52,61"),
        ("142/270", "52,58"),
        ("2/3", "66,8"),
        ("2/3", "66,5"),
        ("2/3", "68"),
        ("2/3", "65"),
        ("150/300", "50,1"),
        ("150/300", "49,9"),
        ("241/150", "106,7"),
    ],
)
def test_rates_that_do_not_fit(fraction: str, rate: str) -> None:
    body = f"Năm 2020, Đảng bộ huyện Mai Sơn kết nạp {fraction} đảng viên, đạt {rate}% chỉ tiêu."
    (fact,) = facts(body)
    assert {"rate_mismatch", "needs_review"} <= set(fact.flags)
    assert (fact.rate, fact.target) == (
        float(rate.replace(",", ".")),
        float(fraction.split("/")[1]),
    )  # what the text states is kept


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        ("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 168 đảng viên, vượt 12% so với kế hoạch 150.", True),
        ("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 200 đảng viên, trong đó có 60 nữ (chiếm 30%).", True),
        ("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 200 đảng viên, trong đó có 60 nữ (chiếm 31%).", False),
        ("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 200 đảng viên, trong đó có 67 nữ (chiếm 33,5%).", True),
        ("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 200 đảng viên, trong đó có 67 nữ (chiếm 35,3%).", False),
        ("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 142 đảng viên, đạt 52,53% chỉ tiêu.", True),  # no plan to divide by
        ("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 142 đảng viên, bằng 81% so với cùng kỳ năm trước.", True),
    ],
)
def test_surpluses_shares_and_rates_without_a_plan(body: str, fits: bool) -> None:
    assert any("rate_mismatch" in doubted for doubted in doubts(body).values()) is not fits


def test_the_explanation_shows_the_sum_in_both_languages() -> None:
    (fact,) = facts("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 142/270 đảng viên, đạt 52,53% chỉ tiêu.")
    for explained in (fact.explanations["rate_mismatch"], fact.explanations_vi["rate_mismatch"]):
        assert all(figure in explained for figure in ("142/270", "52,59", "52,53"))
    assert fact.explanations["rate_mismatch"] != fact.explanations_vi["rate_mismatch"]


# -- sums --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "fits"),
    [((200, 300), True), ((200, 299), False), ((201, 300), False), ((210, 300), False), ((300, 200), True)],
)
def test_committees_and_cells_make_up_the_grassroots_organisations(parts: tuple[int, int], fits: bool) -> None:
    body = (
        "Đến ngày 31/12/2020, Đảng bộ tỉnh Sơn La có 500 tổ chức cơ sở đảng, "
        f"gồm {parts[0]} đảng bộ cơ sở và {parts[1]} chi bộ cơ sở."
    )
    assert doubts(body) == ({} if fits else {500.0: {"sum_mismatch"}})


@pytest.mark.parametrize("tail", ["với 2.870 chi bộ trực thuộc", "dưới đó có 12 đảng bộ bộ phận"])
def test_what_lies_below_is_no_part_of_the_sum(tail: str) -> None:
    body = f"Đến ngày 31/12/2020, Đảng bộ tỉnh Sơn La có 500 tổ chức cơ sở đảng (200 đảng bộ cơ sở, 300 chi bộ cơ sở) {tail}."
    assert doubts(body) == {}


@pytest.mark.parametrize(
    ("total", "mismatch"),
    [
        ("1.020", False),
        ("1.002", True),  # two digits swapped
        ("1.000", True),
        ("1.600", False),  # the list is not the whole
    ],
)
def test_a_list_of_plans_makes_up_its_total(total: str, mismatch: bool) -> None:
    body = (
        f"Năm 2024, Tỉnh ủy Sơn La giao chỉ tiêu kết nạp {total} đảng viên. Trong đó: Đảng bộ huyện Mai Sơn 300 đảng viên; "
        "Đảng bộ huyện Mường La 250 đảng viên; Đảng bộ huyện Yên Châu 250 đảng viên; Đảng bộ huyện Bắc Yên 220 đảng viên."
    )
    assert any("sum_mismatch" in doubted for doubted in doubts(body).values()) is mismatch


@pytest.mark.parametrize(
    ("body", "doubted"),
    [
        ("kỷ luật 41 đảng viên: khiển trách 27, cảnh cáo 9, cách chức 1, khai trừ 3", 41),
        ("kỷ luật 40 đảng viên: khiển trách 27, cảnh cáo 9, cách chức 1, khai trừ 3", None),
        ("kỷ luật 41 đảng viên, trong đó khiển trách 27, cảnh cáo 9, cách chức 1", None),  # one kind is not told
        ("kỷ luật 35 đảng viên, trong đó khiển trách 27, cảnh cáo 9, cách chức 1", 35),
        ("kỷ luật 341 đảng viên; cấp trên khiển trách 27, cảnh cáo 9, cách chức 1, khai trừ 3", None),
        ("trao Huy hiệu Đảng cho 20 đảng viên, gồm 2 Huy hiệu 70 năm, 5 Huy hiệu 60 năm và 14 Huy hiệu 50 năm", 20),
        ("trao Huy hiệu Đảng cho 21 đảng viên, gồm 2 Huy hiệu 70 năm, 5 Huy hiệu 60 năm và 14 Huy hiệu 50 năm", None),
    ],
)
def test_forms_of_discipline_and_badges_make_up_their_total(body: str, doubted: float | None) -> None:
    found = doubts(f"Năm 2020, Đảng bộ huyện Mai Sơn {body}.")
    assert [value for value, flags in found.items() if "sum_mismatch" in flags] == ([doubted] if doubted else [])


def test_sub_counts_may_overlap_and_need_not_sum() -> None:
    body = "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 100 đảng viên, trong đó có 60 nữ, 70 đoàn viên, 40 người dân tộc thiểu số."
    assert doubts(body) == {}


# -- parts and wholes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("part", "larger"), [(5, False), (19, False), (20, False), (21, True), (25, True)])
def test_a_part_is_not_larger_than_its_whole(part: int, larger: bool) -> None:
    found = doubts(f"Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 20 đảng viên (nữ {part}).")
    assert bool(found) is larger
    if larger:
        assert found[float(part)] & {"part_exceeds_whole", "implausible_value"}


# -- plausible figures -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "plausible"),
    [
        ("Hiện nay, Chi bộ thôn Nà Lũng có 19 đảng viên.", True),
        ("Hiện nay, Chi bộ thôn Nà Lũng có 4.000 đảng viên.", False),
        ("Hiện nay, Đảng bộ xã Chiềng Ban có 410 đảng viên.", True),
        ("Hiện nay, Đảng bộ xã Chiềng Ban có 41.000 đảng viên.", False),
        ("Hiện nay, Đảng bộ huyện Mai Sơn có 8.100 đảng viên.", True),
        ("Hiện nay, Đảng bộ huyện Mai Sơn có 81 đảng viên.", False),
        ("Hiện nay, Đảng bộ tỉnh Sơn La có 92.000 đảng viên.", True),
        ("Hiện nay, Đảng bộ tỉnh Sơn La có 920 đảng viên.", False),
        ("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên.", True),
        ("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 21.000 đảng viên.", False),
        ("Năm 2020, Chi bộ thôn Nà Lũng kết nạp 1 đảng viên.", True),
        ("Năm 2020, Chi bộ thôn Nà Lũng kết nạp 210 đảng viên.", False),
    ],
)
def test_figures_of_a_level(body: str, plausible: bool) -> None:
    found = doubts(body)
    assert (found == {}) is plausible
    if not plausible:
        assert all(doubted == {"implausible_value"} for doubted in found.values())


# -- what every flag owes ----------------------------------------------------------------------------------------------

DOUBTFUL = [
    "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 142/270 đảng viên, đạt 52,53% chỉ tiêu.",
    "Đảng bộ tỉnh Sơn La có 500 tổ chức cơ sở đảng, gồm 200 đảng bộ cơ sở và 299 chi bộ cơ sở.",
    "Hiện nay, Chi bộ thôn Nà Lũng có 4.000 đảng viên.",
    "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 20 đảng viên (nữ 25).",
    "Năm 2020, Đảng bộ huyện Mai Sơn đổi mới. Toàn huyện kết nạp 120 đảng viên.",
]


@pytest.mark.parametrize("body", DOUBTFUL)
def test_every_flag_is_known_and_explained(body: str) -> None:
    found = facts(body)
    assert any(fact.flags for fact in found)
    for fact in found:
        assert list(fact.flags) == sorted(set(fact.flags))
        assert set(fact.flags) <= set(flags())
        assert set(fact.explanations) == set(fact.explanations_vi) == set(fact.flags)
        assert all(fact.explanations.values()) and all(fact.explanations_vi.values())


@pytest.mark.parametrize("body", DOUBTFUL)
def test_a_flag_that_asks_for_a_reader_brings_the_fact_into_the_queue(body: str) -> None:
    for fact in facts(body):
        if any(flags()[flag].review for flag in fact.flags):
            assert "needs_review" in fact.flags
