"""``chibo extract --format``: what is written, where to, and a page that no article can turn against its reader."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from spacy.tokens import DocBin
from typer.testing import CliRunner, Result

from extract import extract
from extract.spacy_components import blank, record_of
from jobs.cli import app
from jobs.marked_text import Mark, paragraphs
from jobs.record_formats import OutputError, RecordFormat, record_writer
from jobs.record_page import article_part, render_page
from schema import Article, ArticleInput, Date, Evidence, Fact, Period, Record

ROOT = Path(__file__).parents[2]
TEXT = (
    "Đảng bộ huyện Bắc Mê kết nạp đảng viên mới\n"
    "Trong 6 tháng đầu năm 2024, Đảng bộ huyện Bắc Mê kết nạp 85/150 đảng viên, đạt 52,67% kế hoạch theo"
    " Nghị quyết số 21-NQ/TW ngày 16/6/2022.\n"
    "Năm 2023, hai huyện Bắc Mê và Quang Bình mỗi nơi kết nạp 20 đảng viên."
)
HOSTILE = (
    "Bắc Mê </title></style><script>alert(1)</script><img src={address}/x onerror=alert(1)>\n"
    "Trong 6 tháng đầu năm 2024, Đảng bộ huyện Bắc Mê <b onclick=alert(2)> kết nạp 85/150 đảng viên & \"'`; \x00\x0b\x1b"
    " {{{{ 7 * 7 }}}} {{% raw %}} {{# #}} 🎉 \x85 ]]> <!-- <link rel=stylesheet href={address}/y> Nghị quyết số 21-NQ/TW\n"
    + "Đảng"
    * 200
)


def _record(text: str = TEXT, **more: Any) -> Record:
    return extract(ArticleInput(id="a", text=text, province="Hà Giang", published=date(2024, 7, 15), **more))


def _hostile(address: str = "http://evil.example") -> Record:
    record = _record(HOSTILE.format(address=address), author='"><script>alert(3)</script>', site="<i>x</i>")
    facts = [
        fact.model_copy(update={"flags": ("<u>",), "explanations_vi": {"<u>": f"<img src={address}/z>"}})
        for fact in record.facts
    ]
    url = f'{address}/"onmouseover="alert(4)'
    return record.model_copy(update={"facts": tuple(facts), "article": record.article.model_copy(update={"url": url})})


def _page(*records: Record) -> str:
    return "".join(render_page(records))


def _run(*arguments: str | Path) -> Result:
    """`chibo extract`, here; as a process of its own it is tried in test_extract_command.py."""
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A file of two articles."""
    rows = [{"id": "a", "text": TEXT, "published": "2024-07-15"}, {"id": "b", "text": TEXT.replace("85", "86")}]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


# --- Where to ------------------------------------------------------------------------------------


def test_json_lines_are_the_same_in_a_file_and_on_standard_output(articles: Path, tmp_path: Path) -> None:
    plain, filed = _run(articles), _run(articles, "--output", tmp_path / "out.jsonl", "--format", "jsonl")
    assert (plain.exit_code, filed.exit_code, filed.stdout_bytes) == (0, 0, b"")
    assert (tmp_path / "out.jsonl").read_bytes() == plain.stdout_bytes != b""


def test_a_docbin_brings_back_the_records(articles: Path, tmp_path: Path) -> None:
    written = _run(articles, "--format", "spacy", "-o", tmp_path / "out.spacy")
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", "")
    vocab = blank().vocab
    docs = list(DocBin().from_disk(tmp_path / "out.spacy").get_docs(vocab))
    records = [Record.model_validate_json(line) for line in _run(articles).stdout_bytes.decode().splitlines()]
    assert [record_of(doc) for doc in docs] == records
    for doc, record in zip(docs, records, strict=True):
        assert doc.text == record.article.text
        for group in ("documents", "dates", "units", "facts"):
            told = [(span._.start_char_exact, span._.end_char_exact) for span in doc.spans[group]]
            assert told == [(mention.start, mention.end) for mention in getattr(record, group)]


def test_a_page_goes_to_standard_output_too(articles: Path) -> None:
    written = _run(articles, "--format", "html")
    assert written.exit_code == 0
    assert len(html.document_fromstring(written.stdout).findall(".//article")) == 2


