"""What people read of a package: README, citation, codebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jobs.publication.changes import Changes
from jobs.publication.descriptor import CREATOR, DESCRIPTION, LICENSE, TITLE, TITLE_VI, Edition
from schema.codebook import LANGUAGES, codebook_html, codebook_markdown
from schema.dictionary import Table

_EDITIONS = {
    "vi": "Phiên bản {version}, dữ liệu tính đến {created}",
    "en": "Version {version}, data as of {created}",
}


def write_texts(
    folder: Path, edition: Edition, tables: list[Table], counts: Mapping[str, int], changes: Changes
) -> None:
    """Write ``README.md``, ``CITATION.cff`` and the codebook in both languages and forms."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown and YAML, of our own words and numbers: nothing comes from an article
    )
    said = {
        "edition": edition,
        "title": TITLE,
        "title_vi": TITLE_VI,
        "description": DESCRIPTION,
        "creator": CREATOR,
        "license": LICENSE,
        "citation": citation(edition),
        "tables": tables,
        "counts": counts,
        "changes": changes,
    }
    for name in ("README.md", "CITATION.cff"):
        _write(folder / name, templates.get_template(name).render(said))
    for language in LANGUAGES:
        told = _EDITIONS[language].format(version=edition.version, created=edition.created)
        _write(folder / f"codebook.{language}.md", codebook_markdown(language, told))
        _write(folder / f"codebook.{language}.html", codebook_html(language, told))


def citation(edition: Edition) -> str:
    """The citation that we suggest, with version and day."""
    return f"{CREATOR} ({edition.day[:4]}). {TITLE}. Version {edition.version} [data set], data as of {edition.day}."


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
