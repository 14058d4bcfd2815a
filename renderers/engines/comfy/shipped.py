"""Workflows of ComfyUI as engines: those that come with the studio, and those in the operator's `COMFYUI_WORKFLOWS`.

One folder = one engine: `workflow.json` as ComfyUI exports it for its API, `manifest.json` with what is filled in.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

from renderers.engines.comfy_engines import ComfyClip, ComfyPicture, engine_of
from renderers.errors import BadInput
from renderers.runtime.comfy_graph import read_workflow

SHIPPED = Path(__file__).parent / "workflows"
log = logging.getLogger(__name__)


def engines_in(folder: Path) -> Iterator[ComfyPicture | ComfyClip]:
    """Every workflow of a folder, by name; one that cannot be used is named in the log and left out."""
    for each in sorted(folder.iterdir()):
        if (each / "manifest.json").is_file():
            try:
                yield engine_of(read_workflow(each))
            except BadInput as error:
                log.error("%s", error)


def _all() -> Iterator[ComfyPicture | ComfyClip]:
    yield from engines_in(SHIPPED)
    own = os.environ.get("COMFYUI_WORKFLOWS", "").strip()
    if own and Path(own).is_dir():
        yield from engines_in(Path(own))
    elif own:
        log.error("COMFYUI_WORKFLOWS names %s, which is no folder; no workflows of your own are offered", own)


ENGINES = tuple(_all())
