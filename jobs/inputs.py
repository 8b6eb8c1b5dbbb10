"""Paths of the command line to articles: files of five kinds, folders of them, standard input.

A stream: one article is held at a time. What cannot be read comes out as a ``Problem`` in its place,
and reading goes on with the next line, page or file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from crawler.archive import ArchivedPage, read_warc
from crawler.charset import is_binary
from crawler.page import Page, read_page
from crawler.rules import PageRules
from jobs.article_rows import Row, read_lines, read_parquet
from jobs.input_names import InputFile, composed, ids_of, name_of
from jobs.opened_files import PACKED, STANDARD_INPUT, UnreadableError, opened, plain_path, unpacked_name
from jobs.plain_text import decode_text
from schema import ArticleInput

KINDS = (".txt", ".html", ".htm", ".jsonl", ".parquet", ".warc")
LARGEST = 20 * 1024 * 1024
"""Bytes of the largest article; a newspaper's longest is far below a hundredth of it."""

_KNOWN = f"{', '.join(KINDS)}, each also as .gz or .zst"
_TOO_LARGE = f"larger than {LARGEST // (1024 * 1024)} MB, the limit for an article"
_OK = 200
_PEEK = 4096
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: the path as given, the place in it if it is not all, and why."""

    path: str
    detail: str
    place: str | None = None

    def __str__(self) -> str:
        name = "standard input" if self.path == STANDARD_INPUT else self.path or "''"
        line = ": ".join((f"{name}:{self.place}" if self.place else name, self.detail))
        return "".join(character if character.isprintable() else "\ufffd" for character in line)


@dataclass(frozen=True, slots=True)
class Given:
    """What the options tell, of every article; a row that brings its own keeps it, a page or a text does not."""

    published: date | None = None
    url: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article as found, its page not yet read. Either ``text`` or ``html`` is given.

    ``archived`` tells that it is one page among all that a crawler fetched: it may be no article; ``fetched_at`` is
    when. ``name`` is the file's path within what was given (its own name, or the path below a given folder),
    without the suffix of its packing and with the letters composed. ``row_id`` is the id that a row brings.
    """

    path: str
    place: str | None
    id: str
    text: str | None = None
    html: str | bytes | None = None
    content_type: str | None = None
    url: str | None = None
    title: str | None = None
    published: date | None = None
    province: str | None = None
    archived: bool = False
    fetched_at: datetime | None = None
    name: str = ""
    row_id: str | None = None

    @property
    def size(self) -> int:
        """About how much memory it takes (characters or bytes)."""
        return len(self.text or self.html or "")

    def problem(self, detail: str) -> Problem:
        """What is wrong with it."""
        return Problem(self.path, detail, self.place)


def read_paths(paths: Iterable[str], given: Given) -> Iterator[FoundArticle | Problem]:
    """The articles of all paths, in their order; those of a folder in the order of their names.

    The id of a text or a page is the name of its file without suffixes; in a folder, the path below it (``q1/x`` of
    ``q1/x.txt``). Files of one call that would have the same id get longer ones, all of them: the path
    below the folder that they have in common; where this is the same too (``x.txt``, ``x.html``), the path as
    given. A row without an id of its own has that of its file and its number. All files are listed first, so the ids
    depend neither on their order nor on how many processes read; a file given twice has one id.
    """
    listed = [found for path in paths for found in _listed(path)]
    ids = ids_of([found for found in listed if isinstance(found, InputFile)])
    for found in listed:
        if isinstance(found, Problem):
            yield found
            continue
        name = name_of(found)
        for article in _read_file(found.path, ids.get(found, found.path), given):
            yield article if isinstance(article, Problem) else replace(article, name=name)


def _listed(path: str) -> list[InputFile | Problem]:
    """What a path of the command line stands for."""
    try:
        folder = path not in ("", STANDARD_INPUT) and Path(path).is_dir()
    except OSError:  # reading it will say why
        folder = False
    if not folder:
        return [InputFile(path)]
    found = [InputFile(file, path) if isinstance(file, str) else file for file in _files(path)]
    return [*found] or [Problem(path, f"no article in this folder (known are {_KNOWN})")]


def to_input(found: FoundArticle) -> ArticleInput | None:
    """The article for extraction; ``None`` for an archived page that is none (a list, a form).

    Raises ``crawler.page.PageError`` or ``UnreadableError`` where there is nothing to read.
    """
    path = None if found.path == STANDARD_INPUT else os.fsencode(found.path).decode("utf-8", "replace")
    if found.html is None:
        return ArticleInput(
            id=found.id,
            text=found.text,
            path=path,
            url=found.url,
            title=found.title,
            published=found.published,
            province=found.province,
        )
    page = page_of(found)
    return None if page is None else page_input(page, found, found.id, path)


def page_of(found: FoundArticle, rules: PageRules | None = None) -> Page | None:
    """The page of an article found as HTML, read by the ``rules`` of its source if it has any.

    ``None`` and errors are those of ``to_input``.
    """
    page = read_page(found.html or "", url=found.url, overrides=rules, content_type=found.content_type)
    if found.archived and not page.is_article:
        return None
    if not page.paragraphs:
        raise UnreadableError("no article found in the page")
    return page


