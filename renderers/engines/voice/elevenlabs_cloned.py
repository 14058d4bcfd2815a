"""ElevenLabs in the voice of a recording: the voice is made there once, spoken with, and deleted when it must be.

It is called after what the recordings are called in a plan, never after a person: so it is found again by every line,
and by whoever has to delete it. Whether it may be made was asked where the recording came in, and by the farm.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field

from renderers.card import Accepts, Card, Speaks
from renderers.engine import Job, Kind
from renderers.engines.cloud import Offer, Sold
from renderers.engines.elevenlabs_lines import LANGUAGES, OFFER, ElevenLabsSpeechSettings, SpeechCounter, read, spoken
from renderers.engines.spoken import line_facts
from renderers.errors import BadInput, VendorDown, VendorInput
from renderers.media.uploads import AUDIBLE_DBFS, LONGEST_SECONDS, SHORTEST_SECONDS
from renderers.media.wav import NotAWave, WavReader
from renderers.plan import WorkerSize, upload_digest
from renderers.runtime.vendor_calls import Line, NotNow
from renderers.runtime.vendor_life import Counter
from renderers.runtime.web import Unanswered
from renderers.store import sha256_of

MARK = "nbs-"
MOST_SAMPLES = 3
_LETTERS = 24


VoiceId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""It becomes part of an address."""


class _Voice(BaseModel):
    voice_id: VoiceId
    name: str | None = None


class _Voices(BaseModel):
    voices: list[_Voice]
    has_more: bool = False
    next_page_token: str | None = None


class _Made(BaseModel):
    voice_id: VoiceId
    requires_verification: bool


def called(samples: Sequence[str]) -> str:
    """A voice at the vendor, by what its recordings are called in a plan."""
    return MARK + ".".join(digest[:_LETTERS] for digest in samples)


def voices(line: Line) -> Iterator[_Voice]:
    """Those of ours that the account has."""
    token: str | None = None
    while True:
        asked = {"search": MARK, "page_size": "100"} | ({"next_page_token": token} if token else {})
        page = _page(line, asked)
        yield from (voice for voice in page.voices if (voice.name or "").startswith(MARK))
        token = page.next_page_token
        if not (page.has_more and token):
            return


def _page(line: Line, asked: dict[str, str]) -> _Voices:
    try:
        found: _Voices = read(_Voices, line.get("/v2/voices", params=asked))
    except Unanswered as error:
        raise VendorDown(f"{error}. Nothing was ordered; it is tried again later.") from error
    return found


@dataclass(frozen=True, slots=True)
class ElevenLabsCloned(Sold):
    """A cloned voice: a line as our own voices give it."""

    name: str
    title: str
    offer: Offer
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[ElevenLabsSpeechSettings] = ElevenLabsSpeechSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CLOUD

    @property
    def card(self) -> Card:
        """What it is given, too, and the languages that it speaks."""
        return replace(
            self.offer.card,
            accepts=frozenset({Accepts.VOICE}),
            speaks=Speaks(tuple(LANGUAGES.items()), keeps_pitch=True),
        )

    def makes_at_most(self, settings: ElevenLabsSpeechSettings) -> int:
        """The letters of the line; a voice costs nothing."""
        return len(settings.text)

    @property
    def canceller(self) -> Counter:
        """It is one call: there is nothing to call off."""
        return SpeechCounter()

    def render(self, job: Job[ElevenLabsSpeechSettings]) -> None:
        """Inputs `voice.0` and more: recordings of who is heard. A levelled mono line at 24 kHz with marks."""
        samples = job.series(Accepts.VOICE.value)[:MOST_SAMPLES]
        _insist(samples, self.title)
        spoken(job, lambda line: _voice_of(line, samples))

    def forget(self, line: Line, samples: Collection[str]) -> int:
        """Deletes every voice that was made of these recordings; how many. Raises VendorFault."""
        parts = {digest[:_LETTERS] for digest in samples}
        wanted = [voice for voice in voices(line) if parts & set((voice.name or "")[len(MARK) :].split("."))]
        for voice in wanted:
            line.again("DELETE", f"/v1/voices/{voice.voice_id}")
        return len(wanted)

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


def _insist(samples: Sequence[Path], title: str) -> None:
    """Raises BadInput, before anything is sent, for what nobody could learn a voice from."""
    if not samples:
        raise BadInput(
            f"{title} speaks in the voice of a recording and was given none; bring a voice sample of this character "
            "on the page Cast, or choose another voice. Nothing was ordered."
        )
    for path in samples:
        try:
            with WavReader(path) as sound:
                seconds = sound.frames / sound.sample_rate
                loudest = max(float(abs(block).max()) for block in sound.blocks())
        except (NotAWave, ValueError) as error:
            raise BadInput(f"{path.name} is no recording; bring another voice sample. Nothing was ordered.") from error
        if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
            raise BadInput(
                f"the voice sample {path.name} lasts {seconds:.0f} s; between {SHORTEST_SECONDS} and {LONGEST_SECONDS} "
                "are taken. Cut out the clearest minute. Nothing was ordered."
            )
        if loudest < 10 ** (AUDIBLE_DBFS / 20):
            raise BadInput(f"the voice sample {path.name} is silent; bring another one. Nothing was ordered.")


def _voice_of(line: Line, samples: Sequence[Path]) -> str:
    """The voice of these recordings: found, or made. A voice whose making nobody answered is looked for again."""
    name = called([upload_digest(sha256_of(path)) for path in samples])
    if there := _known(line, name):
        return there
    files = [("files", (f"{number}.wav", path.read_bytes(), "audio/wav")) for number, path in enumerate(samples)]
    try:
        answer = line.order("/v1/voices/add", data={"name": name, "remove_background_noise": "false"}, files=files)
        made: _Made = read(_Made, answer)
    except NotNow as error:
        raise error.fault from error
    except Unanswered as error:
        if there := _known(line, name):
            return there
        raise VendorDown(f"{line.vendor.title} did not say whether it made the voice: {error}.") from error
    if made.requires_verification:
        line.again("DELETE", f"/v1/voices/{made.voice_id}")
        raise VendorInput(
            f"{line.vendor.title} wants this voice verified by its owner before it speaks. Choose another recording or "
            "another voice. Nothing was charged, and nothing was kept there."
        )
    return made.voice_id


def _known(line: Line, name: str) -> str:
    return min((voice.voice_id for voice in voices(line) if voice.name == name), default="")


ENGINE = ElevenLabsCloned(
    name="elevenlabs_cloned",
    title="ElevenLabs, the voice of a recording",
    offer=replace(OFFER, note="A voice costs nothing; $0.08 for 1,000 characters that it says."),
)
