"""Bring the texts of the web application into its catalogues: ``make catalogues``.

Every text of ``review/`` (templates and code) gets an entry in both languages, sorted; what is no longer used goes.
English says what the text itself says; what Vietnamese lacks is left empty and named, to be translated by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOM = Path(__file__).parents[1] / "review"
LANGUAGES = ("vi", "en")
Text = str | tuple[str, str]

# No dates and no names: two who add texts at once must not meet here.
_HEAD = """\
# Texts of Chibo's desk: make catalogues
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""

_METHODS = [("**.py", "python"), ("**.html", "jinja2.ext.babel_extract")]
_OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "msgid": None}


def texts() -> list[Text]:
    """All texts of the room, each once; a pair is one for a single thing and one for several."""
    found = extract_from_dir(ROOM, _METHODS, _OPTIONS, _KEYWORDS)
    return sorted({text if isinstance(text, str) else (text[0], text[1]) for _, _, text, _, _ in found}, key=_first)


def place(language: str) -> Path:
    """Where a catalogue stands."""
    return ROOM / "locale" / language / "LC_MESSAGES" / "chibo.po"


def read(language: str) -> Catalog:
    """A catalogue as it is."""
    with place(language).open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: str) -> tuple[Catalog, list[Text]]:
    """The catalogue with all texts and no others, and those that it has no translation for."""
    old = read(language)
    made = Catalog(locale=language, fuzzy=False)
    missing = []
    for text in texts():
        kept = old.get(text if isinstance(text, str) else text[0])
        told = text if language == "en" else (kept.string if kept else "")
        if not (all(told) if isinstance(told, tuple) else told):
            missing.append(text)
        made.add(text, told)
    return made, missing


def main() -> int:
    """Write both catalogues; 1 if a text is not translated."""
    lacking = 0
    for language in LANGUAGES:
        catalogue, missing = renewed(language)
        with place(language).open("wb") as file:
            file.write(_HEAD.format(language=language, plurals=catalogue.plural_forms).encode())
            write_po(file, catalogue, width=118, omit_header=True)
        for text in missing:
            print(f"{place(language).relative_to(ROOM.parent)}: not translated: {text}", file=sys.stderr)
        lacking += len(missing)
    return 1 if lacking else 0


def _first(text: Text) -> str:
    return text if isinstance(text, str) else text[0]


if __name__ == "__main__":
    sys.exit(main())