def page_input(page: Page, found: FoundArticle, id: str, path: str | None) -> ArticleInput:
    """A page as input of extraction; what is known from outside outranks what it says."""
    outside = {"title": found.title, "published": found.published}
    known = {name: value for name, value in outside.items() if value is not None}
    return page.to_input(id, path, found.province).model_copy(update=known)


def _files(folder: str) -> Iterator[str | Problem]:
    """The files of known kinds under a folder, by name; what is hidden is passed over."""
    try:
        with os.scandir(folder) as entries:
            shown = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        yield Problem(folder, error.strerror or str(error))
        return
    for entry in shown:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif unpacked_name(entry.name)[1] in KINDS and (entry.is_file() or entry.is_symlink()):
            yield entry.path


def _read_file(path: str, id: str, given: Given) -> Iterator[FoundArticle | Problem]:
    try:
        yield from _reader(path)(path, id, given)
    except UnreadableError as error:
        yield Problem(path, str(error))
    except OSError as error:
        yield Problem(path, error.strerror or str(error))


def _reader(path: str) -> Callable[[str, str, Given], Iterator[FoundArticle | Problem]]:
    if path == STANDARD_INPUT:
        return _read_text
    if not path:
        raise UnreadableError("the path is empty")
    suffix = unpacked_name(Path(path).name)[1]
    if suffix not in _READERS:
        Path(path).stat()  # that it is missing matters more than how it is called
        packed = Path(path).suffix.lower()
        if not suffix and packed in PACKED:
            raise UnreadableError(f"its name does not tell the kind: {', '.join(KINDS)} must stand before {packed}")
        raise UnreadableError(f"unknown kind of file {suffix or '(no suffix)'}; known are {_KNOWN}")
    return _READERS[suffix]


def _read_text(path: str, id: str, given: Given) -> Iterator[FoundArticle]:
    text = decode_text(_content(path))
    yield FoundArticle(path, None, id, text=text, url=given.url, published=given.published, province=given.province)


def _read_html(path: str, id: str, given: Given) -> Iterator[FoundArticle]:
    html = _content(path)
    yield FoundArticle(path, None, id, html=html, url=given.url, published=given.published, province=given.province)


def _content(path: str) -> bytes:
    """All bytes of a file; raises ``UnreadableError`` for one that is empty or over the limit."""
    with opened(path) as file:
        data = file.read(LARGEST + 1)
    if not data.strip():
        raise UnreadableError("it is empty")
    if len(data) > LARGEST:
        raise UnreadableError(_TOO_LARGE)
    return data


def _read_jsonl(path: str, id: str, given: Given) -> Iterator[FoundArticle | Problem]:
    with opened(path) as file:
        head = file.peek(_PEEK)[:_PEEK]
        if not head:
            raise UnreadableError("it is empty")
        if is_binary(head):
            raise UnreadableError("a binary file, no JSON Lines")
        yield from _of_rows(path, id, read_lines(file, LARGEST), given)


def _read_parquet(path: str, id: str, given: Given) -> Iterator[FoundArticle | Problem]:
    with plain_path(path) as plain:
        if not plain.stat().st_size:
            raise UnreadableError("it is empty")
        yield from _of_rows(path, id, read_parquet(plain), given)


def _of_rows(
    path: str, id: str, rows: Iterator[tuple[int, Row | UnreadableError]], given: Given
) -> Iterator[FoundArticle | Problem]:
    empty = True
    for number, row in rows:
        empty = False
        if isinstance(row, UnreadableError):
            yield Problem(path, str(row), str(number))
            continue
        found = FoundArticle(
            path,
            str(number),
            composed(row.id) or f"{id}:{number}",
            text=row.text,
            html=row.html if row.text is None else None,
            url=row.url or given.url,
            title=row.title,
            published=row.published or given.published,
            province=composed(row.province) or given.province,
            row_id=composed(row.id),
        )
        yield found if found.size <= LARGEST else found.problem(_TOO_LARGE)
    if empty:
        raise UnreadableError("no article in this file")


def _read_warc(path: str, _: str, given: Given) -> Iterator[FoundArticle | Problem]:
    with plain_path(path, packed=(".zst",)) as plain:  # .gz is the reader's own, for it bears a torn end
        if not plain.stat().st_size:
            raise UnreadableError("it is empty")
        archive = read_warc(plain)
        empty = True
        for page in archive:
            if page.status == _OK and (page.content_type or "").lower().startswith(_PAGE_TYPES):
                empty = False
                yield _archived(path, page, given)
        if archive.torn:
            # what the library quotes of a file of another kind is bytes of it
            raise UnreadableError("no WARC file" if empty else archive.torn.removeprefix(f"{plain.name}: "))
        if empty:
            raise UnreadableError("no page (status 200, text/html) in this archive")


def _archived(path: str, page: ArchivedPage, given: Given) -> FoundArticle | Problem:
    found = FoundArticle(
        path,
        page.url,
        page.url,
        html=page.body,
        content_type=page.content_type,
        url=page.url,
        published=given.published,
        province=given.province,
        archived=True,
        fetched_at=page.fetched_at,
    )
    return found if found.size <= LARGEST else found.problem(_TOO_LARGE)


_READERS: dict[str, Callable[[str, str, Given], Iterator[FoundArticle | Problem]]] = {
    ".txt": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": _read_jsonl,
    ".parquet": _read_parquet,
    ".warc": _read_warc,
}
