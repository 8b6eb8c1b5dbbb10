"""Which verb counts a number: readers asked in turn, the surest first."""

from __future__ import annotations

from collections.abc import Callable

from extract.counts.choice import authority, neighbours, parts, plans, sentence, story, totals
from extract.counts.choice.authority import divides_by_authority
from extract.counts.choice.figure import NOTHING, Choice, Figure
from extract.counts.choice.totals import says_of_organisations
from extract.counts.scan import Scan
from extract.frames import Class
from extract.tokens import Token

__all__ = ["READERS", "choose_verb", "divides_by_authority", "says_of_organisations"]

# The order is part of the grammar: what stands right beside a number outranks what its sentence opened with, a word of
# having outranks the verb before it, and the story is asked last.
READERS: tuple[Callable[[Figure], Choice | None], ...] = (
    parts.of_another_thing,
    neighbours.badge_behind,
    neighbours.next_in_turn,
    authority.decided_by,
    plans.result_of_target,
    neighbours.label_behind,
    neighbours.recognised,
    neighbours.among_which,
    neighbours.classes_for,
    story.of_months,
    neighbours.all_now,
    neighbours.new_ones,
    neighbours.moved,
    neighbours.verb_behind,
    story.of_headline,
    neighbours.roll,
    parts.among_delegates,
    parts.of_those_before,
    parts.among_those_named,
    parts.labelled,
    story.batch_of_badges,
    neighbours.work_done,
    neighbours.together_with,
    sentence.raised,
    parts.kinds_of_those,
    parts.predicate,
    parts.are_something,
    plans.target,
    story.badges_named,
    story.of_badge_years,
    plans.fraction_of_plan,
    plans.average,
    story.size_of_item,
    story.organisations_of_item,
    story.item_of_list,
    story.one_apart,
    sentence.announced,
    totals.disciplined_organisations,
    totals.of_same_period,
    totals.held,
    totals.made_official,
    totals.probationary,
    totals.official_members,
    totals.of_another_day,
    totals.of_today,
    totals.of_organisation_again,
    parts.alone,
    parts.in_bracket_of_its_own,
    parts.one_more_kind,
    totals.members_are,
    totals.organisations_of_admissions,
    totals.organisations_of_members,
    sentence.pronoun_behind_verb,
    sentence.verb_before,
    sentence.new_members,
    sentence.pronoun,
    sentence.noun_alone,
    story.topic,
)


def choose_verb(
    scan: Scan, position: int, token: Token, noun: str | None, klass: Class | None, labels: list[str]
) -> Choice:
    """The verb whose count a number is, and how it was found; the first reader that knows decides."""
    figure = Figure(scan, position, token, noun, klass, labels)
    for read in READERS:
        choice = read(figure)
        if choice is not None:
            return choice
    return NOTHING
