"""Bytes of a page to text, whatever the page says of itself: UTF-8, windows-1258, UTF-16, NFC at the end.

What a header or a meta tag declares is only tried: Vietnamese sites declare nothing, or Latin-1 over
windows-1258, or windows-1258 over UTF-8. Text that is valid UTF-8 is UTF-8: in no other charset does
Vietnamese come out so by chance.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"Rar!",
)
_WESTERN = {"cp1252", "iso8859-1", "latin-1", "ascii", "iso8859-15"}
"""Charsets without Vietnamese letters; a Vietnamese page that declares one means windows-1258."""


def is_binary(data: bytes) -> bool:
    """Whether the bytes are a file of another kind (PDF, archive, image) and no page."""
    if data.startswith(_MAGIC):
        return True
    head = data[:_HEAD_BYTES]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _utf16(head):
        return False
    return head.count(0) > len(head) // 50


def decode_page(data: bytes, content_type: str | None = None) -> str:
    """The text of a page in NFC. ``content_type`` is the answer's header. Never fails: bad bytes become U+FFFD."""
    return unicodedata.normalize("NFC", _decode(data, content_type))


def _decode(data: bytes, content_type: str | None) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    wide = _utf16(data[:_HEAD_BYTES])
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _nearly_utf8(data):
            return data.decode("utf-8", "replace")
    return data.decode(_declared(data, content_type) or "cp1258", "replace")


def _nearly_utf8(data: bytes) -> bool:
    """Whether a few broken bytes (a page cut short, one foreign advertisement) stand in UTF-8 text."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return broken * 20 < sound


def _declared(data: bytes, content_type: str | None) -> str | None:
    """The codec that header or page name, where it can be and is not UTF-8 (the caller tried that)."""
    names = _HEADER.findall(content_type or "")
    names += [name.decode("ascii") for name in _META.findall(data[:_HEAD_BYTES])]
    for name in names:
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            continue
        if codec.startswith("utf") or codec in _WESTERN:
            continue
        return codec
    return None


def _utf16(head: bytes) -> str | None:
    """The UTF-16 flavour of a page without a byte order mark, told by where its zero bytes stand."""
    if len(head) < 8:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None
