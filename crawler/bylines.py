"""Who wrote the article and where it was taken from: lines such as `Bài, ảnh: Lê Ngân, BBT`, `Theo Báo Quảng Nam`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from crawler.words import words

_LONGEST = 90
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’]*", re.UNICODE)
_JOIN = re.compile(r"\s*(?:,|;|&|/|\||\s[-–—]\s|\s+và\s+|\s+VÀ\s+)\s*")
_BRACKETED = re.compile(r"\(([^()]{2,60})\)\s*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BY = re.compile(r"^(?:bởi|by|đăng bởi|viết bởi)\s*:?\s+", re.IGNORECASE)
_WRAPPED = re.compile(r"^[\s*(\[\-–—•]+|[\s*)\],;:\-–—•]+$")
_ABBREVIATION = re.compile(r"(?:[A-ZĐ]\.){1,4}|[A-ZĐ][a-zà-ỹ]{0,2}\.")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line says of author and origin; a line that is a byline may still name nobody (`Nguồn: Ban Biên tập`)."""

    author: str | None = None
    syndicated_from: str | None = None


def read_byline(line: str, *, named: bool = False) -> Byline | None:
    """A line as a byline, or ``None`` where it is none. ``named``: its class says that it holds an author."""
    line = _BY.sub("", line.strip())
    if not line or len(line) > _LONGEST + (110 if _ADDRESS.search(line) else 0):
        return None
    bracketed = _BRACKETED.search(line)
    if bracketed and bracketed.start():
        origin = _source(bracketed[1]) or (Byline(None, _origin(bracketed[1])) if _is_origin(bracketed[1]) else None)
        before = read_byline(line[: bracketed.start()].removeprefix("Theo "), named=named) if origin else None
        if origin and before:
            return Byline(before.author, origin.syndicated_from)
    source = _source(line)
    if source is not None:
        return source
    label = words().author_label.match(line)
    if label:
        rest = line[label.end() :]
        name = _names(rest)
        return Byline(name) if name or not rest.strip() or _is_staff(rest) else None
    parts = re.split(r"\s*[/|]\s*|\s[-–—]\s", line)
    if len(parts) == 2 and _is_origin(parts[1]) and is_name(parts[0]):
        return Byline(_names(parts[0]), _origin(parts[1]))
    if named and _is_origin(line):
        return Byline(None, _origin(line))
    if named or is_name(line):
        name = _names(line)
        if name or _is_staff(line):
            return Byline(name)
    return None


def is_name(line: str) -> bool:
    """Whether a line looks like one or more names, full or short: `MAI ANH`, `H.Tr`, `P.V`, `Đỗ Th.`."""
    line = _WRAPPED.sub("", line) if not line.rstrip().endswith(".") else line.strip()
    if not 1 < len(line) <= 60 or any(character.isdigit() for character in line):
        return False
    if line[-1] in "!?…:" or (line[-1] == "." and not _ABBREVIATION.fullmatch(line.split()[-1])):
        return False
    people = [person for person in _JOIN.split(line) if person]
    return bool(people) and len(people) <= 6 and all(_is_person(person) for person in people)


def is_organisation(name: str, site: str | None = None) -> bool:
    """Whether a name (of metadata) is a paper's, an office's or an account's rather than a person's."""
    folded = name.casefold()
    return (
        bool(words().press.match(name) or words().office.match(name))
        or _is_staff(name)
        or "điện tử" in folded
        or ".vn" in folded
        or (site is not None and (folded in site.casefold() or site.casefold() in folded))
    )


def _is_person(name: str) -> bool:
    tokens = name.split()
    return 0 < len(tokens) <= 6 and all(_NAME_WORD.fullmatch(token) and token[0].isupper() for token in tokens)


def _names(text: str) -> str | None:
    """The people of an author line, staff marks (`BBT`) taken off, otherwise as written."""
    text = " ".join(text.split()).strip(" ()[]*-–—,;:•")
    label = words().author_label.match(text)
    text = text[label.end() :] if label else text
    people = [(match.start(), match.end()) for match in _pieces().finditer(text)]
    while people and _is_staff(text[slice(*people[-1])]):
        people.pop()
    while people and _is_staff(text[slice(*people[0])]):
        people.pop(0)
    if not people:
        return None
    name = text[people[0][0] : people[-1][1]].strip()
    return name if 1 < len(name) <= 80 else None


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(r"[^,;/|]+")


def _is_staff(name: str) -> bool:
    return name.strip(" .()").casefold() in words().staff


def _source(line: str) -> Byline | None:
    """A line that names an origin: `Theo Báo X`, `Nguồn: …`, `TTXVN`, also in brackets."""
    text = _WRAPPED.sub("", line).strip()
    if text.casefold() in words().agencies:
        return Byline(None, text)
    label = words().source_label.match(text)
    if not label:
        return None
    colon = ":" in label[0] or "：" in label[0]
    rest = text[label.end() :].strip(" .")
    address = _ADDRESS.search(rest)
    named = rest[: address.start()].strip(" :,-–—(") if address else rest
    if not named:
        return Byline() if address or colon else None
    if not colon and not (_is_origin(named) or (address is not None and named[0].isupper()) or _both(named)):
        return None
    if _is_staff(named):
        return Byline()
    pair = re.split(r"\s*/\s*|\s[-–—]\s", named)
    if len(pair) == 2 and is_name(pair[0]) and not _is_origin(pair[0]) and _is_origin(pair[1]):
        return Byline(_names(pair[0]), _origin(pair[1]))
    return Byline(None, _origin(named))


def _both(named: str) -> bool:
    """`Theo Mai Anh/Báo X`: a person and where it came from."""
    pair = named.split("/")
    return len(pair) == 2 and is_name(pair[0]) and _is_origin(pair[1])


def _is_origin(name: str) -> bool:
    """Whether a name, with nothing said about it, is a paper's or an agency's."""
    name = name.strip(" .()")
    if name.casefold() in words().agencies or re.fullmatch(r"[\w-]+(?:\.[\w-]+)*\.vn", name, re.IGNORECASE):
        return True
    return bool(words().press.match(name)) and "," not in name and len(name.split()) <= 10


def _origin(name: str) -> str | None:
    name = name.strip(' .,;:()"“”')
    if urlsplit(name).scheme in ("http", "https"):
        return None
    return name or None
