"""Draft, Standard, Cinema: from what has to be made to the engine, its settings, its worker size and the picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from renderers.card import Accepts
from renderers.engine import Kind, card_of
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.plan import WorkerSize
from renderers.spec import UNDONE, Finish, FinishSpec, ShotRole


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine by name, the settings a preset fixes, and on which workers it runs: without a size, the engine's."""

    engine: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    size: WorkerSize | None = None


@dataclass(frozen=True, slots=True)
class Preset:
    """One row of the table. `height` is the picture's shorter edge in pixels; width follows the film's aspect.

    `fps` is how many frames a second are drawn; None, as many as the film shows. Engines that are not named here make
    cuts, mixes and files; they are the same for every preset. `roles` are the engines that film shots of a role; those
    of other roles are filmed like all. `finish` are the engines that finish a clip, each where the clip needs it.
    `exchange` speaks lines that follow each other in one order; without one each line is ordered by itself.
    """

    name: str
    title: str
    height: int
    fps: int | None
    engines: Mapping[Kind, Choice]
    roles: Mapping[ShotRole, Choice] = field(default_factory=dict)
    finish: Mapping[Finish, Choice] = field(default_factory=dict)
    exchange: str = ""

    def missing_engines(self) -> tuple[str, ...]:
        """Engines of the row that are not installed, by name; a film is made with this preset only when none is."""
        chosen = [*self.engines.values(), *self.roles.values(), *self.finish.values()]
        named = {choice.engine for choice in chosen} | ({self.exchange} if self.exchange else set())
        return tuple(sorted(named - set(makers())))

    def filming(self, role: ShotRole, engine: str = "") -> Preset:
        """The row as it is for shots of a role, or for those that a named engine films."""
        choice = usual(engine) if engine else self.roles.get(role, self.engines[Kind.CLIP])
        return replace(self, engines=MappingProxyType({**self.engines, Kind.CLIP: choice}), roles=MappingProxyType({}))

    def finished_as(self, decided: Iterable[FinishSpec]) -> Preset:
        """The row with what was decided about finishing a shot. Raises BadInput for an engine that is not here."""
        finish = dict(self.finish)
        for each in decided:
            finish.pop(each.what, None)
            if each.engine == UNDONE:
                continue
            if each.engine not in makers():
                raise BadInput(f"The engine {each.engine} is not installed here; choose another to finish the shot.")
            finish[each.what] = usual_finish(each.engine)
        return replace(self, finish=MappingProxyType(finish)) if finish != self.finish else self

    @property
    def begins_with_panel(self) -> bool:
        """Whether shots begin with their panel, so that it must be as large as the film."""
        return Accepts.FIRST in card_of(makers()[self.engines[Kind.CLIP].engine]).accepts

    @property
    def shows_its_people(self) -> bool:
        """Whether a shot is made from pictures of who is in it: their panel, or their own."""
        return self.begins_with_panel or card_of(makers()[self.engines[Kind.CLIP].engine]).people > 0

    def shortage(self) -> str:
        """Why no film can be made with this preset here, in words; nothing when one can."""
        missing = self.missing_engines()
        if not missing:
            return ""
        engines = f"engine {missing[0]} is" if len(missing) == 1 else f"engines {', '.join(missing)} are"
        return f"The preset {self.name} cannot be used on this installation: the {engines} not installed."


def _row(
    name: str,
    title: str,
    *,
    height: int,
    fps: int | None,
    engines: Mapping[Kind, Choice],
    roles: Mapping[ShotRole, Choice] = MappingProxyType({}),
    finish: Mapping[Finish, Choice] = MappingProxyType({}),
) -> Preset:
    kinds, films, finishes = (
        MappingProxyType(dict(engines)),
        MappingProxyType(dict(roles)),
        MappingProxyType(dict(finish)),
    )
    return Preset(name, title, height, fps, kinds, films, finishes)


SMALL, LARGE = WorkerSize.GPU_SMALL, WorkerSize.GPU_LARGE

