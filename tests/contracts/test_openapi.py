"""The API's document: complete, in OpenAPI 3.1, served with its page, and the same that the frontend was built from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from studio.core.schema import document
from tests.contracts.endpoints import endpoints
from tests.factories import a_browser

CLIENT = Path(__file__).parents[2] / "frontend" / "src" / "api" / "openapi.json"


@pytest.mark.slow
def test_the_document_is_valid_and_made_without_a_warning() -> None:
    document.cache_clear()
    validate_schema(document())  # type: ignore[no-untyped-call]
    assert document()["openapi"].startswith("3.1")
    assert not GENERATOR_STATS, "run `manage.py spectacular --fail-on-warn` to see them"


def test_every_operation_is_described_and_answers_problems() -> None:
    for endpoint in endpoints():
        assert endpoint.declared.get("description"), f"{endpoint} has no docstring"
        problems = {code for code in endpoint.declared["responses"] if code.startswith("4")}
        assert {"400", "405", "422"} <= problems, endpoint
        assert endpoint.capability == "anyone" or {"401", "403", "404"} <= problems, endpoint
        assert bool(endpoint.declared.get("security")) is (endpoint.capability != "anyone"), endpoint


def test_operations_have_names_of_their_own() -> None:
    names = [endpoint.declared["operationId"] for endpoint in endpoints()]
    assert len(names) == len(set(names))


def test_the_frontend_was_built_from_this_document() -> None:
    assert json.loads(CLIENT.read_text()) == json.loads(json.dumps(document())), "the API has changed: run `make api`"


def test_the_document_is_served() -> None:
    served: Any = a_browser().get("/v1/openapi.json")
    assert served.json() == json.loads(json.dumps(document()))


def test_the_interactive_page_loads_nothing_from_elsewhere() -> None:
    page = a_browser().get("/v1/docs").content.decode()
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(addresses) >= 4
    for address in addresses:
        assert address.startswith("/"), address
        assert "?" in address or finders.find(address.removeprefix("/static/")), address
    assert "<script>" not in page, "the policy allows no script inside the page"
    assert "/v1/openapi.json" in a_browser().get("/v1/docs?script=").content.decode()