def test_a_docbin_wants_a_file(articles: Path) -> None:
    refused = _run(articles, "--format", "spacy")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "chibo: --format spacy writes a binary file: name it with --output FILE\n"


@pytest.mark.parametrize(("output", "said"), [(".", "is a folder"), ("missing/out.html", "No such file or directory")])
def test_an_output_that_cannot_be_is_named_before_anything_is_done(
    articles: Path, tmp_path: Path, output: str, said: str
) -> None:
    refused = _run(articles, "--format", "html", "--output", tmp_path / output)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr and str(tmp_path) in refused.stderr


def test_what_can_be_read_is_written_where_something_cannot(articles: Path, tmp_path: Path) -> None:
    written = _run(articles, tmp_path / "none.txt", "--format", "html", "--output", tmp_path / "out.html")
    assert written.exit_code == 1 and "none.txt" in written.stderr
    assert (tmp_path / "out.html").read_text(encoding="utf-8").count("<article") == 2


@pytest.mark.parametrize("format", RecordFormat)
def test_no_articles_are_an_output_as_well(tmp_path: Path, format: RecordFormat) -> None:
    with record_writer(format, tmp_path / "out"):
        pass
    if format is RecordFormat.spacy:
        assert list(DocBin().from_disk(tmp_path / "out").get_docs(blank().vocab)) == []
    assert (tmp_path / "out").exists()


def test_a_file_is_replaced_when_all_is_done_and_not_before(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("old", encoding="utf-8")
    output.chmod(0o640)
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012, SIM117
        with record_writer(RecordFormat.jsonl, output) as writer:
            writer.add("{}")
            raise KeyboardInterrupt
    assert (output.read_text(encoding="utf-8"), [path.name for path in tmp_path.iterdir()]) == ("old", ["out.jsonl"])
    with record_writer(RecordFormat.jsonl, output) as writer:
        writer.add("{}")
        assert output.read_text(encoding="utf-8") == "old"
    assert (output.read_text(encoding="utf-8"), output.stat().st_mode & 0o777) == ("{}\n", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("out.jsonl")
    with record_writer(RecordFormat.jsonl, tmp_path / "link") as writer:
        writer.add("{}")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "{}\n"
    with record_writer(RecordFormat.html, Path(os.devnull)):
        pass
    assert not Path(os.devnull).is_file()


def test_no_file_is_left_where_none_can_be(tmp_path: Path) -> None:
    with pytest.raises(OutputError), record_writer(RecordFormat.spacy, None):
        pytest.fail("it must not come so far")


# --- Segments ------------------------------------------------------------------------------------

_TEXTS = st.text("ab\n", max_size=30)
_STRETCHES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["document", "date", "unit"])))


@settings(max_examples=500, deadline=None)
@given(_TEXTS, _STRETCHES)
def test_segments_cover_the_text_and_carry_what_lies_over_them(
    text: str, stretches: list[tuple[int, int, Any]]
) -> None:
    marks = [Mark(start, min(end, len(text)), kind, str(n)) for n, (start, end, kind) in enumerate(stretches)]
    marks = [mark for mark in marks if mark.start < mark.end]
    record = Record(article=Article(id="a", text=text))
    lines = list(paragraphs(record, marks))
    assert "\n".join("".join(segment.text for segment in line) for line in lines) == text
    offset = 0
    for line in lines:
        for segment in line:
            assert segment.text
            for place in range(offset, offset + len(segment.text)):
                assert set(segment.notes) == {mark.note for mark in marks if mark.start <= place < mark.end}
            offset += len(segment.text)
        offset += 1


def test_evidence_opens_once_and_facts_close_once() -> None:
    record = _record()
    part = article_part(record)
    segments = [segment for line in (part.title, *part.body) for segment in line]
    numbers = list(range(1, len(record.facts) + 1))
    assert sorted(fact for segment in segments for fact in segment.opens) == numbers
    assert sorted(fact for segment in segments for fact in segment.closes) == numbers
    for number, fact in zip(numbers, record.facts, strict=True):
        shown = "".join(segment.text for segment in segments if number in segment.evidence)
        assert shown == fact.evidence.text


def test_many_mentions_in_one_paragraph_take_linear_time() -> None:
    text = "a" * 200_000
    marks = [Mark(start, start + 3, "date", "x") for start in range(0, 200_000, 2)]
    (line,) = paragraphs(Record(article=Article(id="a", text=text)), marks)
    assert "".join(segment.text for segment in line) == text


