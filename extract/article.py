"""From what a page or a file gives to the article's own text: boilerplate around it is cut off.

The text of the article keeps its words and marks; only whole lines go (menus, time lines, counters,
related titles, credits, repeated captions), and what they tell (the day of publication, the author,
the source) becomes a field.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from extract.data import patterns
from extract.text import Text, clean, fold
from extract.timeline import Timeline, led_by_section, read_timeline
from schema import ArticleInput, ZoneKind

_RESUMES = 120  # code points: a line this long that ends like a sentence is no title in a related box
_LONGEST_TITLE = 160  # code points
_HEAD_OF_TITLE = 40  # code points of a title's first line that ends with a colon
_HEAD_LINES = 8  # a time line stands among the first lines
_LEAD_SITE = regex.compile(
    r"^(?:[(\[](?P<site>[A-ZĐ][\w.&+\-]{1,14})[)\]]\s*[-–—:]?|(?P<site>[A-ZĐ]{2}[\w.&+]{0,12})\s*[-–—])\s*(?=[\p{Lu}\d\"“])"
)
_LINE_PREFIX = regex.compile(r"^angle-left null\s*")
_CAPTION_MARK = "leftcenterrightdel"
_PICTURE = "ảnh"  # every caption holds the word
_INITIALS = regex.compile(
    r"(?:\p{Lu}[\p{Ll}]{0,2}\.){1,4}\s?\p{L}{0,12}\.?|(?:\p{Lu}[\p{Ll}\p{M}]*[.\s]?\s?){1,2}\p{Lu}{0,3}\.?|(?:\p{Lu}+\s?){2,4}"
)
_PERSON = regex.compile(r"(?:\p{Lu}[\p{L}]*\.?)(?:[ \-–,]+\p{Lu}[\p{L}]*\.?){0,4}")
_SENTENCE_END = regex.compile(r"[.!?…:;\"”)]$")


@dataclass(frozen=True, slots=True)
class CutArticle:
    """An article ready to be read: its text with zones, and what its page told of it."""

    text: Text
    title: str | None
    published: date | None
    author: str | None
    syndicated_from: str | None
    site: str | None


@dataclass(slots=True)
class _Page:
    """What the lines have told so far."""

    kept: list[tuple[str, ZoneKind]]
    published: date | None = None
    clocked: bool = False
    """Whether that day stood above the title."""
    author: str | None = None
    syndicated_from: str | None = None
    site: str | None = None


def cut(source: ArticleInput) -> CutArticle:
    """Cut an article out of what was given; what is given from outside outranks what the text tells."""
    if source.paragraphs is not None:
        page = _Page([(" ".join(clean(p.text).split("\n")).strip(), p.zone) for p in source.paragraphs])
        page.kept = [(line, zone) for line, zone in page.kept if line]
    else:
        page = _cut_lines(clean(source.text or "").split("\n"))
    title = " ".join(clean(source.title).split()) if source.title else None
    if title and not any(fold(line) == fold(title) for line, _ in page.kept[:1]):
        page.kept = [(line, zone) for line, zone in page.kept if fold(line) != fold(title)]
        page.kept.insert(0, (title, "title"))
    elif page.kept:
        title = page.kept[0][0]
        page.kept[0] = (title, "title")
        if len(page.kept) > 1 and _goes_on(title, page.kept[1][0]):
            page.kept[1] = (page.kept[1][0], "title")
    for line, zone in page.kept[1:3]:
        if page.site is None and zone in ("lead", "body") and (lead := _LEAD_SITE.match(line)):
            page.site = lead["site"]
    return CutArticle(
        text=Text.of("\n".join(line for line, _ in page.kept), tuple(zone for _, zone in page.kept)),
        title=title,
        published=source.published or page.published,
        author=source.author or page.author,
        syndicated_from=source.syndicated_from or page.syndicated_from,
        site=source.site or page.site,
    )


def _goes_on(title: str, line: str) -> bool:
    """Whether a title has a second line: "THUẬN NAM:" and, below, what it did, without a sentence's end."""
    short = len(title) <= _HEAD_OF_TITLE and len(line) <= _LONGEST_TITLE
    return short and title.endswith(":") and ". " not in line and _SENTENCE_END.search(line) is None


