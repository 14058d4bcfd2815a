"""Voices that vendors keep of recordings: told to delete them when the person they are of may not be heard any more."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from typing import Protocol, runtime_checkable

from renderers.engines import engines
from renderers.errors import VendorFault
from renderers.farm import engine_keys
from renderers.farm.models import VendorJob
from renderers.runtime.vendor_calls import Line, Pace
from renderers.runtime.vendors import VENDORS
from studio.accounts.audit import record
from studio.core.actor import Actor
from studio.core.tenancy import tenant

FORGOTTEN, STILL_KEPT = "voice.forgotten", "voice.still_kept"
"""Verbs of the workspace's record: it was deleted at the vendor; it could not be, and is tried again."""

_PATIENCE_SECONDS = 20.0
log = logging.getLogger(__name__)


@runtime_checkable
class KeepsVoices(Protocol):
    """An engine whose vendor keeps a voice that it made of recordings."""

    def forget(self, line: Line, samples: Collection[str]) -> int:
        """Deletes every voice made of recordings that are called so in plans; how many. Raises VendorFault."""


def keepers() -> Mapping[str, KeepsVoices]:
    """Engines of that kind, by name."""
    return {name: engine for name, engine in engines().items() if isinstance(engine, KeepsVoices)}


def forget(*, actor: Actor, subject_id: str, label: str, sample: str) -> bool:
    """Deletes what vendors made of a recording, and puts it on the record; whether all of it is gone."""
    told = {name: _forgotten(actor.workspace_id, name, sample) for name in _at_work(actor.workspace_id)}
    faults = [said for _, said in told.values() if said]
    with tenant(actor.workspace_id):
        record(
            actor=actor,
            verb=STILL_KEPT if faults else FORGOTTEN,
            subject_id=subject_id,
            label=label,
            voices=sum(count for count, _ in told.values()),
            because=" ".join(faults),
        )
    return not faults


def _at_work(workspace_id: str) -> list[str]:
    """Those that ever ordered something for the workspace."""
    with tenant(workspace_id):
        rows = VendorJob.objects.filter(workspace_id=workspace_id, engine__in=keepers())
        return sorted(set(rows.values_list("engine", flat=True)))


def _forgotten(workspace_id: str, name: str, sample: str) -> tuple[int, str]:
    """How many voices, or why they could not be deleted."""
    vendor = engine_keys.vendor_of(name)
    try:
        with tenant(workspace_id):
            key = engine_keys.access_for(workspace_id=workspace_id, vendor=vendor)
        line = Line(VENDORS[vendor], key, Pace(call_patience=_PATIENCE_SECONDS))
        return keepers()[name].forget(line, [sample]), ""
    except VendorFault as error:
        log.warning("a voice at %s could not be deleted: %s", vendor, error)
        return 0, str(error)
