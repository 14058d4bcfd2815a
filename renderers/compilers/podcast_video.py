"""An episode as video: people who talk, or a moving waveform, in three shapes; its sound is the episode's. Pure.

A clip shows one passage, wherever it stands in the episode: an edited turn makes its own passage's clip anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from renderers.compilers import avatars
from renderers.compilers.podcast import EPISODE, RATE, turns_of
from renderers.compilers.podcast_passages import Passage, passages_of
from renderers.engine import Series, card_of, read_settings, version_of
from renderers.episode import Channels, EpisodeSpec, Form, PersonalitySpec, Role, TurnSpec
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.media.speech.spoken_by import blend_in
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.contrast import contrasted
from renderers.painting.people.reading import read_appearance
from renderers.painting.performance import Gaze, Performance
from renderers.painting.picture import Picture, Seen
from renderers.painting.place import read_place
from renderers.plan import Plan, Stage, Step
from renderers.presets import usual
from renderers.spec import ShotSize

FPS = Fraction(24)
ROOMS = (
    "INT. LIBRARY - EVENING",
    "INT. CAFE - DAY",
    "INT. LOFT - DAY",
    "INT. OFFICE - EVENING",
    "INT. LIVING ROOM - NIGHT",
    "INT. GALLERY - DAY",
)
"""Everybody in a room of their own, in the order of the cast."""

_WORDS_PER_SECOND = 2.6
_CPU_PER_FRAMED = 2.0
_CPU_PER_MEGAPIXEL_SECOND = {"talk_video": 0.12, "audiogram": 0.1}


@dataclass(frozen=True, slots=True)
class Shape:
    """A picture's size in pixels, how large a painted portrait fills it, and in which size people are filmed for it."""

    name: str
    width: int
    height: int
    portrait: tuple[int, int]
    framed: ShotSize
    filmed: tuple[int, int]

    @property
    def megapixels(self) -> float:
        """Of a frame."""
        return self.width * self.height / 1e6


WIDE = Shape("16x9", 1920, 1080, (1920, 1080), ShotSize.MEDIUM_CLOSE, (1920, 1080))
SQUARE = Shape("1x1", 1080, 1080, (1600, 1080), ShotSize.MEDIUM_CLOSE, (1920, 1080))
TALL = Shape("9x16", 1080, 1920, (1620, 1920), ShotSize.MEDIUM, (1080, 1920))
"""Square videos are cut from what is filmed for wide ones, so that nobody pays for it twice."""


@dataclass(frozen=True, slots=True)
class Look:
    """A kind of video: the engine of its clips, its shape, and whether what is said is written into the picture."""

    engine: str
    shape: Shape
    captions: str


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "video_16x9": Look("talk_video", WIDE, "none"),
        "video_1x1": Look("talk_video", SQUARE, "burned"),
        "video_9x16": Look("talk_video", TALL, "burned"),
        "audiogram_16x9": Look("audiogram", WIDE, "burned"),
        "audiogram_1x1": Look("audiogram", SQUARE, "burned"),
        "audiogram_9x16": Look("audiogram", TALL, "burned"),
    }
)


def with_video(plan: Plan, spec: EpisodeSpec, name: str, *, chapter: int = 1) -> Plan:
    """The plan and this video, `wanted` of the episode by its name; its sound is packet for packet that of the M4A.

    `chapter` is the number of its first one, where it is a passage of a longer episode.
    """
    delivery = spec.delivery
    if delivery.form is not Form.M4A or delivery.channels is not Channels.STEREO:
        raise BadInput("a video is made of a stereo episode delivered as M4A; order it beside that")
    return filmed(plan, spec, name, LOOKS[name], chapter=chapter)


def filmed(plan: Plan, spec: EpisodeSpec, name: str, look: Look, *, chapter: int = 1) -> Plan:
    """The same in any look, `wanted` by that name."""
    return _Filmed(plan, spec, name, look, chapter).plan()