DRAFT = _row(
    "draft",
    "Draft: a painted animatic with offline voices, made on any machine",
    height=720,
    fps=None,
    engines={
        Kind.PANEL: Choice("draft_panel"),
        Kind.SPEECH: Choice("kokoro"),
        Kind.CLIP: Choice("draft_animatic"),
        Kind.MUSIC: Choice("composer"),
        Kind.EFFECTS: Choice("effects"),
    },
)
STANDARD = _row(
    "standard",
    "Standard: generated pictures in motion, for the small screen",
    height=720,
    fps=24,
    engines={
        Kind.SHEET: Choice("flux2_klein", {"steps": 4}, SMALL),
        Kind.PANEL: Choice("flux2_klein", {"steps": 4}, SMALL),
        Kind.SPEECH: Choice("kokoro"),
        Kind.CLIP: Choice("wan_5b", {"steps": 30}, SMALL),
        Kind.MUSIC: Choice("composer"),
        Kind.EFFECTS: Choice("effects"),
    },
    roles={ShotRole.DIALOGUE: Choice("ken_burns")},
    finish={Finish.LIPS: Choice("musetalk", size=SMALL)},
)
CINEMA = _row(
    "cinema",
    "Cinema: the best engines that run here, for the big screen",
    height=1080,
    fps=24,
    engines={
        Kind.SHEET: Choice("flux2_klein", {"steps": 8}, SMALL),
        Kind.PANEL: Choice("flux2_klein", {"steps": 8}, SMALL),
        Kind.SPEECH: Choice("kokoro"),
        Kind.CLIP: Choice("wan_14b", {"steps": 40}, LARGE),
        Kind.MUSIC: Choice("composer"),
        Kind.EFFECTS: Choice("effects"),
    },
    finish={
        Finish.LIPS: Choice("musetalk", size=SMALL),
        Finish.RATE: Choice("rife", size=SMALL),
        Finish.SIZE: Choice("realesrgan", size=SMALL),
    },
)

ROUGH = replace(
    DRAFT,
    name="rough",
    title="Rough: the draft with fast, plain voices, for a first listen or where the offline voices cannot be had",
    engines=MappingProxyType({**DRAFT.engines, Kind.SPEECH: Choice("flite")}),
)

CLOUD = _row(
    "cloud",
    "Cloud: pictures, clips, voices and music by vendors, paid with a key; no graphics card is needed here",
    height=1080,
    fps=24,
    engines={
        Kind.PANEL: Choice("flux_bfl"),
        Kind.SPEECH: Choice("elevenlabs_speech"),
        Kind.CLIP: Choice("runway"),
        Kind.MUSIC: Choice("elevenlabs_music"),
        Kind.EFFECTS: Choice("effects"),
    },
)


def _finished(name: str, title: str, **engines: str) -> Preset:
    """Cinema with another engine for something that is done to its clips."""
    chosen = {Finish[finish.upper()]: Choice(engine) for finish, engine in engines.items()}
    return replace(CINEMA, name=name, title=title, finish=MappingProxyType({**CINEMA.finish, **chosen}))


def _with_heroes(vendor: str, title: str) -> Preset:
    heroes = MappingProxyType({ShotRole.HERO: Choice(vendor)})
    return replace(CINEMA, name=f"cinema_{vendor}", title=f"Cinema, its hero shots by {title}", roles=heroes)


def _keeping(name: str, title: str, **engines: str) -> Preset:
    """Standard with another way to keep people as they are."""
    chosen = {Kind[kind.upper()]: Choice(engine) for kind, engine in engines.items()}
    return replace(STANDARD, name=name, title=title, engines=MappingProxyType({**STANDARD.engines, **chosen}))


