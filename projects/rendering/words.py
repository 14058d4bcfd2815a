"""Words the voices say wrong: which a script holds, and how one would sound before it is in the dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from django.db import transaction

from projects.cast.services import valid_voice
from projects.dictionary.selectors import words_in
from projects.dictionary.services import valid_word
from projects.podcast.models import Episode
from projects.podcast.selectors import document_of, script_of
from projects.project.models import Project
from projects.rendering.outcome import outcome_of
from projects.rendering.spec import CannotBeFilmed, NothingToFilm, film_spec, line_id
from renderers.compilers.film import compile_line
from renderers.compilers.voices import speaker_of, title_of
from renderers.engine import Kind
from renderers.engines.spoken import SpeechSettings
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.farm import selectors as farm_selectors
from renderers.farm import services as farm
from renderers.farm.models import Render
from renderers.farm.turns import Urgency
from renderers.media.speech.hard_words import Why, hard_words
from renderers.media.speech.pronunciations import entries_in
from renderers.media.speech.tongues import language_code
from renderers.presets import DRAFT, PRESETS, Preset
from renderers.spec import CastSpec, FilmSpec, LineSpec, VoiceSpec
from studio.core.errors import Invalid, NotFound

USUAL_VOICE, MOST_PLACES = "af_heart", 20
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "en": "They asked for {word} again. {word}, is that how you say it?",
        "es": "Preguntaron otra vez por {word}. ¿Se dice {word}?",
    }
)
ELSEWHERE = "{word}. {word}, {word}."
SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word the voices would guess at, how often it is said, and the lines or turns that say it, the first ones."""

    word: str
    why: Why
    count: int
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class TriedWord:
    """A word in a sentence as it is heard; `sound` is empty where the voice says it by itself."""

    id: str
    state: str
    word: str
    sound: str
    language: str
    text: str
    voice: str
    title: str
    audio_url: str | None
    error: Mapping[str, str] | None


@dataclass(slots=True)
class _Found:
    why: Why
    word: str
    count: int = 0
    places: list[str] = field(default_factory=list)


def hard_words_of_film(project: Project) -> list[HardWord]:
    """In the lines that the studio's own voices say; nothing of a film that has no scene yet."""
    try:
        spec = film_spec(project)
    except NothingToFilm:
        return []
    cast = {member.key: member for member in spec.cast}
    preset = PRESETS[project.preset]
    said = [
        (line_id(line.key), line.text)
        for scene in spec.scenes
        for shot in scene.shots
        for line in shot.lines
        if _says_by_rule(cast[line.character], preset)
    ]
    return _hard(said, language=spec.language, project=project)


def hard_words_of_episode(episode: Episode) -> list[HardWord]:
    """In the turns that are spoken."""
    if not _guesses(PRESETS[episode.project.preset].engines[Kind.SPEECH].engine):
        return []
    turns = document_of(script_of(episode)).turns()
    said = [(turn.id, turn.text) for turn in turns if not turn.is_left_out]
    return _hard(said, language=episode.language, project=episode.project)


@transaction.atomic
def try_word(*, workspace_id: str, fields: Mapping[str, Any], started_by: str, now: datetime) -> TriedWord:
    """A sentence with the word by a voice, made unless it was heard before. Raises Invalid, CannotBeFilmed."""
    asked = _asked(fields)
    voice = valid_voice({"voice": fields.get("voice") or USUAL_VOICE})["voice"]
    own = {asked["word"]: asked["sound"]} if asked["sound"] else {}
    text = _sentence(asked["word"], asked["language"], str(fields.get("sentence") or ""))
    known = words_in(workspace_id=workspace_id, language=asked["language"])
    others = {word: sound for word, sound in known.items() if word.casefold() != asked["folded"]}
    preset = str(fields.get("preset") or DRAFT.name)
    spec = FilmSpec(
        title=asked["word"],
        language=asked["language"],
        rate=Fraction(24),
        cast=(CastSpec(key=SPEAKER, name=title_of(voice), voice=VoiceSpec(preset=voice)),),
        pronunciations=entries_in(text, others) | own,
        scenes=(),
    )
    try:
        plan = compile_line(spec, LineSpec(key="line", character=SPEAKER, text=text), PRESETS[preset])
    except BadInput as error:
        raise CannotBeFilmed(str(error)) from error
    said = {name: asked[name] for name in ("word", "sound", "language")} | {"text": text, "voice": voice}
    render = farm.start_render(
        workspace_id=workspace_id,
        subject=workspace_id,
        plan=plan,
        spec={"tried_word": said},
        preset=preset,
        started_by=started_by,
        now=now,
        urgency=Urgency.INTERACTIVE,
    )
    return shown(render)


def tried_word(*, workspace_id: str, id: str) -> TriedWord:
    """How far it is; NotFound for strangers and for what is none."""
    render = farm_selectors.access_render(workspace_id=workspace_id, id=id)
    if "tried_word" not in render.spec:
        raise NotFound
    return shown(render)


def shown(render: Render) -> TriedWord:
    """With the address of the sound once it is there."""
    said, outcome = render.spec["tried_word"], outcome_of(render)
    return TriedWord(
        id=render.id,
        state=outcome.state,
        title=title_of(said["voice"]),
        audio_url=outcome.url,
        error=outcome.error,
        **said,
    )


def _asked(fields: Mapping[str, Any]) -> dict[str, str]:
    """The word as the dictionary would have it; one without a sound is checked as if it were read by its letters."""
    sound = str(fields.get("sound") or "").strip()
    wanted = valid_word({"word": fields["word"], "sound": sound or "ah", "language": fields.get("language") or "en"})
    return wanted | {"sound": wanted["sound"] if sound else ""}


def _says_by_rule(member: CastSpec, preset: Preset) -> bool:
    try:
        return _guesses(speaker_of(member, preset)[0].engine)
    except BadInput:  # nobody can speak for them yet, which an order says
        return False


def _guesses(engine: str) -> bool:
    """Whether it says words by the studio's own lexicon and rules; of other engines nothing is known."""
    return issubclass(makers()[engine].settings, SpeechSettings)


def _hard(said: Iterable[tuple[str, str]], *, language: str, project: Project) -> list[HardWord]:
    """Most often said first."""
    own = dict(words_in(workspace_id=project.workspace_id, language=language)) | dict(project.pronunciations)
    found: dict[str, _Found] = {}
    for place, text in said:
        for word, why in hard_words(text, language=language, own=entries_in(text, own)):
            one = found.setdefault(word.casefold(), _Found(why, word))
            one.count += 1
            one.places += [] if place in one.places or len(one.places) >= MOST_PLACES else [place]
    order = sorted(found.values(), key=lambda each: (-each.count, each.word.casefold()))
    return [HardWord(each.word, each.why, each.count, each.places) for each in order]


def _sentence(word: str, language: str, wanted: str) -> str:
    """What is said: what was asked for, or a sentence of the language that has the word twice."""
    text = " ".join(wanted.split()) or SAYS.get(language_code(language), ELSEWHERE).format(word=word)
    if not entries_in(text, {word: "x"}):
        raise Invalid(f"This sentence does not say {word!r}; write it in, or leave the sentence out.", param="sentence")
    return text
