"""The registries that are data: every row is whole, and the documents' registry agrees with itself."""

from __future__ import annotations

from datetime import date

import pytest

from schema import document_types, flags, issuers
from schema.documents import KnownDocument, document_registry
from schema.registry import Flag


def test_type_words_belong_to_one_type() -> None:
    words = [word for kind in document_types().values() for word in (*kind.words, *kind.abbreviations)]
    assert len(words) == len(set(words))


def test_type_codes_are_plain() -> None:
    assert all(code.isascii() and code == code.lower() for code in document_types())


@pytest.mark.parametrize(
    "code",
    ["nghi_quyet", "chi_thi", "quy_dinh", "quyet_dinh", "ke_hoach", "ket_luan", "huong_dan", "de_an", "cong_van"],
)
def test_the_contract_names_these_types(code: str) -> None:
    assert code in document_types()


def test_advisory_organs_are_the_partys() -> None:
    assert all(issuer.party for issuer in issuers().values() if issuer.advisory)


def test_district_bodies_end_with_the_districts() -> None:
    ended = {issuer.code for issuer in issuers().values() if issuer.until == date(2025, 7, 1)}
    assert {"HU", "QU", "ThU", "TXU", "ĐUK", "BCS"} <= ended
    assert not ended & {"TW", "TU", "ĐU"}


@pytest.mark.parametrize(
    "code",
    [
        "type_symbol_mismatch", "symbol_incomplete", "number_without_symbol", "ambiguous_antecedent", "issuer_code", "competence",
        "year_date", "registry", "out_of_term", "body_dead", "family", "needs_review", "rate_mismatch", "sum_mismatch", "implausible_value",
        "ambiguous_unit", "unit_inferred", "period_inferred", "conflicts_with_other_source",
    ],
)  # fmt: skip
def test_flags_speak_both_languages(code: str) -> None:
    flag: Flag = flags()[code]
    assert flag.vi.endswith((".", ").")) and flag.en.endswith((".", ")."))


def test_a_number_may_be_several_documents() -> None:
    assert [d.term for d in document_registry().by_number("01-HD/TW")] == ["XI", "XII", "XIII", "XIV"]
    assert len(document_registry().by_number("35-CT/TW")) == 2
    assert len(document_registry().by_plenum("NQTW5-XIII")) == 4


@pytest.mark.parametrize("document", document_registry().documents, ids=lambda d: d.key)
def test_documents_are_whole(document: KnownDocument) -> None:
    kind = document_types()[document.type]
    code = document.canonical.partition("-")[2].partition("/")[0]
    assert code in kind.symbols
    if document.replaced_by is not None:
        assert document_registry().by_key(document.replaced_by).date > document.date


def test_terms_follow_each_other() -> None:
    registry = document_registry()
    assert registry.term_of(date(2026, 1, 9)) == "XIII"
    assert registry.term_of(date(2026, 4, 8)) == "XIV"
    assert registry.term_of(date(1999, 1, 1)) is None
    assert registry.term_span("XII") == (date(2016, 1, 28), date(2021, 2, 1))
    assert registry.term_span("L") is None


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        document_registry().by_key("999-NQ/TW@2020-01-01")
