"""What a copied page brings along is cut off; the article's own words and fields stay.

The cases are those of `phenomena/20_page_noise.toml` (their facts are compared by `test_phenomena.py`):
`article` gives fields of the article, `cut` what its text no longer holds, `kept` what it still holds.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract import extract
from schema import ArticleInput

TABLE = Path(__file__).parent / "phenomena" / "20_page_noise.toml"
CASES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page_noise(case: dict[str, Any]) -> None:
    article = extract(ArticleInput(id="case", text=case["text"].strip())).article
    wanted = case.get("article", {})
    assert {name: getattr(article, name) for name in wanted} == wanted
    assert [words for words in case.get("cut", []) if words in article.text] == []
    assert [words for words in case.get("kept", []) if words not in article.text] == []
