"""The command ``chibo``. Each command imports what it needs when it is called: `--help` must not wait for Scrapy."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer

from jobs.record_formats import RecordFormat
from jobs.training.writers import TrainingFormat

SOMETHING_FAILED = 1
BAD_OPTIONS = 2
BUSY = 75
"""EX_TEMPFAIL of sysexits.h: nothing is wrong, try again later."""

_STATUSES = "Exit status: 0 all well; 1 something failed, the rest is done; 2 bad options or settings, nothing done."
_PUBLISH_STATUSES = (
    "Exit status: 0 published, or nothing new; 1 refused, nothing published; 2 bad options or settings;"
    " 75 another publication into the folder is at work."
)
_NIGHT_STATUSES = f"{_STATUSES[:-1]}; 75 another nightly run is at work, nothing done."

Choice = TypeVar("Choice", bound=StrEnum)


def _read_day(given: str | datetime) -> datetime:
    """The day of an option; raises typer.BadParameter."""
    if isinstance(given, datetime):
        return given
    try:
        return datetime.strptime(given.strip(), "%Y-%m-%d")
    except ValueError:
        raise typer.BadParameter(f"{given} is no day; write 2024-07-15") from None


def _one_of(kind: type[Choice]) -> Callable[[str], Choice]:
    """A reader of an option's value that names all values where it is none of them."""

    def read(given: str) -> Choice:
        try:
            return kind(given)
        except ValueError:
            raise typer.BadParameter(f"{given} is none of {', '.join(kind)}") from None

    return read


app = typer.Typer(
    name="chibo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Facts on party building, read from Vietnam's provincial newspapers and party portals.",
    epilog=_STATUSES,
)


class FactFormat(StrEnum):
    """How facts are written."""

    table = "table"
    csv = "csv"
    json = "json"


SourcesFolder = Annotated[
    Path | None, typer.Option("--sources", help="Folder of source files; those that come with Chibo if not given.")
]


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    app()


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"chibo {version('chibo')}")
        except PackageNotFoundError:
            typer.echo("chibo (not installed, run from its folder)")
        raise typer.Exit


