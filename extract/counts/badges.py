"""Years of membership on badges: "Huy hiệu 30, 40, 45 năm tuổi Đảng", which are no members."""

from __future__ import annotations

import regex

from extract.counts.patterns.nouns import AFTER_YEARS, BADGE_YEARS, BADGES_JOINED, YEARS_OF_BADGE
from extract.counts.scan import Scan, row_at
from extract.mentions import Number
from extract.tokens import Token

_NEAR = 24  # code points before a number
# "43 đồng chí 30 tuổi Đảng, 9 đồng chí |40"
_SO_MANY_OF = regex.compile(r"\d (?:đồng chí|đảng viên|đ/c|người|cụ|vị)(?: nhận| loại| mức| hạng)? $")
# "mức |60 có 4 đồng chí"
_LEVEL_BEFORE = regex.compile(r"(?<!\p{L})(?:mức|loại|hạng) $")


def badge_years(scan: Scan, position: int, token: Token, number: Number) -> bool:
    """ "Huy hiệu 30, 40, 45 năm tuổi Đảng": years of membership, not members."""
    if number.value not in BADGE_YEARS or number.in_words:
        return False
    if position and AFTER_YEARS.search(scan.text.folded, max(scan.sentence.start, token.start - 8), token.start):
        return False  # "50 năm 302, 45 năm |95": so many of those years
    near = max(scan.sentence.start, token.start - _NEAR)
    if scan.state.frame == "award" and _SO_MANY_OF.search(scan.text.folded, near, token.start) and scan.counts:
        scan.counts[-1].qualifiers |= {f"badge_{int(number.value)}"}
        return True
    if scan.state.frame == "award" and _LEVEL_BEFORE.search(scan.text.folded, near, token.start):
        scan.state.badge = [f"badge_{int(number.value)}"]
        return True
    for follower in scan.row[position : position + 12]:
        if follower.kind == "number" and follower.number is not None and follower.number.value in BADGE_YEARS:
            rest = scan.text.folded[follower.end : follower.end + 16]
            if YEARS_OF_BADGE.match(rest):
                if follower is not scan.row[position] and scan.state.frame not in ("award", "award_posthumous"):
                    return False
                code = f"badge_{int(number.value)}"
                if not BADGES_JOINED.search(scan.text.folded, max(scan.sentence.start, token.start - 12), token.start):
                    scan.state.badge = []
                scan.state.badge.append(code)
                if scan.state.frame not in ("award", "award_posthumous") and (
                    (scan.story.topic is not None and scan.story.topic.verb in ("award", "award_posthumous"))
                    or "tuổi đảng" in rest
                    or "huy hiệu" in scan.text.folded[scan.sentence.start : scan.sentence.end]
                ):
                    scan.state.frame = "award"
                last = scan.counts[-1] if scan.counts else None
                # "3 Huy hiệu 80 năm tuổi Đảng", "tặng Huy hiệu cho 4 đảng viên 30 năm tuổi Đảng"
                if (
                    last is not None
                    and last.verb == "award"
                    and not any(qualifier.startswith("badge_") for qualifier in last.qualifiers)
                    and not any(t.kind in ("number", "mark") for t in scan.row[row_at(scan, last) + 1 : position])
                ):
                    last.qualifiers.add(code)
                    scan.state.badge = []  # it is that figure's, and not the next one's
                return True
        elif follower.kind == "mark" and follower.mark == ",":
            continue
        elif follower.kind == "number" or (follower.kind == "cue" and follower is not scan.row[position]):
            return False
    return False
