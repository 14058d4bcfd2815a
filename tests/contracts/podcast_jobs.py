"""One small real job for every engine of podcasts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from infra.bench.synthetic import make
from renderers.compilers.podcast import RATE
from renderers.media.cutlist import CutList
from renderers.media.filmgain import FilmGain
from renderers.media.wav import write_speech
from tests.contracts.talk_video_jobs import TALK
from tests.renderers.podcast.spoken import tone

Asked = tuple[dict[str, Any], dict[str, Path]]
_RATE = {"rate": str(RATE)}
_TURNS = [{"place": -20}, {"relation": "interrupt", "over_ms": 200, "place": 20, "speaker": 1}]
_SAID = [{"text": "Hello there.", "speaker": "Ada"}, {"text": "Hello!", "speaker": "Lewis", "citations": ["lens"]}]


def _speech(folder: Path) -> dict[str, Path]:
    samples, rate, marks = tone(words=2, seconds=0.8)
    paths = {f"speech.{number}": folder / f"speech{number}.wav" for number in range(2)}
    for path in paths.values():
        write_speech(path, samples, rate, marks)
    return paths


def _timing(folder: Path) -> Asked:
    return _RATE | {"turns": _TURNS, "begins": "chapter", "trail_ms": 400}, _speech(folder)


def _timed(folder: Path) -> dict[str, Path]:
    settings, speech = _timing(folder)
    return {"timeline": make("passage_timing", settings, speech, folder / "timeline"), **speech}


def _dialogue(folder: Path) -> Asked:
    return _RATE | {"turns": _TURNS}, _timed(folder)


def _sounding(folder: Path) -> dict[str, Path]:
    settings, inputs = _dialogue(folder)
    stem = make("passage_dialogue", settings, inputs, folder / "stem")
    timeline = inputs["timeline"]
    sound = make("scene_sound", _RATE | {"scenes": [0]}, {"timeline": timeline, "stem.0": stem}, folder / "sound")
    return {"timeline": timeline, "sound.0": sound}


def _level(folder: Path, sounding: Mapping[str, Path]) -> Path:
    return make("film_level", _RATE, sounding, folder / "level.json")


def _reeled(folder: Path) -> dict[str, Path]:
    sounding = _sounding(folder)
    level = _level(folder, sounding)
    FilmGain.read(level)
    return {
        "timeline": sounding["timeline"],
        "reel.0": make("film_reel", _RATE, {**sounding, "level": level}, folder / "r"),
    }


def _cover(folder: Path) -> Path:
    path = folder / "cover.jpg"
    Image.new("RGB", (300, 300), (40, 20, 60)).save(path, "JPEG")
    return path


def _m4a(folder: Path) -> Asked:
    return _RATE | {"title": "A=B; #1", "chapters": ["One"]}, {**_reeled(folder), "cover": _cover(folder)}


def _encoded(folder: Path) -> Asked:
    sounding = _sounding(folder)
    inputs = {**sounding, "level": _level(folder, sounding), "cover": _cover(folder)}
    return _RATE | {"title": "A=B; #1", "chapters": ["One"], "channels": "mono"}, inputs


def _report(folder: Path) -> Asked:
    reeled = _reeled(folder)
    master = make("podcast_m4a", _RATE, reeled, folder / "master")
    assert CutList.read(reeled["timeline"]).lines
    return _RATE | {"chapters": 1}, {**reeled, "master": master}


def _text(folder: Path) -> Asked:
    chapters = [{"title": "One", "turns": 2}]
    sources = [{"key": "lens", "title": "The Lens"}]
    settings = {"form": "json", "title": "Light", "chapters": chapters, "sources": sources, "turns": _SAID}
    return _RATE | settings, {"timeline": _timed(folder)["timeline"]}


PODCAST: dict[str, Callable[[Path], Asked]] = {
    "passage_timing": _timing,
    "passage_dialogue": _dialogue,
    "podcast_m4a": _m4a,
    "podcast_encoded": _encoded,
    "episode_report": _report,
    "episode_text": _text,
    "cover": lambda _: ({"title": "The light", "show": "Slow Questions", "pixels": 300}, {}),
    **TALK,
}
