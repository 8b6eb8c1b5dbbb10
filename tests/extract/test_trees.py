"""Boosted trees as plain numbers: which way a row goes, the written form, and files that are not whole."""

from __future__ import annotations

import math

import pytest

from extract.data import DataError
from extract.trees import LEAVES, SCALE, SPLITS, Trees, from_text, to_text

PATHS = [f"{place:04b}" for place in range(LEAVES)]  # 0 goes left, 1 right


def _text(trees: int = 1) -> str:
    """Trees that ask a, b, c, d in turn, whether each is above 0.5; the leaves weigh 0.1, 0.2 … from the left."""
    splits = "\t".join(f"{depth} 0.5" for depth in range(4) for _ in range(2**depth))
    leaves = "\t".join(str(SCALE * (place + 1) // 10) for place in range(LEAVES))
    return "\n".join(["-1.5", "a\tb\tc\td", *([splits, leaves] * trees)]) + "\n"


@pytest.mark.parametrize("path", PATHS)
def test_a_row_ends_at_the_leaf_that_its_features_lead_to(path: str) -> None:
    row = {name: 1.0 for name, way in zip("abcd", path, strict=True) if way == "1"}
    ((told,),) = from_text(_text(), "x").log_odds([row])
    assert told == pytest.approx(-1.5 + (int(path, 2) + 1) / 10)


def test_a_feature_at_the_threshold_goes_left_and_one_that_no_tree_asks_for_is_passed_over() -> None:
    trees = from_text(_text(), "x")
    assert trees.log_odds([{"a": 0.5}]) == trees.log_odds([{}]) == trees.log_odds([{"unknown": 9.0}])


def test_the_trees_of_a_row_add_up_and_rows_do_not_touch_each_other() -> None:
    trees = from_text(_text(3), "x")
    rows = [{"a": float(place % 2), "d": float(place % 3)} for place in range(700)]
    assert trees.log_odds(rows) == [trees.log_odds([row])[0] for row in rows]
    assert trees.log_odds([{}]) == [(pytest.approx(-1.5 + 3 * 0.1),)]
    assert trees.log_odds([]) == []


def test_several_questions_have_trees_of_their_own() -> None:
    first, second = _text(2).splitlines()[2:], _text(2).replace("16000", "-5000").splitlines()[2:]
    trees = from_text("\n".join(["-1.5\t0.25", "a\tb\tc\td", *first, *second]), "x")
    row = dict.fromkeys("abcd", 1.0)
    assert trees.log_odds([{}, row]) == [
        (pytest.approx(-1.3), pytest.approx(0.45)),
        (pytest.approx(-1.5 + 3.2), pytest.approx(0.25 - 1.0)),
    ]
    assert to_text(from_text(to_text(trees), "x")) == to_text(trees)


def test_questions_have_as_many_trees_each() -> None:
    with pytest.raises(DataError, match="3 trees do not part into 2"):
        from_text(_text(3).replace("-1.5", "-1.5\t0.25", 1), "x")


def test_a_leaf_above_the_last_level_is_written_as_a_question_that_all_answer_alike() -> None:
    lines = "0.0", "a", "\t".join(["0 inf"] * SPLITS), "\t".join(["25000"] * LEAVES)
    trees = from_text("\n".join(lines), "x")
    assert trees.log_odds([{"a": 1e9}, {}]) == [(2.5,), (2.5,)] and math.isinf(trees.thresholds[0])


def test_what_is_written_is_read_again_to_the_last_bit() -> None:
    trees = from_text(_text(2), "x")
    exact = Trees(trees.columns, trees.asked, trees.thresholds + 0.1 / 3, trees.weights, (0.1 + 0.2,))
    again = from_text(to_text(exact), "x")
    assert again.thresholds.tolist() == exact.thresholds.tolist() and again.intercepts == exact.intercepts
    assert to_text(again) == to_text(exact)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("0 0.5\t", ""),
        ("\t16000", ""),
        ("a\tb\tc\td", "a"),
        ("3 0.5", "3 half"),
        ("-1.5", "?"),
        (_text().splitlines()[-1] + "\n", ""),
        (_text(), ""),
    ],
)
def test_a_file_that_does_not_hold_whole_trees_is_named(was: str, becomes: str) -> None:
    with pytest.raises(DataError, match=r"some\.gz"):
        from_text(_text().replace(was, becomes, 1), "some.gz")


def test_a_split_too_few_beside_a_split_too_many_is_no_pair_of_trees() -> None:
    intercept, names, splits, leaves = _text().splitlines()
    first, rest = splits.split("\t", 1)
    with pytest.raises(DataError, match="tree 1"):
        from_text("\n".join((intercept, names, rest, leaves, f"{first}\t{splits}", leaves)), "x")