def _in_contents(page: _Page, at: int) -> bool:
    """Whether a line is one of several that only name what a column will tell: starred lines, one behind another."""
    beside = [page.kept[near][0] for near in (at - 1, at + 1) if 0 < near < len(page.kept)]
    return at > 0 and any(not line or line.startswith("*") for line in beside)


def _cut_lines(raw_lines: list[str]) -> _Page:
    page = _Page([])
    seen: dict[str, int] = {}  # where a line stands among those kept
    related = caption_next = False
    for raw in raw_lines:
        line = _LINE_PREFIX.sub("", raw.strip())
        folded = fold(line.replace("»", ">"))  # "»" parts the steps of a path more often than it quotes
        if not folded or (patterns("line").fullmatch(folded) and not _stamped_section(page, line)):
            continue
        if folded == _CAPTION_MARK:
            caption_next = True
            continue
        if related and not (len(line) >= _RESUMES and _SENTENCE_END.search(line)):
            continue
        related = False
        if patterns("end").fullmatch(folded) and page.kept:
            break
        if patterns("related").fullmatch(folded) and page.kept:
            related = True
            continue
        head = len(page.kept) <= _HEAD_LINES
        if (head or page.published is None) and (stamp := read_timeline(line)) is not None and (head or stamp.sure):
            _take_stamp(page, stamp)
            continue
        if len(page.kept) > 1 and _credit(folded, line, page):
            continue
        earlier = seen.get(folded)
        if earlier is not None and not (line.startswith("*") and _in_contents(page, earlier)):
            continue
        if earlier is not None:
            page.kept[earlier] = ("", "body")  # what stands in the column is told with its text, and kept there
        seen[folded] = len(page.kept)
        captioned = caption_next or (_PICTURE in folded and patterns("caption").fullmatch(folded) is not None)
        zone: ZoneKind = "caption" if captioned else "body"
        caption_next = False
        page.kept.append((line, zone))
    page.kept = [(line, zone) for line, zone in page.kept if line]
    _take_signature(page)
    return page


def _take_stamp(page: _Page, stamp: Timeline) -> None:
    """Keep the day of a time line; one above the title may be the page's clock, and yields to an older one below."""
    above = not page.kept
    if page.published is None or above or (page.clocked and stamp.published <= page.published):
        page.published, page.clocked = stamp.published, above
    page.author = page.author or stamp.author


def _stamped_section(page: _Page, line: str) -> bool:
    """Whether a line is the name of a section and, behind it, the time ("Chính trị | 07/05/2021 - 17:02")."""
    return len(page.kept) <= _HEAD_LINES and led_by_section(line) and read_timeline(line) is not None


def _credit(folded: str, line: str, page: _Page) -> bool:
    """Whether a line is a credit ("Theo Báo X", "Bài, ảnh: …"); what it tells is kept."""
    if found := patterns("author").fullmatch(folded):
        page.author = page.author or line[found.start("name") : found.end("name")].strip(" .")
        return True
    if len(line) < 160 and (found := patterns("credit").fullmatch(folded)):
        name = line[found.start("name") : found.end("name")].split("http")[0].strip(" .):")
        if not patterns("author").fullmatch(fold(name)):
            page.syndicated_from = page.syndicated_from or name
        return True
    return False


def _take_signature(page: _Page) -> None:
    """Take the reporter's name or initials off the end of the body."""
    while len(page.kept) > 2:
        line, _ = page.kept[-1]
        words = line.split()
        signed = len(words) <= 5 and len(line) <= 40 and (_INITIALS.fullmatch(line) or _PERSON.fullmatch(line))
        if not signed or _looks_like_text(line):
            return
        page.author = page.author or line.strip()
        page.kept.pop()


def _looks_like_text(line: str) -> bool:
    return bool(regex.search(r"\d{2,}", line))