class _Filmed:
    """Adds the steps of one video to the plan of an episode's sound."""

    def __init__(self, plan: Plan, spec: EpisodeSpec, name: str, look: Look, chapter: int) -> None:
        self.before, self.spec, self.name, self.look = plan, spec, name, look
        self.made = plan.by_digest()
        self.wanted = dict(plan.wanted[EPISODE])
        self.passages = passages_of(spec)
        self.chapters = {segment.key: number for number, segment in enumerate(spec.segments, chapter)}

    def plan(self) -> Plan:
        faces = [self._portrait(person) for person in range(len(self.spec.personalities))] if self._painted else []
        clips = [self._clip(passage, faces) for passage in self.passages]
        timeline = ("timeline", self.wanted["timeline"])
        rate = {"rate": str(FPS)}
        picture = self._add(
            "talk_picture", rate, Stage.ASSEMBLY, (timeline, *Series("clip", clips).inputs()), len(clips) * 0.05 + 0.5
        )
        reels = self._reels()
        captions = () if self.look.captions == "burned" else (("captions", self._captions(timeline)),)
        told = {
            "rate": str(RATE),
            "title": self.spec.title,
            "author": self.spec.show,
            "language": self.spec.language,
            "chapters": [segment.title for segment in self.spec.segments],
        }
        inputs = (("picture", picture), timeline, *captions, *Series("reel", reels).inputs())
        master = self._add("mp4_h264", told, Stage.MASTER, inputs, 3.0 + len(clips) * 0.1)
        shape = self.look.shape
        promised = rate | {"width": shape.width, "height": shape.height, "chapters": len(self.spec.segments)}
        promised |= {"captions": len(captions)}
        proof = (("master", master), timeline, *Series("reel", reels).inputs())
        report = self._add("talk_report", promised, Stage.MASTER, proof, 1.0)
        self.wanted |= {self.name: master, f"{self.name}_report": report}
        wanted = {**self.before.wanted, EPISODE: self.wanted}
        return replace(self.before, steps=tuple(self.made.values()), wanted=wanted)

    @property
    def _painted(self) -> bool:
        return self.look.engine == "talk_video"

    def _portrait(self, number: int) -> str:
        shape, who = self.look.shape, self.spec.personalities[number]
        if who.filmed is not None:
            framed, given = avatars.framed(who, shape.filmed)
            label = f"portrait of {who.name}"
            return self._add("talk_likeness", framed, Stage.PANELS, (), _CPU_PER_FRAMED, label=label, given=given)
        seen = Seen(appearance=_looks(self.spec)[who.key], performance=Performance(gaze=Gaze.LENS), speaks=True)
        room = ROOMS[number % len(ROOMS)]
        picture = Picture(size=shape.framed, place=read_place(room), cast=(seen,), seed=number)
        width, height = shape.portrait
        settings = {"width": width, "height": height, "picture": picture.model_dump(mode="json")}
        return self._add("talk_portrait", settings, Stage.PANELS, (), 6.0, label=f"portrait of {who.name}")

    def _clip(self, passage: Passage, faces: Sequence[str]) -> str:
        made = self.before.wanted[passage.key]
        speech = [self.before.wanted[turn.key]["speech"] for turn in passage.turns]
        seconds = sum(len(t.text.split()) for t in passage.turns) / _WORDS_PER_SECOND
        seconds += (passage.lead_ms + passage.trail_ms) / 1000
        inputs: tuple[tuple[str, str], ...] = (("timing", made["timeline"]),)
        shown = self._shown(passage)
        if self._painted:
            inputs += (*Series("speech", speech).inputs(), *Series("portrait", faces).inputs())
            clips = {
                number: self._filmed(passage.turns[number], speech[number], faces) for number in self._acts(passage)
            }
            inputs += Series("clip", list(clips.values())).inputs()
            shown |= {"clips": list(clips)} if clips else {}
        else:
            inputs += (("sound", made["sound"]), ("cover", self.wanted["cover"]))
        work = _CPU_PER_MEGAPIXEL_SECOND[self.look.engine] * self.look.shape.megapixels * seconds + 1.0
        return self._add(
            self.look.engine,
            shown,
            Stage.SHOTS,
            inputs,
            work,
            label=f"picture of {passage.segment.title}",
        )

    def _acts(self, passage: Passage) -> list[int]:
        return avatars.filmed_turns(self.spec, passage.turns)

    def _filmed(self, turn: TurnSpec, speech: str, faces: Sequence[str]) -> str:
        """The clip of a turn, by the engine that films whoever says it."""
        everybody = self.spec.personalities
        number = next(at for at, person in enumerate(everybody) if person.key == turn.speaker)
        person, said = everybody[number], (("speech.0", speech),)
        assert person.filmed is not None
        engine, label = person.filmed.engine, f"{person.name}: {turn.text}"
        timing = self._add("turn_timing", {"rate": str(FPS)}, Stage.TIMING, said, 0.05, label=label)
        settings, seconds = avatars.asked_of(engine, person, turn, self.look.shape.filmed, FPS)
        inputs = (("first", faces[number]), ("timing", timing), *said)
        effort = card_of(makers()[engine]).effort
        work = effort.of(round(seconds * FPS)) if effort else 1.0
        return self._add(engine, settings, Stage.AVATARS, inputs, work, label=label)

    def _shown(self, passage: Passage) -> dict[str, Any]:
        spec, shape = self.spec, self.look.shape
        people = [_person(each) for each in spec.personalities]
        settings: dict[str, Any] = {"width": shape.width, "height": shape.height, "rate": str(FPS), "people": people}
        settings |= {"turns": turns_of(passage), "captions": self.look.captions, "language": spec.language}
        if self.look.captions == "burned":
            settings["lines"] = [turn.text for turn in passage.turns]
        if passage.chapter:
            settings |= {"chapter": self.chapters[passage.segment.key], "chapter_title": passage.segment.title}
        opens, closes = passage is self.passages[0], passage is self.passages[-1]
        if opens or closes or passage.chapter or not self._painted:
            settings |= {"title": spec.title, "show": spec.show, "seed": spec.seed}
        return settings | ({"opens": "card"} if opens else {}) | ({"closes": "card"} if closes else {})

    def _captions(self, timeline: tuple[str, str]) -> str:
        lines = [{"text": turn.text} for turn in self.spec.turns()]
        settings = {"format": "vtt", "language": self.spec.language, "lines": lines}
        return self._add("captions", settings, Stage.MASTER, (timeline,), 0.5)

    def _reels(self) -> list[str]:
        master = self.made[self.wanted["master"]]
        return [digest for role, digest in master.inputs if role.startswith("reel.")]

    def _add(
        self,
        engine: str,
        settings: dict[str, Any],
        stage: Stage,
        inputs: tuple[tuple[str, str], ...],
        work: float,
        *,
        label: str = "",
        given: tuple[tuple[str, str], ...] = (),
    ) -> str:
        maker = makers()[engine]
        read_settings(maker, settings)
        text = f"{self.spec.title}: {label or self.name.replace('_', ' ')}"
        text = text if len(text) <= 80 else f"{text[:79]}…"
        size = usual(engine).size or maker.size
        step = Step(engine, version_of(maker), settings, inputs, stage, EPISODE, text, size, work, given)
        self.made.setdefault(step.digest, step)
        return step.digest


def _looks(spec: EpisodeSpec) -> dict[str, Appearance]:
    """Everybody as the painter draws them, in films too; told apart under names that no database made."""
    names = {person.key: person.likeness or person.name.casefold() for person in spec.personalities}
    read = {
        names[person.key]: read_appearance(name=names[person.key], description=_described(person))
        for person in sorted(spec.personalities, key=lambda person: names[person.key])
    }
    apart = contrasted(read)
    return {key: apart[name] for key, name in names.items()}


def _described(person: PersonalitySpec) -> str:
    """What somebody looks like; who is not described looks as they sound."""
    heard = blend_in(person.voice.preset)
    return person.looks or {"female": "woman", "male": "man"}.get(str(heard.gender) if heard else "", "")


def _person(person: PersonalitySpec) -> dict[str, Any]:
    """A guest is no role worth a line."""
    role = "" if person.role is Role.GUEST else person.role.value.capitalize()
    return {"name": person.name, "role": role, "place": person.place}
