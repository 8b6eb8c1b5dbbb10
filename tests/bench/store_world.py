"""The country that the bench's articles tell of.

The provinces are those that were and are; districts and communes under them are our own, and so is how large their
party organisations are, and what is counted in them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from random import Random
from typing import Literal

from extract.gazetteer import gazetteer
from schema.record import Level

REFORM = date(2025, 7, 1)
_BEGINNINGS = "An Bình Cẩm Đại Đông Gia Hòa Hưng Kim Lạc Long Minh Nghĩa Ngọc Phú Phước Quang Sơn Tân Thạch".split()
_ENDINGS = "Bản Châu Cốc Đình Giang Hà Hải Khê Lâm Lĩnh Mỹ Nguyên Phong Suối Tây Thịnh Thọ Trung Vân Xuân".split()


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a party organisation. ``today`` is who holds it now, ``size`` about how many members it has."""

    name: str
    level: Level
    code: str
    province: str
    today: str
    size: int


@dataclass(frozen=True, slots=True)
class World:
    """The places before and after the reform, by level; ``papers`` are names and titles of sources."""

    before: dict[str, list[Place]]
    after: dict[str, list[Place]]
    papers: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator: how much of a place's size a year brings, how often it is told, and in which words."""

    code: str
    kind: Literal["flow", "stock", "share"]
    ratio: float
    weight: int
    verb: str
    noun: str


COUNTED = (
    Counted("members_admitted", "flow", 0.026, 28, "kết nạp được", "đảng viên mới"),
    Counted("members_total", "stock", 1.0, 14, "có", "đảng viên"),
    Counted("members_made_official", "flow", 0.023, 7, "công nhận chính thức cho", "đảng viên dự bị"),
    Counted("members_transferred", "flow", 0.04, 3, "chuyển sinh hoạt đảng cho", "đảng viên"),
    Counted("members_removed", "flow", 0.003, 3, "xóa tên", "đảng viên"),
    Counted("members_disciplined", "flow", 0.004, 6, "thi hành kỷ luật", "đảng viên"),
    Counted("members_inspected", "flow", 0.05, 5, "kiểm tra", "đảng viên"),
    Counted("members_supervised", "flow", 0.03, 4, "giám sát", "đảng viên"),
    Counted("members_awarded_badge", "flow", 0.03, 5, "trao Huy hiệu Đảng cho", "đảng viên"),
    Counted("members_rated", "share", 0.0, 4, "xếp loại hoàn thành xuất sắc", "đảng viên"),
    Counted("prospects_trained", "flow", 0.035, 6, "bồi dưỡng nhận thức về Đảng cho", "quần chúng ưu tú"),
    Counted("orgs_total", "stock", 0.03, 8, "có", "tổ chức cơ sở đảng"),
    Counted("orgs_inspected", "flow", 0.012, 4, "kiểm tra", "tổ chức đảng"),
    Counted("orgs_rated", "share", 0.0, 3, "xếp loại hoàn thành xuất sắc", "tổ chức đảng"),
)
WEIGHTS = [counted.weight for counted in COUNTED]


def world(seed: int) -> World:
    """The same country for the same seed."""
    random = Random(seed)
    known = gazetteer()
    last_day = REFORM - timedelta(days=1)
    before: dict[str, list[Place]] = {"province": [], "district": [], "commune": []}
    after: dict[str, list[Place]] = {"province": [], "commune": []}
    papers = []
    for old in known.provinces(last_day):
        today = known.today(old)[0].name
        size = int(exp(random.gauss(11.0, 0.4)))
        before["province"].append(_province(old.full_name, old.name, old.code, today, size))
        names = [f"{first} {last}" for first in _BEGINNINGS for last in _ENDINGS]
        random.shuffle(names)
        for number in range(11):
            code = f"{old.code}{number:02}"
            full = f"huyện {names.pop()}"
            before["district"].append(Place(full, "district", code, old.name, today, size // 14))
            for lower in range(15):
                commune = f"xã {names.pop()}"
                part = int(exp(random.gauss(5.7, 0.5)))
                before["commune"].append(Place(commune, "commune", f"{code}{lower:02}", old.name, today, part))
                if lower % 3 == 0:  # three communes have become one
                    after["commune"].append(Place(commune, "commune", f"{code}{lower:02}", today, commune, part * 3))
    for new in known.provinces(REFORM):
        size = sum(place.size for place in before["province"] if place.today == new.name)
        after["province"].append(_province(new.full_name, new.name, new.code, new.name, size))
        papers.append((f"bao-{new.code}", f"Báo {new.name}", new.name))
    papers += [(f"cong-{place.code}", f"Trang Đảng bộ {place.name}", place.province) for place in after["province"][:6]]
    return World(before, after, papers)


def steady(*of: object) -> float:
    """A number from 0 up to 1 that depends on nothing but the arguments."""
    told = "\n".join(map(str, of)).encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=6).digest(), "big") / 2**48


def _province(full_name: str, name: str, code: str, today: str, size: int) -> Place:
    return Place(full_name[0].lower() + full_name[1:], "province", code, name, today, size)
