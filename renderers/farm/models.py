"""Rows of the farm: renders, the steps they share, what was made, and who makes it. Only `steps.py` changes a state."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from renderers.events import RenderState, StepState
from renderers.runtime.desk import OrderState
from studio.core.ids import MAX_LENGTH, id_factory
from studio.core.models import IdField, TenantForeignKey, TenantModel
from studio.core.tracing import TRACEPARENT_LENGTH

DIGEST = 64


def _choices(kind: Any) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Render(TenantModel):
    """A film ordered: its frozen spec, what its results will be called, and how far it is.

    `subject` is whose film it is, an id the farm does not interpret; `wanted` maps subject -> role -> digest.
    """

    id = IdField(default=id_factory("rnd"))
    subject = models.CharField(max_length=MAX_LENGTH)
    preset = models.CharField(max_length=40)
    spec = models.JSONField()
    wanted = models.JSONField()
    result = models.CharField(max_length=DIGEST)
    state = models.CharField(max_length=12, choices=_choices(RenderState), default=RenderState.QUEUED.value)
    error_code = models.CharField(max_length=60, blank=True, default="")
    error = models.TextField(blank=True, default="")
    started_by = models.CharField(max_length=MAX_LENGTH)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["workspace", "subject", "id"], name="farm_render_subject")]


class Step(TenantModel):
    """One thing to make, shared by every render of the workspace that wants it.

    `waits` counts inputs not made yet. A worker holds a step by `fence` until `lease_until`; a finish with an older
    fence is refused. `trace` is the click it came from. `attempts` count tries that failed, `losses` workers that
    vanished, `blamed` names the workers it failed on; `remade` is how often the store lost what was made. What is `due`
    first (milliseconds of the epoch) is made first; somebody looks on while an `urgent` one is made. Since `not_before`
    it has been ready, or from then on it will be.
    """

    id = IdField(default=id_factory("stp"))
    digest = models.CharField(max_length=DIGEST)
    engine = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    settings = models.JSONField()
    inputs = models.JSONField()
    stage = models.CharField(max_length=20)
    label = models.CharField(max_length=100)
    size = models.CharField(max_length=20)
    work = models.FloatField()
    state = models.CharField(max_length=12, choices=_choices(StepState))
    waits = models.PositiveIntegerField(default=0)
    due = models.BigIntegerField(default=0, db_default=0)
    urgent = models.BooleanField(default=False, db_default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    losses = models.PositiveSmallIntegerField(default=0)
    remade = models.PositiveSmallIntegerField(default=0, db_default=0)
    fence = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField()
    worker = models.CharField(max_length=120, blank=True, default="")
    seconds = models.FloatField(default=0.0)
    trace = models.CharField(max_length=TRACEPARENT_LENGTH, default="", db_default="")
    error_code = models.CharField(max_length=60, blank=True, default="")
    error = models.TextField(blank=True, default="")
    blamed = models.JSONField(default=list, db_default=[])

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "digest"], name="farm_step_digest")]
        indexes: ClassVar = [
            # The order of the claim: any other order makes it forty times slower.
            models.Index(
                fields=["size", "workspace", "due", "id"],
                include=["engine", "version", "urgent", "not_before"],
                name="farm_step_due",
                condition=Q(state="ready"),
            ),
            models.Index(fields=["workspace", "size"], name="farm_step_at_work", condition=Q(state="running")),
            models.Index(fields=["workspace", "lease_until"], name="farm_step_running", condition=Q(state="running")),
            models.Index(fields=["engine"], name="farm_step_engine", condition=Q(state="done")),
        ]


class StepDependency(TenantModel):
    """`child` needs what `parent` makes."""

    id = IdField(default=id_factory("dep"))
    parent = TenantForeignKey(Step, on_delete=models.CASCADE, related_name="children")
    child = TenantForeignKey(Step, on_delete=models.CASCADE, related_name="parents")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "parent", "child"], name="farm_dependency_once")
        ]


class RenderStep(TenantModel):
    """A step a render needs. `cached` when it was made before the render was ordered."""

    id = IdField(default=id_factory("rst"))
    render = TenantForeignKey(Render, on_delete=models.CASCADE, related_name="render_steps")
    step = TenantForeignKey(Step, on_delete=models.CASCADE, related_name="render_steps")
    ordinal = models.PositiveIntegerField()
    subject = models.CharField(max_length=80)
    cached = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "render", "step"], name="farm_render_step_once")
        ]
        indexes: ClassVar = [models.Index(fields=["workspace", "step"], name="farm_render_step_step")]


class Artifact(TenantModel):
    """A finished file in the store. A digest once made is never overwritten."""

    id = IdField(default=id_factory("art"))
    digest = models.CharField(max_length=DIGEST)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "digest"], name="farm_artifact_digest")]


class Lane(TenantModel):
    """A workspace's turn at the workers of one size.

    `served` is the work it was given so far divided by its weight, `started` what `served` was at its last claim: who
    was served least is served next. `at_once` bounds its running steps; None, nothing does.
    """

    id = IdField(default=id_factory("lan"))
    size = models.CharField(max_length=20)
    served = models.FloatField(default=0.0)
    started = models.FloatField(default=0.0)
    weight = models.FloatField(default=1.0)
    at_once = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "size"], name="farm_lane_once")]
        indexes: ClassVar = [models.Index(fields=["size", "-started"], name="farm_lane_started")]


class Worker(models.Model):
    """A process that makes steps: it belongs to the farm, not to a workspace.

    `engines` are those it can run, as `name@version`; `missing` says of others why not. `failures` are faults in a row
    since `failing_since`; with too many of them, while others succeed, it rests until `aside_until`.
    """

    id = IdField(default=id_factory("wrk"))
    name = models.CharField(max_length=120, db_index=True)
    size = models.CharField(max_length=20)
    slots = models.PositiveSmallIntegerField()
    engines = models.JSONField(default=list, db_default=[])
    missing = models.JSONField(default=dict, db_default={})
    memory_gb = models.PositiveIntegerField(default=0, db_default=0)
    gpu_memory_gb = models.PositiveIntegerField(default=0, db_default=0)
    code = models.CharField(max_length=20, default="", db_default="")
    draining = models.BooleanField(default=False, db_default=False)
    failures = models.PositiveSmallIntegerField(default=0, db_default=0)
    failing_since = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    aside_until = models.DateTimeField(null=True)
    aside_because = models.TextField(default="", db_default="")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["size", "seen_at"], name="farm_worker_seen")]


class VendorJob(TenantModel):
    """An order of a step at a vendor, see `renderers.runtime.desk.Order`; its number is here before it is asked about.

    `account` says whose key paid, and its last four letters. `question` is what a person must decide, if anything.
    """

    id = IdField(default=id_factory("vjb"))
    digest = models.CharField(max_length=DIGEST)
    part = models.PositiveSmallIntegerField(default=0)
    engine = models.CharField(max_length=60)
    label = models.CharField(max_length=100)
    vendor = models.CharField(max_length=40)
    ref = models.CharField(max_length=36)
    state = models.CharField(max_length=12, choices=_choices(OrderState))
    vendor_job_id = models.CharField(max_length=200, blank=True, default="")
    poll_url = models.TextField(blank=True, default="")
    account = models.CharField(max_length=60)
    submitted_at = models.DateTimeField()
    question = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "digest", "part"], name="farm_vendorjob_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "workspace"], name="farm_vendorjob_live", condition=~Q(state="closed"))
        ]


class EngineKey(TenantModel):
    """A workspace's own key at a vendor, encrypted; all of it that is ever shown are the last four letters."""

    id = IdField(default=id_factory("ekey"))
    vendor = models.CharField(max_length=40)
    sealed = models.TextField(editable=False)
    last_four = models.CharField(max_length=4, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    set_by = models.CharField(max_length=MAX_LENGTH)
    tested_at = models.DateTimeField(null=True)
    works = models.BooleanField(null=True)
    said = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "vendor"], name="farm_enginekey_once")]


