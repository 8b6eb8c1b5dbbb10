"""Who wrote an article, from which paper it is, and which paper it stands in."""

from __future__ import annotations

import pytest

from tests.extract.article_pages import ARTICLE, BODY, TITLE, of


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Bài, ảnh: Trần Tú", "Trần Tú"),
        ("Tin, ảnh: Lê Ngân, BBT", "Lê Ngân, BBT"),
        ("Tác giả: Phan Hoài Hương", "Phan Hoài Hương"),
        ("MAI ANH", "MAI ANH"),
        ("Văn Việt", "Văn Việt"),
        ("Nguyễn Thị Minh Châu", "Nguyễn Thị Minh Châu"),
        ("H.Tr", "H.Tr"),
        ("N.Mai", "N.Mai"),
        ("P.V", "P.V"),
        ("QT", "QT"),
    ],
)
def test_authors(line: str, author: str) -> None:
    found = of([*ARTICLE, line])
    assert found.author == author
    assert found.text.raw.split("\n") == ARTICLE


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Theo Báo Quảng Trị", "Báo Quảng Trị"),
        ("(Theo TTXVN)", "TTXVN"),
        ("Nguồn: Báo Nhân Dân", "Báo Nhân Dân"),
        ("Theo Tạp chí Xây dựng Đảng", "Tạp chí Xây dựng Đảng"),
        ("TTXVN", "TTXVN"),
    ],
)
def test_credits(line: str, source: str) -> None:
    found = of([*ARTICLE, line])
    assert found.syndicated_from == source
    assert found.author is None
    assert found.text.raw.split("\n") == ARTICLE


def test_author_and_credit() -> None:
    found = of([*ARTICLE, "Minh Tuệ", "Theo Báo Quảng Trị"])
    assert (found.author, found.syndicated_from) == ("Minh Tuệ", "Báo Quảng Trị")


@pytest.mark.parametrize(
    ("lead", "site"),
    [("(QBĐT) - ", "QBĐT"), ("(ĐN)- ", "ĐN"), ("CTTBTG - ", "CTTBTG"), ("VOV.VN - ", "VOV.VN"), ("[GLO] - ", "GLO")],
)
def test_the_cue_of_the_paper_names_the_site_and_stays(lead: str, site: str) -> None:
    found = of([TITLE, lead + BODY[0], BODY[1]])
    assert found.site == site
    assert found.text.raw.split("\n")[1] == lead + BODY[0]


@pytest.mark.parametrize(
    "lead", ["UBND huyện vừa họp. ", "(Tiếp theo kỳ trước) ", "BTV Huyện ủy - cơ quan lãnh đạo - "]
)
def test_no_cue_of_a_paper(lead: str) -> None:
    assert of([TITLE, lead + BODY[0], BODY[1]]).site is None


@pytest.mark.parametrize(
    "last", ["Chi bộ có 31 đảng viên.", "Đảng viên đi trước", "Tất cả vì nhân dân!", "Vĩnh Linh, năm 2021"]
)
def test_a_short_last_line_may_be_text(last: str) -> None:
    found = of([*ARTICLE, last])
    assert found.author is None
    assert found.text.raw.endswith(last)
