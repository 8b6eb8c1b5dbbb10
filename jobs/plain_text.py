"""Bytes of a text file to text: UTF-8, UTF-16 with its mark, windows-1258 where the result is Vietnamese."""

from __future__ import annotations

import codecs
import unicodedata

from crawler.charset import is_binary
from jobs.opened_files import UnreadableError

_VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝĩũĨŨ") | frozenset(map(chr, range(0x1EA0, 0x1EFA)))
_OWN = frozenset("đơưĐƠƯ") | frozenset(map(chr, range(0x1EA0, 0x1EFA)))
"""Letters that no language of western Europe has."""
_SIGNS = frozenset("“”‘’–—…«»•·°½¼¾²³±§\u00a0")
_SHARE = 0.9  # of all characters beyond ASCII: the old font encodings (TCVN3, VNI) stay far below it


def decode_text(data: bytes) -> str:
    """The text in NFC. Raises ``UnreadableError`` for empty or binary bytes and for an unknown encoding."""
    if not data.strip():
        raise UnreadableError("it is empty")
    if is_binary(data):
        raise UnreadableError("a binary file, no text")
    text = unicodedata.normalize("NFC", _decode(data))
    if not text.strip("\ufeff \t\r\n\x00"):
        raise UnreadableError("it is empty")
    return text


def _decode(data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if wide:
            raise UnreadableError(f"broken UTF-16 at byte {error.start}") from error
        text = data.decode("cp1258", "replace")
        if _is_vietnamese(text):
            return text
        raise UnreadableError(
            f"no UTF-8 (byte {error.start}), and neither UTF-16 nor Vietnamese in windows-1258; save it as UTF-8"
        ) from error


def _is_vietnamese(text: str) -> bool:
    """Whether text that was taken for windows-1258 reads like Vietnamese."""
    foreign = [character for character in unicodedata.normalize("NFC", text) if not character.isascii()]
    counted = [character for character in foreign if character not in _SIGNS]
    known = sum(1 for character in counted if character in _VIETNAMESE)
    return any(character in _OWN for character in counted) and known >= _SHARE * len(counted)
