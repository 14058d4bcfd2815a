"""The whole studio on one machine: services, migrations, web, workers; one process to start and one Ctrl-C to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from studio.embedded.children import Book, Child, run_task
from studio.embedded.folder import PROJECT, ServiceError, data_folder, make_data_folder, write_private
from studio.embedded.output import say
from studio.embedded.services import Services
from studio.embedded.site import acquire, healthy, known_address, web_port
from studio.embedded.table import PREPARATION, SAMPLE, Task, processes

HEALTHY_WITHIN_SECONDS = 60.0


class Interrupted(Exception):
    """Somebody asked us to stop."""


class Supervisor:
    """One studio in one data folder."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.data = make_data_folder(data_folder(PROJECT))
        self.host = os.environ.get("HOST", "127.0.0.1")
        self.port = 0
        self.services = Services(self.data)
        self.children: list[Child] = []
        self.environment: dict[str, str] = {}
        self._stop = asyncio.Event()
        self._signals = 0
        self._lasting: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where the browser finds the studio."""
        return f"http://localhost:{self.port}"

    async def check(self) -> int:
        """Starts everything, waits until it is healthy, stops it: the smoke test of an installation."""
        return await self._guarded([])

    async def run(self, *, films: Sequence[Task] = (SAMPLE,)) -> int:
        """Runs until Ctrl-C, SIGTERM or a process that does not stay up; these films are made first."""
        return await self._guarded([*(partial(self._show, film) for film in films), asyncio.Event().wait])

    async def _guarded(self, works: Sequence[Callable[[], Awaitable[object]]]) -> int:
        """Starts everything, then does these works; whatever happens, what was started is stopped, in order."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._on_signal)
        with (self.data / "lock").open("a") as lock:
            if not acquire(lock.fileno()):
                say("studio", f"already runs {known_address(self.data)}; stop it with Ctrl-C in its terminal")
                return 1
            self._last(self._interrupted())
            try:
                await self._start()
                for work in works:
                    await self._while_running(work())
            except Interrupted:
                return 0
            except ServiceError as error:
                say("studio", str(error))
                return 1
            finally:
                await self._shut_down()
            return 0

    async def _start(self) -> None:
        """Everything runs and answers."""
        book = Book(self.data / "children.json")
        book.sweep()
        self.port = web_port(self.host)
        addresses = self.services.start()
        write_private(self.data / "services.json", addresses | {"WEB_URL": self.url})
        named = {"PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "studio.settings"}
        self.environment = {**os.environ, **addresses, **named}
        self._last(self.services.watch())
        await self._while_running(asyncio.gather(*(self._finish(task) for task in PREPARATION)))
        for process in processes(host=self.host, port=self.port):
            child = Child(process, environment=self.environment, book=book)
            self.children.append(child)
            self._last(child.run())
        await self._while_running(healthy(self.host, self.port, seconds=HEALTHY_WITHIN_SECONDS))
        say("studio", f"ready after {time.monotonic() - self.begun:.1f} s: {self.url}   (Ctrl-C stops everything)")

    async def _finish(self, task: Task) -> None:
        if code := await run_task(task, self.environment):
            raise ServiceError(f"{task.name} failed with {code}; its lines are above")

    async def _show(self, film: Task) -> None:
        """The sample film; a studio without one is still a studio, but says so."""
        if code := await run_task(film, self.environment):
            say("studio", f"the sample film was not made ({film.name} ended with {code}); the studio runs on")

    def _last(self, work: Awaitable[None]) -> None:
        """Starts something that ends only with the studio."""
        self._lasting.add(asyncio.ensure_future(work))

    async def _while_running(self, work: Awaitable[object]) -> None:
        """Awaits the work, unless something lasting ends first: then what that raised is raised."""
        task = asyncio.ensure_future(work)
        done, _ = await asyncio.wait({task, *self._lasting}, return_when=asyncio.FIRST_COMPLETED)
        if task not in done:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        for finished in done:
            finished.result()

    async def _interrupted(self) -> None:
        await self._stop.wait()
        raise Interrupted

    def _on_signal(self) -> None:
        self._signals += 1
        self._stop.set()
        if self._signals > 2:  # what is left running is taken over or ended by the next start
            os._exit(130)

    async def _shut_down(self) -> None:
        """Web and workers first, then Valkey, PostgreSQL last."""
        say("studio", "stopping")
        await asyncio.gather(*(child.stop() for child in self.children))
        for task in self._lasting:
            task.cancel()
        await asyncio.gather(*self._lasting, return_exceptions=True)
        (self.data / "services.json").unlink(missing_ok=True)
        self.services.stop()
        say("studio", f"stopped after {time.monotonic() - self.begun:.1f} s")
