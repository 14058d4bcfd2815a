"""A voice that a vendor made of somebody is deleted there when they revoke, when the consent ends, when it is removed.

Against a stand-in for the vendor; what was done is on the workspace's record.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import override_settings

from projects.cast.forgetting import AGAIN, SETTLED, Lapsed, lapsed_voices
from projects.cast.models import Reference
from projects.consent.models import Consent
from renderers.engines.elevenlabs_clones import called
from renderers.farm.kept_voices import FORGOTTEN, STILL_KEPT
from renderers.farm.models import VendorJob
from renderers.farm.tasks import forget_voice
from studio.accounts.models import AuditEntry
from studio.core.clock import now
from studio.core.tenancy import system
from tests.factories import a_vendor_job
from tests.fakes.elevenlabs import FakeElevenLabs, fake_elevenlabs
from tests.projects.studio import Studio
from tests.projects.test_consent import brought, consent
from tests.renderers.media.brought import a_recording

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


@contextmanager
def vendor(studio: Studio) -> Iterator[FakeElevenLabs]:
    """ElevenLabs with a voice of the recording that was brought, and one that is somebody else's."""
    with (
        fake_elevenlabs() as fake,
        override_settings(ENGINE_ACCESS={**settings.ENGINE_ACCESS, "elevenlabs": fake.access()}),
    ):
        with system():
            mine = Reference.objects.get().digest
        fake.voices |= {"x" * 20: called([mine]), "y" * 20: called(["f" * 64])}
        yield fake


def _spoken(studio: Studio) -> str:
    """A consent, a recording under it, and a line that was spoken with it."""
    allowed = str(consent(studio.client).json()["id"])
    assert brought(studio, a_recording(), kind="voice", consent_id=allowed).status_code == 201
    job = a_vendor_job(workspace=studio.workspace)
    with system():
        VendorJob.objects.filter(pk=job.pk).update(engine="elevenlabs_cloned", state="closed")
    return allowed


def _due(at: datetime) -> list[Lapsed]:
    return lapsed_voices(now=at)


def _swept(at: datetime) -> int:
    due = _due(at)
    for each in due:
        forget_voice(each.workspace_id, each.user_id, each.reference_id, each.label, each.sample)
    return len(due)


def _record(verb: str) -> list[AuditEntry]:
    with system():
        return list(AuditEntry.objects.filter(verb=verb).order_by("pk"))


def test_a_revoked_voice_is_deleted_and_no_other_and_once_more_when_all_has_settled(studio: Studio) -> None:
    allowed = _spoken(studio)
    with vendor(studio) as fake:
        assert _due(now()) == [], "while the consent holds the voice stays"
        studio.client.post(f"/v1/consents/{allowed}/revocation", {"because": "She asked"}, format="json")
        assert _swept(now()) == 1
        assert list(fake.voices.values()) == [called(["f" * 64])]
        [told] = _record(FORGOTTEN)
        assert (told.subject_label, told.detail["voices"]) == ("Otto: vera.jpg", 1)
        assert _due(now()) == []
        later = now() + SETTLED + timedelta(minutes=1)
        assert len(_due(later)) == 1, "a line that was being spoken may have made it again"
        with system():
            Consent.objects.update(revoked_at=now() - 2 * SETTLED)
        assert _swept(now()) == 0, "what was deleted after that is gone for good"


@pytest.mark.parametrize("ended", ["expired", "removed"])
def test_a_voice_goes_with_the_consent_that_ended_and_with_the_recording(studio: Studio, ended: str) -> None:
    _spoken(studio)
    with vendor(studio) as fake:
        with system():
            if ended == "expired":
                Consent.objects.update(expires_on=now().date() - timedelta(days=1))
            else:
                Reference.objects.update(archived_at=now())
        assert _swept(now()) == 1
        assert list(fake.voices.values()) == [called(["f" * 64])]


def test_a_vendor_that_cannot_be_told_is_told_again_later_and_the_record_says_why(studio: Studio) -> None:
    allowed = _spoken(studio)
    with vendor(studio) as fake:
        studio.client.post(f"/v1/consents/{allowed}/revocation", {"because": "She asked"}, format="json")
        fake.key = "another-key-0099"
        assert _swept(now()) == 1
        [told] = _record(STILL_KEPT)
        assert "does not accept" in told.detail["because"]
        assert _due(now()) == []
        assert len(_due(now() + AGAIN + timedelta(minutes=1))) == 1
        assert len(fake.voices) == 2


def test_where_no_vendor_ever_spoke_nobody_is_told(studio: Studio) -> None:
    allowed = _spoken(studio)
    with system():
        VendorJob.objects.all().delete()
    studio.client.post(f"/v1/consents/{allowed}/revocation", {}, format="json")
    assert _due(now()) == []
