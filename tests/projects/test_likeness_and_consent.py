"""Real people in a film: nothing is made of them without leave, and nothing is filmed that looks unlike them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test.utils import override_settings

from billing.models import Usage
from projects.cast.models import Reference
from projects.consent.models import Consent
from projects.project.models import Project
from projects.rendering.services import start_render
from renderers.events import StepState
from renderers.farm.models import Render, Step
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.projects.farmhand import work
from tests.projects.studio import Studio
from tests.projects.test_consent import brought, consent
from tests.renderers.media.brought import a_picture, a_recording

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SIZES = ("cpu", "gpu-small")


@pytest.fixture
def studio(own_store: None) -> Iterator[Studio]:
    """A film whose Otto is Vera Brandt, with workers that tell faces apart."""
    with override_settings(FACE_RECOGNISER=True):
        found = Studio()
        with tenant(found.workspace.pk):
            Project.objects.update(preset="standard")
        yield found


def cast_vera(studio: Studio, **terms: Any) -> str:
    allowed = str(consent(studio.client, **terms).json()["id"])
    answer = brought(studio, a_picture(), consent_id=allowed)
    assert answer.status_code == 201, answer.content
    return allowed


def start(studio: Studio) -> Render:
    with tenant(studio.workspace.pk):
        return start_render(
            workspace_id=studio.workspace.pk, project_id=studio.project.pk, preset="", started_by="", now=now()
        )


def steps_of(studio: Studio, **where: Any) -> list[Step]:
    with tenant(studio.workspace.pk):
        return list(Step.objects.filter(**where).order_by("due", "id"))


def measures_of_vera(studio: Studio) -> list[Step]:
    """Those that hold something against her picture; others are known by the sheets that were drawn of them."""
    with tenant(studio.workspace.pk):
        brought = Reference.objects.get().digest
    return [step for step in steps_of(studio, engine="face_likeness") if brought in dict(step.inputs).values()]


def revoke(studio: Studio, consent_id: str) -> None:
    answer = studio.client.post(f"/v1/consents/{consent_id}/revocation", {"because": "She asked"}, format="json")
    assert answer.status_code == 200, answer.content


def test_a_revoked_consent_refuses_the_order_and_the_sentence_says_what_to_do(studio: Studio) -> None:
    allowed = cast_vera(studio)
    revoke(studio, allowed)
    answer = studio.client.post(
        f"{studio.url}/renders", {"preset": "standard"}, headers={"Idempotency-Key": "1"}, format="json"
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "consent_needed"), answer.content
    assert "Vera Brandt has revoked the consent" in answer.json()["detail"]
    assert "On the page Cast" in answer.json()["detail"]
    assert steps_of(studio) == []
    kept = studio.get(f"{studio.url}/references")["data"][0]
    assert studio.client.delete(f"/v1/references/{kept['id']}").status_code == 204
    assert start(studio).state == "queued", "without her pictures the film is made"


def test_what_waits_when_a_consent_ends_is_refused_by_the_worker_and_costs_nothing(studio: Studio) -> None:
    cast_vera(studio)
    start(studio)
    with tenant(studio.workspace.pk):
        Consent.objects.update(expires_on="2020-01-31")  # the day passes while the film waits
    work(sizes=SIZES)
    failed = steps_of(studio, state=StepState.FAILED)
    assert {step.error_code for step in failed} == {"not_permitted"}
    assert "The consent of Vera Brandt ended on 31 January 2020: it was not made and costs nothing" in failed[0].error
    measured = measures_of_vera(studio)
    assert measured
    assert [step for step in measured if step.state == StepState.DONE] == []
    with tenant(studio.workspace.pk):
        refused = [step.pk for step in (*failed, *measured)]
        assert not Usage.objects.filter(step_id__in=refused).exists()


def test_revoking_stops_what_waits_and_what_is_being_made(studio: Studio) -> None:
    allowed = cast_vera(studio)
    start(studio)
    work(sizes=SIZES, refuse=lambda step: step.engine == "face_likeness", at_most=40)
    running = measures_of_vera(studio)[0]
    with tenant(studio.workspace.pk):
        Step.objects.filter(pk=running.pk).update(state="running", worker="hand/0", lease_until=now())
        fence = running.fence
    revoke(studio, allowed)
    with tenant(studio.workspace.pk):
        running.refresh_from_db()
    assert (running.state, running.error_code) == ("failed", "not_permitted")
    assert running.fence > fence, "whoever makes it is fenced out"
    assert "it was stopped and costs nothing" in running.error


def test_a_renewed_consent_lets_the_same_film_be_made(studio: Studio) -> None:
    allowed = cast_vera(studio)
    start(studio)
    revoke(studio, allowed)
    renewed = consent(studio.client).json()["id"]
    kept = studio.get(f"{studio.url}/references")["data"][0]
    answer = studio.client.put(f"/v1/references/{kept['id']}", {"consent_id": renewed}, format="json")
    assert answer.json()["standing"] == "valid", answer.content
    start(studio)
    work(sizes=SIZES)
    assert {step.state for step in steps_of(studio, engine="face_likeness")} == {"done"}


def test_what_was_made_with_a_consent_is_listed_after_it_has_ended(studio: Studio) -> None:
    allowed = cast_vera(studio)
    voice = brought(studio, a_recording(), kind="voice", consent_id=allowed)
    assert voice.status_code == 201
    start(studio)
    work(sizes=SIZES)
    revoke(studio, allowed)
    made = studio.get(f"/v1/consents/{allowed}/made")["data"]
    assert sorted(each["title"] for each in made if each["kind"] == "reference") == ["Otto: front", "Otto: voice"]
    assert all(each["project_title"] == studio.project.title for each in made)


def test_a_key_image_that_looks_unlike_somebody_is_not_filmed_until_a_person_decides(studio: Studio) -> None:
    cast_vera(studio)
    start(studio)
    unlike = 41
    work(sizes=SIZES, percent=unlike, refuse=lambda step: step.engine == "likeness_gate")
    shots = {shot["id"]: shot for shot in studio.shots()}
    seen = studio.get(f"{studio.url}/likeness")["data"]
    held = [each for each in seen if each["holds"]]
    assert held
    assert {score["percent"] for each in held for score in each["people"]} == {unlike}
    names = {score["name"] for each in held for score in each["people"]}
    assert names == {"Otto", "Mia"}, "he against the picture of him, she against the sheet that was drawn of her"
    first = held[0]["shot_id"]
    status = shots[first]["status"]
    assert status["state"] == "blocked"
    assert status["cause"] in {f"{name} looks unlike their pictures" for name in names}
    assert any(shot["clip_url"] for shot in shots.values()), "shots that show nobody are filmed"
    assert not any(shots[each["shot_id"]]["clip_url"] for each in held)
    assert not shots[first]["clip_url"], "nothing was spent on the clip"
    assert studio.client.post(f"/v1/shots/{first}/let-pass").status_code == 204
    assert studio.client.post(f"/v1/shots/{first}/let-pass").json()["code"] == "nothing_to_pass"
    start(studio)
    work(sizes=SIZES, percent=unlike, refuse=lambda step: step.engine == "likeness_gate")
    again = next(shot for shot in studio.shots() if shot["id"] == first)
    assert again["clip_url"], "a person let it pass"
    now_seen = next(each for each in studio.get(f"{studio.url}/likeness")["data"] if each["shot_id"] == first)
    assert (now_seen["holds"], now_seen["passed"]) == (False, True)


def test_painted_shots_are_measured_and_never_held_back(studio: Studio) -> None:
    with tenant(studio.workspace.pk):
        Project.objects.update(preset="draft")
    start(studio)
    work(percent=30)
    seen = studio.get(f"{studio.url}/likeness")["data"]
    assert seen
    assert {each["by"] for each in seen} == {"drawn"}
    assert {each["holds"] for each in seen} == {False}
    roles = [step["role"] for step in studio.get(f"/v1/shots/{seen[0]['shot_id']}/making")["steps"]]
    assert "likeness" in roles
    assert studio.client.post(f"/v1/shots/{seen[0]['shot_id']}/let-pass").status_code == 409
