"""Those disciplined, divided by who decided it: "Phần do UBKT các cấp quyết định là 58"."""

from __future__ import annotations

import regex

from extract.counts.choice.figure import PART, Choice, Figure
from extract.counts.scan import Scan
from extract.counts.verbs import DISCIPLINE

_DECIDED_BY = regex.compile(
    r"(?:^|[,;] )(?:phần|số) (?:do|thuộc) [^,;.]{3,60} (?:quyết định|xử lý|kỷ luật|thi hành) (?:là|có) $"
    r"|(?:^|[,;] )phần (?:của|thuộc) (?:ubkt|ủy ban kiểm tra|cấp ủy|chi bộ|ban thường vụ)[^,;.]{0,40} (?:là|có) $"
)
_BY_AUTHORITY = regex.compile(
    r"(?:xét |chia |tính )?(?:theo |về )?(?:thẩm quyền|cấp quyết định)(?: quyết định)?(?: thì|:)(?!\p{L})"
)


def decided_by(figure: Figure) -> Choice | None:
    """ "Phần do UBKT các cấp quyết định là |58", "Thẩm quyền: chi bộ quyết định |97, đảng ủy cơ sở |88"."""
    if figure.noun not in (None, "person"):
        return None
    scan = figure.scan
    if figure.topic is not None and _DECIDED_BY.search(scan.text.folded, scan.sentence.start, figure.token.start):
        return figure.topic.verb, "topic"
    return PART if figure.bare and divides_by_authority(scan) else None


def divides_by_authority(scan: Scan) -> bool:
    """Whether a sentence divides those disciplined by who decided it."""
    topic = scan.story.topic
    return (
        topic is not None
        and topic.verb in DISCIPLINE
        and topic.klass == "members"
        and topic.sentence >= scan.index - 3
        and not any(t.has("verb") for t in scan.row)
        and _BY_AUTHORITY.match(scan.text.folded, scan.sentence.start) is not None
    )
