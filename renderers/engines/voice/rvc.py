"""RVC: a line of the studio's own voices, spoken anew by a voice that was trained, with every word where it was.

The voice of the catalogue says how it is spoken (accent, rhythm, pauses, melody); the trained voice, who is heard.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from renderers.card import Accepts, Card, Effort, Licence, Speaks, Weights
from renderers.engine import Job, Kind
from renderers.engines.local import LIBRARIES, Seed, held, lacking_of, on_disk
from renderers.engines.spoken import SPEAKS, OfflineSpeechSettings, Speak, line_facts, write_line
from renderers.errors import BadInput, ToolMissing
from renderers.media.audio import resampled
from renderers.media.speech import line as speech
from renderers.media.speech.assets import AssetsMissing, lacking_voices
from renderers.media.speech.model import SAMPLE_RATE
from renderers.plan import WorkerSize
from renderers.runtime import rvc_content
from renderers.runtime.memory import Memory
from renderers.runtime.pipelines import on_cores, resident, stay_offline, within_memory
from renderers.runtime.rvc import Converter, Manner
from renderers.runtime.rvc_content import Listener, load_listener
from renderers.runtime.rvc_file import loaded, trained_voice
from renderers.runtime.rvc_index import read_index
from renderers.runtime.rvc_net import voice_of
from renderers.runtime.rvc_pitch import Melody, load_melody

CONTENT = Weights(
    name="contentvec",
    source="lengyue233/content-vec-best",
    licence=Licence("MIT"),
    memory_gb=0.4,
    part_gb=0.4,
    only=("config.json", "pytorch_model.bin", "model.safetensors"),
)
MELODY = Weights(
    name="rmvpe",
    source="lj1995/VoiceConversionWebUI",
    licence=Licence("MIT"),
    memory_gb=0.4,
    part_gb=0.4,
    only=("rmvpe.pt",),
)
CARD = Card(
    code=Licence("the studio's own code, after RVC (MIT)"),
    weights=CONTENT,
    beside=(MELODY,),
    accepts=frozenset({Accepts.TRAINED, Accepts.INDEX}),
    people=1,
    speaks=Speaks(tuple(SPEAKS.items()), tuning=("transpose", "index_percent", "protect_percent")),
    effort=Effort(5.0, per_frame=0.15),
    proven="Speaks here by tiny twins of it, held to another implementation; how it sounds needs the real weights",
)


class RvcSettings(OfflineSpeechSettings):
    """What is said, in which manner, how fast, and how the trained voice is used."""

    voice: str = Field(description="A voice of the catalogue or a blend: how it is said; who is heard was trained")
    transpose: Annotated[int, Field(ge=-24, le=24)] = Field(
        default=0, title="Transposed, in semitones", description="12 where a deep voice speaks for a high one"
    )
    index_percent: Annotated[int, Field(ge=0, le=100)] = Field(
        default=75,
        title="Nearness to the recordings, in percent",
        description="How far the index draws the line to what was recorded; without an index nothing changes",
    )
    protect_percent: Annotated[int, Field(ge=0, le=50)] = Field(
        default=33,
        title="Index in consonants and breath, in percent",
        description="Less keeps them clearer; 50 protects nothing",
    )
    seed: Seed = Field(default=0, description="Another number is another take")


@dataclass(frozen=True, slots=True)
class Rvc:
    """A trained voice on any machine. The same settings and files give the same samples on one kind of it."""

    name: str = "rvc"
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[RvcSettings] = RvcSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    card: Card = CARD
    title: str = "RVC, a voice that was trained"

    def missing(self) -> str:
        """The libraries, what hears content and melody, or the offline voices."""
        return lacking_of(CARD, LIBRARIES) or lacking_voices()

    def render(self, job: Job[RvcSettings]) -> None:
        """Inputs `trained.0`, a voice's .pth, and `index.0` or none. A levelled mono line at 24 kHz with marks."""
        job.progress(0.0)
        within_memory((held(CARD),), lambda memory: _spoken(job, memory), what="a line by RVC")

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


def _spoken(job: Job[RvcSettings], memory: Memory) -> None:
    on_cores(job.threads)
    converter = _converter(job, memory.device)
    try:
        write_line(job, _in_voice(job, converter))
    except AssetsMissing as error:
        raise ToolMissing(str(error)) from error


def _converter(job: Job[RvcSettings], device: str) -> Converter:
    """The ears stay from line to line; the voice is somebody's, and goes with the job."""
    files = job.series(Accepts.TRAINED.value)
    if len(files) != 1:
        raise BadInput(
            f"RVC speaks in one trained voice and was given {len(files) or 'none'}; bring the voice's .pth on the page "
            "Cast, or choose another voice"
        )
    shape = trained_voice(files[0])
    indexes = job.series(Accepts.INDEX.value)
    index = read_index(indexes[0], version=shape.version) if indexes else None
    listener, melody = _ears(device)
    voice = voice_of(loaded(files[0], shape), shape, device=device)
    asked = job.settings
    manner = Manner(asked.transpose, asked.index_percent / 100, asked.protect_percent / 100)
    return Converter(voice, listener, melody if shape.pitched else None, index, manner)


def _ears(device: str) -> tuple[Listener, Melody]:
    stay_offline()
    (content, known), (melody, heard) = on_disk(CONTENT, LIBRARIES), on_disk(MELODY, LIBRARIES)
    return resident(
        ("rvc", known.digest, heard.digest, device),
        lambda: (load_listener(content, device=device), load_melody(melody / "rmvpe.pt", device=device)),
    )


def _in_voice(job: Job[RvcSettings], converter: Converter) -> Speak:
    """A piece spoken by the offline voices, then by somebody else: words and phonemes stay where they are."""

    def speak(part: str, how: speech.Delivery) -> speech.Line:
        said = speech.speak_part(part, how, threads=job.threads)
        job.progress(0.2)
        given = resampled(said.samples, SAMPLE_RATE, to=rvc_content.SAMPLE_RATE)
        seed = job.settings.seed
        made = converter.converted(given, seed=seed, tick=lambda done: job.progress(0.2 + 0.75 * done))
        samples = resampled(made, converter.voice.shape.sample_rate, to=SAMPLE_RATE)[: len(said.samples)]
        return replace(said, samples=np.pad(samples, (0, len(said.samples) - len(samples))))

    return speak


ENGINE = Rvc()
