"""What the unit of a figure is called: organs as their organisation, short forms written out, elided heads put back."""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.gazetteer import gazetteer
from extract.mentions import Context, UnitSpan
from extract.placenames import TYPE_NAMES
from extract.text import Text, fold
from schema.record import Level

_CANONICAL = regex.compile(r"^(?:trong toàn|trong|trên địa bàn|địa bàn)\s+", regex.IGNORECASE)
# Abbreviations in names, written out where the article has the same name written out.
_WRITTEN_OUT = {
    "BĐBP": "Bộ đội Biên phòng",
    "BP": "Biên phòng",
    "KCN": "Khu công nghiệp",
    "KCX": "Khu chế xuất",
    "CCN": "Cụm công nghiệp",
    "KKT": "Khu kinh tế",
    "CQ&DN": "Cơ quan và Doanh nghiệp",
    "CCQ": "các cơ quan",
    "BQL": "Ban Quản lý",
    "THPT": "Trung học phổ thông",
    "ĐH": "Đại học",
}
_ABBREVIATED = regex.compile(r"\s*\(\p{Lu}{2,6}\)")  # "Bộ đội Biên phòng (BĐBP) tỉnh"
_BORDER_GUARDS = regex.compile(r"(?<!Đồn )(?<!Bộ đội )(?:^|(?<=Đảng bộ ))Biên phòng")
_ORGANS_OF_PARTY = regex.compile(r"\s*\(CCQ\)|CCQ(?= Đảng)")
_TWO_WORDS = regex.compile(r"^(?:toàn |cả )?\S+ \S+ ", regex.IGNORECASE)
_MANY = regex.compile(r"^(đảng bộ|chi bộ) các ", regex.IGNORECASE)
_FORCES = r"(?:tiểu|trung|sư|lữ|hải|quân) đoàn|đại đội"
_HOUSES = rf"tổng công ty|công ty|tập đoàn|nhà máy|xí nghiệp|nông trường|lâm trường|hợp tác xã|bệnh viện|đồn|{_FORCES}"
BODY = regex.compile(rf"(?<!\p{{L}})(?:trường|học viện|{_HOUSES})(?!\p{{L}})")
BODY_ALONE = regex.compile(
    rf"(?:toàn |cả )?(?:đảng bộ |đảng ủy |chi bộ )?(trường|nhà trường|học viện|{_HOUSES})(?: này)?"
)
ENDS: dict[Level, tuple[str, ...]] = {
    "province": ("tỉnh ủy", "tỉnh"),
    "district": ("huyện ủy", "thị ủy", "quận ủy", "thành ủy", "huyện", "thị xã", "quận"),
    "commune": ("xã", "phường", "thị trấn"),
}