# --- The page ------------------------------------------------------------------------------------


def test_the_table_says_what_the_facts_say() -> None:
    first, *_ = article_part(_record()).facts
    assert (first.label, first.value, first.target, first.rate) == (
        "Đảng viên mới kết nạp",
        "85",
        "150",
        "52,67% kế hoạch",
    )
    assert (first.unit, first.period, first.needs_review) == ("Đảng bộ huyện Bắc Mê", "tháng 1–6/2024", True)
    assert any("56,67" in doubt and "52,67" in doubt for doubt in first.doubts)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "năm 2024"),
        (date(2020, 1, 1), date(2025, 12, 31), "2020–2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "tháng 2/2024"),
        (date(2024, 1, 1), date(2024, 6, 30), "tháng 1–6/2024"),
        (date(2024, 1, 1), date(2024, 7, 15), "01/01/2024 – 15/07/2024"),
        (date(2023, 7, 1), date(2024, 6, 30), "01/07/2023 – 30/06/2024"),
        (date(2024, 7, 15), date(2024, 7, 15), "15/07/2024"),
        (None, date(2024, 6, 30), "đến 30/06/2024"),
        (date(2024, 6, 30), None, "từ 30/06/2024"),
        (date(9999, 1, 1), date(9999, 12, 31), "năm 9999"),
    ],
)
def test_periods_are_written_as_they_are_read(start: date | None, end: date | None, shown: str) -> None:
    fact = _fact(value=1, period=Period(from_=start, to=end))
    assert article_part(_with(fact)).facts[0].period == shown


@pytest.mark.parametrize(
    ("figure", "value", "rate"),
    [
        ({"value": 12345.0}, "12.345", ""),
        ({"value": 1200.0, "approximation": "over"}, "hơn 1.200", ""),
        ({"value": 3.0, "value_max": 4.0}, "3–4", ""),
        ({"rate": 98.5, "approximation": "under"}, "", "gần 98,5% kế hoạch"),
        ({"share": 3.0, "share_max": 4.5}, "", "3–4,5% tổng số"),
        ({"value": 20.0, "share": 12.5, "denominator": 160.0}, "20", "12,5% của 160"),
    ],
)
def test_figures_have_vietnamese_marks(figure: dict[str, Any], value: str, rate: str) -> None:
    line = article_part(_with(_fact(**figure))).facts[0]
    assert (line.value, line.rate) == (value, rate)


def _fact(**figure: Any) -> Fact:
    evidence = Evidence(start=0, end=1, text="a")
    return Fact(start=0, end=1, text="a", id="x", indicator="other", evidence=evidence, rule="", confidence=1, **figure)


def _with(fact: Fact) -> Record:
    return Record(article=Article(id="a", text="a"), facts=(fact,))


def test_every_text_is_shown_as_text() -> None:
    record = _hostile()
    assert record.facts and record.documents and record.dates
    page = html.document_fromstring(_page(record, _record()))
    tags = Counter(element.tag for element in page.iter() if isinstance(element.tag, str))
    assert tags.keys() <= set(
        "html head meta title link style body header h1 h2 p dl div dt dd mark span nav ol li a main article table caption"
        " thead tbody tr th td abbr ul details summary b br".split()
    )
    assert (tags["link"], tags["style"]) == (1, 1)
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    shown = page.find(".//article")
    for ref in shown.findall(".//*[@class='ref']"):
        ref.drop_tree()
    lines = [shown.find("h2").text_content(), *(p.text_content() for p in shown.findall("div[@class='text']/p"))]
    controls = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
    assert lines == [controls.sub("\ufffd", line) for line in record.article.text.split("\n")]
    assert "{{ 7 * 7 }}" in lines[1] and "<b onclick=alert(2)>" in lines[1]


def test_nothing_is_asked_of_a_network() -> None:
    page = html.document_fromstring(_page(_hostile(), _record()))
    assert page.xpath("//@src | //@srcset | //@action | //@background | //@poster") == []
    links = [link for link in page.xpath("//@href") if not link.startswith("#")]
    assert links == ["data:,", 'http://evil.example/"onmouseover="alert(4)']
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style and "@import" not in style
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///x", "//x.example"]
)
def test_only_web_addresses_are_links(url: str) -> None:
    record = _record()
    page = _page(record.model_copy(update={"article": record.article.model_copy(update={"url": url})}))
    assert all(link.startswith(("#", "data:,")) for link in html.document_fromstring(page).xpath("//@href"))


