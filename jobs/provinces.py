"""A province as it is typed, and what could have been meant by a name that is none."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_SUGGESTED = 3


class UnknownProvince(Exception):
    """A name that no province has or had."""


def known_province(name: str) -> str:
    """The province meant by ``name``, as the gazetteer spells it or as given where its spelling is known.

    One of the 63 until 30-6-2025 or of the 34 since; accents, case and the word "tỉnh" or "thành phố" may be left
    out. Raises UnknownProvince, which names the nearest.
    """
    from extract.gazetteer import gazetteer

    places = gazetteer()
    if places.province_at(name) is not None:
        return name
    names = {plain(called): place.name for place in places.provinces() for called in place.names()}
    if plain(name) in names:
        return names[plain(name)]
    raise UnknownProvince(f"no province is called {name!r}{did_you_mean(name, names.values())}")


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """The nearest names as the end of a sentence, however far they are."""
    named = {plain(name): name for name in known}
    nearest = difflib.get_close_matches(plain(wanted), named, n=_SUGGESTED, cutoff=0)
    return f"; nearest: {', '.join(named[name] for name in nearest)}" if nearest else ""


def plain(name: str) -> str:
    """A name without accents, case, hyphens and the word for a province before it ("Tỉnh Đắk Lắk": "dak lak")."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    words = "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("-", " ").split()
    bare = " ".join(words)
    for word in ("tinh ", "thanh pho ", "tp. ", "tp "):
        bare = bare.removeprefix(word)
    return bare