class EngineChoice(TenantModel):
    """Which engines a person wants for a `target` (a shot, a scene or a whole film) of a `subject`: ids of others.

    Of each role, or `every`; empty decides nothing. `fallback` is used where the chosen engine cannot be. `role` is
    what a shot was said to be. `lips`, `faces`, `rate` and `size` finish its clip; `off` leaves it as it was filmed.
    """

    id = IdField(default=id_factory("ech"))
    subject = models.CharField(max_length=MAX_LENGTH)
    target = models.CharField(max_length=MAX_LENGTH)
    role = models.CharField(max_length=12, blank=True, default="")
    every = models.CharField(max_length=60, blank=True, default="")
    hero = models.CharField(max_length=60, blank=True, default="")
    batch = models.CharField(max_length=60, blank=True, default="")
    dialogue = models.CharField(max_length=60, blank=True, default="")
    fallback = models.CharField(max_length=60, blank=True, default="")
    lips = models.CharField(max_length=60, blank=True, default="", db_default="")
    faces = models.CharField(max_length=60, blank=True, default="", db_default="")
    rate = models.CharField(max_length=60, blank=True, default="", db_default="")
    size = models.CharField(max_length=60, blank=True, default="", db_default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "target"], name="farm_enginechoice_once")]
        indexes: ClassVar = [models.Index(fields=["workspace", "subject"], name="farm_enginechoice_film")]
