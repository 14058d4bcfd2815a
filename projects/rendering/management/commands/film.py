from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError

from projects.project.models import Project
from projects.project.services import change_project, create_project
from projects.rendering.house import open_house
from projects.rendering.selectors import film_of
from projects.rendering.services import cancel_render, frozen, start_render
from projects.rendering.shell import deliver, watch, workers
from projects.screenplay.reading import Reading, read_upload
from projects.screenplay.selectors import screenplay_of
from projects.screenplay.services import write_screenplay
from renderers.compilers.film_words import remark_on_language
from renderers.errors import BadInput, RenderError
from renderers.events import RenderState
from renderers.farm.models import Render
from renderers.presets import PRESETS
from renderers.screenplay.files import read_file
from renderers.timing import frames_to_seconds, parse_rate
from studio.core.clock import now
from studio.core.errors import StudioError
from studio.core.tenancy import tenant

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


class Command(BaseCommand):
    help = "Make a film from a screenplay, through the database, the farm and its workers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As `python -m renderers` has them."""
        parser.add_argument("screenplay", type=Path, help="a .fountain, .txt or .fdx file")
        parser.add_argument("-o", "--out", type=Path, help="the film, an .mp4 (default: beside the screenplay)")
        parser.add_argument("--preset", default="draft", choices=sorted(PRESETS), help="quality (default: draft)")
        parser.add_argument("--rate", default="24", help="frames per second, such as 24, 25 or 24000/1001")
        parser.add_argument("--aspect", default="16:9", help="picture shape, such as 16:9, 2.39:1 or 9:16")
        parser.add_argument("--language", default="en", help="language of the dialogue")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit codes: 0 done, 1 the film could not be made, 2 the input cannot be used, 130 stopped."""
        path: Path = options["screenplay"]
        try:
            reading = read_upload(read_file(path), name=path.name)
            for notice in reading.notices:
                self._say(f"line {notice.line}: {notice.message} {notice.remedy}")
            render = _ordered(reading, path, options)
            if remark := remark_on_language(frozen(render, ())):
                self._say(remark)
        except (BadInput, StudioError) as error:
            self._say(f"{path}: {error}")
            sys.exit(BAD_INPUT)
        except (OperationalError, InterfaceError) as error:
            self._say(f"the database does not answer ({str(error).strip()}); start the studio, then run this again")
            sys.exit(FAILED)
        sys.exit(self._made(render, options["out"] or path.with_suffix(".mp4")))

    def _made(self, render: Render, out: Path) -> int:
        try:
            with workers(self._say):
                done = watch(render, self._say)
        except KeyboardInterrupt:
            with tenant(render.workspace_id):
                cancel_render(render=render, now=now())
            self._say("stopped; what is finished is kept and will not be made again")
            return INTERRUPTED
        if done.state != RenderState.SUCCEEDED:
            self._say(f"the film was not made: {done.error or done.state}")
            return FAILED
        try:
            deliver(done, out)
        except (RenderError, OSError) as error:
            self._say(f"the film is made but cannot be written to {out}: {error}")
            return FAILED
        self._say(f"{out}: {_told(done)}")
        return 0

    def _say(self, text: str) -> None:
        self.stderr.write(text)


def _ordered(reading: Reading, path: Path, options: Mapping[str, Any]) -> Render:
    """A render of the project of this file's name; the same file again finds what was made before."""
    workspace_id = open_house()
    fields = {name: options[name] for name in ("rate", "aspect", "language", "preset")}
    title = reading.script.title or path.stem
    with tenant(workspace_id):
        found = Project.objects.filter(
            workspace_id=workspace_id, title=title[:200], archived_at=None, is_sample=False
        ).first()
        if found is None:
            project = create_project(
                workspace_id=workspace_id,
                author_id="",
                fields=fields | {"title": title[:200]},
                screenplay=reading.text,
            )
        else:
            project = _rewritten(found, reading, fields)
        return start_render(
            workspace_id=workspace_id, project_id=project.id, preset=options["preset"], started_by="", now=now()
        )


def _rewritten(project: Project, reading: Reading, fields: Mapping[str, Any]) -> Project:
    workspace_id = project.workspace_id
    change_project(workspace_id=workspace_id, id=project.id, version=project.version, fields=fields)
    return write_screenplay(
        workspace_id=workspace_id,
        project_id=project.id,
        version=screenplay_of(project).version,
        reading=reading,
        author_id="",
        now=now(),
    ).project


def _told(render: Render) -> str:
    with tenant(render.workspace_id):
        film = film_of(render)
    assert film is not None
    length = frames_to_seconds(film["frames"], parse_rate(film["rate"]))
    return f"{int(length // 60)}:{length % 60:04.1f}, {film['width']}x{film['height']}, checked against its plan"
