"""The live socket keeps to its workspace: strangers are turned away, foreign topics stay silent, leaving ends it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.db import connections

from studio.accounts.models import Membership
from studio.core.events import announce
from studio.core.tenancy import tenant
from studio.live.consumer import NOT_A_MEMBER, NOT_SIGNED_IN
from tests.factories import a_project, a_workspace, an_owner
from tests.studio.live.wires import a_wire

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _change(project: Any) -> None:
    with tenant(project.workspace_id):
        announce(workspace_id=project.workspace_id, topic=f"project:{project.id}", kind="project.changed", body={})


async def _closes_with(user: Any, workspace: str) -> int:
    communicator = await database_sync_to_async(a_wire)(user, workspace)
    await communicator.connect()
    closed = await communicator.receive_output()
    assert closed["type"] == "websocket.close"
    return int(closed["code"])


async def _hear(user: Any, workspace: str, topic: str, change: Any) -> list[dict[str, Any]]:
    """What somebody hears of a topic, from its beginning, after something was changed."""
    communicator = await database_sync_to_async(a_wire)(user, workspace)
    await communicator.connect()
    await communicator.send_json_to({"type": "subscribe", "topic": topic, "after": 0})
    heard = [await communicator.receive_json_from()]
    await database_sync_to_async(change)()
    while not await communicator.receive_nothing(timeout=0.8):
        heard.append(await communicator.receive_json_from())
    await communicator.disconnect()
    return heard


def _run(play: Coroutine[Any, Any, Any]) -> Any:
    async def played() -> Any:
        try:
            return await asyncio.wait_for(play, 30)
        finally:
            await database_sync_to_async(connections.close_all)()  # of the thread that the socket asked from

    return asyncio.run(played())


def test_strangers_and_members_of_others_are_turned_away() -> None:
    ours, theirs = a_workspace(), a_workspace()
    user = an_owner(ours).user
    assert _run(_closes_with(None, ours.id)) == NOT_SIGNED_IN
    for workspace in (theirs.id, "", "ws_nonsense", "%00"):
        assert _run(_closes_with(user, workspace)) == NOT_A_MEMBER, workspace


def test_what_is_no_topic_is_refused() -> None:
    workspace = a_workspace()
    user = an_owner(workspace).user
    for topic in ("", "render", "render:", "render:\x00", "film:prj_00000000000000000000000000", "project:x"):
        [answer] = _run(_hear(user, workspace.id, topic, lambda: None))
        assert answer == {"type": "revoked", "topic": topic}


def test_a_topic_of_another_workspace_stays_silent() -> None:
    ours, theirs = a_workspace(), a_workspace()
    project = a_project(workspace=theirs)
    _change(project)
    topic = f"project:{project.id}"
    own = _run(_hear(an_owner(theirs).user, theirs.id, topic, lambda: _change(project)))
    assert [one["kind"] for one in own if one["type"] == "event"].count("project.changed") >= 2
    foreign = _run(_hear(an_owner(ours).user, ours.id, topic, lambda: _change(project)))
    assert foreign == [{"type": "subscribed", "topic": topic, "seq": 0}]


def test_who_leaves_the_workspace_hears_nothing_more() -> None:
    workspace = a_workspace()
    project, member = a_project(workspace=workspace), an_owner(workspace)

    def leave() -> None:
        with tenant(workspace.id):
            Membership.objects.filter(pk=member.pk).delete()

    async def play() -> list[Any]:
        communicator = await database_sync_to_async(a_wire)(member.user, workspace.id)
        await communicator.connect()
        await communicator.send_json_to({"type": "subscribe", "topic": f"project:{project.id}", "after": None})
        await communicator.receive_json_from()
        await database_sync_to_async(leave)()
        revoked = await communicator.receive_json_from()
        closed = await communicator.receive_output()
        await communicator.disconnect()
        return [revoked["type"], closed["code"]]

    assert _run(play()) == ["revoked", NOT_A_MEMBER]
