"""What workflows of ComfyUI share as engines: their card, what they are given, and what becomes of their files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Annotated, Any

from PIL import Image, ImageOps
from pydantic import Field

from renderers.card import Accepts, Card, Frame, Lengths, Licence, Terms
from renderers.engine import Job, Kind, Settings
from renderers.engines.cloud import LARGEST_CLIP, CloudClipSettings, Offer, Side, line_to, reference_checked
from renderers.engines.comfy_voice import voice_between
from renderers.engines.conformed import write_conformed
from renderers.errors import BadInput, BrokenPromise, ToolMissing
from renderers.media.conform import last_frame, probed
from renderers.media.cutlist import CutList
from renderers.media.probe import opened, video_facts
from renderers.models.store import model_store
from renderers.plan import WorkerSize
from renderers.prices import Price, Unit
from renderers.runtime.comfy import ComfyCounter, Progress
from renderers.runtime.comfy_graph import Manifest, Slot, Workflow
from renderers.runtime.vendor_life import Job as VendorJob
from renderers.spec import Finish

VENDOR = "comfyui"
LARGEST_PICTURE = 64 << 20
MOST_PIXELS = 64_000_000
PICTURES = (Slot.FIRST, Slot.LAST, Slot.REFERENCE, Slot.FACE)
_WORST = (Terms.FREE, Terms.REGISTRATION, Terms.NO_HOSTING, Terms.NON_COMMERCIAL)


class ComfyClipSettings(CloudClipSettings):
    """What the shot shows, and how large the clip is."""

    negative: str = Field(default="", max_length=2000, description="What it shall not show")


class ComfyPictureSettings(Settings):
    """What is shown, and how large."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    prompt: str = Field(min_length=1, max_length=6000, description="What the picture shows, one paragraph")
    negative: str = Field(default="", max_length=2000, description="What it shall not show")
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(default=0, description="Another number is another take")


@dataclass(frozen=True, slots=True)
class ComfyEngine(ABC):
    """A workflow; what it makes is not the same bytes twice, whatever its seed: servers and their nodes differ."""

    workflow: Workflow
    size: WorkerSize = WorkerSize.CLOUD

    @property
    def manifest(self) -> Manifest:
        """What of the workflow is filled in."""
        return self.workflow.manifest

    @property
    def name(self) -> str:
        """As the manifest has it."""
        return self.manifest.name

    @property
    def title(self) -> str:
        """As the manifest has it."""
        return self.manifest.title

    @property
    def version(self) -> str:
        """As the manifest has it."""
        return self.manifest.version

    @property
    def offer(self) -> Offer:
        """Whoever runs the servers says what they cost."""
        unit = Unit.SECOND if self.manifest.makes == "clip" else Unit.IMAGE
        terms = "the workflow runs on servers of your own"
        return Offer(VENDOR, self.name, unit, self.manifest.price, "2026-11", terms, note=self.manifest.needs)

    @property
    def price(self) -> Price:
        """What they ask."""
        return self.offer.asked

    @property
    def licence(self) -> Licence:
        """Of nodes and weights together: the stricter terms of both."""
        code, weights = self.manifest.code, self.manifest.weights
        return Licence(f"{code.name}; weights {weights.name}", max(code.terms, weights.terms, key=_WORST.index))

    @property
    def card(self) -> Card:
        """Terms, limits and what it takes."""
        manifest = self.manifest
        takes = frozenset(Accepts(slot.value) for slot in manifest.inputs if slot.value in set(Accepts))
        shown = "Proven against a stand-in for the server that checks workflows as it does; seeing it needs a server"
        return Card(
            code=self.licence,
            lengths=manifest.lengths.lengths if manifest.lengths else None,
            frame=Frame(manifest.pixels, manifest.multiple),
            accepts=takes,
            finishes=Finish.RATE if manifest.asks_for(Slot.MULTIPLIER) else None,
            price=self.price,
            deterministic=False,
            proven=f"{shown}. {manifest.needs}".strip(),
        )

    @property
    def canceller(self) -> ComfyCounter:
        """For orders that are not wanted any more."""
        return ComfyCounter()

    def missing(self) -> str:
        """The operator's agreement, where the terms ask for one."""
        return model_store().unagreed(self.licence, self.name)

    def _insist_on_agreement(self) -> None:
        if lack := self.missing():
            raise ToolMissing(f"{self.title} is off: {lack}. Nothing was ordered.")

    def _ordered(
        self, job: Job[Any], given: Mapping[Slot, Any], files: Mapping[Slot, Path], into: Path, number: int = 0
    ) -> tuple[VendorJob, Any]:
        """One run of the workflow and its file."""
        progress = Progress()
        line = line_to(job, VENDOR)
        line = replace(line, pace=replace(line.pace, report=lambda: job.progress(progress.fraction)))
        counter = ComfyCounter(self.workflow, given, files, progress)
        order = VendorJob(counter, line, job.desk, job.progress, number)
        return order, order.fetched([into], most_bytes=LARGEST_CLIP)

    @abstractmethod
    def makes_at_most(self, settings: Any) -> int:
        """How much is paid at most, in the small change of the price's unit."""

    def _files(self, job: Job[Any], slots: tuple[Slot, ...]) -> dict[Slot, Path]:
        """Pictures and clips the workflow takes, as the step has them; BadInput names what it lacks."""
        found: dict[Slot, Path] = {}
        for slot in slots:
            if not self.manifest.asks_for(slot):
                continue
            path = _given(job.inputs, slot)
            if path is None:
                raise BadInput(
                    f"{self.title} needs {_CALLED[slot]}, and the step brings none. Choose another engine for it, or "
                    "give one. Nothing was ordered."
                )
            if slot in PICTURES:
                reference_checked(path)
            found[slot] = path
        return found


