"""One number that is no percent: given its place in the sentence."""

from __future__ import annotations

from dataclasses import replace

from extract.counts.aside import Aside
from extract.counts.asides import reason_aside
from extract.counts.building import consume, keep_count, new_count, organisation_kind, put_number, spend
from extract.counts.levels import read_level
from extract.counts.making import make_count
from extract.counts.model import Count
from extract.counts.nouns import (
    behind,
)
from extract.counts.parts import make_pending_part, part_of_following
from extract.counts.patterns.lists import ENDS, PAIR
from extract.counts.patterns.percents import RATE_BEFORE
from extract.counts.percents import read_percent
from extract.counts.rates import times_of_plan
from extract.counts.scan import (
    Scan,
    beside_established,
)
from extract.counts.targets import (
    count_of_rate,
    fraction_of_last,
    held_against,
    is_target_of_last,
    is_target_of_next,
    targets_in_turn,
)
from extract.frames import frames, noun_class
from extract.mentions import Number
from extract.tokens import Token


def read_number(scan: Scan, position: int, token: Token, number: Number) -> None:
    """Read one number that is no percent, and decide what it is."""
    state = scan.state
    if scan.verb_queue:
        state.frame, state.frame_own, state.frame_at = scan.verb_queue.pop(0), True, token.start
    if number.percent:
        read_percent(scan, position, token, number)
        return
    noun, noun_end, right_labels, known = behind(scan, position, token)
    scan.noun_end = noun_end
    aside = reason_aside(Aside(scan, position, token, number, noun, right_labels, known))
    if aside is not None:
        if aside == "other":
            spend(scan)
        elif aside == "nothing":
            consume(scan)
        return
    if part_of_following(scan, position, token, number):
        return
    if state.change and is_target_of_last(scan, position, token, number, noun, right_labels):
        hold_against_last(scan, token, number)
        return
    if read_level(scan, position, token, number, noun, noun_end, right_labels):
        return
    if state.change:
        if not (state.cue("decrease") and noun_class(noun) == "organisations" and beside_established(scan)):
            consume(scan)
            return
        add_dissolved(scan, token, number, noun, noun_end)
        return
    if (measured := targets_in_turn(scan, token)) is not None:
        measured.target = number.value
        consume(scan)
        state.cues += [("target", token.start), ("respectively", token.start)]
        return
    if is_target_of_next(scan, position, token):
        scan.pending_target = number.value
        consume(scan)
        return
    if is_target_of_last(scan, position, token, number, noun, right_labels):
        hold_against_last(scan, token, number)
        return
    if not scan.respectively and noun is None and not right_labels and is_pair(scan, position, token):
        scan.respectively = pair_before(scan)
    if scan.respectively:
        copy_of(scan, scan.respectively.pop(0), token, number)
        consume(scan)
        return
    rate_alone = bool(scan.counts) and scan.counts[-1].rule in ("count.rate_only", "count.rated_share")
    if (
        rate_alone
        and (scan.outer or RATE_BEFORE.search(scan.text.folded, max(0, token.start - 24), token.start))
        and count_of_rate(scan, token, number)
    ):
        consume(scan)
        return
    if scan.outer and number.denominator is not None and noun is None and fraction_of_last(scan, token, number):
        consume(scan)
        return
    count = make_count(scan, position, token, number, noun, noun_end, right_labels)
    if count is not None and keep_count(scan, count):
        share_out_badges(scan, count)
        times_of_plan(scan, count, max(scan.noun_end, token.end))
        make_pending_part(scan, position, count, noun_end)
    consume(scan)


def share_out_badges(scan: Scan, count: Count) -> None:
    """ "Huy hiệu 65 và 55 năm tuổi Đảng cùng 2": as many of each badge."""
    badges = sorted(qualifier for qualifier in count.qualifiers if qualifier.startswith("badge_"))
    if len(badges) < 2 or not scan.state.cue("each"):
        return
    count.qualifiers -= set(badges[1:])
    for badge in badges[1:]:
        keep_count(scan, replace(count, qualifiers=count.qualifiers - {badges[0]} | {badge}))


def hold_against_last(scan: Scan, token: Token, number: Number) -> None:
    """Give the latest count a number as its target."""
    last = held_against(scan, token)
    if last is not None:
        last.target = number.value
        if last.sentence == scan.index:
            last.evidence_end = max(last.evidence_end, token.end)
    consume(scan)


def is_pair(scan: Scan, position: int, token: Token) -> bool:
    """Whether two bare figures stand behind a verb of inspection ("giám sát 403 và 1.118")."""
    state = scan.state
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    return (
        following is not None
        and following.kind == "number"
        and following.number is not None
        and not following.number.percent
        and (state.frame or "").startswith(("inspect", "supervise"))
        and state.frame_own
        and PAIR.fullmatch(scan.text.folded, state.frame_at, token.start) is not None
        and scan.text.folded[token.end : following.start] == " và "
        and ENDS.match(scan.text.folded, following.end) is not None
    )


def pair_before(scan: Scan) -> list[Count] | None:
    """The organisations and the members told last, in their order; ``None`` where either is missing."""
    pool = [count for count in scan.story.counts[-12:] if count.whole is None and count.sentence >= scan.index - 1]
    organisations = next((count for count in reversed(pool) if count.klass == "organisations"), None)
    members = next((count for count in reversed(pool) if count.klass == "members"), None)
    if organisations is None or members is None:
        return None
    return sorted((organisations, members), key=lambda count: (count.sentence, count.start))


def add_dissolved(scan: Scan, token: Token, number: Number, noun: str | None, noun_end: int) -> None:
    """“giảm 02 chi bộ” beside "thành lập mới": organisations that are no more."""
    gone = [c.value for c in scan.counts if c.verb == "dissolve" and c.value]
    come = [c.value for c in scan.counts if c.verb == "establish" and c.value]
    if any(before - after == number.value for before in gone for after in come):
        return consume(scan)  # "sáp nhập 96 chi bộ thành 45 chi bộ mới, giảm |51 chi bộ": told already
    count = new_count(scan, token, noun_end, "orgs_dissolved_or_merged", "organisations", "dissolve", "count.decrease")
    count.qualifiers |= organisation_kind(scan, noun) | {"net_decrease"}
    put_number(scan, count, number)
    keep_count(scan, count)
    consume(scan)


def copy_of(scan: Scan, model: Count, token: Token, number: Number) -> None:
    """One of "lần lượt là 1.985 và 482": the count of a model told before, or of the verb told since."""
    frame = frames().get(scan.state.frame or "") if scan.state.frame_own else None
    indicator = (frame.indicator(model.klass, None) if frame is not None else None) or model.indicator
    verb = frame.code if frame is not None else model.verb
    count = new_count(scan, token, token.end, indicator, model.klass, verb, "count.respectively")
    count.qualifiers |= model.qualifiers if frame is None or frame.code == model.verb else set(frame.qualifiers)
    count.modality = model.modality
    count.whole = None
    count.units = list(model.units)
    count.unit_scope = model.unit_scope if not scan.state.units else count.unit_scope
    if scan.state.units:
        count.units = list(scan.state.units)
    put_number(scan, count, number)
    keep_count(scan, count)
