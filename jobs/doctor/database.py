"""The database itself: its file, what it works out, its search index."""

from __future__ import annotations

from sqlalchemy import Connection, select

import db
from db import present, present_check
from db.models import Article, Citation
from db.repository import citation_refresh, search_index
from jobs.doctor.findings import Finding, Patient, named
from jobs.places import are_loaded, load_places

_BACKUP = "put a backup in its place (docs/operating.md)"


_BATCH = 200


def file(patient: Patient) -> list[Finding]:
    """SQLite's own checks of its file, and rows that name rows which are not there."""
    if patient.engine.dialect.name != "sqlite":
        return []
    with patient.engine.connect() as connection:
        faults = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(100)")]
        loose = [
            f"{row[0]} {row[1]} names no {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
        ]
    found = []
    if faults != ["ok"]:
        found.append(Finding(f"the database file is damaged: {named(faults)}", _BACKUP))
    if loose:
        found.append(Finding(f"{len(loose)} rows name rows that are not there: {named(loose)}", _BACKUP))
    return found


def derived(patient: Patient) -> list[Finding]:
    """Present facts and figures, worked out anew."""
    articles = list(present_check.wrong_articles(patient.engine))
    figures = list(present_check.wrong_figures(patient.engine))
    remedy = "chibo doctor --mend works all of them out anew"

    def mend() -> str:
        with db.writing(patient.engine) as connection:
            present.rebuild(connection)
        return "all present facts and figures are worked out anew"

    found = []
    if articles:
        found.append(
            f"{len(articles)} articles whose present facts are not what was read and decided: {named(articles)}"
        )
    if figures:
        found.append(f"{len(figures)} figures that are not what the facts come to: {named(figures)}")
    return [Finding("; ".join(found), remedy, mend)] if found else []


def search(patient: Patient) -> list[Finding]:
    """Articles whose newest text the search does not know."""
    with patient.engine.connect() as connection:
        stale = search_index.stale(connection)
    if not stale:
        return []

    def mend() -> str:
        with db.writing(patient.engine) as connection:
            return f"{search_index.index_stale(connection)} articles are in the search index again"

    told = f"{len(stale)} revisions that the search does not find: keys {named([str(key) for key in stale])}"
    return [Finding(told, "chibo doctor --mend puts them into the index", mend)]


def citations(patient: Patient) -> list[Finding]:
    """Articles whose citations in the register of documents are not those that were read."""
    wrong: list[str] = []
    after = 0
    while True:
        with db.writing(patient.engine) as connection:
            query = select(Article.id, Article.url).where(Article.id > after).order_by(Article.id).limit(_BATCH)
            urls: dict[int, str] = {row.id: row.url for row in connection.execute(query)}
            if not urls:
                break
            before = _cited(connection, urls)
            with connection.begin_nested() as attempt:
                citation_refresh.refresh(connection, urls)
                now = _cited(connection, urls)
                attempt.rollback()
        after = max(urls)
        wrong += sorted(url for key, url in urls.items() if before.get(key) != now.get(key))
    if not wrong:
        return []

    def mend() -> str:
        with db.writing(patient.engine) as connection:
            return f"the register of documents has its {citation_refresh.rebuild(connection)} citations again"

    told = f"{len(wrong)} articles whose citations the register of documents has not: {named(wrong)}"
    return [Finding(told, "chibo doctor --mend makes the register anew", mend)]


def places(patient: Patient) -> list[Finding]:
    """The gazetteer of this Chibo in the database."""
    if are_loaded(patient.engine):
        return []

    def mend() -> str:
        load_places(patient.engine)
        return "the places are those of the gazetteer"

    return [
        Finding("the places are not those of the gazetteer", "chibo doctor --mend loads them, as a night does", mend)
    ]


def _cited(connection: Connection, urls: dict[int, str]) -> dict[int, set[tuple[object, ...]]]:
    found: dict[int, set[tuple[object, ...]]] = {}
    columns = (Citation.article_id, Citation.document_row, Citation.cited_document_id, Citation.published)
    for row in connection.execute(select(*columns).where(Citation.article_id.in_(urls))):
        found.setdefault(row.article_id, set()).add(tuple(row))
    return found
