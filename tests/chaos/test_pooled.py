"""PgBouncer that pools transactions between us and PostgreSQL: many threads of three workspaces over two sessions.

Debian's package `pgbouncer`, or another named in PGBOUNCER_BIN; where there is none this is left out and says so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.utils import OperationalError

from billing.models import Usage
from renderers.farm.models import Render, Step
from studio.core.tenancy import system, tenant
from studio.embedded.processes import free_port
from tests.factories import a_workspace
from tests.renderers.farm.plans import a_plan, claim, finish, order

PROGRAM = os.environ.get("PGBOUNCER_BIN") or shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
SESSIONS, THREADS, SHOTS = 2, 8, 12
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not PROGRAM, reason="there is no pgbouncer here: apt-get install pgbouncer, or PGBOUNCER_BIN"),
]


@contextmanager
def pooled(folder: Path) -> Iterator[None]:
    """Whoever connects from here on connects through PgBouncer."""
    there, port = connection.settings_dict, free_port()
    settings = {
        "listen_addr": "127.0.0.1", "listen_port": port, "unix_socket_dir": "", "auth_type": "any",
        "pool_mode": "transaction", "default_pool_size": SESSIONS, "max_client_conn": 50,
        "logfile": folder / "log", "server_reset_query": "",
    }  # fmt: skip
    target = {"dbname": there["NAME"], "host": there["HOST"], "port": there["PORT"] or 5432, "user": there["USER"]}
    target |= {"password": there["PASSWORD"]} if there["PASSWORD"] else {}
    lines = ["[databases]", "* = " + " ".join(f"{name}={value}" for name, value in target.items() if name != "dbname")]
    lines += ["[pgbouncer]", *(f"{name} = {value}" for name, value in settings.items())]
    (folder / "pgbouncer.ini").write_text("\n".join(lines) + "\n")
    nobody = pwd.getpwnam("nobody")
    as_nobody: dict[str, Any] = {"user": nobody.pw_uid, "group": nobody.pw_gid} if not os.geteuid() else {}
    if as_nobody:
        for each in (folder, folder / "pgbouncer.ini"):
            os.chown(each, nobody.pw_uid, nobody.pw_gid)
        for parent in [each for each in folder.parents if each.owner() == "root" and str(each).startswith("/tmp/")]:
            parent.chmod(0o711)
    process = subprocess.Popen([str(PROGRAM), str(folder / "pgbouncer.ini")], **as_nobody)
    before = {name: there[name] for name in ("HOST", "PORT")}
    connection.close()
    try:
        connections.databases["default"] |= {"HOST": "127.0.0.1", "PORT": str(port)}
        connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": str(port)}
        _await_answer(process, folder / "log")
        yield
    finally:
        connection.close()
        connections.databases["default"] |= before
        connection.settings_dict |= before
        process.terminate()
        process.wait(30)


def _await_answer(process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(50):
        try:
            connection.ensure_connection()
            return
        except OperationalError:
            assert process.poll() is None, log.read_text() if log.exists() else "pgbouncer does not start"
            time.sleep(0.1)
    pytest.fail(f"pgbouncer does not answer:\n{log.read_text()}")


def _hand(number: int) -> Counter[str]:
    """Makes steps until there are none; looks after each into its workspace alone."""
    made: Counter[str] = Counter()
    try:
        while held := claim(worker=f"hand/{number}"):
            with tenant(held.workspace_id):
                assert set(Step.objects.values_list("workspace_id", flat=True)) == {held.workspace_id}
            assert finish(held)
            made[held.workspace_id] += 1
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT coalesce(current_setting('app.workspace', true), ''), current_user, pg_backend_pid()"
                )
                workspace, role, session = cursor.fetchone()
            assert (workspace, role) == ("", "studio_app"), "somebody else's rights were left on the session"
            assert not Step.objects.exists(), "outside a workspace the farm is empty"
            made[f"session {session}"] += 1
    finally:
        connection.close()
    return made


def test_transactions_of_many_tenants_share_few_sessions_and_nobody_gets_anybodys_rights(tmp_path: Path) -> None:
    folder = tmp_path / "pool"
    folder.mkdir()
    workspaces = [a_workspace(name=name) for name in ("Lumen", "Umbra", "Nox")]
    with pooled(folder):
        renders = [order(workspace, a_plan(name=workspace.pk, shots=SHOTS)) for workspace in workspaces]
        with ThreadPoolExecutor(THREADS) as pool:
            made = sum(pool.map(_hand, range(THREADS)), Counter[str]())
        while held := claim():  # reports that became ready when the other hands had gone
            assert finish(held)
        with system():
            assert set(Render.objects.filter(pk__in=[each.pk for each in renders]).values_list("state", flat=True)) == {
                "succeeded"
            }
            steps = Usage.objects.values_list("step_id", flat=True)
            assert len(steps) == len(set(steps)) == len(workspaces) * (SHOTS + 1)
    sessions = [name for name in made if name.startswith("session")]
    assert len(sessions) == SESSIONS, "it proves nothing unless sessions were shared"
    assert all(made[workspace.pk] for workspace in workspaces)
