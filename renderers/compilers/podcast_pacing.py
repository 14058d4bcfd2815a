"""The rhythm of a conversation: how long nobody speaks between two turns, and by how much voices overlap. Pure.

People answer about a fifth of a second after each other, sooner after questions and with short words, later where a
thought ends or a new one begins (Stivers et al. 2009, ten languages; Heldner & Edlund 2010).
"""

from __future__ import annotations

import re
import zlib

from renderers.episode import Channels, EpisodeSpec, Relation, TurnSpec
from renderers.media.conversation import Met
from renderers.media.speech.pauses import beat_ms
from renderers.media.speech.tone import Feel, feel_of

AFTER_STATEMENT_MS, AFTER_QUESTION_MS, AFTER_TRAILING_MS, AFTER_DASH_MS = 300, 200, 520, 120
BRIEF_MS, SAME_VOICE_MS, NEW_THOUGHT_MS = 130, 380, 560
INTERRUPT_MS, OVERLAP_MS = 340, 700
BREATH_WORDS, MOST_BREATH_MS = 12, 520
"""Who says less than so many words needs no new air."""

LONGEST_PAUSE_MS = 1400
"""No pause that was not written is longer."""

_BRIEF_WORDS = 4
_NEW_THOUGHT = re.compile(r"^(?:so|okay|right|now|alright|let's|let us|good|next|one more)\b[,.]?", re.IGNORECASE)
_TRAILS, _DASH, _ASKS = (re.compile(rf"(?:{mark})[\"'”’)]*$") for mark in (r"\.\.\.|…", "--|—|–", r"\?"))


def met(spec: EpisodeSpec, turn: TurnSpec, before: TurnSpec | None, *, loose: int) -> Met:
    """How a turn meets the one before it; `loose` makes the same rule a little different each time."""
    people = {person.key: number for number, person in enumerate(spec.personalities)}
    return Met(
        relation=turn.relation,
        pause_ms=_pause(turn, before, loose, feel_of(spec.tone)) if turn.relation is Relation.ANSWER else 0,
        over_ms=_over(turn, loose),
        place=_place(spec, people[turn.speaker]),
        speaker=people[turn.speaker],
        breath_ms=_breath(turn, before),
    )


def _place(spec: EpisodeSpec, person: int) -> int:
    """Where somebody sits; for one loudspeaker in the middle: mixed down, who sat aside would be quieter."""
    return 0 if spec.delivery.channels is Channels.MONO else spec.personalities[person].place


def looseness(turn: TurnSpec) -> int:
    """-20 to 20 percent, by what is said."""
    return zlib.crc32(turn.text.encode()) % 41 - 20


def _pause(turn: TurnSpec, before: TurnSpec | None, loose: int, feel: Feel) -> int:
    if turn.pause_ms is not None:
        return turn.pause_ms
    if before is None:
        return 0
    usual = _usual(turn, before) * feel.pause_percent // 100 * (100 + loose) // 100
    return min(LONGEST_PAUSE_MS, usual + beat_ms(turn.manner))


def _breath(turn: TurnSpec, before: TurnSpec | None) -> int:
    """Two of three long answers are breathed in for, longer ones for longer; nobody does who cuts in."""
    words = len(turn.text.split())
    heard = zlib.crc32(turn.text.encode()) % 3 and words >= BREATH_WORDS
    if before is None or turn.relation is not Relation.ANSWER or not heard:
        return 0
    return min(MOST_BREATH_MS, 260 + 6 * words)


def _usual(turn: TurnSpec, before: TurnSpec) -> int:
    if turn.speaker == before.speaker:
        return SAME_VOICE_MS
    if _DASH.search(before.text):
        return AFTER_DASH_MS
    if _TRAILS.search(before.text):
        return AFTER_TRAILING_MS
    if len(turn.text.split()) <= _BRIEF_WORDS:
        return BRIEF_MS
    if _ASKS.search(before.text):
        return AFTER_QUESTION_MS
    return NEW_THOUGHT_MS if _NEW_THOUGHT.match(turn.text) else AFTER_STATEMENT_MS


def _over(turn: TurnSpec, loose: int) -> int:
    usual = {Relation.INTERRUPT: INTERRUPT_MS, Relation.OVERLAP: OVERLAP_MS}.get(turn.relation, 0)
    return usual * (100 + loose) // 100
