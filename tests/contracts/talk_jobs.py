"""One small real job for every engine of conversations that are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.bench.synthetic import make
from renderers.podcast.conversation import talk_brief
from renderers.podcast.draft import SegmentDraft
from renderers.podcast.house import everybody
from renderers.podcast.writer import Brief

Asked = tuple[dict[str, Any], dict[str, Path]]


def _brief(_folder: Path) -> Asked:
    brief = Brief("Light", "Slow", everybody(), (), 60, 0, "flite", music=False)
    talk = talk_brief(brief, (SegmentDraft(title="What a lens is"),), {})
    return {"brief": talk.model_dump(mode="json")}, {}


def _begun(folder: Path) -> dict[str, Path]:
    brief = make("talk_brief", *_brief(folder), folder / "brief")
    return {"brief": brief, "asked": make("talk_director", {"at": -1}, {"brief": brief}, folder / "begun")}


def _turn(folder: Path) -> Asked:
    return {}, _begun(folder)


def _director(folder: Path) -> Asked:
    begun = _begun(folder)
    reply = make("talk_offline", {}, begun, folder / "reply")
    return {"at": 0}, {"brief": begun["brief"], "before": begun["asked"], "reply": reply}


TALK: dict[str, Callable[[Path], Asked]] = {
    "talk_brief": _brief,
    "talk_director": _director,
    "talk_offline": _turn,
}
