"""One article of gold as training data: documents without a number, words with two meanings."""

from __future__ import annotations

import json
from pathlib import Path

from jobs.evaluation import Json, read_gold
from jobs.training.articles import TrainingArticle
from jobs.training.from_gold import Unmarked, from_gold


def _article(tmp_path: Path, text: str, marked: Json) -> tuple[TrainingArticle, list[Unmarked]]:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(marked), encoding="utf-8")
    (article,) = read_gold(tmp_path)
    return from_gold(article)


def test_documents_told_in_one_breath_and_documents_without_a_number(tmp_path: Path) -> None:
    both = "Quy định số 170, 171-QĐ/TW"
    marked = {
        "documents": [{"surface": both, "type": "Quy định", "canonical": name} for name in ("170-QĐ/TW", "171-QĐ/TW")],
        "named_documents": ["Nghị quyết Trung ương 4 khóa XII", "Cương lĩnh của Đảng"],
    }
    text = f"Tin\nTheo {both}, Nghị quyết Trung ương 4 khóa XII và Cương lĩnh của Đảng, các nơi đã làm xong."
    training, unmarked = _article(tmp_path, text, marked)
    assert [(one["text"], one["label"], one["canonical"]) for one in training.mentions("documents")] == [
        (both, "quy_dinh", "170-QĐ/TW"),
        (both, "quy_dinh", "171-QĐ/TW"),
        ("Nghị quyết Trung ương 4 khóa XII", "nghi_quyet", None),
        ("Cương lĩnh của Đảng", "document", None),
    ]
    assert unmarked == []


def test_words_that_mean_one_day_and_then_another(tmp_path: Path) -> None:
    days = [{"surface": "cùng kỳ", "from": f"{year}-01-01", "to": f"{year}-06-30"} for year in (2022, 2023)]
    training, _ = _article(tmp_path, "Tin\nTăng so với cùng kỳ, giảm so với cùng kỳ.", {"dates": days})
    assert [day["to"] for day in training.mentions("dates")] == ["2022-06-30", "2023-06-30"]
