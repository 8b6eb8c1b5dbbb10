"""The API keeps to its own description: schemathesis asks whatever the description allows, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from litestar.testing import TestClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import db
from review.api.openapi import document
from review.api.resources import RESOURCES
from review.app import create_app
from review.settings import Settings
from tests.review import stored
from tests.review.visiting import HOST, Clock

_ALWAYS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    allow_header_conformance,
    negative_data_rejection,
]
_REFUSED_BY_MEANING = {"cursor", "q"}
"""Parameters whose values may be well formed and still mean nothing."""


@pytest.fixture(scope="module")
def api_schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    engine = db.engine(f"sqlite:///{tmp_path_factory.mktemp('api') / 'chibo.sqlite3'}")
    db.migrate(engine)
    stored.fill(engine)
    settings_ = Settings(secret="s" * 64, hosts=(HOST,), api_a_minute=1_000_000)
    app = create_app(engine, settings_, now=Clock())
    with TestClient(app, base_url=f"https://{HOST}"):
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, base_url=f"https://{HOST}")
        schema.config.generation.update(
            modes=[schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]
        )
        yield schema
    engine.dispose()


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
def test_answers_are_as_described(case: schemathesis.Case) -> None:
    checks = list(_ALWAYS)
    if not _REFUSED_BY_MEANING & set(case.query or {}):
        checks.append(positive_data_acceptance)
    if case.path.endswith("/whoami"):
        checks.append(ignored_auth)
    case.call_and_validate(checks=checks, headers={"Host": HOST})


def test_the_description_is_openapi() -> None:
    described = document()
    assert described["openapi"] == "3.1.0"
    for schema_ in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema_)
    for path, operations in described["paths"].items():
        assert path.startswith("/api/v1") and set(operations) == {"get"}
        for parameter in operations["get"].get("parameters", []):
            assert parameter["description"]


def test_every_column_is_described_as_the_data_dictionary_has_it() -> None:
    schemas = document()["components"]["schemas"]
    for resource in RESOURCES:
        for column in resource.columns:
            cell = schemas[resource.name]["properties"][column.name]
            assert cell["description"].startswith(column.en) and cell["x-description-vi"] == column.vi
            assert (cell["type"][-1] == "null") is column.nullable
            assert "text" not in schemas["articles"]["properties"]
