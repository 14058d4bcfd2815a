"""The live socket under bad messages, ended sessions and services that are away."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth import update_session_auth_hash
from django.db import OperationalError
from django.http import HttpRequest

from studio.accounts.models import Membership
from studio.core.clock import now
from studio.core.tenancy import tenant
from studio.live.consumer import NOT_A_MEMBER, NOT_SIGNED_IN, TRY_AGAIN, LiveConsumer
from studio.live.record import append
from tests.factories import a_member
from tests.studio.live.wires import a_wire

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]
open_wire = sync_to_async(a_wire)


@pytest.fixture
def member() -> Membership:
    return a_member()


async def listening(member: Membership) -> Any:
    """A socket that hears of its workspace."""
    wire = await open_wire(member.user, member.workspace_id)
    await wire.connect()
    await wire.send_json_to({"type": "subscribe", "topic": f"workspace:{member.workspace_id}"})
    assert (await wire.receive_json_from())["type"] == "subscribed"
    return wire


async def how_it_ends(wire: Any) -> tuple[list[str], int]:
    """What was said before the close, and its code."""
    said = []
    while (output := await wire.receive_output())["type"] == "websocket.send":
        said.append(output["text"])
    return said, output["code"]


@sync_to_async
def something_happens(member: Membership) -> None:
    with tenant(member.workspace_id):
        append(member.workspace_id, f"workspace:{member.workspace_id}", "project.changed", {}, at=now())


ODD_MESSAGES = [
    "{",
    " ",
    "null",
    "[1]",
    '"\\ud800"',
    "[" * 100_000,
    '{"type": ["subscribe"]}',
    '{"type": "subscribe", "topic": {"a": 1}}',
    '{"type": "subscribe", "topic": "workspace:x", "after": "1"}',
    '{"type": "subscribe", "topic": "workspace:x", "after": true}',
    '{"type": "subscribe", "topic": "workspace:x", "after": 1.5}',
]


@pytest.mark.parametrize("message", ODD_MESSAGES, ids=range(len(ODD_MESSAGES)))
async def test_a_message_that_makes_no_sense_is_answered_and_the_socket_goes_on(
    message: str, member: Membership
) -> None:
    wire = await listening(member)
    await wire.send_to(text_data=message)
    assert (await wire.receive_json_from())["type"] == "error"
    await wire.send_json_to({"type": "ping"})
    assert (await wire.receive_json_from())["type"] == "pong"
    await wire.disconnect()


async def test_a_binary_message_is_answered_in_words(member: Membership) -> None:
    wire = await listening(member)
    await wire.send_to(bytes_data=b"\xff\x00")
    assert "binary" in (await wire.receive_json_from())["detail"]
    await wire.disconnect()


async def test_half_a_character_is_no_topic(member: Membership) -> None:
    wire = await listening(member)
    await wire.send_to(text_data='{"type": "subscribe", "topic": "render:\\ud800", "after": 99999999999999999999}')
    assert (await wire.receive_json_from())["type"] == "revoked"
    await wire.disconnect()


@pytest.mark.parametrize("query", [b"workspace=\xff\xfe", b"\xff", b"", b"workspace=%ff%00", b"workspace=ws_\xc3"])
async def test_an_address_that_is_no_text_is_turned_away(query: bytes, member: Membership) -> None:
    wire = await open_wire(member.user, "", query=query)
    await wire.connect()
    assert await how_it_ends(wire) == ([], NOT_A_MEMBER)


async def test_what_a_refused_browser_sends_is_ignored(member: Membership) -> None:
    wire = await open_wire(None, member.workspace_id)
    await wire.connect()
    await wire.send_json_to({"type": "subscribe", "topic": f"workspace:{member.workspace_id}", "after": 0})
    assert await how_it_ends(wire) == ([], NOT_SIGNED_IN)
    assert await wire.receive_nothing(timeout=0.3)
    await wire.disconnect()


def sign_out(_: Membership, wire: Any) -> None:
    wire.scope["session"].flush()


def run_out(_: Membership, wire: Any) -> None:
    wire.scope["session"].set_expiry(-1)
    wire.scope["session"].save()


def deactivate(member: Membership, _: Any) -> None:
    member.user.is_active = False
    member.user.save()


def change_password_elsewhere(member: Membership, _: Any) -> None:
    member.user.set_password("another night at nine")
    member.user.save()


def change_password_here(member: Membership, wire: Any) -> None:
    change_password_elsewhere(member, wire)
    request = HttpRequest()
    request.session = wire.scope["session"]
    request.user = member.user
    update_session_auth_hash(request, member.user)


@pytest.mark.slow
@pytest.mark.parametrize(
    "end",
    [sign_out, run_out, deactivate, change_password_elsewhere, change_password_here],
    ids=lambda one: one.__name__,
)
async def test_a_session_that_ended_ends_its_sockets_within_seconds(end: Any, member: Membership) -> None:
    wire = await listening(member)
    await sync_to_async(end)(member, wire)
    said, code = await how_it_ends(wire)
    assert (len(said), code) == (1, TRY_AGAIN)
    await something_happens(member)
    assert await wire.receive_nothing(timeout=0.5)
    await wire.disconnect()


class _Away(LiveConsumer):
    """Its database went away once it was let in."""

    async def _ask(self, question: Any, **words: Any) -> Any:
        raise OperationalError("the server closed the connection unexpectedly")


async def test_a_socket_whose_database_is_away_asks_its_browser_to_come_back(member: Membership) -> None:
    wire = await open_wire(member.user, member.workspace_id, consumer=_Away)
    await wire.connect()
    await wire.send_json_to({"type": "subscribe", "topic": f"workspace:{member.workspace_id}"})
    assert await how_it_ends(wire) == ([], TRY_AGAIN)
