"""A studio is copied whole and brought back on another server: the same films, the same balances, and work goes on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test.utils import override_settings

from billing import ledger
from billing.books import AccountKind
from billing.models import Hold
from projects.project.models import Project
from renderers.farm.models import Artifact
from renderers.farm.store import DjangoStore
from studio.accounts.models import Workspace
from studio.core.tenancy import tenant
from studio.embedded import throwaway
from studio.embedded.copies import DUMP_FLAGS, RESTORE_FLAGS, bring, save
from studio.embedded.folder import PROJECT, ServiceError
from studio.embedded.postgres import DATABASE, Postgres
from tests.billing.books import DOLLAR, a_quote, assert_the_books_are_right
from tests.factories import a_project, a_workspace
from tests.renderers.farm.plans import NOON, a_plan, claim, finish, order, state_of, work_off

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("STUDIO_TEST_RUN" not in os.environ, reason="DATABASE_URL names a server that is not ours"),
]
PAGE = PROJECT / "infra" / "docs" / "how-to" / "run-a-studio.md"
_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
_WALLS = """
SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
UNION ALL SELECT tablename || '.' || policyname || ' ' || roles::text || qual, true, true FROM pg_policies
UNION ALL SELECT tgrelid::regclass || '.' || tgname, true, tgdeferrable FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT table_name || ' ' || grantee || ' ' || privilege_type, true, true
  FROM information_schema.table_privileges WHERE table_schema = 'public' AND privilege_type <> 'TRUNCATE'
ORDER BY 1
"""  # fmt: skip


@pytest.fixture
def here(services: None) -> Postgres:
    """The server of this run of the tests."""
    server = Postgres(throwaway.load(os.environ["STUDIO_TEST_RUN"]).data, durable=False)
    server.start()
    return server


@pytest.fixture
def there(data: Path) -> Iterator[Postgres]:
    """Another machine's server, not started yet."""
    server = Postgres(data, durable=False)
    yield server
    server.stop()


@pytest.mark.django_db(transaction=True)
def test_a_studio_brought_back_has_the_same_films_and_balances_and_goes_on(
    here: Postgres, there: Postgres, tmp_path: Path
) -> None:
    lumen, umbra = a_workspace(name="Lumen"), a_workspace(name="Umbra")
    project = a_project(workspace=lumen)
    finished, half = order(lumen, a_plan(name="finished")), order(umbra, a_plan(name="half"))
    for workspace, render in ((lumen, finished), (umbra, half)):
        with tenant(workspace.pk):
            ledger.hold(quote=a_quote(workspace), render_id=render.pk, at=NOON)
    while state_of(finished)[0] != "succeeded":
        held = claim()
        assert held is not None
        finish(held)
    database = str(connections["default"].settings_dict["NAME"])
    balances = {each.pk: _balances(each) for each in (lumen, umbra)}
    rows, walls = _rows(here, database), here.sql(_WALLS, database=database)

    assert save(here, into=tmp_path / "copy", database=database).files >= 3
    assert save(here, into=tmp_path / "copy", database=database).files == 0, "what is there is not copied again"
    bring(tmp_path / "copy", server=there)

    assert _rows(there, DATABASE) == rows
    assert there.sql(_WALLS) == walls
    assert (there.data / "secret_key").exists() == (here.data / "secret_key").exists()
    with working_on(there), override_settings(STORAGES=_store_of(there)):
        call_command("check_books")
        assert Project.objects.count() == 0, "the walls stand: outside a workspace nothing is seen"
        assert {each.pk: _balances(each) for each in (lumen, umbra)} == balances
        with tenant(lumen.pk):
            assert Project.objects.get(pk=project.pk).title == project.title
            for artifact in Artifact.objects.all():
                sums = {artifact.digest: artifact.sha256}
                with DjangoStore(lumen.pk, sums=sums).open_path(artifact.digest) as file:
                    assert str(file).startswith(str(there.data))
        work_off()
        assert state_of(half)[0] == "succeeded"
        with tenant(umbra.pk):
            assert Hold.objects.get().captured > 0
        assert_the_books_are_right(umbra)


def test_a_copy_is_not_laid_over_something_else(here: Postgres, there: Postgres, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear Olive")
    with pytest.raises(ServiceError, match="holds other files: name a new folder"):
        save(here, into=tmp_path)
    with pytest.raises(ServiceError, match=r"holds no copy of a studio: studio\.dump is not there"):
        bring(tmp_path, server=there)
    (tmp_path / "studio.dump").write_text("cut short")
    with pytest.raises(ServiceError, match=r"a studio is in .* already"):
        bring(tmp_path, server=here)
    with pytest.raises(ServiceError, match="pg_restore failed"):
        bring(tmp_path, server=there)
    assert not there.cluster.exists(), "half a studio is none"


def test_the_page_copies_and_restores_in_the_same_way() -> None:
    page = PAGE.read_text()
    assert f"pg_dump {' '.join(DUMP_FLAGS)}" in page
    assert f"pg_restore {' '.join(RESTORE_FLAGS)}" in page


def _rows(server: Postgres, database: str) -> dict[str, str]:
    """Of every table: how many rows, and what they are."""
    tables = server.sql(_TABLES, database=database).split()
    asked = " UNION ALL ".join(
        f"SELECT '{name}', count(*) || ' ' || COALESCE(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
        f' FROM "{name}" t'
        for name in tables
    )
    return dict(line.split("|") for line in server.sql(asked, database=database).splitlines())


def _balances(workspace: Workspace) -> dict[AccountKind, int]:
    with tenant(workspace.pk):
        found = ledger.balances(workspace_id=workspace.pk)
    assert found[AccountKind.BALANCE] < 100 * DOLLAR
    return found


@contextmanager
def working_on(server: Postgres) -> Iterator[None]:
    """Whoever connects from here on connects to this server."""
    connection = connections["default"]
    before = {name: connection.settings_dict[name] for name in ("NAME", "PORT", "PASSWORD")}
    after = {"NAME": DATABASE, "PORT": str(server.port), "PASSWORD": server.passwords["app"]}
    try:
        _connect(after)
        yield
    finally:
        _connect(before)


def _connect(settings: dict[str, str]) -> None:
    connections["default"].close()
    connections["default"].settings_dict |= settings
    connections.databases["default"] |= settings


def _store_of(server: Postgres) -> dict[str, Any]:
    there = {"location": str(server.data / "media")}
    return settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": there}}
