"""Many runs of ``chibo`` in a row: each a process of its own, forked from one that has imported everything."""

from __future__ import annotations

import multiprocessing
import os
import sys
import types
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.jobs import fake_extractor

_context = multiprocessing.get_context("forkserver")
_IMPORTED = [
    "crawler.run",
    "crawler.spider",
    "crawler.pipelines",
    "jobs.cli",
    "jobs.nightly",
    "jobs.terminal",
    "sqlite3",
]
_BY_NAME = """
scrapy.core.downloader.handlers.http11 scrapy.downloadermiddlewares.cookies scrapy.downloadermiddlewares.robotstxt
scrapy.extensions.feedexport scrapy.extensions.remote_control scrapy.extensions.telnet
""".split()
"""What Scrapy imports when a crawl begins, for some half a second."""
_context.set_forkserver_preload([*_IMPORTED, *_BY_NAME])


def start(home: Path, output: Path, *arguments: str) -> BaseProcess:
    """Start ``chibo`` with the fake extractor and a SQLite database in ``home``; it prints into ``output``."""
    process = _context.Process(target=_chibo, args=(home, output, arguments))
    process.start()
    return process


def _chibo(home: Path, output: Path, arguments: tuple[str, ...]) -> None:
    os.environ["CHIBO_HOME"] = str(home)
    os.environ.pop("CHIBO_DATABASE_URL", None)
    file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    room = types.ModuleType("extract")
    room.__path__ = [str(Path(__file__).parents[2] / "extract")]  # what else is in the room is as it is
    room.__dict__.update(extract=fake_extractor.extract, EXTRACTOR_VERSION=fake_extractor.VERSION)
    sys.modules["extract"] = room
    sys.argv = ["chibo", *arguments]
    from jobs.cli import main

    main()
