"""One small real job for every engine: settings and inputs that it must be able to work with."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from infra.bench.synthetic import make, make_film
from renderers.engine import Engine, Job, read_settings
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord
from renderers.media.filmgain import FilmGain
from renderers.media.likeness import Likeness, Measured
from renderers.media.speech.exchange import Part, write_exchange
from renderers.media.speech.line import Sound
from renderers.media.stems import write_stem
from renderers.media.wav import Mark, write_speech
from renderers.timing import SAMPLE_RATE, sample_at
from tests.contracts.clip_jobs import ON_CLIPS
from tests.contracts.podcast_jobs import PODCAST
from tests.contracts.talk_jobs import TALK
from tests.fakes import tiny_rvc
from tests.fakes.tiny_recogniser import MARA, OTTO, portrait

RATE = Fraction(24)
FRAMES = 36
SMALL = (96, 64)
"""A picture for models: they look at every part of it beside every other part."""


def job_for(engine: Engine, folder: Path, progress: Callable[[float], None]) -> Job[Any]:
    """A job in an empty folder; outside engines get their own default settings and a film's parts."""
    folder.mkdir(parents=True, exist_ok=True)
    known = engine.settings.model_fields
    example = _EXAMPLES.get(engine.name, _in_words(engine) if "prompt" in known else _by_kind)
    settings, inputs = example(folder)
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    asked = settings if settings or engine.name in _EXAMPLES else _defaults(engine)
    return Job(read_settings(engine, asked), inputs, folder / "out", scratch, progress)


def _defaults(engine: Engine) -> dict[str, Any]:
    return {"rate": "24"} if "rate" in engine.settings.model_fields else {}