KEEPING = (
    _keeping("standard_face", "Standard, faces kept by an adapter (SDXL, IP-Adapter)", panel="sdxl_face"),
    _keeping(
        "standard_trained", "Standard, a likeness trained of everybody (SDXL, LoRA)", panel="sdxl", lora="sdxl_likeness"
    ),
    _keeping(
        "standard_flux_trained",
        "Standard, a likeness trained of everybody (FLUX.1 schnell, LoRA)",
        panel="flux",
        lora="flux_likeness",
    ),
    _keeping("standard_faceid", "Standard, faces kept by their numbers (SDXL, FaceID)", panel="sdxl_faceid"),
    _keeping("standard_photomaker", "Standard, people read from portraits (SDXL, PhotoMaker)", panel="sdxl_photomaker"),
    _keeping("standard_instantid", "Standard, faces kept by their numbers (SDXL, InstantID)", panel="sdxl_instantid"),
    _keeping("standard_kontext", "Standard, people kept by FLUX.1 Kontext", panel="flux_kontext"),
)
"""Rows for who has reasons against the usual way, which is to draw everybody from their sheet."""


def _bought(name: str, title: str, **engines: str) -> Preset:
    """Cloud with other vendors for a kind."""
    chosen = {Kind[kind.upper()]: Choice(engine) for kind, engine in engines.items()}
    return replace(CLOUD, name=name, title=title, engines=MappingProxyType({**CLOUD.engines, **chosen}))


EXCHANGED = replace(
    CLOUD,
    name="cloud_dialogue",
    title="Cloud, people answer each other in one take (ElevenLabs); a changed line buys its exchange again",
    exchange="elevenlabs_dialogue",
)
"""For scenes and conversations whose people are to hear each other."""

BOUGHT = (
    _bought("cloud_effects", "Cloud, ambience and foley by ElevenLabs too", effects="elevenlabs_effects"),
    _bought("cloud_stability", "Cloud, music by Stable Audio", music="stability"),
    _bought("cloud_suno", "Cloud, music by Suno through a gateway of your own (unofficial)", music="suno_gateway"),
    _bought("cloud_udio", "Cloud, music by a gateway of your own named after Udio (unofficial)", music="udio_gateway"),
)


def _sounding(name: str, title: str, **engines: str) -> Preset:
    """Cinema with other makers of its sound."""
    chosen = {Kind[kind.upper()]: Choice(engine, size=SMALL) for kind, engine in engines.items()}
    return replace(CINEMA, name=name, title=title, engines=MappingProxyType({**CINEMA.engines, **chosen}))


SOUNDING = (
    _sounding(
        "cinema_stable_effects",
        "Cinema, ambience and foley by Stable Audio Open, where its maker's register has you",
        effects="stable_audio_effects",
    ),
    _sounding(
        "cinema_audiogen",
        "Cinema, ambience and foley by AudioGen, where a licence for it is recorded",
        effects="audiogen",
    ),
)

FINISHED = (
    _finished("cinema_film", "Cinema, its motion smoothed where much moves (FILM)", rate="film_net"),
    _finished("cinema_faces", "Cinema, its faces restored (CodeFormer)", faces="codeformer"),
)

HEROIC = (_with_heroes("runway", "Runway"), _with_heroes("luma", "Luma"), _with_heroes("kling", "Kling"))

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        preset.name: preset
        for preset in (
            DRAFT,
            ROUGH,
            STANDARD,
            *KEEPING,
            CINEMA,
            *FINISHED,
            *SOUNDING,
            *HEROIC,
            CLOUD,
            EXCHANGED,
            *BOUGHT,
        )
    }
)


def usual(engine: str) -> Choice:
    """A film engine as a preset has it, or as it is by itself."""
    rows = (choice for preset in PRESETS.values() for choice in (preset.engines[Kind.CLIP], *preset.roles.values()))
    return next((choice for choice in rows if choice.engine == engine), Choice(engine))


def usual_finish(engine: str) -> Choice:
    """An engine that finishes clips as a preset has it, or as it is by itself."""
    rows = (choice for preset in PRESETS.values() for choice in preset.finish.values())
    return next((choice for choice in rows if choice.engine == engine), Choice(engine))
