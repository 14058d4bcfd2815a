"""What calls itself a gateway for Udio: the score of a scene of up to three minutes, by whatever stands behind it.

Udio has no API, and gave up downloads in October 2025; gateways of that name answer with music of other makers.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from pydantic import BaseModel, Field

from renderers.engines.cloud_sound import CloudScore, Wanted, in_time
from renderers.engines.gateways import USUAL_SECONDS, judged, offered, read
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Judge, Line
from renderers.runtime.vendor_life import CannotTell, Counter, Look, Standing, Taken

_COMPLETE = "All generated successfully."
_REFUSALS = ("sensitive", "moderation", "copyright")


class _Created(BaseModel):
    work_id: str = Field(alias="workId", min_length=1, max_length=200)


class _Song(BaseModel):
    audio_url: str | None = None
    extra_message: str | None = None
    fail_message: str | None = None
    error_message: str | None = None


class _Songs(BaseModel):
    response_data: list[_Song] | None = None


class _Told(BaseModel):
    data: _Songs | None


@dataclass(frozen=True, slots=True)
class UdioCounter:
    """One piece: the first of the songs that come."""

    wanted: Wanted

    def submit(self, line: Line, _order: Order) -> Taken:
        """Instrumental, described in words."""
        body = {
            "model": "chirp-v5-5",
            "gpt_description_prompt": self.wanted.prompt,
            "make_instrumental": True,
            "duration": ceil(self.wanted.seconds),
        }
        return Taken(read(_Created, line.order("/api/v2/generate", json=body)).work_id)

    def look(self, line: Line, order: Order) -> Look:
        """No songs at first; then what came, or why nothing did."""
        told: _Told = read(_Told, line.get("/api/v2/feed", params={"workId": order.vendor_job_id}))
        songs = (told.data and told.data.response_data) or []
        why = next((said for song in songs if (said := song.fail_message or song.error_message)), "")
        if why:
            refused = any(word in why.lower() for word in _REFUSALS)
            return Look(Standing.REFUSED if refused else Standing.FAILED, words=why[:200])
        found = tuple(song.audio_url for song in songs if song.audio_url)
        if found and any((song.extra_message or "").strip() == _COMPLETE for song in songs):
            return Look(Standing.DONE, 1.0, found)
        return Look(Standing.WORKING, 0.5 if songs else 0.1)

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """There is no list."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """It cannot be stopped."""


@dataclass(frozen=True, slots=True)
class UdioGateway(CloudScore):
    """Scores by a gateway that speaks the protocol of those named after Udio."""

    def counter(self, wanted: Wanted) -> Counter:
        """One order."""
        return UdioCounter(wanted)

    def judge(self) -> Judge:
        """By its code and words."""
        return judged


ENGINE = UdioGateway(
    name="udio_gateway",
    title="A gateway of your own named after Udio (unofficial)",
    offer=offered(vendor="udio_gateway", model="chirp-v5-5", maker="Udio"),
    shortest=1,
    longest=USUAL_SECONDS,
    delivery=in_time,
)
