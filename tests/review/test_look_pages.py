"""The researchers' pages over a small store, on both databases."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pandas as pd
import pytest
from sqlalchemy import Engine

import db
from tests.databases import copy_database
from tests.review import look_store
from tests.review.visiting import Visit


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A SQLite file with the articles of all these tests, made once."""
    file = tmp_path_factory.mktemp("look") / "chibo.sqlite3"
    engine = db.engine(f"sqlite:///{file}")
    db.migrate(engine)
    keys = look_store.fill(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file, keys


@pytest.fixture
def store(database: Engine, request: pytest.FixtureRequest) -> dict[str, int]:
    if database.dialect.name != "sqlite":
        return look_store.fill(database)
    file, keys = request.getfixturevalue("filled")
    database.dispose()
    copy_database(file, Path(database.url.database or ""))
    return dict(keys)


def _text(page: str) -> str:
    """What a page says, without its markup."""
    main = page.partition("<main")[2] or page
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def _rows(visit: Visit, path: str) -> list[dict[str, str]]:
    answer = visit.get(path)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def _figure(visit: Visit, **wanted: str) -> dict[str, str]:
    return next(
        row for row in _rows(visit, "/figures.csv") if all(row[name] == value for name, value in wanted.items())
    )


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("province=Hà Nội", {"3000", "900"}),
        ("province=Hà Nội&qualifier=female", {"900"}),
        ("indicator=orgs_total", {"79", "77"}),
        ("from=2025&indicator=members_admitted", {"2444"}),
        ("to=2022", {"1210"}),
        ("from=2024-06-30&to=2024-06-30&level=province&province=Lào Cai", {"600", "1445"}),
        ("unit=Suối", {"79", "77"}),
        ("state=conflict", {"79", "77"}),
        ("level=district", {"79", "77"}),
        ("modality=target", set()),
        ("measure=share", set()),
        ("verified=yes", set()),
    ],
)
def test_filters_show_what_they_say_and_a_download_has_the_same(
    visit: Visit, store: dict[str, int], query: str, values: set[str]
) -> None:
    rows = _rows(visit, f"/figures.csv?{query}")
    told = {row["value"] for row in rows}
    assert told <= values and bool(told) == bool(values)
    page = visit.get(f"/figures?{query}").text
    assert {row["figure_id"] for row in rows} == set(re.findall(r'class="number" href="/figures/([0-9a-f]+)"', page))
    if not values:
        assert "Không có số liệu nào phù hợp" in page


def test_a_view_is_its_address(visit: Visit, store: dict[str, int]) -> None:
    sent = visit.get("/figures?province=L%C3%A0o+Cai&indicator=&from=2024&to=&sort=-period")
    assert sent.status_code == 303
    assert sent.headers["location"] == "/figures?province=L%C3%A0o+Cai&from=2024&sort=-period"
    page = visit.get(sent.headers["location"]).text
    assert 'value="Lào Cai" selected' in page and 'name="from" type="text" value="2024"' in page
    assert 'href="/figures.csv?province=L%C3%A0o+Cai&amp;from=2024&amp;sort=-period"' in page


def test_what_cannot_be_used_is_said_beside_its_field(visit: Visit, store: dict[str, int]) -> None:
    page = visit.get("/figures?from=2024-13&after=nowhere&sort=-nothing")
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text and "Hãy viết 2024, 2024-07 hoặc 2024-07-15" in page.text


