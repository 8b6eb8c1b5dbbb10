"""Files that a page brings with it: their addresses, which change with their content, and their digests."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "static"
MANIFEST = FOLDER / "vendor" / "manifest.json"
PATH = "/static"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses and SHA-384 digests (``sha384-…``, as browsers want them) by name below ``static/``."""

    digests: dict[str, str]

    def address(self, name: str) -> str:
        """Where a browser finds a file. Raises KeyError for a file that is not there."""
        return f"{PATH}/{name}?v={hashlib.sha256(self.digests[name].encode()).hexdigest()[:12]}"

    def integrity(self, name: str) -> str:
        """What the ``integrity`` attribute must say of a file."""
        return self.digests[name]


def read_assets() -> Assets:
    """All files below ``static/``."""
    files = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    return Assets({path.relative_to(FOLDER).as_posix(): digest(path) for path in files})


def digest(path: Path) -> str:
    """The SHA-384 digest of a file as browsers and the manifest write it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def vendored() -> list[dict[str, Any]]:
    """The packages of others in ``static/vendor/``, as the manifest tells them."""
    packages: list[dict[str, Any]] = json.loads(MANIFEST.read_text(encoding="utf-8"))["packages"]
    return packages
