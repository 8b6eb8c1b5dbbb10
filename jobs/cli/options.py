"""Options that several commands have: their names, how they are read, what their help says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from jobs.cli.endings import BAD_OPTIONS, end

Choice = TypeVar("Choice", bound=StrEnum)


def one_of(kind: type[Choice]) -> Callable[[str], Choice]:
    """A reader of an option's value that names all values where it is none of them."""

    def read(given: str) -> Choice:
        try:
            return kind(given)
        except ValueError:
            raise typer.BadParameter(f"{given} is none of {', '.join(kind)}") from None

    return read


def read_day(given: str | datetime) -> datetime:
    """The day of an option; raises typer.BadParameter."""
    if isinstance(given, datetime):
        return given
    try:
        return datetime.strptime(given.strip(), "%Y-%m-%d")
    except ValueError:
        raise typer.BadParameter(f"{given} is no day; write 2024-07-15") from None


def day(given: datetime | None) -> date | None:
    """What an option that was read by ``read_day`` means."""
    return given.date() if given else None


def province(given: str | None) -> str | None:
    """The province of an option, or the end of the command for one that is none."""
    if given is None or not given.strip():
        return None
    from jobs.provinces import UnknownProvince, known_province

    try:
        return known_province(given.strip())
    except UnknownProvince as error:
        end(f"--province: {error}", BAD_OPTIONS)


ARTICLE_FILES = (
    "Files (.txt, .html, .htm, .jsonl, .parquet, .warc, each also as .gz or .zst), folders of them, or - for a text on"
    " standard input."
)

SourcesFolder = Annotated[
    Path | None, typer.Option("--sources", help="Folder of source files; those that come with Chibo if not given.")
]
ArticlePaths = Annotated[list[str], typer.Argument(metavar="PATH...", help=ARTICLE_FILES)]
Published = Annotated[datetime | None, typer.Option(parser=read_day, metavar="YYYY-MM-DD", help="Day of publication.")]
ArticleUrl = Annotated[str | None, typer.Option(metavar="URL", help="Where the article stands.")]
WrittenFor = Annotated[
    str | None, typer.Option(metavar="NAME", help="The province the paper writes for; accents may be left out.")
]
Processes = Annotated[
    int, typer.Option(min=0, metavar="N", help="Processes that extract; 0 is one for each processor.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; standard output if not given.")
]
GOLD_FOLDERS = "Folders of articles (ID.txt) and what they say (ID.json)."
Gold = Annotated[list[Path], typer.Argument(metavar="GOLD...", help=GOLD_FOLDERS)]