def test_pages_follow_one_another_without_gap_or_repetition(
    visit: Visit, store: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.pages.figures.ON_A_PAGE", 2)
    expected = [row["figure_id"] for row in _rows(visit, "/figures.csv?sort=period")]
    seen: list[str] = []
    address: str | None = "/figures?sort=period"
    while address:
        page = visit.get(address).text
        seen += re.findall(r'class="number" href="/figures/([0-9a-f]+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(following[1]) if following else None
    assert seen == expected and len(seen) == len(set(seen)) > 4


def test_the_same_figures_in_every_format(visit: Visit, store: dict[str, int]) -> None:
    rows = _rows(visit, "/figures.csv?province=Lào Cai")
    as_json = json.loads(visit.get("/figures.json?province=Lào Cai").content)
    book = openpyxl.load_workbook(io.BytesIO(visit.get("/figures.xlsx?province=Lào Cai").content), data_only=False)
    sheet = list(book.active.values)
    frame = pd.read_parquet(io.BytesIO(visit.get("/figures.parquet?province=Lào Cai").content))
    ids = [row["figure_id"] for row in rows]
    assert len(ids) > 4
    assert [row["figure_id"] for row in as_json] == ids == list(frame["figure_id"])
    column = list(sheet[0]).index("value")
    numbers = [row["value"] for row in as_json]
    assert [line[column] for line in sheet[1:]] == numbers == list(frame["value"])
    assert [float(row["value"]) for row in rows] == numbers


def test_a_file_is_named_with_its_day_and_runs_nothing(visit: Visit, store: dict[str, int]) -> None:
    answer = visit.get("/figures.csv?level=cell")
    assert answer.headers["content-disposition"] == 'attachment; filename="chibo-figures-2026-03-02.csv"'
    assert next(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))["unit"] == f"'{look_store.FORMULA}"
    book = openpyxl.load_workbook(io.BytesIO(visit.get("/figures.xlsx?level=cell").content))
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert look_store.FORMULA in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value == look_store.FORMULA} == {"s"}


def test_a_figure_leads_to_its_sentence_in_the_article(visit: Visit, store: dict[str, int]) -> None:
    row = _figure(visit, value="1445")
    page = visit.get(f"/figures/{row['figure_id']}").text
    told = _text(page)
    assert "1.445" in told and "/1.400" in told and "103,21 %" in told and "năm 2024" in told
    link = re.search(r'href="(/articles/\d+\?fact=[^"]+)#(fact-[^"]+)"', page)
    assert link
    article = visit.get(unescape(link[1])).text
    assert f'id="{link[2]}"' in article
    sentence = re.search(r'<span class="told">(.*?)</p>', article, re.S)
    assert sentence and "Năm 2024" in article
    assert '<mark class="evidence figure asked">1445 đảng viên</mark>' in article


def test_doubts_are_told_with_the_number(visit: Visit, store: dict[str, int]) -> None:
    assert "1 điểm nghi ngờ" in _text(visit.get("/figures?to=2024-12&from=2024-12&province=Lào Cai").text)
    told = _text(visit.get(f"/figures/{_figure(visit, value='1445')['figure_id']}").text)
    assert "Đơn vị" in told and "suy ra" in told.lower()


def test_a_figure_can_be_quoted(visit: Visit, store: dict[str, int]) -> None:
    row = _figure(visit, value="1445")
    quotation = re.search(r"<textarea[^>]*>(.*?)</textarea>", visit.get(f"/figures/{row['figure_id']}").text, re.S)
    assert quotation
    said = unescape(quotation[1])
    for part in (
        "Đảng bộ tỉnh Lào Cai",
        "năm 2024",
        "1.445/1.400",
        "Báo Mẫu",
        "05/01/2025",
        row["figure_id"],
        "02/03/2026",
    ):
        assert part in said


def test_both_sides_of_a_conflict_are_told(visit: Visit, store: dict[str, int]) -> None:
    for path in ("/conflicts", f"/figures/{_figure(visit, state='conflict')['figure_id']}"):
        told = _text(visit.get(path).text)
        for part in ("79 tổ chức đảng", "77 tổ chức đảng", "Báo Mẫu", "Báo Khác", "được chọn"):
            assert part in told, path


def test_what_an_editor_confirmed_is_marked(visit: Visit, database: Engine, store: dict[str, int]) -> None:
    row = _figure(visit, value="1445")
    look_store.accept(database, row["fact_id"])
    assert [each["value"] for each in _rows(visit, "/figures.csv?verified=yes")] == ["1445"]
    assert "đã kiểm tra" in _text(visit.get("/figures?verified=yes").text).partition("Nêu gần nhất")[2]


def test_numbers_are_written_as_the_language_writes_them(visit: Visit, store: dict[str, int]) -> None:
    figure = _figure(visit, value="1445")["figure_id"]
    assert "103,21 %" in _text(visit.get(f"/figures/{figure}").text)
    visit.send("/language", value="en")
    page = _text(visit.get(f"/figures/{figure}").text)
    assert "1,445" in page and "103.21 %" in page and "year 2024" in page and "Party members admitted" in page


