"""What the engines of ElevenLabs share: how it says no."""

from __future__ import annotations

from renderers.runtime.vendor_calls import not_json_is
from renderers.runtime.web import Answer

REFUSALS = (
    "moderation",
    "content_against_policy",
    "voice_not_permitted",
    "detected_unusual",
    "bad_prompt",
    "prohibited",
)


def judged(answer: Answer) -> str:
    """A `detail.status` that names moderation or a voice that may not be used."""
    if answer.status not in (400, 403, 422):
        return ""
    told = not_json_is(answer, {})
    detail = told.get("detail") if isinstance(told, dict) else None
    if not isinstance(detail, dict):
        return ""
    status = str(detail.get("status") or "")
    return str(detail.get("message") or status) if any(word in status for word in REFUSALS) else ""