def test_the_page_speaks_vietnamese_and_keeps_what_repeats_small() -> None:
    first = _record().facts[0]
    told = {"period_inferred": "câu không nêu thời gian; lấy từ phần trước: 2024-01-01 – 2024-06-30"}
    told |= {"needs_review": "độ tin cậy 0.55 dưới 0.60; 1.200 / 2.000 = 60 %"}
    fact = first.model_copy(
        update={
            "qualifiers": ("female", "person"),
            "flags": ("period_inferred", "needs_review"),
            "explanations_vi": told,
        }
    )
    record = _record().model_copy(update={"facts": (fact,)})
    (line,) = article_part(record).facts
    assert line.qualifiers == ("nữ",)
    assert line.inferred.endswith("01/01/2024 – 30/06/2024")
    assert line.doubts == ("độ tin cậy 0,55 dưới 0,60; 1.200 / 2.000 = 60%",)
    article = record.article.model_copy(update={"url": "https://www.bao.example/a/b.html"})
    page = html.document_fromstring(_page(_record("Tin"), record.model_copy(update={"article": article})))
    assert page.xpath("//p[@class='about']/a/text()") == ["bao.example"]
    assert page.xpath("//nav//a/@href") == ["#a2", "#a1"]
    assert page.xpath("//nav//span/text()")[0] == "1\xa0số\xa0liệu"


def test_links_lead_to_places_that_are_there_once() -> None:
    page = html.document_fromstring(_page(_record(), _record(), _record("Tin")))
    places = Counter(page.xpath("//@id"))
    assert set(places.values()) == {1}
    inner = [link[1:] for link in page.xpath("//@href") if link.startswith("#")]
    assert set(inner) <= places.keys()
    facts = len(_record().facts)
    assert [f"a2-e{n}" in inner and f"a2-f{n}" in inner for n in range(1, facts + 1)] == [True] * facts


def test_an_open_interval_and_an_empty_article_can_be_shown() -> None:
    day = Date(start=0, end=3, text="Tin", from_=None, to=None, precision="day")
    assert "Thời gian: Tin" in _page(Record(article=Article(id="a", text="Tin"), dates=(day,)))
    assert "(không có tiêu đề)" in _page(Record(article=Article(id="a", text="")), _record())


# --- In a browser --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> str:
    """The path of Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium on the PATH: the page is not opened in a browser")


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """An address on loopback, and the paths that were asked of it."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def _open(browser: str, page: Path, *options: str) -> str:
    home = page.parent / "browser"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={home}"]
    opened = subprocess.run(
        [*command, *options, page.as_uri()], capture_output=True, text=True, timeout=60, check=False, cwd=page.parent
    )
    assert opened.returncode == 0, opened.stderr
    return opened.stdout


def test_a_browser_shows_the_page_and_asks_nobody(browser: str, outside: tuple[str, list[str]], tmp_path: Path) -> None:
    address, asked = outside
    path = tmp_path / "page.html"
    path.write_text(_page(_hostile(address), _record()), encoding="utf-8")
    picture = tmp_path / "page.png"
    _open(browser, path, f"--screenshot={picture}", "--window-size=1440,1200")
    assert picture.stat().st_size > 20_000
    seen = _open(browser, path, "--dump-dom")
    assert "<script" not in seen and "alert(1)" in seen
    assert asked == []
    # the same without its policy and its escapes: the listener does hear what a browser asks
    path.write_text(f"<img src={address}/x>", encoding="utf-8")
    _open(browser, path, "--dump-dom")
    assert asked == ["/x"]


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_sticks_out(browser: str, tmp_path: Path, width: int) -> None:
    page = _page(_hostile(), _record())
    measured = re.sub(r"<meta http-equiv=[^>]*>", "", page) + (
        "<script>document.title = [innerWidth, document.documentElement.scrollWidth].join(' ')</script>"
    )
    path = tmp_path / "page.html"
    path.write_text(measured, encoding="utf-8")
    title = re.search(r"<title>(\d+) (\d+)</title>", _open(browser, path, "--dump-dom", f"--window-size={width},1000"))
    assert title is not None
    assert int(title[1]) <= max(width, 500) and int(title[2]) <= int(title[1])
