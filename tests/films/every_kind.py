"""One small film that is made by engines of every kind: who films which shot, and what it is quoted at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from renderers.compilers.film import FILM, compile_film
from renderers.compilers.film_extras import with_extras
from renderers.engine import Kind, read_settings, version_of
from renderers.exports import makers
from renderers.plan import Plan, Stage, Step, WorkerSize
from renderers.presets import DRAFT, Choice, Preset
from renderers.spec import (
    CastSpec,
    FilmSpec,
    LineSpec,
    Movement,
    Played,
    SceneSpec,
    Setting,
    ShotRole,
    ShotSize,
    ShotSpec,
    SoundSpec,
    VoiceSpec,
)

HERE = WorkerSize.CPU
"""Where tiny models are at home."""

VENDORS = ("runway", "comfyui", "elevenlabs", "anthropic")
"""Each is ordered from once."""

WITH_WEIGHTS = ("flux2_klein", "sdxl", "sdxl_likeness", "wan_5b")
_SMALL = {"steps": 1, "width": 64, "height": 64}
_QUICK = {"steps": 1, "rank": 2, "side": 64}


def _engines() -> Mapping[Kind, Choice]:
    chosen = {
        Kind.SHEET: Choice("flux2_klein", _SMALL, HERE),
        Kind.LORA: Choice("sdxl_likeness", _QUICK, HERE),
        Kind.PANEL: Choice("sdxl", {"steps": 1}, HERE),
        Kind.CLIP: Choice("wan_5b", {"steps": 1}, HERE),
        Kind.MUSIC: Choice("elevenlabs_music"),
    }
    return MappingProxyType({**DRAFT.engines, **chosen})


def preset() -> Preset:
    """Sheets, likenesses and panels drawn and clips filmed here by models; heroes by a vendor, voices by a workflow."""
    roles = {ShotRole.HERO: Choice("runway"), ShotRole.DIALOGUE: Choice("comfy_s2v")}
    return replace(DRAFT, height=64, engines=_engines(), roles=MappingProxyType(roles))


def spec() -> FilmSpec:
    """Two scenes of a second a shot, with one line."""
    line = LineSpec(key="l1", character="mara", text="Not yet.")
    office = (
        _shot("s1.1", "Rain runs down a dark window.", role=ShotRole.HERO),
        _shot("s1.2", "Mara looks up from the radio.", cast=("mara",), lines=(line,)),
        _shot("s1.3", "A lamp on the desk.", engine="draft_animatic"),
    )
    harbour = (
        _shot("s2.1", "Mara walks along the pier.", cast=("mara",), role=ShotRole.BATCH),
        _shot("s2.2", "Boats in the harbour.", engine="ken_burns", movement=Movement.PAN_LEFT),
    )
    mara = CastSpec(key="mara", name="Mara", cue="MARA", voice=VoiceSpec(preset="af_heart"), gender="female", age="40s")
    silent = SoundSpec(music=Played.OFF)
    return FilmSpec(
        title="Not Yet",
        rate=Fraction(24),
        aspect="16:9",
        cast=(mara,),
        scenes=(
            _scene("s1", "INT. HARBOUR OFFICE - NIGHT", office, sound=SoundSpec(music=Played.ON)),
            _scene("s2", "EXT. HARBOUR - DAY", harbour, sound=silent),
        ),
    )


def _scene(key: str, heading: str, shots: tuple[ShotSpec, ...], *, sound: SoundSpec) -> SceneSpec:
    setting = Setting.INTERIOR if heading.startswith("INT") else Setting.EXTERIOR
    return SceneSpec(key=key, heading=heading, setting=setting, shots=shots, sound=sound)


def _shot(key: str, prompt: str, **fields: Any) -> ShotSpec:
    return ShotSpec(key=key, size=ShotSize.WIDE, prompt=prompt, frames=24, **fields)


def plan() -> Plan:
    """The film, its storyboard, and a line about it that a language model writes."""
    film = spec()
    made = with_extras(compile_film(film, preset()), film, ["storyboard"])
    writer = makers()["claude"]
    asked = {"prompt": "One sentence about a film called Not Yet.", "most_tokens": 200}
    read_settings(writer, asked)
    words = Step("claude", version_of(writer), asked, (), Stage.MASTER, FILM, "Not Yet: logline", writer.size)
    wanted = {**made.wanted, FILM: {**made.wanted[FILM], "logline": words.digest}}
    return replace(made, steps=(*made.steps, words), wanted=wanted)
