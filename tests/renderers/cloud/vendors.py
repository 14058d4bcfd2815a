"""Every engine of a vendor, with its stand-in and a small job for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from renderers.engines import engines
from tests.fakes.bfl import fake_bfl
from tests.fakes.comfyui import fake_comfyui
from tests.fakes.elevenlabs import fake_elevenlabs
from tests.fakes.gateways import fake_suno, fake_udio
from tests.fakes.kling import fake_kling
from tests.fakes.luma import fake_luma
from tests.fakes.openai_responses import fake_openai
from tests.fakes.openai_videos import fake_openai_videos
from tests.fakes.runway import fake_runway
from tests.fakes.stability import fake_stability
from tests.fakes.talkers import fake_anthropic, fake_openai_writing
from tests.fakes.topaz import fake_topaz
from tests.fakes.vendor import FakeVendor, a_clip
from tests.renderers.cloud.yard import Bench, a_shot
from tests.renderers.media.brought import a_recording

Order = tuple[dict[str, Any], dict[str, Path]]


@dataclass(frozen=True, slots=True)
class Case:
    """`finds`: an order whose answer was lost is looked up. `waits`: there is a job to ask about, not one long call.

    `addressed`: its result has an address of its own and does not come with the answer to how the job is. `judges`: it
    has an account and refuses what is against its rules. `patience` is how many seconds pass before a silent one is
    given up: longer where an order is a second call, which must not be cut short.
    """

    engine: str
    fake: Callable[[], AbstractContextManager[FakeVendor]]
    order: Callable[[Path], Order]
    finds: bool = False
    waits: bool = True
    addressed: bool = True
    calls_off: bool = False
    judges: bool = True
    patience: float = 0.4

    @contextmanager
    def bench(self, folder: Path) -> Iterator[Bench]:
        """The engine, its vendor and a step."""
        with self.fake() as fake:
            settings, inputs = self.order(folder)
            (folder / "bench").mkdir()
            yield Bench(engines()[self.engine], fake, folder / "bench", settings, inputs)


def _clip(folder: Path) -> Order:
    asked = {"width": 192, "height": 108, "rate": "24", "prompt": "A lighthouse in a storm.", "seed": 7}
    return asked, {"timing": a_shot(folder)}


def _picture(folder: Path) -> Order:
    return {"width": 320, "height": 180, "prompt": "A lighthouse in a storm.", "seed": 7}, {}


def _line(folder: Path) -> Order:
    return {"text": "Not yet. Two words more.", "voice": "af_heart", "rests": [[2, 300]]}, {}


def _exchange(folder: Path) -> Order:
    lines = [{"text": "Not yet. Two words more.", "person": 0}, {"text": "Then say them!", "person": 1}]
    return {"people": [{"voice": "af_heart"}, {"voice": "am_onyx"}], "lines": lines, "language": "en-GB"}, {}


def _cloned(folder: Path) -> Order:
    (folder / "voice.wav").write_bytes(a_recording())
    return _line(folder)[0], {"voice.0": folder / "voice.wav"}


def _score(folder: Path) -> Order:
    return {"rate": "24", "cue": {"family": "tense"}, "tail_frames": 24}, {"timeline": a_shot(folder, frames=72)}


def _scenery(folder: Path) -> Order:
    soundscape = {"beds": [{"sound": "rain", "muffled": True}, {"sound": "rain"}]}
    return {"rate": "24", "soundscape": soundscape, "tail_frames": 6}, {"timeline": a_shot(folder)}


def _avatar(folder: Path) -> Order:
    asked, inputs = _clip(folder)
    Image.new("RGB", (64, 36), (90, 60, 40)).save(folder / "first.png")
    return asked, inputs | {"first": folder / "first.png"}


def _finished(folder: Path) -> Order:
    (folder / "source.mp4").write_bytes(a_clip(2))
    asked = {"width": 256, "height": 144, "rate": "24", "seconds": 2}
    return asked, {"timing": a_shot(folder), "source": folder / "source.mp4"}


def _words(folder: Path) -> Order:
    return {"prompt": "A scene on a lighthouse.", "system": "You write.", "most_tokens": 200, "model": "a-model"}, {}


CASES = (
    Case("runway", fake_runway, _clip, calls_off=True),
    Case("luma", fake_luma, _clip),
    Case("kling", fake_kling, _clip, finds=True),
    Case("openai_videos", fake_openai_videos, _clip, finds=True, calls_off=True),
    Case("comfy_s2v", fake_comfyui, _avatar, finds=True, calls_off=True, judges=False),
    Case("flux_bfl", fake_bfl, _picture),
    Case("elevenlabs_speech", fake_elevenlabs, _line, finds=True, waits=False),
    Case("elevenlabs_cloned", fake_elevenlabs, _cloned, finds=True, waits=False),
    Case("elevenlabs_dialogue", fake_elevenlabs, _exchange, finds=True, waits=False),
    Case("elevenlabs_effects", fake_elevenlabs, _scenery, waits=False),
    Case("elevenlabs_music", fake_elevenlabs, _score, waits=False),
    Case("claude", fake_anthropic, _words, waits=False),
    Case("gpt", fake_openai, _words, calls_off=True, addressed=False),
    Case("openai_writing", fake_openai_writing, _words, waits=False),
    Case("suno_gateway", fake_suno, _score),
    Case("udio_gateway", fake_udio, _score),
    Case("topaz", fake_topaz, _finished, finds=True, calls_off=True, judges=False, patience=2.0),
    Case("stability", fake_stability, _score, waits=False),
)
ELSEWHERE = ("comfy_consistory", "comfy_faceid", "comfy_film", "comfy_pulid")
"""Workflows that run as the one above does; each is at work in `test_comfy.py`."""

UNPAID = ("fish_speech", "fish_cloned")
"""Lines of a server of one's own, one answer each and paid to nobody: each is at work in `test_fish_speech.py`."""

BY_ENGINE = {case.engine: case for case in CASES}
