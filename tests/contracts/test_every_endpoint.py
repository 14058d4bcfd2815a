"""What every address keeps: who may call it, what it says when something is wrong, and that it answers as declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from jsonschema import Draft202012Validator
from rest_framework.views import APIView

from studio.accounts.roles import CAPABILITIES, Role
from studio.core.api import ANYONE, OUTSIDE_WORKSPACES, ApiView, UnknownAddress
from studio.core.schema import PROBLEM, document
from tests.contracts.endpoints import Endpoint, endpoints, ids_in, missing_ids
from tests.factories import a_browser, a_member, a_workspace, an_owner, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EVERY = endpoints()
NEEDS_SIGN_IN = [endpoint for endpoint in EVERY if endpoint.capability != ANYONE]
IN_WORKSPACES = [endpoint for endpoint in EVERY if endpoint.in_workspace]
WITH_IDS = [endpoint for endpoint in IN_WORKSPACES if endpoint.id_names]
WITH_BODY = [endpoint for endpoint in EVERY if endpoint.body_schema()]
WITH_JSON = [endpoint for endpoint in WITH_BODY if "application/json" in endpoint.declared["requestBody"]["content"]]


def _ids(endpoint: Endpoint) -> str:
    return str(endpoint)


def _assert_problem(endpoint: Endpoint, answer: Any, *statuses: int) -> None:
    assert answer.status_code in statuses, (str(endpoint), answer.status_code, answer.content[:500])
    assert answer.headers["Content-Type"] == "application/problem+json"
    Draft202012Validator(PROBLEM).validate(answer.json())
    assert answer.json()["request_id"] == answer.headers["NB-Request-Id"]
    assert str(answer.status_code) in endpoint.declared["responses"], (
        f"{endpoint}: {answer.status_code} is not declared"
    )


def _views(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, type[APIView]]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and hasattr(pattern.callback, "view_class"):
            yield route, pattern.callback.view_class


def test_there_are_endpoints_to_test() -> None:
    assert len(EVERY) >= 40
    assert len(WITH_IDS) >= 25


def test_every_method_of_every_view_names_its_capability() -> None:
    known = set(CAPABILITIES) | OUTSIDE_WORKSPACES
    seen = 0
    for route, view in _views(get_resolver().url_patterns):
        if not route.startswith("v1/") or view is UnknownAddress or view.__module__.startswith("drf_spectacular"):
            continue
        assert issubclass(view, ApiView), f"{route}: build {view.__name__} on ApiView"
        for method in set(view.http_method_names) & set(vars(view)):
            declared = getattr(getattr(view, method), "operation", None)
            assert declared is not None, f"{route}: {method} has no @operation"
            assert declared.capability in known, f"{route}: {declared.capability} is not in the table of roles"
            seen += 1
    assert seen == len(EVERY), "an operation is missing in the OpenAPI document"


@pytest.mark.parametrize("endpoint", NEEDS_SIGN_IN, ids=_ids)
def test_a_stranger_is_asked_to_sign_in(endpoint: Endpoint) -> None:
    answer = endpoint.call(a_browser(), ids_in(endpoint, a_workspace()))
    _assert_problem(endpoint, answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("endpoint", IN_WORKSPACES, ids=_ids)
def test_only_the_roles_of_the_table_may_call_it(endpoint: Endpoint) -> None:
    workspace = a_workspace()
    ids = ids_in(endpoint, workspace)
    for role in Role:
        answer = endpoint.call(signed_in(a_member(role=role, workspace=workspace)), missing_ids(endpoint, ids))
        if role not in CAPABILITIES[endpoint.capability]:
            _assert_problem(endpoint, answer, 403)
        else:
            assert answer.status_code != 403, (str(endpoint), role, answer.content)


@pytest.mark.parametrize("endpoint", WITH_IDS, ids=_ids)
def test_what_is_not_there_is_not_found(endpoint: Endpoint) -> None:
    workspace = a_workspace()
    owner, ids = signed_in(an_owner(workspace)), ids_in(endpoint, workspace)
    _assert_problem(endpoint, endpoint.call(owner, missing_ids(endpoint, ids)), 404)
    _assert_problem(endpoint, endpoint.call(owner, dict.fromkeys(ids, "nonsense")), 404)
    _assert_problem(endpoint, endpoint.call(owner, dict.fromkeys(ids, "%00")), 404)


@pytest.mark.parametrize("endpoint", [one for one in EVERY if one.method == "get"], ids=_ids)
def test_what_is_read_looks_as_declared(endpoint: Endpoint) -> None:
    workspace = a_workspace()
    answer = endpoint.call(signed_in(an_owner(workspace)), ids_in(endpoint, workspace))
    if answer.status_code == 404 and not endpoint.path.endswith("}"):
        _assert_problem(endpoint, answer, 404)  # an empty drawer: no film yet
        return
    assert answer.status_code == 200, answer.content
    content = endpoint.declared["responses"]["200"]["content"]
    media_type = answer.headers["Content-Type"].split(";")[0]
    assert media_type in content
    if media_type == "application/json":
        schema = content[media_type]["schema"] | {"components": document()["components"]}
        Draft202012Validator(schema).validate(answer.json())


ODD_BODIES = [
    "{",
    "[1, 2]",
    '{"a_field_nobody_knows": 1}',
    "null",
    '{"name": NaN}',
    '{"x": "\\ud800"}',
    "[" * 100_000,
]


@pytest.mark.parametrize("endpoint", WITH_JSON, ids=_ids)
def test_a_body_that_does_not_fit_is_refused_in_words(endpoint: Endpoint) -> None:
    workspace = a_workspace()
    send = getattr(signed_in(an_owner(workspace)), endpoint.method)
    headers = {"If-Match": '"v1"', "Idempotency-Key": "one"}
    url = endpoint.url(ids_in(endpoint, workspace))
    for body in ODD_BODIES:
        _assert_problem(endpoint, send(url, body, content_type="application/json", headers=headers), 400, 422)


@pytest.mark.parametrize("endpoint", [one for one in WITH_JSON if one.method == "patch"], ids=_ids)
def test_an_edit_of_nothing_changes_nothing(endpoint: Endpoint) -> None:
    workspace = a_workspace()
    answer = endpoint.call(signed_in(an_owner(workspace)), ids_in(endpoint, workspace), body={})
    assert answer.status_code in {200, 422}, answer.content


@pytest.mark.parametrize("endpoint", WITH_BODY, ids=_ids)
def test_another_media_type_is_refused(endpoint: Endpoint) -> None:
    workspace = a_workspace()
    send = getattr(signed_in(an_owner(workspace)), endpoint.method)
    headers = {"If-Match": '"v1"', "Idempotency-Key": "one"}
    url = endpoint.url(ids_in(endpoint, workspace))
    _assert_problem(endpoint, send(url, "<a/>", content_type="application/xml", headers=headers), 415)


@pytest.mark.parametrize("endpoint", [one for one in EVERY if "If-Match" in one.parameters("header")], ids=_ids)
def test_an_edit_says_which_version_it_was_made_on(endpoint: Endpoint) -> None:
    workspace = a_workspace()
    owner, ids = signed_in(an_owner(workspace)), ids_in(endpoint, workspace)
    _assert_problem(endpoint, endpoint.call(owner, ids, If_Match=""), 428)
    for stale in ('"v999"', "v1", 'W/"v1"', "*"):
        _assert_problem(endpoint, endpoint.call(owner, ids, If_Match=stale), 412)


@pytest.mark.parametrize(
    "endpoint",
    [one for one in EVERY if one.parameters("header").get("Idempotency-Key", {}).get("required")],
    ids=_ids,
)
def test_what_can_spend_insists_on_a_key(endpoint: Endpoint) -> None:
    workspace = a_workspace()
    answer = endpoint.call(signed_in(an_owner(workspace)), ids_in(endpoint, workspace), Idempotency_Key="")
    _assert_problem(endpoint, answer, 400)
    assert answer.json()["code"] == "idempotency_key_required"


@pytest.mark.parametrize("endpoint", [one for one in EVERY if one.is_page], ids=_ids)
def test_a_page_that_does_not_exist_is_refused(endpoint: Endpoint) -> None:
    workspace = a_workspace()
    client, ids = signed_in(an_owner(workspace)), ids_in(endpoint, workspace)
    for query in ("?limit=0", "?limit=1000", "?limit=x", "?cursor=made-up", "?nobody_knows=1"):
        _assert_problem(endpoint, endpoint.call(client, ids, query=query), 400, 422)


@pytest.mark.parametrize("path", sorted(document()["paths"]))
def test_methods_an_address_does_not_have_are_refused(path: str) -> None:
    there = {one.method: one for one in EVERY if one.path == path}
    some = next(iter(there.values()))
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    for method in {"get", "post", "put", "patch", "delete"} - set(there):
        answer = getattr(client, method)(some.url(ids_in(some, workspace)))
        _assert_problem(some, answer, 405)
        assert some.method.upper() in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1/", "/v1/me/", "/v1/members/a/b"])
def test_an_unknown_address_answers_a_problem(path: str) -> None:
    for method in ("get", "post", "put", "patch", "delete", "options"):
        answer = getattr(a_browser(), method)(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
