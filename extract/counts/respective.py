""" "Lần lượt là", "hai con số ấy": which counts or verbs the figures of a list belong to, in turn."""

from __future__ import annotations

from extract.counts.model import Count
from extract.counts.scan import Scan, figure_next
from extract.counts.verbs import FORMS
from extract.frames import noun_class

_LISTING = ("", "và", "tương ứng", "nhiệm vụ", "nhiệm vụ và", "nhiệm vụ, và", "nhiệm vụ tương ứng")


def verbs_in_a_row(scan: Scan, position: int) -> list[str]:
    """The forms of discipline or the ratings listed before a word, in order ("khiển trách và khai trừ |lần lượt")."""
    verbs: list[str] = []
    until = scan.row[position].start
    for token in reversed(scan.row[:position]):
        if token.mark == ",":
            continue
        verb = token.code("verb")
        between = scan.text.folded[token.end : until].strip(" ,")
        if verb is None or not (verb in FORMS or verb.startswith("rate_")) or between not in _LISTING:
            break
        verbs.insert(0, verb)
        until = token.start
    return verbs


def respective_counts(scan: Scan) -> list[Count]:
    """The counts that "hai con số ấy (lần lượt) là …" goes back to, in their order."""
    wanted = 0
    seen = False
    for token in scan.row:
        if token.has("cue", "respectively", "pronoun"):
            seen = True
        elif seen and token.has("verb"):
            break  # "muốn hai con số này giảm, đồng thời kết nạp 95": those are others
        elif seen and token.kind == "number":
            wanted += 1
        elif (
            seen
            and token.kind == "mark"
            and (token.mark == "." or (token.mark == ";" and not figure_next(scan, token)))
        ):
            break
    told = any(token.has("cue", "pronoun") for token in scan.row)
    pool = scan.story.counts
    if not told and 1 < wanted == len(scan.counts) and not units_since(scan, scan.counts[-1]):
        return list(
            scan.counts
        )  # "lập được 21 tổ chức đảng, kết nạp 388 đảng viên; riêng năm cuối lần lượt là 5 và 92"
    if told and pool and pool[-1].whole is not None and any(noun_class(t.code("noun")) for t in scan.row):
        pool = [count for count in pool if count.whole is None]  # "các con số tương ứng là 11 tổ chức và 187 đảng viên"
    return list(pool[-wanted:]) if told and 1 < wanted <= len(pool) else []


def units_since(scan: Scan, count: Count) -> bool:
    """Whether a unit is named behind a count: what follows "lần lượt" is then each unit's."""
    return any(token.kind == "unit" and token.start >= count.end for token in scan.row)
