"""How much of a plot is told, so that the pages come near to the wish."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from renderers.writing.stories.plots import Beat, Line, Plot, interludes

LINES_PER_PAGE = 55
HEADING_LINES = 3
_CUE = re.compile(r"^(?:YOUNG )?(?:HERO|FOIL|THIRD)(?: \([A-Z.]+\))?: (.+)$")


@dataclass(frozen=True, slots=True)
class Kept:
    """A beat and which of its optional blocks are told."""

    beat: Beat
    blocks: frozenset[int] = frozenset()

    def lines(self, tone: str) -> list[Line]:
        """Those that are told."""
        told = (line for line in self.beat.lines if line.tone in ("", tone))
        return [line for line in told if not line.block or line.block in self.blocks]


Story = tuple[Kept, ...]


def fitted(plot: Plot, tone: str, minutes: int, rng: Random) -> Story:
    """What the story needs, then as much more as brings it nearest to so many pages."""
    wanted = minutes * LINES_PER_PAGE - LINES_PER_PAGE // 3
    story = tuple(Kept(beat) for beat in plot.beats if beat.needed)
    if height(story, tone) > wanted + LINES_PER_PAGE // 3:
        story = tuple(Kept(beat) for beat in plot.beats if beat.name in plot.short)
    for grown in _grown(plot, story, rng):
        candidate = grown.on(story)
        if abs(height(candidate, tone) - wanted) < abs(height(story, tone) - wanted):
            story = candidate
    return story


@dataclass(frozen=True, slots=True)
class _More:
    """One thing to add: a beat of the plot, an interlude before the beat called `before`, or a block of a beat."""

    beat: Beat
    block: int = 0
    order: tuple[str, ...] = ()
    before: str = ""

    def on(self, story: Story) -> Story:
        """The story with it; the same where it has no place."""
        if self.block:
            return tuple(
                replace(each, blocks=each.blocks | {self.block}) if each.beat is self.beat else each for each in story
            )
        if self.before:
            at = next((at for at, each in enumerate(story) if each.beat.name == self.before), 0)
            return (*story[:at], Kept(self.beat), *story[at:]) if at else story
        place = self.order.index(self.beat.name)
        at = sum(each.beat.name in self.order[:place] for each in story)
        return (*story[:at], Kept(self.beat), *story[at:])


def _grown(plot: Plot, story: Story, rng: Random) -> Iterator[_More]:
    """In the order in which they help a story most: its own beats, their blocks, then scenes between."""
    order = tuple(beat.name for beat in plot.beats)
    told = {each.beat.name for each in story}
    own = sorted((beat for beat in plot.beats if beat.name not in told), key=lambda beat: not beat.needed)
    yield from (_More(beat, order=order) for beat in own)
    blocks = [_More(beat, block) for beat in plot.beats for block in range(1, beat.blocks + 1)]
    rng.shuffle(blocks)
    yield from blocks
    between, places = [beat for beat in interludes() if _suits(beat, plot)], list(order[2:-1])
    rng.shuffle(between)
    rng.shuffle(places)
    yield from (_More(beat, before=name) for beat, name in zip(between, places, strict=False))


def _suits(beat: Beat, plot: Plot) -> bool:
    """A foil who is nobody to sit and talk with is in no scene between."""
    return plot.takes != "spirit" or not any("foil" in line.text.lower() for line in beat.lines)


def height(story: Sequence[Kept], tone: str) -> int:
    """Lines on paper, in standard format, as near as unfilled lines tell."""
    return sum(HEADING_LINES + sum(_height(line.text) for line in each.lines(tone)) for each in story)


def _height(text: str) -> int:
    spoken = _CUE.match(text)
    if spoken:
        return 2 + len(textwrap.wrap(_chosen(spoken[1]), 35))
    return 1 + len(textwrap.wrap(_chosen(text), 60)) + text.count("_looks}") + ("{scene}" in text)


def _chosen(text: str) -> str:
    return re.sub(r"<([^<>|]*)(?:\|[^<>]*)?>", r"\1", text)
