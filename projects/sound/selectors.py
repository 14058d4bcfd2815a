"""Reading what was decided about the sound, always from a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from projects.project.models import Project
from projects.screenplay.models import Scene
from projects.sound.models import FIELDS, SoundSettings
from renderers.spec import SoundSpec

Decided = Mapping[str, Any]
FILM = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """What was decided about one film: for the whole of it, and scene by scene; fields left open are not in it."""

    film: Decided
    scenes: Mapping[str, Decided]

    def of(self, scene_id: str) -> SoundSpec:
        """What holds for a scene, or for a card that is no scene of the screenplay."""
        return SoundSpec.model_validate({**self.film, **self.scenes.get(scene_id, {})})

    def changed(self, *, scene_id: str | None, fields: Decided) -> Sound:
        """The same with these fields set for a scene, or for the film; None leaves a field open again."""
        if scene_id is None:
            return Sound(_set(self.film, fields), self.scenes)
        return Sound(self.film, {**self.scenes, scene_id: _set(self.scenes.get(scene_id, {}), fields)})


def sound_of(project: Project) -> Sound:
    """What was decided about this film and its scenes; one query."""
    rows = SoundSettings.objects.filter(workspace_id=project.workspace_id, project_id=project.id)
    by_scene = {row.scene_id or FILM: decided(row) for row in rows}
    return Sound(by_scene.pop(FILM, {}), by_scene)


def settings_of(project: Project, scene: Scene | None) -> SoundSettings:
    """The row of a scene, or of the film; one that nobody decided anything in where there is none yet."""
    mine = {"workspace_id": project.workspace_id, "project_id": project.id, "scene_id": scene.id if scene else None}
    return SoundSettings.objects.filter(**mine).first() or SoundSettings(**mine)


def decided(row: SoundSettings) -> Decided:
    """The fields somebody decided."""
    return {name: value for name in FIELDS if (value := getattr(row, name)) is not None}


def _set(before: Decided, fields: Decided) -> Decided:
    return {name: value for name, value in {**before, **fields}.items() if value is not None}
