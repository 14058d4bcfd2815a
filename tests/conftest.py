"""A real PostgreSQL and Valkey for the tests that need them; the others start nothing.

One database is migrated per run, by its owner; every test process works on a copy, as the role of the application,
so that row-level security holds in tests as it does in the field.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg.conninfo import make_conninfo
from pytest_django import DjangoDbBlocker

from studio.embedded import throwaway
from studio.embedded.folder import PROJECT

GOLDEN = PROJECT / "tests" / "golden"
GRANTS = PROJECT / "infra" / "postgres" / "grants.sql"
# the flush between transactional tests; the application itself may not truncate
TRUNCATE = "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT TRUNCATE ON TABLES TO studio_app"

# the same examples in every run, however busy the machine is; `pytest --hypothesis-profile=default` looks for new ones
settings.register_profile("suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden-update`."""
    parser.addoption("--golden-update", action="store_true", help="write the golden files anew instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, so that none begins last; those with a database stay where pytest-django has put them."""
    items.sort(key=lambda item: not (item.get_closest_marker("slow") and not item.get_closest_marker("django_db")))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("plans/dawn.txt", text)`: the text is exactly that of `tests/golden/plans/dawn.txt`."""
    update = bool(request.config.getoption("--golden-update"))

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        assert file.exists(), f"{file} is not there: `make golden-update` writes it; read it before you commit it"
        assert text == file.read_text(), f"{file} differs: if that is meant, run `make golden-update`"

    return compare


@pytest.fixture
def the_cores() -> Iterator[None]:
    """One test at a time of those that run workers or a whole studio: two of them would take each other's leases."""
    with throwaway.locked(Path(os.environ["STUDIO_STATE"]) / "cores.lock"):
        yield


@pytest.fixture(scope="session")
def services() -> None:
    """PostgreSQL and Valkey answer. Tests with a database have them already."""
    if run := os.environ.get("STUDIO_TEST_RUN"):
        throwaway.ensure(throwaway.load(run))


@pytest.fixture(scope="session")
def django_db_setup(services: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A migrated database of this process's own: a copy of the run's template."""
    with django_db_blocker.unblock():
        template, database = os.environ["STUDIO_TEST_DATABASE"], _own_database()
        _make_template(template)
        _administer(
            f'CREATE DATABASE "{database}" TEMPLATE "{template}"',
            f'GRANT CONNECT ON DATABASE "{database}" TO studio_app',
        )
        _connect_to(database)
        yield
        _connect_to("postgres")
        _end_sessions(database)
        _administer(f'DROP DATABASE "{database}"')


def pytest_unconfigure(config: pytest.Config) -> None:
    """A server that was there before us keeps nothing of ours; one of our own is removed whole."""
    first = not os.environ.get("PYTEST_XDIST_WORKER")
    if first and "STUDIO_TEST_RUN" not in os.environ and (Path(os.environ["STUDIO_STATE"]) / "template").exists():
        _administer(f'DROP DATABASE "{os.environ["STUDIO_TEST_DATABASE"]}"')


def _own_database() -> str:
    return f"{os.environ['STUDIO_TEST_DATABASE']}_{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}"


def _connect_to(database: str) -> None:
    """Both aliases, the application's and the owner's, from now on work here."""
    from django.db import connections

    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = database
        connections.databases[alias]["NAME"] = database


def _make_template(template: str) -> None:
    """The migrated database, made by the first process that comes here."""
    from django.core.management import call_command
    from django.db import connections

    state = Path(os.environ["STUDIO_STATE"])
    with throwaway.locked(state / "template.lock"):
        if (state / "template").exists():
            return
        _administer(f'CREATE DATABASE "{template}"')
        _connect_to(template)
        with connections["owner"].cursor() as cursor:
            cursor.execute(GRANTS.read_text())
            cursor.execute(TRUNCATE)
        call_command("migrate", database="owner", verbosity=0)
        _connect_to("postgres")
        (state / "template").touch()


def _end_sessions(database: str) -> None:
    """Sessions that threads of asynchronous tests left open; only their own role may end them.

    The server's own are nobody's to end; a vacuum that is at work there makes way when the database is dropped.
    """
    from django.db import connections

    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
                [database],
            )


def _administer(*statements: str) -> None:
    """Statements about databases, by the owner, outside a transaction and outside every test's database."""
    from django.db import connections

    settings = connections["owner"].settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {name: settings[key] for name, key in names.items() if settings[key]}
    with psycopg.connect(make_conninfo(dbname="postgres", **given), autocommit=True) as session:
        for statement in statements:
            session.execute(statement.encode())
