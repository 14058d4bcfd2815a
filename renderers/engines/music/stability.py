"""Stable Audio 2.5 by Stability AI: the score of a scene of up to 190 seconds. One long call, paid by the piece."""

from __future__ import annotations

from dataclasses import dataclass

from renderers.engines.cloud import Offer
from renderers.engines.cloud_sound import CloudScore, Wanted
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Judge, Line
from renderers.runtime.vendor_life import CannotTell, Counter, Look, Taken
from renderers.runtime.web import Answer, Unanswered

_PATIENCE_SECONDS = 600.0
_SEEDS = 4_294_967_295


@dataclass(frozen=True, slots=True)
class StableAudioCounter:
    """One piece of music."""

    wanted: Wanted

    def submit(self, line: Line, _order: Order) -> Taken:
        """The answer is the music, or says that it was filtered."""
        form = {
            "prompt": self.wanted.prompt,
            "model": "stable-audio-2.5",
            "duration": str(-(-self.wanted.seconds.numerator // self.wanted.seconds.denominator)),
            "seed": str(self.wanted.seed % _SEEDS),
            "output_format": "mp3",
        }
        parts = {name: (None, value) for name, value in form.items()}
        answer = line.order(
            "/v2beta/audio/stable-audio-2/text-to-audio",
            files=parts,
            headers={"accept": "audio/*"},
            within_seconds=_PATIENCE_SECONDS,
            most_bytes=256 << 20,
        )
        if not answer.media_type.startswith("audio/"):
            raise Unanswered("Stability answered an order for music with something else")
        self.wanted.into.write_bytes(answer.body)
        return Taken("", is_whole=True)

    def look(self, _line: Line, _order: Order) -> Look:
        """There is nothing to look at."""
        raise CannotTell

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """Stability lists nothing."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """Nothing to call off: it is one call."""


def _judged(answer: Answer) -> str:
    """403 content_moderation, or a finished answer that was filtered."""
    if answer.headers.get("finish-reason", "").upper() == "CONTENT_FILTERED":
        return "what came out was filtered"
    moderated = answer.status == 403 and b"content_moderation" in answer.body[:2000]
    return "its words are against the rules" if moderated else ""


@dataclass(frozen=True, slots=True)
class StableAudio(CloudScore):
    """Scores by Stable Audio."""

    def counter(self, wanted: Wanted) -> Counter:
        """One call."""
        return StableAudioCounter(wanted)

    def judge(self) -> Judge:
        """By status and header."""
        return _judged


ENGINE = StableAudio(
    name="stability",
    title="Stable Audio 2.5",
    offer=Offer(
        vendor="stability",
        model="stable-audio-2.5",
        unit=Unit.PIECE,
        price=200_000,
        as_of="2026-11",
        terms="Stability AI platform terms; the makers of a film own what they make",
    ),
    shortest=1,
    longest=190,
)