def test_a_series_draws_years_plans_and_part_years_apart(visit: Visit, store: dict[str, int]) -> None:
    page = visit.get("/series?province=Lào Cai").text
    lines = page.partition('<svg class="chart lines"')[2].partition("</svg>")[0]
    assert lines.count('class="dot year"') == 4 and lines.count('class="dot year_to_date"') == 1
    assert lines.count('class="dot target"') == 1
    paths = re.findall(r'class="stroke" d="M([^"]+)"', lines)
    assert [path.count("L") + 1 for path in paths] == [3], "the merger is no line"
    assert "đến hết 30-6-2025" in page and "từ 1-7-2025" in page
    assert 'class="break"' in lines and "01/07/2025" in lines
    assert "style=" not in lines
    table = _text(page.partition('<details class="data">')[2])
    for number in ("1.210", "1.300", "hơn 600", "1.445", "2.444"):
        assert number in table
    downloaded = {row["value"] for row in _rows(visit, "/series.csv?province=Lào Cai")}
    assert downloaded == {"1210", "1300", "600", "1445", "2444"}


def test_a_series_of_nobody_shows_an_example(visit: Visit, store: dict[str, int]) -> None:
    page = visit.get("/series").text
    assert "Ví dụ" in page and 'class="dot year"' in page
    assert 'type="hidden" name="province"' not in page, "an example is not kept"


def test_a_ranking_names_those_of_whom_nothing_is_told(visit: Visit, store: dict[str, int]) -> None:
    told = _text(visit.get("/ranking?year=2024").text)
    assert told.index("Hà Nội 3.000") < told.index("Lào Cai 1.445")
    assert "Có số liệu của 2 trên 63 tỉnh" in told and "không có nghĩa là bằng 0" in told
    assert "Yên Bái" in told.partition("Chưa có số liệu của")[2]
    today = _text(visit.get("/ranking?year=2025").text)
    assert "Có số liệu của 1 trên 34 tỉnh" in today and "2.444" in today
    assert [row["value"] for row in _rows(visit, "/ranking.csv?year=2024")] == ["3000", "1445"]


def test_maps_of_today_and_before_stand_apart(visit: Visit, store: dict[str, int]) -> None:
    page = visit.get("/map?year=2025&before=2024").text
    today, before = page.split('<svg class="chart tiles"')[1:3]
    assert today.count('class="tile ') - today.partition("</svg>")[2].count('class="tile ') == 34
    assert before.count('class="tile ') - before.partition("</svg>")[2].count('class="tile ') == 63
    assert "2.444" in today and "1.445" not in today and "1.445" in before and "3.000" in before
    assert "style=" not in page.partition("<main")[2]


def test_articles_are_found_with_and_without_accents(visit: Visit, store: dict[str, int]) -> None:
    for query in ('"Suối Đá"', "suoi da"):
        page = visit.get(f"/articles?q={quote(query)}").text
        assert page.count("<h2><a href=") == 2 and "<mark>" in page
    assert visit.get("/articles?source=bao-khac").text.count("<h2><a href=") == 2
    assert visit.get("/articles?from=2026").text.count("<h2><a href=") == 1
    assert "Hãy gõ một từ" in visit.get("/articles?q=-").text


def test_an_article_shows_all_that_was_read_in_it(visit: Visit, store: dict[str, int]) -> None:
    page = visit.get(f"/articles/{store['2024']}").text
    for kind, words in (
        ("figure", "1445 đảng viên"),
        ("unit", "Đảng bộ tỉnh Lào Cai"),
        ("date", "Năm 2024"),
    ):
        assert f'<mark class="evidence {kind}">{words}</mark>' in page
    assert re.search(r'<mark class="evidence document"><a href="/documents/[0-9a-f]+">Nghị quyết số 21-NQ/TW</a>', page)
    rows = _rows(visit, f"/articles/{store['2024']}/facts.csv")
    assert [(row["value"], row["evidence"]) for row in rows] == [
        ("1445", "Năm 2024, Đảng bộ tỉnh Lào Cai kết nạp 1445 đảng viên.")
    ]


def test_versions_of_an_article_are_compared(visit: Visit, store: dict[str, int]) -> None:
    page = visit.get(f"/articles/{store['2022']}/revisions").text
    assert "<del>1200</del>" in page and "<ins>1210</ins>" in page
    assert "2 phiên bản" in visit.get(f"/articles/{store['2022']}").text
    assert "chưa sửa bài này" in visit.get(f"/articles/{store['2023']}/revisions").text


