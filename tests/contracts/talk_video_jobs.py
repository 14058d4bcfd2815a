"""One small real job for every engine of podcasts on video; portraits are plain colours with a mouth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from infra.bench.synthetic import make
from renderers.compilers.podcast import RATE
from renderers.media.wav import write_speech
from renderers.painting.people.viseme import Viseme
from renderers.painting.portrait import Change, Portrait, write_portrait
from tests.fakes.tiny_recogniser import MARA
from tests.renderers.podcast.spoken import tone

Asked = tuple[dict[str, Any], dict[str, Path]]
COLOURS = ((200, 40, 40), (40, 170, 60), (60, 70, 220), (190, 180, 40), (180, 60, 190), (60, 180, 190))
FPS = {"rate": "24"}
_PACKETS = {"rate": str(RATE)}
_TURNS = [{"place": -20}, {"pause_ms": 100, "place": 20, "speaker": 1}]
_SIZE = {"width": 320, "height": 180}
_PEOPLE = [{"name": "Ada", "role": "Host", "place": -20}, {"name": "Lewis", "place": 20}]
_SHOWN = FPS | _SIZE | {"people": _PEOPLE, "turns": _TURNS}


def plain_portrait(path: Path, number: int) -> Path:
    """Somebody of one colour whose mouth is white when it is open."""
    pixels = np.full((180, 320, 3), COLOURS[number], np.uint8)
    mouth = np.full((10, 20, 3), 255, np.uint8)
    changes = {each.value: Change((150, 92, 170, 102), mouth) for each in Viseme if each is not Viseme.REST}
    write_portrait(Portrait(pixels, (160.0, 80.0, 60.0), changes), path)
    return path


def spoken(folder: Path, *seconds: float) -> dict[str, Path]:
    """Turns of so many seconds, three words in each second."""
    paths = {}
    for number, length in enumerate(seconds):
        path = folder / f"speech{number}.wav"
        write_speech(path, *tone(words=max(1, round(3 * length)), seconds=length))
        paths[f"speech.{number}"] = path
    return paths


def _timing(folder: Path) -> tuple[Path, dict[str, Path]]:
    speech = spoken(folder, 0.8, 0.8)
    return make("passage_timing", _PACKETS | {"turns": _TURNS, "begins": "chapter"}, speech, folder / "timing"), speech


def _video(folder: Path) -> Asked:
    timing, speech = _timing(folder)
    faces = {f"portrait.{number}": plain_portrait(folder / f"face{number}.png", number) for number in range(2)}
    burned = {"captions": "burned", "lines": ["Hello there.", "Hello!"], "chapter": 1, "chapter_title": "One"}
    return _SHOWN | burned, {"timing": timing, **speech, **faces}


def _audiogram(folder: Path) -> Asked:
    timing, speech = _timing(folder)
    inputs = {"timeline": timing, **speech}
    stem = make("passage_dialogue", _PACKETS | {"turns": _TURNS}, inputs, folder / "stem")
    sound = make("scene_sound", _PACKETS | {"scenes": [0]}, {"timeline": timing, "stem.0": stem}, folder / "sound")
    cover = folder / "cover.jpg"
    Image.new("RGB", (300, 300), (240, 236, 220)).save(cover, "JPEG")
    return _SHOWN | {"title": "The light", "show": "Slow"}, {"timing": timing, "sound": sound, "cover": cover}


def _picture(folder: Path) -> Asked:
    settings, inputs = _video(folder)
    clip = make("talk_video", settings, inputs, folder / "clip.mp4")
    return dict(FPS), {"timeline": inputs["timing"], "clip.0": clip}


def _report(folder: Path) -> Asked:
    settings, inputs = _picture(folder)
    picture, timeline = make("talk_picture", settings, inputs, folder / "picture.mp4"), inputs["timeline"]
    speech = {f"speech.{number}": folder / f"speech{number}.wav" for number in range(2)}
    stem = make("passage_dialogue", _PACKETS | {"turns": _TURNS}, {"timeline": timeline, **speech}, folder / "stem")
    sound = make("scene_sound", _PACKETS | {"scenes": [0]}, {"timeline": timeline, "stem.0": stem}, folder / "sound")
    sounding = {"timeline": timeline, "sound.0": sound}
    level = make("film_level", _PACKETS, sounding, folder / "level.json")
    reel = make("film_reel", _PACKETS, {**sounding, "level": level}, folder / "reel")
    told = {"picture": picture, "timeline": timeline, "reel.0": reel}
    master = make("mp4_h264", _PACKETS | {"chapters": ["One"]}, told, folder / "master.mp4")
    return FPS | _SIZE | {"chapters": 1}, {"master": master, "timeline": timeline, "reel.0": reel}


def _portrait(_: Path) -> Asked:
    seen = {"appearance": {}, "speaks": True}
    return {"width": 96, "height": 64, "picture": {"size": "medium_close", "cast": [seen]}}, {}


def _likeness(folder: Path) -> Asked:
    picture = folder / "picture.png"
    pixels = np.full((256, 256, 3), COLOURS[1], np.uint8)
    pixels[96:128, 96:128] = MARA
    Image.fromarray(pixels).save(picture)
    return dict(_SIZE), {"picture": picture}


def _turn(folder: Path) -> Asked:
    return dict(FPS), spoken(folder, 0.8)


TALK: dict[str, Callable[[Path], Asked]] = {
    "talk_portrait": _portrait,
    "talk_likeness": _likeness,
    "turn_timing": _turn,
    "talk_video": _video,
    "audiogram": _audiogram,
    "talk_picture": _picture,
    "talk_report": _report,
}
