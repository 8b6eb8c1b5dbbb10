"""Numbers to counts: what each number of a sentence says, by the words around it.

A sentence is read from left to right. Verbs open a frame ("kết nạp", "kiểm tra"), nouns say of what, labels say of
which part, marks of plan and result say how it is meant; each number is then given its place: a level, a part of a
whole, a percent of a target or of a whole, a target, a change, or nothing of the Party at all. What a sentence leaves
out (verb, noun, whole) comes from the one before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import regex

from extract.classifier import Opinion
from extract.counts.model import Count, Story
from extract.counts.patterns.nouns import MIXED
from extract.counts.patterns.percents import BY_SHARE_OF_MEMBERS
from extract.counts.patterns.plans import HEADS_GOALS, HEADS_PLANS, PLAN_BY_SHARE, SAME_RECKONING
from extract.counts.plan_figures import find_plans
from extract.counts.scan import scan_of
from extract.counts.walk import After, walk
from extract.mentions import Sentence
from extract.text import Text
from extract.tokens import Token

HEADING = 90  # code points, at most

__all__ = ["Count", "read"]


def read(
    text: Text,
    sentences: list[Sentence],
    tokens: list[list[Token]],
    published: date | None = None,
    opinions: Mapping[int, Opinion] | None = None,
    after: After | None = None,
) -> list[Count]:
    """The counts of an article in order of their sentences.

    ``opinions`` tell what the numbers most likely count, by where they begin; ``after`` may look on, token by token.
    """
    story = Story(published=published, opinions=opinions or {})
    goals_line, goals_listed = -1, False
    for index, (sentence, row) in enumerate(zip(sentences, tokens, strict=True)):
        if MIXED.search(text.folded, sentence.start, sentence.end):
            story.mixed = sentence.line
        if _reckons_by_share(text, sentence, story):
            story.by_share = sentence.line
        if is_heading(text, sentence, row):
            story.plans = HEADS_PLANS.search(text.folded, sentence.start, sentence.end) is not None
        elif goals_line >= 0 and sentence.line != goals_line and not (goals_listed and is_bullet(text, sentence)):
            story.plans, goals_line = False, -1
        goals = _goals(text, sentence)
        if goals is not None and not (goals["from"] and published and int(goals["from"]) < published.year):
            story.plans, goals_line = True, sentence.line
            goals_listed = text.raw[sentence.end - 1] == ":"
        heads_list = text.folded.endswith((":", "?"), sentence.start, sentence.end)
        if heads_list or any(token.kind == "number" for token in row):
            walk(scan_of(text, sentences, index, row, story), after)
    find_plans(text, sentences, tokens, story.counts)
    return story.counts


def _goals(text: Text, sentence: Sentence) -> regex.Match[str] | None:
    """The head of a list of goals, or the sentence that sets so many: it ends with one of two marks."""
    start, end = sentence.start, sentence.end
    if not text.folded.endswith((":", "."), start, end):
        return None
    if text.folded.find("tiêu", start, end) < 0 and text.folded.find("nhiệm vụ", start, end) < 0:
        return None
    return HEADS_GOALS.search(text.folded, start, end)


def _reckons_by_share(text: Text, sentence: Sentence, story: Story) -> bool:
    """Whether the percents of a paragraph are of all members: it says so, or goes on with a reckoning that said so."""
    if BY_SHARE_OF_MEMBERS.match(text.folded, sentence.start, sentence.end):
        return True
    if story.by_share >= 0 and SAME_RECKONING.match(text.folded, sentence.start, sentence.end):
        return True
    told = text.folded.find(" số đảng viên", sentence.start, sentence.end) >= 0
    return told and PLAN_BY_SHARE.search(text.folded, sentence.start, sentence.end) is not None


def is_bullet(text: Text, sentence: Sentence) -> bool:
    """Whether the line of a sentence is an item of a list ("- Trên 85% TCCSĐ hoàn thành tốt nhiệm vụ; …")."""
    return text.folded.startswith(("- ", "+ ", "* ", "• ", "-", "+"), text.lines[sentence.line].start)


def is_heading(text: Text, sentence: Sentence, row: list[Token]) -> bool:
    """Whether a sentence is a line of its own that is short, has no end mark and tells no figure."""
    line = text.lines[sentence.line]
    if sentence.line == 0:
        return False  # the title
    alone = sentence.start - line.start <= 2 and line.end - sentence.end <= 2
    if not alone or sentence.end - sentence.start > HEADING or any(token.kind == "number" for token in row):
        return False
    return text.raw[sentence.end - 1] not in '.,;…”"'
