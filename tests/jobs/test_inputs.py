"""Files to articles: kinds, packings, encodings, what a row tells, and each way of being unreadable."""

from __future__ import annotations

import gzip
import io
import json
import os
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import zstandard

from crawler.archive import Archive
from crawler.page import PageError
from jobs.inputs import LARGEST, FoundArticle, Given, Problem, read_paths, to_input
from jobs.opened_files import UnreadableError
from jobs.plain_text import decode_text

TEXT = "Huyện ủy Bắc Mê kết nạp đảng viên\nTrong quý I năm 2024, Đảng bộ huyện Bắc Mê kết nạp 31 đảng viên.\n"
PAGE = (
    "<html><head><meta charset='utf-8'><title>Tên trang</title></head><body><article><h1>Bắc Mê kết nạp đảng viên</h1>"
    "<time>05/04/2024 08:10</time><p>Trong quý I năm 2024, Đảng bộ huyện Bắc Mê kết nạp 31 đảng viên, trong đó 12 đảng"
    " viên là người dân tộc thiểu số.</p><p>Ban Thường vụ Huyện ủy yêu cầu các chi bộ tiếp tục bồi dưỡng quần chúng"
    " ưu tú để kết nạp trong những tháng tới.</p></article></body></html>"
)
Put = Callable[..., str]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a file of the test's folder and gives its path."""

    def write(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


def _found(path: str, given: Given | None = None) -> list[FoundArticle]:
    found = list(read_paths([path], given or Given()))
    assert not [str(problem) for problem in found if isinstance(problem, Problem)]
    return [article for article in found if isinstance(article, FoundArticle)]


def _problems(path: str) -> list[str]:
    """What is told of a path, without the path."""
    return [
        str(found).removeprefix(path) if isinstance(found, Problem) else found.id
        for found in read_paths([path], Given())
    ]


def _zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


def _row(**values: object) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bac-me.2024.txt", TEXT.encode()),
        ("bac-me.2024.TXT", TEXT.encode("utf-8-sig")),
        ("bac-me.2024.txt.gz", gzip.compress(TEXT[:40].encode(), mtime=0) + gzip.compress(TEXT[40:].encode(), mtime=0)),
        ("bac-me.2024.txt.zst", _zst(TEXT[:40].encode()) + _zst(TEXT[40:].encode())),
        ("bac-me.2024.txt", TEXT.encode("utf-16")),
        ("bac-me.2024.txt", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    ],
)
def test_a_text_in_any_packing_and_encoding(put: Put, name: str, content: bytes) -> None:
    path = put(name, content)
    (found,) = _found(path, Given(date(2024, 4, 5), "https://bao.example/1", "Hà Giang"))
    article = to_input(found)
    assert article is not None
    assert (article.id, article.text, article.path) == ("bac-me.2024", TEXT, path)
    assert (article.published, article.url, article.province) == (date(2024, 4, 5), "https://bao.example/1", "Hà Giang")


def test_windows_1258_is_told_by_its_letters(put: Put) -> None:
    data = "".join(map(_tone_apart, TEXT)).encode("cp1258")
    assert decode_text(data) == TEXT
    (found,) = _found(put("cu.txt", data))
    assert found.text == TEXT


def _tone_apart(letter: str) -> str:
    """A letter as windows-1258 has it: â, ê, ô, ă, ơ, ư are one character, the tone is the next."""
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tones


@pytest.mark.parametrize(
    "data",
    [
        "Le congrès a élu une déléguée à Orléans, après trois années d’études.".encode("cp1252"),
        "Đại hội".encode() + b"\xff\xfe\xfa",
        b"\xb6\xb8\xb9\xad\xe5\xdc Ban Ch\xcap h\xb5nh \xa7\xb6ng b\xe9 t\xd8nh",
        bytes(range(1, 256)),
    ],
)
def test_another_encoding_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"no UTF-8 \(byte \d+\)"):
        decode_text(data)


def test_a_page(put: Put) -> None:
    (found,) = _found(put("trang.htm", PAGE))
    article = to_input(found)
    assert article is not None and article.paragraphs is not None
    assert (article.id, article.title, article.published) == ("trang", "Bắc Mê kết nạp đảng viên", date(2024, 4, 5))
    (found,) = _found(
        put("trang.html.gz", gzip.compress(PAGE.encode())), Given(date(2024, 4, 9), "https://bao.example/2")
    )
    article = to_input(found)
    assert article is not None
    assert (article.id, article.published, article.url) == ("trang", date(2024, 4, 9), "https://bao.example/2")


