from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from projects.rendering.house import open_house
from projects.rendering.sample import adopt_everywhere, refreshed_sample, sample_film
from projects.rendering.services import start_render
from projects.rendering.shell import watch, workers
from renderers.events import RenderState
from renderers.farm.models import Render
from studio.core.clock import now
from studio.core.tenancy import tenant


class Command(BaseCommand):
    help = "Make the film of the sample project once, so that it plays at once in every workspace."

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 when the film could not be made."""
        workspace_id = open_house()
        with tenant(workspace_id):
            project = refreshed_sample(workspace_id=workspace_id, now=now())
            if sample_film(project) is not None:
                self.stdout.write("the sample film is there")
                return
            render = start_render(
                workspace_id=workspace_id, project_id=project.id, preset=project.preset, started_by="", now=now()
            )
        done = self._watched(render)
        if done.state != RenderState.SUCCEEDED:
            self.stderr.write(f"the sample film was not made: {done.error or done.state}")
            sys.exit(1)
        handed = adopt_everywhere(now=now())
        self.stdout.write(f"the sample film is made{f' and in {handed} workspaces' if handed else ''}")

    def _watched(self, render: Render) -> Render:
        with workers(self.stdout.write, patience_seconds=15):
            return watch(render, self.stdout.write)
