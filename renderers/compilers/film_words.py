"""What should be known of a film's words before it is made: dialogue in another language than the film is set to."""

from __future__ import annotations

from renderers.engine import Kind, read_settings
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.media.speech.dialogue_language import LANGUAGES, language_of
from renderers.media.speech.tongues import language_code
from renderers.plan import Plan, Step


def remark_on_language(plan: Plan) -> str:
    """Said before a film is made whose dialogue reads as another language than its voices will speak; else nothing."""
    said = [step for step in plan if makers()[step.engine].makes is Kind.SPEECH and _texts(step)]
    written = language_of(text for step in said for text in _texts(step))
    spoken = {language_code(str(step.settings.get("language", "en"))) for step in said}
    if not written or written in spoken:
        return ""
    asked = " and ".join(LANGUAGES.get(code, code) for code in sorted(spoken))
    told = (
        f"The dialogue reads as {LANGUAGES[written]}, but the film's language is {asked}: "
        f"its voices say it with {asked} sounds."
    )
    if all(_speaks(step, written) for step in said):
        return f"{told} Set the film's language to {written} to have it spoken as {LANGUAGES[written]}."
    return (
        f"{told} These voices do not speak {LANGUAGES[written]}: use an engine that does, or translate the dialogue; "
        "captions and titles can be in any language."
    )


def _texts(step: Step) -> list[str]:
    """What a voice says: a line, or those of an exchange; nothing where it is only cut out of one."""
    lines = [line["text"] for line in step.settings.get("lines", ())]
    return [text for text in (step.settings.get("text", ""), *lines) if text]


def _speaks(step: Step, language: str) -> bool:
    try:
        read_settings(makers()[step.engine], {**step.settings, "language": language})
    except BadInput:
        return False
    return True
