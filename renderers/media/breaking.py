"""Where captions may be broken, in any script: between words, between the letters of scripts that have no spaces, but
never before a closing mark or after an opening one (kinsoku shori); and which way a line runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LINE_CHARACTERS, WIDE_LINE_CHARACTERS = 42, 32
"""Columns of a line; in Chinese, Japanese and Korean, whose letters take two, sixteen letters (`reading`)."""

RIGHT_TO_LEFT_MARK = "\u200f"
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U0001f300-\U0001faff]")
_LATIN = re.compile("[\x00-\xac\xae-\u02ff\u2010-\u2027]*")
"""One column each: no letter of these is wide, combines or directs."""

_UNSPACED = re.compile(r"[\u2e80-\u312f\u3190-\u31ef\u3200-\u9fff\uf900-\ufaff\uff00-\uff60]")
_SYLLABLE = re.compile(
    "(?<=[\u0e01-\u0e3a\u0e45-\u0e4e])(?=[\u0e40-\u0e44])|(?<=[\u0e81-\u0eba\u0ec8-\u0edf])(?=[\u0ec0-\u0ec4])"
)
"""Thai and Lao have no spaces between words; a vowel written before its consonant begins a syllable."""

_GLUE = "\u200b"
"""Begins a piece that follows the one before it without a space; never in a caption."""

_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー〜…‥）］｝〕〉》」』】〙〗’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ％°℃)]},.:;!?%"
)
_NEVER_LAST = frozenset("（［｛〔〈《「『【〘〖‘“([{￥＄$£#＃@＠")


def width(text: str) -> int:
    """Columns: full-width letters count twice, marks that combine or direct count nothing."""
    if _LATIN.fullmatch(text):  # most lines of most films, looked at a hundred times each
        return len(text)
    seen = [letter for letter in text if unicodedata.category(letter) not in ("Mn", "Me", "Cf")]
    return len(seen) + len(_WIDE.findall(text))


def is_wide(text: str) -> bool:
    """Whether most of its letters are Chinese, Japanese or Korean."""
    letters = sum(letter.isalpha() for letter in text)
    return len(_WIDE.findall(text)) * 2 > letters > 0


def words(text: str) -> list[str]:
    """Pieces between which a line may end; `joined` puts them together again."""
    return [piece for word in text.split() for piece in _pieces(word)]


def unspaced(text: str) -> bool:
    """Whether some of it is written without spaces between words, so that lines may end between letters."""
    return bool(_UNSPACED.search(text))


def joined(pieces: Sequence[str]) -> str:
    """Pieces on one line: a space between words, none between letters of scripts without spaces."""
    line = ""
    for piece in pieces:
        close = not line or piece[0] == _GLUE or (_UNSPACED.match(line[-1]) and _UNSPACED.match(piece[0]))
        line += piece.removeprefix(_GLUE) if close else f" {piece}"
    return line


def directed(line: str) -> str:
    """A line with a mark in front where it runs from right to left but begins with a name or a dash that does not."""
    strong = [unicodedata.bidirectional(letter) for letter in line]
    rightward, leftward = strong.count("L"), strong.count("R") + strong.count("AL")
    if not leftward or leftward < rightward:
        return line
    first = next(kind for kind in strong if kind in ("L", "R", "AL"))
    starts_weak = strong[0] not in ("R", "AL")
    return f"{RIGHT_TO_LEFT_MARK}{line}" if first == "L" or starts_weak else line


def _pieces(word: str) -> list[str]:
    if _UNSPACED.search(word):
        return _glued(word)
    longest = LINE_CHARACTERS // 2 if "\u0e00" <= word[0] <= "\u0eff" else LINE_CHARACTERS
    syllables = [piece for part in _SYLLABLE.split(word) for piece in _cut(part, longest)]
    return [syllables[0], *(f"{_GLUE}{piece}" for piece in syllables[1:])]


def _glued(word: str) -> list[str]:
    """Letters one by one, words of other scripts whole, marks with the letter they belong to."""
    pieces: list[str] = []
    for letter in word:
        opened = bool(pieces) and pieces[-1][-1] in _NEVER_LAST
        foreign = bool(pieces) and not _UNSPACED.match(letter) and not _UNSPACED.match(pieces[-1][-1])
        fits = bool(pieces) and len(pieces[-1]) < WIDE_LINE_CHARACTERS // 4
        belongs = letter in _NEVER_FIRST or opened or foreign or bool(unicodedata.combining(letter))
        if pieces and belongs and fits:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _cut(word: str, longest: int) -> list[str]:
    """A word of too many columns in pieces of half a line, never between a letter and its marks."""
    if width(word) <= longest:
        return [word]
    pieces: list[str] = [""]
    for letter in word:
        if width(pieces[-1]) >= LINE_CHARACTERS // 2 and not unicodedata.combining(letter):
            pieces.append("")
        pieces[-1] += letter
    return pieces
