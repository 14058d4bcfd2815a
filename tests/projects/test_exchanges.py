"""Exchanges of films and episodes over HTTP: quoted whole, told before one is bought again, mended, only with leave."""

from __future__ import annotations

from typing import Any

import pytest

from billing import ledger
from renderers.farm import engine_keys
from renderers.farm.kept_voices import keepers
from renderers.farm.models import Step
from renderers.runtime.vendors import VENDORS
from studio.accounts.models import Workspace
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.billing.books import DOLLAR
from tests.factories import an_actor, an_owner
from tests.projects.farmhand import work
from tests.projects.studio import Studio
from tests.projects.test_consent import brought, consent
from tests.projects.test_podcasts import Show
from tests.renderers.media.brought import a_recording

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PRESET = "cloud_dialogue"
SIZES = ("cpu", "cloud")


def keyed(workspace: Workspace) -> None:
    """The workspace's own keys at everybody the preset orders from."""
    with tenant(workspace.pk):
        owner = an_actor(an_owner(workspace))
        for vendor in ("runway", "bfl", "elevenlabs"):
            engine_keys.set_key(actor=owner, vendor=VENDORS[vendor], secret="a-key-of-the-workspace")


@pytest.fixture
def studio(own_store: None) -> Studio:
    made = Studio()
    keyed(made.workspace)
    return made


def paid_for(workspace: Workspace) -> None:
    with tenant(workspace.pk):
        ledger.top_up(workspace_id=workspace.pk, amount=50 * DOLLAR, key="card", memo="Paid in", at=now())


def ordered(workspace: Workspace) -> list[Step]:
    with tenant(workspace.pk):
        return list(Step.objects.filter(engine="elevenlabs_dialogue").order_by("created_at"))


def with_line(studio: Studio, text: str) -> Step:
    every = ordered(studio.workspace)
    return next(step for step in every if text in [line["text"] for line in step.settings["lines"]])


def voices(quote: dict[str, Any]) -> int:
    """What is to be paid for voices."""
    return sum(line["amount"] for line in quote["lines"] if line["stage"] == "voices")


def test_a_changed_line_is_quoted_with_its_exchange_and_says_so_before_it_is_started(studio: Studio) -> None:
    first = studio.quote(preset=PRESET)
    assert not any("bought again" in said for said in first["shortages"])
    studio.order(preset=PRESET)
    work(sizes=SIZES)
    exchange = with_line(studio, "Sit down.")
    assert exchange.state == "done"
    lines = len(exchange.settings["lines"])
    letters = sum(len(line["text"]) for line in exchange.settings["lines"])
    assert voices(studio.quote(preset=PRESET)) == 0
    studio.write("Sit down.", "Stand up.")
    again = studio.quote(preset=PRESET)
    [said] = [said for said in again["shortages"] if "bought again" in said]
    assert said.startswith(
        f"1 exchange is bought again whole, because something in it changed: {lines} lines, {letters} "
    )
    assert voices(again) >= letters * 80, "eight cents for a thousand characters, before any margin"
    assert not any("bought again" in said for said in studio.quote(preset="cloud")["shortages"])


def test_an_exchange_in_somebodys_voice_is_ordered_with_leave_and_not_after_it_has_ended(studio: Studio) -> None:
    allowed = str(consent(studio.client).json()["id"])
    assert brought(studio, a_recording(), kind="voice", consent_id=allowed).status_code == 201
    every = studio.get(f"{studio.url}/characters")["data"]
    otto = next(each for each in every if each["name"] == "Otto")
    changed = studio.client.patch(
        f"/v1/characters/{otto['id']}",
        {"voice": "elevenlabs_cloned:am_onyx"},
        format="json",
        headers={"If-Match": f'"v{otto["version"]}"'},
    )
    assert changed.status_code == 200, changed.content
    studio.order(preset=PRESET)
    exchange = with_line(studio, "Sit down.")
    assert {"samples": 1} in exchange.settings["people"]
    ended = studio.client.post(f"/v1/consents/{allowed}/revocation", {"because": "He asked"}, format="json")
    assert ended.status_code == 200, ended.content
    exchange = with_line(studio, "Sit down.")
    assert (exchange.state, exchange.error_code) == ("failed", "not_permitted")
    quote = studio.quote(preset=PRESET)
    again = studio.client.post("/v1/renders", {"quote_id": quote["id"]}, headers={"Idempotency-Key": "again"})
    assert (again.status_code, again.json()["code"]) == (409, "consent_needed"), again.content
    assert "elevenlabs_dialogue" in keepers(), "who revokes is forgotten by it too"