class OwnerNames:
    """Names of units as one article has them; ``last`` is what it has told so far (`owner_meanings` keeps it)."""

    def __init__(
        self, text: Text, context: Context, province: str | None, main: UnitSpan | None, last: dict[str, UnitSpan]
    ) -> None:
        self.text, self.context, self.province, self.main, self.last = text, context, province, main, last

    def full(self, unit: UnitSpan) -> UnitSpan:
        """ "Đảng bộ CCQ Đảng tỉnh" is the article's "Đảng bộ các cơ quan Đảng tỉnh Phú Thọ"."""
        said = BODY_ALONE.fullmatch(fold(unit.name)) if not unit.place else None
        if said is not None and (whole := self.last.get(f"body:{body_word(said[1])}")) is not None:
            return replace(unit, name=whole.name, rule=whole.rule, place=whole.place)
        if unit.rule == "unit.named" and unit.place and (house := self._house_called(unit.place)) is not None:
            return replace(unit, name=house.name, rule=house.rule, place=house.place)
        main = self.main
        if (
            main is None
            or main is unit
            or unit.place
            or not main.rule.startswith("unit.body")
            or not unit.rule.startswith(("unit.body", "unit.whole_body"))
        ):
            return unit
        short, full = _spelled(self.party_name(unit)), _spelled(self.party_name(main))
        return replace(unit, name=main.name, rule=main.rule, place=main.place) if full.startswith(short) else unit

    def _house_called(self, name: str) -> UnitSpan | None:
        """ "Đảng bộ Công ty cổ phần Bibica", and later "Đảng bộ Bibica": the house whose name ends so."""
        houses = (unit for key, unit in self.last.items() if key.startswith("body:"))
        ending = f" {fold(name)}"
        house = next((u for u in houses if fold(u.name).endswith(ending) and u.kind != "to_chuc"), None)
        if house is None or any(self._is_place(unit, name) for unit in self.last.values()):
            return None  # "Trường Đại học Vinh", "thành phố Vinh", and then "Đảng bộ Vinh"
        here = gazetteer().resolve(name, on=self.context.published, province=self.province)
        # "Đảng bộ Công ty Cao su Phú Riềng" stands in the district of that name
        return None if self.province and here.how in ("unique", "ambiguous") else house

    def _is_place(self, unit: UnitSpan, name: str) -> bool:
        """Whether a unit told before is the place of that name, or its organisation."""
        house = unit.kind == "to_chuc" or unit.rule.startswith("unit.body")
        return not house and unit.level is not None and unit.place is not None and fold(unit.place) == fold(name)

    def party_name(self, unit: UnitSpan) -> str:
        """ "Huyện ủy X" is "Đảng bộ huyện X", "Đảng ủy xã Y" is "Đảng bộ xã Y"."""
        name = _ABBREVIATED.sub("", unit.name)
        name = _CANONICAL.sub("", _ORGANS_OF_PARTY.sub(lambda m: "các cơ quan" if m[0] == "CCQ" else "", name))
        for short, full in _WRITTEN_OUT.items():
            if short not in name:
                continue
            written = fold(full + name.partition(short)[2]) in self.text.folded
            if written or short == "BĐBP":  # nothing else is called so
                name = name.replace(short, full)
        if "bộ đội biên phòng" in self.text.folded:
            name = _BORDER_GUARDS.sub("Bộ đội Biên phòng", name)
        folded = fold(name)
        if unit.rule == "unit.listed" or unit.rule == "unit.bare_name":
            return self._listed_name(unit)
        if unit.rule == "unit.body_alone":
            return f"Đảng bộ {name}"
        for committee, word in (
            ("tỉnh ủy", "tỉnh"),
            ("huyện ủy", "huyện"),
            ("quận ủy", "quận"),
            ("thị ủy", "thị xã"),
            ("thành ủy", "thành phố"),
        ):
            if folded.startswith(committee) and unit.place:
                return f"Đảng bộ {word} {unit.place}"
        if folded == "tỉnh đoàn" and self.province:
            return f"{name} {self.province}"
        if folded.startswith(("đảng ủy ", "toàn đảng bộ ", "cả đảng bộ ")):
            return "Đảng bộ " + _TWO_WORDS.sub("", name)
        if folded.startswith(("toàn ", "cả ")):
            return "Đảng bộ " + name.split(" ", 1)[1]
        return _MANY.sub(lambda m: m[1] + " ", name)

    def _listed_name(self, unit: UnitSpan) -> str:
        """ "Đảng bộ các xã Đất Mũi, U Minh": an elided head is put back."""
        placed = gazetteer().by_code(unit.place_code, self.context.published) if unit.place_code else []
        usual = {"commune": "xã", "district": "huyện", "province": "tỉnh"}.get(unit.level or "", "")
        word = TYPE_NAMES[placed[0].type].lower() if placed else usual
        known = self.last.get(f"name:{fold(unit.place or unit.name)}")
        if known is not None and known.rule not in ("unit.listed", "unit.bare_name"):
            return self.party_name(known)
        if unit.kind in ("dang_bo", "dang_uy"):
            return " ".join(filter(None, ("Đảng bộ", word, unit.place or unit.name)))
        if unit.kind == "to_chuc":
            return unit.name
        return " ".join(filter(None, (word, unit.place or unit.name)))

    def named(self, units: list[UnitSpan]) -> list[UnitSpan]:
        """Bare mentions with the name that the article gives them elsewhere ("Đảng ủy xã Tháp Mười")."""
        places: dict[str, str] = {}
        for unit in units:
            if (
                unit.place
                and not unit.generic
                and unit.level in ("province", "district", "commune")
                and unit.level not in places
            ):
                places[unit.level] = unit.place
        main = self.main
        if main is not None and main.place and main.level in ("province", "district", "commune"):
            places[main.level] = main.place
        told = {_role_free(unit.name) for unit in units if not unit.generic}
        named = []
        for unit in units:
            bare = unit.rule in ("unit.committee_bare", "unit.levelled_bare") or (unit.organ and unit.place is None)
            step = unit.level
            if bare and step in ENDS and step in places and fold(unit.name).endswith(ENDS[step]):
                full = f"{unit.name} {places[step]}"
                if _role_free(full) in told:
                    unit = replace(unit, name=full)
            named.append(unit)
        return named


def _spelled(name: str) -> str:
    """A name in one spelling: "Đảng bộ các KCN" as "đảng bộ khu công nghiệp"."""
    return fold(name).replace("đảng bộ các ", "đảng bộ ").replace("kcn", "khu công nghiệp")


def body_word(word: str) -> str:
    """One word for all kinds of school."""
    return "trường" if word in ("trường", "nhà trường", "học viện") else word


def _role_free(name: str) -> str:
    """A name without the difference between an organisation and its committee."""
    return fold(name).replace("đảng ủy", "đảng bộ")
