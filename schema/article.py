"""What a page or a file gives to extraction: the text, and what is known of it from outside."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

ZoneKind = Literal["title", "lead", "body", "heading", "caption"]


class Paragraph(BaseModel):
    """One paragraph of an article, without line breaks, and the zone of the page it stood in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    zone: ZoneKind = "body"


class ArticleInput(BaseModel):
    """One article on its way into extraction.

    Either ``text`` (as copied from a page, boilerplate and all) or ``paragraphs`` (as read from a
    page, boilerplate already off, the title first) is given. ``title``, ``published`` (ISO day) and
    ``province`` come from outside the text and outrank what it suggests.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str | None = None
    paragraphs: tuple[Paragraph, ...] | None = None
    path: str | None = None
    url: str | None = None
    title: str | None = None
    published: date | None = None
    author: str | None = None
    syndicated_from: str | None = None
    site: str | None = None
    province: str | None = None


def content_hash(text: str) -> str:
    """The identity of a cleaned text: SHA-256 (hex) of it in NFC with white space folded.

    Bytes of a page are no identity: a clock or a counter in it would make every fetch a new text.
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(folded.encode("utf-8")).hexdigest()