def test_turns_whose_exchange_nobody_could_speak_are_all_named(own_store: None) -> None:
    show = Show()
    keyed(show.workspace)
    episode, _ = show.written()
    paid_for(show.workspace)
    show.render(episode, preset=PRESET)
    work(sizes=SIZES, refuse=lambda step: step.engine == "elevenlabs_dialogue")
    with tenant(show.workspace.pk):
        lost = [step for step in ordered(show.workspace) if step.state == "failed"]
    failed = show.get(f"/v1/episodes/{episode}/failed-turns")["data"]
    assert lost
    assert len(failed) == sum(len(step.settings["lines"]) for step in lost)
    assert {each["error"] for each in failed} == {"the paper jammed"}


def _decide(studio: Studio, url: str, engine: str | None) -> dict[str, Any]:
    found = studio.client.get(url)
    answer = studio.client.patch(url, {"engine": engine}, format="json", headers={"If-Match": found.headers["ETag"]})
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_a_scene_before_its_film_before_the_preset_says_how_lines_are_ordered(studio: Studio) -> None:
    film, [scene, *_] = f"{studio.url}/exchange", studio.get(f"{studio.url}/scenes")["data"]
    of_scene = f"/v1/scenes/{scene['id']}/exchange"
    assert studio.get(of_scene) | {"engine": "", "holds": "lines", "decided": "preset"} == studio.get(of_scene)
    together = _decide(studio, film, "elevenlabs_dialogue")
    assert (together["holds"], together["decided"]) == ("elevenlabs_dialogue", "film")
    alone = _decide(studio, of_scene, "lines")
    assert (alone["holds"], alone["decided"]) == ("lines", "scene")
    left = _decide(studio, of_scene, None)
    assert (left["engine"], left["holds"], left["decided"]) == ("", "elevenlabs_dialogue", "film")
    _decide(studio, of_scene, "lines")
    studio.order(preset="cloud")
    lines = {line["text"] for step in ordered(studio.workspace) for line in step.settings["lines"]}
    assert lines
    assert "Sit down." not in lines
    wrong = studio.client.patch(film, {"engine": "kokoro"}, format="json", headers={"If-Match": '"v2"'})
    assert (wrong.status_code, wrong.json()["param"]) == (422, "engine")


def test_a_show_says_for_all_its_episodes_how_turns_are_ordered(own_store: None) -> None:
    show = Show()
    keyed(show.workspace)
    paid_for(show.workspace)
    episode, _ = show.written()
    show.send("patch", f"{show.url}/exchange", {"engine": "elevenlabs_dialogue"}, If_Match='"v1"')
    show.render(episode, preset="cloud")
    assert ordered(show.workspace)


def test_where_nobody_has_such_a_voice_the_choice_and_the_quote_say_that_it_changes_nothing(studio: Studio) -> None:
    film = f"{studio.url}/exchange"
    _decide(studio, film, "elevenlabs_dialogue")
    [_, option] = studio.get(film)["options"]
    assert option["idle"].startswith("Nobody here has a voice of")
    [said] = [said for said in studio.quote(preset="rough")["shortages"] if "Nobody here has a voice of" in said]
    assert said.startswith("In scene")
    assert not any("Nobody here" in said for said in studio.quote(preset="cloud")["shortages"])
