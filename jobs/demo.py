"""``chibo demo``, which is ``make run``: the whole way once, on the sample sites, into a fresh file."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

import db
from jobs.demo_site import serve, sources
from jobs.extracting import Extractor
from jobs.nightly import CannotWrite, NightPlan, nightly
from jobs.show_view import Asked, show_view
from jobs.terminal import ProgressBars, print_report

_SHOWN = 30


def demo(extract: Extractor, extractor_version: str) -> int:
    """Serve the sample sites, run a night over them, show the facts; returns the night's exit status.

    Everything is written to ``var/demo``, which is emptied before. Raises DemoSiteError, AlreadyRunning, CannotWrite.
    """
    home = db.var_folder() / "demo"
    url = f"sqlite:///{home / 'chibo.sqlite3'}"
    console = Console()
    with serve() as site, ProgressBars() as bars:
        _empty(home)
        told = f"Three sample sites, served on this machine ({site.url} and beside it), are read as the web is."
        console.print(Text(told), soft_wrap=True)
        plan = NightPlan(var=home, url=url, sources=sources(site.port, home / "sources"))
        report, written_to = nightly(plan, extract, extractor_version, bars)
    print_report(report, _short(written_to), console)
    console.print()
    show_view("facts", Asked(limit=_SHOWN), url=url)
    _what_next(home, console)
    return report.exit_status


def _empty(folder: Path) -> None:
    """An empty folder of that name, whatever was there; raises CannotWrite."""
    try:
        if os.path.lexists(folder):
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
    except OSError as error:
        raise CannotWrite(folder, error) from error


def _what_next(home: Path, console: Console) -> None:
    called = Path(sys.argv[0]).absolute()
    command = "chibo" if shutil.which("chibo") else _short(called) if called.name == "chibo" else "python -m jobs.cli"
    file = _short(home / "chibo.sqlite3")
    suggestions = [
        (f"export CHIBO_DATABASE_URL=sqlite:///{file}", "the database that was just filled"),
        (f"{command} serve", "the desk on http://127.0.0.1:8000: figures to look at, and the editors' queue"),
        (f"{command} users add NAME --role editor", "who may verify there"),
        (f"{command} facts --flagged", "what a person should look at, and why"),
        (f"{command} facts --format csv > facts.csv", "all facts, for a spreadsheet"),
        (f"{command} extract ARTICLE.txt", "the record of an article of your own"),
        (f"{command} sources", "the real sites that `nightly` would read"),
    ]
    console.print("\nWhat next:")
    for typed, meaning in suggestions:
        console.print(Text(f"  {typed}\n      {meaning}"), soft_wrap=True)


def _short(path: Path) -> str:
    """A path as it would be typed from here."""
    short = os.path.relpath(path)
    return short if not short.startswith("..") else str(path)
