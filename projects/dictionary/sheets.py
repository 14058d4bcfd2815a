"""The dictionary as a table: `word,sound,language`, one row a word, as spreadsheets read and write it. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from billing.sheets import harmless
from projects.dictionary.models import Pronunciation
from studio.core.errors import Invalid

COLUMNS = ("word", "sound", "language")
LARGEST_SHEET = 1_000_000
"""Bytes."""

_DIVIDERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """A word of a table; `number` is the row it stands in, the first one 1."""

    number: int
    word: str
    sound: str
    language: str = ""


def sheet_of(words: Iterable[Pronunciation]) -> bytes:
    """CSV (RFC 4180, UTF-8 with a byte order mark, because spreadsheets ask for it)."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for each in words:
        writer.writerow(map(harmless, (each.word, each.sound, each.language)))
    return text.getvalue().encode("utf-8-sig")


def read_sheet(content: bytes, *, name: str) -> list[Row]:
    """Its rows, with or without a line of titles. Raises Invalid for what is no table of words."""
    if len(content) > LARGEST_SHEET:
        raise Invalid(f"{name} is larger than 1 MB; a dictionary is a small table. Nothing was taken.", param="file")
    try:
        text = content.decode("utf-8-sig")
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=_divider(text), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Invalid(
            f"{name} is no table: {error}. Save it as CSV in UTF-8, with the columns word, sound and language. "
            "Nothing was taken.",
            param="file",
        ) from error
    rows = [(number, [cell.strip() for cell in line]) for number, line in enumerate(lines, 1) if any(line)]
    places = _places(rows[0][1]) if rows else None
    if places is not None:
        rows = rows[1:]
    if not rows:
        raise Invalid(f"{name} holds no words. Write one a row: word, sound, language.", param="file")
    return [_row(number, cells, places or (0, 1, 2)) for number, cells in rows]


def _divider(text: str) -> str:
    """What stands most often in the first line: spreadsheets of half the world write semicolons."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DIVIDERS, key=first.count)


def _places(cells: list[str]) -> tuple[int, ...] | None:
    """Where the columns stand, when this is the line of titles; -1 for one that is not there."""
    titles = [cell.casefold() for cell in cells]
    if not {"word", "sound"} <= set(titles):
        return None
    return tuple(titles.index(name) if name in titles else -1 for name in COLUMNS)


def _row(number: int, cells: list[str], places: tuple[int, ...]) -> Row:
    word, sound, language = (_plain(cells[at]) if 0 <= at < len(cells) else "" for at in places)
    return Row(number, word, sound, language)


def _plain(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
