"""Talk video: a passage of a podcast as people who talk, cut to whoever speaks, with names, chapters and captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from renderers.engine import Job, Kind
from renderers.engines.talk_filmed import FilmedCell, FilmedFace, Reel
from renderers.engines.talk_frames import (
    FADE,
    Spell,
    TalkSettings,
    captions_of,
    chapter_end,
    chapter_sheet,
    checked,
    frame_of,
    hue_of,
    shown,
    spell,
)
from renderers.engines.talk_lips import sounds_in
from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.media.encode import STILLS, SegmentWriter
from renderers.media.probe import video_facts
from renderers.media.talk import layout, sheets
from renderers.media.talk.cuts import Shown, Talk, View, active_at, shown_in, talk_of
from renderers.media.talk.faces import wanders
from renderers.media.talk.filmed import Take, seen_at, takes_of
from renderers.painting.compositor import one_thread
from renderers.painting.mouths import Sound, energy, lid_frames, mouth_frames
from renderers.painting.people.viseme import Viseme
from renderers.painting.portrait import Portrait, read_portrait
from renderers.painting.talking import Board, Cell, Face, Over, Seat, ground
from renderers.plan import WorkerSize

NAMED_SECONDS = 4.2
_CARD_SECONDS, _LONG_LEAD, _END_SECONDS = 4.0, 2.5, 4.5
_BEHIND = (26, 28, 36)


@dataclass(frozen=True, slots=True)
class TalkVideo:
    """A few states of painted portraits, drawn again only where they change, and clips of whoever was filmed."""

    name: str = "talk_video"
    version: str = "1"
    makes: Kind = Kind.PICTURE
    settings: type[TalkSettings] = TalkSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Podcast on video"

    def render(self, job: Job[TalkSettings]) -> None:
        """Inputs `timing` (the passage's cut list), its turns `speech.0`, ..., `portrait.0`, ... of everybody, and the
        clips of filmed turns `clip.0`, ... .

        A frame or two longer than the passage, so that it can begin on any sample of its episode.
        """
        settings, timeline = job.settings, CutList.read(job.inputs["timing"])
        checked(settings, timeline, spoken=len(job.series("speech")))
        one_thread()
        job.progress(0.0)
        talk = talk_of(timeline, settings.turns, people=len(settings.people), rate=settings.rate)
        acting = _Acting.of(settings, timeline, talk, job.series("speech"))
        stage = Stage(settings, talk, _portraits(job), acting, Reel(_clips(job)))
        spells = [*_cards(settings, talk), *captions_of(settings, timeline)]
        size = {"width": settings.width, "height": settings.height}
        with SegmentWriter(job.out, **size, rate=settings.rate, options=STILLS) as segment:
            for number, planes in enumerate(stage.frames(spells)):
                segment.write_planes(planes.y, planes.u, planes.v)
                job.progress((number + 1) / talk.frames)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


@dataclass(frozen=True, slots=True)
class _Acting:
    """Per person and frame: mouth, lids, and where the head is; `takes` are the clips of whoever was filmed."""

    mouths: Sequence[Sequence[Viseme]]
    lids: Sequence[Sequence[int]]
    heads: Sequence[Sequence[tuple[float, float]]]
    takes: Sequence[Take] = ()

    @classmethod
    def of(cls, settings: TalkSettings, timeline: CutList, talk: Talk, speech: Sequence[Path]) -> _Acting:
        """From what is said: everybody's own lips, whoever has the floor."""
        rate, said = float(settings.rate), dict[int, list[Sound]]()
        for path, line, turn in zip(speech, timeline.lines, settings.turns, strict=True):
            start = float(line.start * settings.rate / timeline.rate)
            said.setdefault(turn.speaker, []).extend(sounds_in(path, start=start, rate=rate))
        everybody = range(len(settings.people))
        mouths = [mouth_frames(said.get(person, ()), talk.frames) for person in everybody]
        return cls(
            mouths,
            [lid_frames(talk.frames, rate=rate, seed=7 * person + 1) for person in everybody],
            [wanders(energy(mouth), rate=rate, seed=person) for person, mouth in enumerate(mouths)],
            takes_of(timeline, settings.clips, [turn.speaker for turn in settings.turns], settings.rate),
        )

    @property
    def filmed(self) -> frozenset[int]:
        """Everybody of whom there are clips."""
        return frozenset(take.person for take in self.takes)

    def face(self, person: int, frame: int, height: float) -> Face:
        """For a head of this height, in whole steps that nobody sees."""
        step = max(1, round(height / 420))
        across, down = (round(part * height / step) * step for part in self.heads[person][frame])
        if person in self.filmed:
            return FilmedFace(across=across, down=down, seen=seen_at(self.takes, person, frame))
        lids = self.lids[person][frame]
        return Face(self.mouths[person][frame], lids, across, down)


@dataclass(slots=True, eq=False)
class Stage:
    """Everybody in every view there is; cells and type are made when they are first seen."""

    settings: TalkSettings
    talk: Talk
    portraits: Sequence[Portrait]
    acting: _Acting
    reel: Reel
    _made: dict[tuple[int, layout.Box, View], Seat] = field(init=False, default_factory=dict)
    _arranged: dict[tuple[Any, ...], tuple[Seat, ...]] = field(init=False, default_factory=dict)
    _names: dict[tuple[Any, ...], Over] = field(init=False, default_factory=dict)
    _named: dict[int, int] = field(init=False, default_factory=dict)

    def frames(self, spells: Sequence[Spell]) -> Iterator[Any]:
        """The planes of every frame, used again for the next."""
        settings = self.settings
        board = Board(ground(settings.width, settings.height, _BEHIND))
        for view in shown_in(self.talk):
            people = self._seated(view.people)
            thirds = [*self._lower_third(view), *spells]
            for frame in range(view.start, view.end):
                active = active_at(self.talk, frame)
                cells = self._cells(view, people, active)
                board.arrange(cells, self._rings(view, people, active))
                faces = [
                    self.acting.face(person, frame, cell.head_height)
                    for person, cell in zip(people, cells, strict=True)
                ]
                yield board.show(faces, [*self._plates(view, people, active), *shown(thirds, frame)])

    def _seated(self, people: Sequence[int]) -> list[int]:
        return sorted(people, key=lambda person: (self.settings.people[person].place, person))

    def _boxes(self, view: Shown) -> tuple[layout.Box, ...]:
        if view.view in (View.SOLO, View.TIGHT):
            return ((0, 0, self.settings.width, self.settings.height),)
        return layout.cells(frame_of(self.settings), len(view.people))

    def _cells(self, view: Shown, people: Sequence[int], active: int | None) -> tuple[Seat, ...]:
        alone = view.view in (View.SOLO, View.TIGHT)
        key = (view.view, tuple(people), None if alone else active)
        if key not in self._arranged:
            boxes = self._boxes(view)
            self._arranged[key] = tuple(
                self._cell(person, box, view.view) for person, box in zip(people, boxes, strict=True)
            )
        return self._arranged[key]

    def _cell(self, person: int, box: layout.Box, view: View) -> Seat:
        key = (person, box, view)
        if key not in self._made:
            portrait = self.portraits[person]
            height, width = portrait.pixels.shape[:2]
            head = layout.Head(*portrait.head, size=(width, height))
            how = {View.SOLO: layout.whole, View.TIGHT: layout.tight}.get(view, layout.crop)
            cell = Cell(portrait, how(head, box[2] - box[0], box[3] - box[1]), box)
            self._made[key] = FilmedCell(cell, self.reel) if person in self.acting.filmed else cell
        return self._made[key]

    def _rings(self, view: Shown, people: Sequence[int], active: int | None) -> list[Over]:
        """A rim of their colour around whoever speaks."""
        if view.view in (View.SOLO, View.TIGHT) or active is None or active not in people:
            return []
        box = self._boxes(view)[list(people).index(active)]
        thick = max(2, frame_of(self.settings).unit // 130) & ~1
        key = ("ring", box, active)
        if key not in self._names:
            pixels = sheets.ring(box[2] - box[0], box[3] - box[1], sheets.colour_of(active), thick=thick)
            self._names[key] = Over.of(pixels, box[0] - thick, box[1] - thick)
        return [self._names[key]]

    def _plates(self, view: Shown, people: Sequence[int], active: int | None) -> list[Over]:
        """Names in the corners of cells."""
        if view.view in (View.SOLO, View.TIGHT):
            return []
        unit = frame_of(self.settings).unit
        found = []
        for person, box in zip(people, self._boxes(view), strict=True):
            speaks = int(person == active)
            key = ("plate", person, box, speaks)
            if key not in self._names:
                pixels = sheets.plate(
                    self.settings.people[person].name,
                    sheets.colour_of(person),
                    unit=unit,
                    room=box[2] - box[0] - unit // 20,
                    speaks=speaks,
                )
                self._names[key] = Over.of(pixels, box[0] + unit // 50, box[3] - pixels.shape[0] - unit // 50)
            found.append(self._names[key])
        return found

    def _lower_third(self, view: Shown) -> Iterator[Spell]:
        """Who is seen alone, for a while; in words only when they are first seen so, then by name."""
        if view.view not in (View.SOLO, View.TIGHT):
            return
        settings, unit, [person] = self.settings, frame_of(self.settings).unit, view.people
        who, room = settings.people[person], int(settings.width * 0.7)
        role = "" if person in self._named else who.role
        self._named[person] = view.start
        pixels = sheets.lower_third(who.name, role, sheets.colour_of(person), unit=unit, room=room)
        bottom = _third_bottom(settings)
        end = min(view.end, view.start + round(NAMED_SECONDS * settings.rate)) if role else view.end
        yield spell(pixels, unit * 0.045, bottom - pixels.shape[0], view.start, end, fade=FADE if role else 0)
        if end < view.end:
            small = sheets.lower_third(who.name, "", sheets.colour_of(person), unit=unit, room=room)
            yield spell(small, unit * 0.045, bottom - small.shape[0], end, view.end)


def _third_bottom(settings: TalkSettings) -> float:
    frame = frame_of(settings)
    if settings.height > settings.width:
        return settings.height * 0.715
    return settings.height * (0.76 if frame.below else 0.93)


def _cards(settings: TalkSettings, talk: Talk) -> Iterator[Spell]:
    """A title while the opening music plays, a chapter's between chapters, the show's at the end."""
    names = ", ".join(person.name for person in settings.people)
    rate, card = settings.rate, partial(sheets.card, size=(settings.width, settings.height), hue=hue_of(settings))
    if not talk.floors and settings.chapter:
        pixels = card(f"{settings.chapter}", settings.chapter_title, settings.show)
        yield spell(pixels, 0, 0, 0, talk.frames)
        return
    start = 0
    if settings.opens == "card" and talk.first > _LONG_LEAD * rate:
        start = min(talk.first - round(rate), round(_CARD_SECONDS * rate))
        yield spell(card(settings.show, settings.title, names), 0, 0, 0, start)
    if settings.chapter:
        edge, end = frame_of(settings).unit * 0.035, chapter_end(settings, talk.frames, start=start)
        pixels = chapter_sheet(settings, room=int(settings.width * 0.8))
        yield spell(pixels, edge, edge + frame_of(settings).above, start, end, fade=FADE)
    if settings.closes == "card" and talk.floors:
        first = max(_last_word(talk), talk.frames - round(_END_SECONDS * rate))
        if first < talk.frames:
            yield spell(card(settings.show, settings.title, names), 0, 0, first, talk.frames)


def _last_word(talk: Talk) -> int:
    floor = talk.floors[-1]
    return floor.start + -((-floor.said.samples * talk.rate) // 48_000)


def _clips(job: Job[TalkSettings]) -> list[Path]:
    paths = job.series("clip")
    if len(paths) != len(job.settings.clips):
        raise BadInput(f"{len(job.settings.clips)} turns were filmed but {len(paths)} clips were given")
    return paths


def _portraits(job: Job[TalkSettings]) -> list[Portrait]:
    paths = job.series("portrait")
    if len(paths) != len(job.settings.people):
        raise BadInput(f"{len(job.settings.people)} people speak but {len(paths)} portraits were given")
    try:
        return [read_portrait(path) for path in paths]
    except ValueError as error:
        raise BadInput(str(error)) from error


ENGINE = TalkVideo()
