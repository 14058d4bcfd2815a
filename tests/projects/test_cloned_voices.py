"""A character in the voice of a recording: only with leave, told in words without one, stopped when the leave ends."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from renderers.farm.models import Step, Worker
from renderers.runtime.vendors import Access
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.projects.studio import Studio
from tests.projects.test_auditions import try_voice
from tests.projects.test_consent import brought, consent, otto
from tests.renderers.media.brought import a_recording

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CLONED = "openvoice:am_onyx"
SERVED = Access("fish_speech", "", "https://fish.example", "the studio's")
VOICES = [
    (CLONED, "Onyx (OpenVoice, the voice of a recording)"),
    ("fish_cloned:am_onyx", "Onyx (Fish Speech, the voice of a recording)"),
]
"""One of this machine's, and one of a server that the operator has."""


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def heard(studio: Studio, voice: str = CLONED) -> Any:
    with override_settings(ENGINE_ACCESS={**settings.ENGINE_ACCESS, "fish_speech": SERVED}):
        return try_voice(studio, otto(studio), voice=voice)


def test_a_cloned_voice_without_a_recording_is_told_in_words(studio: Studio) -> None:
    answer = heard(studio)
    assert answer.status_code == 409, answer.content
    assert "Otto is to speak in the voice of a recording" in answer.json()["detail"]
    assert "bring a voice sample on the page Cast" in answer.json()["detail"]


@pytest.mark.parametrize(("voice", "title"), VOICES, ids=["openvoice", "fish_cloned"])
def test_a_voice_is_cloned_with_leave_and_not_after_it_has_ended(studio: Studio, voice: str, title: str) -> None:
    allowed = str(consent(studio.client).json()["id"])
    assert brought(studio, a_recording(), kind="voice").json()["code"] == "consent_needed"
    kept = brought(studio, a_recording(), kind="voice", consent_id=allowed)
    assert kept.status_code == 201, kept.content
    asked = heard(studio, voice)
    assert asked.status_code == 202, asked.content
    assert asked.json()["title"] == title
    ended = studio.client.post(f"/v1/consents/{allowed}/revocation", {"because": "He asked"}, format="json")
    assert ended.status_code == 200, ended.content
    with tenant(studio.workspace.pk):
        [step] = Step.objects.filter(engine=voice.partition(":")[0])
    assert (step.state, step.error_code) == ("failed", "not_permitted")
    again = heard(studio, voice)
    assert (again.status_code, again.json()["code"]) == (409, "consent_needed"), again.content


def test_voices_of_other_engines_are_offered(studio: Studio) -> None:
    offered = {each["name"]: each for each in studio.get("/v1/voices")["data"]}
    assert offered[CLONED]["needs_sample"] is True
    assert offered["bark:en_speaker_6"]["needs_sample"] is False
    kept = {each["engine"] for each in offered.values() if each["keeps_pitch"]}
    assert kept == {"bark", "elevenlabs_cloned", "xtts"}
    assert (offered["af_heart"]["engine"], offered["af_heart"]["needs_sample"]) == ("", False)


def test_a_voice_that_cannot_be_heard_now_says_why(studio: Studio) -> None:
    offered = {each["name"]: each["unavailable"] for each in studio.get("/v1/voices")["data"]}
    assert offered["af_heart"] == ""
    assert offered["bark:en_speaker_6"].startswith("No worker with a small graphics card is online")
    assert offered["elevenlabs_cloned:af_heart"].startswith("There is no key for ElevenLabs")
    lack = "the Coqui Public Model License forbids commercial use; if you have an agreement, record it"
    Worker.objects.create(
        name="hall:1",
        size="gpu-small",
        slots=1,
        engines=["bark@1"],
        missing={"xtts": lack},
        started_at=now(),
        seen_at=now(),
    )
    offered = {each["name"]: each["unavailable"] for each in studio.get("/v1/voices")["data"]}
    assert offered["bark:en_speaker_6"] == ""
    nobody = "No worker with a small graphics card that is online can run “XTTS, the voice of a recording”"
    assert offered["xtts:recorded"] == f"{nobody}: {lack}"
