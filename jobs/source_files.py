"""The source files of a folder, the good ones apart from the faulty: one bad file stops no other site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crawler.source import BUNDLED_SOURCES, Source, SourceError, load_source


class NoSources(Exception):
    """There is nothing to crawl: no such folder, no file in it, or none of the wanted name."""


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The sources of a folder in the order of their files, by path, and what is wrong with the others."""

    folder: Path
    sources: dict[Path, Source]
    faults: tuple[SourceError, ...]


def read_source_files(folder: Path | None = None) -> SourceFiles:
    """Read all ``*.toml`` of a folder (those that come with Chibo if None).

    Two files may not carry one name; the second is faulty. Raises NoSources.
    """
    folder = BUNDLED_SOURCES if folder is None else folder
    if not folder.is_dir():
        raise NoSources(f"{folder}: no such folder")
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise NoSources(f"{folder}: no source file (*.toml) in it")
    sources: dict[Path, Source] = {}
    faults: list[SourceError] = []
    names: dict[str, Path] = {}
    for path in paths:
        try:
            source = load_source(path)
        except SourceError as error:
            faults.append(error)
            continue
        if source.name in names:
            faults.append(SourceError(path, f"name: {source.name!r} is already the name of {names[source.name].name}"))
            continue
        names[source.name] = path
        sources[path] = source
    return SourceFiles(folder, sources, tuple(faults))


def choose(files: SourceFiles, only: str | None) -> tuple[list[Source], list[SourceError]]:
    """The sources to crawl and the faults to report: all that are enabled, or the one called ``only``.

    A name asked for is crawled though it is not enabled. Raises NoSources for a name that is none.
    """
    if only is None:
        return [source for source in files.sources.values() if source.enabled], list(files.faults)
    named = [source for source in files.sources.values() if source.name == only]
    chosen = [source.model_copy(update={"enabled": True}) for source in named]
    faults = [] if chosen else [fault for fault in files.faults if fault.path.stem == only]
    if not chosen and not faults:
        names = ", ".join(source.name for source in files.sources.values()) or "none"
        raise NoSources(f"{files.folder}: no source is called {only!r} (there: {names})")
    return chosen, faults
