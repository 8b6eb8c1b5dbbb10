"""The API keeps to its own description: schemathesis asks whatever the description allows, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
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

_CHECKS = [
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


_SCHEMA = schemathesis.openapi.from_dict(document())
_EXAMPLES = 12


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    engine = db.engine(f"sqlite:///{tmp_path_factory.mktemp('api') / 'chibo.sqlite3'}")
    db.migrate(engine)
    stored.fill(engine)
    settings_ = Settings(secret="s" * 64, hosts=(HOST,), api_a_minute=1_000_000)
    with TestClient(create_app(engine, settings_, now=Clock()), base_url=f"https://{HOST}") as running:
        yield running
    engine.dispose()


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("path", list(document()["paths"]))
def test_answers_are_as_described(client: TestClient[Litestar], path: str, mode: schemathesis.GenerationMode) -> None:
    operation = _SCHEMA[path]["GET"]
    if mode.is_negative and not list(operation.iter_parameters()):
        pytest.skip("nothing can be given wrong")

    @given(operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=_EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    def ask(case: schemathesis.Case) -> None:
        checks = list(_CHECKS)
        if not _REFUSED_BY_MEANING & set(case.query or {}) and not path.endswith("/whoami"):
            checks.append(positive_data_acceptance)
        sent = case.as_transport_kwargs(base_url=f"https://{HOST}")
        request = {name: sent[name] for name in ("method", "url", "params", "headers") if name in sent}
        case.validate_response(client.request(**request), checks=checks)

    ask()


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
