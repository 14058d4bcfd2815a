"""What an episode can be delivered as besides its M4A and texts: each adds its own steps to the plan. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_video import LOOKS, with_video
from renderers.compilers.podcast_voices import with_voices
from renderers.episode import EpisodeSpec, Form
from renderers.plan import Plan
from renderers.presets import Preset


@dataclass(frozen=True, slots=True)
class EpisodeExtra:
    """Its name for people, how its roles begin, and how it is added to a plan."""

    title: str
    role: str
    add: Callable[[Plan, EpisodeSpec, Preset], Plan]


def with_mp3(plan: Plan, spec: EpisodeSpec, preset: Preset) -> Plan:
    """The same sound as an MP3: everything up to the levelled passages is shared."""
    delivery = spec.delivery.model_copy(update={"form": Form.MP3})
    other = compile_episode(spec.model_copy(update={"delivery": delivery}), preset)
    known = plan.by_digest()
    steps = (*plan.steps, *(step for step in other if step.digest not in known))
    made = other.wanted[EPISODE]
    wanted = {**plan.wanted[EPISODE], "mp3": made["master"], "mp3_report": made["report"]}
    return replace(plan, steps=steps, wanted={**plan.wanted, EPISODE: wanted})


VIDEOS: Mapping[str, str] = MappingProxyType(
    {
        "video_16x9": "Video podcast, 16:9 (1920x1080), captions as a track",
        "video_1x1": "Video podcast, 1:1 (1080x1080), captions in the picture",
        "video_9x16": "Video podcast, 9:16 (1080x1920), captions in the picture",
        "audiogram_16x9": "Audiogram, 16:9 (1920x1080)",
        "audiogram_1x1": "Audiogram, 1:1 (1080x1080)",
        "audiogram_9x16": "Audiogram, 9:16 (1080x1920)",
    }
)
"""The videos there are, as people choose them."""


def _video(name: str) -> EpisodeExtra:
    return EpisodeExtra(VIDEOS[name], name, lambda plan, spec, _: with_video(plan, spec, name))


EXTRAS: Mapping[str, EpisodeExtra] = MappingProxyType(
    {
        "mp3": EpisodeExtra("MP3 with chapters", "mp3", with_mp3),
        "stems": EpisodeExtra("A sound file per voice", "voice.", lambda plan, spec, _: with_voices(plan, spec)),
        **{name: _video(name) for name in LOOKS},
    }
)


def with_extras(plan: Plan, spec: EpisodeSpec, preset: Preset, names: Iterable[str]) -> Plan:
    """The plan and these extras, in the order of the table."""
    wanted = set(names)
    for name, extra in EXTRAS.items():
        plan = extra.add(plan, spec, preset) if name in wanted else plan
    return plan


def extras_in(wanted: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The extras among the wanted results of an episode."""
    roles = wanted.get(EPISODE, {})
    return tuple(name for name, extra in EXTRAS.items() if any(role.startswith(extra.role) for role in roles))
