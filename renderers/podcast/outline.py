"""What is talked about where: segments from an outline or from the sources' own headings, each with its material."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from renderers.episode import Purpose
from renderers.podcast.draft import SegmentDraft
from renderers.podcast.material import Claim, claims_of, stems
from renderers.podcast.sources import Document, Paragraph

FEWEST_WORDS = 110
"""A heading with less under it shares a chapter with what follows."""

MOST_CHAPTERS, CHAPTER_SECONDS = 14, 75
_TITLE, _POINT = 3, 2
_LEANING = 0.5
"""What a paragraph is put back by whose first sentence leans on the paragraph before."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment to be written: its material, the best of it first in `rank`, and its weight in the whole."""

    number: int
    title: str
    purpose: Purpose
    points: tuple[str, ...]
    claims: tuple[Claim, ...]
    rank: tuple[int, ...]
    seconds: int

    def best(self, count: int) -> list[Claim]:
        """So many of its claims, in the order of the sources; what leans on another comes with it."""
        chosen = set(self.rank[:count])
        return [claim for at, claim in enumerate(self.claims) if at in chosen]


def parts_of(
    documents: Sequence[Document],
    drafts: Sequence[SegmentDraft],
    *,
    skipped: Sequence[int],
    seconds: int,
    said: Collection[str] = (),
) -> list[Part]:
    """The segments of a draft that have no script, or chapters made of the sources: as many as there is time for.

    What was `said` before, word for word, is left out, and so is what leans on it.
    """
    claims = _unsaid(claims_of(documents), said)
    if drafts:
        return _of_outline(claims, drafts, skipped)
    most = min(MOST_CHAPTERS, max(1, seconds // CHAPTER_SECONDS)) if seconds else MOST_CHAPTERS
    return _of_headings(documents, claims, most)


def _unsaid(claims: Sequence[Claim], said: Collection[str]) -> tuple[Claim, ...]:
    kept: list[Claim] = []
    dropped = -1
    for claim in claims:
        if claim.text in said or (claim.leans and claim.paragraph == dropped):
            dropped = claim.paragraph
        else:
            kept.append(claim)
            dropped = -1
    return tuple(kept)


def _of_outline(claims: Sequence[Claim], drafts: Sequence[SegmentDraft], skipped: Sequence[int]) -> list[Part]:
    open_ones = [number for number in range(len(drafts)) if number not in skipped]
    wanted = {
        number: _weighted(drafts[number].title, _TITLE) | _weighted(" ".join(drafts[number].points), _POINT)
        for number in open_ones
    }
    by_paragraph: dict[int, list[Claim]] = {}
    for claim in claims:
        by_paragraph.setdefault(claim.paragraph, []).append(claim)
    homes: dict[int, list[Claim]] = {number: [] for number in open_ones}
    total = max(1, len(by_paragraph))
    for at, (_, own) in enumerate(sorted(by_paragraph.items())):
        found = stems(" ".join(claim.text for claim in own))
        usual = open_ones[min(len(open_ones) - 1, at * len(open_ones) // total)] if open_ones else 0
        home = max(open_ones, key=lambda number: (_overlap(found, wanted[number]), number == usual), default=usual)
        homes[home] += own
    return [
        _part(number, drafts[number].title, drafts[number].purpose, drafts[number].points, homes[number],
              round(drafts[number].minutes * 60))
        for number in open_ones
    ]  # fmt: skip


def _of_headings(documents: Sequence[Document], claims: Sequence[Claim], most: int) -> list[Part]:
    """A chapter per heading with enough under it; small ones go with the one before."""
    headings = [
        (paragraph.heading or document.title, paragraph) for document in documents for paragraph in document.paragraphs
    ]
    groups: list[tuple[str, list[int]]] = []
    words = 0
    least = max(FEWEST_WORDS, sum(document.words for document in documents) // most)
    for number, (heading, paragraph) in enumerate(headings):
        new = not groups or heading != headings[number - 1][0]
        if new and (not groups or words >= least):
            groups.append((heading, []))
            words = 0
        groups[-1][1].append(number)
        words += _words(paragraph)
    if len(groups) > 1 and words < least // 2:
        groups[-2][1].extend(groups.pop()[1])
    return [
        _part(at, heading, Purpose.EXPLAIN, (), [claim for claim in claims if claim.paragraph in set(own)], 0)
        for at, (heading, own) in enumerate(groups)
    ]


def _part(
    number: int, title: str, purpose: Purpose, points: tuple[str, ...], claims: Sequence[Claim], seconds: int
) -> Part:
    return Part(
        number, title, purpose, points, tuple(claims), tuple(_rank(claims, f"{title} {' '.join(points)}")), seconds
    )


def _rank(claims: Sequence[Claim], about: str) -> list[int]:
    """Paragraphs that speak of the subject first, each from its first sentence on: nothing without what it leans on."""
    wanted = stems(about)
    paragraphs: dict[int, list[int]] = {}
    for at, claim in enumerate(claims):
        paragraphs.setdefault(claim.paragraph, []).append(at)
    scored = [
        (
            _LEANING * claims[own[0]].leans
            - _overlap(stems(" ".join(claims[at].text for at in own)), wanted)
            - 0.1 * len(claims[own[0]].traits),
            own[0],
            own,
        )
        for own in paragraphs.values()
    ]
    depth = max((len(own) for _, _, own in scored), default=0)
    heads = [at for _, _, own in sorted(scored) for at in own[:2]]
    rest = [own[place] for place in range(2, depth) for _, _, own in sorted(scored) if place < len(own)]
    return heads + rest


def _weighted(text: str, weight: int) -> dict[str, int]:
    return dict.fromkeys(stems(text), weight)


def _overlap(found: dict[str, int], wanted: dict[str, int]) -> float:
    shared = sum(min(2, count) * wanted.get(stem, 0) for stem, count in found.items())
    return shared / (5 + math.sqrt(sum(found.values())))


def _words(paragraph: Paragraph) -> int:
    return sum(len(sentence.split()) for sentence in paragraph.sentences)
