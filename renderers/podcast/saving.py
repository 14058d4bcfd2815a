"""An episode as a file to be edited: every turn in its script, and it reads back as the same episode."""

from __future__ import annotations

from typing import Any

import yaml

from renderers.episode import EpisodeSpec, PersonalitySpec
from renderers.podcast.cues import written


class _Blocks(yaml.SafeDumper):
    """Texts of several lines as blocks, keys in the order given."""


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Blocks.add_representer(str, _block)


def saved(spec: EpisodeSpec) -> str:
    """YAML that `read_episode` reads."""
    names = {person.key: person.name for person in spec.personalities}
    sources = [_without_empty(each.model_dump(mode="json")) for each in spec.sources]
    segments = [
        _without_empty({"title": each.title, "purpose": each.purpose.value, "minutes": round(each.seconds / 60, 2)})
        | {"script": written(each.turns, names)}
        for each in spec.segments
    ]
    top = {
        "title": spec.title,
        "show": spec.show,
        "summary": spec.summary,
        "tone": spec.tone,
        "language": spec.language,
        "seed": spec.seed,
        "minutes": round(spec.seconds / 60, 2),
        "loudness": spec.delivery.target_lufs,
        "channels": spec.delivery.channels.value,
    }
    whole = _without_empty(top) | {"music": spec.delivery.music, "people": [_person(p) for p in spec.personalities]}
    whole |= {"sources": sources} if sources else {}
    whole |= {"pronunciations": dict(spec.pronunciations)} if spec.pronunciations else {}
    whole |= {"segments": segments}
    return yaml.dump(whole, Dumper=_Blocks, allow_unicode=True, sort_keys=False, width=110)


def _person(person: PersonalitySpec) -> dict[str, Any]:
    said = {
        "name": person.name,
        "role": person.role.value,
        "voice": person.voice.preset,
        "pace": person.voice.pace_percent,
        "pitch": person.voice.pitch_percent,
        "character": person.character,
        "habits": list(person.habits),
        "looks": person.looks,
    }
    usual = {"pace": 100, "pitch": 100}
    return {name: value for name, value in _without_empty(said).items() if usual.get(name) != value} | {
        "place": person.place
    }


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", 0, 0.0, [], ())}
