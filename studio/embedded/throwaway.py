"""Services for one run of the tests: addresses now, servers when the first test needs them, nothing left afterwards.

The servers belong to a keeper (`python -m studio.embedded.throwaway`), because the test process that happens to need
them first may end long before the others; the keeper ends when the run does, even one that was killed.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from studio.embedded.folder import PROJECT, ServiceError, make_data_folder, passwords
from studio.embedded.postgres import Postgres
from studio.embedded.processes import alive, end_process, try_port, wait_until
from studio.embedded.valkey import Valkey

PREFIX = "nb-studio-test-"
# below the range that kernels hand out, so that nobody takes them between the choice and the start
_PORTS = range(20_000, 32_000)


@dataclass(frozen=True)
class Run:
    """One run of the tests: its folder, its ports and the process whose end is the run's end."""

    folder: str
    postgres_port: int
    valkey_port: int
    pid: int

    @property
    def data(self) -> Path:
        """The folder that the run may fill."""
        return Path(self.folder)

    def environment(self) -> dict[str, str]:
        """What the settings read."""
        secret = passwords(self.data)
        address = f"127.0.0.1:{self.postgres_port}/studio"
        return {
            "STUDIO_STATE": self.folder,
            "DATABASE_URL": f"postgresql://studio_app:{secret['app']}@{address}",
            "DATABASE_OWNER_URL": f"postgresql://studio_owner:{secret['owner']}@{address}",
            "REDIS_URL": f"redis://:{secret['valkey']}@127.0.0.1:{self.valkey_port}/0",
        }

    def dump(self) -> str:
        """One line that `load` reads."""
        return json.dumps(asdict(self))


def load(line: str) -> Run:
    """The run that `dump` wrote."""
    return Run(**json.loads(line))


def reserve() -> Run:
    """A new run of this process: a folder, passwords and two free ports; nothing is started."""
    _sweep()
    folder = make_data_folder(Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")))
    passwords(folder)
    postgres_port, valkey_port = _free_ports(2)
    return Run(folder=str(folder), postgres_port=postgres_port, valkey_port=valkey_port, pid=os.getpid())


def ensure(run: Run, *, seconds: float = 90) -> None:
    """Both servers of the run answer; whichever process asks first starts their keeper."""
    with locked(run.data / "start.lock"):
        ready = run.data / "ready"
        if ready.exists():
            return
        with (run.data / "keeper.log").open("wb") as log:
            keeper = subprocess.Popen(
                [sys.executable, "-m", "studio.embedded.throwaway", run.dump()],
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(lambda: ready.exists() or keeper.poll() is not None, seconds=seconds)
        if not ready.exists():
            raise ServiceError(f"the services of the tests do not start:\n{(run.data / 'keeper.log').read_text()}")


def discard(run: Run) -> None:
    """Ends the keeper, if there is one, and removes the folder."""
    ready = run.data / "ready"
    if ready.exists():
        pid = int(ready.read_text())
        end_process(pid, holding="throwaway", signals=((signal.SIGTERM, 30.0), (signal.SIGKILL, 2.0)))
    shutil.rmtree(run.data, ignore_errors=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def keep(run: Run) -> None:
    """Starts both servers, waits for the end of the run, stops them and removes their folder."""
    postgres = Postgres(run.data, port=run.postgres_port, durable=False)
    valkey = Valkey(run.data, port=run.valkey_port, durable=False)
    ended: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _frame: ended.append(received))
    try:
        postgres.start()
        postgres.sql("ALTER ROLE studio_owner CREATEDB")  # each test process has a database of its own
        valkey.start()
        ready = run.data / "ready.new"
        ready.write_text(str(os.getpid()))
        ready.rename(run.data / "ready")
        while not ended and alive(run.pid, holding="py"):
            time.sleep(0.2)
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(run.data, ignore_errors=True)


def _free_ports(count: int) -> list[int]:
    free: list[int] = []
    for port in random.sample(_PORTS, len(_PORTS)):
        if try_port(host="127.0.0.1", port=port):
            free.append(port)
        if len(free) == count:
            return free
    raise ServiceError("no free ports on 127.0.0.1")


def _sweep() -> None:
    """Removes what runs left whose keeper was killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        if pid.isdigit() and not alive(int(pid), holding="py") and folder.stat().st_uid == os.geteuid():
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Keeps the services of one run of the tests.")
    parser.add_argument("run")
    keep(load(parser.parse_args().run))
