"""``chibo sources``: the source files of a folder, and whether each can be used."""

from __future__ import annotations

from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.source import Source
from jobs.source_files import read_source_files


def show_sources(folder: Path | None) -> int:
    """Print a table of the sources; returns 1 if a file is faulty, else 0. Raises NoSources."""
    files = read_source_files(folder)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("name", no_wrap=True)  # to be copied
    for heading in ("title", "province", "found by", "delay", "state"):
        table.add_column(heading, overflow="fold")
    for source in files.sources.values():
        state = "ok" if source.enabled else "off"
        cells = (source.name, source.title, _province(source), _discovery(source))
        table.add_row(*map(Text, cells), Text(f"{source.polite.delay:g} s"), Text(state))
    console = Console()
    console.print(table)
    for fault in files.faults:
        console.print(Text(f"! {fault}"), soft_wrap=True)
    return 1 if files.faults else 0


def _province(source: Source) -> str:
    if source.province is None:
        return "(central)"
    if isinstance(source.province, str):
        return source.province
    return ", ".join(period.name for period in source.province)


def _discovery(source: Source) -> str:
    found = source.discovery
    kinds = (("feed", len(found.feeds)), ("sitemap", len(found.sitemaps)), ("listing", len(found.listings)))
    return ", ".join(f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in kinds if number)
