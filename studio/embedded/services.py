"""The services of this machine: those that no address in the environment replaces, watched and started again."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import Protocol

from studio.embedded.children import CRASHES, Crashes
from studio.embedded.folder import ServiceError
from studio.embedded.output import say
from studio.embedded.postgres import Postgres
from studio.embedded.valkey import Valkey


class Server(Protocol):
    """What PostgreSQL and Valkey have in common."""

    port: int

    def start(self) -> None:
        """Runs and answers."""

    def running(self) -> bool:
        """Whether the process lives."""

    def stop(self) -> None:
        """Ends it cleanly."""


class Services:
    """Embedded PostgreSQL and Valkey, each unless DATABASE_URL or REDIS_URL names another."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.servers: dict[str, Server] = {}

    def start(self) -> dict[str, str]:
        """Starts what is needed, and answers the addresses for the other processes."""
        addresses = {
            name: os.environ[name]
            for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
            if os.environ.get(name)
        }
        if "DATABASE_URL" not in addresses:
            postgres = Postgres(self.data)
            self._start("postgres", postgres)
            addresses |= {"DATABASE_URL": postgres.address("app"), "DATABASE_OWNER_URL": postgres.address("owner")}
        if "REDIS_URL" not in addresses:
            valkey = Valkey(self.data)
            self._start("valkey", valkey)
            addresses["REDIS_URL"] = valkey.address
        return addresses

    def _start(self, name: str, server: Server) -> None:
        begun = time.monotonic()
        self.servers[name] = server
        server.start()
        say(name, f"127.0.0.1:{server.port} answers after {time.monotonic() - begun:.1f} s")

    async def watch(self) -> None:
        """Starts a server again that was killed, on its old port; raises when that does not last."""
        crashes = Crashes()
        while True:
            await asyncio.sleep(0.5)
            for name, server in self.servers.items():
                if server.running():
                    continue
                if crashes.note() >= CRASHES:
                    raise ServiceError(f"{name} does not stay up; see {self.data / f'{name}.log'}")
                say(name, "has ended; it is started again")
                await asyncio.to_thread(server.start)
                say(name, f"127.0.0.1:{server.port} answers again")

    def stop(self) -> None:
        """Valkey first, PostgreSQL last."""
        for server in reversed(self.servers.values()):
            server.stop()
