"""Films by vendors: without a key it is said before anything is ordered; a question is answered once, by an owner."""

from __future__ import annotations

import pytest

from renderers.farm import engine_keys
from renderers.farm.models import VendorJob
from renderers.runtime.vendors import VENDORS
from studio.accounts.roles import Role
from studio.core.tenancy import system, tenant
from tests.factories import a_member, a_vendor_job, a_workspace, an_actor, an_owner, signed_in
from tests.projects.studio import Studio

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_a_key_a_quote_says_so_and_no_film_is_ordered() -> None:
    studio = Studio()
    quote = studio.quote(preset="cloud")
    for title in ("Black Forest Labs", "ElevenLabs", "Runway"):
        assert any(f"There is no key for {title}" in said for said in quote["shortages"])
    refused = studio.client.post("/v1/renders", {"quote_id": quote["id"]}, headers={"Idempotency-Key": "1"})
    assert refused.status_code == 409, refused.content
    assert refused.json()["code"] == "nobody_can_make_it"
    assert "RUNWAY_API_KEY" in refused.json()["detail"]


def test_with_keys_of_its_own_a_workspace_is_told_nothing_of_keys() -> None:
    studio = Studio()
    with tenant(studio.workspace.pk):
        owner = an_actor(an_owner(studio.workspace))
        for vendor in ("runway", "bfl", "elevenlabs"):
            engine_keys.set_key(actor=owner, vendor=VENDORS[vendor], secret="a-key-of-the-workspace")
    assert not any("There is no key" in said for said in studio.quote(preset="cloud")["shortages"])
    assert not any("There is no key" in said for said in studio.quote()["shortages"])


def test_a_question_is_answered_once_and_only_by_an_owner() -> None:
    workspace = a_workspace()
    job = a_vendor_job(workspace=workspace)
    url = f"/v1/vendor-jobs/{job.pk}/answer"
    editor, owner = signed_in(a_member(workspace=workspace, role=Role.EDITOR)), signed_in(an_owner(workspace))
    [asked] = editor.get("/v1/vendor-jobs").json()["data"]
    assert (asked["title"], asked["question"]) == ("Runway", "Runway did not say.")
    assert editor.post(url, {"decision": "order_again"}, format="json").status_code == 403
    wrong = owner.post(url, {"decision": "found", "number": "not a number"}, format="json")
    assert wrong.json()["param"] == "number"
    found = owner.post(url, {"decision": "found", "number": "task-77"}, format="json")
    assert (found.json()["state"], found.json()["number"]) == ("submitted", "task-77")
    again = owner.post(url, {"decision": "order_again"}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "not_asking")
    assert owner.get("/v1/vendor-jobs").json()["data"] == []


def test_ordering_again_closes_the_old_order() -> None:
    workspace = a_workspace()
    job = a_vendor_job(workspace=workspace)
    owner = signed_in(an_owner(workspace))
    owner.post(f"/v1/vendor-jobs/{job.pk}/answer", {"decision": "order_again"}, format="json")
    with system():
        assert VendorJob.objects.get().state == "closed"
