"""Keys at vendors: a workspace's own before the studio's; encrypted at rest, opened only for the step that needs it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from renderers.engines import engines
from renderers.errors import VendorFault
from renderers.farm.models import EngineKey
from renderers.runtime.desk import no_key
from renderers.runtime.vendor_calls import Line, Pace
from renderers.runtime.vendors import VENDORS, Access, Vendor, address_fault, last_four
from studio.accounts.audit import record
from studio.core.actor import Actor
from studio.core.errors import Invalid
from studio.core.tenancy import access, system

LONGEST_KEY = 500
_PURPOSE = b"engine keys of workspaces, 1"
_ONCE, _TEST_SECONDS = 0.0, 8.0


class CannotOpen(VendorFault):
    """The key was sealed with a secret that the studio no longer has."""

    code = "vendor_key"


@dataclass(frozen=True, slots=True)
class Shown:
    """What people see of a vendor: whose key is used (`workspace`, `studio` or nobody's), and whether it works."""

    vendor: Vendor
    source: str
    last_four: str
    address: str
    engines: tuple[str, ...]
    id: str = ""
    tested_at: datetime | None = None
    works: bool | None = None
    said: str = ""

    @property
    def wants_address(self) -> bool:
        """Whether whoever brings the key brings the address too."""
        return not self.vendor.address


def _boxes() -> MultiFernet:
    """The studio's secret first, then those it had before (SECRET_KEY_FALLBACKS): what they sealed still opens."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_stretched(secret)) for secret in secrets])


def _stretched(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


def _sealed(*, workspace_id: str, vendor: str, secret: str) -> str:
    """Bound to its place: moved to another workspace or vendor it does not open."""
    return _boxes().encrypt(json.dumps([workspace_id, vendor, secret]).encode()).decode()


def _opened(row: EngineKey) -> str:
    try:
        workspace_id, vendor, secret = json.loads(_boxes().decrypt(row.sealed.encode()))
    except (InvalidToken, ValueError) as error:
        title = VENDORS[row.vendor].title
        raise CannotOpen(
            f"The key for {title} cannot be opened: the studio's secret has changed. Enter it again under Workspace > "
            "Engine keys. Nothing was ordered."
        ) from error
    if (workspace_id, vendor) != (row.workspace_id, row.vendor):
        raise CannotOpen(f"The key for {VENDORS[row.vendor].title} belongs somewhere else; enter it again.")
    return str(secret)


def access_for(*, workspace_id: str, vendor: str) -> Access:
    """The key for a step of this workspace. Raises KeyMissing. Call within `tenant(workspace_id)`."""
    operator: Access = settings.ENGINE_ACCESS[vendor]
    own = EngineKey.objects.filter(workspace_id=workspace_id, vendor=vendor).first()
    if own is None:
        if not operator.owner:
            raise no_key(vendor)
        return operator
    address = own.address or operator.address
    # Hosts that the operator opened serve the operator's own address; a workspace must not reach inside with its own.
    hosts = operator.open_hosts if address == operator.address else ()
    return replace(operator, secret=_opened(own), address=address, owner="the workspace's", open_hosts=hosts)


def keyless(*, workspace_id: str, names: Iterable[str]) -> list[str]:
    """Which of these engines have no key, a sentence each. Call within `tenant(workspace_id)`."""
    vendors = {vendor: engine for engine in sorted(set(names)) if (vendor := vendor_of(engine))}
    own = set(EngineKey.objects.filter(workspace_id=workspace_id).values_list("vendor", flat=True))
    lacking = [vendor for vendor in vendors if vendor not in own and not settings.ENGINE_ACCESS[vendor].owner]
    return [str(no_key(vendor)) for vendor in lacking]


def state_of(*, workspace_id: str) -> object:
    """Changes with every key that a workspace sets or forgets."""
    mine = EngineKey.objects.filter(workspace_id=workspace_id)
    return tuple(mine.order_by("vendor").values_list("vendor", "updated_at"))


def vendor_of(engine: str) -> str:
    """Whose engine it is; nothing for one of ours."""
    offer = getattr(engines().get(engine), "offer", None)
    return offer.vendor if offer else ""


def shown(*, workspace_id: str) -> list[Shown]:
    """Every vendor, with its key as far as people may see it."""
    own = {row.vendor: row for row in EngineKey.objects.filter(workspace_id=workspace_id)}
    return [_shown(vendor, own.get(vendor.name)) for vendor in VENDORS.values()]


def _shown(vendor: Vendor, row: EngineKey | None) -> Shown:
    titles = tuple(engine.title for name, engine in sorted(engines().items()) if vendor_of(name) == vendor.name)
    if row is not None:
        told = (row.pk, row.tested_at, row.works, row.said)
        return Shown(vendor, "workspace", row.last_four, row.address or vendor.address, titles, *told)
    operator: Access = settings.ENGINE_ACCESS[vendor.name]
    return Shown(vendor, "studio" if operator.owner else "", "", vendor.address, titles)


def access_key(*, workspace_id: str, id: str) -> EngineKey:
    """One key; NotFound for strangers."""
    return access(EngineKey.objects.all(), workspace_id=workspace_id, id=id)


@transaction.atomic
def set_key(*, actor: Actor, vendor: Vendor, secret: str, address: str = "") -> Shown:
    """The workspace's own key, from now on. Raises Invalid in words."""
    secret, address = secret.strip(), address.strip().rstrip("/")
    _insist(vendor, secret, address)
    row, _ = EngineKey.objects.update_or_create(
        workspace_id=actor.workspace_id,
        vendor=vendor.name,
        defaults={
            "sealed": _sealed(workspace_id=actor.workspace_id, vendor=vendor.name, secret=secret),
            "last_four": last_four(secret),
            "address": address,
            "set_by": actor.user_id,
            "tested_at": None,
            "works": None,
            "said": "",
        },
    )
    record(actor=actor, verb="engine_key.set", subject_id=row.pk, label=vendor.title)
    return _shown(vendor, row)


def _insist(vendor: Vendor, secret: str, address: str) -> None:
    if not secret and not vendor.keyless:
        raise Invalid(f"Paste the key that {vendor.title} gave you.", param="key")
    if len(secret) > LONGEST_KEY or not secret.isascii() or not secret.isprintable() or " " in secret:
        raise Invalid("This is not a key: keys are one word of plain letters, digits and signs.", param="key")
    if vendor.address and address and address != vendor.address:
        raise Invalid(f"{vendor.title} has an address of its own; leave this empty.", param="address")
    if not vendor.address and not address:
        raise Invalid(f"Enter the address of your {vendor.title}.", param="address")
    fault = address_fault(address) if address else ""
    if not fault and address and not address.startswith("https://"):
        fault = "the address must begin with https://"
    if fault:
        raise Invalid(f"This address cannot be used: {fault}.", param="address")


@transaction.atomic
def forget_key(*, actor: Actor, row: EngineKey) -> None:
    """The workspace's own key is gone; the studio's is used again if there is one."""
    record(actor=actor, verb="engine_key.removed", subject_id=row.pk, label=VENDORS[row.vendor].title)
    row.delete()


def try_key(*, row: EngineKey, now: datetime) -> Shown:
    """Asks the vendor something that costs nothing, and keeps what came of it."""
    row.tested_at = now
    row.works, row.said = _tried(row)
    row.save(update_fields=["tested_at", "works", "said", "updated_at"])
    return _shown(VENDORS[row.vendor], row)


def _tried(row: EngineKey) -> tuple[bool, str]:
    vendor = VENDORS[row.vendor]
    try:
        access = access_for(workspace_id=row.workspace_id, vendor=row.vendor)
        Line(vendor, access, Pace(call_patience=_ONCE)).get(vendor.probe, within_seconds=_TEST_SECONDS)
    except VendorFault as error:
        return False, str(error)
    return True, f"{vendor.title} accepts the key."


def reseal() -> int:
    """Seals every key anew with the studio's present secret; how many. The old one may be dropped afterwards."""
    with system():
        rows = list(EngineKey.objects.select_for_update())
        for row in rows:
            row.sealed = _boxes().rotate(row.sealed.encode()).decode()
            row.save(update_fields=["sealed", "updated_at"])
    return len(rows)
