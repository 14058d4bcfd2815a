"""SadTalker by its own command line: a picture of somebody nods, blinks and says what is heard, as long as that lasts.

It is of another era of torch, so it does not run in the studio's process. `SADTALKER_HOME` names its source with the
readers of faces its own script puts there, and `SADTALKER_PYTHON` the Python it is installed in.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Licence, Terms, Weights
from renderers.engine import Job, Kind, Settings
from renderers.engines.comfy_voice import voice_between
from renderers.engines.conformed import write_conformed
from renderers.engines.local import Seed, Side, lacking_of
from renderers.errors import BadInput, BrokenPromise, ToolMissing
from renderers.media.conform import probed
from renderers.media.cutlist import CutList
from renderers.media.probe import video_facts
from renderers.media.process import run
from renderers.models.store import model_store
from renderers.plan import WorkerSize
from renderers.timing import Rate

_SCRIPT = "inference.py"
_READERS = ("gfpgan/weights/alignment_WFLW_4HG.pth", "gfpgan/weights/detection_Resnet50_Final.pth")
_SIDE = 512
_POSES = 46
_NO_FACE = "Can't get the coeffs of the input"
"""How it says that there is no face, before it ends as if nothing were wrong."""

_BAR = re.compile(r"(\d+)/(\d+) \[")
"""Its bars: landmarks, what the voice does to the face, frames; the last is almost all of the work."""


class SadTalkerSettings(Settings):
    """How large the clip is, and how the head moves."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    rate: Rate = Field(description="Frames per second")
    seed: Seed = Field(default=0, description="Chooses one of its 46 ways to move the head")
    liveliness: Annotated[int, Field(ge=50, le=150)] = Field(default=100, description="Of the face, in percent")


@dataclass(frozen=True, slots=True)
class SadTalker:
    """The whole picture is kept, its head moved a little; 25 frames a second become the film's."""

    card: Card
    name: str = "sadtalker"
    version: str = "1"
    makes: Kind = Kind.CLIP
    settings: type[SadTalkerSettings] = SadTalkerSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.GPU_SMALL
    title: str = "SadTalker"

    def missing(self) -> str:
        """Its weights, the operator's agreement, or its program."""
        return lacking_of(self.card, ()) or _lacking_program()

    def render(self, job: Job[SadTalkerSettings]) -> None:
        """Inputs `first` (the picture), `timing` (the cut list) and the lines `speech.0`, ... .

        Raises ToolMissing before anything runs, and BadInput when it finds no face in the picture.
        """
        if lack := self.missing():
            raise ToolMissing(lack)
        timing = CutList.read(job.inputs["timing"])
        job.progress(0.0)
        voice = voice_between(job, timing, Fraction(0), Fraction(timing.frames) / timing.rate, number=0)
        said = run(self._command(job, voice), heard=_Heard(job), folder=_home())
        if _NO_FACE in said:
            raise BadInput(
                f"no face is to be found in {job.inputs['first'].name}, so it cannot speak; bring a picture in which "
                "the face is seen from the front"
            )
        write_conformed(job, [_made_in(job.scratch / "made")], timing)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)

    def _command(self, job: Job[SadTalkerSettings], voice: Path) -> list[str]:
        settings, weights = job.settings, model_store().path(_WEIGHTS.name)
        command = [os.environ.get("SADTALKER_PYTHON", "").strip() or "python3", str(_home() / _SCRIPT)]
        command += ["--driven_audio", str(voice), "--source_image", str(job.inputs["first"])]
        command += ["--result_dir", str(job.scratch / "made"), "--checkpoint_dir", str(weights)]
        command += ["--size", str(_SIDE), "--preprocess", "full", "--still"]
        command += ["--pose_style", str(settings.seed % _POSES)]
        return [*command, "--expression_scale", str(settings.liveliness / 100)]


@dataclass(frozen=True, slots=True)
class _Heard:
    """Its last bar as the step's progress."""

    job: Job[SadTalkerSettings]

    def __call__(self, said: str) -> None:
        _, _, frames = said.rpartition("Face Renderer:")
        found = _BAR.findall(frames) if frames is not said else []
        done, of = (int(each) for each in found[-1]) if found else (0, 1)
        self.job.progress(0.05 + 0.85 * min(1.0, done / max(1, of)))


def _home() -> Path:
    return Path(os.environ.get("SADTALKER_HOME", "").strip())


def _lacking_program() -> str:
    if not os.environ.get("SADTALKER_HOME", "").strip():
        return "SadTalker is not installed beside the studio; name its source and its Python, as the how-to says"
    absent = [each for each in (_SCRIPT, *_READERS) if not (_home() / each).is_file()]
    return f"SADTALKER_HOME names {_home()}, which has no {absent[0]}" if absent else ""


def _made_in(folder: Path) -> Path:
    """The one film it wrote."""
    found = sorted(folder.glob("*.mp4")) if folder.is_dir() else []
    if len(found) != 1:
        raise BrokenPromise(f"SadTalker wrote {len(found)} films instead of one")
    probed(found[0])
    return found[0]


_WEIGHTS = Weights(
    "sadtalker",
    "vinthony/SadTalker-V002rc",
    Licence("learnt with Wav2Lip and the Basel Face Model, both for research", Terms.NON_COMMERCIAL),
    2.0,
    2.0,
    only=(f"SadTalker_V0.0.2_{_SIDE}.safetensors", "mapping_00109-model.pth.tar"),
)

ENGINE = SadTalker(
    Card(
        code=Licence("Apache-2.0"),
        weights=_WEIGHTS,
        accepts=frozenset({Accepts.FIRST, Accepts.VOICE}),
        effort=Effort(60.0, per_frame=0.6),
        deterministic=False,
        proven="Its command is held to its own list of options here; seeing it needs its program and a graphics card",
    )
)
