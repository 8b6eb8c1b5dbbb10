"""Each head of a name is read by the reader of its kind; organs are named with the committee whose they are."""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.mentions import UnitSpan
from extract.names import organisation_name
from extract.text import Text
from extract.units.bodies import body_alone
from extract.units.grammar import Match, grammar
from extract.units.organisations import organisation
from extract.units.party import committee, party
from extract.units.span import span
from extract.units.toponyms import place
from extract.units.villages import village
from extract.units.wholes import whole

_NAME_NEXT = regex.compile(r" \p{Lu}\p{Ll}* \p{Lu}")


def unit_at(text: Text, found: Match, end: int) -> UnitSpan | None:
    """The unit whose head was found, or ``None`` where the head names none; ``end`` is that of its line."""
    kind = found.lastgroup
    start = found.start()
    if kind == "central":
        return span(text, start, found.end(), "trung_uong", "central", organ=True, rule="unit.central")
    if kind == "national":
        return span(text, start, found.end(), "toan_dang", "central", generic=True, rule="unit.national")
    if kind == "organ":
        return _organ(text, found, end)
    if kind == "committee":
        return committee(text, start, found.end(), end)
    if kind == "party":
        return party(text, found, end)
    if kind == "whole":
        return whole(text, found, end)
    if kind == "body":
        return body_alone(text, found, end)
    if kind == "place":
        return place(text, found, end)
    if kind == "cell":
        return village(text, found, end)
    return organisation(text, found, end)


def _organ(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "Ban Tổ chức Tỉnh ủy", "BTV Huyện ủy Vị Xuyên", "UBKT Đảng ủy Khối": an organ and whose it is."""
    join = grammar().committee_after_organ.match(text.folded, found.end(), end)
    if join is None:
        if text.folded.startswith((" các cấp", " cơ sở"), found.end()):
            return None
        return _organ_of_state(text, found, end)
    inner = grammar().head.match(text.folded, join.end(), end)
    owner = unit_at(text, inner, end) if inner else None
    if owner is None:
        return None
    surface = text.folded[found.start() : found.end()]
    officer = owner.place is None and _NAME_NEXT.match(text.raw, owner.end) is not None
    if surface == "thường trực" and officer and text.folded.endswith("bí thư ", 0, found.start()):
        return None  # "Phó Bí thư Thường trực Đảng ủy xã Nguyễn Văn A": a person's office
    kind = "uy_ban_kiem_tra" if surface.startswith(("ủy ban kiểm", "ubkt")) else "ban"
    return replace(
        owner,
        start=found.start(),
        name=text.raw[found.start() : owner.end],
        kind=kind,
        organ=True,
        generic=False,
        rule="unit.organ",
    )


def _organ_of_state(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "Đảng đoàn HĐND tỉnh", "Ban cán sự đảng UBND tỉnh": a party group in a body of the State."""
    if text.folded[found.start() : found.end()] not in ("đảng đoàn", "ban cán sự đảng"):
        return None
    body = grammar().organisation.match(text.folded, found.end() + 1, end)
    if body is None:
        return None
    stop = organisation_name(text, body.start(), end)
    return span(text, found.start(), stop, "ban", "province", organ=True, rule="unit.group")
