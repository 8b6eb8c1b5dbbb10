"""Verbs of counts by what they do, as the lexicon names them."""

from __future__ import annotations

# What leaves fewer members or organisations, or is done to them
LOSSES = frozenset("strike_off expel remove resign reprimand warning dismiss discipline dissolve suspend".split())
PLANNED = frozenset(("admit", "official", "train", "establish", "introduce"))
# What a whole paragraph may be about
TOPICS = frozenset(
    (
        "admit", "official", "train", "introduce", "establish", "award", "award_posthumous", "strike_off", "expel",
        "remove", "discipline", "inspect", "supervise", "inspect_supervise", "inspect_suspected",
    )
)  # fmt: skip
# The forms of discipline of the regulations, and the word for any of them
DISCIPLINE = frozenset("discipline reprimand warning dismiss expel".split())
FORMS = DISCIPLINE - {"discipline"}
