"""Keys at vendors: sealed, bound to their workspace, shown by four letters, tried for nothing, found just in time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from renderers.errors import KeyMissing, VendorFault
from renderers.farm import engine_keys
from renderers.farm.models import EngineKey
from renderers.runtime.vendors import VENDORS
from studio.accounts.models import AuditEntry, Workspace
from studio.accounts.roles import Role
from studio.core.clock import now
from studio.core.errors import Invalid
from studio.core.tenancy import system, tenant
from tests.factories import a_member, a_workspace, an_actor, an_engine_key, an_owner, signed_in
from tests.fakes.runway import fake_runway
from tests.fakes.vendor import KEY, FakeVendor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workspace() -> Workspace:
    return a_workspace()


def _set(workspace: Workspace, vendor: str = "runway", secret: str = KEY, address: str = "") -> engine_keys.Shown:
    with tenant(workspace.pk):
        owner = an_actor(an_owner(workspace))
        return engine_keys.set_key(actor=owner, vendor=VENDORS[vendor], secret=secret, address=address)


@contextmanager
def _operated(fake: FakeVendor) -> Iterator[None]:
    with override_settings(ENGINE_ACCESS={**settings.ENGINE_ACCESS, fake.name: fake.access()}):
        yield


def test_a_key_is_kept_sealed_and_shown_by_its_last_four_letters(workspace: Workspace) -> None:
    shown = _set(workspace)
    with system():
        row = EngineKey.objects.get()
        entry = AuditEntry.objects.get(verb="engine_key.set")
    assert (shown.source, shown.last_four) == ("workspace", KEY[-4:])
    assert KEY not in "".join(str(value) for value in vars(row).values())
    assert KEY not in f"{entry.subject_label}{entry.detail}"


def test_a_workspace_uses_its_own_key_before_the_studios(workspace: Workspace) -> None:
    with fake_runway() as runway, _operated(runway), tenant(workspace.pk):
        assert engine_keys.access_for(workspace_id=workspace.pk, vendor="runway").owner == "the studio's"
        _set(workspace, secret="our-own-runway-key")
        mine = engine_keys.access_for(workspace_id=workspace.pk, vendor="runway")
        assert (mine.owner, mine.secret, mine.address) == ("the workspace's", "our-own-runway-key", runway.url)
        assert "our-own-runway-key" not in repr(mine)


def test_another_workspaces_key_is_never_found(workspace: Workspace) -> None:
    _set(workspace)
    stranger = a_workspace(name="Strangers")
    with tenant(stranger.pk), pytest.raises(KeyMissing, match="RUNWAY_API_KEY"):
        engine_keys.access_for(workspace_id=stranger.pk, vendor="runway")


def test_a_sealed_key_moved_to_another_workspace_does_not_open(workspace: Workspace) -> None:
    _set(workspace)
    thief = a_workspace(name="Thieves")
    with system():
        sealed = EngineKey.objects.get().sealed
        EngineKey.objects.create(workspace=thief, vendor="runway", sealed=sealed, set_by="usr_x")
    with tenant(thief.pk), pytest.raises(VendorFault, match="belongs somewhere else"):
        engine_keys.access_for(workspace_id=thief.pk, vendor="runway")


def test_keys_outlive_a_new_secret_and_are_sealed_anew_by_a_command(workspace: Workspace) -> None:
    _set(workspace)
    said = StringIO()
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        with tenant(workspace.pk):
            assert engine_keys.access_for(workspace_id=workspace.pk, vendor="runway").secret == KEY
        call_command("reseal_engine_keys", stdout=said)
    assert "1 key" in said.getvalue()
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[]), tenant(workspace.pk):
        assert engine_keys.access_for(workspace_id=workspace.pk, vendor="runway").secret == KEY
    with tenant(workspace.pk), pytest.raises(VendorFault, match="secret has changed"):
        engine_keys.access_for(workspace_id=workspace.pk, vendor="runway")


@pytest.mark.parametrize(
    ("vendor", "secret", "address", "said"),
    [
        ("runway", "", "", "Paste the key"),
        ("runway", "two words", "", "not a key"),
        ("runway", "schlüssel-123", "", "not a key"),
        ("runway", "k" * 501, "", "not a key"),
        ("runway", KEY, "https://evil.example", "address of its own"),
        ("openai_videos", KEY, "", "Enter the address"),
        ("openai_videos", KEY, "http://wan.example/v1", "https://"),
        ("openai_videos", KEY, "https://u:p@wan.example", "password"),
        ("openai_videos", KEY, "https://api.openai.com/v1", "retired Sora"),
        ("openai_videos", KEY, "not an address", "not an address"),
    ],
)
def test_what_cannot_be_a_key_or_an_address_is_refused(
    workspace: Workspace, vendor: str, secret: str, address: str, said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        _set(workspace, vendor, secret, address)


def test_an_address_a_workspace_brings_never_leads_inside(workspace: Workspace) -> None:
    with fake_runway() as runway, _operated(runway):
        _set(workspace, "openai_videos", KEY, "https://127.0.0.1:8000/v1")
        with tenant(workspace.pk):
            shown = engine_keys.try_key(row=EngineKey.objects.get(vendor="openai_videos"), now=now())
    assert shown.works is False
    assert "port 8000" in shown.said or "inside a network" in shown.said


def test_a_key_is_tried_without_paying_and_the_answer_kept(workspace: Workspace) -> None:
    with fake_runway() as runway, _operated(runway):
        client = signed_in(an_owner(workspace))
        made = client.post("/v1/engine-keys", {"vendor": "runway", "key": KEY}, format="json").json()
        good = client.post(f"/v1/engine-keys/{made['id']}/test").json()
        client.post("/v1/engine-keys", {"vendor": "runway", "key": "revoked-key-0000"}, format="json")
        bad = client.post(f"/v1/engine-keys/{made['id']}/test").json()
        assert runway.charged == 0
    assert (good["works"], good["said"]) == (True, "Runway accepts the key.")
    assert bad["works"] is False
    assert "0000" in bad["said"]
    assert "revoked" not in str(bad)


def test_the_list_names_every_vendor_and_what_it_makes(workspace: Workspace) -> None:
    made = an_engine_key(workspace=workspace)
    [*listed] = signed_in(an_owner(workspace)).get("/v1/engine-keys").json()["data"]
    by_vendor = {row["vendor"]: row for row in listed}
    assert set(by_vendor) == set(VENDORS)
    assert by_vendor["runway"] | {"id": made.pk, "source": "workspace"} == by_vendor["runway"]
    assert by_vendor["openai_videos"]["wants_address"]
    sold = {"ElevenLabs Music", "ElevenLabs sound effects", "ElevenLabs voices", "ElevenLabs, the voice of a recording"}
    sold |= {"ElevenLabs dialogue, an exchange in one order"}
    assert set(by_vendor["elevenlabs"]["engines"]) == sold
    for gateway in ("suno_gateway", "udio_gateway"):
        assert by_vendor[gateway]["wants_address"]
        assert "unofficial" in by_vendor[gateway]["title"]
    assert (by_vendor["luma"]["source"], by_vendor["luma"]["id"]) == ("", "")


def test_only_owners_change_keys(workspace: Workspace) -> None:
    made = an_engine_key(workspace=workspace)
    producer = signed_in(a_member(workspace=workspace, role=Role.PRODUCER))
    assert producer.get("/v1/engine-keys").status_code == 200
    assert producer.post("/v1/engine-keys", {"vendor": "luma", "key": KEY}, format="json").status_code == 403
    assert producer.delete(f"/v1/engine-keys/{made.pk}").status_code == 403
    assert signed_in(an_owner(workspace)).delete(f"/v1/engine-keys/{made.pk}").status_code == 204
    with system():
        assert not EngineKey.objects.exists()
