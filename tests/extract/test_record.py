"""The record of an article: whole, stable, one fact a figure, and honest about what is not known."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract import extract
from schema import ArticleInput, Fact, Paragraph, Record, flags, indicators, qualifiers

TITLE = "Đảng bộ huyện Mai Sơn phát triển đảng viên"
LEAD = "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên, đạt 105% chỉ tiêu, trong đó có 96 nữ."
PLAN = (
    "Thực hiện Nghị quyết số 21-NQ/TW ngày 16/6/2022, năm 2023, Đảng bộ huyện Mai Sơn phấn đấu kết nạp 220 đảng viên."
)
STOCK = "Đến ngày 31/12/2020, Đảng bộ huyện Mai Sơn có 8.120 đảng viên."
ARTICLE = [TITLE, LEAD, PLAN, STOCK]


def record(*lines: str, **known: Any) -> Record:
    return extract(ArticleInput(id="mai-son", text="\n".join(lines), **known))


def told(found: Record) -> list[tuple[str, float | None, str]]:
    return [(fact.indicator, fact.value, fact.modality) for fact in found.facts]


# -- ids ---------------------------------------------------------------------------------------------------------------

GROWN = [
    [*ARTICLE, "Huyện ủy yêu cầu các chi bộ tiếp tục rà soát nguồn."],
    [*ARTICLE, "Cũng trong năm 2020, Đảng bộ xã Chiềng Ban kết nạp 12 đảng viên."],
    ["Cập nhật lúc 08:15, Thứ Tư, 20/01/2021 (GMT+7)", *ARTICLE],
    [TITLE, "Công tác phát triển đảng viên luôn được quan tâm.", LEAD, PLAN, STOCK],
    [TITLE, LEAD, "Ảnh: Lễ kết nạp đảng viên ở xã Chiềng Ban", PLAN, STOCK],
    [*ARTICLE, "Bài, ảnh: Thu Hà", "Tin liên quan", "Mường La kết nạp 180 đảng viên"],
]


@pytest.mark.parametrize("lines", GROWN, ids=range(len(GROWN)))
def test_ids_stay_when_the_article_grows_elsewhere(lines: list[str]) -> None:
    before, after = record(*ARTICLE), record(*lines)
    assert len(before.facts) == 4
    assert {fact.id for fact in before.facts} <= {fact.id for fact in after.facts}


def test_ids_tell_the_facts_of_an_article_apart() -> None:
    ids = [fact.id for fact in record(*ARTICLE).facts]
    assert len(set(ids)) == len(ids)


def test_another_figure_is_another_fact() -> None:
    changed = [line.replace("210", "212") for line in ARTICLE]
    before, after = ({f.value: f.id for f in record(*lines).facts} for lines in (ARTICLE, changed))
    assert before[210.0] not in after.values()
    assert before[8120.0] == after[8120.0]


def test_two_articles_never_share_an_id() -> None:
    text = "\n".join(ARTICLE)
    one, two = (extract(ArticleInput(id=name, text=text)) for name in ("a", "b"))
    assert not {f.id for f in one.facts} & {f.id for f in two.facts}


def test_the_same_input_gives_the_same_record() -> None:
    assert record(*ARTICLE).to_json() == record(*ARTICLE).to_json()


# -- one fact a figure -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "body", "value"),
    [
        ("Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên", LEAD, 210),
        ("Mai Sơn: 210 đảng viên mới được kết nạp", LEAD, 210),
        ("Hơn 200 đảng viên được kết nạp ở Mai Sơn", LEAD, 210),
        ("Gần 600 đảng viên được kết nạp", "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 556 đảng viên.", 556),
        ("Kết nạp trên 1.000 đảng viên", "Năm 2020, Đảng bộ tỉnh Sơn La kết nạp 1.092 đảng viên.", 1092),
    ],
)
def test_the_headline_yields_to_the_body(title: str, body: str, value: float) -> None:
    admitted = [f for f in record(title, body).facts if f.indicator == "members_admitted" and not f.qualifiers]
    assert [fact.value for fact in admitted] == [value]
    assert admitted[0].start > len(title)
    assert admitted[0].unit is not None and admitted[0].period is not None


@pytest.mark.parametrize(
    "title",
    ["Đảng bộ huyện Mai Sơn kết nạp 340 đảng viên trong hai năm", "Mai Sơn: 31 đảng viên nhận Huy hiệu Đảng"],
)
def test_a_headline_that_tells_something_else_stays(title: str) -> None:
    values = [fact.value for fact in record(title, LEAD).facts]
    assert 210.0 in values
    assert set(values) - {210.0, 96.0}


def test_a_caption_and_a_later_sentence_tell_it_again() -> None:
    caption = "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên. Ảnh: Thu Hà"
    again = "Như vậy, năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên."
    assert told(record(TITLE, caption, LEAD, again)) == told(record(TITLE, LEAD))


@pytest.mark.parametrize(
    "body",
    [
        "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 12 đảng viên. Năm 2020, Đảng bộ huyện Mường La kết nạp 12 đảng viên.",
        "Năm 2019, Đảng bộ huyện Mai Sơn kết nạp 12 đảng viên. Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 12 đảng viên.",
        "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 12 đảng viên. Năm 2021, Đảng bộ huyện phấn đấu kết nạp 12 đảng viên.",
        "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 12 đảng viên, công nhận chính thức 12 đảng viên.",
    ],
)
def test_equal_figures_of_different_things_are_two_facts(body: str) -> None:
    assert [fact.value for fact in record(TITLE, body).facts] == [12.0, 12.0]


# -- the contract ------------------------------------------------------------------------------------------------------

# The keys of contract version 1, in its order; further keys may stand anywhere between them.
KEYS = {
    "": "version article documents dates units facts flags",
    "article": "id path url title published author syndicated_from site text",
    "documents": "start end text type number symbol canonical date issuer issuer_level title antecedent flags",
    "dates": "start end text from to precision anchored",
    "units": "start end text name kind level province place_code place_today parent flags",
    "facts": "id indicator value value_max approximation target rate share modality qualifiers unit period evidence rule "
    "confidence flags explanations",
    "facts.unit": "name start end level province place_code",
    "facts.period": "from to start end",
    "facts.evidence": "start end text",
}


def part_of(whole: dict[str, Any], path: str) -> dict[str, Any]:
    for key in path.split(".") if path else []:
        whole = whole[key][0] if isinstance(whole[key], list) else whole[key]
    return whole


@pytest.mark.parametrize("path", KEYS)
def test_keys_stand_in_the_order_of_the_contract(path: str) -> None:
    wanted = KEYS[path].split()
    keys = list(part_of(json.loads(record(*ARTICLE).to_json()), path))
    assert [key for key in keys if key in wanted] == wanted


def test_a_fact_begins_with_where_it_stands() -> None:
    keys = list(part_of(json.loads(record(*ARTICLE).to_json()), "facts"))
    assert {"start", "end", "text", "id"} <= set(keys[:4])


def test_what_is_not_known_is_null_and_written() -> None:
    written = json.loads(record(*ARTICLE).to_json())
    assert written["article"]["url"] is None and written["article"]["author"] is None
    stock = next(fact for fact in written["facts"] if fact["indicator"] == "members_total")
    assert stock["target"] is None and stock["rate"] is None and stock["value_max"] is None
    assert stock["period"]["from"] is None and stock["period"]["to"] == "2020-12-31"


def test_json_and_back() -> None:
    made = record(*ARTICLE, published=date(2021, 1, 20), url="https://bao.example/1.html")
    line = made.to_json()
    assert "\n" not in line
    assert Record.model_validate_json(line) == made
    assert Record.model_validate_json(line).to_json() == line


def test_separators_of_lines_inside_a_text_do_not_break_the_line() -> None:
    made = record(TITLE, LEAD + "\u2028" + STOCK + "\u2029")
    assert len(made.to_json().splitlines()) == 1
    assert Record.model_validate_json(made.to_json()) == made


@pytest.mark.parametrize("name", ["path", "url", "author", "syndicated_from", "site", "title"])
def test_what_is_given_stands_in_the_record(name: str) -> None:
    assert getattr(record(*ARTICLE, **{name: "Đã cho"}).article, name) == "Đã cho"


@pytest.mark.parametrize(
    ("sentence", "from_", "to"),
    [
        ("6 tháng đầu năm, Đảng bộ huyện Mai Sơn kết nạp 90 đảng viên.", date(2022, 1, 1), date(2022, 6, 30)),
        ("Từ đầu năm đến nay, Đảng bộ huyện Mai Sơn kết nạp 90 đảng viên.", date(2022, 1, 1), date(2022, 7, 9)),
        ("Quý II, Đảng bộ huyện Mai Sơn kết nạp 90 đảng viên.", date(2022, 4, 1), date(2022, 6, 30)),
    ],
)
def test_the_day_of_publication_dates_what_the_text_leaves_open(sentence: str, from_: date, to: date) -> None:
    (dated,) = record(TITLE, sentence, published=date(2022, 7, 9)).facts
    assert dated.period is not None
    assert (dated.period.from_, dated.period.to) == (from_, to)
    (undated,) = record(TITLE, sentence).facts
    assert undated.period is None or undated.period.from_ is None


def test_the_province_from_outside_names_the_whole_province() -> None:
    (fact,) = record(
        "Một năm nhiều kết quả", "Năm 2020, toàn tỉnh kết nạp 3.120 đảng viên.", province="tỉnh Sơn La"
    ).facts
    assert fact.unit is not None and "Sơn La" in fact.unit.name
    assert "toàn tỉnh" in fact.evidence.text


# -- any text ----------------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    "Đảng bộ huyện Mai Sơn|toàn tỉnh|Chi bộ thôn 3|UBKT Huyện ủy|kết nạp|khai trừ|kiểm tra|giám sát|đảng viên|quần chúng|chi bộ|tổ chức đảng|"
    "142/270|1.092|52,53%|hơn 200|hai|50 - 60|mỗi nơi 12|đạt|vượt|chỉ tiêu|trong đó có|nữ|(|)|,|;|.|:|\n|năm 2020|quý I/2021|"
    "6 tháng đầu năm|Tính đến ngày 30/6|nhiệm kỳ 2020 - 2025|phấn đấu|nâng tổng số|lên|tăng|so với cùng kỳ|Nghị quyết số 21-NQ/TW|"
    "Huy hiệu 70 năm tuổi Đảng|đợt 7/11|chiếm|%|“|”|\u00a0|Theo Báo X|Lượt xem: 41".split("|")
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=45).map(" ".join))


@settings(max_examples=300, deadline=None)
@example("kết nạp \U00010d41\U00010d42 đảng viên, đạt \U00010d40%", None)  # digits that Python does not read
@given(_TEXTS, st.sampled_from([None, date(2021, 7, 9)]))
def test_any_text_gives_a_record_that_holds(raw: str, published: date | None) -> None:
    made = record(TITLE, raw, published=published)
    text = made.article.text
    assert text.startswith(TITLE)
    assert Record.model_validate_json(made.to_json()) == made
    for fact in made.facts:
        assert text[fact.start : fact.end] == fact.text
        assert fact.evidence.start <= fact.start < fact.end <= fact.evidence.end
        assert "\n" not in fact.evidence.text
        assert fact.indicator in indicators() and set(fact.qualifiers) <= set(qualifiers())
        assert list(fact.qualifiers) == sorted(fact.qualifiers)
        if fact.unit is not None and fact.unit.start is not None:
            assert 0 <= fact.unit.start < (fact.unit.end or 0) <= len(text)
        if fact.period is not None and fact.period.from_ and fact.period.to:
            assert fact.period.from_ <= fact.period.to
    for found in (made.documents, made.dates, made.units, made.facts):
        starts = [span.start for span in found]
        assert starts == sorted(starts)


# -- the editors' queue ------------------------------------------------------------------------------------------------


def only(*lines: str) -> Fact:
    (fact,) = record(TITLE, *lines).facts
    return fact


def test_a_plain_statement_needs_no_reader() -> None:
    fact = only("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên.")
    assert "needs_review" not in fact.flags
    assert fact.confidence > 0.8


@pytest.mark.parametrize(
    "sentence",
    [
        "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 142/270 đảng viên, đạt 52,53% chỉ tiêu.",
        "Hiện nay, Chi bộ thôn Nà Lũng có 4.000 đảng viên.",
        "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 41/4,974 đảng viên.",
    ],
)
def test_doubtful_figures_need_a_reader(sentence: str) -> None:
    fact = only(sentence)
    assert "needs_review" in fact.flags
    assert "needs_review" in fact.explanations and "needs_review" in fact.explanations_vi


def test_what_is_taken_from_before_says_so() -> None:
    stated = "Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên."
    first, second = record(TITLE, stated + " Toàn huyện công nhận chính thức 180 đảng viên.").facts
    assert first.flags == ()
    assert "period_inferred" in second.flags
    assert not any(flags()[flag].review for flag in first.flags)


def test_paragraphs_of_a_page_are_read_like_a_text() -> None:
    paragraphs = tuple(Paragraph(text=line) for line in ARTICLE)
    page = extract(ArticleInput(id="mai-son", paragraphs=paragraphs))
    assert page.facts == record(*ARTICLE).facts
