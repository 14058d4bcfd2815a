"""A draft becomes an episode: everybody gets a voice and a seat, scripts are read, what is not written is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from renderers.compilers.voices import languages_known, languages_of, read_show_voice, title_of
from renderers.engines.spoken import SPEAKS
from renderers.episode import (
    FEWEST_PEOPLE,
    MOST_PEOPLE,
    USUAL_LUFS,
    DeliverySpec,
    EpisodeSpec,
    PersonalitySpec,
    Role,
    SegmentSpec,
    SourceSpec,
)
from renderers.errors import BadInput
from renderers.media.speech.line import spoken_language
from renderers.media.speech.pronunciations import read_pronunciations
from renderers.media.speech.tongues import language_code
from renderers.podcast.cues import read_cues
from renderers.podcast.draft import EpisodeDraft, SegmentDraft
from renderers.podcast.house import alike, everybody, seated, voice_for
from renderers.podcast.idiom import listed, summary_in
from renderers.podcast.pens import Pen, pen
from renderers.podcast.reading import ReadDraft
from renderers.podcast.said import Said
from renderers.podcast.sources import Document, read_documents
from renderers.podcast.writer import Brief, Written, write_segments
from renderers.scoring.words import Family
from renderers.spec import VoiceSpec


@dataclass(frozen=True, slots=True)
class Made:
    """The episode, and what its maker should know about it."""

    spec: EpisodeSpec
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hands:
    voices: str
    write: Write


@dataclass(slots=True)
class _Notices:
    said: list[str] = field(default_factory=list)


Write = Callable[[Brief, Sequence[SegmentDraft], Mapping[int, SegmentSpec]], Written]


def episode_spec(read: ReadDraft, *, voices: str, write: Write = write_segments) -> Made:
    """The whole episode; `voices` is the engine that will speak, by which its length is foreseen; `write` writes it.

    BadInput names the line and the remedy.
    """
    draft, notices = read.draft, _Notices()
    _insist(read, draft)
    people = _people(read, notices)
    _insist_on_speakers(read, people)
    documents = read_documents(read)
    segments = _segments(read, people, documents, _Hands(voices, write), notices)
    sources = tuple(
        SourceSpec(key=each.key, title=each.title, author=each.author, url=each.url, date=each.date)
        for each in documents
    )
    try:
        spec = EpisodeSpec(
            title=draft.title,
            show=draft.show,
            summary=draft.summary or _summary(draft, documents),
            language=draft.language,
            seed=draft.seed,
            seconds=round(draft.minutes * 60),
            personalities=people,
            segments=segments,
            sources=sources,
            delivery=DeliverySpec(
                target_lufs=draft.loudness or USUAL_LUFS[draft.channels], channels=draft.channels, music=draft.music
            ),
            pronunciations=draft.pronunciations,
            tone=draft.tone,
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput(str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"]) from error
    return Made(spec, tuple(notices.said))


def _insist(read: ReadDraft, draft: EpisodeDraft) -> None:
    """What no engine could do is said by its line before anything is made."""
    known = languages_known(catalogue=SPEAKS)
    checks = (
        ("language", lambda: spoken_language(draft.language, voices="the voices here", known=known)),
        ("pronunciations", lambda: read_pronunciations(draft.pronunciations)),
        ("music", lambda: draft.music and Family(draft.music)),
    )
    for name, check in checks:
        try:
            check()
        except ValueError as error:
            said = f"choose one of {', '.join(Family)}, or '' for none" if name == "music" else str(error)
            raise BadInput(f"line {read.line(name)}: {name}: {said}") from error


def _insist_on_speakers(read: ReadDraft, people: Sequence[PersonalitySpec]) -> None:
    """Everybody's voice speaks the language of the episode."""
    code = language_code(read.draft.language)
    mute = [each for each in people if code not in languages_of(each.voice.preset, catalogue=SPEAKS)]
    if mute:
        spoken = listed(list(languages_of(mute[0].voice.preset, catalogue=SPEAKS).values()))
        wanted = languages_known(catalogue=SPEAKS)[code]
        raise BadInput(
            f"line {read.line('language')}: language: {listed([each.name for each in mute])} cannot speak "
            f"{wanted}; {title_of(mute[0].voice.preset)} speaks {spoken}. Give them a voice of an engine "
            "that does (`voice: engine:name`), or choose another language"
        )