def _by_kind(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    return {}, {**_film(folder), "panel": _panel(folder)}


def _in_words(engine: Engine) -> Callable[[Path], tuple[dict[str, Any], dict[str, Path]]]:
    """For engines that are told what to show; those of clips begin with a picture."""
    told = {"prompt": "Wide shot. A woman at a table.", "negative": "text", "width": 96, "height": 64, "steps": 2}
    told |= {"seed": 3, "rate": "24", "side": 64, "model": "a-model"}
    asked = {name: value for name, value in told.items() if name in engine.settings.model_fields}
    people = ("picture.0", "reference.0", "reference.1", "face.0")
    return lambda folder: (
        asked,
        {"timing": timing(folder, lines=0, frames=13)} | dict.fromkeys(("first", *people), _panel(folder, *SMALL)),
    )


def timing(folder: Path, name: str = "timing", *, lines: int = 1, frames: int = FRAMES) -> Path:
    """A shot of one and a half seconds, or of so many frames, with a line in it."""
    words = (SpokenWord(text="Hello", offset=0, length=9600), SpokenWord(text="there.", offset=9600, length=14400))
    spoken = tuple(SpokenLine(start=4, frames=12, samples=24_000, words=words) for _ in range(lines))
    path = folder / name
    whole = (Span(start=0, frames=frames),)
    CutList(rate=RATE, frames=frames, parts=whole, cuts=(0,), scenes=(0,), lines=spoken).write(path)
    return path


def speech(folder: Path) -> Path:
    """Half a second of a tone that says two words."""
    path = folder / "speech.wav"
    tone = 0.2 * np.sin(2 * np.pi * 440 * np.arange(12_000) / 24_000)
    write_speech(
        path, tone.astype(np.float32), 24_000, [Mark("word", "Hello", 0, 4800), Mark("word", "there.", 4800, 7200)]
    )
    return path


def _exchange(folder: Path) -> Path:
    """Two lines of half a second, of two words each."""
    path, tone = folder / "exchange.wav", (0.2 * np.sin(np.arange(24_000) / 9)).astype(np.float32)
    words = [[Sound(word, first + at, 4000) for word, at in (("Not", 800), ("yet.", 6000))] for first in (0, 12_000)]
    write_exchange(
        path, tone, [Part(at, at + 12_000, tuple(each)) for at, each in zip((0, 12_000), words, strict=True)]
    )
    return path


def voice_sample(folder: Path, *, pitch: int = 180) -> Path:
    """Three seconds of a tone that comes and goes as speech does, as an upload is kept."""
    path, at = folder / f"sample.{pitch}.wav", np.arange(3 * 48_000) / 48_000
    write_speech(path, (0.3 * np.sin(2 * np.pi * pitch * at) * np.sin(6 * np.pi * at)).astype(np.float32), 48_000, [])
    return path


def stem(folder: Path, *, samples: int) -> Path:
    """The stem of a scene of so many samples, with speech-like bursts and a tail of 0.1 s."""
    path = folder / "stem.wav"
    at = np.arange(samples + 4800)
    tone = 0.2 * np.sin(2 * np.pi * 440 * at / SAMPLE_RATE) * (np.sin(2 * np.pi * 2 * at / SAMPLE_RATE) > 0)
    write_stem(path, [np.repeat(tone.astype(np.float32)[:, None], 2, axis=1)], head=0, body=samples)
    return path


def _pages(folder: Path) -> Path:
    path = folder / "pages.json"
    told = {"text": "INT. SHIP - NIGHT\n\nSalt.\n", "tokens_in": 3, "tokens_out": 9, "ended": "done"}
    path.write_text(json.dumps(told), "utf-8")
    return path


def _panel(folder: Path, width: int = 368, height: int = 208) -> Path:
    path = folder / "panel.png"
    noise = np.random.default_rng(1).integers(40, 220, (30, 48, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC).save(path)
    return path


def _film(folder: Path) -> dict[str, Path]:
    (folder / "film").mkdir(exist_ok=True)
    film = make_film(folder / "film", shots=3, rate=RATE)
    parts = {"timeline": folder / "film/timeline", "picture": folder / "film/picture", "bed": folder / "film/bed.wav"}
    return {**parts, "master": film.path}


def _captions(folder: Path) -> Path:
    path = folder / "captions"
    path.write_text("WEBVTT\n\n00:00:00.100 --> 00:00:01.000\n- Hello.\n- {\\\\b1}No &amp; yes.\n", "utf-8")
    return path


def _clip(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    settings = {"width": 320, "height": 180, "rate": "24", "movement": "push_in"}
    return settings, {"panel": _panel(folder), "timing": timing(folder)}


def _picture(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    film = _film(folder)
    clips = {f"clip.{index}": folder / f"film/{index}.mp4" for index in range(3)}
    return {"rate": "24"}, {"timeline": film["timeline"], **clips}


def _report(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    film = _film(folder)
    asked = {"rate": "24", "width": 160, "height": 90, "captions": False}
    return asked, {role: film[role] for role in ("master", "bed", "timeline")}


def _mixed(folder: Path) -> dict[str, Path]:
    return {"timeline": timing(folder), "stem.0": stem(folder, samples=sample_at(FRAMES, RATE))}


def _sounding(folder: Path) -> dict[str, Path]:
    scene = make("scene_sound", {"rate": "24", "scenes": [0]}, _mixed(folder), folder / "sound")
    return {"timeline": folder / "timing", "sound.0": scene}


def _level(folder: Path) -> Path:
    path = folder / "level.json"
    FilmGain(gain_db=3.0, ceiling_db=-2.6).write(path)
    return path


def _dialogue(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    return {"rate": "24", "space": "hall"}, {"timeline": timing(folder), "speech.0": speech(folder)}


def _effects(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    spot, rain = {"sound": "knock", "shot": 0, "at": 100}, {"sound": "rain", "muffled": True}
    return {"rate": "24", "soundscape": {"beds": [rain], "spots": [spot]}}, {"timeline": timing(folder)}


def _one_sound(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    spot = {"sound": "knock", "shot": 0, "at": 100}
    return {"rate": "24", "soundscape": {"spots": [spot]}}, {"timeline": timing(folder)}


def _music(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    return {"rate": "24", "cue": {"family": "tense"}, "tail_frames": 24}, {"timeline": timing(folder)}


def _board(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    words = [{"title": "1.1  wide, 2.0 s", "text": "INT. KITCHEN - NIGHT"}, {"title": "1.2  close up, 1.5 s"}]
    return {"title": "Salt", "panels": words}, {"panel.0": _panel(folder), "panel.1": _panel(folder)}


def _timeline(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    return {"rate": "24", "level": "scene"}, {"part.0": timing(folder), "part.1": timing(folder, "second")}


def _drawn(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    panel, sheet, notes = folder / "drawn.png", folder / "sheet.png", PngInfo()
    head = {"seen": 0, "x": 150.0, "y": 90.0, "height": 60.0, "turned": 20.0, "sharp": True}
    notes.add_text("heads", json.dumps([head]))
    noise = np.random.default_rng(2).integers(40, 220, (30, 48, 3), dtype=np.uint8)
    picture = Image.fromarray(noise).resize((368, 208), Image.Resampling.BICUBIC)
    picture.save(panel, pnginfo=notes)
    picture.resize((1440, 900)).save(sheet)
    return {"people": [{"seen": 0, "sheet": 0}]}, {"picture": panel, "sheet.0": sheet}


def _faces(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    picture, known = portrait(folder / "picture.png", MARA), portrait(folder / "known.png", OTTO)
    return {"people": [1]}, {"picture": picture, "reference.0": known}


def _likeness(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    found = folder / "likeness.json"
    found.write_text(Likeness(by="faces", people=(Measured(percent=72),)).model_dump_json())
    return {"person": 0}, {"likeness": found}


def _cloned(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    return {"text": "No.", "voice": "af_heart"}, {"voice.0": voice_sample(folder)}


def _trained(folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    settings = {"text": "No.", "voice": "af_heart"}
    if find_spec("torch") is None:  # then it is asked for its settings alone
        return settings, {}
    return settings, {
        "trained.0": tiny_rvc.trained(folder / "mara.pth"),
        "index.0": tiny_rvc.index(folder / "mara.npy"),
    }


_PICTURE = {
    "size": "two_shot",
    "place": {"kind": "kitchen", "interior": True},
    "cast": [
        {"appearance": {"years": 62, "hair": "bun"}, "place": -1, "facing": 1, "speaks": True},
        {"appearance": {"years": 30}, "place": 1, "facing": -1},
    ],
}

_EXAMPLES: dict[str, Callable[[Path], tuple[dict[str, Any], dict[str, Path]]]] = {
    "elevenlabs_speech": lambda _: ({"text": "Not yet.", "voice": "af_heart"}, {}),
    "fish_speech": lambda _: ({"text": "Not yet.", "voice": "mara", "feelings": ["sighing"]}, {}),
    "fish_cloned": lambda _: ({"text": "Not yet.", "voice": "af_heart"}, {}),
    "elevenlabs_cloned": lambda _: ({"text": "Not yet.", "voice": "af_heart"}, {}),
    "elevenlabs_dialogue": lambda _: (
        {"people": [{"voice": "af_heart"}], "lines": [{"text": "Not yet.", "person": 0}]}, {},
    ),
    "exchange_line": lambda folder: ({"number": 1}, {"exchange": _exchange(folder)}),
    "topaz": lambda _: ({"width": 640, "height": 360, "rate": "24"}, {}),
    "flite": lambda _: ({"text": "Not yet. Two words more.", "voice": "af_heart"}, {}),
    "kokoro": lambda _: ({"text": "Not yet. Two words more.", "voice": "af_heart"}, {}),
    "offline_story": lambda _: ({"brief": {"title": "Salt", "premise": "A cook must find her lost recipe."}}, {}),
    "joined_pages": lambda folder: ({}, {"part.0": _pages(folder)}),
    "openvoice": _cloned,
    "xtts": lambda folder: ({"text": "Not yet. 20 words.", "language": "de"}, {"voice.0": voice_sample(folder)}),
    "rvc": _trained,
    "bark": lambda _: ({"text": "Not yet [sighs] two words.", "voice": "en_speaker_0"}, {}),
    "draft_sheet": lambda _: ({"appearance": {"years": 62, "hair": "bun"}}, {}),
    "draft_panel": lambda _: ({"width": 320, "height": 180, "picture": _PICTURE}, {}),
    "draft_animatic": lambda folder: (
        {"width": 320, "height": 180, "rate": "24", "movement": "push_in", "picture": _PICTURE, "speakers": [0]},
        {"timing": timing(folder), "speech.0": speech(folder)},
    ),
    "ken_burns": _clip,
    "shot_timing": lambda folder: (
        {"rate": "24", "minimum_frames": 10, "dual": [False]}, {"speech.0": speech(folder)},
    ),
    "settled_timing": lambda folder: (
        {"rate": "24", "grid": 64, "holds": [{"shot": 0, "longer": 60}]}, {"part.0": timing(folder)},
    ),
    "timeline": _timeline,
    "picture": _picture,
    "picture_check": lambda folder: ({"rate": "24"}, {"picture": _film(folder)["picture"]}),
    "drawn_likeness": _drawn,
    "face_likeness": _faces,
    "likeness_gate": _likeness,
    "scene_dialogue": _dialogue,
    "effects": _effects,
    "audiogen": _one_sound,
    "stable_audio_effects": lambda folder: (_one_sound(folder)[0] | {"steps": 3}, {"timeline": timing(folder)}),
    "composer": _music,
    "musicgen": _music,
    "stable_audio_open": lambda folder: (_music(folder)[0] | {"steps": 3}, {"timeline": timing(folder)}),
    "scene_bed": lambda folder: ({"rate": "24"}, _mixed(folder)),
    "film_stem": lambda folder: ({"rate": "24", "scenes": [0]}, _mixed(folder)),
    "scene_sound": lambda folder: ({"rate": "24", "scenes": [0]}, _mixed(folder)),
    "film_level": lambda folder: ({"rate": "24"}, _sounding(folder)),
    "film_mix": lambda folder: ({"rate": "24"}, _sounding(folder) | {"level": _level(folder)}),
    "film_reel": lambda folder: ({"rate": "24"}, _sounding(folder) | {"level": _level(folder)}),
    "captions": lambda folder: ({"format": "vtt", "lines": [{"text": "Hello there."}]}, {"timeline": timing(folder)}),
    "report": _report,
    "storyboard": _board,
    "storyboard_sheet": _board,
    "mp4_burned": lambda folder: ({"rate": "24", "title": "A=B; #1"}, _film(folder) | {"captions": _captions(folder)}),
    "mp4_h264": lambda folder: ({"rate": "24", "title": "A=B; #1"}, _film(folder)),
    "raw_timing": lambda folder: ({"rate": "16"}, {"timing": timing(folder)}),
    **ON_CLIPS,
    **PODCAST,
    **TALK,
}  # fmt: skip
