"""PostgreSQL for one machine: a cluster in our data folder, three roles, and a clean end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from studio.embedded.binaries import account_for, find_binaries
from studio.embedded.folder import PROJECT, ServiceError, make_data_folder, open_log, passwords
from studio.embedded.processes import alive, end_process, end_with_parent, free_port, wait_until

PORT = 54329
DATABASE = "studio"
RIGHTS = [PROJECT / "infra" / "postgres" / name for name in ("roles.sql", "grants.sql")]
# "fast", then "immediate"; SIGTERM would wait for every client, SIGKILL would leave its shared memory behind
_STOP = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0))


class Postgres:
    """One cluster in `data/postgres`, on `port` (0: the usual one, or another if that is taken).

    `durable=False` is for tests: nothing is synced, and the server ends with its parent.
    """

    def __init__(self, data: Path, *, port: int = 0, durable: bool = True) -> None:
        self.data = make_data_folder(data)
        self.cluster = data / "postgres"
        self.durable = durable
        self.account = account_for(self.cluster)
        self.binaries = find_binaries(data=data, account=self.account)
        self.passwords = passwords(data)
        self.port = port
        self.pid = 0
        self.adopted = False
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, *, seconds: float = 60) -> None:
        """Runs and answers, with its roles and database; a server left running by a killed supervisor is kept."""
        self._make_cluster()
        self._refuse_other_major()
        self.pid = self._running()
        self.adopted = bool(self.pid) and self._ready()
        if not self.adopted:
            self._stop_running()
            self._spawn_on_a_free_port(seconds)
        self._prepare_database()

    def address(self, role: str, *, database: str = DATABASE) -> str:
        """The URL for `owner` or `app`."""
        return f"postgresql://studio_{role}:{self.passwords[role]}@127.0.0.1:{self.port}/{database}"

    def running(self) -> bool:
        """Whether the server's process lives."""
        if self._child is not None:
            return self._child.poll() is None
        return bool(self.pid) and alive(self.pid, holding=str(self.cluster))

    def stop(self) -> None:
        """Ends the server; open connections are closed, committed rows are safe."""
        self._stop_running()

    def sql(self, statements: str, *, database: str = DATABASE) -> str:
        """Runs statements as the superuser and answers what they print, unaligned."""
        secret = {
            "PGPASSWORD": self.passwords["superuser"],
            "STUDIO_OWNER_PASSWORD": self.passwords["owner"],
            "STUDIO_APP_PASSWORD": self.passwords["app"],
        }
        command = [self.binaries("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port)]
        answer = subprocess.run(
            [*command, "-U", "postgres", "-d", database],
            input=statements,
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            env=self._environment() | secret,
            **self.account.options(),
        )
        if answer.returncode:
            raise ServiceError(f"PostgreSQL refused a statement: {answer.stderr.strip()}")
        return str(answer.stdout).strip()

    def _environment(self) -> dict[str, str]:
        """Ours, without what would steer the server or its programs."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return kept | {"LC_ALL": "C", "TZ": "UTC", "HOME": str(self.data)}

    def _make_cluster(self) -> None:
        """A new cluster beside its place, moved there when it is whole: a killed start leaves no half of one."""
        if (self.cluster / "PG_VERSION").exists():
            return
        fresh, secret = self.data / "postgres.new", self.data / "superuser.secret"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        secret.touch(mode=0o600)
        secret.write_text(self.passwords["superuser"] + "\n")
        self.account.give(fresh)
        self.account.give(secret)
        # the same collation on every machine; the builtin provider came with PostgreSQL 17
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self.binaries.major >= 17 else []
        command = [self.binaries("initdb"), "-D", str(fresh), "-U", "postgres", f"--pwfile={secret}", "--encoding=UTF8"]
        command += ["--locale=C", *builtin, "--auth-local=scram-sha-256", "--auth-host=scram-sha-256"]
        answer = subprocess.run(
            command + ([] if self.durable else ["--no-sync"]),
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            env=self._environment(),
            **self.account.options(),
        )
        secret.unlink()
        if answer.returncode:
            raise ServiceError(f"initdb failed:\n{answer.stdout}{answer.stderr}")
        fresh.rename(self.cluster)

    def _refuse_other_major(self) -> None:
        have = int((self.cluster / "PG_VERSION").read_text())
        if have != self.binaries.major:
            raise ServiceError(
                f"{self.cluster} was made by PostgreSQL {have}, the programs here are {self.binaries.version}: "
                "dump it with the old programs and restore it with the new ones, or remove that folder"
            )

    def _running(self) -> int:
        """The process of a server that runs on this cluster, 0 for none."""
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
            pid = int(lines[0])
        except (OSError, ValueError, IndexError):
            return 0
        if not alive(pid, holding=str(self.cluster)):
            return 0
        self.port = int(lines[3]) if len(lines) > 3 and lines[3].strip() else 0
        return pid

    def _ready(self) -> bool:
        command = [self.binaries("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        answer = subprocess.run(command, cwd="/", check=False, env=self._environment(), **self.account.options())
        return answer.returncode == 0

    def _spawn_on_a_free_port(self, seconds: float) -> None:
        """Three tries: another process may take the port between the look and the bind. A restart keeps its port."""
        kept = self.port
        for attempt in range(3):
            first = PORT if self.durable and attempt == 0 else 0
            self.port = kept or free_port(preferred=first)
            self._spawn()
            if wait_until(self._settled, seconds=seconds) and self.running():
                return
            if self.running():
                raise ServiceError(f"PostgreSQL did not answer in {seconds:g} s; see {self.data / 'postgres.log'}")
        raise ServiceError(f"PostgreSQL does not start; see {self.data / 'postgres.log'}")

    def _settled(self) -> bool:
        """It answers, or it has ended."""
        return not self.running() or ((self.cluster / "postmaster.pid").exists() and self._ready())

    def _spawn(self) -> None:
        command = [self.binaries("postgres"), "-D", str(self.cluster)]
        for name, value in self._options().items():
            command += ["-c", f"{name}={value}"]
        log = open_log(self.data / "postgres.log")
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=self._environment(),
            start_new_session=True,  # Ctrl-C reaches the supervisor alone
            preexec_fn=None if self.durable else end_with_parent(signal.SIGINT),  # noqa: PLW1509 - no threads yet
            **self.account.options(),
        )
        os.close(log)
        self.pid = self._child.pid

    def _options(self) -> dict[str, object]:
        shared = "posix" if sys.platform == "darwin" or os.access("/dev/shm", os.W_OK) else "mmap"
        options: dict[str, object] = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 200,
            "shared_buffers": "128MB",
            "logging_collector": "off",
            "log_destination": "stderr",
            "log_line_prefix": "%m %p %q%u@%d ",
            "log_checkpoints": "off",
            "timezone": "UTC",
            "dynamic_shared_memory_type": shared,
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return options

    def _prepare_database(self) -> None:
        """The database, its roles and their rights, as `infra/postgres` names them."""
        if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'", database="postgres"):
            self.sql(f"CREATE DATABASE {DATABASE}", database="postgres")
        self.sql("\n".join(part.read_text() for part in RIGHTS))

    def _stop_running(self) -> None:
        if self._child is not None and self._child.poll() is None:
            for number, seconds in _STOP:
                self._child.send_signal(number)
                try:
                    self._child.wait(seconds)
                    break
                except subprocess.TimeoutExpired:
                    continue
        elif self.pid:
            end_process(self.pid, holding=str(self.cluster), signals=_STOP)
        self.pid = 0
