"""Days, months, quarters, terms as closed intervals; nothing here reads text."""

from __future__ import annotations

from datetime import date

Interval = tuple[date, date]
_WEEK, _JUST_PAST, _SOON, _LONG_AGO = 7, 14, 65, 300  # days


def day(year: int, month: int, number: int) -> date | None:
    """The day, ``None`` where the calendar has none (31/4)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def months(year: int, first: int, last: int) -> Interval:
    """The months ``first`` .. ``last`` of a year."""
    return date(year, first, 1), month_end(year, last)


def quarters(year: int, first: int, last: int) -> Interval:
    """The quarters ``first`` .. ``last`` of a year."""
    return months(year, 3 * first - 2, 3 * last)


def years(first: int, last: int) -> Interval:
    """Whole years, and a term by the convention A-01-01 .. B-12-31."""
    return date(first, 1, 1), date(last, 12, 31)


def school_year(first: int) -> Interval:
    """1 September to 31 May."""
    return date(first, 9, 1), date(first + 1, 5, 31)


def school_year_of(when: date) -> int:
    """The year in which the school year of a day began; in the summer the one that has ended."""
    return when.year - (when.month < 9)


def moved(when: date, year: int) -> date:
    """The same day in another year; the end of a month stays the end."""
    if when == month_end(when.year, when.month):
        return month_end(year, when.month)
    return date(year, when.month, when.day)


def next_month(year: int, month: int, step: int) -> tuple[int, int]:
    """The month ``step`` months away."""
    index = year * 12 + month - 1 + step
    return index // 12, index % 12 + 1


def nearest_year(month: int, number: int, published: date, *, ahead: bool) -> int | None:
    """The year of a day without one: the last such day up to a week after publication; in a plan the next.

    A day that would lie most of a year back and comes within two months is the coming one all the
    same: nobody writes "5/10" in August for last year's October.
    """
    coming = _year(month, number, published, (0, 1), range(10**4))
    if ahead:  # not "Đại hội diễn ra ngày 14-8, thông qua 11 chỉ tiêu", told on the 16th
        return _year(month, number, published, (0, -1), range(-_JUST_PAST, 0)) or coming
    last = _year(month, number, published, (1, 0, -1), range(-(10**4), _WEEK + 1))
    if coming is None or last is None:
        return last or coming
    soon = _year(month, number, published, (0, 1), range(_SOON)) is not None
    long_ago = _year(month, number, published, (0, -1), range(-_LONG_AGO, _WEEK + 1)) is None
    return coming if soon and long_ago else last


def _year(month: int, number: int, published: date, steps: tuple[int, ...], distance: range) -> int | None:
    """The first year, by steps from that of publication, whose day lies within a distance in days."""
    for year in (published.year + step for step in steps):
        candidate = day(year, month, number)
        if candidate is not None and candidate.toordinal() - published.toordinal() in distance:
            return year
    return None


def term_of(when: date) -> tuple[int, int]:
    """The five-year term of provinces on a day: 2015-2020 until September 2020, then 2020-2025."""
    start = when.year - when.year % 5
    return (start - 5, start) if when.year == start and when.month < 10 else (start, start + 5)
