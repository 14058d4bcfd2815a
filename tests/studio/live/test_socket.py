"""The live socket: nothing is missed, nothing is shown to strangers."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from renderers.farm import services
from renderers.farm.models import Render
from studio.accounts.models import Membership, User, Workspace
from studio.core.tenancy import system, tenant
from studio.live.consumer import NOT_A_MEMBER, NOT_SIGNED_IN
from studio.live.models import StoredEvent
from studio.live.record import append
from studio.live.schema import LiveMessage
from studio.live.selectors import render_progress
from tests.factories import a_member, a_user, a_workspace
from tests.renderers.farm.plans import NOON, a_plan, claim, finish, order, work_off
from tests.studio.live.wires import PATIENCE, a_wire

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


@sync_to_async
def socket(user: User | None, workspace: Workspace) -> Any:
    """A browser's connection."""
    return a_wire(user, workspace.pk)


async def heard(wire: Any, kind: str, *, seconds: float = PATIENCE) -> dict[str, Any]:
    """The next message of a type; every message on the way keeps the published schema."""
    async with asyncio.timeout(seconds):
        while True:
            message: dict[str, Any] = await wire.receive_json_from()
            LiveMessage.model_validate(message)
            if message["type"] == kind:
                return message


@pytest.fixture
def member() -> Membership:
    return a_member()


@sync_to_async
def ordered(member: Membership) -> Render:
    return order(member.workspace, a_plan(shots=2))


@sync_to_async
def made_all() -> None:
    work_off()


@sync_to_async
def made_one() -> None:
    held = claim()
    assert held is not None
    assert finish(held)


async def test_events_arrive_in_order_while_a_film_is_made(member: Membership) -> None:
    render = await ordered(member)
    wire = await socket(member.user, member.workspace)
    assert (await wire.connect())[0]
    await wire.send_json_to({"type": "subscribe", "topic": f"render:{render.pk}", "after": 0})
    await heard(wire, "subscribed")
    await made_all()
    kinds, seq = [], 0
    while "render.succeeded" not in kinds:
        message = await heard(wire, "event")
        assert message["seq"] == seq + 1
        seq = message["seq"]
        kinds.append(message["kind"])
    assert kinds.count("step.done") == 3
    await wire.disconnect()


async def test_who_comes_back_hears_exactly_what_was_missed(member: Membership) -> None:
    render = await ordered(member)
    topic = f"render:{render.pk}"
    wire = await socket(member.user, member.workspace)
    await wire.connect()
    await wire.send_json_to({"type": "subscribe", "topic": topic, "after": 0})
    await made_one()
    seen = [(await heard(wire, "event"))["seq"] for _ in range(3)]
    await wire.disconnect()
    await made_all()
    again = await socket(member.user, member.workspace)
    await again.connect()
    await again.send_json_to({"type": "subscribe", "topic": topic, "after": seen[-1]})
    missed: list[dict[str, Any]] = []
    while not missed or missed[-1]["kind"] != "render.succeeded":
        missed.append(await heard(again, "event"))
    assert [message["seq"] for message in missed] == list(range(seen[-1] + 1, seen[-1] + 1 + len(missed)))
    await again.disconnect()


async def test_what_was_forgotten_asks_for_a_fresh_look(member: Membership) -> None:
    workspace = member.workspace

    @sync_to_async
    def forget() -> None:
        with tenant(workspace.pk):
            for number in range(4):
                append(workspace.pk, f"workspace:{workspace.pk}", "project.changed", {"number": number}, at=NOON)
        with system():
            StoredEvent.objects.filter(seq__lte=2).delete()

    await forget()
    wire = await socket(member.user, workspace)
    await wire.connect()
    await wire.send_json_to({"type": "subscribe", "topic": f"workspace:{workspace.pk}", "after": 1})
    assert (await heard(wire, "resync"))["seq"] == 4
    await wire.disconnect()


async def test_stale_state_and_later_events_make_fresh_state(member: Membership) -> None:
    """A late joiner loads, then applies what came after: the same as loading now."""
    render = await ordered(member)

    @sync_to_async
    def snapshot() -> dict[str, Any]:
        with tenant(member.workspace.pk):
            return render_progress(workspace_id=member.workspace.pk, render_id=render.pk)

    await made_one()
    stale = await snapshot()
    await made_all()
    wire = await socket(member.user, member.workspace)
    await wire.connect()
    await wire.send_json_to({"type": "subscribe", "topic": f"render:{render.pk}", "after": 4})
    done, state = stale["render"]["done"], stale["render"]["state"]
    while state != "succeeded":
        message = await heard(wire, "event")
        done += message["kind"] == "step.done"
        state = message["body"]["state"] if message["kind"].startswith("render.") else state
    fresh = await snapshot()
    assert (done, state) == (fresh["render"]["done"], fresh["render"]["state"])
    await wire.disconnect()


