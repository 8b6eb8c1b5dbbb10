"""The version of the reader: it changes with every change of its rules, its data or its vocabulary."""

from __future__ import annotations

import hashlib
from pathlib import Path

import schema

RELEASE = "0.1.0"
_READ = frozenset((".py", ".toml", ".tsv", ".gz"))
_AFTER_READING = frozenset(
    ("dictionary.py", "dictionary.toml", "codebook.py", "codebook.toml", "reasons.toml", "regimes.toml", "verdict.py")
)
"""What of the vocabulary is for the store and its readers: a word mended there has nothing to do with reading."""


def _fingerprint(*rooms: Path) -> str:
    digest = hashlib.sha256()
    for room in rooms:
        for path in sorted(p for p in room.rglob("*") if p.suffix in _READ and p.name not in _AFTER_READING):
            digest.update(path.relative_to(room).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def extractor_version() -> str:
    """The release and a fingerprint of all rules: ``0.1.0+1f3c…``.

    Every extraction is stored with it, so that changed rules read stored articles anew and the old
    facts stay beside the new ones.
    """
    return f"{RELEASE}+{_fingerprint(Path(__file__).parent, Path(schema.__file__).parent)}"
