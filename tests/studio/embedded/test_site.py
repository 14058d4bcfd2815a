from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from studio.embedded.folder import ServiceError
from studio.embedded.site import PORTS, healthy, web_port

pytestmark = pytest.mark.slow


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_wanted_port_is_had_or_refused(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(taken))
    with pytest.raises(ServiceError, match=f"PORT={taken}"):
        web_port("127.0.0.1")


def test_without_a_wish_the_next_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert web_port("127.0.0.1") in PORTS


async def test_an_unhealthy_studio_is_reported_with_its_last_words(taken: int) -> None:
    with pytest.raises(ServiceError, match=r"not healthy after 0\.5 s: .+"):
        await healthy("127.0.0.1", taken, seconds=0.5)
