"""The codebook: complete, the same in both forms, and safe to print."""

from __future__ import annotations

import re

import pytest
from lxml import html

from schema import document_types, flags, indicators, qualifiers, reasons, regimes
from schema.codebook import LANGUAGES, REGISTRIES, Language, codebook, codebook_html, codebook_markdown
from schema.dictionary import dictionary, own_lists


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_and_code_is_named_with_its_meaning(language: Language) -> None:
    page = html.fromstring(codebook_html(language))
    for table in dictionary().values():
        rows = page.xpath(f'//h3[@id="table-{table.name}"]/following::table[1]/tbody/tr')
        told = [(row[0].text_content(), row[3].text_content()) for row in rows]
        assert [name for name, _ in told] == [column.name for column in table.columns]
        meanings = [getattr(column, language) for column in table.columns]
        assert all(meaning in text for meaning, (_, text) in zip(meanings, told, strict=True))
    registries = {
        "indicators": indicators(), "qualifiers": qualifiers(), "flags": flags(), "document_types": document_types(),
        "reasons": reasons(), "regimes": regimes(), **own_lists()
    }  # fmt: skip
    for name, entries in registries.items():
        rows = page.xpath(f'//h3[@id="list-{name}"]/following::table[1]/tbody/tr')
        told = {row[0].text_content(): row[1].text_content() for row in rows}
        assert told == {code: getattr(entry, language) for code, entry in entries.items()}
    assert set(registries) - set(own_lists()) == {registry.anchor for registry in REGISTRIES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_says_the_same(language: Language) -> None:
    lines = codebook_markdown(language).splitlines()
    for section in codebook(language).sections:
        at = lines.index(f'<a id="{section.anchor}"></a>')
        if section.grid:
            start = next(number for number in range(at, len(lines)) if lines[number].startswith("|---"))
            rows = lines[start + 1 : start + 1 + len(section.grid.rows)]
            assert all(row.startswith("| `") for row in rows)
            # a bar within a cell would make a column more
            assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {len(section.grid.header) + 1}
            assert not lines[start + 1 + len(section.grid.rows) :][:1] or not lines[
                start + 1 + len(section.grid.rows)
            ].startswith("|")


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_the_page_lead_somewhere_and_nothing_is_fetched(language: Language) -> None:
    page = html.fromstring(codebook_html(language))
    anchors = set(page.xpath("//@id"))
    links = page.xpath("//a/@href")
    assert len(links) > 20 and {link.removeprefix("#") for link in links} <= anchors
    assert len(page.xpath("//@id")) == len(anchors)
    assert not page.xpath("//script | //link | //img | //@src")
    assert page.get("lang") == language


def test_each_language_is_whole() -> None:
    vi, en = codebook("vi"), codebook("en")
    assert [part.anchor for part in vi.sections] == [part.anchor for part in en.sections]
    assert vi.title != en.title
    assert not {"Meaning", "Unit", "yes"} & {cell for part in vi.sections if part.grid for cell in part.grid.header}


def test_the_edition_is_told_and_escaped() -> None:
    assert "2026-11-22 &lt;1&gt;" in codebook_html("en", "2026-11-22 <1>")
    assert "2026-11-22 \\<1>" in codebook_markdown("en", "2026-11-22 <1>")


def test_why_the_text_is_withheld_is_told() -> None:
    assert "copyright" in codebook_html("en") and "bản quyền" in codebook_html("vi")
