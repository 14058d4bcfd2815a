"""Nobody sees, names or changes what belongs to another workspace: every route, every role, and the database alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, models, transaction
from rest_framework.test import APIClient

from studio.accounts.models import Membership, Workspace
from studio.accounts.roles import CAPABILITIES, Role, key_capabilities
from studio.core.checks import Walls, faults, read_walls, tenant_models
from studio.core.tenancy import system, tenant
from tests.contracts.endpoints import Endpoint, endpoints, ids_in, missing_ids, relations
from tests.factories import KINDS, a_member, a_workspace, an_api_key, an_owner, signed_in, with_key

pytestmark = pytest.mark.django_db
EVERY = [endpoint for endpoint in endpoints() if endpoint.in_workspace]
MOST = [Role.OWNER.value]
"""May do everything at home: whoever nothing is forbidden there shows the wall between the houses best."""

OTHERS = [*(role.value for role in Role if role is not Role.OWNER), "key"]
READ = [endpoint for endpoint in EVERY if endpoint.method == "get"]
PAGES = [endpoint for endpoint in EVERY if endpoint.is_page]
BY_PATH = [endpoint for endpoint in EVERY if endpoint.id_names]
BY_BODY = [(endpoint, at, kind) for endpoint in EVERY for at, kind in relations(endpoint.body_schema())]
BY_QUERY = [
    (endpoint, name, name.removesuffix("_id"))
    for endpoint in EVERY
    for name in endpoint.parameters("query")
    if name.removesuffix("_id") in KINDS
]


def _ids(value: object) -> str:
    return ".".join(value) if isinstance(value, tuple) else str(value)


def _caller(kind: str, workspace: Workspace) -> tuple[APIClient, frozenset[str]]:
    """Somebody of this workspace, and what they may do there."""
    if kind == "key":
        return with_key(an_api_key(workspace=workspace, role=Role.PRODUCER)), key_capabilities(Role.PRODUCER, [])
    member = an_owner(workspace) if kind == Role.OWNER else a_member(role=kind, workspace=workspace)
    return signed_in(member), frozenset(name for name, roles in CAPABILITIES.items() if kind in roles)


def _filled(workspace: Workspace) -> list[str]:
    """Two things of every kind in the workspace; answers their ids, and the workspace's own."""
    made = [factory(workspace) for _ in range(2) for factory in KINDS.values()]
    return [str(thing.pk) for thing in made]


def _rows(workspace: Workspace) -> dict[str, Any]:
    """A fingerprint of every row of the workspace, table by table; asked for in one statement."""
    tables = [model._meta.db_table for model in tenant_models()]
    lines = (
        f"SELECT '{table}', count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t "
        "WHERE workspace_id = %(workspace)s"
        for table in tables
    )
    with system(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(lines), {"workspace": workspace.id})
        found = {table: tuple(rest) for table, *rest in cursor.fetchall()}
    assert set(found) == set(tables)
    return found


def test_enough_cases_are_tried() -> None:
    assert len(BY_PATH) * len([*MOST, *OTHERS]) >= 150
    assert len(EVERY) >= 35
    assert len(READ) >= 80
    assert len(PAGES) >= 10
    assert len(KINDS) >= 9


@pytest.mark.parametrize("callers", [MOST, pytest.param(OTHERS, marks=pytest.mark.slow)], ids=["owner", "others"])
@pytest.mark.parametrize("endpoint", BY_PATH, ids=_ids)
def test_another_tenants_things_do_not_exist(endpoint: Endpoint, callers: list[str]) -> None:
    ours, theirs = a_workspace(), a_workspace()
    foreign = ids_in(endpoint, theirs)
    before = _rows(theirs)
    for caller in callers:
        client, capabilities = _caller(caller, ours)
        answer = endpoint.call(client, foreign)
        assert answer.status_code == (404 if endpoint.capability in capabilities else 403), (caller, answer.content)
        nobody = endpoint.call(client, missing_ids(endpoint, foreign))
        assert _words(answer) == _words(nobody), f"{caller} can tell theirs from nobody's"
    assert _rows(theirs) == before


def _words(answer: Any) -> dict[str, Any]:
    return {name: value for name, value in answer.json().items() if name != "request_id"}


@pytest.mark.parametrize(("endpoint", "at", "kind"), BY_BODY, ids=_ids)
def test_another_tenants_things_cannot_be_named_in_a_body(endpoint: Endpoint, at: tuple[str, ...], kind: str) -> None:
    ours, theirs = a_workspace(), a_workspace()
    foreign = str(KINDS[kind](theirs).pk)
    before = _rows(theirs)
    body: Any = [foreign] if at[-1].endswith("_ids") else foreign
    for name in reversed(at):
        body = {name: body}
    answer = endpoint.call(signed_in(an_owner(ours)), ids_in(endpoint, ours), body=body)
    assert 400 <= answer.status_code < 500, answer.content
    assert _rows(theirs) == before


@pytest.mark.parametrize(("endpoint", "name", "kind"), BY_QUERY, ids=_ids)
def test_another_tenants_things_cannot_be_asked_for(endpoint: Endpoint, name: str, kind: str) -> None:
    ours, theirs = a_workspace(), a_workspace()
    foreign = str(KINDS[kind](theirs).pk)
    answer = endpoint.call(signed_in(an_owner(ours)), ids_in(endpoint, ours), query=f"?{name}={foreign}")
    assert answer.status_code in {404, 422} or answer.json()["data"] == []