def test_what_a_row_tells_outranks_the_options_and_the_page(put: Put) -> None:
    given = Given(date(2020, 1, 1), "https://bao.example/given", "Lào Cai")
    own = {"id": "a", "url": "https://bao.example/own", "published": "2024-04-05", "province": "Hà Giang"}
    rows = (
        _row(text=TEXT, title="Tít", **own) + "\n" + _row(html=PAGE, title="Tít") + _row(text=TEXT, id=7, published="")
    )
    first, second, third = map(to_input, _found(put("bai.jsonl", rows), given))
    assert first is not None and second is not None and third is not None
    assert first.model_dump(mode="json", include={*own, "title"}) == own | {"title": "Tít"}
    assert (second.id, second.title, second.published) == ("bai:3", "Tít", date(2020, 1, 1))
    assert (second.url, second.province) == (given.url, given.province)
    assert (third.id, third.published) == ("7", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-04-05", date(2024, 4, 5)),
        (" 2024-04-05 ", date(2024, 4, 5)),
        ("2024-04-05T23:30:00", date(2024, 4, 5)),
        ("2024-04-05T23:30:00+07:00", date(2024, 4, 5)),
        ("2024-04-05T23:30:00Z", date(2024, 4, 6)),
        (None, None),
    ],
)
def test_days_of_rows(put: Put, published: str | None, day: date | None) -> None:
    (found,) = _found(put("bai.jsonl", _row(text=TEXT, published=published)))
    assert found.published == day


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_json_lines_by_encoding_and_line_end(put: Put, encoding: str, end: str) -> None:
    rows = (_row(text=TEXT, id="a") + _row(text="Một dòng\u2028nữa", id="b")).replace("\n", end)
    found = _found(put("bai.jsonl.zst", _zst(rows.encode(encoding))))
    assert [(article.id, article.text) for article in found] == [("a", TEXT), ("b", "Một dòng\u2028nữa")]


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_parquet(put: Put, packing: str) -> None:
    arrow = pytest.importorskip("pyarrow")
    columns = {
        "text": [TEXT, None, None],
        "html": [None, PAGE.encode(), None],
        "id": ["a", None, "c"],
        "published": [date(2024, 4, 5), None, None],
        "other": [1, 2, 3],
    }
    buffer = io.BytesIO()
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(columns), buffer)
    pack = {"": bytes, ".gz": gzip.compress, ".zst": _zst}[packing]
    path = put(f"bang.parquet{packing}", pack(buffer.getvalue()))
    first, second, problem = read_paths([path], Given())
    assert isinstance(first, FoundArticle) and isinstance(second, FoundArticle)
    assert (first.id, first.text, first.published) == ("a", TEXT, date(2024, 4, 5))
    page = to_input(second)
    assert page is not None and (page.id, page.title) == ("bang:2", "Bắc Mê kết nạp đảng viên")
    assert str(problem) == f"{path}:3: neither text nor html"


def test_parquet_of_other_columns_or_none(put: Put) -> None:
    arrow = pytest.importorskip("pyarrow")
    buffer = io.BytesIO()
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table({"body": ["a"]}), buffer)
    assert _problems(put("a.parquet", buffer.getvalue())) == [": it has neither a column text nor a column html"]
    assert _problems(put("b.parquet", buffer.getvalue()[:-9]))[0].startswith(": no readable Parquet file: ")


def _archive(path: Path, end: int | None = None) -> str:
    html = [("Content-Type", "text/html; charset=utf-8")]
    pages: list[tuple[str, int, list[tuple[str, str]], str]] = [
        ("https://bao.example/1.html", 200, html, PAGE),
        ("https://bao.example/", 200, html, "<html><body><ul><li><a href='/1.html'>Bắc Mê</a></li></ul></body></html>"),
        ("https://bao.example/x", 404, html, PAGE),
        ("https://bao.example/rss", 200, [("Content-Type", "application/rss+xml")], "<rss/>"),
        ("https://bao.example/2.html", 200, html, PAGE),
    ]
    with Archive(path, "test") as archive:
        for url, status, headers, body in pages:
            day = datetime(2024, 4, 6, tzinfo=UTC)
            archive.write(url, day, request=[], status=status, headers=headers, body=body.encode())
    path.write_bytes(path.read_bytes()[:end])
    return str(path)


