"""The voice of everybody in an episode as a file each, as long as the episode. Pure."""

from __future__ import annotations

from dataclasses import replace

from renderers.compilers.podcast import EPISODE, RATE, turns_of
from renderers.compilers.podcast_passages import Passage, passages_of
from renderers.engine import Series, version_of
from renderers.engines import engines
from renderers.episode import EpisodeSpec
from renderers.plan import Plan, Stage, Step


def with_voices(plan: Plan, spec: EpisodeSpec) -> Plan:
    """The same plan and these files, `wanted` of the episode by `voice.` and the key of whoever speaks."""
    steps, wanted = list(plan.steps), dict(plan.wanted[EPISODE])
    passages = passages_of(spec)
    for number, person in enumerate(spec.personalities):
        heard = [at for at, each in enumerate(passages) if any(turn.speaker == person.key for turn in each.turns)]
        if not heard:
            continue
        alone = [_alone(plan, passages[at], number) for at in heard]
        inputs = (("timeline", wanted["timeline"]), *Series("stem", [step.digest for step in alone]).inputs())
        settings, label = {"rate": str(RATE), "scenes": heard}, f"{spec.title}: {person.name}"
        maker = engines()["film_stem"]
        stem = Step(maker.name, version_of(maker), settings, inputs, Stage.SOUND, EPISODE, label, maker.size)
        steps += [*alone, stem]
        wanted[f"voice.{person.key}"] = stem.digest
    return replace(plan, steps=tuple(steps), wanted={**plan.wanted, EPISODE: wanted})


def _alone(plan: Plan, passage: Passage, speaker: int) -> Step:
    made, maker = plan.wanted[passage.key], engines()["passage_dialogue"]
    speech = [plan.wanted[turn.key]["speech"] for turn in passage.turns]
    inputs = (("timeline", made["timeline"]), *Series("speech", speech).inputs())
    settings = {"rate": str(RATE), "turns": turns_of(passage), "only": speaker}
    return Step(maker.name, version_of(maker), settings, inputs, Stage.SOUND, passage.key, passage.key, maker.size)
