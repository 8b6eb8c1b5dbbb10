"""``chibo export``, and a gold set of one article in a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from jobs.cli import app
from jobs.evaluation import Json

Chibo = Callable[..., Result]

TEXT = (
    "Hà Giang: Kết nạp đảng viên\n"
    "Thứ Tư, ngày 11/7/2024 | 09:05\n"
    "Nửa đầu năm 2024, toàn tỉnh Hà Giang kết nạp  1.204 đảng viên theo Nghị quyết số 21-NQ/TW, đạt 56,5% kế hoạch.\n"
    "Riêng huyện Bắc Mê kết nạp 85/150 đảng viên, huyện Vị Xuyên 85 đảng viên.\n"
)
MARKED: Json = {
    "given": {"published": "2024-07-11", "province": "Hà Giang"},
    "documents": [
        {"surface": "Nghị quyết số 21-NQ/TW", "type": "Nghị quyết", "canonical": "21-NQ/TW", "date": "2022-06-16"}
    ],
    "named_documents": [],
    "dates": [
        {"surface": "Nửa đầu năm 2024", "from": "2024-01-01", "to": "2024-06-30"},
        {"surface": "ngày 11/7/2024", "from": "2024-07-11", "to": "2024-07-11"},
    ],
    "units": ["Hà Giang", "huyện Bắc Mê", "huyện Vị Xuyên"],
    "facts": [
        {
            "indicator": "members_admitted",
            "value": 1204,
            "unit": "tỉnh Hà Giang",
            "from": "2024-01-01",
            "to": "2024-06-30",
            "quote": "kết nạp 1.204 đảng viên",
        },
        {"indicator": "members_admitted", "rate": 56.5, "quote": "đạt 56,5% kế hoạch", "optional": True},
        {"indicator": "members_admitted", "value": 85, "target": 150, "quote": "kết nạp 85/150 đảng viên"},
        {"indicator": "members_total", "value": 85, "quote": "huyện Vị Xuyên 85 đảng viên", "qualifiers": ["female"]},
        {"indicator": "members_total", "value": 3000, "quote": "Riêng huyện Bắc Mê"},
    ],
}


@pytest.fixture
def chibo() -> Chibo:
    """Runs `chibo export`."""
    return lambda *arguments: CliRunner().invoke(app, ["export", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold set of one article; the day of its time line and the figure of its last fact are not in the text."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(MARKED), encoding="utf-8")
    return folder