def test_an_archive_gives_its_articles(tmp_path: Path) -> None:
    path = _archive(tmp_path / "a.warc.gz")
    plain = tmp_path / "b.warc"
    plain.write_bytes(gzip.decompress(Path(path).read_bytes()))
    packed = tmp_path / "c.warc.zst"
    packed.write_bytes(_zst(plain.read_bytes()))
    for name in (path, str(plain), str(packed)):
        articles = [article for article in map(to_input, _found(name)) if article is not None]
        assert [article.id for article in articles] == ["https://bao.example/1.html", "https://bao.example/2.html"]
        assert articles[0].url == articles[0].id and articles[0].published == date(2024, 4, 5)


def test_an_archive_with_a_torn_end_gives_what_is_whole(tmp_path: Path) -> None:
    told = _problems(_archive(tmp_path / "a.warc.gz", -400))
    assert told[0] == "https://bao.example/1.html"
    assert told[-1].startswith(": torn at byte ")


def test_a_folder_in_the_order_of_names(put: Put, tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/10.txt.gz", "a/.hidden.txt", ".git/c.txt", "c.json", "readme.md", "d.html"):
        put(name, gzip.compress(TEXT.encode()) if name.endswith("gz") else PAGE if name.endswith("html") else TEXT)
    found = _found(str(tmp_path))
    assert [article.id for article in found] == ["a/10", "a/2", "b", "d"]
    assert Path(found[0].path).relative_to(tmp_path).as_posix() == "a/10.txt.gz"


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (["q1/x.txt"], ["x"]),
        (["q1/x.txt", "q2/x.txt"], ["q1/x", "q2/x"]),
        (["q2/x.txt", "q1/x.txt", "q1/z.txt"], ["q2/x", "q1/x", "z"]),
        (["."], ["q1/x", "q1/z", "q2/x", "q2/y.html", "q2/y.txt", "w"]),
        (["q1", "q2"], ["q1/x", "z", "q2/x", "q2/y.html", "q2/y.txt"]),
        (["q2/y.txt", "q2/y.html", "q1/../q2/y.txt"], ["q2/y.txt", "q2/y.html", "q1/../q2/y.txt"]),
        (["w.txt", "./w.txt"], ["w", "w"]),
    ],
)
def test_two_articles_of_one_call_never_have_one_id(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], ids: list[str]
) -> None:
    for name in ("q1/x.txt", "q1/z.txt", "q2/x.txt", "q2/y.txt", "q2/y.html", "w.txt"):
        put(name, PAGE if name.endswith("html") else TEXT)
    monkeypatch.chdir(tmp_path)
    found = [article for article in read_paths(given, Given()) if isinstance(article, FoundArticle)]
    assert [article.id for article in found] == ids


def test_rows_without_an_id_are_numbered_under_their_file(put: Put, tmp_path: Path) -> None:
    for name in ("q1/x.jsonl", "q2/x.jsonl"):
        put(name, _row(text=TEXT))
    found = list(read_paths([str(tmp_path / "q1/x.jsonl"), str(tmp_path / "q2/x.jsonl")], Given()))
    assert [article.id for article in found if isinstance(article, FoundArticle)] == ["q1/x:1", "q2/x:1"]


def test_a_folder_that_cannot_be_entered_is_told_of(put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.txt", TEXT)
    put("closed/b.txt", TEXT)
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("os.scandir", refuse)
    assert _problems(str(tmp_path)) == ["a", f"{tmp_path}/closed: Permission denied".removeprefix(str(tmp_path))]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \n\t\n", "it is empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "it is empty"),
        ("a.html", b"", "it is empty"),
        ("a.jsonl", b"", "it is empty"),
        ("a.jsonl", b"\n\n", "no article in this file"),
        ("a.jsonl.gz", gzip.compress(b"", mtime=0), "it is empty"),
        ("a.parquet", b"", "it is empty"),
        ("a.warc", b"", "it is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "a binary file, no text"),
        ("a.txt", bytes(range(256)) * 20, "no UTF-8"),
        ("a.jsonl", b"%PDF-1.7\n", "a binary file, no JSON Lines"),
        ("a.warc", b"hello there\n", "no WARC file"),
        ("a.txt.gz", b"no gzip", "broken gz file"),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-12], "broken gz file"),
        ("a.txt.zst", b"no zstandard", "broken zst file"),
        ("a.txt.zst", _zst(os.urandom(4000))[:-12], "broken zst file: it is cut short"),
        ("a.pdf", b"%PDF", "unknown kind of file .pdf; known are .txt"),
        ("a.gz", gzip.compress(b"a", mtime=0), "its name does not tell the kind"),
        ("a", b"a", "unknown kind of file (no suffix)"),
        ("a.txt", b"a" * (LARGEST + 1), "larger than 20 MB, the limit for an article"),
        ("a.txt.gz", gzip.compress(b"a" * (LARGEST + 1), mtime=0), "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_read(put: Put, name: str, content: bytes, told: str) -> None:
    (problem,) = _problems(put(name, content))
    assert problem.startswith(f": {told}")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"text": "a"', "no JSON: Expecting ',' delimiter (character 13)"),
        (b"\xca\xfe\n", "no UTF-8 (byte 0 of the line)"),
        (b"[" * 200_000, "no JSON that can be read"),
        (b'["text"]', "a JSON list, no object"),
        (b"null", "a JSON null, no object"),
        (b'{"title": "a"}', "neither text nor html"),
        (b'{"text": "  ", "html": null}', "neither text nor html"),
        (b'{"text": 5}', "text is a number, no string"),
        (b'{"text": "a", "url": ["b"]}', "url is a list, no string"),
        (b'{"text": "a", "id": true}', "id is a truth value, no string"),
        (b'{"text": "a \\ud800"}', "text has half a character (a lone surrogate) at 2"),
        (b'{"text": "a", "published": "2024-02-30"}', "published is '2024-02-30', no day (YYYY-MM-DD)"),
        (b'{"text": "a", "published": "5/4/2024"}', "published is '5/4/2024', no day"),
        (b'{"text": "a", "published": 20240405}', "published is a number, no day"),
    ],
)
def test_a_line_that_cannot_be_read_stops_no_other(put: Put, line: bytes, told: str) -> None:
    good = _row(text=TEXT, id="a").encode()
    first, problem, last = _problems(put("a.jsonl", good + line.strip() + b"\n" + good))
    assert (first, last) == ("a", "a")
    assert problem.startswith(f":2: {told}")


