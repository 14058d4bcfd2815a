"""Topaz Video: a finished clip enlarged up to 8K, sharper and, where the film wants it, at a higher frame rate.

A request is free until it is accepted; then its clip is sent up in parts, and the result is asked about. One whose
acceptance was interrupted is withdrawn, which frees what was reserved for it, and ordered anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from renderers.card import Accepts, Card
from renderers.engine import Job, Kind, Settings
from renderers.engines.cloud import LARGEST_CLIP, Offer, Sold, line_to
from renderers.engines.conformed import write_conformed
from renderers.errors import BadInput, BrokenPromise
from renderers.media.conform import probed
from renderers.media.cutlist import CutList
from renderers.media.probe import video_facts
from renderers.plan import WorkerSize
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line, NotNow
from renderers.runtime.vendor_life import Counter, Look, Standing, Taken
from renderers.runtime.vendor_life import Job as VendorJob
from renderers.runtime.web import Answer, Unanswered
from renderers.spec import Finish
from renderers.timing import Rate

LONGEST_SECONDS = 600
_LARGEST_SOURCE = 4 << 30
_BLOCK = 1 << 20
_PART_SECONDS = 900.0
Edge = Annotated[int, Field(ge=64, le=7680, multiple_of=2)]


class TopazSettings(Settings):
    """How large the clip shall be, by which model."""

    width: Edge = Field(description="Width in pixels, even")
    height: Edge = Field(description="Height in pixels, even")
    rate: Rate = Field(description="Frames per second; more than the clip has are made between its own")
    model: Literal["prob-4", "slp-2.6", "slc-1"] = Field(
        default="prob-4", description="prob-4 (Proteus) keeps what is there; slp and slc (Starlight) draw detail anew"
    )
    seconds: Annotated[int, Field(ge=0, le=LONGEST_SECONDS)] = Field(
        default=0, description="How long the clip is planned to be: what a quote counts; 0, the longest it takes"
    )


class _Created(BaseModel):
    request_id: str = Field(alias="requestId", min_length=1, max_length=200, pattern=r"^[A-Za-z0-9._:-]+$")


class _Accepted(BaseModel):
    urls: list[str] = Field(min_length=1, max_length=150)


class _Download(BaseModel):
    url: str


class _Seen(BaseModel):
    status: str
    progress: float | None = None
    message: str | None = None
    download: _Download | None = None


@dataclass(frozen=True, slots=True)
class Clip:
    """What is sent up: the file and what the vendor wants to know of it."""

    path: Path = Path("unused")
    width: int = 0
    height: int = 0
    rate: Fraction = Fraction(24)
    frames: int = 0

    @classmethod
    def of(cls, path: Path) -> Clip:
        """As it is. Raises BadInput for what the vendor does not take, before anything is ordered."""
        try:
            facts = video_facts(path)
        except BrokenPromise as error:
            raise BadInput(f"{error}. Nothing was ordered.") from error
        clip = cls(path, facts["width"], facts["height"], Fraction(facts["rate"]), facts["frames"])
        if clip.seconds > LONGEST_SECONDS or path.stat().st_size > _LARGEST_SOURCE:
            raise BadInput(
                f"{path.name} lasts {float(clip.seconds):.0f} s and has {path.stat().st_size:,} bytes; Topaz is given "
                f"at most {LONGEST_SECONDS} s and {_LARGEST_SOURCE:,} bytes. Nothing was ordered."
            )
        return clip

    @property
    def seconds(self) -> Fraction:
        """Its length."""
        return self.frames / self.rate

    def told(self) -> dict[str, Any]:
        """The vendor's `source`."""
        return {
            "container": "mp4",
            "size": self.path.stat().st_size,
            "duration": float(self.seconds),
            "frameCount": self.frames,
            "frameRate": float(self.rate),
            "resolution": {"width": self.width, "height": self.height},
        }


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a file, read anew whenever it is sent."""

    path: Path
    start: int
    size: int

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(self.start)
            left = self.size
            while left > 0 and (block := file.read(min(_BLOCK, left))):
                left -= len(block)
                yield block


@dataclass(frozen=True, slots=True)
class TopazCounter:
    """One clip. `sent` are the requests whose clip this process has sent up."""

    clip: Clip = Clip()
    settings: TopazSettings | None = None
    sent: set[str] = field(default_factory=set)

    def submit(self, line: Line, _order: Order) -> Taken:
        """The request, which costs nothing yet."""
        assert self.settings is not None
        body = {"source": self.clip.told(), "filters": self._filters(), "output": self._output()}
        return Taken(_read(_Created, line.order("/video/", json=body)).request_id)

    def _filters(self) -> list[dict[str, Any]]:
        assert self.settings is not None
        filters: list[dict[str, Any]] = [{"model": self.settings.model, "auto": "Auto"}]
        if self.settings.rate > self.clip.rate:
            filters.append({"model": "apo-8", "fps": float(self.settings.rate), "slowmo": 1})
        return filters

    def _output(self) -> dict[str, Any]:
        assert self.settings is not None
        return {
            "resolution": {"width": self.settings.width, "height": self.settings.height},
            "frameRate": float(max(self.settings.rate, self.clip.rate)),
            "audioCodec": "AAC",
            "audioTransfer": "None",
            "dynamicCompressionLevel": "High",
            "container": "mp4",
        }

    def look(self, line: Line, order: Order) -> Look:
        """Accepts and sends what waits for that; else how far it is."""
        seen = _read(_Seen, line.get(f"/video/{order.vendor_job_id}/status"))
        if seen.status == "requested":
            return self._accepted(line, order)
        if seen.status == "accepted" and order.vendor_job_id not in self.sent:
            self.call_off(line, order)
            return Look(Standing.LOST, words="its clip was not sent up to the end")
        if seen.status == "complete" and seen.download is not None:
            return Look(Standing.DONE, 1.0, (seen.download.url,))
        if seen.status == "failed":
            return Look(Standing.FAILED, words=(seen.message or "")[:200])
        if seen.status in ("canceled", "canceling"):
            return Look(Standing.LOST, words="it was cancelled")
        return Look(Standing.WORKING, (seen.progress or 0) / 100)

    def _accepted(self, line: Line, order: Order) -> Look:
        """From here on it is paid."""
        try:
            answer = line.order(f"/video/{order.vendor_job_id}/accept", method="PATCH")
        except NotNow as error:
            return Look(Standing.WORKING, poll_seconds=error.seconds)
        tags = list(self._sent_up(line, _read(_Accepted, answer).urls))
        told = {"uploadResults": [{"partNum": number, "eTag": tag} for number, tag in enumerate(tags, 1)]}
        line.again("PATCH", f"/video/{order.vendor_job_id}/complete-upload", json=told)
        self.sent.add(order.vendor_job_id)
        return Look(Standing.WORKING, 0.05, poll_seconds=line.access.poll_seconds)

    def _sent_up(self, line: Line, urls: list[str]) -> Iterator[str]:
        size = self.clip.path.stat().st_size
        each = -(-size // len(urls))
        for number, url in enumerate(urls):
            start = number * each
            part = _Part(self.clip.path, start, min(each, size - start))
            headers = {"content-length": str(part.size), "content-type": "video/mp4"}
            answer = line.again("PUT", url, content=part, headers=headers, within_seconds=_PART_SECONDS)
            yield answer.headers.get("etag", "").strip('"')

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """A request that nobody accepted costs nothing: it is made anew."""
        return None

    def call_off(self, line: Line, order: Order) -> None:
        """Withdrawn; what was reserved for it is free again."""
        line.again("DELETE", f"/video/{order.vendor_job_id}")


def _read(kind: Any, answer: Answer) -> Any:
    try:
        return kind.model_validate(answer.json())
    except ValidationError as error:
        raise Unanswered(f"Topaz answers in an unknown way: {error.errors()[0]['msg']}") from error


@dataclass(frozen=True, slots=True)
class Topaz(Sold):
    """A clip in, a larger clip out."""

    name: str
    title: str
    offer: Offer
    version: str = "1"
    makes: Kind = Kind.CLIP
    settings: type[TopazSettings] = TopazSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CLOUD

    @property
    def card(self) -> Card:
        """What it works on, too."""
        return replace(self.offer.card, accepts=frozenset({Accepts.SOURCE}), finishes=Finish.SIZE)

    def makes_at_most(self, settings: TopazSettings) -> int:
        """Milliseconds of the clip as planned."""
        return 1000 * (settings.seconds or LONGEST_SECONDS)

    @property
    def canceller(self) -> Counter:
        """For orders that are not wanted any more."""
        return TopazCounter()

    def render(self, job: Job[TopazSettings]) -> None:
        """Inputs `source`, the clip, and `timing`, the cut list with its length and its fades."""
        settings, timing = job.settings, CutList.read(job.inputs["timing"])
        clip = Clip.of(job.inputs["source"])
        line, came = line_to(job, self.offer.vendor), job.scratch / "came.mp4"
        order = VendorJob(TopazCounter(clip, settings), line, job.desk, job.progress)
        placed = order.fetched([came], most_bytes=LARGEST_CLIP)
        try:
            seen = probed(came)
        except BrokenPromise as error:
            raise order.spoiled(placed, str(error)) from error
        if seen < clip.seconds * Fraction(3, 4):
            raise order.spoiled(placed, f"it lasts {float(seen):.1f} s instead of {float(clip.seconds):.1f} s")
        write_conformed(job, [came], timing)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


ENGINE = Topaz(
    name="topaz",
    title="Topaz Video, up to 8K",
    offer=Offer(
        vendor="topaz",
        model="prob-4",
        unit=Unit.SECOND,
        price=80_000,
        as_of="2026-11 (a reseller's for more than 1080 lines; the vendor counts in credits)",
        terms="Topaz Labs API terms; the makers of a film own what they make",
        note="Topaz tells its own estimate in credits with every request, before anything is reserved.",
    ),
)
