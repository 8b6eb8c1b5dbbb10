"""Full-text search: what is found by what was typed, in which order, and that nothing typed does harm."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

import db
from db.repository import search
from db.repository.search import QueryError
from db.search_query import read_query
from tests.db.records import add_revision

TEXTS = {
    "đường": "Mở đường lên bản Khau Lạn\nĐảng viên góp đất làm đường.",
    "duong": "Ong Duong ke chuyen lang",
    "năm": "Năm học mới ở Suối Đá",
    "Nam": "Việt Nam trên bản đồ",
    "nghị quyết": "Học tập Nghị quyết số 21-NQ/TW\nToàn huyện học tập “Dân vận khéo” và Nghị quyết 18.",
    "kết luận": "Kết luận số 21-KL/TW\nNghị quyết nêu ở trên do TW ban hành, có 21 điểm.",
    "Hòa Bình": "Uỷ ban xã Hoà Bình\nChuyển đổi số ở cơ sở.",
    "khéo": "Vận động khéo trong dân\nVận dân khéo thì việc gì cũng xong. Chuyện chuyên đề.",
}


@pytest.fixture
def filled(database: Engine) -> Engine:
    with db.writing(database) as connection:
        for name, body in TEXTS.items():
            add_revision(connection, body, f"https://bao.example/{name}")
        search.index_stale(connection)
    return database


def _found(engine: Engine, query: str, **filters: Any) -> tuple[set[str], set[str]]:
    """Names of the articles found with all accents, and of those found without."""
    with engine.connect() as connection:
        hits = search.find(connection, query, **filters).hits
    names = [(hit.url.rpartition("/")[2], hit.exact) for hit in hits]
    assert sorted(names, key=lambda hit: not hit[1]) == names, "exact hits come first"
    return {name for name, exact in names if exact}, {name for name, exact in names if not exact}


# What is typed, whose texts have it with all accents, whose only without.
QUERIES = [
    ("đường", {"đường"}, {"duong"}),
    ("ĐƯỜNG", {"đường"}, {"duong"}),
    ("duong", {"duong"}, {"đường"}),
    ("năm", {"năm"}, {"Nam"}),
    ("nam", {"Nam"}, {"năm"}),
    ("dang vien", set(), {"đường"}),
    ("đảng viên", {"đường"}, set()),
    ("viên đảng", {"đường"}, set()),
    ("đảng vien", set(), {"đường"}),
    ('"viên đảng"', set(), set()),
    ('"dân vận khéo"', {"nghị quyết"}, set()),
    ("“dân vận khéo”", {"nghị quyết"}, set()),
    ("dân vận khéo", {"nghị quyết", "khéo"}, set()),
    ('"dan van kheo"', set(), {"nghị quyết"}),
    ('"dân vận khéo', {"nghị quyết"}, set()),
    ("21-NQ/TW", {"nghị quyết"}, set()),
    ("21-nq/tw", {"nghị quyết"}, set()),
    ("21–NQ/TW", {"nghị quyết"}, set()),
    ("nghị quyết 21", {"nghị quyết", "kết luận"}, set()),
    ("nghị quyết -kết", {"nghị quyết"}, set()),
    ("nghị quyết -ket", {"nghị quyết"}, set()),
    ('nghị -"dân vận"', {"kết luận"}, set()),
    ("nghị quyết − học", {"nghị quyết"}, set()),
    ("nghị - kết", {"kết luận"}, set()),
    ("Hòa Bình", {"Hòa Bình"}, set()),
    ("hoà bình", {"Hòa Bình"}, set()),
    ("hoa binh", set(), {"Hòa Bình"}),
    ("chuy*", {"khéo", "Hòa Bình", "duong"}, set()),
    ("chuyể*", {"Hòa Bình"}, {"khéo", "duong"}),
    ('"vận động khéo tro*"', {"khéo"}, set()),
    ('"vận động khéo tro"*', {"khéo"}, set()),
    ("ch*", set(), set()),
    ("chu*", {"khéo", "Hòa Bình", "duong"}, set()),
    ("không có", set(), set()),
    ("đường AND bản", set(), set()),
    ("exact:đường", set(), set()),
    ("đường)", {"đường"}, {"duong"}),
    ("(đường & !bản) | <-> :*", {"đường"}, set()),
    ("'đường'", {"đường"}, {"duong"}),
    ("đường\0", {"đường"}, {"duong"}),
]


def test_what_is_found(filled: Engine) -> None:
    found = [(query, *_found(filled, query)) for query, _, _ in QUERIES]
    assert found == QUERIES


def test_a_query_without_a_word_is_told_so(filled: Engine) -> None:
    with filled.connect() as connection:
        for query in ["", "   ", '""', "-", "*", "()", "\0", "–", "-đường", '-"đường làng"']:
            with pytest.raises(QueryError, match="no word to look for"):
                search.find(connection, query)


def test_ten_thousand_words_are_cut_and_told(filled: Engine) -> None:
    many = " ".join(f"từ{n}" for n in range(10_000))
    with filled.connect() as connection:
        assert search.find(connection, f"đường {many}").ignored == 10_001 - 64
        assert search.find(connection, f'"{many}"').ignored == 10_000 - 64
        assert search.find(connection, f"đường {'-' + many.replace(' ', ' -')}").ignored == 10_001 - 64
        assert search.find(connection, "đường " * 10_000).hits[0].exact


_pieces = st.sampled_from(['"', "'", "*", "-", "(", ")", "AND", "OR", "NOT", "NEAR(", ":", "&", "|", "!", "<->", "\\", "\0", "\ue000s1", "đường", "duong", " ", "21-NQ/TW", "%", ";--", "{exact}", "^"])  # fmt: skip


def _ask(connection: Connection, query: str) -> None:
    """Ask and look at the marks; a query without a word is the one that may be refused."""
    try:
        wanted = read_query(query).wanted
    except QueryError:
        wanted = ()
    if not wanted:
        with pytest.raises(QueryError, match="no word to look for"):
            search.find(connection, query)
        return
    for hit in search.find(connection, query).hits:
        assert all(hit.snippet.text[start:end].strip() for start, end in hit.snippet.marks)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(_pieces | st.text(max_size=4), max_size=12).map("".join))
def test_whatever_is_typed_is_answered(filled: Engine, typed: str) -> None:
    with filled.connect() as connection:
        _ask(connection, typed)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60))
def test_whatever_a_text_has_it_is_found_by_it_and_goes_with_it(filled: Engine, body: str) -> None:
    body = f"mốc {body}"
    with filled.connect() as connection, connection.begin() as undone:
        add_revision(connection, body, "https://bao.example/lạ")
        search.index_stale(connection)
        first = search.find(connection, "mốc").hits
        assert [hit.url for hit in first] == ["https://bao.example/lạ"]
        add_revision(connection, "thay rồi", "https://bao.example/lạ")
        search.index_stale(connection)
        assert search.find(connection, "mốc").hits == ()
        undone.rollback()


def test_a_new_revision_leaves_no_trace_of_the_old(filled: Engine) -> None:
    with db.writing(filled) as connection:
        add_revision(connection, "Đảng bộ xã sơ kết", "https://bao.example/đường")
        assert search.stale(connection) == []
    assert _found(filled, "đường") == (set(), {"duong"})
    assert _found(filled, "khau lan") == (set(), set())
    assert _found(filled, "sơ kết") == ({"đường"}, {"kết luận"})
    with db.writing(filled) as connection:
        kept = _everything(connection)
        search.rebuild(connection)
        assert _everything(connection) == kept


def _everything(connection: Connection) -> list[Any]:
    """What the index answers to each word of the texts, and what it keeps."""
    asked = [search.find(connection, query) for query in ("đường", "nghị", "so ket", "21", "khéo", "năm", "lên")]
    rows = connection.execute(text("SELECT article_id, revision_id FROM article_indexed ORDER BY article_id")).all()
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO article_search(article_search) VALUES ('integrity-check')"))
    return [asked, rows]


def test_what_is_missing_from_the_index_is_found_and_put_in(filled: Engine) -> None:
    with db.writing(filled) as connection:
        kept = _everything(connection)
        connection.execute(text("DELETE FROM article_indexed"))
        connection.execute(text(_EMPTY[connection.dialect.name]))
        lost = search.stale(connection)
        assert search.index_stale(connection) == len(lost) > 0
        assert search.stale(connection) == []
        assert _everything(connection) == kept


_EMPTY = {
    "sqlite": "INSERT INTO article_search(article_search) VALUES ('delete-all')",
    "postgresql": "DELETE FROM article_search",
}


def test_indexing_twice_changes_nothing_and_an_old_revision_is_passed_over(filled: Engine) -> None:
    with db.writing(filled) as connection:
        old = connection.execute(text("SELECT MIN(id) FROM revision")).scalar_one()
        new = add_revision(connection, "Bản mới hẳn", "https://bao.example/đường")
        both = search.texts(connection, [old, new])
        assert search.index(connection, both) == 0
        assert search.index(connection, search.texts(connection, [old])) == 0
    assert _found(filled, "bản mới hẳn") == ({"đường"}, set())
    assert _found(filled, "Khau Lạn") == (set(), set())


@pytest.fixture
def dated(database: Engine) -> Engine:
    """Twelve articles of two provinces, one a month of 2024, and one without a day."""
    with db.writing(database) as connection:
        for month in range(1, 13):
            add_revision(
                connection,
                f"Đảng viên tháng {month}" if month % 3 else "Dang vien khong dau",
                f"https://bao.example/{month}",
                published=date(2024, month, 15),
                province="Hòa Bình" if month <= 6 else "Hà Giang",
                title=f"Tin tháng {month}",
            )
        add_revision(connection, "Đảng viên không ngày", "https://bao.example/không")
        search.index_stale(connection)
    return database


FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({"province": "Hà Giang"}, {"7", "8", "10", "11"}),
    ({"province": "hoa binh"}, {"1", "2", "4", "5"}),
    ({"province": "Lai Châu"}, set()),
    ({"source": "bao-mau", "province": "Hà Giang", "to": date(2024, 8, 31)}, {"7", "8"}),
    ({"source": "bao-khac"}, set()),
    ({"from_": date(2024, 2, 15), "to": date(2024, 4, 15)}, {"2", "4"}),
    ({"from_": date(2024, 2, 16), "to": date(2024, 4, 14)}, set()),
    ({"from_": date(2024, 11, 1)}, {"11"}),
    ({"to": date(2024, 1, 31)}, {"1"}),
    ({"from_": date(1, 1, 1), "to": date(9999, 1, 1)}, {"1", "2", "4", "5", "7", "8", "10", "11"}),
    ({"from_": date(2025, 1, 1)}, set()),
    ({"from_": date(2024, 5, 1), "to": date(2024, 4, 1)}, set()),
]


def test_filters(dated: Engine) -> None:
    found = [(filters, _found(dated, "đảng viên", **filters)[0]) for filters, _ in FILTERS]
    assert found == FILTERS


def test_pages_follow_one_another_exact_hits_first_newest_first(dated: Engine) -> None:
    seen: list[str] = []
    cursor: str | None = None
    with dated.connect() as connection:
        while True:
            page = search.find(connection, "đảng viên", limit=3, cursor=cursor)
            seen += [hit.url.rpartition("/")[2] for hit in page.hits]
            cursor = page.cursor
            if cursor is None:
                break
            assert len(page.hits) == 3
    assert seen == ["không", "11", "10", "8", "7", "5", "4", "2", "1", "12", "9", "6", "3"]


def test_a_cursor_that_is_none_is_refused(dated: Engine) -> None:
    with dated.connect() as connection:
        for cursor in ["", "x5", "e", "e-1", "e٣", "p1; DROP", "e99999999999999999999"]:
            with pytest.raises(QueryError, match="no place in a list"):
                search.find(connection, "đảng", cursor=cursor)


def test_a_hit_tells_what_it_is(dated: Engine) -> None:
    with dated.connect() as connection:
        (hit,) = search.find(connection, "tháng 11").hits
        (untitled,) = search.find(connection, "không ngày").hits
    assert (hit.title, hit.published, hit.source) == ("Tin tháng 11", date(2024, 11, 15), "bao-mau")
    assert (untitled.title, untitled.published) == ("Đảng viên không ngày", None)


def test_a_title_outside_the_text_is_searched_too(dated: Engine) -> None:
    with dated.connect() as connection:
        (hit,) = search.find(connection, '"tin tháng 8"').hits
    assert (hit.snippet.text, hit.snippet.start, hit.snippet.marks) == ("Đảng viên tháng 8", 0, ())


def test_a_very_long_article_is_searched_by_its_beginning(database: Engine) -> None:
    long = "mở đầu " + " ".join(f"{n}chữ" for n in range(60_000)) + " kết thúc"
    with db.writing(database) as connection:
        add_revision(connection, long, "https://bao.example/dài")
        add_revision(connection, "ố" * 300_000, "https://bao.example/liền")
        search.index_stale(connection)
    assert _found(database, "mở đầu")[0] == {"dài"}
    assert _found(database, "kết thúc") == (set(), set())