def test_a_line_over_the_limit_is_dropped_while_it_is_read(put: Put) -> None:
    good = _row(text=TEXT, id="a").encode()
    long = b'{"text": "' + b"a" * (50 * 1024 * 1024) + b'"}\n'
    path = put("a.jsonl", good + long + good + long.strip())
    limit = "the line is longer than 20 MB, the limit for an article"
    assert _problems(path) == ["a", f":2: {limit}", "a", f":4: {limit}"]


def test_the_rows_before_a_break_are_read(put: Put) -> None:
    rows = "".join(_row(text=os.urandom(3000).hex(), id=str(number)) for number in range(40)).encode()
    *read, problem = _problems(put("a.jsonl.gz", gzip.compress(rows)[:-2000]))
    assert read[:3] == ["0", "1", "2"]
    assert problem.startswith(": broken gz file") or "no JSON" in problem


def test_missing_paths_and_folders_without_articles(put: Put, tmp_path: Path) -> None:
    put("empty/readme.md", "a")
    assert _problems(str(tmp_path / "none.txt")) == [": No such file or directory"]
    assert _problems(str(tmp_path / "none")) == [": No such file or directory"]
    assert _problems(str(tmp_path / "empty"))[0].startswith(": no article in this folder (known are .txt, ")
    assert _problems("") == ["'': the path is empty"]


def test_pages_without_an_article(put: Put) -> None:
    (binary,) = _found(put("a.html", b"%PDF-1.7 " + bytes(99)))
    with pytest.raises(PageError, match="no HTML"):
        to_input(binary)
    (empty,) = _found(put("b.html", "<html><body></body></html>"))
    with pytest.raises(UnreadableError, match="no article found in the page"):
        to_input(empty)


def test_a_message_is_one_printable_line() -> None:
    assert str(Problem("a\n.txt", "b\x1b[2J", "7")) == "a\ufffd.txt:7: b\ufffd[2J"


def test_a_name_is_the_path_within_what_was_given(put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = put("báo/q1/x.txt.gz", gzip.compress(TEXT.encode()))
    rows = put("báo/b.jsonl", json.dumps({"text": TEXT, "id": "số 1"}) + "\n" + json.dumps({"text": TEXT}))
    assert [(found.name, found.row_id) for found in _found(str(tmp_path / "báo"))] == [
        ("b.jsonl", "số 1"),
        ("b.jsonl", None),
        ("q1/x.txt", None),
    ]
    assert [found.name for path in (packed, rows) for found in _found(path)] == ["x.txt", "b.jsonl", "b.jsonl"]
    monkeypatch.chdir(tmp_path / "báo")
    assert [found.name for found in _found(".")] == ["b.jsonl", "b.jsonl", "q1/x.txt"]
    apart = put(unicodedata.normalize("NFD", "bài.txt"), TEXT)
    assert [found.name for found in _found(apart)] == [unicodedata.normalize("NFC", "bài.txt")]
