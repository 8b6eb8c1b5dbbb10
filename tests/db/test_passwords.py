"""What is asked of a new password, and how one is kept."""

from __future__ import annotations

import unicodedata

import pytest
from argon2 import PasswordHasher

from db.passwords import NOBODYS_HASH, WeakPassword, check_password, demand_strength, hash_password

_GOOD = "trăng lên trên đỉnh đồi"


def test_a_hash_fits_its_password_only_and_is_never_the_same() -> None:
    kept = hash_password(_GOOD)
    assert kept != hash_password(_GOOD) and _GOOD not in kept
    assert check_password(_GOOD, kept) == (True, None)
    assert check_password(_GOOD + " ", kept) == (False, None)


def test_a_password_fits_however_the_keyboard_composes_its_letters() -> None:
    apart = unicodedata.normalize("NFD", _GOOD)
    assert apart != _GOOD
    assert check_password(apart, hash_password(_GOOD)) == (True, None)
    assert check_password(_GOOD, hash_password(apart)) == (True, None)
    with pytest.raises(WeakPassword, match="12 characters"):
        demand_strength(unicodedata.normalize("NFD", "đồi núi ế ệ"), "lan")


def test_an_unknown_name_costs_as_much_as_a_known_one() -> None:
    def parameters(kept: str) -> list[str]:
        return kept.split("$")[1:4]

    assert parameters(NOBODYS_HASH) == parameters(hash_password(_GOOD))
    assert check_password("", NOBODYS_HASH) == (False, None)


def test_a_hash_that_has_become_cheap_is_made_anew() -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(_GOOD)
    right, better = check_password(_GOOD, cheap)
    assert right and better is not None and check_password(_GOOD, better) == (True, None)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("mười một ký", "short"),
        ("", "short"),
        ("x" * 5 + "đủ dài nhưng quá" * 20, "long"),
        ("abababababababab", "plain"),
        ("AaAaAaAaAaAaAaAa", "plain"),
        ("mật khẩu của LAN.nguyen đây", "name"),
    ],
)
def test_a_weak_password_is_refused(password: str, reason: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        demand_strength(password, "lan.nguyen")
    assert refused.value.reason == reason


def test_a_sentence_is_a_good_password() -> None:
    demand_strength(_GOOD, "lan.nguyen")
