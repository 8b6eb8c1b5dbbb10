"""The registry of rules says of each what it reads, and docs/rules.md says it of those that fire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

import extract.rules as registry
from extract.data import DataError
from extract.frames import frames
from extract.rules import KINDS, described, description, entry_of, verbs
from extract.symbols import Family
from schema import ArticleInput
from scripts import write_rules
from scripts.rule_uses import EXAMPLE, excerpt, uses
from scripts.write_rules import DOCUMENT, MEASURED, UndescribedError, all_uses, document
from tests.extract.stated_rules import literals, stated, ways_of_verbs

_OF_FAMILIES = {f"document_{family}" for family in get_args(Family)}


def _fired() -> set[tuple[str, str]]:
    return {(use.kind, use.rule) for some in all_uses().values() for use in some}


def test_every_kind_of_mention_fires_in_gold_and_phenomena() -> None:
    assert {kind for kind, _ in _fired()} == set(KINDS)


def test_a_rule_that_fires_is_described() -> None:
    assert [
        f"{kind}: {rule}" for kind in KINDS for k, rule in sorted(_fired()) if k == kind if not entry_of(kind, rule)
    ] == []


def test_a_rule_of_the_code_is_described() -> None:
    rules = stated() | _OF_FAMILIES | {f"{rule}_item" for rule in _OF_FAMILIES}
    assert [rule for rule in sorted(rules) if not any(entry_of(kind, rule) for kind in KINDS)] == []


def test_the_code_is_searched_with_success() -> None:
    rules = stated()
    assert {"unit.levelled", "document_plenum", "day_full", "from_to", "words_five", "thousands", "count.part"} <= rules
    unstated = {rule for kind, rule in _fired() if rule not in rules}
    assert all(rule.startswith(("count.", "document_")) for rule in unstated), unstated


def test_what_is_described_is_a_rule_of_the_code() -> None:
    known = literals() | _OF_FAMILIES
    assert [entry for kind in KINDS for entry in described(kind) if "*" not in entry and entry not in known] == []


def test_each_family_is_one_of_the_code() -> None:
    families = {entry for kind in KINDS for entry in described(kind) if "*" in entry}
    assert families == {f"count.{way}.*" for way in ways_of_verbs()} | {
        "count.likely.*", "document_*_item", "unit.*+words",
    }  # fmt: skip


def test_each_verb_that_makes_facts_is_described() -> None:
    classes = ("members", "organisations", "prospects", "people", "elided")
    assert set(verbs()) == {code for code, frame in frames().items() if any(getattr(frame, name) for name in classes)}


@pytest.mark.parametrize(
    ("kind", "rule", "says"),
    [
        ("facts", "count.left.admit", "A figure behind the verb that counts it: admission to the Party (“kết nạp”)."),
        ("facts", "count.left.*", "A figure behind the verb that counts it: what the verb that ends its id does."),
        ("facts", "count.left.sing", None),
        ("facts", "count.left.", None),
        ("facts", "count.sung.admit", None),
        ("facts", "day_full", None),
        ("dates", "day_full", described("dates")["day_full"]),
        ("units", "unit.organisation+words", described("units")["unit.*+words"]),
        ("documents", "document_party_item", described("documents")["document_*_item"]),
    ],
)
def test_what_is_said_of_a_rule(kind: Any, rule: str, says: str | None) -> None:
    assert description(kind, rule) == says


@pytest.mark.parametrize("kind", KINDS)
def test_a_description_is_one_sentence(kind: Any) -> None:
    sentences = [*described(kind).values()]
    assert [s for s in sentences if not re.fullmatch(r"[A-Z“].*[^.]\.", s) or ". " in s] == []
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize(
    ("table", "about"),
    [
        ({"day": ""}, "[dates] day: no sentence"),
        ({"day": 3}, "[dates] day: no sentence"),
        ({"day": "A day, {verb}."}, "[dates] day: a family has one *"),
        ({"day.*.*": "A day."}, "[dates] day.*.*: a family has one *"),
    ],
)
def test_an_entry_that_is_not_valid_is_named(
    monkeypatch: pytest.MonkeyPatch, table: dict[str, Any], about: str
) -> None:
    monkeypatch.setattr(registry, "load", lambda _: {"dates": table})
    registry._table.cache_clear()
    with pytest.raises(DataError, match=re.escape(f"rules.toml: {about}")):
        described("dates")
    monkeypatch.undo()
    assert "day_full" in described("dates")


def _rows(text: str) -> Iterator[tuple[str, str, str]]:
    """Section, rule and what it reads, of each row of the document."""
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        heading, _, rest = section.partition("\n")
        for found in re.finditer(r"^\|(?: \w+ \|)? `([^`]+)` \| ([^|]+) \|", rest, re.MULTILINE):
            yield heading, found[1], found[2]


def test_the_document_lists_the_rules_that_fire() -> None:
    """Figures and examples may be older than the rules: only `--check` compares them."""
    written = list(_rows(DOCUMENT.read_text(encoding="utf-8")))
    fired = {(use.kind.capitalize(), use.rule) for use in all_uses()[MEASURED]}
    assert {row[:2] for row in written if not row[0].startswith("Silent")} == fired, "make rules"
    stale = [rule for _, rule, says in written if says not in {description(kind, rule) for kind in KINDS}]
    assert stale == [], "make rules"


def test_each_described_rule_has_one_row() -> None:
    rules = [rule for _, rule, _ in _rows(document(all_uses()))]
    assert len(rules) == len(set(rules))
    listed = {entry_of(kind, rule) for kind in KINDS for rule in rules}
    assert listed >= {entry for kind in KINDS for entry in described(kind)}


def test_check_tells_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rules.md"
    monkeypatch.setattr(write_rules, "DOCUMENT", path)
    assert write_rules.main(["--check"]) == 1
    assert write_rules.main([]) == 0
    assert write_rules.main(["--check"]) == 0
    written = path.read_text(encoding="utf-8")
    (row,) = (line for line in written.splitlines() if line.startswith("| `from_now` |"))
    path.write_text(written.replace(row, re.sub(r"\| \d+ \|", "| 9999 |", row, count=1)), encoding="utf-8")
    capsys.readouterr()
    assert write_rules.main(["--check"]) == 1
    told = capsys.readouterr().err
    assert f"+{row}" in told and "make rules" in told and "`day_full`" not in told


def test_a_rule_that_nobody_described_is_named() -> None:
    (use,) = (use for use in uses(ArticleInput(id="a", text="Tin\nNăm 2023 có mưa.")) if use.kind == "dates")
    with pytest.raises(UndescribedError, match=r"describe: dates day_of_saints$"):
        document({MEASURED: [use, replace(use, rule="day_of_saints")]})


TEXT = (
    "Huyện Lạc Dương kết nạp đảng viên\n"
    "Thực hiện Nghị quyết số 21-NQ/TW và Chỉ thị số 30-CT/TW, năm 2023, Đảng bộ huyện Lạc Dương kết nạp 12 đảng viên, khai trừ 2 đảng viên."
)


def test_a_mention_is_judged_by_the_gold() -> None:
    gold = {
        "documents": [{"canonical": "21-NQ/TW"}],
        "dates": [{"from": "2023-01-01", "to": "2023-12-31", "surface": "năm 2023"}],
        "units": ["Đảng bộ huyện Lạc Dương"],
        "facts": [
            {"indicator": "members_admitted", "value": 12, "unit": "huyện Đơn Dương", "to": "2023-12-31"},
            {"indicator": "members_expelled", "value": 3, "unit": "huyện Lạc Dương", "to": "2023-12-31"},
        ],
    }
    judged = {
        re.findall(r"\*\*(.*?)\*\*", use.example)[0]: (use.verdict.right, use.verdict.complete)
        for use in uses(ArticleInput(id="a", text=TEXT), gold)
        if use.start >= len(TEXT.partition("\n")[0])
    }
    assert judged == {
        "Nghị quyết số 21-NQ/TW": (True, None),
        "Chỉ thị số 30-CT/TW": (False, None),
        "năm 2023": (True, None),
        "Đảng bộ huyện Lạc Dương": (True, None),
        "12": (None, None),
        "2": (None, None),
        "12 đảng viên": (True, False),
        "2 đảng viên": (False, False),
    }


def test_without_gold_nothing_is_judged() -> None:
    found = uses(ArticleInput(id="a", text=TEXT))
    assert found
    assert {(use.verdict.right, use.verdict.complete) for use in found} == {(None, None)}


LONG = "một hai ba bốn năm sáu bảy tám chín mười " * 5


@pytest.mark.parametrize(
    ("raw", "mention", "shown"),
    [
        ("Có 5 chi bộ.", "5", "Có **5** chi bộ."),
        ("Có\u00a0 5 chi bộ.", "5", "Có **5** chi bộ."),
        ("a|b [5] *c*", "5", r"a\|b \[**5**\] \*c\*"),
        (f"A {LONG}", "A", "**A** một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín…"),
        (f"{LONG}Z", "Z", "…hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười **Z**"),
        (f"{LONG}X {LONG}", "X", "…hai ba bốn năm sáu bảy tám chín mười **X** một hai ba bốn năm sáu bảy tám chín…"),
    ],
)
def test_an_excerpt_has_whole_words_round_the_mention(raw: str, mention: str, shown: str) -> None:
    start = raw.index(mention)
    told = excerpt(raw, (start, start + len(mention)), (0, len(raw)))
    assert told == shown
    assert len(re.sub(r"[*…\\]", "", told)) <= EXAMPLE


def test_an_excerpt_never_cuts_the_mention() -> None:
    raw = f"Ở {LONG.strip()} có mưa."
    assert excerpt(raw, (2, 2 + len(LONG) - 1), (0, len(raw))) == f"…**{LONG.strip()}**…"
