"""ElevenLabs Music: the score of a scene of 3 seconds to 10 minutes. One long call; music is in no list."""

from __future__ import annotations

from dataclasses import dataclass

from renderers.engines.cloud import Offer
from renderers.engines.cloud_sound import CloudScore, Wanted
from renderers.engines.elevenlabs import judged
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Judge, Line
from renderers.runtime.vendor_life import CannotTell, Counter, Look, Taken
from renderers.runtime.web import Unanswered

_PATIENCE_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class MusicCounter:
    """One piece of music."""

    wanted: Wanted

    def submit(self, line: Line, _order: Order) -> Taken:
        """The answer is the music."""
        body = {
            "prompt": self.wanted.prompt,
            "music_length_ms": -(-int(self.wanted.seconds * 1000) // 100) * 100,
            "model_id": "music_v2",
            "force_instrumental": True,
        }
        answer = line.order(
            "/v1/music?output_format=mp3_48000_192", json=body, within_seconds=_PATIENCE_SECONDS, most_bytes=256 << 20
        )
        if not answer.media_type.startswith("audio/"):
            raise Unanswered("ElevenLabs answered an order for music with something else")
        self.wanted.into.write_bytes(answer.body)
        return Taken(answer.headers.get("song-id", "")[:200], is_whole=True)

    def look(self, _line: Line, _order: Order) -> Look:
        """There is nothing to look at."""
        raise CannotTell

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """ElevenLabs lists no music."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """Nothing to call off: it is one call."""


@dataclass(frozen=True, slots=True)
class ElevenLabsMusic(CloudScore):
    """Scores by ElevenLabs."""

    def counter(self, wanted: Wanted) -> Counter:
        """One call."""
        return MusicCounter(wanted)

    def judge(self) -> Judge:
        """By its status words."""
        return judged


ENGINE = ElevenLabsMusic(
    name="elevenlabs_music",
    title="ElevenLabs Music",
    offer=Offer(
        vendor="elevenlabs",
        model="music_v2",
        unit=Unit.SECOND,
        price=8_000,
        as_of="2026-11 (by plan; the vendor's page was not read)",
        terms="ElevenLabs terms: music may be used in films on paid plans",
    ),
    shortest=3,
    longest=600,
)
