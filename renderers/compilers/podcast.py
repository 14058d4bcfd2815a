"""An episode -> its plan: turns, passages, episode. An edit touches one turn, its passage and the last joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from renderers.compilers.delivery import rests_of_text
from renderers.compilers.exchanges import ExchangeSteps, Sayable, chosen
from renderers.compilers.film_reels import reels_of
from renderers.compilers.podcast_passages import Passage, passages_of
from renderers.compilers.speaking import said_by
from renderers.compilers.voices import effort_of, speaking_engine
from renderers.engine import Kind, Series, read_settings, version_of
from renderers.episode import Channels, EpisodeSpec, Form, PersonalitySpec, TurnSpec
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.media.aac import PACKET
from renderers.media.speech.manner import read_manner
from renderers.media.speech.spoken_by import name_in
from renderers.media.speech.tone import feel_of, felt
from renderers.plan import Plan, PlanBuilder, Stage, Step
from renderers.presets import Choice, Preset
from renderers.spec import VoiceSpec
from renderers.timing import SAMPLE_RATE

EPISODE = "episode"
RATE = Fraction(SAMPLE_RATE, PACKET)
"""A frame is a packet of AAC, so a passage that got longer moves the others by whole packets: none is encoded again."""

PEAK_DBTP = -1
TAKES = (100, 97, 103, 95, 105, 98, 102, 96, 104)
"""Percent of a voice's pace, by take."""

MONO_LU = 3
"""One channel is heard from two loudspeakers: a mono file of -19 is as loud as a stereo one of -16."""

_WORDS_PER_SECOND = 2.6
_MS = 1000
_CPU_PER_SECOND = {"passage_dialogue": 0.012, "music": 0.035, "scene_sound": 0.012, "film_reel": 0.02}

Inputs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose step it is, what for, and what people read while it is made."""

    role: str
    stage: Stage
    subject: str = EPISODE
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Made:
    """The steps of a passage: its times, its voices, its sound."""

    timeline: str
    speech: tuple[str, ...]
    sound: str
    seconds: float


@dataclass(frozen=True, slots=True)
class _Sound:
    """The episode's level, the sound of every passage, and reels of packets where they are wanted."""

    level: str
    parts: Sequence[str]
    reels: Sequence[str]


def compile_episode(spec: EpisodeSpec, preset: Preset, *, whole: EpisodeSpec | None = None) -> Plan:
    """Pure and fast: the same plan for the same spec. Raises BadInput for what an engine cannot do.

    `whole` is the episode that the spec is a passage of: turns that are ordered together there are here.
    """
    return _Compiler(spec, preset, whole).plan()


def compile_turn(spec: EpisodeSpec, turn: TurnSpec, preset: Preset) -> Plan:
    """The plan of one turn alone: the very step of the whole episode."""
    compiler = _Compiler(spec, preset)
    return compiler.builder.build(result=compiler.speech(turn))


