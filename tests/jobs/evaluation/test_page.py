"""The page of an evaluation: what stands in it, and that no article can turn it against its reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.jobs.evaluation.small_gold import Chibo, earlier_records, gold_set, record_of, with_unit, write_records
from tests.jobs.lone_page import check_loads_nothing

HOSTILE = "Tin\nkết nạp 12 </q><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)> {{ 7 * 7 }} \x1b[31m\n"


def test_the_page_asks_nothing_of_a_network_and_shows_text_as_text(chibo: Chibo, tmp_path: Path) -> None:
    quote = "<script>alert(3)</script>"
    marked = {
        "facts": [{"indicator": "members_total", "value": 4, "unit": "<i>x</i>", "quote": quote}],
        "units": [quote],
    }
    folder = gold_set(tmp_path / "gold", {"<b>a": (HOSTILE, marked)})
    old = record_of("a", HOSTILE)
    old["article"]["id"] = "<b>a"
    old["facts"][0]["value"] = 13.0
    with_unit(old["facts"][0], "<u>y</u>")
    path = tmp_path / "page.html"
    result = chibo(folder, "--against", write_records(tmp_path / "<s>.jsonl", {"a": old}), "--html", path)
    assert result.exit_code == 0 and "found" in result.stdout
    written = path.read_text(encoding="utf-8")
    page = html.document_fromstring(written)
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert tags <= set(
        "html head meta title link style body header h1 h2 h3 p nav ol ul li a main article div table caption thead tbody"
        " tr th td b br q span".split()
    )
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    check_loads_nothing(page)
    assert {link for link in page.xpath("//@href") if not link.startswith("#")} == {"data:,"}
    quotes = page.xpath("//article[@id='errors']//q/text()")
    assert quote in quotes and HOSTILE.split("\n")[1].replace("\x1b", "\ufffd") in quotes
    assert [
        inner for inner in page.xpath("//a/@href[starts-with(., '#')]") if not page.xpath(f"//*[@id='{inner[1:]}']")
    ] == []


def test_the_page_has_figures_changes_and_errors(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    chibo(gold, "--against", write_records(tmp_path / "other.jsonl", earlier_records()), "--html", path)
    page = html.document_fromstring(path.read_text(encoding="utf-8"))
    (row,) = page.xpath("//table[caption='Complete facts by indicator']//tr[th='members_admitted']")
    cells = {cell.get("data-label"): cell.text_content().split()[0] for cell in row.xpath("td")}
    figures = {"precision": "0.500", "recall": "0.667", "F1": "0.571", "F1 before": "0.333"}
    assert cells == {"gold": "3", "found": "4", **figures}
    changes = [" ".join(change.text_content().split()) for change in page.xpath("//article[@id='changes']//li")]
    assert len(changes) == 6
    assert changes[0].startswith("mended changed members_admitted 12 actual unit: tỉnh Lào Cai → Đảng bộ tỉnh Hà Giang")
    assert len(page.xpath("//article[@id='errors']//li")) == 4


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (".", "is a folder: name a file"),
        ("missing/page.html", "No such file or directory"),
        ("gold/a.json", "would be read as gold; name another file"),
        ("gold/page.txt", "would be read as gold; name another file"),
        ("other.jsonl", "is the file of records; name another file"),
    ],
)
def test_a_page_that_cannot_be_is_named_before_anything_is_done(
    chibo: Chibo, gold: Path, tmp_path: Path, page: str, said: str
) -> None:
    other = write_records(tmp_path / "other.jsonl", {"a": record_of("a")})
    files = {path: path.read_bytes() for path in [other, *gold.iterdir()]}
    result = chibo(gold, "--against", other, "--html", tmp_path / page)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("chibo: --html ") and said in result.stderr
    assert not (tmp_path / "home").exists()
    assert files == {path: path.read_bytes() for path in [other, *gold.iterdir()]}