_CALLED = {
    Slot.FIRST: "a picture to begin with",
    Slot.LAST: "a picture to end on",
    Slot.REFERENCE: "a picture of who must look the same",
    Slot.FACE: "a picture of the face",
    Slot.SOURCE: "a clip to work on",
}


def _given(inputs: Mapping[str, Path], slot: Slot) -> Path | None:
    """A face may come as any picture of who is meant."""
    roles = [slot.value, f"{slot.value}.0"]
    roles += ["reference", "reference.0"] if slot is Slot.FACE else []
    return next((inputs[role] for role in roles if role in inputs), None)


@dataclass(frozen=True, slots=True)
class ComfyPicture(ComfyEngine):
    """A workflow that draws one picture."""

    makes: Kind = Kind.PANEL
    media_type: str = "image/png"
    settings: type[ComfyPictureSettings] = ComfyPictureSettings

    def makes_at_most(self, settings: Any) -> int:  # noqa: ARG002  one of the protocol's
        """One picture."""
        return 1

    def render(self, job: Job[Any]) -> None:
        """A PNG of exactly the asked size; inputs `face` or `reference` where the workflow takes them."""
        self._insist_on_agreement()
        settings = job.settings
        width, height = self.manifest.size_for(settings.width, settings.height)
        given = {
            Slot.PROMPT: settings.prompt,
            Slot.NEGATIVE: settings.negative,
            Slot.SEED: settings.seed,
            Slot.WIDTH: width,
            Slot.HEIGHT: height,
        }
        came = job.scratch / "picture"
        order, placed = self._ordered(job, given, self._files(job, PICTURES), came)
        try:
            _fitted(came, job.out, (settings.width, settings.height))
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise order.spoiled(placed, f"it is not a picture: {error}") from error
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Width and height."""
        try:
            with Image.open(path) as picture:
                return {"width": picture.width, "height": picture.height}
        except OSError as error:
            raise BrokenPromise(f"{path.name} is not a picture") from error


def _fitted(came: Path, out: Path, size: tuple[int, int]) -> None:
    with Image.open(came, formats=("PNG", "JPEG", "WEBP")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError(f"it has {picture.width}x{picture.height} pixels")
        ImageOps.fit(picture.convert("RGB"), size, Image.Resampling.LANCZOS).save(out, "PNG")


@dataclass(frozen=True, slots=True)
class ComfyClip(ComfyEngine):
    """A workflow that makes a clip, or works on one."""

    makes: Kind = Kind.CLIP
    media_type: str = "video/mp4"
    settings: type[ComfyClipSettings] = ComfyClipSettings

    @property
    def _lengths(self) -> Lengths:
        assert self.manifest.lengths is not None
        return self.manifest.lengths.lengths

    def makes_at_most(self, settings: ComfyClipSettings) -> int:
        """Milliseconds of all pieces the shot is made in, as planned."""
        lengths = self._lengths
        left = settings.seconds * lengths.fps or lengths.most
        return round(1000 * Fraction(sum(self._pieces(left)), lengths.fps))

    def unable(self, settings: ComfyClipSettings) -> str:
        """A shot that is too long for it, when it cannot go on from its last frame."""
        longest = Fraction(self._lengths.most, self._lengths.fps)
        if self._goes_on or settings.seconds <= longest:
            return ""
        return (
            f"{self.title} makes at most {float(longest):.1f} s and cannot continue a shot; this one lasts "
            f"{settings.seconds} s. Shorten it, or choose another engine."
        )

    @property
    def _goes_on(self) -> bool:
        return self.manifest.asks_for(Slot.FIRST) or self.manifest.asks_for(Slot.SOURCE)

    def _pieces(self, frames: int) -> list[int]:
        """Frames of every run that a shot of so many is made in."""
        made: list[int] = []
        while frames > 0:
            made.append(self._lengths.covering(frames))
            frames -= made[-1]
        return made

    def render(self, job: Job[ComfyClipSettings]) -> None:
        """Inputs `timing`, and `first`, `face`, `source` or the spoken lines where the workflow takes them."""
        self._insist_on_agreement()
        timing = CutList.read(job.inputs["timing"])
        files = self._files(job, (*PICTURES, Slot.SOURCE))
        parts = self._worked(job, files) if Slot.SOURCE in files else self._made(job, timing, files)
        write_conformed(job, parts, timing)

    def _made(self, job: Job[ComfyClipSettings], timing: CutList, files: dict[Slot, Path]) -> list[Path]:
        """The shot in as many runs as it takes, each from the last frame of the one before."""
        settings, fps = job.settings, self._lengths.fps
        pieces = self._pieces(ceil(Fraction(timing.frames) / settings.rate * fps))
        if len(pieces) > 1 and not self._goes_on:
            raise BadInput(self.unable(settings) or f"{self.title} cannot continue a shot. Nothing was ordered.")
        parts: list[Path] = []
        for number, frames in enumerate(pieces):
            if self.manifest.asks_for(Slot.VOICE):
                from_frame = sum(pieces[:number])
                span = (Fraction(from_frame, fps), Fraction(frames, fps))
                files[Slot.VOICE] = voice_between(job, timing, *span, number=number)
            parts.append(self._part(job, self._words(settings) | {Slot.FRAMES: frames, Slot.FPS: fps}, files, number))
            if number + 1 < len(pieces):
                files[Slot.FIRST] = last_frame(parts[-1], job.scratch / f"last.{number}.png")
        return parts

    def _worked(self, job: Job[ComfyClipSettings], files: dict[Slot, Path]) -> list[Path]:
        """The source in one run, at least as smooth as the film."""
        came = _rate_of(files[Slot.SOURCE])
        times = max(2, ceil(job.settings.rate / came))
        given = {Slot.MULTIPLIER: times, Slot.FPS: float(came * times)}
        return [self._part(job, self._words(job.settings) | given, files, 0)]

    def _words(self, settings: ComfyClipSettings) -> dict[Slot, Any]:
        width, height = self.manifest.size_for(settings.width, settings.height)
        return {
            Slot.PROMPT: settings.prompt,
            Slot.NEGATIVE: settings.negative,
            Slot.SEED: settings.seed,
            Slot.WIDTH: width,
            Slot.HEIGHT: height,
        }

    def _part(self, job: Job[Any], given: dict[Slot, Any], files: Mapping[Slot, Path], number: int) -> Path:
        path = job.scratch / f"part.{number}.mp4"
        order, placed = self._ordered(job, given, files, path, number)
        try:
            probed(path)
        except BrokenPromise as error:
            raise order.spoiled(placed, str(error)) from error
        return path

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


def _rate_of(path: Path) -> Fraction:
    with opened(path) as film:
        if not film.streams.video or not film.streams.video[0].average_rate:
            raise BadInput(f"{path.name} is no clip; nothing was ordered")
        return Fraction(film.streams.video[0].average_rate)


def engine_of(workflow: Workflow) -> ComfyPicture | ComfyClip:
    """By what its manifest says it makes."""
    return ComfyClip(workflow) if workflow.manifest.makes == "clip" else ComfyPicture(workflow)
