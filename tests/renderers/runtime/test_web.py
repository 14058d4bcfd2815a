"""The one way out of the house: where it does not lead, and what it does not take in."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from renderers.runtime.web import Forbidden, Guard, TooLarge, Unanswered, Unsent, Web, is_public

SECRET = "the-key"


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; `seen` are the requests it got."""

    seen: list[tuple[str, str, str]] = []
    port = 0

    def do_GET(self) -> None:
        self.seen.append((self.command, self.path, self.headers.get("authorization", "")))
        answers: dict[str, Callable[[], None]] = {
            "/drip": self._drip,
            "/large": lambda: self._send(200, b"x" * 3000),
            "/endless": lambda: self._send(200, b"x" * 3000, told=False),
            "/away": lambda: self._redirect("http://169.254.169.254/latest/meta-data/"),
            "/loop": lambda: self._redirect("/loop"),
            "/elsewhere": lambda: self._redirect(f"http://localhost:{self.port}/ok"),
            "/cut": lambda: self._send(200, b"half", told=False, length=4000),
        }
        answers.get(self.path, lambda: self._send(200, b'{"ok": true}'))()

    do_POST = do_GET  # noqa: N815

    def _send(self, status: int, body: bytes, *, told: bool = True, length: int = 0) -> None:
        self.send_response(status)
        if told or length:
            self.send_header("content-length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("location", target)
        self.end_headers()

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b".")
                self.wfile.flush()
            except OSError:
                return
            threading.Event().wait(0.05)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def server() -> Iterator[str]:
    Handler.seen = []
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.port = made.server_port
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


def _opened(server: str, **more: str) -> Web:
    port = server.rpartition(":")[2]
    return Web(Guard(open_hosts=frozenset({f"127.0.0.1:{port}", *more.values()})))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.8", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1"),
        *("::", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1"),
        *("255.255.255.255", "192.0.2.1", "2001:db8::1"),
    ],
)
def test_addresses_inside_are_not_public_however_they_are_wrapped(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_addresses_of_the_world_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://vendor.example/x", "only called over https"),
        ("https://vendor.example:8443/x", "port 8443"),
        ("https://user:pw@vendor.example/x", "password"),
        ("file:///etc/passwd", "not an address of the web"),
        ("gopher://vendor.example/", "not an address of the web"),
        ("https://", "not an address"),
        ("https://[bad", "not an address"),
        ("https://vendor.example/" + "x" * 9000, "longer than"),
    ],
)
def test_addresses_that_are_never_called(url: str, said: str) -> None:
    with pytest.raises(Forbidden, match=said):
        Web().ask("GET", url)


def test_a_host_with_one_address_inside_is_not_called_at_all() -> None:
    web = Web(Guard(resolve=lambda host, port: ["93.184.215.14", "10.0.0.8"]))
    with pytest.raises(Forbidden, match=r"inside a network.*ENGINE_ALLOWED_HOSTS"):
        web.ask("GET", "https://vendor.example/x")


def test_the_connection_goes_to_the_address_that_was_checked(server: str) -> None:
    port = int(server.rpartition(":")[2])
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.8"]

    web = Web(Guard(open_hosts=frozenset({f"vendor.example:{port}"}), resolve=resolve))
    assert web.ask("GET", f"http://vendor.example:{port}/ok").json() == {"ok": True}
    assert asked == ["vendor.example"]


def test_a_redirect_inside_is_not_followed(server: str) -> None:
    with pytest.raises(Forbidden, match="only called over https"):
        _opened(server).ask("GET", f"{server}/away")


def test_redirects_end(server: str) -> None:
    with pytest.raises(Unanswered, match="without end"):
        _opened(server).ask("GET", f"{server}/loop")


def test_a_key_stays_with_the_host_it_is_for(server: str) -> None:
    port = server.rpartition(":")[2]
    web = _opened(server, local=f"localhost:{port}")
    assert web.ask("GET", f"{server}/elsewhere", headers={"Authorization": SECRET}).status == 200
    assert [seen[2] for seen in Handler.seen] == [SECRET, ""]


def test_an_order_is_never_sent_on(server: str) -> None:
    with pytest.raises(Unanswered, match="not followed"):
        _opened(server).ask("POST", f"{server}/elsewhere", json={})
    assert len(Handler.seen) == 1


@pytest.mark.parametrize("path", ["/large", "/endless"])
def test_what_is_too_large_is_not_taken_in(server: str, path: str, tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        _opened(server).ask("GET", f"{server}{path}", most_bytes=1000)
    with pytest.raises(TooLarge):
        _opened(server).fetch(f"{server}{path}", tmp_path / "file", most_bytes=1000)


def test_an_answer_that_drips_ends_at_its_deadline(server: str) -> None:
    with pytest.raises(Unanswered):
        _opened(server).ask("GET", f"{server}/drip", within_seconds=0.3)


def test_an_answer_that_breaks_off_is_none(server: str, tmp_path: Path) -> None:
    with pytest.raises(Unanswered):
        _opened(server).fetch(f"{server}/cut", tmp_path / "file", most_bytes=10_000)


def test_nobody_there_is_told_apart_from_no_answer() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unsent):
        Web(Guard(open_hosts=frozenset({"127.0.0.1"}))).ask("POST", f"http://127.0.0.1:{port}/")
    with pytest.raises(Unsent, match="cannot be found"):
        Web().ask("GET", "https://no-such-host.invalid/")
