"""What every engine with weights of its own shares: what it lacks, how it is held, how its pictures come out.

An engine brings the one thing that differs: how its pipeline is asked.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from PIL import Image
from pydantic import Field

from renderers.card import Accepts, Card, Licence, Weights
from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise, ToolMissing
from renderers.media.cutlist import CutList
from renderers.media.encode import SegmentWriter
from renderers.media.probe import video_facts
from renderers.media.rgb import Rgb, filling, planes_of, shaded
from renderers.models.manifest import Manifest
from renderers.models.store import model_store
from renderers.plan import WorkerSize
from renderers.runtime import machine
from renderers.runtime.memory import Memory, leaner, memory_for, tighter
from renderers.runtime.overlays import Overlay, wearing
from renderers.runtime.pipelines import Kept, on_cores, pipeline, seeded, told, within_memory
from renderers.runtime.shots import Piece, long_shot
from renderers.spec import Movement
from renderers.timing import Rate

DIFFUSERS = Licence("Apache-2.0")
LIBRARIES = ("torch", "diffusers", "transformers", "accelerate", "safetensors", "ftfy")
NEEDS_GPU = "Loads and runs here on a tiny checkpoint; speed, memory and looks need a graphics card to be seen"
Side = Annotated[int, Field(ge=32, le=4096, multiple_of=2)]
Steps = Annotated[int, Field(ge=1, le=200)]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
LORA_STRENGTH = 0.9
"""How much of a trained likeness is worn: a little less than all keeps the picture's own light."""

_LOADED = 0.05


def lacking(weights: Weights, libraries: tuple[str, ...] = LIBRARIES) -> str:
    """What this machine has not, libraries first, in words; nothing when the weights can be used here."""
    absent = [name for name in libraries if find_spec(name) is None]
    if absent:
        return f"the engines' libraries are not installed ({', '.join(absent)}); run `make engines`"
    return model_store().lacks(weights)


def held(card: Card) -> Memory:
    """How this machine holds the card's weights."""
    part = max(weights.part_gb for weights in card.models)
    whole = sum(weights.memory_gb for weights in card.models)
    return memory_for(card_gb=machine.gpu_memory_gb(), weights_gb=whole, part_gb=part)


def on_disk(weights: Weights, libraries: tuple[str, ...] = LIBRARIES) -> tuple[Path, Manifest]:
    """Their folder. Raises ToolMissing in words when they cannot be used here."""
    if lack := lacking(weights, libraries):
        raise ToolMissing(lack)
    manifest = model_store().manifest(weights.name)
    if manifest is None:
        raise ToolMissing(f"the weights {weights.name} were removed from the model store")
    return model_store().path(weights.name), manifest


def lacking_of(card: Card, libraries: tuple[str, ...] = LIBRARIES) -> str:
    """The first thing this machine has not of all the card's weights need, in words; nothing when it has everything."""
    return next((lack for weights in card.models if (lack := lacking(weights, libraries))), "")


def main_weights(card: Card) -> Weights:
    """Those of the model itself, for cards that have some."""
    if card.weights is None:
        raise ValueError("this card has no weights")
    return card.weights


class PictureSettings(Settings):
    """What is drawn, and how large."""

    prompt: str = Field(min_length=1, max_length=6000, description="What the picture shows, one paragraph")
    negative: str = Field(default="", max_length=2000, description="What it shall not show")
    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    steps: Steps = Field(default=30, description="More steps are slower and finer")
    seed: Seed = Field(default=0, description="Another number is another picture")


class ClipSettings(PictureSettings):
    """What the shot shows, how large it is and how the camera moves."""

    rate: Rate = Field(description="Frames per second")
    movement: Movement = Field(default=Movement.STATIC, description="What the camera does")


@dataclass(frozen=True, slots=True)
class Diffusion(ABC):
    """An engine that is a pipeline of diffusers over one folder of the model store."""

    name: str
    title: str
    card: Card
    pipeline: str
    size: WorkerSize
    denoiser: str = "transformer"
    exact: tuple[str, ...] = ()
    version: str = "1"

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking_of(self.card)

    def _pipe(self, memory: Memory, *, threads: int) -> Any:
        on_cores(threads)
        folder, manifest = on_disk(main_weights(self.card))
        kept = Kept(self.pipeline, folder, manifest.digest, self.denoiser, self.exact, self.overlays())
        return pipeline(kept, memory)

    def drawn_size(self, settings: PictureSettings) -> tuple[int, int]:
        """The width and height at which the model draws best what is asked."""
        frame = self.card.frame
        return frame.fitting(settings.width, settings.height) if frame else (settings.width, settings.height)

    def overlays(self) -> tuple[Overlay, ...]:
        """What is laid over its weights."""
        return ()