def _people(read: ReadDraft, notices: _Notices) -> tuple[PersonalitySpec, ...]:
    drafts = read.draft.people
    if not drafts:
        return everybody()
    if not FEWEST_PEOPLE <= len(drafts) <= MOST_PEOPLE:
        raise BadInput(f"line {read.line('people')}: {len(drafts)} people; a conversation has two to six")
    taken = [_voice(read, number) for number, each in enumerate(drafts) if each.voice]
    people: list[PersonalitySpec] = []
    for number, each in enumerate(drafts):
        voice = _voice(read, number) if each.voice else voice_for(each.role, gender=each.gender, taken=taken)
        taken += [] if each.voice else [voice]
        key = re.sub(r"\W+", "-", each.name.casefold()).strip("-") or f"person-{number + 1}"
        if any(key == other.key for other in people):
            raise BadInput(f"line {read.line('people', number)}: two people are called {each.name}; rename one")
        spoken = VoiceSpec(preset=voice, pace_percent=each.pace, pitch_percent=each.pitch)
        people.append(
            PersonalitySpec(
                key=key,
                name=each.name,
                role=each.role,
                voice=spoken,
                character=each.character,
                habits=each.habits,
                looks=each.looks,
            )
        )
    _warn_of_alike(people, read, notices)
    given = {people[number].key: each.place for number, each in enumerate(drafts) if each.place is not None}
    return seated(people, given=given)


def _voice(read: ReadDraft, number: int) -> str:
    try:
        return read_show_voice(read.draft.people[number].voice)
    except ValueError as error:
        raise BadInput(f"line {read.line('people', number, 'voice')}: {error}") from error


def _warn_of_alike(people: Sequence[PersonalitySpec], read: ReadDraft, notices: _Notices) -> None:
    for number, person in enumerate(people):
        for other in people[:number]:
            if alike(person.voice.preset, other.voice.preset):
                proposed = voice_for(Role.GUEST, gender="", taken=[each.voice.preset for each in people])
                notices.said.append(
                    f"line {read.line('people', number)}: {person.name} sounds like {other.name}; "
                    f"listeners will take them for one, try `voice: {proposed}`"
                )


def _segments(
    read: ReadDraft,
    people: tuple[PersonalitySpec, ...],
    documents: Sequence[Document],
    hands: _Hands,
    notices: _Notices,
) -> tuple[SegmentSpec, ...]:
    names = {name.casefold(): person.key for person in people for name in (person.name, person.key)}
    scripts: dict[int, SegmentSpec] = {}
    for number, each in enumerate(read.draft.segments):
        if each.script.strip():
            line = read.line("segments", number, "script")
            turns = read_cues(each.script, names=names, first_line=line, key=f"s{number + 1}")
            if turns:
                scripts[number] = SegmentSpec(
                    key=f"s{number + 1}",
                    title=each.title,
                    purpose=each.purpose,
                    seconds=round(each.minutes * 60),
                    turns=turns,
                )
    if read.draft.segments and len(scripts) == len(read.draft.segments):
        return tuple(scripts[number] for number in sorted(scripts))
    brief = Brief(
        title=read.draft.title,
        show=read.draft.show,
        people=people,
        documents=tuple(documents),
        seconds=round(read.draft.minutes * 60),
        seed=read.draft.seed,
        voices=hands.voices,
        music=bool(read.draft.music),
        before=Said(jokes=read.draft.running_jokes),
        audience=read.draft.audience,
        tone=read.draft.tone,
        language=read.draft.language,
        pens=_pens(read, people),
    )
    written = hands.write(brief, read.draft.segments, scripts)
    notices.said += written.notices
    return written.segments


def _pens(read: ReadDraft, people: Sequence[PersonalitySpec]) -> dict[str, Pen]:
    """With what everybody's turns are written. BadInput names the line."""
    found = {}
    for number, (draft, person) in enumerate(zip(read.draft.people, people, strict=False)):
        try:
            found[person.key] = pen(draft.writer, model=draft.model, knowledge=draft.knowledge)
        except BadInput as error:
            raise BadInput(f"line {read.line('people', number, 'writer')}: {error}") from error
    return found


def _summary(draft: EpisodeDraft, documents: Sequence[Document]) -> str:
    return summary_in(draft.language, title=draft.title, sources=[each.title for each in documents])