@app.callback()
def _chibo(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(epilog=_NIGHT_STATUSES)
def nightly(
    sources: SourcesFolder = None,
    only: Annotated[str | None, typer.Option(metavar="NAME", help="Only this source, even if it is off.")] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that extract.")] = 1,
) -> None:
    """Crawl what is new, extract what waits, store, check, report.

    The database is CHIBO_DATABASE_URL, or var/chibo.sqlite3.

    Archive, reports and lock are under var/, of CHIBO_HOME or of the current folder.

    A run that was killed is made good by the next one.
    """
    from rich.console import Console

    import db
    from extract import EXTRACTOR_VERSION, extract
    from jobs.nightly import NightPlan
    from jobs.nightly import nightly as run
    from jobs.terminal import ProgressBars, print_report

    with _night_errors(), ProgressBars() as bars:
        plan = NightPlan(var=db.var_folder(), sources=sources, only=only, jobs=jobs)
        report, written_to = run(plan, extract, EXTRACTOR_VERSION, bars)
    print_report(report, str(written_to), Console())
    raise typer.Exit(report.exit_status)


@app.command(epilog=_STATUSES)
def facts(
    province: Annotated[str | None, typer.Option(metavar="NAME", help="With or without accents.")] = None,
    indicator: Annotated[str | None, typer.Option(metavar="CODE", help="Such as members_admitted.")] = None,
    from_: Annotated[
        datetime | None,
        typer.Option("--from", parser=_read_day, metavar="YYYY-MM-DD", help="Period touches this day or later."),
    ] = None,
    to: Annotated[
        datetime | None,
        typer.Option(parser=_read_day, metavar="YYYY-MM-DD", help="Period touches this day or earlier."),
    ] = None,
    flagged: Annotated[bool, typer.Option("--flagged", help="Only facts with a doubt.")] = False,
    format: Annotated[
        FactFormat,
        typer.Option(parser=_one_of(FactFormat), metavar="|".join(FactFormat), help="How they are written."),
    ] = FactFormat.table,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many; all if not given.")] = None,
) -> None:
    """Show the present facts; in a table, what is doubtful is explained."""
    import db
    from jobs.provinces import UnknownProvince
    from jobs.record_formats import forget_output
    from jobs.show_facts import UnknownIndicator, show_facts

    first, last = _day(from_), _day(to)
    if first and last and first > last:
        _end(f"--from {first} is after --to {last}", BAD_OPTIONS)
    try:
        show_facts(
            province=province,
            indicator=indicator,
            from_=first,
            to=last,
            flagged=flagged,
            format=format.value,
            limit=limit,
        )
        sys.stdout.flush()
    except (UnknownIndicator, UnknownProvince, db.DatabaseError) as error:
        _end(error, BAD_OPTIONS)
    except BrokenPipeError:  # `chibo facts | head`: the reader has what it wanted
        forget_output()
    except OSError as error:
        forget_output()
        _end(f"cannot go on: {error.strerror or error}", SOMETHING_FAILED)


@app.command(epilog=_STATUSES)
def sources(folder: SourcesFolder = None) -> None:
    """List source files and say what is wrong with those that cannot be used."""
    from jobs.show_sources import show_sources
    from jobs.source_files import NoSources

    try:
        raise typer.Exit(show_sources(folder))
    except NoSources as error:
        _end(error, BAD_OPTIONS)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from schema import record_schema

    typer.echo(json.dumps(record_schema(), ensure_ascii=False, indent=2))


@app.command(epilog=_STATUSES)
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files (.txt, .html, .htm, .jsonl, .parquet, .warc, each also as .gz or .zst), folders of them, or -"
            " for a text on standard input.",
        ),
    ],
    published: Annotated[
        datetime | None, typer.Option(parser=_read_day, metavar="YYYY-MM-DD", help="Day of publication.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where the article stands.")] = None,
    province: Annotated[
        str | None, typer.Option(metavar="NAME", help="The province the paper writes for; accents may be left out.")
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=0, metavar="N", help="Processes that extract; 0 is one for each processor.")
    ] = 1,
    second_opinion: Annotated[
        bool,
        typer.Option(
            "--second-opinion",
            help="Ask underthesea where names of organisations end: a few names better, hardly a fact; a quarter"
            " slower, and about 1 s and 110 MB more for each process.",
        ),
    ] = False,
    format: Annotated[
        RecordFormat,
        typer.Option(
            parser=_one_of(RecordFormat),
            metavar="|".join(RecordFormat),
            help="jsonl: an object a line; spacy: a DocBin; html: one page, with all mentions marked.",
        ),
    ] = RecordFormat.jsonl,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; standard output if not given.")
    ] = None,
) -> None:
    """Read articles and write their records in input order, as they are or to look at."""
    from jobs.extract import extract_command

    status = extract_command(
        paths,
        published=_day(published),
        url=url,
        province=_province(province),
        jobs=jobs,
        second_opinion=second_opinion,
        format=format,
        output=output,
    )
    raise typer.Exit(status)


@app.command(epilog=_STATUSES)
def explain(
    path: Annotated[str, typer.Argument(metavar="FILE", help="An article of any kind that extract reads, or -.")],
    at: Annotated[
        int | None, typer.Option(min=0, metavar="OFFSET", help="Only the sentence at this character of the text.")
    ] = None,
    published: Annotated[
        datetime | None, typer.Option(parser=_read_day, metavar="YYYY-MM-DD", help="Day of publication.")
    ] = None,
    province: Annotated[
        str | None, typer.Option(metavar="NAME", help="The province the paper writes for; accents may be left out.")
    ] = None,
) -> None:
    """Say why an article reads as it does: which rules fired, which lost and why, how each fact was found."""
    from jobs.explain import explain_command

    raise typer.Exit(explain_command(path, at=at, published=_day(published), province=_province(province)))


class EvaluationFormat(StrEnum):
    """How an evaluation is printed."""

    table = "table"
    json = "json"


