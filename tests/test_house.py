"""The house around the code: what is promised to someone who has just cloned it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from schema import flags, indicators

ROOT = Path(__file__).parents[1]
_ROOMS = ("schema", "extract", "crawler", "db", "jobs", "review", "notebooks")
_BUILD_PATHS = re.compile(rb"(?<![\w.\-/])/(?:root|work|Users|home/[a-z])/")
_WITHOUT_TEXT = {".gz", ".zst", ".png", ".ico", ".woff2"}


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def _tracked() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = _run("git", "ls-files", "-z")
    assert listed.returncode == 0, listed.stderr
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def _make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_constraints_name_releases_and_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.match(r"[a-z0-9-]+==[\w.]+( ; .*)?$", line)] == []


def test_every_dependency_is_constrained_and_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    required = chain(project["project"]["dependencies"], project["dependency-groups"]["dev"], *extras)
    names = {re.split(r"[\[<>=]", line)[0] for line in required}
    constrained = {line.split("==")[0] for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    assert names <= constrained, "make constraints"
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}`" not in explained} == set()


def test_no_file_names_a_folder_of_the_machine_it_was_made_on() -> None:
    texts = [path for path in _tracked() if path.suffix not in _WITHOUT_TEXT and path != Path(__file__)]
    assert [str(path.relative_to(ROOT)) for path in texts if _BUILD_PATHS.search(path.read_bytes())] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_commands_that_are_named_can_be_made(name: str) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test"} <= named <= _make_targets()


def test_links_between_the_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "notebooks" / "README.md"]
    links = [
        (path, target)
        for path in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    ]
    assert links
    assert [f"{path.name}: {target}" for path, target in links if not (path.parent / target).exists()] == []


def test_the_record_is_described_with_all_its_flags_and_indicators() -> None:
    described = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    assert [code for code in (*flags(), *indicators()) if f"| `{code}` |" not in described] == []


@pytest.mark.parametrize("room", _ROOMS)
def test_a_room_says_what_it_is_for_and_is_typed(room: str) -> None:
    statement = (ROOT / room / "__init__.py").read_text(encoding="utf-8")
    assert re.match(r'"""[^"]{80,}"""', statement.replace("``", ""))
    assert room == "notebooks" or (ROOT / room / "py.typed").exists()


def test_rooms_import_only_what_they_may() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.exists():
        pytest.skip("import-linter is not installed")
    checked = _run(str(linter), "--no-cache")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_command_tells_what_it_can_do() -> None:
    told = _run(sys.executable, "-m", "jobs.cli", "--help")
    assert told.returncode == 0, told.stderr
    assert {
        "extract",
        "explain",
        "evaluate",
        "export",
        "publish",
        "codebook",
        "nightly",
        "ingest",
        "facts",
        "figures",
        "articles",
        "documents",
        "backup",
        "sources",
        "schema",
        "verdicts",
        "reextract",
        "doctor",
        "demo",
        "demo-site",
        "serve",
        "users",
    } <= set(told.stdout.split())
