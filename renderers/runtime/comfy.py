"""Orders at a pool of ComfyUI servers: our number is theirs, so an order whose answer was lost is looked up.

The queue and the history decide; the WebSocket only tells progress, and may break. A server that was restarted has
lost what it had not finished; nobody is charged for that, and it is ordered anew. Source: the server's routes and
messages (docs.comfy.org, "Routes" and "Messages").
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from renderers.errors import VendorDown, VendorFault, VendorInput
from renderers.runtime.comfy_graph import Slot, Workflow
from renderers.runtime.comfy_news import Heard, news
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line, NotNow, not_json_is
from renderers.runtime.vendor_life import Look, Standing, Taken
from renderers.runtime.web import Answer, Unanswered

FORMS = ("images", "gifs", "videos", "video", "audio")
_TOLD = 3


class ComfyLine(Line):
    """Says which node of a workflow a server does not accept, and why."""

    def words(self, answer: Answer) -> str:
        """The first faults of nodes, or what any server says."""
        told = not_json_is(answer, {})
        nodes = told.get("node_errors") if isinstance(told, dict) else None
        said = "; ".join(list(_node_faults(nodes))[:_TOLD]) if isinstance(nodes, dict) else ""
        return f"the workflow does not fit this server: {said[:280]}" if said else Line.words(self, answer)


def _node_faults(nodes: Mapping[str, Any]) -> Iterator[str]:
    for number, node in nodes.items():
        for fault in node.get("errors", ()) if isinstance(node, dict) else ():
            detail = f" ({fault.get('details')})" if fault.get("details") else ""
            yield f"node {number}, {node.get('class_type')}: {fault.get('message')}{detail}"


def at(line: Line, server: str) -> ComfyLine:
    """The line to one server of the pool."""
    return ComfyLine(line.vendor, replace(line.access, address=server), line.pace, line.judge, line.web)


@dataclass(slots=True)
class Progress:
    """How far the order is, as the server last said."""

    fraction: float = 0.0


@dataclass(frozen=True, slots=True)
class ComfyCounter:
    """One run of a workflow. `given` are values by slot; `files` are uploaded first, and their slots get the names."""

    workflow: Workflow | None = None
    given: Mapping[Slot, Any] = field(default_factory=dict)
    files: Mapping[Slot, Path] = field(default_factory=dict)
    progress: Progress = field(default_factory=Progress)

    def submit(self, line: Line, order: Order) -> Taken:
        """To the server with the shortest queue; one that lacks a node is passed over for the next."""
        fault: VendorFault | None = None
        for server in _by_queue(line):
            there = at(line, server)
            try:
                names = {slot: _uploaded(there, order, slot, path) for slot, path in self.files.items()}
                self._queued(there, order, names)
            except VendorInput as error:
                fault = error
                continue
            return Taken(order.ref, server)
        raise fault or NotNow(VendorDown(f"No server of {line.vendor.title} can be reached. Nothing was ordered."))

    def _queued(self, line: Line, order: Order, names: Mapping[Slot, str]) -> None:
        assert self.workflow is not None
        graph = self.workflow.filled({**self.given, **names})
        # events of a run reach only the client that queued it: whoever comes after listens under the same name
        answer = line.order("/prompt", json={"prompt": graph, "client_id": order.ref, "prompt_id": order.ref})
        told = answer.json()
        if not isinstance(told, dict) or told.get("prompt_id") != order.ref:
            raise Unanswered("ComfyUI took the workflow under another number than it was given")

    def look(self, line: Line, order: Order) -> Look:
        """What history and queue say, after what the WebSocket told for a moment."""
        there = at(line, order.poll_url or line.access.addresses[0])
        found = self._finished(there, order)
        if found is not None:
            return found
        if not _is_queued(there, order.ref):
            # it may have ended between the two questions
            lost = Look(Standing.LOST, words="the server was started anew")
            return self._finished(there, order) or lost
        self._listen(there, order)
        return self._finished(there, order) or Look(Standing.WORKING, self.progress.fraction, poll_seconds=0.05)

    def _listen(self, line: Line, order: Order) -> None:
        """Progress until the run ends or a moment has passed; without a WebSocket the moment passes quietly."""
        began, moment = time.monotonic(), line.access.poll_seconds
        heard: Callable[[], Iterator[Heard]] = lambda: news(line, order.ref, within_seconds=moment)  # noqa: E731
        for each in heard():
            self.progress.fraction = max(self.progress.fraction, min(each.fraction, 0.95))
            line.pace.report()
            if each.is_over:
                return
        line.pace.wait(max(0.0, moment - (time.monotonic() - began)))

    def _finished(self, line: Line, order: Order) -> Look | None:
        told = line.get(f"/history/{order.ref}").json()
        entry = told.get(order.ref) if isinstance(told, dict) else None
        if entry is None:
            return None
        try:
            status = entry.get("status") or {}
            if status.get("status_str") == "error":
                return Look(Standing.FAILED, words=_why(status))
            return Look(Standing.DONE, 1.0, tuple(self._outputs(line, entry["outputs"])))
        except (AttributeError, KeyError, TypeError) as error:
            raise Unanswered("ComfyUI describes a run in an unknown way") from error

    def _outputs(self, line: Line, outputs: Mapping[str, Any]) -> list[str]:
        manifest = self.workflow.manifest if self.workflow else None
        made = outputs.get(manifest.output, {}) if manifest else {}
        files = [file for form in FORMS for file in made.get(form, ()) if file.get("type") != "temp"]
        urls = [_address(line, file) for file in files]
        return urls[::-1] if manifest and manifest.take == "last" else urls

    def find(self, line: Line, order: Order) -> Taken | None:
        """On every server of the pool, in its history and its queue."""
        for server in line.access.addresses:
            there = at(line, server)
            if self._finished(there, order) is not None or _is_queued(there, order.ref):
                return Taken(order.ref, server)
        return None

    def call_off(self, line: Line, order: Order) -> None:
        """Out of the queue, and interrupted if it runs: only this run, whoever else the server works for."""
        there = at(line, order.poll_url or line.access.addresses[0])
        there.again("POST", "/queue", json={"delete": [order.vendor_job_id or order.ref]})
        there.again("POST", "/interrupt", json={"prompt_id": order.vendor_job_id or order.ref})


def _address(line: Line, file: Mapping[str, Any]) -> str:
    query = {name: str(file.get(name, "")) for name in ("filename", "subfolder", "type")}
    return f"{line.access.address}/view?{urlencode(query)}"


def _by_queue(line: Line) -> list[str]:
    """Servers that answer, the least busy first."""
    waits: list[tuple[int, str]] = []
    hurried = replace(line.pace, call_patience=0.0)
    for server in line.access.addresses:
        with suppress(VendorFault, Unanswered):
            there = ComfyLine(line.vendor, replace(line.access, address=server), hurried, line.judge, line.web)
            waits.append((len(_queue(there)), server))
    if not waits:
        servers = ", ".join(urlsplit(server).netloc for server in line.access.addresses)
        # asked in earnest, so that whoever called learns what is wrong: a key, a fault, nobody there
        _queue(at(line, line.access.addresses[0]))
        raise NotNow(VendorDown(f"No server of {line.vendor.title} answers ({servers}). Nothing was ordered."))
    return [server for _, server in sorted(waits, key=lambda each: each[0])]


def _queue(line: Line) -> list[str]:
    """Numbers of what runs and waits."""
    told = line.get("/queue", within_seconds=10.0).json()
    try:
        return [str(each[1]) for name in ("queue_running", "queue_pending") for each in told[name]]
    except (KeyError, TypeError, IndexError) as error:
        raise Unanswered("ComfyUI describes its queue in an unknown way") from error


def _is_queued(line: Line, ref: str) -> bool:
    return ref in _queue(line)


def _uploaded(line: Line, order: Order, slot: Slot, path: Path) -> str:
    name = f"{order.ref}-{slot.value}{path.suffix or '.bin'}"
    sent = {"image": (name, path.read_bytes(), "application/octet-stream")}
    answer = line.again("POST", "/upload/image", files=sent, data={"overwrite": "true", "type": "input"})
    told = answer.json()
    if not isinstance(told, dict) or not isinstance(told.get("name"), str):
        raise Unanswered("ComfyUI took a file and did not say what it is called there")
    folder = told.get("subfolder")
    return f"{folder}/{told['name']}" if folder else told["name"]


def _why(status: Mapping[str, Any]) -> str:
    """What the server said of the node that failed."""
    for message in status.get("messages", ()):
        if isinstance(message, list) and len(message) == 2 and message[0] == "execution_error":
            told = message[1]
            said = " ".join(str(told.get("exception_message", "")).split())[:200]
            return f"node {told.get('node_id')}, {told.get('node_type')}: {said}"
        if isinstance(message, list) and message and message[0] == "execution_interrupted":
            return "it was stopped on the server"
    return ""
