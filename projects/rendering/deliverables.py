"""What of a film can be taken away: every file with its figures, and what may still be asked for, with its price."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import transaction

from billing.quotes import Estimate
from projects.project.made import FILM, State
from projects.project.models import Project
from projects.project.selectors import locked_project
from projects.rendering import orders
from projects.rendering.current import compiled, extended
from projects.rendering.selectors import access_filmed, wanted_now
from projects.rendering.spec import CannotBeFilmed
from renderers.compilers.film_extras import EXTRAS, only
from renderers.events import OPEN_RENDERS, RenderState
from renderers.farm import selectors as farm
from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact, Render
from renderers.plan import Plan
from renderers.spec import FilmSpec
from renderers.timing import SAMPLE_RATE
from studio.core.actor import Actor
from studio.core.errors import Conflict


class NewerFilm(Conflict):
    """A newer film of this project was ordered since; ask for the deliverables of that render."""

    code = "newer_film"


@dataclass(frozen=True, slots=True)
class Kind:
    """A file of a film by its role: where it is listed, what it is called, how its name ends."""

    role: str
    group: str
    title: str
    ending: str
    extra: str = ""


KINDS = (
    Kind("master", "film", "Film, captions as a track", ".mp4"),
    Kind("burned", "film", "Film, captions in the picture", " (captioned).mp4", "burned"),
    Kind("subtitles", "captions", "SubRip", ".srt"),
    Kind("captions", "captions", "WebVTT", ".vtt"),
    Kind("sdh", "captions", "With speakers and sounds (SDH, WebVTT)", " (SDH).vtt"),
    Kind("mix", "sound", "Full mix", " (mix).wav", "mix"),
    Kind("dialogue", "sound", "Dialogue stem", " (dialogue).wav", "stems"),
    Kind("music", "sound", "Music stem", " (music).wav", "stems"),
    Kind("effects", "sound", "Effects stem", " (effects).wav", "stems"),
    Kind("storyboard", "paper", "Storyboard, pages", " (storyboard).pdf", "storyboard"),
    Kind("sheet", "paper", "Storyboard, one sheet", " (storyboard).jpg", "sheet"),
    Kind("report", "paper", "Report on the film", " (report).json"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a film; figures are None where it has none or is not made. `extra` is how to ask for it."""

    role: str
    group: str
    title: str
    filename: str
    extra: str
    state: State
    cause: str
    url: str | None
    bytes: int | None
    frames: int | None
    loudness_lufs: float | None


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be asked for: how it stands, why it cannot be made, and what it would take now."""

    name: str
    title: str
    state: State
    cause: str
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class Deliverables:
    """Of one render."""

    render_id: str
    rate: str
    files: Sequence[File]
    offers: Sequence[Offer]


def deliverables_of(*, workspace_id: str, render_id: str, now: datetime) -> Deliverables:
    """Everything of the film of this render, made or not; NotFound for strangers."""
    render, project = access_filmed(workspace_id=workspace_id, id=render_id)
    found = _Delivery(render, project, now)
    return Deliverables(render.id, str(render.spec["rate"]), tuple(found.files()), tuple(found.offers()))


@transaction.atomic
def order_deliverables(*, actor: Actor, render_id: str, names: Sequence[str], now: datetime) -> Render:
    """The film of this render as it was ordered, with these extras; only what is missing is made. Raises NewerFilm."""
    render, project = access_filmed(workspace_id=actor.workspace_id, id=render_id)
    locked_project(workspace_id=actor.workspace_id, id=project.id)
    past = farm.renders_of(workspace_id=actor.workspace_id, subject=project.id)
    newest = past.filter(state__in=(*OPEN_RENDERS, RenderState.SUCCEEDED)).first()
    if newest is not None and newest.result != render.result:
        raise NewerFilm
    return orders.order_again(actor=actor, render_id=render.pk, extras=names, now=now)


class _Delivery:
    """One film: what is wanted of it under which digest, and what of that exists."""

    def __init__(self, render: Render, project: Project, now: datetime) -> None:
        self.render, self.project, self.now = render, project, now
        self.spec = FilmSpec.model_validate(render.spec)
        current = wanted_now(project)
        same = current is not None and (current.preset, current.plan.result) == (render.preset, render.result)
        self.base = current.plan if current and same else compiled(self.spec, render.preset)
        self.plans: dict[str, Plan] = {}
        self.refused: dict[str, str] = {}
        for name in EXTRAS:
            try:
                self.plans[name] = extended(self.base, self.spec, (name,))
            except CannotBeFilmed as error:
                self.refused[name] = error.message

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """By role; what the render itself made stands above what would be made now."""
        now = {role: digest for plan in self.plans.values() for role, digest in plan.wanted[FILM].items()}
        return {**now, **self.render.wanted[FILM]}

    @cached_property
    def made(self) -> Mapping[str, Artifact]:
        return farm.artifacts(workspace_id=self.render.workspace_id, digests=self.digests.values())

    @cached_property
    def running(self) -> Collection[str]:
        """Digests that renders on their way will bring."""
        past = farm.renders_of(workspace_id=self.render.workspace_id, subject=self.render.subject)
        active = past.filter(state__in=OPEN_RENDERS).values_list("wanted", flat=True)
        return {digest for wanted in active for digest in wanted.get(FILM, {}).values()}

    @cached_property
    def failures(self) -> Mapping[str, str]:
        return farm.failures(workspace_id=self.render.workspace_id, digests=self.digests.values())

    def files(self) -> Iterator[File]:
        for kind in KINDS:
            digest = self.digests.get(kind.role, "")
            artifact, filename = self.made.get(digest), f"{self.spec.title}{kind.ending}"
            state, cause = self._stands(digest, kind.extra)
            yield File(
                role=kind.role,
                group=kind.group,
                title=kind.title,
                filename=filename,
                extra=kind.extra,
                state=state,
                cause=cause,
                url=artifact_url(artifact, filename=filename) if artifact else None,
                bytes=artifact.size if artifact else None,
                frames=self._frames(artifact) if artifact else None,
                loudness_lufs=self._loudness(kind.role, artifact) if artifact else None,
            )

    def offers(self) -> Iterator[Offer]:
        for name, extra in EXTRAS.items():
            stands = [self._stands(self.digests.get(role, ""), name) for role in extra.roles]
            state, cause = next((each for each in stands if each[0] is not State.CURRENT), stands[0])
            asked = state in (State.MISSING, State.BLOCKED) and name in self.plans
            estimate = self._estimate(only(self.plans[name], extra.roles)) if asked else None
            yield Offer(name, extra.title, state, cause, estimate)

    def _stands(self, digest: str, extra: str) -> tuple[State, str]:
        if digest in self.made:
            return State.CURRENT, ""
        if extra in self.refused:
            return State.BLOCKED, self.refused[extra]
        if digest in self.running:
            return State.RUNNING, ""
        return (State.BLOCKED, self.failures[digest]) if digest in self.failures else (State.MISSING, "")

    def _estimate(self, plan: Plan) -> Estimate:
        return orders.estimate(workspace_id=self.render.workspace_id, plan=plan, now=self.now)

    def _frames(self, artifact: Artifact) -> int | None:
        facts: Mapping[str, Any] = artifact.facts
        if artifact.media_type.startswith("audio/"):
            return round(facts["samples"] * self.spec.rate / SAMPLE_RATE) if "samples" in facts else None
        return int(facts["frames"]) if artifact.media_type.startswith("video/") else None

    def _loudness(self, role: str, artifact: Artifact) -> float | None:
        """The film's is in its report, a stem's in its own facts."""
        if role in ("master", "burned"):
            report = self.made.get(self.digests["report"])
            lufs = report.facts.get("loudness_lufs") if report else None
        else:
            lufs = artifact.facts.get("lufs")
        return None if lufs is None else float(lufs)
