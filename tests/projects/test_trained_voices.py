"""A character in a voice that RVC trained: only with leave, tuned for them, told where something is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renderers.farm.models import Artifact, Step
from studio.core.tenancy import tenant
from tests.fakes import tiny_rvc
from tests.models import needs_engines
from tests.projects.studio import Studio
from tests.projects.test_auditions import try_voice
from tests.projects.test_consent import consent, otto

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SPOKEN_BY = "rvc:am_onyx"


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def brought(studio: Studio, data: bytes, kind: str, **fields: Any) -> Any:
    body = {"kind": kind, "shows": "real", "file": SimpleUploadedFile("vera.pth", data)} | fields
    return studio.client.post(f"/v1/characters/{otto(studio)}/references", body, format="multipart")


def index(folder: Path, version: str = "v2") -> bytes:
    return tiny_rvc.index(folder / f"{version}.npy", version).read_bytes()


def tuned(studio: Studio, **tuning: int) -> Any:
    url = f"/v1/characters/{otto(studio)}"
    version = studio.client.get(url).headers["ETag"]
    change = {"voice": SPOKEN_BY, "voice_tuning": tuning}
    return studio.client.patch(url, change, format="json", headers={"If-Match": version})


@needs_engines
def test_a_trained_voice_speaks_with_leave_and_not_after_it_has_ended(studio: Studio, tmp_path: Path) -> None:
    voice = tiny_rvc.trained(tmp_path / "vera.pth").read_bytes()
    assert brought(studio, voice, "trained_voice").json()["code"] == "consent_needed"
    faces = consent(studio.client, uses=["depict", "train"]).json()["id"]
    for kind in ("trained_voice", "voice_index"):
        refused = brought(studio, voice, kind, consent_id=faces)
        assert "did not allow that their voice is cloned" in refused.json()["detail"]
    with tenant(studio.workspace.pk):
        assert not Artifact.objects.filter(media_type="application/x-pytorch").exists()
    allowed = str(consent(studio.client).json()["id"])
    kept = brought(studio, voice, "trained_voice", consent_id=allowed)
    assert kept.status_code == 201, kept.content
    assert kept.json()["about"] == "RVC v2, 40 kHz, follows the melody"
    assert brought(studio, index(tmp_path), "voice_index", consent_id=allowed).status_code == 201
    assert tuned(studio, transpose=-3, protect_percent=33).status_code == 200
    asked = try_voice(studio, otto(studio))
    assert asked.status_code == 202, asked.content
    with tenant(studio.workspace.pk):
        [step] = Step.objects.filter(engine="rvc")
    assert step.settings | {"voice": "am_onyx", "transpose": -3} == step.settings
    assert "protect_percent" not in step.settings, "what is usual is not said"
    assert [role for role, _ in step.inputs] == ["trained.0", "index.0"]
    ended = studio.client.post(f"/v1/consents/{allowed}/revocation", {"because": "She asked"}, format="json")
    assert ended.status_code == 200, ended.content
    with tenant(studio.workspace.pk):
        step.refresh_from_db()
    assert (step.state, step.error_code) == ("failed", "not_permitted")
    assert try_voice(studio, otto(studio)).json()["code"] == "consent_needed"


def test_without_a_trained_voice_the_order_is_refused_in_words(studio: Studio) -> None:
    answer = try_voice(studio, otto(studio), voice=SPOKEN_BY)
    assert answer.status_code == 409, answer.content
    assert "Otto is to speak in a trained voice" in answer.json()["detail"]
    assert "bring its .pth file on the page Cast" in answer.json()["detail"]


def test_what_is_no_voice_and_no_index_is_told_at_the_door_and_not_kept(studio: Studio) -> None:
    for kind, words in (("trained_voice", "This is not a voice file"), ("voice_index", "no index that can be read")):
        refused = brought(studio, b"not what it says it is", kind, shows="invented")
        assert (refused.status_code, refused.json()["param"]) == (422, "file")
        assert words in refused.json()["detail"]
    with tenant(studio.workspace.pk):
        assert not Artifact.objects.exists()


@needs_engines
def test_a_character_has_one_trained_voice_and_an_index_of_its_version(studio: Studio, tmp_path: Path) -> None:
    first, other = (tiny_rvc.trained(tmp_path / f"{seed}.pth", seed=seed).read_bytes() for seed in (1, 2))
    kept = brought(studio, first, "trained_voice", shows="invented")
    assert kept.status_code == 201, kept.content
    second = brought(studio, other, "trained_voice", shows="invented")
    assert (second.status_code, second.json()["code"]) == (409, "one_trained_voice")
    wrong = brought(studio, index(tmp_path, "v1"), "voice_index", shows="invented")
    assert "of RVC v1, and what this character has already is of v2" in wrong.json()["detail"]
    assert studio.client.delete(f"/v1/references/{kept.json()['id']}").status_code == 204
    with tenant(studio.workspace.pk):
        assert not Artifact.objects.filter(media_type="application/x-pytorch").exists()
    assert brought(studio, index(tmp_path, "v1"), "voice_index", shows="invented").status_code == 201


def test_the_tuning_is_offered_with_its_bounds_and_held_to_them(studio: Studio) -> None:
    offered = {each["name"]: each for each in studio.get("/v1/voices")["data"]}
    assert (offered[SPOKEN_BY]["needs_trained"], offered[SPOKEN_BY]["needs_sample"]) == (True, False)
    bounds = {each["name"]: (each["least"], each["most"], each["usual"]) for each in offered[SPOKEN_BY]["tuning"]}
    assert bounds == {"transpose": (-24, 24, 0), "index_percent": (0, 100, 75), "protect_percent": (0, 50, 33)}
    assert offered["openvoice:am_onyx"]["tuning"] == []
    kept = tuned(studio, transpose=12, index_percent=75)
    assert kept.json()["voice_tuning"] == {"transpose": 12}
    for tuning, words in (
        ({"transpose": 25}, "Transpose goes from -24 to 24"),
        ({"warmth": 1}, "No voice has a setting 'warmth'"),
    ):
        refused = tuned(studio, **tuning)
        assert (refused.status_code, refused.json()["param"]) == (422, "voice_tuning")
        assert words in refused.json()["detail"]


def test_an_index_of_a_picture_is_none(studio: Studio, tmp_path: Path) -> None:
    np.save(tmp_path / "picture.npy", np.zeros((20, 20), np.float32))
    refused = brought(studio, (tmp_path / "picture.npy").read_bytes(), "voice_index", shows="invented")
    assert "vectors of 20 numbers" in refused.json()["detail"]
