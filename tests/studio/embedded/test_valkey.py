from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from studio.embedded.processes import wait_until
from studio.embedded.valkey import Valkey


@pytest.fixture
def valkey(data: Path) -> Iterator[Valkey]:
    server = Valkey(data)
    server.start()
    yield server
    server.stop()


def test_what_was_written_survives_a_restart(valkey: Valkey) -> None:
    redis.Redis.from_url(valkey.address).set("take", "one")
    valkey.stop()
    valkey.start()
    assert redis.Redis.from_url(valkey.address).get("take") == b"one"


def test_nobody_enters_without_the_password(valkey: Valkey) -> None:
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=valkey.port, retry=Retry(NoBackoff(), 0)).ping()


def test_the_password_stands_in_no_command_line(valkey: Valkey) -> None:
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]
    assert not any(valkey.password.encode() in line for line in lines)


def test_a_killed_server_comes_back_on_its_port(valkey: Valkey) -> None:
    port = valkey.port
    os.kill(redis.Redis.from_url(valkey.address).info()["process_id"], signal.SIGKILL)
    assert wait_until(lambda: not valkey.running(), seconds=60)
    valkey.start()
    assert valkey.port == port
    assert redis.Redis.from_url(valkey.address).ping()


def test_a_server_left_behind_is_ended_by_the_next_start(valkey: Valkey) -> None:
    successor = Valkey(valkey.data)
    successor.start()
    try:
        assert wait_until(lambda: not valkey.running(), seconds=60)
        assert redis.Redis.from_url(successor.address).ping()
    finally:
        successor.stop()
