"""A sentence by which a figure can be quoted: whose, what, when, how much, who says so, and where to look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from review.i18n import Speech, msgid
from review.wording import figure_of, name_of, period_of


def quotation(speech: Speech, row: Mapping[str, Any], source: str, address: str, today: date) -> str:
    """The sentence, in the reader's language. ``row`` is one of the view ``figures``, ``source`` a title."""
    what = ", ".join(
        [name_of(speech, row["indicator"], "indicator")]
        + [name_of(speech, code, "qualifier") for code in row["qualifiers"]]
    )
    number = figure_of(speech, row)
    if row["target"] is not None:
        number += f"/{speech.number(row['target'])}"
    parts = [row["unit"] or row["province"] or "", what, period_of(speech, row["period_from"], row["period_to"])]
    if row["modality"] == "target":
        parts.append(name_of(speech, "target", "modality"))
    told = f"{source}, {speech.day(row['published'])}" if row["published"] else source
    said = msgid("%(what)s: %(number)s. Source: %(told)s, %(url)s. By Chibo, %(address)s, as of %(day)s.")
    values = {"what": "; ".join(filter(None, parts)), "number": number, "told": told, "url": row["url"]}
    return speech.texts.gettext(said) % (values | {"address": address, "day": speech.day(today)})