async def test_progress_is_told_while_a_render_is_listened_to(member: Membership) -> None:
    render = await ordered(member)
    wire = await socket(member.user, member.workspace)
    await wire.connect()
    await wire.send_json_to({"type": "subscribe", "topic": f"render:{render.pk}", "after": 0})
    assert (await heard(wire, "progress"))["render"]["steps"] == 3
    await wire.disconnect()


async def test_strangers_hear_nothing(member: Membership) -> None:
    render = await ordered(member)
    for user, code in ((None, NOT_SIGNED_IN), (await sync_to_async(a_user)(), NOT_A_MEMBER)):
        wire = await socket(user, member.workspace)
        await wire.connect()
        assert (await wire.receive_output())["code"] == code
    stranger = await sync_to_async(a_member)(workspace=await sync_to_async(a_workspace)())
    wire = await socket(stranger.user, stranger.workspace)
    await wire.connect()
    await wire.send_json_to({"type": "subscribe", "topic": f"render:{render.pk}", "after": 0})
    first = await wire.receive_json_from()
    assert first["type"] == "revoked" or first["seq"] == 0
    assert await wire.receive_nothing(timeout=1)
    await wire.disconnect()


async def test_a_member_who_is_removed_is_shut_out_within_seconds(member: Membership) -> None:
    other = await sync_to_async(a_member)(workspace=member.workspace)
    wire = await socket(other.user, member.workspace)
    await wire.connect()
    await wire.send_json_to({"type": "subscribe", "topic": f"workspace:{member.workspace.pk}", "after": 0})
    await heard(wire, "subscribed")

    @sync_to_async
    def remove() -> None:
        with system():
            other.delete()

    await remove()
    assert (await heard(wire, "revoked"))["topic"] == f"workspace:{member.workspace.pk}"
    await wire.disconnect()


async def test_a_cancelled_render_is_announced_to_its_project(member: Membership) -> None:
    render = await ordered(member)

    @sync_to_async
    def cancel() -> None:
        with tenant(member.workspace.pk):
            services.cancel_render(render=render, now=NOON)
        with system():
            kinds = StoredEvent.objects.filter(topic="project:prj_x").order_by("seq").values_list("kind", flat=True)
            assert list(kinds) == ["render.queued", "render.cancelled"]

    await cancel()


async def test_who_is_on_a_page_and_where_is_told_to_the_others_and_their_leaving_too() -> None:
    workspace = await sync_to_async(a_workspace)()
    ada, ben = [(await sync_to_async(a_member)(workspace=workspace)).user for _ in range(2)]
    topic = "project:prj_00000000000000000000000000"
    one, other = await socket(ada, workspace), await socket(ben, workspace)
    for wire in (one, other):
        await wire.connect()
        await wire.send_json_to({"type": "subscribe", "topic": topic, "after": None})
        await heard(wire, "subscribed")
    await one.send_json_to({"type": "presence", "topic": topic, "body": {"turn": "trn_1", "head": 4}})
    told = await heard(other, "presence")
    assert (told["person"], told["body"]) == (ada.name, {"turn": "trn_1", "head": 4})
    await one.disconnect()
    gone = await heard(other, "presence")
    assert (gone["peer"], gone["body"]) == (told["peer"], None)
    await other.disconnect()


async def test_a_presence_that_is_no_small_object_or_of_another_topic_reaches_nobody() -> None:
    workspace = await sync_to_async(a_workspace)()
    users = [(await sync_to_async(a_member)(workspace=workspace)).user for _ in range(2)]
    topic, elsewhere = "project:prj_00000000000000000000000000", "project:prj_00000000000000000000000001"
    one, other = [await socket(user, workspace) for user in users]
    for wire in (one, other):
        await wire.connect()
    for wire, subscribed in ((one, topic), (other, elsewhere)):
        await wire.send_json_to({"type": "subscribe", "topic": subscribed, "after": None})
        await heard(wire, "subscribed")
    await one.send_json_to({"type": "presence", "topic": topic, "body": {"much": "x" * 2000}})
    assert "small JSON object" in (await heard(one, "error"))["detail"]
    await one.send_json_to({"type": "presence", "topic": elsewhere, "body": {"turn": "trn_1"}})
    await one.send_json_to({"type": "presence", "topic": topic, "body": {"turn": "trn_1"}})
    assert await other.receive_nothing(timeout=0.5)
    for wire in (one, other):
        await wire.disconnect()