def test_what_is_read_names_nothing_of_another_tenant() -> None:
    """At all addresses after one filling: reading changes nothing, and to fill a workspace takes two seconds."""
    ours, theirs = a_workspace(), a_workspace()
    foreign, reader = _filled(theirs), signed_in(an_owner(ours))
    named = {}
    for endpoint in READ:
        said = endpoint.call(reader, ids_in(endpoint, ours)).content.decode(errors="replace")
        named[str(endpoint)] = [one for one in foreign if one in said]
    assert {address: ids for address, ids in named.items() if ids} == {}


def test_a_cursor_of_another_tenant_is_refused() -> None:
    ours, theirs = a_workspace(), a_workspace()
    _filled(theirs)
    one_of_us, one_of_them = signed_in(an_owner(ours)), signed_in(an_owner(theirs))
    for endpoint in PAGES:
        after = endpoint.call(one_of_them, ids_in(endpoint, theirs), query="?limit=1").json()["next"]
        if after is None:
            assert endpoint.id_names, f"{endpoint}: two of its kind are in the workspace, and still only one page"
            continue
        answer = endpoint.call(one_of_us, ids_in(endpoint, ours), query=f"?cursor={after}")
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor"), endpoint


@pytest.mark.parametrize("endpoint", [one for one in EVERY if "Idempotency-Key" in one.parameters("header")], ids=_ids)
def test_an_idempotency_key_of_another_tenant_is_ones_own(endpoint: Endpoint) -> None:
    ours, theirs = a_workspace(), a_workspace()
    key, foreign = "the same key", ids_in(endpoint, theirs)
    first = endpoint.call(signed_in(an_owner(theirs)), foreign, Idempotency_Key=key)
    second = endpoint.call(signed_in(an_owner(ours)), ids_in(endpoint, ours), Idempotency_Key=key)
    assert first.status_code == second.status_code, (first.content, second.content)
    assert "Idempotent-Replayed" not in second.headers
    assert [one for one in [*foreign.values(), theirs.id] if one in second.content.decode()] == []


# --- the second wall alone: no query below starts at a workspace


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'workspace_id'")
        return sorted(name for (name,) in cursor.fetchall())


def test_without_a_filter_only_ones_own_rows_are_seen() -> None:
    ours, theirs = a_workspace(), a_workspace()
    _filled(theirs)
    filled = 0
    for model in tenant_models():
        with system():
            filled += model._default_manager.filter(workspace=theirs).exists()
        with tenant(ours.id):
            assert set(model._default_manager.values_list("workspace_id", flat=True)) <= {ours.id}, model
        assert not model._default_manager.exists(), f"{model} has rows outside every workspace"
    with tenant(ours.id):
        assert list(Workspace.objects.all()) == [ours]
    assert filled >= len(KINDS) - 1, "too few tables held rows to prove anything"


def test_without_a_filter_nothing_of_others_is_changed_or_deleted() -> None:
    ours, theirs = a_workspace(), a_workspace()
    _filled(theirs)
    before = _rows(theirs)
    for table in _tables():
        with tenant(ours.id), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET workspace_id = workspace_id WHERE workspace_id = %s", [theirs.id])
            assert cursor.rowcount == 0
            cursor.execute(f"DELETE FROM {table} WHERE workspace_id = %s", [theirs.id])
            assert cursor.rowcount == 0
    assert _rows(theirs) == before


def test_no_row_can_be_put_into_another_workspace() -> None:
    ours, theirs = a_workspace(), a_workspace()
    _filled(theirs)
    tried = 0
    for table in _tables():
        with system(), connection.cursor() as cursor:
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} t WHERE workspace_id = %s LIMIT 1", [theirs.id])
            row = cursor.fetchone()
        if row is None:
            continue
        tried += 1
        copy = json.dumps((row[0] if isinstance(row[0], dict) else json.loads(row[0])) | _other_id(row[0]))
        with pytest.raises(DatabaseError, match="row-level security"), tenant(ours.id), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)", [copy])
    assert tried >= len(KINDS) - 1


def _other_id(row: Any) -> dict[str, Any]:
    fields = row if isinstance(row, dict) else json.loads(row)
    return {"id": fields["id"] + 1 if isinstance(fields["id"], int) else fields["id"][::-1]}


def test_a_row_cannot_be_moved_to_another_workspace() -> None:
    ours, theirs = a_workspace(), a_workspace()
    member = a_member(workspace=ours)
    with pytest.raises(DatabaseError, match="row-level security"), tenant(ours.id), transaction.atomic():
        Membership.objects.filter(pk=member.pk).update(workspace=theirs)


def test_every_tenant_table_is_walled_in() -> None:
    assert run_checks(databases=["default"]) == []
    assert {model._meta.db_table for model in tenant_models()} == set(_tables())


def test_every_key_between_tenant_tables_holds_the_workspace() -> None:
    tables = set(_tables())
    for table, walls in read_walls("default").items():
        for key in walls.keys if table in tables else ():
            columns, parent = key.split("->")
            assert parent not in tables or columns.startswith("workspace_id,"), f"{table}: {key}"


class _Reel(models.Model):
    """A tenant table that was never migrated."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        app_label = "contracts"
        managed = False


def test_the_check_finds_what_is_missing() -> None:
    found = list(faults(_Reel, Walls(enabled=True, forced=False, policies=frozenset({"tenant", "system"}))))
    assert [fault.split(":")[0] for fault in found] == [
        "contracts__reel has no forced row-level security",
        "contracts__reel.member_id points to a tenant table",
    ]
