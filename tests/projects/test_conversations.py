"""Scripts by language models over HTTP: quoted, written on the farm turn by turn, told of, gone on with, and taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test.utils import override_settings

from billing.models import Hold, Usage
from renderers.execute import new_host
from renderers.farm.worker import Slot, WorkerProcess
from studio.core.tenancy import system
from tests.factories import KEEPERS
from tests.fakes.talkers import fake_anthropic, prompt_of
from tests.fakes.vendor import Ending, FakeVendor, Fault
from tests.projects.test_podcasts import Show
from tests.renderers.podcast.test_dictation import speaking

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
Slots = list[Slot]
CLAUDES_TURN = 31 + 5 * 17
"""Tokens of the stand-in, each that is written as five that are read."""


@pytest.fixture
def show(own_store: None) -> Show:
    return Show()


@pytest.fixture
def claude() -> Iterator[FakeVendor]:
    with fake_anthropic() as fake:
        fake.words = speaking(0)
        with override_settings(ENGINE_ACCESS={**settings.ENGINE_ACCESS, "anthropic": fake.access()}):
            yield fake


@pytest.fixture
def slots(tmp_path: Path) -> Iterator[Slots]:
    """Workers of both sizes in this process, their host warm from step to step."""
    host = new_host()
    yield [Slot(WorkerProcess(size=size, slots=1), host, tmp_path, f"{size}/0") for size in ("cpu", "cloud")]
    host.close()


def work(slots: Slots) -> None:
    """Until nobody finds anything to do."""
    while any(slot.work_once() for slot in slots):
        pass


def _episode(show: Show, *, models: tuple[str, ...] = ("expert",)) -> str:
    for person in show.people():
        if person["role"] in models:
            version = f'"v{person["version"]}"'
            body = {"writer": "claude", "knowledge": "thirty winters at sea"}
            show.send("patch", f"/v1/personalities/{person['id']}", body, If_Match=version)
    episode = show.episode("the lighthouse", minutes=1)
    show.send("post", f"/v1/episodes/{episode}/sources", {"text": KEEPERS}, status=201)
    return episode


def _ordered(show: Show, made: dict[str, Any]) -> str:
    key = str(made["conversation"]["id"])
    show.send("post", f"/v1/conversations/{key}/order", status=202, Idempotency_Key=key)
    return key


def test_a_script_by_models_is_quoted_written_and_taken(show: Show, claude: FakeVendor, slots: Slots) -> None:
    episode = _episode(show)
    made = show.send("post", f"/v1/episodes/{episode}/conversations", status=201)
    assert made["conversation"]["state"] == ""
    assert 0 < made["quote"]["typical"] <= made["quote"]["amount"]
    assert claude.charged == 0
    written = _ordered(show, made)
    work(slots)
    done = show.get(f"/v1/conversations/{written}")
    assert done["state"] == "succeeded", done
    assert {turn["name"] for turn in done["turns"]} >= {"Ada", "Lewis"}
    assert show.get(f"/v1/episodes/{episode}/script")["segments"] == []
    script = show.send("post", f"/v1/conversations/{written}/take", If_Match='"v1"')
    assert script["seconds"] == pytest.approx(60, rel=0.35)
    assert any("Claude" in notice for notice in script["notices"])
    assert show.get(f"/v1/episodes/{episode}/conversations")["conversation"]["taken"]
    assert "thirty winters at sea" in next(iter(claude.jobs.values())).sent["system"]
    with system():
        hold = Hold.objects.get()
    assert 0 < hold.captured <= hold.amount
    assert hold.captured + hold.released == hold.amount


def test_a_turn_that_is_refused_is_told_and_goes_on_offline_on_somebodys_word(
    show: Show, claude: FakeVendor, slots: Slots
) -> None:
    episode = _episode(show)
    written = _ordered(show, show.send("post", f"/v1/episodes/{episode}/conversations", status=201))
    claude.ending = Ending.REFUSED
    work(slots)
    stopped = show.get(f"/v1/conversations/{written}")
    assert (stopped["state"], stopped["failed"]["name"]) == ("failed", "Lewis")
    assert stopped["error"]["code"] == "turn_unfit"
    assert stopped["turns"]
    show.send("post", f"/v1/conversations/{written}/take", status=409, If_Match='"v1"')
    claude.ending = Ending.DONE
    again = show.send("post", f"/v1/conversations/{written}/again", {"how": "offline"}, status=201)
    assert again["quote"]["cached"] > 0
    written = _ordered(show, again)
    work(slots)
    assert show.get(f"/v1/conversations/{written}")["state"] == "succeeded"


def test_a_turn_that_is_lost_on_the_wire_is_decided_about_and_paid_once_by_the_customer(
    show: Show, claude: FakeVendor, slots: Slots
) -> None:
    episode = _episode(show)
    written = _ordered(show, show.send("post", f"/v1/episodes/{episode}/conversations", status=201))
    claude.faults.extend([None, Fault.LOST])
    work(slots)
    stopped = show.get(f"/v1/conversations/{written}")
    assert (stopped["state"], stopped["error"]["code"]) == ("failed", "vendor_asks")
    assert "Nothing was ordered twice" in stopped["error"]["message"]
    assert (len(stopped["turns"]) > 0, claude.charged) == (True, 2)
    refused = show.send("post", f"/v1/conversations/{written}/again", {"how": "again"}, status=409)
    assert refused["code"] == "turn_undecided"
    assert "the offline writer" in refused["detail"]
    [asked] = show.get("/v1/vendor-jobs")["data"]
    show.send("post", f"/v1/vendor-jobs/{asked['id']}/answer", {"decision": "order_again"})
    again = show.send("post", f"/v1/conversations/{written}/again", {"how": "again"}, status=201)
    written = _ordered(show, again)
    work(slots)
    assert show.get(f"/v1/conversations/{written}")["state"] == "succeeded"
    prompts = [prompt_of(job) for job in claude.jobs.values()]
    assert len(prompts) == len(set(prompts)) + 1, "only the lost turn was ordered twice, on somebody's word"
    with system():
        charged = list(Usage.objects.filter(engine="claude").values_list("made", flat=True))
    assert [made for made in charged if made] == [CLAUDES_TURN] * (len(prompts) - 1)


def test_without_a_model_it_says_who_writes_and_a_writer_that_is_none_is_named(show: Show) -> None:
    episode = show.episode("the lighthouse", minutes=1)
    refused = show.send("post", f"/v1/episodes/{episode}/conversations", status=409)
    assert refused["code"] == "nobody_has_a_model"
    [lewis] = [each for each in show.people() if each["role"] == "expert"]
    for body in ({"writer": "mozart"}, {"writer": "openai_writing"}):
        said = show.send("patch", f"/v1/personalities/{lewis['id']}", body, status=422, If_Match='"v1"')
        assert said["param"] == "writer"
