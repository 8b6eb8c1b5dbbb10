"""Sources: each with its last night, what failed and why; what the last night changed; how much there is of what."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from litestar import Request, get
from litestar.response import Redirect, Template

from db.folding import plain_text
from db.repository import coverage, freshness, nights, sources
from review.desk import desk_of
from review.look import choices
from review.look.addresses import address, asked, trimmed
from review.look.figure_view import read_day
from review.rendering import page
from schema import indicators

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_MOST_MONTHS = 24
_MOST_ARTICLES = 100


@get("/sources", access="anyone", sync_to_thread=True)
def show_sources(request: Request) -> Template:
    """All sources by name."""
    desk = desk_of(request)
    with desk.engine.connect() as connection:
        runs = {run.source: run for run in nights.last_runs(connection)}
        reasons = nights.failure_counts(connection, [run.run_id for run in runs.values()])
        failed = {
            run.source: nights.failures(connection, run.run_id, limit=20)
            for run in runs.values()
            if reasons.get(run.run_id)
        }
        return page(
            request,
            "sources.html",
            sources=freshness.freshness(connection),
            runs=runs,
            reasons=reasons,
            failed=failed,
            articles=nights.article_counts(connection),
            stale=desk.now() - timedelta(days=3),
        )


@get("/changes", access="anyone", sync_to_thread=True)
def show_changes(request: Request) -> Template | Redirect:
    """What the readings of one day changed, by the clock of Vietnam; the last day that something was read."""
    if (shorter := trimmed(request)) is not None:
        return shorter
    with desk_of(request).engine.connect() as connection:
        last = nights.last_read(connection)
        given = read_day(asked(request, ["day"]).get("day", ""), last=True)
        day = given or (last.astimezone(_VIETNAM).date() if last else desk_of(request).now().date())
        since, until = _instants(day)
        night = nights.night(connection, since, until)
        decided = nights.decisions(connection, since, until)
        titles = {source.name: source.title for source in sources.known(connection)}
    told = [article for article in night.read if article.gained or article.lost or article.changed or article.is_new]
    return page(
        request,
        "changes.html",
        day=day,
        before=address("/changes", {"day": day - timedelta(days=1)}),
        after=address("/changes", {"day": day + timedelta(days=1)}) if last and until <= last else None,
        night=night,
        shown=sorted(told, key=lambda article: article.is_new)[:_MOST_ARTICLES],
        more=len(told) - _MOST_ARTICLES,
        counts={
            "read": len(night.read),
            "new": sum(article.is_new for article in night.read),
            "gained": sum(len(article.gained) for article in night.read),
            "lost": sum(len(article.lost) for article in night.read),
            "changed": sum(len(article.changed) for article in night.read),
        },
        decided=decided,
        titles=titles,
    )


@get("/coverage", access="anyone", sync_to_thread=True)
def show_coverage(request: Request) -> Template:
    """How many articles and facts of each source and month, and figures of each province and indicator."""
    desk = desk_of(request)
    with desk.engine.connect() as connection:
        by_month = desk.remembered.get("months", connection, desk.now(), coverage.by_source_and_month)
        pairs = choices.province_counts(desk, connection)
    cells = {(row.source, row.year, row.month): row for row in by_month}
    months = sorted({(row.year, row.month) for row in by_month}, reverse=True)[:_MOST_MONTHS]
    told: Counter[str] = Counter()
    for pair in pairs:
        told[pair.indicator] += pair.figures
    return page(
        request,
        "coverage.html",
        cells=cells,
        months=months,
        sources=sorted({row.source for row in by_month}),
        month_grades=_grades([row.articles for row in by_month if (row.year, row.month) in set(months)]),
        pairs={(pair.province, pair.indicator): pair.figures for pair in pairs},
        provinces=sorted({pair.province for pair in pairs if pair.province}, key=plain_text),
        indicators=[code for code, _ in told.most_common() if code in indicators()],
        pair_grades=_grades([pair.figures for pair in pairs]),
    )


def _instants(day: date) -> tuple[datetime, datetime]:
    """The first instant of a day in Vietnam, and that of the day after."""
    begins = datetime.combine(day, time(), _VIETNAM)
    return begins, begins + timedelta(days=1)


def _grades(numbers: list[int]) -> list[int]:
    """The least number of each of five classes that have equally many."""
    ordered = sorted(number for number in numbers if number)
    return [ordered[len(ordered) * part // 5] for part in range(5)] if ordered else []


HANDLERS = (show_sources, show_changes, show_coverage)