class _Compiler:
    """Walks the spec once; every method adds the steps of one thing and answers with their digests."""

    def __init__(self, spec: EpisodeSpec, preset: Preset, whole: EpisodeSpec | None = None) -> None:
        if shortage := preset.shortage():
            raise BadInput(shortage)
        self.spec, self.preset, self.builder = spec, preset, PlanBuilder()
        self.rate = {"rate": str(RATE)}
        self.exchanges = ExchangeSteps(self._add, language=spec.language, pronunciations=spec.pronunciations)
        self.copied = spec.delivery.form is Form.M4A and spec.delivery.channels is Channels.STEREO
        try:
            self.passages = passages_of(spec)
            self.heard_in = self.passages if whole is None else passages_of(whole)
        except ValueError as error:
            raise BadInput(str(error)) from error

    def plan(self) -> Plan:
        for passage in self.heard_in:
            lines = (self._sayable(turn) for turn in passage.turns)
            self.exchanges.gather(lines, engine=chosen(self.spec.exchange, self.preset))
        made = [self._passage(passage) for passage in self.passages]
        parts = Series("part", [each.timeline for each in made]).inputs()
        timeline = self._add("timeline", self.rate | {"level": "film"}, _Place("timeline", Stage.TIMING), parts, 0.1)
        placed = (("timeline", timeline),)
        sound = self._sound(made, placed)
        for form in ("vtt", "srt", "json", "txt", "md", "html"):
            self._text(form, placed)
        cover = self._add("cover", self._cover(), _Place("cover", Stage.PANELS), (), 0.3, given=self._art())
        master = self._master((*placed, ("cover", cover)), sound)
        proof = (*placed, ("master", master), *Series("reel", sound.reels).inputs())
        seconds = sum(each.seconds for each in made)
        report = self._add("episode_report", self._promised(), _Place("report", Stage.MASTER), proof, seconds * 0.002)
        return self.builder.build(result=report)

    def _passage(self, passage: Passage) -> _Made:
        speech = tuple(self.speech(turn) for turn in passage.turns)
        seconds = _seconds(passage)
        times: dict[str, Any] = {"turns": [_timed(turn) for turn in turns_of(passage)]}
        times |= _said({"lead_ms": passage.lead_ms, "trail_ms": passage.trail_ms})
        times |= {"begins": "chapter"} if passage.chapter else {}
        heard = Series("speech", speech).inputs()
        timeline = self._add(
            "passage_timing", self.rate | times, _Place("timeline", Stage.TIMING, passage.key), heard, 0.05
        )
        stems = [self._dialogue(passage, timeline, speech)]
        if passage.music is not None:
            stems.append(self._music(passage, timeline, seconds))
        edges = {"opens": passage is self.passages[0], "ends": passage is self.passages[-1]}
        settings = self.rate | {"scenes": [0] * len(stems)} | edges
        inputs = (("timeline", timeline), *Series("stem", stems).inputs())
        place = _Place("sound", Stage.SOUND, passage.key)
        sound = self._add("scene_sound", settings, place, inputs, _work("scene_sound", seconds))
        return _Made(timeline, speech, sound, seconds)

    def speech(self, turn: TurnSpec) -> str:
        """The step that says a turn."""
        person = self._person(turn)
        if turn.key in self.exchanges:
            turn = turn.model_copy(update={"take": 0})  # another take is another exchange
        manner = read_manner(turn.manner)
        said = said_by(
            turn.text,
            felt(_voice_of(turn, person.voice), feel_of(self.spec.tone), turn.text),
            manner,
            language=self.spec.language,
            rests=rests_of_text(turn.text, manner),
            pronunciations=self.spec.pronunciations,
        )
        if turn.key in self.exchanges:
            return self.exchanges.cut(turn.key, said)
        place = _Place("speech", Stage.VOICES, turn.key, turn.text)
        choice = speaking_engine(turn.voice or person.voice.preset, self.preset)
        return self._by(choice, said, place, (), effort_of(choice, turn.text))

    def _person(self, turn: TurnSpec) -> PersonalitySpec:
        return next(each for each in self.spec.personalities if each.key == turn.speaker)

    def _sayable(self, turn: TurnSpec) -> Sayable:
        voice = turn.voice or self._person(turn).voice.preset
        engine = speaking_engine(voice, self.preset).engine
        return Sayable(turn.key, turn.text, name_in(voice), engine, take=turn.take)

    def _dialogue(self, passage: Passage, timeline: str, speech: Sequence[str]) -> str:
        inputs = (("timeline", timeline), *Series("speech", speech).inputs())
        work = _work("passage_dialogue", _seconds(passage))
        settings = self.rate | {"turns": turns_of(passage)}
        return self._add("passage_dialogue", settings, _Place("dialogue", Stage.SOUND, passage.key), inputs, work)

    def _music(self, passage: Passage, timeline: str, seconds: float) -> str:
        settings = self.rate | dict(passage.music or {})
        place = _Place("music", Stage.SOUND, passage.key, f"music of {passage.segment.title}")
        return self._chosen(Kind.MUSIC, settings, place, (("timeline", timeline),), _work("music", seconds) + 0.8)

    def _sound(self, made: Sequence[_Made], placed: Inputs) -> _Sound:
        """The episode's level, and its sound; encoded, some passages at a time, where packets are delivered as such."""
        lengths = [max(1, int(each.seconds * RATE)) for each in made]
        sounds = [each.sound for each in made]
        heard = placed + Series("sound", sounds).inputs()
        work = sum(each.seconds for each in made) * 0.01
        level = self._add("film_level", self._loudness(), _Place("level", Stage.SOUND), heard, work)
        reels = []
        for number, reel in enumerate(reels_of(lengths, RATE) if self.copied else (), 1):
            settings = self.rate | {"first": reel.first, "scenes": reel.end - reel.first, "given": reel.given.start}
            around = Series("sound", [sounds[at] for at in reel.given]).inputs()
            seconds = sum(each.seconds for each in made[reel.first : reel.end])
            inputs = (*placed, ("level", level), *around)
            place = _Place(f"reel {number}", Stage.SOUND)
            reels.append(self._add("film_reel", settings, place, inputs, _work("film_reel", seconds)))
        return _Sound(level, sounds, reels)

    def _master(self, placed: Inputs, sound: _Sound) -> str:
        """Packets that were encoded are copied into M4A; MP3 and mono are encoded from the same levelled sound."""
        delivery = self.spec.delivery
        said = self.rate | {
            "title": self.spec.title,
            "album": self.spec.show,
            "artist": ", ".join(person.name for person in self.spec.personalities),
            "summary": self.spec.summary,
            "language": self.spec.language,
            "chapters": [segment.title for segment in self.spec.segments],
        }
        if self.copied:
            inputs = (*placed, *Series("reel", sound.reels).inputs())
            return self._add("podcast_m4a", said, _Place("master", Stage.MASTER), inputs, 2.0)
        said |= {"form": delivery.form.value, "channels": delivery.channels.value}
        inputs = (*placed, ("level", sound.level), *Series("sound", sound.parts).inputs())
        return self._add("podcast_encoded", said, _Place("master", Stage.MASTER), inputs, 30.0)

    def _text(self, form: str, placed: Inputs) -> None:
        names = {person.key: person.name for person in self.spec.personalities}
        turns = self.spec.turns()
        said = [_said({"text": t.text, "speaker": names[t.speaker], "citations": list(t.citations)}) for t in turns]
        settings = self.rate | {
            "form": form,
            "title": self.spec.title,
            "show": self.spec.show,
            "summary": self.spec.summary,
            "people": [{"name": person.name, "role": person.role.value} for person in self.spec.personalities],
            "chapters": [{"title": s.title, "turns": len(s.turns)} for s in self.spec.segments],
            "sources": [_said(source.model_dump(mode="json")) for source in self.spec.sources],
            "turns": said,
        }
        settings |= {"language": self.spec.language} if form in ("md", "html") else {}
        role = f"notes.{form}" if form in ("md", "html") else f"transcript.{form}"
        self._add("episode_text", settings, _Place(role, Stage.MASTER), placed, 0.2)

    def _art(self) -> Inputs:
        return (("art", self.spec.art),) if self.spec.art else ()

    def _cover(self) -> dict[str, Any]:
        if self.spec.art:  # the show's own picture says all there is to say
            return {"title": ""}
        return {"title": self.spec.title, "show": self.spec.show, "seed": self.spec.seed}

    def _loudness(self) -> dict[str, Any]:
        delivery = self.spec.delivery
        more = MONO_LU if delivery.channels is Channels.MONO else 0
        return self.rate | {"target_lufs": delivery.target_lufs + more, "peak_dbtp": PEAK_DBTP}

    def _promised(self) -> dict[str, Any]:
        written = [t.pause_ms for t in self.spec.turns() if t.pause_ms is not None and t.pause_ms > _MS]
        delivery = self.spec.delivery
        promised: dict[str, Any] = {"target_lufs": delivery.target_lufs, "peak_dbtp": PEAK_DBTP}
        promised |= {"chapters": len(self.spec.segments), "channels": delivery.channels.value}
        promised |= {"seconds": self.spec.seconds} if self.spec.seconds else {}
        return self.rate | promised | ({"written_ms": written} if written else {})

    def _chosen(self, kind: Kind, settings: dict[str, Any], place: _Place, inputs: Inputs, work: float) -> str:
        """A step by the engine the preset chose for this kind."""
        return self._by(self.preset.engines[kind], settings, place, inputs, work)

    def _by(self, choice: Choice, settings: dict[str, Any], place: _Place, inputs: Inputs, work: float) -> str:
        return self._add(choice.engine, settings | dict(choice.settings), place, inputs, work)

    def _add(
        self,
        engine: str,
        settings: dict[str, Any],
        place: _Place,
        inputs: Inputs,
        work: float,
        *,
        given: Inputs = (),
    ) -> str:
        maker = makers()[engine]
        read_settings(maker, settings)  # what an engine cannot do is said before anything is made
        flat = " ".join((place.label or f"{self.spec.title}: {place.role}").split())
        short = flat if len(flat) <= 80 else f"{flat[:79]}…"
        step = Step(
            engine, version_of(maker), settings, inputs, place.stage, place.subject, short, maker.size, work, given
        )
        return self.builder.add(step, role=place.role)


def _voice_of(turn: TurnSpec, usual: VoiceSpec) -> VoiceSpec:
    """Another take is said a little slower or faster: another sound by every engine, and each time the same one."""
    pace = usual.pace_percent * TAKES[turn.take] // 100
    return usual.model_copy(update={"preset": turn.voice or usual.preset, "pace_percent": pace})


def turns_of(passage: Passage) -> list[dict[str, Any]]:
    """How its turns meet, as settings."""
    return [_said(meet.model_dump(mode="json")) for meet in passage.meets]


def _timed(turn: dict[str, Any]) -> dict[str, Any]:
    """Without what takes no time: a breath is drawn while nobody speaks."""
    return {name: value for name, value in turn.items() if name != "breath_ms"}


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty or 0, which is what nobody decided."""
    return {name: value for name, value in values.items() if value not in ("", 0, [], (), None, "answer")}


def _seconds(passage: Passage) -> float:
    words = sum(len(turn.text.split()) for turn in passage.turns)
    return words / _WORDS_PER_SECOND + (passage.lead_ms + passage.trail_ms) / _MS


def _work(engine: str, seconds: float) -> float:
    return _CPU_PER_SECOND[engine] * seconds + 0.1