@app.command(epilog=_STATUSES)
def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD...", help="Folders of articles (ID.txt) and what they say (ID.json).")
    ],
    against: Annotated[
        Path | None, typer.Option(metavar="RECORDS", help="Records (.jsonl) of the same articles to compare with.")
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="Compare with an extractor version that was evaluated here before."),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Tell every error with its text.")] = False,
    format: Annotated[
        EvaluationFormat,
        typer.Option(parser=_one_of(EvaluationFormat), metavar="|".join(EvaluationFormat), help="How it is printed."),
    ] = EvaluationFormat.table,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page too, with all errors and changes.")
    ] = None,
) -> None:
    """Say how right the extractor is on gold, with 95 % intervals, and what changed since another version.

    The records are kept under var/evaluations, so that --baseline can name this version later.
    """
    from jobs.evaluate import evaluate_command

    if against is not None and baseline is not None:
        _end("--against and --baseline: name one of them", BAD_OPTIONS)
    status = evaluate_command(
        gold, against=against, baseline=baseline, as_json=format is EvaluationFormat.json, errors=errors, page=html
    )
    raise typer.Exit(status)


@app.command(epilog=_STATUSES)
def export(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD...", help="Folders of articles (ID.txt) and what they say (ID.json).")
    ],
    format: Annotated[
        TrainingFormat,
        typer.Option(
            parser=_one_of(TrainingFormat),
            metavar="|".join(TrainingFormat),
            help="jsonl-spans: an article a line; spacy: a DocBin to train on.",
        ),
    ] = TrainingFormat.jsonl_spans,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; standard output if not given.")
    ] = None,
) -> None:
    """Write gold as training data: each article's text, with its documents, dates, units and facts marked in it.

    What does not stand in the text as it is read is named on standard error.
    """
    from jobs.export import export_command

    raise typer.Exit(export_command(gold, format=format, output=output))


@app.command(epilog=_PUBLISH_STATUSES)
def publish(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where versions are kept, each in a folder of its own.")
    ],
    since: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="Tell changes since this version (name or folder), not since the last."),
    ] = None,
    allow_loss: Annotated[
        bool,
        typer.Option("--allow-loss", help="Even without a fact, or where a table has lost more than half of its rows."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Even where the last version has the same data.")] = False,
) -> None:
    """Publish the data as a new version: CSV, Parquet, SQLite, data package, codebook, changes, checksums.

    A version appears whole or not at all, and is never changed. The same database gives the same bytes.
    """
    from jobs.publication.command import publish_command

    raise typer.Exit(publish_command(folder, since=since, allow_loss=allow_loss, force=force))


@app.command("demo-site")
def demo_site(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8765,
    night: Annotated[int, typer.Option(min=1, max=2, help="On night 2 one article has changed.")] = 1,
) -> None:
    """Serve the sample sites on loopback until Ctrl-C."""
    from threading import Event

    from jobs.demo_site import DemoSiteError, serve

    try:
        with serve(port, night) as site:
            for name, address in site.urls.items():
                typer.echo(f"{name}: {address}/")
            Event().wait()
    except DemoSiteError as error:
        _end(error, BAD_OPTIONS)
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)


@app.command(epilog=_NIGHT_STATUSES)
def demo() -> None:
    """Go the whole way once: serve the sample sites, run a night over them, show the facts."""
    from extract import EXTRACTOR_VERSION, extract
    from jobs.demo import demo as run

    with _night_errors():
        raise typer.Exit(run(extract, EXTRACTOR_VERSION))


@contextmanager
def _night_errors() -> Iterator[None]:
    """End the command as is fit for what stopped its night."""
    from sqlalchemy.exc import OperationalError

    import db
    from jobs.demo_site import DemoSiteError
    from jobs.nightly import AlreadyRunning, CannotWrite
    from jobs.source_files import NoSources

    try:
        yield
    except AlreadyRunning as error:
        _end(error, BUSY)
    except (NoSources, DemoSiteError, CannotWrite, db.DatabaseError) as error:
        _end(error, BAD_OPTIONS)
    except (OSError, OperationalError) as error:
        cause = error.orig if isinstance(error, OperationalError) else error
        _end(f"the night broke off: {cause}; what was done is kept, run it again", SOMETHING_FAILED)


def _province(given: str | None) -> str | None:
    """The province of an option, or the end of the command for one that is none."""
    if given is None or not given.strip():
        return None
    from jobs.provinces import UnknownProvince, known_province

    try:
        return known_province(given.strip())
    except UnknownProvince as error:
        _end(f"--province: {error}", BAD_OPTIONS)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _end(error: Exception | str, status: int) -> NoReturn:
    """Say what is wrong on standard error and end."""
    print(f"chibo: {error}", file=sys.stderr)
    raise typer.Exit(status)


if __name__ == "__main__":
    main()
