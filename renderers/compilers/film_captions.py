"""A film's captions beyond its words: sounds named for the deaf and hard of hearing, and the film with captions in its
picture. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Any

from renderers.compilers.film_sound import SceneSound
from renderers.engine import version_of
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.media.burning import cannot_burn
from renderers.media.captions import HeardCaption
from renderers.media.type import lacking
from renderers.plan import Plan
from renderers.scoring.cue import Cue
from renderers.scoring.plan import entrance
from renderers.scoring.score import Lengths
from renderers.scoring.words import Family
from renderers.sounds.soundscape import Soundscape
from renderers.sounds.sources import beds, sources, spots
from renderers.spec import CastSpec, FilmSpec, LineSpec, SceneSpec, ShotSpec
from renderers.timing import sample_at

_LASTS_MS, _PATIENCE_MS = 2500, 8000
"""What goes on is named when it begins, not for as long as it is heard."""

_CPU_PER_FRAME = 0.016

_MUSIC: Mapping[Family, str] = MappingProxyType(
    {
        Family.CALM: "calm", Family.TENDER: "tender", Family.SORROW: "sorrowful", Family.HOPE: "hopeful",
        Family.WONDER: "dreamy", Family.PLAYFUL: "playful", Family.MYSTERY: "mysterious", Family.TENSE: "tense",
        Family.DREAD: "ominous", Family.ACTION: "fast-paced", Family.TRIUMPH: "triumphant",
    }
)  # fmt: skip


def named(line: LineSpec, cast: Mapping[str, CastSpec], role: str) -> str:
    """Who captions say it is: everybody for the deaf (`sdh`), else whom the picture does not show speaking."""
    return cast[line.character].name if role == "sdh" or line.extension or line.dual else ""


def captions_of(
    lines: Sequence[LineSpec], spec: FilmSpec, form: str, role: str, sounds: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Settings of the captions engine for these lines; `sounds` are named between them."""
    cast = {member.key: member for member in spec.cast}
    written = [{"text": line.text, "speaker": named(line, cast, role)} for line in lines]
    told: dict[str, Any] = {"format": form, "language": spec.language, "lines": written}
    return told | ({"sounds": list(sounds)} if sounds else {})


def sounds_named(spec: FilmSpec, heard: Sequence[SceneSound]) -> list[dict[str, Any]]:
    """Settings of the captions engine: what happens first, then music, then what goes on, as each matters less.

    What goes on from the scene before is not named again.
    """
    first = [0, *accumulate(len(scene.shots) for scene in spec.scenes)]
    found: tuple[list[HeardCaption], list[HeardCaption], list[HeardCaption]] = ([], [], [])
    scape, family = Soundscape(), ""
    for scene, sound, at in zip(spec.scenes, heard, first, strict=False):
        before, scape = scape, Soundscape.model_validate(sound.effects["soundscape"])
        found[0].extend(_happening(scape, at))
        played, family = family, "" if sound.music is None else str(sound.music["cue"]["family"])
        if sound.music is not None and family != played:
            found[1].append(_music(spec, scene, Cue.model_validate(sound.music["cue"]), at))
        found[2].extend(_going_on(spec, scene, scape, before, at))
    return [caption.model_dump(mode="json") for kind in found for caption in kind]


def with_burned(plan: Plan, spec: FilmSpec) -> Plan:
    """The same plan, and the film once more with its captions in the picture, `wanted` of the film as "burned".

    Raises BadInput, before anything is made, for letters that cannot be drawn.
    """
    film, steps = plan.wanted["film"], plan.by_digest()
    said = steps[film["captions"]].settings["lines"]
    missing = lacking("".join(f"{line['speaker']}{line['text']}" for line in said))
    if missing:
        raise BadInput(cannot_burn(missing))
    master, maker = steps[film["master"]], makers()["mp4_burned"]
    frames = sum(shot.frames for scene in spec.scenes for shot in scene.shots)
    label, work = f"{spec.title}: captions in the picture", frames * _CPU_PER_FRAME
    step = replace(master, engine=maker.name, version=version_of(maker), label=label, size=maker.size, work=work)
    wanted = {**plan.wanted, "film": {**film, "burned": step.digest}}
    return replace(plan, steps=(*plan.steps, step), wanted=wanted)


def _happening(scape: Soundscape, first: int) -> Iterator[HeardCaption]:
    for heard in scape.spots:
        spot = spots()[heard.sound]
        if spot.caption:
            lasts = round(spot.lasts * 1000)
            yield HeardCaption(shot=first + heard.shot, at=heard.at, lasts_ms=lasts, text=spot.caption)


def _going_on(
    spec: FilmSpec, scene: SceneSpec, scape: Soundscape, before: Soundscape, first: int
) -> Iterator[HeardCaption]:
    """The loudest bed that is new at the start of a scene, and every one that begins inside it."""
    known = {bed.sound for bed in before.beds}
    named = [bed for bed in scape.beds if sources()[bed.sound].caption]
    new = [bed for bed in named if bed.first == 0 and bed.sound not in known]
    loudest = sorted(new, key=lambda bed: beds()[bed.sound].level_dbfs + bed.gain_db)[-1:]
    for bed in [*loudest, *(bed for bed in named if bed.first)]:
        text = f"{sources()[bed.sound].caption}{' outside' if bed.muffled else ''}"
        patience = _patience(spec, scene.shots[bed.first : bed.until])
        yield HeardCaption(shot=first + bed.first, lasts_ms=_LASTS_MS, text=text, patience_ms=patience)


def _patience(spec: FilmSpec, shots: Sequence[ShotSpec]) -> int:
    """How much later something may be named that goes on over these shots."""
    goes_on = int(sum(shot.frames for shot in shots) * 1000 / spec.rate)
    return max(0, min(_PATIENCE_MS, goes_on - _LASTS_MS))


def _music(spec: FilmSpec, scene: SceneSpec, cue: Cue, first: int) -> HeardCaption:
    """Named where it comes in, as the composer decides it: by the planned lengths of the shots."""
    edges = [0, *(sample_at(end, spec.rate) for end in accumulate(shot.frames for shot in scene.shots))]
    spoken = tuple(span for shot, span in zip(scene.shots, pairwise(edges), strict=True) if shot.lines)
    start = entrance(Lengths(edges[-1], tuple(edges[:-1]), spoken), cue)
    shot = edges.index(start)
    patience = _patience(spec, scene.shots[shot:])
    text = f"{_MUSIC[cue.family]} music"
    return HeardCaption(shot=first + shot, lasts_ms=_LASTS_MS, text=text, patience_ms=patience)
