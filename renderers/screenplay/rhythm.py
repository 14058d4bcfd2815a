"""Rhythm: where long speech and long action are cut, and which framings may follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from renderers.spec import ShotSize

WORDS_PER_SECOND = 3.2
LONGEST_SPEECH_WORDS = 45
SHORTEST_SECONDS, LONGEST_SECONDS = 2.0, 8.0
LETTERS_PER_WORD = 2.2

_SPEECH_WORDS = (34, 20, 45, 26, 38)
"""The most words of the pieces of a long speech, in turn: shots of one length in a row tire the eye."""

_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bNo\.)\s+|(?<=[。！？])\s*"
)
_CLAUSE = re.compile(r"(?<=[,;:—–])\s+|(?<=[、，；])\s*")
_SCRIPT_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_UNVARIED = frozenset({ShotSize.INSERT, ShotSize.TITLE})
_CLOSE = (ShotSize.MEDIUM_CLOSE, ShotSize.MEDIUM, ShotSize.CLOSE_UP)
_FAR = (ShotSize.FULL, ShotSize.MEDIUM, ShotSize.WIDE)


def readable(text: str) -> list[str]:
    """A paragraph in pieces that are read in at most eight seconds each, cut at sentences."""
    most = int(LONGEST_SECONDS * WORDS_PER_SECOND)
    return _packed(_SENTENCE.split(" ".join(text.split())), cycle((most,)))


def sayable(text: str) -> list[str]:
    """A speech in pieces of at most 45 words: at sentences, an endless sentence at clauses, at last between words."""
    if words(text) <= LONGEST_SPEECH_WORDS:
        return [text] if text else []
    pieces = [piece for sentence in _SENTENCE.split(text) for piece in _clauses(sentence)]
    return _packed(pieces, cycle(_SPEECH_WORDS))


def words(text: str) -> float:
    """Words, also of what is written without spaces between them."""
    rest, letters = _SCRIPT_WITHOUT_SPACES.subn(" ", text)
    return len(rest.split()) + letters / LETTERS_PER_WORD


def reading_seconds(text: str) -> float:
    """How long an action is held, 2 to 8 seconds."""
    return min(LONGEST_SECONDS, max(SHORTEST_SECONDS, words(text) / WORDS_PER_SECOND + 0.8))


def varied(sizes: Sequence[ShotSize], fixed: Sequence[bool] = ()) -> list[ShotSize]:
    """The same framings with no three equal ones in a row; `fixed` ones stay, as do inserts and cards.

    Three fixed ones are a person's wish and stay. A framing changes to its neighbour in size, the last of three first.
    """
    found = list(sizes)
    bound = [*fixed, *[False] * (len(found) - len(fixed))]
    for last in range(2, len(found)):
        if not _three(found, last):
            continue
        free = next((at for at in (last, last - 1, last - 2) if not bound[at]), None)
        if free is not None:
            found[free] = next(size for size in _others(found[free]) if not _crowded(found, free, size))
    return found


def _three(sizes: Sequence[ShotSize], last: int) -> bool:
    return sizes[last] is sizes[last - 1] is sizes[last - 2] and sizes[last] not in _UNVARIED


def _others(size: ShotSize) -> Iterator[ShotSize]:
    order = _FAR if size in (ShotSize.WIDE, ShotSize.EXTREME_WIDE, ShotSize.FULL) else _CLOSE
    return (other for other in (*order, ShotSize.FULL, ShotSize.WIDE) if other is not size)


def _crowded(sizes: Sequence[ShotSize], at: int, size: ShotSize) -> bool:
    """Whether this framing here would itself be one of three in a row."""
    tried = [*sizes[:at], size, *sizes[at + 1 :]]
    return any(_three(tried, last) for last in range(max(2, at), min(len(tried), at + 3)))


def _clauses(sentence: str) -> Iterator[str]:
    if words(sentence) <= LONGEST_SPEECH_WORDS:
        yield sentence
        return
    for clause in _CLAUSE.split(sentence):
        said = clause.split(" ")
        for start in range(0, len(said), LONGEST_SPEECH_WORDS):
            yield " ".join(said[start : start + LONGEST_SPEECH_WORDS])


def _packed(parts: Sequence[str], most: Iterator[int]) -> list[str]:
    pieces: list[str] = []
    limit = next(most)
    for part in filter(None, parts):
        if pieces and words(pieces[-1]) + words(part) <= limit:
            gap = "" if pieces[-1].endswith(("。", "！", "？", "、", "，", "；")) else " "
            pieces[-1] = f"{pieces[-1]}{gap}{part}"
        else:
            limit = next(most) if pieces else limit
            pieces.append(part)
    return pieces
