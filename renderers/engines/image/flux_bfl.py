"""FLUX.2 pro by Black Forest Labs: a picture in words, of up to four million pixels.

Orders have a number and an address of their own to ask at; results lie there for ten minutes. There is no list: an
order whose answer was lost is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from PIL import Image, ImageOps
from pydantic import BaseModel, Field, ValidationError

from renderers.engine import Job, Kind, Settings
from renderers.engines.cloud import Offer, Side, Sold, line_to, shortened
from renderers.errors import BrokenPromise
from renderers.plan import WorkerSize
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import CannotTell, Look, Standing, Taken
from renderers.runtime.vendor_life import Job as VendorJob
from renderers.runtime.web import Answer, Unanswered

LARGEST = 64 << 20
MOST_PIXELS = 4_000_000
_GRAIN = 16
_LOST = ("Task not found",)
_REFUSED = ("Request Moderated", "Content Moderated")
_BROKEN = ("Error", "Failed")


class FluxBflSettings(Settings):
    """What is shown, and how large."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    prompt: str = Field(min_length=1, max_length=10_000, description="What the picture shows, one paragraph")
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(default=0, description="Another number is another take")


class _Created(BaseModel):
    id: str = Field(min_length=1, max_length=200)
    polling_url: str = Field(min_length=1, max_length=2000)


class _Result(BaseModel):
    sample: str


class _Seen(BaseModel):
    status: str
    progress: float | None = None
    result: _Result | None = None


@dataclass(frozen=True, slots=True)
class FluxCounter:
    """One picture."""

    prompt: str = ""
    width: int = 0
    height: int = 0
    seed: int = 0

    def submit(self, line: Line, _order: Order) -> Taken:
        """A PNG of at least the asked size, on the model's grid."""
        width, height = gridded(self.width, self.height)
        body = {"prompt": self.prompt, "width": width, "height": height, "seed": self.seed, "output_format": "png"}
        answer = line.order("/flux-2-pro", json=body)
        try:
            made = _Created.model_validate(answer.json())
        except ValidationError as error:
            raise Unanswered("Black Forest Labs took the order and did not say where to ask about it") from error
        return Taken(made.id, made.polling_url)

    def look(self, line: Line, order: Order) -> Look:
        """At the address that came with the order; it stands in another region, perhaps."""
        where = order.poll_url or f"/get_result?id={order.vendor_job_id}"
        try:
            seen = _Seen.model_validate(line.get(where).json())
        except ValidationError as error:
            raise Unanswered(f"a picture is described in an unknown way: {error.errors()[0]['msg']}") from error
        if seen.status == "Ready":
            if seen.result is None:
                raise Unanswered("a picture is ready and not shown")
            return Look(Standing.DONE, 1.0, (seen.result.sample,))
        if seen.status in _REFUSED:
            return Look(Standing.REFUSED, words="its words are against the rules" if seen.status == _REFUSED[0] else "")
        if seen.status in _LOST:
            return Look(Standing.GONE)
        if seen.status in _BROKEN:
            return Look(Standing.FAILED)
        return Look(Standing.WORKING, seen.progress or 0.1, poll_seconds=min(1.0, line.access.poll_seconds))

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """There is no list."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """It cannot be stopped."""


def _judged(answer: Answer) -> str:
    """Most refusals come while it works; some orders are refused at once."""
    moderated = answer.status in (400, 403) and b"Moderated" in answer.body[:2000]
    return "its words are against the rules" if moderated else ""


def gridded(width: int, height: int) -> tuple[int, int]:
    """The size to ask for: this shape on a grid of 16, at most four million pixels."""
    scale = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    across, down = (max(4 * _GRAIN, -(-int(side * scale) // _GRAIN) * _GRAIN) for side in (width, height))
    while across * down > MOST_PIXELS:
        across, down = across - _GRAIN, down - _GRAIN
    return across, down


@dataclass(frozen=True, slots=True)
class FluxBfl(Sold):
    """Pictures by Black Forest Labs."""

    name: str
    title: str
    offer: Offer
    version: str = "1"
    makes: Kind = Kind.PANEL
    settings: type[FluxBflSettings] = FluxBflSettings
    media_type: str = "image/png"
    size: WorkerSize = WorkerSize.CLOUD

    def makes_at_most(self, settings: FluxBflSettings) -> int:  # noqa: ARG002  one of the protocol's
        """One picture."""
        return 1

    @property
    def canceller(self) -> FluxCounter:
        """For orders that are not wanted any more."""
        return FluxCounter()

    def render(self, job: Job[FluxBflSettings]) -> None:
        """A PNG of exactly the asked size."""
        settings = job.settings
        prompt = shortened(settings.prompt, self.offer.longest_prompt)
        counter = FluxCounter(prompt, settings.width, settings.height, settings.seed)
        order = VendorJob(counter, line_to(job, self.offer.vendor, _judged), job.desk, job.progress)
        came = job.scratch / "picture"
        placed = order.fetched([came], most_bytes=LARGEST)
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
        if picture.width * picture.height > 4 * MOST_PIXELS:
            raise ValueError(f"it has {picture.width}x{picture.height} pixels")
        ImageOps.fit(picture.convert("RGB"), size, Image.Resampling.LANCZOS).save(out, "PNG")


ENGINE = FluxBfl(
    name="flux_bfl",
    title="FLUX.2 pro",
    offer=Offer(
        vendor="bfl",
        model="flux-2-pro",
        unit=Unit.IMAGE,
        price=60_000,
        as_of="2026-11",
        terms="BFL API terms; the makers of a film own what they make",
        longest_prompt=8000,
        note="$0.03 for the first million pixels and $0.015 for each more: at most $0.075 a picture.",
    ),
)
