"""Where the grammar's reading of a figure and the classifier's contradict each other so much that the grammar yields.

The grammar reads what its words and patterns know; the classifier (`extract.classifier`) what stood around figures
like this one. A reading that is all but excluded by what stands around the figure is given up for the one that this
speaks for.
"""

from __future__ import annotations

from extract.classifier import NOTHING, label
from extract.counts.model import Count, Story
from extract.frames import Class, frames
from schema import indicators

UNREAD, READ, READ_SURELY = 3.0, 5.0, 6.0
"""By how much another class must be likelier (natural logarithm of the ratio) for the grammar to yield: where it read
nothing, where it read something, and where the figure is one of a list, a part of another or would count nothing.

Of the figures of the kept first runs that another class was so much likelier for, by a model that had not seen their
set, four in five were mended and one in ten was spoiled.
"""

_KEPT = ("count.rate_only", "count.rated_share", "count.decrease")
"""Rules whose figures always count: rates whose figure may follow ("chỉ đạt 36% với 9 đảng viên"), and one phrase."""
_GRADED = ("orgs_rated", "members_rated")
"""Indicators of which a figure says little without the grade, and the grade is for the grammar to tell."""
_VERBS = {
    "members_admitted": "admit",
    "members_awarded_badge": "award",
    "members_disciplined": "discipline",
    "members_expelled": "expel",
    "members_inspected": "inspect",
    "members_made_official": "official",
    "members_probationary": "total",
    "members_rated": "rate",
    "members_removed": "remove",
    "members_supervised": "supervise",
    "members_total": "total",
    "members_transferred": "transfer",
    "orgs_disciplined": "discipline",
    "orgs_dissolved_or_merged": "dissolve",
    "orgs_established": "establish",
    "orgs_inspected": "inspect",
    "orgs_rated": "rate",
    "orgs_supervised": "supervise",
    "orgs_total": "total",
    "prospects_introduced": "introduce",
    "prospects_trained": "train",
}
"""The verb that an indicator is told by where no other is known."""


def insisted(story: Story, start: int, mine: str, margin: float, of: Class | None = None) -> str | None:
    """The class that must be believed against the one read of a figure; ``None`` where that one may stand.

    Where the figure's noun tells ``of`` whom or what it is, a class of the others is not believed.
    """
    opinion = story.opinions.get(start)
    if opinion is None or opinion.best == mine:
        return None
    told, best = opinion.of(mine), opinion.of(opinion.best)
    if told is None or best is None or best - told < margin:
        return None
    contradicts = opinion.best != NOTHING and of is not None and not _may_be(class_of(opinion.best.split(".")[0]), of)
    return None if contradicts else opinion.best


def _may_be(klass: Class, of: Class) -> bool:
    """Whether what an indicator counts may be called so: prospects are people, and members once they are admitted."""
    return (klass == "organisations") == (of == "organisations")


def weighed(story: Story, count: Count) -> Count | None:
    """A count as it is, or as what it must rather be; ``None`` where its figure all but certainly counts nothing."""
    if count.rule == "count.same" and count.stock and count.klass == "members":
        return count  # what it goes on from stands where the classifier does not look
    named = count.indicator in _VERBS
    last = story.last()
    listed = last is not None and (last.indicator, last.modality) == (count.indicator, count.modality)
    before = story.counts[-2] if len(story.counts) > 1 else None
    if (
        listed
        and count.rule.startswith("count.topic.")
        and last
        and before
        and {last.rule, before.rule} == {count.rule}
    ):
        return count  # the end of a list is read as all before it: "…; huyện X 250; huyện Y |220 đảng viên."
    margin = READ_SURELY if listed or count.whole is not None else READ
    best = insisted(story, count.start, label(count.indicator, count.modality) if named else NOTHING, margin)
    if best == NOTHING and named:
        sure = insisted(story, count.start, label(count.indicator, count.modality), READ_SURELY) is not None
        return None if sure and count.rule not in _KEPT else count
    if best is None or best == NOTHING or best.split(".")[0] in _GRADED:
        return count
    if best.partition(".")[0] != count.indicator or (not listed and count.modality != "target"):
        planned = count.modality == "target"
        become(count, best)
        if planned:
            count.modality = "target"  # what stands under a plan's heading, the grammar alone knows
    return count


def become(count: Count, best: str) -> None:
    """Make a count one of another class."""
    indicator, modality = best.split(".")
    count.modality = "target" if modality == "target" else "actual"
    if indicator == count.indicator:
        return
    before = frames().get(count.verb)
    if before is not None:
        count.qualifiers -= set(before.qualifiers)
    verb, klass = _VERBS[indicator], class_of(indicator)
    if klass != count.klass:
        count.whole = None
    if count.target is not None and not frames()[verb].targets:
        count.target, count.denominator = None, count.target
    count.indicator, count.verb, count.klass = indicator, verb, klass
    count.rule = f"count.likely.{count.verb}"


def class_of(indicator: str) -> Class:
    """Whom or what an indicator counts."""
    counts = indicators()[indicator].counts
    return "organisations" if counts == "organisations" else "prospects" if counts == "prospects" else "members"


def verb_of(indicator: str) -> str:
    """The verb that an indicator is told by where no other is known."""
    return _VERBS[indicator]
