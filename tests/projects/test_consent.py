"""A real person's face or voice is used only with their consent: by no door without, and no longer than it holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from projects.consent.models import Consent, Use
from renderers.farm.models import Artifact, Step
from renderers.farm.store import DjangoStore
from studio.accounts.models import AuditEntry
from studio.accounts.roles import Role
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.factories import a_member, a_workspace, an_api_key, an_owner, signed_in, with_key
from tests.projects.studio import Studio
from tests.renderers.media.brought import a_picture, a_recording

pytestmark = pytest.mark.django_db

SIGNED = b"%PDF-1.7 I, Vera Brandt, allow it."


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def consent(client: APIClient, *, evidence: bytes = SIGNED, **fields: Any) -> Any:
    file = SimpleUploadedFile("release.pdf", evidence)
    body = {"person": "Vera Brandt", "uses": ["depict", "clone"], "evidence": file} | fields
    return client.post("/v1/consents", body, format="multipart")


def brought(studio: Studio, data: bytes, *, client: APIClient | None = None, **fields: Any) -> Any:
    body = {"kind": "front", "shows": "real", "file": SimpleUploadedFile("vera.jpg", data)} | fields
    url = f"/v1/characters/{otto(studio)}/references"
    return (client or studio.client).post(url, body, format="multipart")


def otto(studio: Studio) -> str:
    every = studio.get(f"{studio.url}/characters")["data"]
    return str(next(each["id"] for each in every if each["name"] == "Otto"))


def test_a_real_face_comes_in_with_a_consent_and_by_no_door_without(studio: Studio) -> None:
    key = with_key(an_api_key(workspace=studio.workspace, role=Role.PRODUCER))
    for client in (studio.client, key):
        refused = brought(studio, a_picture(), client=client)
        assert (refused.status_code, refused.json()["code"]) == (409, "consent_needed")
        assert "only with their consent" in refused.json()["detail"]
    with tenant(studio.workspace.pk):
        assert not Artifact.objects.exists(), "nothing is kept of who did not consent"
    recorded = consent(studio.client)
    assert recorded.status_code == 201, recorded.content
    assert recorded.json()["standing"] == "valid"
    kept = brought(studio, a_picture(), client=key, consent_id=recorded.json()["id"])
    assert kept.status_code == 201, kept.content
    assert kept.json() | {"person": "Vera Brandt", "standing": "valid", "width": 400, "height": 500} == kept.json()
    assert studio.client.get(kept.json()["url"]).headers["Content-Type"] == "image/jpeg"


def test_a_character_of_the_studio_needs_no_consent(studio: Studio) -> None:
    kept = brought(studio, a_picture(), shows="invented")
    assert kept.status_code == 201, kept.content
    assert kept.json()["standing"] is None
    both = brought(studio, a_picture(shade=10), shows="invented", consent_id="cns_00000000000000000000000000")
    assert both.status_code == 422


def test_the_picture_of_a_real_person_is_not_called_invented_a_moment_later(studio: Studio) -> None:
    allowed = consent(studio.client).json()["id"]
    assert brought(studio, a_picture(), consent_id=allowed).status_code == 201
    again = brought(studio, a_picture(), shows="invented", kind="profile")
    assert (again.status_code, again.json()["code"]) == (409, "consent_needed")
    assert "Vera Brandt" in again.json()["detail"]


@pytest.mark.parametrize(
    ("terms", "kind", "said"),
    [
        ({"uses": ["clone"]}, "front", "did not allow that pictures of them guide what is drawn"),
        ({"uses": ["depict", "train"]}, "voice", "did not allow that their voice is cloned"),
    ],
)
def test_a_consent_covers_what_it_says(studio: Studio, terms: dict[str, Any], kind: str, said: str) -> None:
    allowed = consent(studio.client, **terms).json()["id"]
    refused = brought(studio, a_recording() if kind == "voice" else a_picture(), kind=kind, consent_id=allowed)
    assert (refused.status_code, refused.json()["code"]) == (409, "consent_needed")
    assert said in refused.json()["detail"]


def test_a_consent_for_one_project_is_none_for_another(studio: Studio) -> None:
    other = Studio()
    other.workspace, other.client = studio.workspace, studio.client
    from tests.factories import a_project

    elsewhere = a_project(workspace=studio.workspace, title="Elsewhere")
    allowed = consent(studio.client, project_id=elsewhere.pk).json()["id"]
    refused = brought(studio, a_picture(), consent_id=allowed)
    assert "is for another project" in refused.json()["detail"]
    found = studio.get(f"/v1/consents?project_id={studio.project.pk}")["data"]
    assert found == []
    assert [each["id"] for each in studio.get("/v1/consents")["data"]] == [allowed]


def test_a_consent_that_ended_holds_no_more(studio: Studio) -> None:
    past = consent(studio.client, expires_on=(now().date() - timedelta(days=1)).isoformat())
    assert past.status_code == 422
    allowed = consent(studio.client, expires_on=now().date().isoformat()).json()
    assert brought(studio, a_picture(), consent_id=allowed["id"]).status_code == 201, "the last day counts"
    with tenant(studio.workspace.pk):
        Consent.objects.update(expires_on=date(2020, 1, 31))
    refused = brought(studio, a_picture(shade=20), consent_id=allowed["id"])
    assert "ended on 31 January 2020" in refused.json()["detail"]
    assert studio.get(f"/v1/consents/{allowed['id']}")["standing"] == "expired"


def test_producers_record_consents_and_editors_use_them(studio: Studio) -> None:
    for role, may in ((Role.PRODUCER, True), (Role.EDITOR, False), (Role.VIEWER, False)):
        client = signed_in(a_member(role=role, workspace=studio.workspace))
        answer = consent(client)
        assert answer.status_code == (201 if may else 403), role
    allowed = consent(studio.client).json()["id"]
    editor = signed_in(a_member(role=Role.EDITOR, workspace=studio.workspace))
    assert brought(studio, a_picture(), client=editor, consent_id=allowed).status_code == 201
    assert editor.get(f"/v1/consents/{allowed}/evidence").status_code == 403
    assert editor.post(f"/v1/consents/{allowed}/revocation", {}, format="json").status_code == 403


def test_what_was_done_with_a_consent_is_on_the_record(studio: Studio) -> None:
    allowed = consent(studio.client).json()["id"]
    brought(studio, a_picture(), consent_id=allowed)
    proof = studio.get(f"/v1/consents/{allowed}/evidence")
    assert studio.client.get(proof["url"]).headers["Content-Type"] == "application/pdf"
    studio.client.post(f"/v1/consents/{allowed}/revocation", {"because": "She asked"}, format="json")
    with tenant(studio.workspace.pk):
        verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
        revoked = AuditEntry.objects.get(verb="consent.revoked")
    deeds = ["consent.recorded", "reference.added", "consent.evidence_read", "consent.revoked"]
    assert [verb for verb in verbs if verb in deeds] == deeds
    assert (revoked.subject_label, revoked.detail) == ("Vera Brandt", {"because": "She asked"})


@pytest.mark.parametrize(
    ("evidence", "said"),
    [(b"", "empty"), (b"I allow it", "PDF"), (b"%PDF-" + bytes(20 * 2**20), "too large")],
    ids=["empty", "text", "large"],
)
def test_a_consent_has_a_proof(studio: Studio, evidence: bytes, said: str) -> None:
    answer = consent(studio.client, evidence=evidence)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_file_that_cannot_be_used_is_refused_in_words_and_kept_nowhere(studio: Studio) -> None:
    for kind, data, said in (
        ("front", a_picture(100, 400), "The shorter side needs 256 pixels"),
        ("voice", a_recording(level=0), "This recording is silent"),
    ):
        answer = brought(studio, data, kind=kind, shows="invented")
        assert answer.status_code == 422
        assert said in answer.content.decode()
    with tenant(studio.workspace.pk):
        assert not Artifact.objects.exists()


def test_a_sample_is_kept_as_one_channel_that_plays(studio: Studio) -> None:
    kept = brought(studio, a_recording(4), kind="voice", shows="invented").json()
    assert kept["milliseconds"] == 4000
    sound = studio.client.get(kept["url"])
    assert sound.headers["Content-Type"] == "audio/wav"


def test_a_removed_picture_is_gone_from_the_store_unless_it_serves_elsewhere(studio: Studio) -> None:
    first = brought(studio, a_picture(), shows="invented").json()
    second = brought(studio, a_picture(), shows="invented", kind="profile").json()
    assert brought(studio, a_picture(), shows="invented").json()["code"] == "reference_exists"
    with tenant(studio.workspace.pk):
        digest = Artifact.objects.get().digest
    store = DjangoStore(studio.workspace.pk)
    assert studio.client.delete(f"/v1/references/{first['id']}").status_code == 204
    with store.open_path(digest) as file:
        assert file.exists()
    assert studio.client.delete(f"/v1/references/{second['id']}").status_code == 204
    with pytest.raises(KeyError), store.open_path(digest):
        pass
    assert studio.get(f"{studio.url}/references")["data"] == []


def test_nobody_of_another_workspace_lends_a_consent(studio: Studio) -> None:
    theirs = consent(signed_in(an_owner(a_workspace()))).json()["id"]
    assert brought(studio, a_picture(), consent_id=theirs).status_code == 404
    with tenant(studio.workspace.pk):
        assert not Use.objects.exists()
        assert not Step.objects.exists()
