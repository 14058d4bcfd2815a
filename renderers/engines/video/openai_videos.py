"""Any server that speaks OpenAI's Videos API, which was Sora's. OpenAI shut Sora down on 24 September 2026.

The protocol lives on in servers of one's own: vLLM-Omni, SGLang, Dynamo and LiteLLM's proxy serve Wan, HunyuanVideo,
CogVideoX and LTX through it. Orders are listed, newest first: one whose answer was lost is found by its words and time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from renderers.engines.cloud import CloudClip, CloudClipSettings, Offer, Piece, media_type_of
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Judge, Line, not_json_is
from renderers.runtime.vendor_life import Counter, Look, Standing, Taken
from renderers.runtime.web import Answer, Unanswered

SIZES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"1280x720": (1280, 720), "720x1280": (720, 1280), "1792x1024": (1792, 1024), "1024x1792": (1024, 1792)}
)
_EARLIER, _LATER = timedelta(minutes=2), timedelta(minutes=10)
_REFUSALS = ("moderation", "content_policy")


class OpenAIVideosSettings(CloudClipSettings):
    """Which model of the server makes it; without a name, the one it serves."""

    model: str = Field(default="", max_length=100, description="The server's name for the model; empty, its own choice")


class _Error(BaseModel):
    code: str = ""
    message: str = ""


class _Video(BaseModel):
    id: str = Field(min_length=1, max_length=200)
    status: Literal["queued", "in_progress", "completed", "failed"]
    progress: float = 0
    created_at: int = 0
    prompt: str | None = None
    seconds: str | None = None
    error: _Error | None = None


class _Listed(BaseModel):
    data: list[_Video]


@dataclass(frozen=True, slots=True)
class VideosCounter:
    """One video."""

    piece: Piece

    def submit(self, line: Line, _order: Order) -> Taken:
        """As JSON, or as a form when it begins with a picture."""
        body = {"prompt": self.piece.prompt, "seconds": str(self.piece.seconds), "size": self.piece.ratio}
        body |= {"model": self.piece.model} if self.piece.model else {}
        if self.piece.first is None:
            return Taken(_read(_Video, line.order("/videos", json=body)).id)
        kind = media_type_of(self.piece.first)
        name = f"first.{kind.partition('/')[2]}"
        files = {"input_reference": (name, self.piece.first.read_bytes(), kind)}
        return Taken(_read(_Video, line.order("/videos", data=body, files=files)).id)

    def look(self, line: Line, order: Order) -> Look:
        """Queued, in progress, then one of two ends. The film is fetched from the server itself, with the key."""
        answer = line.get(f"/videos/{order.vendor_job_id}")
        video = _read(_Video, answer)
        if video.status == "failed":
            error = video.error or _Error()
            refused = any(word in error.code for word in _REFUSALS)
            return Look(Standing.REFUSED if refused else Standing.FAILED, words=(error.message or error.code)[:200])
        if video.status == "completed":
            return Look(Standing.DONE, 1.0, (f"{_base(line)}/videos/{video.id}/content",))
        return Look(Standing.WORKING, video.progress / 100, poll_seconds=_asked_pause(answer))

    def find(self, line: Line, order: Order) -> Taken | None:
        """The newest one of the same words and length that was made around that time."""
        listed = _read(_Listed, line.get("/videos", params={"limit": "50", "order": "desc"}))
        first, last = (order.submitted_at - _EARLIER).timestamp(), (order.submitted_at + _LATER).timestamp()
        for video in listed.data:
            same = video.prompt == self.piece.prompt and video.seconds in (None, str(self.piece.seconds))
            if same and first <= video.created_at <= last:
                return Taken(video.id)
        return None

    def call_off(self, line: Line, order: Order) -> None:
        """Deletes the video, made or not."""
        line.again("DELETE", f"/videos/{order.vendor_job_id}")


def _base(line: Line) -> str:
    return line.access.address.rstrip("/")


def _asked_pause(answer: Answer) -> float | None:
    asked = answer.headers.get("openai-poll-after-ms", "")
    return min(int(asked) / 1000, 60.0) if asked.isdigit() else None


def _read(kind: Any, answer: Answer) -> Any:
    try:
        return kind.model_validate(answer.json())
    except ValidationError as error:
        raise Unanswered(f"the server describes a video in an unknown way: {error.errors()[0]['msg']}") from error


def _judged(answer: Answer) -> str:
    """An error code of moderation."""
    if answer.status not in (400, 403):
        return ""
    told = not_json_is(answer, None)
    error = told.get("error") if isinstance(told, dict) else None
    if not isinstance(error, dict):
        return ""
    code = str(error.get("code") or "")
    return str(error.get("message", code)) if any(word in code for word in _REFUSALS) else ""


@dataclass(frozen=True, slots=True)
class OpenAIVideos(CloudClip):
    """Clips by a server of one's own."""

    settings: type[OpenAIVideosSettings] = OpenAIVideosSettings

    def counter(self, piece: Piece) -> Counter:
        """A video for one piece."""
        return VideosCounter(piece)

    def judge(self) -> Judge:
        """By its codes."""
        return _judged


ENGINE = OpenAIVideos(
    name="openai_videos",
    title="OpenAI-Videos-compatible server (Sora is retired)",
    offer=Offer(
        vendor="openai_videos",
        model="the server's own",
        unit=Unit.SECOND,
        price=0,
        as_of="2026-11",
        types="openai",
        terms="Those of the server and of the model it serves",
        seconds=(4, 8, 12),
        ratios=SIZES,
        longest_prompt=4000,
        note="OpenAI shut Sora down on 24 September 2026; its protocol is served by machines of one's own.",
    ),
)
