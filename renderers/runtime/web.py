"""The one way out: every request to the world is made here, and none reaches a machine inside the house.

An address is https, its host is resolved once, every address it has must be public, and the connection goes to the
address that was checked. Redirects are checked like first requests and never carry a key to another host. Answers have
a size and a time. The operator may open hosts of their own by name.
"""

from __future__ import annotations

import json as json_module
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

MIB = 1 << 20
MOST_REDIRECTS = 5
LONGEST_ADDRESS = 8192
CONNECT_SECONDS = 10.0
_REDIRECTS = (301, 302, 303, 307, 308)
_EMBEDS_IPV4 = ((ip_network("64:ff9b::/96"), 0), (ip_network("2002::/16"), 80))


class WebError(Exception):
    """A request that brought nothing; the message is for people."""


class Forbidden(WebError):
    """The address is none that the studio calls."""


class Unsent(WebError):
    """Nothing was sent: whoever was called cannot have done anything."""


class Unanswered(WebError):
    """It was sent, or may have been, and no whole answer came back."""


class TooLarge(WebError):
    """The answer is larger than it may be."""


Resolve = Callable[[str, int], Collection[str]]
"""Every address of a host."""


def addresses_of(host: str, port: int) -> Collection[str]:
    """As the system resolves it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unsent(f"the address of {host} cannot be found") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the world at large, whatever it is wrapped in."""
    return all(_is_global(each) for each in _wrapped(ip_address(address.partition("%")[0])))


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _wrapped(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """The address that counts, and those it carries inside."""
    if isinstance(address, IPv4Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
        return
    for network, shift in _EMBEDS_IPV4:
        if address in network:
            yield IPv4Address(int(address) >> shift & 0xFFFFFFFF)
            if shift == 0:  # a translated address is as public as what it leads to
                return
    yield address


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers in small letters, and the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    def json(self) -> Any:
        """The body as JSON; Unanswered when it is none."""
        try:
            return json_module.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Unanswered(f"{host_of(self.url)} answered {self.status} with something that is not JSON") from error

    @property
    def media_type(self) -> str:
        """Without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def host_of(url: str) -> str:
    """`host` or `host:port` of an address, for people and for lists of hosts."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    return f"{host}:{parts.port}" if parts.port else host


@dataclass(frozen=True, slots=True)
class Guard:
    """Which addresses may be called. `open_hosts` are `host` or `host:port` that the operator vouches for."""

    open_hosts: frozenset[str] = frozenset()
    resolve: Resolve = addresses_of

    def is_open(self, host: str, port: int) -> bool:
        """Whether the operator vouches for it."""
        return host.lower() in self.open_hosts or f"{host.lower()}:{port}" in self.open_hosts

    def check(self, url: str) -> None:
        """Raises Forbidden for an address that is not called whatever it resolves to."""
        if len(url) > LONGEST_ADDRESS:
            raise Forbidden("an address longer than 8,192 characters is not called")
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as error:
            raise Forbidden("this is not an address") from error
        if parts.scheme not in ("http", "https") or not host:
            raise Forbidden(f"{url[:80]!r} is not an address of the web")
        if parts.username or parts.password:
            raise Forbidden(f"an address of {host} with a password in it is not called")
        if self.is_open(host, port):
            return
        if parts.scheme != "https":
            raise Forbidden(f"{host} is only called over https")
        if port != 443:
            raise Forbidden(f"{host} is not called on port {port}; the operator can open it in ENGINE_ALLOWED_HOSTS")

    def addresses(self, host: str, port: int) -> Collection[str]:
        """Where to connect; Forbidden when one address of the host is not public: the next answer may name only it."""
        found = self.resolve(host, port)
        if not found:
            raise Unsent(f"the address of {host} cannot be found")
        if not self.is_open(host, port) and not all(is_public(each) for each in found):
            raise Forbidden(
                f"{host} leads to a machine inside a network; the operator can open it in ENGINE_ALLOWED_HOSTS"
            )
        return found


@dataclass(frozen=True, slots=True)
class Web:
    """Requests to the world. `now` counts seconds."""

    guard: Guard = field(default_factory=Guard)
    now: Callable[[], float] = time.monotonic

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        most_bytes: int = 32 * MIB,
        within_seconds: float = 60.0,
        **sent: Any,
    ) -> Answer:
        """The whole answer. `sent` is what httpx takes: `json`, `data`, `files`, `content`, `params`.

        Raises Forbidden, Unsent, Unanswered or TooLarge. Only a GET follows a redirect.
        """
        with self._answered(method, url, headers or {}, within_seconds, sent) as response:
            body = b"".join(_limited(response, most_bytes))
            return Answer(response.status_code, _plain(response.headers), body, str(response.url))

    def fetch(
        self,
        url: str,
        into: Path,
        *,
        most_bytes: int,
        within_seconds: float = 900.0,
        headers: Mapping[str, str] | None = None,
        tick: Callable[[], None] = lambda: None,
    ) -> Answer:
        """A file, streamed to a path; the answer's body is empty unless its status is not 200."""
        with self._answered("GET", url, headers or {}, within_seconds, {}) as response:
            facts = response.status_code, _plain(response.headers)
            if response.status_code != 200:
                return Answer(*facts, b"".join(_limited(response, MIB)), str(response.url))
            with into.open("wb") as file:
                for chunk in _limited(response, most_bytes):
                    file.write(chunk)
                    tick()
            return Answer(*facts, b"", str(response.url))

    @contextmanager
    def stream(
        self,
        method: str,
        url: str,
        *,
        most_bytes: int,
        within_seconds: float,
        headers: Mapping[str, str] | None = None,
        **sent: Any,
    ) -> Iterator[tuple[Answer, Iterator[bytes]]]:
        """The head of an answer, and its body as it comes; an answer that is no 200 comes with its body and no more."""
        with self._answered(method, url, headers or {}, within_seconds, sent) as response:
            facts = response.status_code, _plain(response.headers)
            if response.status_code != 200:
                yield Answer(*facts, b"".join(_limited(response, MIB)), str(response.url)), iter(())
                return
            with _faults_said(url):
                yield Answer(*facts, b"", str(response.url)), _limited(response, most_bytes)

    @contextmanager
    def _answered(
        self, method: str, url: str, headers: Mapping[str, str], within_seconds: float, sent: Mapping[str, Any]
    ) -> Iterator[httpx.Response]:
        deadline = self.now() + within_seconds
        carried = {"accept-encoding": "identity"} | {name.lower(): value for name, value in headers.items()}
        for _ in range(MOST_REDIRECTS + 1):
            self.guard.check(url)
            with _faults_said(url), self._client(deadline) as client:
                request = client.build_request(method, url, headers=carried, **sent)
                response = client.send(request, stream=True, follow_redirects=False)
                try:
                    if response.status_code not in _REDIRECTS or "location" not in response.headers:
                        yield response
                        return
                finally:
                    response.close()
            if method != "GET":
                raise Unanswered(f"{host_of(url)} sent an order on to another address; that is not followed")
            target, sent = urljoin(url, response.headers["location"]), {}
            if _origin(target) != _origin(url):
                carried = {"accept-encoding": "identity"}
            url = target
        raise Unanswered(f"{host_of(url)} sends from one address to the next without end")

    def _client(self, deadline: float) -> httpx.Client:
        transport = httpx.HTTPTransport(verify=_trust(), trust_env=False)
        transport._pool = httpcore.ConnectionPool(  # httpx has no other door for a resolver of one's own
            ssl_context=_trust(), network_backend=_Checked(self.guard, deadline, self.now), max_keepalive_connections=0
        )
        timeout = httpx.Timeout(max(0.1, deadline - self.now()), connect=CONNECT_SECONDS)
        return httpx.Client(transport=transport, timeout=timeout, trust_env=False)


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port


def _plain(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _limited(response: httpx.Response, most: int) -> Iterator[bytes]:
    """The body in pieces; TooLarge as soon as it is clear."""
    told = response.headers.get("content-length", "")
    if told.isdigit() and int(told) > most:
        raise TooLarge(f"{response.url.host} sends {int(told):,} bytes; at most {most:,} are taken")
    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > most:
            raise TooLarge(f"{response.url.host} sends more than {most:,} bytes; that is not taken")
        yield chunk


@contextmanager
def _faults_said(url: str) -> Iterator[None]:
    """The library's words become ours, told apart by whether something was sent."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
        raise Unsent(f"{host_of(url)} cannot be reached ({_words(error)})") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise Unanswered(f"{host_of(url)} did not answer as it should ({_words(error)})") from error


def _words(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:200]


class _Checked(httpcore.NetworkBackend):
    """Connects to addresses the guard has checked, until a deadline."""

    def __init__(self, guard: Guard, deadline: float, now: Callable[[], float]) -> None:
        self._guard, self._deadline, self._now = guard, deadline, now
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """To the first address that answers."""
        fault: Exception | None = None
        for address in self._guard.addresses(host, port):
            try:
                stream = self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
                continue
            return _Timed(stream, self._deadline, self._now)
        raise fault or httpcore.ConnectError("it has no address")

    def sleep(self, seconds: float) -> None:
        """Between tries to connect."""
        self._inner.sleep(seconds)


class _Timed(httpcore.NetworkStream):
    """A stream that ends at the deadline, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float, now: Callable[[], float]) -> None:
        self._inner, self._deadline, self._now = inner, deadline, now

    def _left(self, timeout: float | None, late: type[Exception]) -> float:
        left = self._deadline - self._now()
        if left <= 0:
            raise late("it took too long")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What comes next."""
        return self._inner.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of it."""
        self._inner.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """For good."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same, encrypted; the certificate is that of the host's name, not of its address."""
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline, self._now)

    def get_extra_info(self, info: str) -> Any:
        """As the inner one says."""
        return self._inner.get_extra_info(info)
