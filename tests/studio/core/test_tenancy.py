"""Row-level security as it is: roles, nesting, errors, threads, pooled connections, and what it costs."""

from __future__ import annotations

import asyncio
import json

import pytest
from django.db import DatabaseError, connection, transaction

from studio.accounts.models import Membership, Workspace
from studio.core.errors import NotFound
from studio.core.tenancy import access, system, tenant
from tests.factories import a_member, a_workspace, an_owner

pytestmark = pytest.mark.django_db


def _seen() -> set[str]:
    """The workspaces whose members can be seen, without a filter."""
    return set(Membership.objects.values_list("workspace_id", flat=True))


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def test_the_application_has_no_power_of_its_own() -> None:
    with connection.cursor() as cursor:
        powers = "rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb"
        cursor.execute(f"SELECT {powers} FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,) * 5
        cursor.execute("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND pg_get_userbyid(relowner) = current_user")
        assert cursor.fetchone() == (0,)


def test_outside_every_workspace_there_is_nothing() -> None:
    a_workspace()
    assert _seen() == set()
    assert not Workspace.objects.exists()


def test_inside_a_workspace_there_is_only_it() -> None:
    one, _other = a_workspace(), a_workspace()
    with tenant(one.id):
        assert _seen() == {one.id}
        assert [workspace.id for workspace in Workspace.objects.all()] == [one.id]
    assert _seen() == set()


def test_workspaces_nest_and_come_back() -> None:
    one, other = a_workspace(), a_workspace()
    with tenant(one.id):
        with tenant(other.id):
            assert _seen() == {other.id}
        assert _seen() == {one.id}
        with system():
            assert _seen() >= {one.id, other.id}
        assert _seen() == {one.id}


def test_a_workspace_inside_the_system_is_as_narrow_as_anywhere() -> None:
    one, other = a_workspace(), a_workspace()
    with system():
        with tenant(one.id):
            assert (_seen(), _role()) == ({one.id}, "studio_app")
        assert _role() == "studio_system"
        assert _seen() >= {one.id, other.id}
    assert _role() == "studio_app"


def test_an_error_restores_what_was_before() -> None:
    one, other = a_workspace(), a_workspace()
    with tenant(one.id):
        with pytest.raises(RuntimeError), tenant(other.id):
            raise RuntimeError
        assert _seen() == {one.id}
        with pytest.raises(DatabaseError), system(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert (_seen(), _role()) == ({one.id}, "studio_app")


@pytest.mark.django_db(transaction=True)
def test_nothing_stays_on_the_connection_after_the_transaction() -> None:
    one = a_workspace()
    with tenant(one.id):
        assert _seen() == {one.id}
    assert (_seen(), _role()) == (set(), "studio_app")
    with pytest.raises(RuntimeError), system():
        raise RuntimeError
    assert (_seen(), _role()) == (set(), "studio_app")


@pytest.mark.django_db(transaction=True)
def test_tasks_at_the_same_time_do_not_see_each_other() -> None:
    workspaces = [a_workspace() for _ in range(4)]

    def look(workspace: Workspace) -> set[str]:
        seen: set[str] = set()
        for _ in range(20):
            with tenant(workspace.id):
                seen |= _seen()
            assert _seen() == set()
        connection.close()
        return seen

    async def look_at_all() -> list[set[str]]:
        return await asyncio.gather(*(asyncio.to_thread(look, workspace) for workspace in workspaces))

    assert asyncio.run(look_at_all()) == [{workspace.id} for workspace in workspaces]


def test_a_row_of_another_workspace_cannot_be_written() -> None:
    one, other = a_workspace(), a_workspace()
    user = an_owner(one).user
    with pytest.raises(DatabaseError, match="row-level security"), tenant(one.id):
        Membership.objects.create(workspace=other, user=user, role="viewer")
    with pytest.raises(DatabaseError, match="row-level security"), tenant(one.id), transaction.atomic():
        Membership.objects.update(workspace=other)


def test_access_answers_strangers_and_nonsense_alike() -> None:
    one, other = a_workspace(), a_workspace()
    theirs = a_member(workspace=other)
    for odd in (theirs.id, "mbr_00000000000000000000000000", "nonsense", "", "mbr_\x00", "é" * 30):
        with pytest.raises(NotFound), tenant(one.id):
            access(Membership.objects.all(), workspace_id=one.id, id=odd)
    with pytest.raises(NotFound), system():
        access(Membership.objects.all(), workspace_id=one.id, id=theirs.id)


def test_the_policy_is_read_once_per_query_and_leaves_indexes_alone() -> None:
    one = a_workspace()
    with tenant(one.id), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN (FORMAT JSON) SELECT * FROM accounts_membership WHERE workspace_id = %s", [one.id])
        found = cursor.fetchone()[0]
    plan = json.dumps(found if isinstance(found, list) else json.loads(found))
    assert "InitPlan" in plan
    assert "Index" in plan
