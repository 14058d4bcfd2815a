"""The store is held against its rows: what was damaged or lost is named, and made again once it was taken away."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from renderers.farm import audit, uploads
from renderers.farm.models import Step
from renderers.farm.store import DjangoStore
from studio.accounts.models import Workspace
from studio.core.tenancy import tenant
from tests.factories import a_workspace
from tests.renderers.farm.plans import a_plan, order, state_of, work_off

pytestmark = pytest.mark.django_db


def _file(workspace: Workspace, digest: str) -> Path:
    return Path(default_storage.path(DjangoStore(workspace.pk).name(digest)))


def _digests(workspace: Workspace) -> dict[str, str]:
    with tenant(workspace.pk):
        return dict(Step.objects.values_list("label", "digest"))


def _found(look: audit.Look, *, of: Workspace) -> dict[str, str]:
    return {each.label: each.what for each in audit.wrong_files(look) if each.workspace_id == of.pk}


def test_a_finished_film_that_is_damaged_on_the_store_is_found_and_made_again() -> None:
    lumen = a_workspace()
    order(lumen, a_plan())
    work_off()
    digests = _digests(lumen)
    assert _found(audit.Look.BYTES, of=lumen) == {}
    _file(lumen, digests["report"]).write_text("x" * 64)
    _file(lumen, digests["panel 0"]).unlink()
    _file(lumen, digests["panel 1"]).write_text("short")
    assert _found(audit.Look.BYTES, of=lumen) == {
        "report": "is damaged on the store",
        "panel 0": "is gone from the store",
        "panel 1": "has 5 bytes on the store instead of 64",
    }
    assert "report" not in _found(audit.Look.LENGTHS, of=lumen)
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_store", "--discard", stderr=said)
    assert f"{lumen.pk}: report ({digests['report'][:12]}) is damaged on the store; it is made again" in said.getvalue()
    again = order(lumen, a_plan())
    assert _found(audit.Look.BYTES, of=lumen) == {}, "what is on its way again is not wrong"
    work_off()
    assert state_of(again)[0] == "succeeded"
    assert _found(audit.Look.BYTES, of=lumen) == {}


def test_what_somebody_brought_is_never_taken_away(tmp_path: Path) -> None:
    lumen, sample = a_workspace(), tmp_path / "voice.wav"
    sample.write_bytes(b"a voice")
    with tenant(lumen.pk):
        kept = uploads.keep_upload(workspace_id=lumen.pk, file=sample, media_type="audio/wav", facts={})
    _file(lumen, kept.digest).write_bytes(b"a vOice")
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_store", "--discard", stderr=said)
    assert "which somebody brought, is damaged on the store; bring it back from a copy" in said.getvalue()
    assert _file(lumen, kept.digest).exists()
