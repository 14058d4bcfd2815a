"""Open-Sora 1.2 by its own command line: shots from a picture or from words, which it extends itself.

It is of another era of torch, so it does not run in the studio's process. `OPEN_SORA_HOME` names its source, and
`OPEN_SORA_PYTHON` the Python it is installed in.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame, Lengths, Licence, Weights
from renderers.engine import Job, Kind
from renderers.engines.conformed import write_conformed
from renderers.engines.local import CAMERA, ClipSettings, lacking_of
from renderers.errors import BrokenPromise, ToolMissing
from renderers.media.conform import probed
from renderers.media.cutlist import CutList
from renderers.media.probe import video_facts
from renderers.media.process import run
from renderers.models.hub_cache import hub_environment
from renderers.models.store import model_store
from renderers.plan import WorkerSize

_APACHE = Licence("Apache-2.0")
_SCRIPT, _CONFIG = "scripts/inference.py", "configs/opensora-v1-2/inference/sample.py"
_FPS, _AT_ONCE = 24, 102
_CARRIED_LATENTS, _CARRIED = 5, 17
"""Of a part the end is carried over into the next one: so many latents, which are so many frames."""

_STEP = re.compile(r"\| *(\d+)/(\d+) \[")
"""A bar of tqdm: `| 12/30 [`."""


class OpenSoraSettings(ClipSettings):
    """What the shot shows, how large it is and how the camera moves. It cannot be told what not to show."""

    steps: Annotated[int, Field(ge=1, le=100)] = Field(default=30, description="More steps are slower and finer")


@dataclass(frozen=True, slots=True)
class OpenSora:
    """The same settings give the same picture on one kind of machine."""

    card: Card
    name: str = "open_sora"
    title: str = "Open-Sora 1.2"
    version: str = "1"
    makes: Kind = Kind.CLIP
    settings: type[OpenSoraSettings] = OpenSoraSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.GPU_LARGE

    def missing(self) -> str:
        """Its program, its weights, or the operator's agreement."""
        return lacking_of(self.card, ()) or _lacking_program()

    def render(self, job: Job[OpenSoraSettings]) -> None:
        """Inputs `timing` (the shot's cut list) and, where it is to begin with a picture, `first`."""
        if lack := self.missing():
            raise ToolMissing(lack)
        settings, timing = job.settings, CutList.read(job.inputs["timing"])
        job.progress(0.0)
        parts = parts_for(ceil(Fraction(timing.frames) / settings.rate * _FPS))
        environment = os.environ | hub_environment(self.card.models, model_store(), job.scratch / "models")
        heard = _Heard(job, parts)
        run(self._command(job, parts), heard=heard, environment=environment)
        made = _made_in(job.scratch / "made")
        write_conformed(job, [made], timing)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)

    def _command(self, job: Job[OpenSoraSettings], parts: int) -> list[str]:
        settings, home = job.settings, Path(os.environ["OPEN_SORA_HOME"])
        frame = self.card.frame or Frame(settings.width * settings.height)
        width, height = frame.fitting(settings.width, settings.height)
        said = plain(f"{settings.prompt} {CAMERA[settings.movement]}")
        command = [_python(), str(home / _SCRIPT), str(home / _CONFIG)]
        command += ["--prompt", said, "--num-frames", str(_AT_ONCE), "--image-size", str(height), str(width)]
        command += ["--fps", str(_FPS), "--seed", str(settings.seed), "--num-sampling-steps", str(settings.steps)]
        command += ["--loop", str(parts), "--condition-frame-length", str(_CARRIED_LATENTS)]
        command += ["--save-dir", str(job.scratch / "made"), "--verbose", "2"]
        if first := job.inputs.get(Accepts.FIRST.value):
            command += ["--reference-path", str(first), "--mask-strategy", "0"]
        return command


def plain(words: str) -> str:
    """Words it reads as words: it takes braces for instructions, bars for parts, and a leading dash for an option."""
    return words.translate(str.maketrans("{}|", "()/")).strip().lstrip("-").strip()


def parts_for(frames: int) -> int:
    """How many parts a shot is made in: each after the first adds what it does not share with the one before."""
    return 1 + max(0, ceil(Fraction(frames - _AT_ONCE, _AT_ONCE - _CARRIED)))


@dataclass(slots=True)
class _Heard:
    """Its bars as the step's progress; each part draws one."""

    job: Job[OpenSoraSettings]
    parts: int
    part: int = 0
    last: int = 0

    def __call__(self, said: str) -> None:
        found = _STEP.findall(said)
        if not found:
            self.job.progress(0.02)
            return
        done, of = (int(each) for each in found[-1])
        self.part += done < self.last
        self.last = done
        share = (min(self.part, self.parts - 1) + done / max(1, of)) / self.parts
        self.job.progress(0.02 + 0.9 * min(1.0, share))


def _python() -> str:
    return os.environ.get("OPEN_SORA_PYTHON", "").strip() or "python3"


def _lacking_program() -> str:
    home = os.environ.get("OPEN_SORA_HOME", "").strip()
    if not home:
        return "Open-Sora is not installed beside the studio; name its source and its Python, as the how-to says"
    absent = [each for each in (_SCRIPT, _CONFIG) if not (Path(home) / each).is_file()]
    return f"OPEN_SORA_HOME names {home}, which has no {absent[0]}; it is not Open-Sora 1.2" if absent else ""


def _made_in(folder: Path) -> Path:
    """The one film it wrote."""
    found = sorted(folder.glob("*.mp4")) if folder.is_dir() else []
    if len(found) != 1:
        raise BrokenPromise(f"Open-Sora wrote {len(found)} films instead of one")
    probed(found[0])
    return found[0]


def _weights(name: str, source: str, memory_gb: float, *only: str) -> Weights:
    return Weights(f"open_sora_{name}", source, _APACHE, memory_gb, memory_gb, only=only)


ENGINE = OpenSora(
    card=Card(
        code=_APACHE,
        weights=_weights("stdit", "hpcai-tech/OpenSora-STDiT-v3", 2.4, "*.json", "*.safetensors"),
        beside=(
            _weights("vae", "hpcai-tech/OpenSora-VAE-v1.2", 0.8, "*.json", "*.safetensors"),
            _weights("pictures", "PixArt-alpha/pixart_sigma_sdxlvae_T5_diffusers", 0.2, "vae/*"),
            _weights("words", "DeepFloyd/t5-v1_1-xxl", 9.6, "*.json", "*.model", "*.bin"),
        ),
        lengths=Lengths(fps=_FPS, most=_AT_ONCE, step=_AT_ONCE),
        frame=Frame(pixels=1280 * 720, multiple=16),
        accepts=frozenset({Accepts.FIRST}),
        effort=Effort(120.0, per_frame=3.0),
        proven="Its command is held to its own list of options here; seeing it needs its program and a graphics card",
    ),
)
