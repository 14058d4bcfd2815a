from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from studio.embedded import throwaway
from studio.embedded.folder import ServiceError
from studio.embedded.postgres import PORT, Postgres
from studio.embedded.processes import alive, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running() -> Iterator[Postgres]:
    """One server for the tests that only ask it."""
    run = throwaway.reserve()
    server = Postgres(run.data, durable=False)
    server.start()
    yield server
    server.stop()
    throwaway.discard(run)


@pytest.fixture
def postgres(data: Path) -> Iterator[Postgres]:
    """A server for a test that hurts it."""
    server = Postgres(data, durable=False)
    server.start()
    yield server
    server.stop()


def test_the_application_reads_and_writes_what_the_owner_makes_and_alters_nothing(running: Postgres) -> None:
    with psycopg.connect(running.address("owner")) as owner:
        owner.execute("CREATE TABLE take (id bigint GENERATED ALWAYS AS IDENTITY, name text)")
    with psycopg.connect(running.address("app"), autocommit=True) as app:
        app.execute("INSERT INTO take (name) VALUES ('one')")
        assert app.execute("SELECT name FROM take").fetchall() == [("one",)]
        for forbidden in (
            "ALTER TABLE take ADD x int",
            "CREATE TABLE other (id int)",
            "TRUNCATE take",
            "DROP TABLE take",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)


def test_row_level_security_binds_the_application_until_it_enters_the_system_role(running: Postgres) -> None:
    with psycopg.connect(running.address("owner")) as owner:
        owner.execute("CREATE TABLE secret (name text)")
        owner.execute("INSERT INTO secret VALUES ('theirs')")
        owner.execute("ALTER TABLE secret ENABLE ROW LEVEL SECURITY")
        owner.execute("ALTER TABLE secret FORCE ROW LEVEL SECURITY")
        owner.execute("CREATE POLICY system ON secret TO studio_system USING (true)")
    for role in ("app", "owner"):
        with psycopg.connect(running.address(role)) as session:
            assert session.execute("SELECT count(*) FROM secret").fetchone() == (0,), role
            session.execute("SET LOCAL ROLE studio_system")
            assert session.execute("SELECT count(*) FROM secret").fetchone() == (1,), role


def test_no_role_of_the_studio_is_above_the_rules(running: Postgres) -> None:
    query = (
        "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'studio%' AND NOT (rolsuper OR rolbypassrls OR rolcreaterole)"
    )
    assert running.sql(query) == "5"


def test_a_wrong_password_is_refused(running: Postgres) -> None:
    wrong = running.address("app").replace(running.passwords["app"], "guess")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)


def test_case_folds_alike_on_every_machine(running: Postgres) -> None:
    assert running.sql("SELECT lower('ÄÖÉ')") == "äöé"


def test_a_server_killed_outright_comes_back_on_its_port_with_its_rows(postgres: Postgres) -> None:
    postgres.sql("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7); CHECKPOINT")
    port, killed = postgres.port, postgres.pid
    os.kill(killed, signal.SIGKILL)
    assert wait_until(lambda: not postgres.running(), seconds=60)
    postgres.start()
    assert postgres.port == port
    assert postgres.pid != killed
    assert postgres.sql("SELECT n FROM kept") == "7"


def test_a_server_left_running_is_taken_over_and_can_be_stopped(postgres: Postgres) -> None:
    successor = Postgres(postgres.data, durable=False)
    successor.start()
    assert successor.adopted
    assert (successor.pid, successor.port) == (postgres.pid, postgres.port)
    successor.stop()
    assert not alive(postgres.pid, holding=str(postgres.cluster)) or not postgres.running()


def test_a_taken_port_is_somebody_elses(data: Path) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", PORT))
            other.listen()
        except OSError:
            pass  # it is taken already, which is just as good
        server = Postgres(data)
        server.start()
        try:
            assert server.port != PORT
            assert server.sql("SELECT 1") == "1"
        finally:
            server.stop()


def test_a_cluster_of_another_major_version_is_named_with_the_remedy(postgres: Postgres) -> None:
    postgres.stop()
    (postgres.cluster / "PG_VERSION").write_text("12\n")
    with pytest.raises(ServiceError, match="made by PostgreSQL 12"):
        Postgres(postgres.data, durable=False).start()


def test_a_half_made_cluster_is_made_anew(data: Path) -> None:
    half = data / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    data.joinpath(".nano-banana-studio").touch()
    data.chmod(0o711)
    server = Postgres(data, durable=False)
    server.start()
    server.stop()
    assert not half.exists()
