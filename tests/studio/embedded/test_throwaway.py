from __future__ import annotations

import dataclasses
import subprocess
import sys

import psycopg
import redis

from studio.embedded import throwaway
from studio.embedded.processes import wait_until


def test_servers_start_when_asked_for_and_leave_nothing_when_discarded() -> None:
    run = throwaway.reserve()
    throwaway.ensure(run)
    throwaway.ensure(run)
    addresses = run.environment()
    with psycopg.connect(addresses["DATABASE_URL"]) as session:
        assert session.execute("SELECT current_user").fetchone() == ("studio_app",)
    assert redis.Redis.from_url(addresses["REDIS_URL"]).ping()
    throwaway.discard(run)
    assert not run.data.exists()


def test_servers_end_with_a_run_that_was_killed() -> None:
    tests = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    run = dataclasses.replace(throwaway.reserve(), pid=tests.pid)
    throwaway.ensure(run)
    tests.kill()
    tests.wait()
    assert wait_until(lambda: not run.data.exists(), seconds=60)


def test_a_run_that_needs_no_servers_starts_none() -> None:
    run = throwaway.reserve()
    throwaway.discard(run)
    assert not run.data.exists()
