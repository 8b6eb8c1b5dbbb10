"""What a file is called: in records (its id), and within what was given (its name)."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from jobs.opened_files import PACKED, STANDARD_INPUT, unpacked_name


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, by its path as given and the folder in which it was found, if any."""

    path: str
    folder: str | None = None


def ids_of(files: list[InputFile]) -> dict[InputFile, str]:
    """The id of each file, by the rule of ``read_paths``."""
    files = [file for file in files if file.path]
    whole = {file: os.path.normpath(Path(file.path).absolute()) for file in files}
    ids = {file: _short_id(file) for file in files}
    for longer in (_id_below_common, _id_as_given):
        alike: dict[str, list[InputFile]] = {}
        for file in files:
            alike.setdefault(ids[file], []).append(file)
        for same in alike.values():
            paths = {whole[file] for file in same}
            if len(paths) > 1:
                common = os.path.commonpath([Path(path).parent for path in paths])
                ids |= {file: longer(file, whole[file], common) for file in same if file.path != STANDARD_INPUT}
    return ids


def _short_id(file: InputFile) -> str:
    if file.path == STANDARD_INPUT:
        return "stdin"
    return _id_of(Path(file.path).name if file.folder is None else os.path.relpath(file.path, file.folder))


def name_of(file: InputFile) -> str:
    """See ``FoundArticle``."""
    if file.path in ("", STANDARD_INPUT):
        return file.path
    path = Path(file.path if file.folder is None else os.path.relpath(file.path, file.folder))
    name = path.name if file.folder is None else path.as_posix()
    return _decoded(Path(name.removesuffix(path.suffix) if path.suffix.lower() in PACKED else name))


def _id_below_common(_: InputFile, whole: str, common: str) -> str:
    return _id_of(os.path.relpath(whole, common))


def _id_as_given(file: InputFile, _: str, __: str) -> str:
    return _decoded(Path(file.path))


def _id_of(path: str) -> str:
    given = Path(path)
    stem = unpacked_name(given.name)[0]
    return _decoded(given.with_name(stem) if stem else given)


def _decoded(path: Path) -> str:
    name = os.fsencode(path.as_posix()).decode("utf-8", "replace")
    return composed(name) or name


def composed(text: str | None) -> str | None:
    """NFC, for a file system or a keyboard may have taken the letters apart."""
    return unicodedata.normalize("NFC", text) if text else None
