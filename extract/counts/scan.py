"""One sentence being read: its tokens, what holds at the place reached, and questions about them."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.counts.model import Count, State, Story
from extract.counts.patterns.lists import ITEM_GAP
from extract.counts.patterns.nouns import SHORT_LEVELS
from extract.counts.patterns.people import BY_THE_STATE, OF_PARTY
from extract.counts.patterns.plans import DONE_JUST_BEFORE, TARGET_OF
from extract.frames import Class
from extract.mentions import DateSpan, Number, Sentence, UnitSpan
from extract.text import Text
from extract.tokens import Token

_INSERTED = regex.compile(r", (?:cũng |vẫn |thì |đã )?(?:được|có|kết nạp(?: được)?|thêm|góp) $")
_INSERTION = regex.compile(
    r", (?:nơi|vốn|xưa nay|một (?:xã|huyện|nơi))(?!\p{L})[^.;:]{3,90}"
    r", (?:cũng |vẫn |thì |đã )?(?:được|có|kết nạp(?: được)?|thêm|góp) "
)
_LEAD = 300  # code points of a title and what stands right behind
_PARAGRAPH = 600  # code points of a paragraph before a sentence in which its class may be named
_OTHER_CLASS = regex.compile(
    r"(?:bồi dưỡng|tập huấn|đào tạo|dạy|lớp|khóa)(?: \p{L}+){0,2} (?:nghiệp vụ|nghề|kỹ năng|kiến thức|chuyên môn"
    r"|tin học|ngoại ngữ|lý luận|quốc phòng|pháp luật|kỹ thuật)(?!\p{L})"
)
_SENT_TO_STUDY = regex.compile(
    r"(?<!\p{L})(?:đi (?:đào tạo|học)|đào tạo, bồi dưỡng)(?! (?:lớp |nhận thức|đối tượng|cảm tình))"
)
_CLASS_OF_PARTY = regex.compile(
    r"(?:nhận thức về|tìm hiểu về|cảm tình|đối tượng|kết nạp) đảng"
    r"|(?:bồi dưỡng|lớp) nhận thức(?! [^,.;]{0,20}(?:pháp luật|chính trị|quốc phòng))"
)


@dataclass(slots=True)
class Scan:
    """One sentence being read; ``state`` is what holds at the place reached, ``outer`` what held before a bracket."""

    text: Text
    sentences: list[Sentence]
    index: int
    row: list[Token]
    story: Story
    state: State = field(default_factory=State)
    outer: list[State] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    respectively: list[Count] | None = None
    pending_target: float | None = None
    pending_part: tuple[Token, Number] | None = None
    noun_end: int = 0
    verb_queue: list[str] = field(default_factory=list)
    """The verbs that the next figures belong to in turn ("khiển trách, cảnh cáo lần lượt là 74 và 31")."""
    unit_queue: list[UnitSpan] = field(default_factory=list)
    measured: Count | None = None
    """A figure of the sentence before to which this one has told its rate."""
    first_date: DateSpan | None = None
    date_before_raise: DateSpan | None = None
    """The date before one that is only of the number a sum was raised to ("nâng số kết nạp cả năm lên 52")."""
    ceremony: bool = False
    mass: bool = False
    list_sentence: bool = False
    target_named: bool = False
    predicated: bool = False
    """Whether organisations were told that did something, so that their kinds are no levels."""
    refused: int = -1
    """Where the latest number begins that counts nothing of the Party for certain, whatever stands around it."""
    aside_end: int = 0
    """Where the last unit ended that is only named (issuer, parent, what a unit was made of); 0: none."""

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.sentences[self.index]


def scan_of(text: Text, sentences: list[Sentence], index: int, row: list[Token], story: Story) -> Scan:
    """A scan at the start of a sentence."""
    scan = Scan(text, sentences, index, row, story)
    scan.ceremony = any(token.has("cue", "ceremony") for token in row)
    scan.mass = any(token.has("mass") for token in row)
    scan.target_named = any(
        t.has("cue", "target") and TARGET_OF.search(text.folded, t.start, t.end) is not None for t in row
    )
    scan.list_sentence = list_items(scan) >= 2
    return scan


def list_items(scan: Scan) -> int:
    """How many units of the sentence have a figure right behind them."""
    items = 0
    for before, after in zip(scan.row, scan.row[1:], strict=False):
        if before.kind == "unit" and before.unit is not None and not before.unit.generic:
            position = scan.row.index(after)
            number = next((t for t in scan.row[position : position + 4] if t.kind == "number"), None)
            if number is not None and ITEM_GAP.fullmatch(scan.text.folded[before.end : number.start]):
                items += 1
    return items


def latest_count(scan: Scan) -> Count | None:
    """The latest count of the sentence, else of the story."""
    return scan.counts[-1] if scan.counts else scan.story.last()


def antecedent(scan: Scan) -> Count | None:
    """What "số này" goes back to: the latest count, or the one that it is told as a part of, in a new sentence."""
    latest = latest_count(scan)
    if latest is None:
        return None
    beside = [c for c in scan.story.counts[-12:] if c.sentence == latest.sentence and c.whole is None]
    for at, whole in enumerate(beside[:-2]):
        forms = [c for c in beside[at + 1 :] if c.klass == whole.klass and c.verb != whole.verb]
        if len(forms) > 1 and forms[-1] is beside[-1] and whole.value == sum(c.value or 0 for c in forms):
            return whole  # "đưa 186 đảng viên ra khỏi Đảng: xóa tên 102, …. Năm 2022, số này là 171"
    if latest.sentence == scan.index:
        return latest
    if not (latest.part_cue or latest.whole is not None):
        return latest
    told = [c for c in reversed(scan.story.counts[-12:]) if c.sentence == latest.sentence]
    return next((c for c in told if c.whole is None and not c.part_cue and c.klass == latest.klass), latest)


def figure_next(scan: Scan, mark: Token) -> bool:
    """Whether a figure stands right behind a mark."""
    return any(t.kind == "number" and 0 <= t.start - mark.end <= 1 for t in scan.row)


def is_list_item(scan: Scan, position: int) -> bool:
    """Whether a unit stands right before the number: "Đảng bộ huyện A 41; huyện B: 37"."""
    if is_item_with_insertion(scan, position):
        return True
    for token in reversed(scan.row[max(0, position - 4) : position]):
        if token.kind == "unit":
            gap = scan.text.folded[token.end : scan.row[position].start]
            return bool(ITEM_GAP.fullmatch(gap))
        if token.kind == "number":
            return False
    return False


def is_item_with_insertion(scan: Scan, position: int) -> bool:
    """ "Xã Ma Nới, nơi đồng bào Raglai chiếm hơn 90% dân số, cũng được |6": an item with something said of it."""
    at = scan.row[position].start
    if not _INSERTED.search(scan.text.folded, max(scan.sentence.start, at - 120), at):
        return False
    owner = next((t for t in reversed(scan.row[:position]) if t.kind == "unit"), None)
    return owner is not None and _INSERTION.fullmatch(scan.text.folded, owner.end, at) is not None


def number_follows(scan: Scan, position: int, reach: int = 4) -> bool:
    """Whether a count (no percent) follows a token within ``reach`` tokens of its clause."""
    for token in scan.row[position + 1 : position + 1 + reach]:
        if token.kind == "number":
            return not (token.number is not None and token.number.percent)
        if token.kind == "mark" and token.mark in ".;":
            return False
        level = scan.text.folded[token.start : token.end] in SHORT_LEVELS
        if token.has("have", "raise_to") or (token.has("verb") and reach > 4 and not level):
            return False
    return False


def row_at(scan: Scan, count: Count) -> int:
    """The position of a count among the tokens of its sentence."""
    return next((i for i, token in enumerate(scan.row) if token.start == count.start), 0)


def latest_members(scan: Scan) -> bool:
    """Whether the latest count, of this sentence or the one before, is one of members."""
    latest = latest_count(scan)
    return latest is not None and latest.klass == "members" and latest.sentence >= scan.index - 1


def rated_before(scan: Scan) -> bool:
    """Whether the latest count is a rating of organisations ("15 đơn vị" are then such)."""
    latest = latest_count(scan)
    return latest is not None and latest.indicator == "orgs_rated" and latest.sentence >= scan.index - 1


def share_cue(scan: Scan) -> bool:
    """Whether the last mark before a percent is one of shares ("chiếm"), not of targets."""
    for code, _ in reversed(scan.state.cues):
        if code == "share":
            return True
        if code in ("achieved", "exceeded", "target"):
            return False
    return False


def percent_before(scan: Scan, position: int) -> bool:
    """Whether a percent stands right before a token."""
    previous = scan.row[position - 1] if position else None
    return previous is not None and previous.number is not None and previous.number.percent


def part_of_members(scan: Scan) -> bool:
    """Whether a number stands where a part of the members is told."""
    return scan.state.cue("part") or scan.state.whole is not None or bool(scan.counts)


def of_percent(scan: Scan, position: int) -> bool:
    """ "bằng 2,98% số đảng viên hồi cuối năm trước": the day of what the percent is of."""
    for token in reversed(scan.row[:position]):
        if token.kind == "mark" and token.mark in ",;:()":
            return False
        if token.kind == "number":
            return token.number is not None and token.number.percent
    return False


def is_holding(scan: Scan, token: Token) -> bool:
    """Whether the last word before the number is one of having ("có", "gồm", "với")."""
    state = scan.state
    return bool(state.cues) and state.cues[-1][0] in ("have", "total") and state.cues[-1][1] >= token.start - 26


def told_as_done(scan: Scan, token: Token) -> bool:
    """Whether the sentence up to a number tells a result ("đã", "đạt", "tính đến", "dừng ở 1.326", "41/60")."""
    if (token.number is not None and token.number.denominator is not None) or done_just_before(scan, token):
        return True
    return any(t.has("cue", "past", "achieved", "exceeded") for t in scan.row if t.start < token.start)


def done_just_before(scan: Scan, token: Token) -> bool:
    """Whether a word of carrying out stands right before a number ("thực hiện 271", "dừng ở 48")."""
    near = max(scan.sentence.start, token.start - 32)
    return DONE_JUST_BEFORE.search(scan.text.folded, near, token.start) is not None


def sent_to_study(scan: Scan, at: int) -> bool:
    """ "lớp nhận thức về Đảng cho 148 quần chúng; …; đưa đi đào tạo, bồi dưỡng |227 người": of another kind."""
    named = [found.end() for found in _CLASS_OF_PARTY.finditer(scan.text.folded, scan.sentence.start, at)]
    return _SENT_TO_STUDY.search(scan.text.folded, max([scan.sentence.start, *named]), at) is not None


def of_the_party(scan: Scan) -> bool:
    """Whether a class named in the sentence, before it in the paragraph, or in the lead is one about the Party."""
    folded, sentence = scan.text.folded, scan.sentence
    if _CLASS_OF_PARTY.search(folded, sentence.start, sentence.end):
        return True
    if _OTHER_CLASS.search(folded, sentence.start, sentence.end):
        return False  # "mở lớp bồi dưỡng nghiệp vụ du lịch cho 80 học viên"
    low = max(scan.text.line_at(sentence.start).start, sentence.start - _PARAGRAPH)
    return any(_CLASS_OF_PARTY.search(folded, *where) for where in ((low, sentence.start), (0, _LEAD)))


def both_verbs(scan: Scan, position: int) -> bool:
    """Whether "kiểm tra" stands right before "giám sát", so that one number is of both."""
    step = 2 if position > 1 and scan.row[position - 1].mark == "," else 1
    previous = scan.row[position - step] if position >= step else None
    return (
        previous is not None
        and previous.has("verb", "inspect")
        and scan.text.folded[previous.end : scan.row[position].start].strip(" ,") in ("", "và")
    )


def award_topic(scan: Scan) -> bool:
    """Whether badges are what the sentence is about."""
    return scan.state.frame in ("award", "award_posthumous") or (
        "huy hiệu" in scan.text.folded[scan.sentence.start : scan.sentence.end]
        or (scan.story.topic is not None and scan.story.topic.verb.startswith("award"))
        or "huy hiệu" in scan.text.folded[:400]
    )


def beside_established(scan: Scan) -> bool:
    """Whether organisations established were told right before in the sentence."""
    last = latest_count(scan)
    return last is not None and last.sentence == scan.index and last.indicator == "orgs_established"


def same_class(scan: Scan, klass: Class | None) -> bool:
    """Whether the latest count is of the class given."""
    latest = latest_count(scan)
    return latest is not None and latest.klass == klass


def topic_is(scan: Scan, verb: str) -> bool:
    """Whether the story's topic is a verb's."""
    return scan.story.topic is not None and scan.story.topic.verb == verb


def of_members(scan: Scan) -> bool:
    """Whether the sentence, or the count before, is of members of the Party."""
    sentence = scan.text.folded[scan.sentence.start : scan.sentence.end]
    return "đảng viên" in sentence or "kỷ luật" in sentence or latest_members(scan)


def by_the_state(scan: Scan) -> bool:
    """Whether a sentence tells of measures of the state ("phạt tiền") and of nobody of the Party."""
    sentence = scan.text.folded[scan.sentence.start : scan.sentence.end]
    return BY_THE_STATE.search(sentence) is not None and OF_PARTY.search(sentence) is None


def rating(scan: Scan, position: int) -> bool:
    """Whether members or organisations are being rated, so that "xuất sắc" alone is a level."""
    latest = latest_count(scan)
    told = latest is not None and latest.indicator.endswith("_rated") and latest.sentence >= scan.index - 1
    return told or any((t.code("verb") or "").startswith("rate") for t in scan.row[:position])
