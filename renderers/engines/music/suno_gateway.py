"""Suno by a gateway of one's own: the score of a scene of up to three minutes. Orders have a number to ask about."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, Field

from renderers.engines.cloud_sound import CloudScore, Wanted, in_time
from renderers.engines.gateways import SENSITIVE, USUAL_SECONDS, judged, offered, read
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Judge, Line
from renderers.runtime.vendor_life import CannotTell, Counter, Look, Standing, Taken

NOWHERE = "https://callback.invalid/"
"""A gateway insists on an address to call back; it is asked instead, so it is given one that cannot exist."""

_BROKEN = ("CREATE_TASK_FAILED", "GENERATE_AUDIO_FAILED")


class _Task(BaseModel):
    task_id: str = Field(alias="taskId", min_length=1, max_length=200)


class _Created(BaseModel):
    data: _Task


class _Song(BaseModel):
    audio_url: str | None = Field(default=None, alias="audioUrl")


class _Songs(BaseModel):
    songs: list[_Song] | None = Field(default=None, alias="sunoData")


class _State(BaseModel):
    status: str
    response: _Songs | None = None
    error_message: str | None = Field(default=None, alias="errorMessage")


class _Told(BaseModel):
    data: _State


@dataclass(frozen=True, slots=True)
class SunoCounter:
    """One piece: the first of the two songs that come."""

    wanted: Wanted

    def submit(self, line: Line, _order: Order) -> Taken:
        """Instrumental, its style in words."""
        body = {
            "customMode": True,
            "instrumental": True,
            "model": "V5_5",
            "style": self.wanted.prompt,
            "title": f"Score {self.wanted.seed}",
            "callBackUrl": NOWHERE,
        }
        return Taken(read(_Created, line.order("/api/v1/generate", json=body)).data.task_id)

    def look(self, line: Line, order: Order) -> Look:
        """PENDING, then text and a first song, then all."""
        asked = {"taskId": order.vendor_job_id}
        state: _State = read(_Told, line.get("/api/v1/generate/record-info", params=asked)).data
        came = (state.response and state.response.songs) or []
        songs = tuple(song.audio_url for song in came if song.audio_url)
        if SENSITIVE in state.status:
            return Look(Standing.REFUSED, words="its words are against the rules")
        if state.status in _BROKEN:
            return Look(Standing.FAILED, words=(state.error_message or "")[:200])
        if state.status in ("SUCCESS", "CALLBACK_EXCEPTION") and songs:
            return Look(Standing.DONE, 1.0, songs)
        return Look(Standing.WORKING, 0.5 if state.status == "FIRST_SUCCESS" else 0.1)

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """There is no list."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """It cannot be stopped."""


@dataclass(frozen=True, slots=True)
class SunoGateway(CloudScore):
    """Scores by Suno."""

    def counter(self, wanted: Wanted) -> Counter:
        """One order."""
        return SunoCounter(wanted)

    def judge(self) -> Judge:
        """By its code and words."""
        return judged


ENGINE = SunoGateway(
    name="suno_gateway",
    title="Suno by a gateway of your own (unofficial)",
    offer=offered(vendor="suno_gateway", model="V5_5", maker="Suno"),
    shortest=1,
    longest=USUAL_SECONDS,
    delivery=in_time,
)
