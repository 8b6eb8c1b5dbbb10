"""The crawler's source files for the sample sites, with the port they are served on filled in."""

from __future__ import annotations

from pathlib import Path

from jobs.demo_site.articles import SITES_FOLDER, DemoSiteError


def sources(port: int, folder: Path, faults: bool = False) -> Path:
    """Write the source files (`demo-bao.toml`, `demo-liferay.toml`, `demo-cong.toml`) into `folder` and return it.

    With `faults`, `demo-loi.toml` comes too: a source whose pages fail in every way the sample site knows.
    Raises DemoSiteError where the templates of the source files are not there.
    """
    templates = SITES_FOLDER / "sources"
    found = sorted(templates.glob("*.toml")) + (sorted((templates / "faults").glob("*.toml")) if faults else [])
    if not found:
        raise DemoSiteError(f"{templates}: no source files here; the sample site needs a checkout of Chibo")
    folder.mkdir(parents=True, exist_ok=True)
    for path in found:
        (folder / path.name).write_text(path.read_text(encoding="utf-8").replace("{port}", str(port)), encoding="utf-8")
    return folder
