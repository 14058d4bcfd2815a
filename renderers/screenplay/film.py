"""A script -> the spec of a film, for those who have no project in a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from renderers.exports import makers
from renderers.media.speech.spoken_by import blend_in, engine_in
from renderers.screenplay.breakdown import Breakdown, Scene, break_down, is_direction
from renderers.screenplay.introductions import introduction
from renderers.screenplay.passages import Paragraph, Passage, edges_of, passages
from renderers.screenplay.places import Journey
from renderers.screenplay.script import Element, Script, plain
from renderers.screenplay.shots import ShotDraft, shot_list
from renderers.screenplay.voices import cast_voices, guessed_age, guessed_gender
from renderers.spec import CastSpec, FilmSpec, Join, LineSpec, SceneSpec, ShotSize, ShotSpec
from renderers.timing import frames_covering

TITLE_SECONDS, CREDIT_SECONDS, CREDIT_NAME_SECONDS = Fraction(4), Fraction(7, 2), Fraction(7, 10)
NAMES_PER_CARD, MOST_CARDS = 6, 8
MADE_WITH = "made with\nNano Banana Studio Pro, all voices are synthetic"


def film_spec(script: Script, *, rate: Fraction, aspect: str, language: str = "en") -> FilmSpec:
    """Everything a compiler needs; keys are places in the script: `s3`, `s3.2` for its shots, `s3.2.1` for lines."""
    breakdown = break_down(script)
    cast = _cast(breakdown)
    return FilmSpec(
        title=script.title or "Untitled",
        author=script.author,
        language=language,
        rate=rate,
        aspect=aspect,
        genre=script.title_value("genre"),
        tone=script.title_value("tone"),
        cast=cast,
        scenes=(*opening(script, rate=rate), *_scenes(breakdown, rate=rate), *ending(script, cast=cast, rate=rate)),
    )


def opening(script: Script, *, rate: Fraction) -> tuple[SceneSpec, ...]:
    """A title card, when the script has a title."""
    if not script.title:
        return ()
    return (card("title", script.title, seconds=TITLE_SECONDS, rate=rate),)


def ending(script: Script, *, cast: Sequence[CastSpec], rate: Fraction) -> tuple[SceneSpec, ...]:
    """The end credits as cards: who wrote it, who speaks whom, how it was made; none where there is nobody to name."""
    cards = [*_writer(script), *_players(cast)]
    if not cards:
        return ()
    texts = (*cards, MADE_WITH)
    shots = tuple(
        _card_shot(f"credits.{number}", text, seconds=_credit_seconds(text), rate=rate)
        for number, text in enumerate(texts, 1)
    )
    return (SceneSpec(key="credits", heading="Credits", shots=shots, join=Join.FADE_IN, leave=Join.FADE_OUT),)


def card(key: str, text: str, *, seconds: Fraction, rate: Fraction) -> SceneSpec:
    """A scene of one typeset card that comes up from black and goes back to it."""
    shot = _card_shot(f"{key}.1", text, seconds=seconds, rate=rate)
    return SceneSpec(key=key, heading=text.replace("\n", " "), shots=(shot,), join=Join.FADE_IN, leave=Join.FADE_OUT)


def _card_shot(key: str, text: str, *, seconds: Fraction, rate: Fraction) -> ShotSpec:
    return ShotSpec(key=key, size=ShotSize.TITLE, prompt=text, frames=frames_covering(seconds, rate))


def _writer(script: Script) -> Iterator[str]:
    if script.author:
        yield f"{script.title_value('credit') or 'written by'}\n{script.author}"


def _players(cast: Sequence[CastSpec]) -> Iterator[str]:
    """Roles and the voices that speak them, the largest first; crowds fill several cards of like length."""
    named = cast[: NAMES_PER_CARD * MOST_CARDS]
    cards = -(-len(named) // NAMES_PER_CARD)
    for number in range(cards):
        members = named[number * len(named) // cards : (number + 1) * len(named) // cards]
        yield "\n".join(("and" if number else "voices", *(f"{each.name}\t{_voice_title(each)}" for each in members)))


def _voice_title(member: CastSpec) -> str:
    """Voices of the catalogue by name; of another engine the engine, whose voice may be that of nobody by name."""
    voice = member.voice.preset
    blend = blend_in(voice)
    if blend is not None:
        return " & ".join(share.voice.title for share in blend.shares)
    maker = makers().get(engine_in(voice))
    return maker.title.partition(",")[0] if maker else engine_in(voice)


def _credit_seconds(text: str) -> Fraction:
    return max(CREDIT_SECONDS, CREDIT_NAME_SECONDS * (text.count("\t") + 2))


def joins(scenes: Sequence[Scene]) -> list[tuple[Join, Join]]:
    """How each scene begins and ends, by the directions written between them."""
    return [(passage.join, passage.leave) for passage in passages_between(scenes)]


def passages_between(scenes: Sequence[Scene]) -> list[Passage]:
    """The same with lengths and pre-laps."""
    return passages([edges_of([_on_paper(element) for element in scene.elements]) for scene in scenes])


def _on_paper(element: Element) -> Paragraph:
    return element.kind, plain(element.text), is_direction(element)


def _cast(breakdown: Breakdown) -> tuple[CastSpec, ...]:
    voices = cast_voices(breakdown)
    return tuple(
        CastSpec(
            key=character.name,
            name=character.name.title(),
            voice=voices[character.name],
            description=introduction(character, breakdown.scenes),
            age=guessed_age(character, breakdown.scenes),
            gender=guessed_gender(character, breakdown.scenes),
            cue=character.name,
            likeness=character.name.casefold(),
        )
        for character in breakdown.characters
    )


def _scenes(breakdown: Breakdown, *, rate: Fraction) -> tuple[SceneSpec, ...]:
    journey = Journey()
    people = [character.name for character in breakdown.characters]
    return tuple(
        SceneSpec(
            key=f"s{scene.index + 1}",
            number=scene.number,
            heading=scene.heading.text,
            setting=scene.heading.setting,
            location=scene.heading.location,
            time_of_day=scene.heading.time_of_day,
            shots=tuple(
                _shot(draft, key=f"s{scene.index + 1}.{number}", rate=rate)
                for number, draft in enumerate(shot_list(scene, journey=journey, people=people), 1)
            ),
            **passage.settings(rate),
        )
        for scene, passage in zip(breakdown.scenes, passages_between(breakdown.scenes), strict=True)
    )


def _shot(draft: ShotDraft, *, key: str, rate: Fraction) -> ShotSpec:
    return ShotSpec(
        key=key,
        size=draft.size,
        angle=draft.angle,
        movement=draft.movement,
        prompt=draft.prompt,
        cast=draft.cast,
        lines=tuple(
            LineSpec(
                key=f"{key}.{number}",
                character=line.character,
                text=line.text,
                parenthetical=line.parenthetical,
                extension=line.extension,
                dual=line.dual,
                mood=line.mood,
                pauses=line.pauses,
            )
            for number, line in enumerate(draft.lines, 1)
        ),
        frames=frames_covering(Fraction(draft.seconds).limit_denominator(100), rate),
        seed=sum(map(ord, key)),
    )
