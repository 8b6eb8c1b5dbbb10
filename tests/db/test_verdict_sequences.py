"""Random lives of a store on both databases: no verdict is lost, none reaches a figure that the editor did not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.db.lifetimes import Stage
from tests.db.sequences import Life, lives

_LIVES = 60  # on each database every other one, as tests.fuzz.verdicts has them; `make fuzz` takes ten thousand
_STEPS = 7


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_verdicts_survive_whatever_happens(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("postgres") if kind == "postgresql" else None
    with Stage(tmp_path, server) as stage:
        for seed in range(("sqlite", "postgresql").index(kind), _LIVES, 2):
            steps = lives(seed, _STEPS)
            try:
                Life(stage.empty(), stage.another).live(steps)
            except Exception as error:
                error.add_note(f"python -m tests.fuzz.verdicts --seed {seed} --count 1 --steps {_STEPS}")
                raise