def test_a_document_tells_who_carries_it_out_with_what(visit: Visit, store: dict[str, int]) -> None:
    listed = visit.get("/documents?q=nghị quyết 21").text
    found = re.search(r'<a href="(/documents/[0-9a-f]+)">21-NQ/TW</a>', listed)
    assert found
    page = visit.get(found[1]).text
    told = _text(page)
    assert "Lào Cai" in told and "01/2025" in told and "Nghị quyết số 21-NQ/TW" in told
    assert "15-KH/TU" in told.partition("Cùng những văn bản địa phương nào")[2]
    assert [row["text"] for row in _rows(visit, f"{found[1]}/citations.csv")] == ["Nghị quyết số 21-NQ/TW"]
    assert "Không có văn bản" in visit.get("/documents?q=9999").text


def test_a_unit_goes_through_its_merger(visit: Visit, store: dict[str, int]) -> None:
    listed = visit.get("/units?q=lao cai").text
    links = re.findall(r'href="(/units/[^"]+)">Đảng bộ tỉnh Lào Cai<', listed)
    assert len(links) == 2
    pages = [_text(visit.get(unescape(link)).text) for link in links]
    old = next(page for page in pages if "Trở thành" in page)
    new = next(page for page in pages if "Hình thành từ" in page)
    assert "Nay thuộc: Tỉnh Lào Cai" in old and "01/07/2025" in old
    assert "Tỉnh Yên Bái" in new.partition("Hình thành từ")[2]


def test_sources_tell_what_failed_and_why(visit: Visit, store: dict[str, int]) -> None:
    told = _text(visit.get("/sources").text)
    assert "Báo Mẫu" in told and "hoàn tất" in told and "HTTP 503" in told and "Báo Khác" in told
    assert "chưa bao giờ" in told


def test_what_changed_is_told_figure_by_figure(visit: Visit, store: dict[str, int]) -> None:
    told = _text(visit.get("/changes").text)
    assert "02/03/2026" in told, "the night by the clock of Vietnam"
    article = told.partition("Lào Cai năm 2022")[2].partition("Lào Cai năm 2023")[0]
    assert "1.200 → 1.210" in article
    assert "Ngày này không đọc bài nào" in visit.get("/changes?day=2001-01-01").text


def test_coverage_counts_articles_and_figures(visit: Visit, store: dict[str, int]) -> None:
    page = visit.get("/coverage").text
    assert re.search(r'source=bao-mau&amp;from=2025-01&amp;to=2025-01">3</a>', page)
    assert re.search(r'province=H%C3%A0%20N%E1%BB%99i&amp;indicator=members_admitted">2</a>', page)


@pytest.mark.parametrize(
    "path",
    "/figures /series /series?province=Nowhere /ranking /map /conflicts /articles /documents /units /sources /changes"
    " /coverage".split(),
)
def test_an_empty_store_says_what_to_do(visit: Visit, path: str) -> None:
    page = visit.get(path)
    assert page.status_code == 200
    assert 'class="empty"' in page.text or path == "/map"


@pytest.mark.parametrize(
    "path",
    [
        "/figures/none",
        "/articles/999999",
        "/articles/99999999999999999999",
        "/documents/none",
        "/units/none",
        "/articles/1/revisions",
        "/figures.pdf",
    ],
)
def test_what_is_not_there_is_told(visit: Visit, path: str) -> None:
    assert visit.get(path).status_code == 404


def test_what_an_article_says_is_never_markup(visit: Visit, store: dict[str, int]) -> None:
    paths = [
        f"/articles/{store['la']}",
        "/articles",
        "/articles?q=alert",
        "/changes",
        f"/figures?unit={quote(look_store.HOSTILE)}",
    ]
    paths += [f"/figures/{_figure(visit, unit_level='cell')['figure_id']}", f"/articles/{store['la']}/revisions"]
    for path in paths:
        answer = visit.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text, path


@pytest.mark.parametrize(
    "path", ["/figures", "/articles", "/documents", "/units", "/series", "/ranking", "/map", "/changes"]
)
def test_nothing_in_an_address_breaks_a_page(visit: Visit, store: dict[str, int], path: str) -> None:
    values = ["'", "%F0%9F%92%A9" * 300, "-1", "9" * 40, "%3Cscript%3E", "%2525", "*", '"', "2024-02-31"]
    names = (
        "q province indicator unit from to after start sort year before part measure qualifier day level state".split()
    )
    for value in values:
        answer = visit.get(f"{path}?" + "&".join(f"{name}={value}" for name in names))
        assert answer.status_code == 200, (path, value, answer.text[-500:])