@dataclass(frozen=True, slots=True)
class DiffusionPicture(Diffusion):
    """Draws key images. The same settings give the same bytes on one kind of machine."""

    makes: Kind = Kind.PANEL
    settings: type[PictureSettings] = PictureSettings
    media_type: str = "image/png"

    @abstractmethod
    def arguments(self, settings: Any) -> dict[str, Any]:
        """What its pipeline is asked besides prompt, size, steps and seed."""

    def given(self, job: Job[Any], pipe: Any) -> dict[str, Any]:  # noqa: ARG002  others are given some
        """What its pipeline is given of the job's pictures of people; may change what `arguments` says."""
        return {}

    def render(self, job: Job[Any]) -> None:
        """A PNG of the asked size, drawn at the size the model draws best."""
        job.progress(0.0)
        what = f"a picture of {job.settings.width}x{job.settings.height} by {self.name}"
        memory = held(self.card)
        drawn = within_memory((memory, *tighter(memory)), lambda held_so: self._drawn(job, held_so), what=what)
        fitted = filling(drawn, job.settings.width, job.settings.height)
        Image.fromarray(fitted).save(job.out, "PNG", compress_level=4)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Width and height."""
        try:
            with Image.open(path) as picture:
                return {"width": picture.width, "height": picture.height}
        except OSError as error:
            raise BrokenPromise(f"{path.name} is not a picture") from error

    def _drawn(self, job: Job[Any], memory: Memory) -> Rgb:
        settings, pipe = job.settings, self._pipe(memory, threads=job.threads)
        width, height = self.drawn_size(settings)
        asked = {
            "prompt": settings.prompt,
            "width": width,
            "height": height,
            "num_inference_steps": settings.steps,
            "generator": seeded(settings.seed),
            "output_type": "np",
        }
        asked |= self.arguments(settings) | self.given(job, pipe)
        worn = job.series(Accepts.LORA.value) if Accepts.LORA in self.card.accepts else []
        with (
            wearing(pipe, worn, strength=LORA_STRENGTH),
            told(pipe, lambda done, of: job.progress(_LOADED + (1 - 2 * _LOADED) * done / max(1, of))),
        ):
            made = pipe(**asked).images[0]
        return to_rgb(made)


@dataclass(frozen=True, slots=True)
class DiffusionClip(Diffusion):
    """Makes shots, from a picture where it takes one; longer ones are carried on from their own last frames."""

    makes: Kind = Kind.CLIP
    settings: type[ClipSettings] = ClipSettings
    media_type: str = "video/mp4"

    @abstractmethod
    def arguments(self, settings: Any, piece: Piece) -> dict[str, Any]:
        """What its pipeline is asked besides prompt, size, steps, frames and seed."""

    def render(self, job: Job[Any]) -> None:
        """Inputs `timing` (the shot's cut list) and, where the engine takes one, `first`: the picture it begins with.

        Frames go to the encoder as they are made: memory does not grow with the length of the shot.
        """
        settings, timing = job.settings, CutList.read(job.inputs["timing"])
        job.progress(0.0)
        what = f"a shot of {settings.width}x{settings.height} by {self.name}"
        memory = held(self.card)
        less = leaner if self.card.continues else tighter  # what cannot be carried on is not made in smaller pieces
        within_memory((memory, *less(memory)), lambda held_so: self._filmed(job, timing, held_so), what=what)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)

    def _filmed(self, job: Job[Any], timing: CutList, memory: Memory) -> None:
        settings, brightness = job.settings, timing.brightness()
        with SegmentWriter(job.out, width=settings.width, height=settings.height, rate=settings.rate) as segment:
            for number, frame in enumerate(self.frames(job, timing.frames, memory)):
                fitted = filling(frame, settings.width, settings.height)
                segment.write_planes(*shaded(planes_of(fitted), brightness[number]))

    def frames(self, job: Job[Any], count: int, memory: Memory) -> Iterator[Rgb]:
        """Exactly so many frames at the film's rate."""
        lengths = self.card.lengths
        if lengths is None:
            raise ValueError(f"the card of {self.name} says no lengths")
        native = lengths.at(memory.share)
        fps = self.native_rate(job.settings.rate)
        needed = -(-count * fps // job.settings.rate)
        shot = long_shot(
            lambda piece: self._piece(job, piece, memory, total=needed),
            frames=needed,
            lengths=native,
            continues=self.card.continues,
            first=self._first(job),
            name=self.name,
        )
        return retimed(shot, source=fps, target=Fraction(job.settings.rate), count=count)

    def given(self, job: Job[Any], pipe: Any) -> dict[str, Any]:  # noqa: ARG002  others are given some
        """What its pipeline is given of the job's pictures of people."""
        return {}

    def words(self, settings: Any) -> dict[str, Any]:
        """How it is told what to show."""
        told = {"prompt": f"{settings.prompt} {CAMERA[settings.movement]}".strip()}
        return told | ({"negative_prompt": settings.negative} if settings.negative else {})

    def native_rate(self, rate: Fraction) -> Fraction:
        """Frames a second the model makes for a film of this rate."""
        return Fraction(self.card.lengths.fps) if self.card.lengths else rate

    def _first(self, job: Job[Any]) -> Rgb | None:
        path = job.inputs.get("first")
        if path is None or Accepts.FIRST not in self.card.accepts:
            return None
        return filling(read_rgb(path), *self.drawn_size(job.settings))

    def _piece(self, job: Job[Any], piece: Piece, memory: Memory, *, total: int) -> Iterator[Rgb]:
        settings, pipe = job.settings, self._pipe(memory, threads=job.threads)
        width, height = self.drawn_size(settings)
        begun = piece.start / total
        share = min(1.0, piece.frames / total)

        def step(done: int, of: int) -> None:
            job.progress(_LOADED + (1 - 2 * _LOADED) * min(1.0, begun + share * done / max(1, of)))

        asked = (
            self.words(settings)
            | {
                "width": width,
                "height": height,
                "num_frames": piece.frames,
                "num_inference_steps": settings.steps,
                "generator": seeded(settings.seed + piece.number),
                "output_type": "np",
            }
            | self.arguments(settings, piece)
            | self.given(job, pipe)
        )
        with told(pipe, step):
            made = pipe(**asked).frames[0]
        return (to_rgb(frame) for frame in made)


CAMERA = {
    Movement.STATIC: "Static camera.",
    Movement.PUSH_IN: "Slow push in.",
    Movement.PULL_OUT: "Slow pull out.",
    Movement.PAN_LEFT: "Pan left.",
    Movement.PAN_RIGHT: "Pan right.",
    Movement.TILT_UP: "Tilt up.",
    Movement.TILT_DOWN: "Tilt down.",
    Movement.TRACK: "Tracking shot.",
    Movement.CRANE: "Crane shot, rising.",
    Movement.HANDHELD: "Handheld camera.",
    Movement.RACK_FOCUS: "Rack focus.",
}


def to_rgb(picture: Any) -> Rgb:
    """From 0..1 as pipelines give it."""
    return np.asarray(np.rint(np.clip(np.nan_to_num(picture), 0, 1) * 255), np.uint8)


def read_rgb(path: Path) -> Rgb:
    """A picture file; BadInput when it is none."""
    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("RGB"), np.uint8)
    except (OSError, Image.DecompressionBombError) as error:
        raise BadInput(f"{path.name} is not a picture that can be read: {error}") from error


def mixed(before: Rgb, after: Rgb, part: float) -> Rgb:
    """The two laid over each other."""
    return np.asarray(np.rint(before * (1 - part) + after * part), np.uint8)


def retimed(
    frames: Iterator[Rgb],
    *,
    source: Fraction,
    target: Fraction,
    count: int,
    between: Callable[[Rgb, Rgb, float], Rgb] = mixed,
) -> Iterator[Rgb]:
    """`count` frames at the target rate; a moment between two frames shows what `between` makes of them."""
    before: Rgb | None = None
    here: Rgb | None = None
    at = -1
    for number in range(count):
        moment = number * source / target
        whole, part = int(moment), float(moment % 1)
        while at < whole + (part > 0) and (following := next(frames, None)) is not None:
            before, here, at = here, following, at + 1
        if here is None:
            raise BrokenPromise("the model returned no frames")
        if before is None or at <= whole:
            yield here
        else:
            yield between(before, here, part)


@dataclass(frozen=True, slots=True)
class PicturedClip(DiffusionClip):
    """A shot that must begin with a picture."""

    def arguments(self, settings: Any, piece: Piece) -> dict[str, Any]:  # noqa: ARG002  others ask for more
        """The picture it begins with."""
        if not piece.given:
            raise BadInput(f"{self.name} begins with a picture and was given none; give the shot a panel")
        return {"image": Image.fromarray(piece.given[-1])}
