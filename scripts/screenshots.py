"""Pictures of every page of the desk: ``make screenshots`` writes docs/screenshots/ and docs/desk.md.

A store of made-up articles is served on this machine and every page opened in Chromium, wide and narrow, light and
dark. The run fails where axe-core finds something serious, or a page complains on its console or asks another host.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from tests.review.browser import Watched, running_browser
from tests.review.gallery import SIZES, THEMES, Gallery, Shown, faults, gallery, opened

DOCS = Path(__file__).parents[1] / "docs"
FOLDER = DOCS / "screenshots"
ARTICLES = 600
IN_ENGLISH = ("/", "/about")
TALLEST = 1500
"""Pixels of a page that are kept, from its top."""

LARGEST = 200_000
LARGEST_OF_ALL = 8_000_000
_HEAD = """\
# The desk in pictures

Every page as `make screenshots` sees it, over a store of made-up articles; none of the names and figures is real. Wide
pictures are 1440 pixels wide, narrow ones 390, as on a phone; each page also stands there in dark colours. The desk
speaks Vietnamese unless English is chosen. How it is started: [operating.md](operating.md).
"""


def main() -> int:
    """Take all pictures; 1 if a page is faulty or a picture too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    given = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    taken: dict[str, dict[str, Path]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        gallery(Path(folder), given.articles) as shown,
        running_browser() as browser,
    ):
        for width in SIZES:
            for theme in THEMES:
                for page, desk in opened(browser, shown, width, theme):
                    wrong += [f"{page.route} {width} {theme}: {fault}" for fault in _faults(desk)]
                    way = f"{width}-{theme}"
                    taken.setdefault(page.name, {})[way] = _keep(desk, f"{page.name}-{way}")
        english = [page for page in shown.pages if page.route in IN_ENGLISH]
        for page, desk in opened(browser, Gallery(shown.served, shown.secret, english), 1440, "light", "en"):
            taken[page.name]["1440-light-en"] = _keep(desk, f"{page.name}-1440-light-en")
    kept = {path for pictures in taken.values() for path in pictures.values()}
    for old in set(FOLDER.glob("*.png")) - kept:
        old.unlink()
    (DOCS / "desk.md").write_text(index(shown.pages, taken), encoding="utf-8")
    sizes = {path.name: path.stat().st_size for path in kept}
    wrong += [f"{name}: {size:,} bytes, more than {LARGEST:,}" for name, size in sizes.items() if size > LARGEST]
    if sum(sizes.values()) > LARGEST_OF_ALL:
        wrong.append(f"{sum(sizes.values()):,} bytes of pictures, more than {LARGEST_OF_ALL:,}")
    print(f"{len(kept)} pictures of {len(taken)} pages, {sum(sizes.values()):,} bytes")
    for fault in wrong:
        print(fault, file=sys.stderr)
    return 1 if wrong else 0


def index(pages: list[Shown], taken: dict[str, dict[str, Path]]) -> str:
    """docs/desk.md: each page with what it is for and where its pictures are."""
    parts = [_HEAD]
    for page in pages:
        pictures = taken[page.name]
        path = page.route.replace(":str", "").replace(":int", "").replace(":path", "")
        others = ", ".join(
            f"[{_words(name)}](screenshots/{file.name})" for name, file in pictures.items() if name != "1440-light"
        )
        wide = pictures["1440-light"].name
        parts.append(f"## `{path}`\n\n{page.told}\n\n![{path}](screenshots/{wide})\n\nAlso {others}.\n")
    return "\n".join(parts)


def _words(name: str) -> str:
    width, theme, *language = name.split("-")
    told = f"{'wide' if width == '1440' else 'narrow'}, {theme}"
    return f"{told}, in English" if language else told


def _faults(desk: Watched) -> list[str]:
    asked = [] if desk.is_content() else [*desk.complaints, f"asked {sorted(desk.asked)}"]
    return [*faults(desk), *asked]


def _keep(desk: Watched, name: str) -> Path:
    """A picture of the page with as few colours as it needs to be small."""
    clip: Any = {"x": 0, "y": 0, "width": desk.page.viewport_size["width"], "height": _height(desk)}
    image = Image.open(io.BytesIO(desk.page.screenshot(full_page=True, clip=clip, animations="disabled"))).convert(
        "RGB"
    )
    path = FOLDER / f"{name}.png"
    for colours in (64, 32, 16):
        image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            break
    return path


def _height(desk: Watched) -> int:
    height: int = desk.page.evaluate("document.documentElement.scrollHeight")
    return max(min(height, TALLEST), desk.page.viewport_size["height"])


if __name__ == "__main__":
    sys.exit(main())
