"""Looking at a long film without decoding it again: what was seen of its scenes holds wherever their packets are.

Only groups of pictures that no scene brought (a dissolve and what was encoded again around it) are decoded, and joints
where one scene ends as the next begins; each with the frozen time before and after it.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from renderers.errors import BadInput
from renderers.media.cutlist import CutList, Span
from renderers.media.encode import Plane
from renderers.media.groups import Groups, groups_in
from renderers.media.inspect import PictureFindings, Sight, decoded, has_changed, is_black, merged
from renderers.spec import Frozen

FROZEN_SECONDS = 2


class Thumbnail(Frozen):
    """A small grey picture, packed."""

    width: int
    height: int
    packed: str

    @classmethod
    def of(cls, small: Plane) -> Thumbnail:
        """Nothing is lost."""
        packed = base64.b64encode(zlib.compress(small.tobytes())).decode()
        return cls(width=small.shape[1], height=small.shape[0], packed=packed)

    def picture(self) -> Plane:
        """As it was."""
        raw = zlib.decompress(base64.b64decode(self.packed))
        return np.frombuffer(raw, np.uint8).reshape(self.height, self.width)


class PictureCheck(Frozen):
    """All that was seen of a scene: its groups of pictures, black and frozen stretches, its first and last frame."""

    groups: Groups
    exact: bool
    black: tuple[Span, ...]
    frozen: tuple[Span, ...]
    first: Thumbnail
    last: Thumbnail

    @classmethod
    def read(cls, path: Path) -> PictureCheck:
        """From its JSON file; BadInput when it is none."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except ValidationError as error:
            raise BadInput(f"{path.name} is no check of a picture: {error.errors()[0]['msg']}") from error


def frozen_frames(rate: Fraction) -> int:
    """How long nothing may move."""
    return FROZEN_SECONDS * round(rate)


def check(path: Path, *, rate: Fraction, tick: Callable[[float], None]) -> PictureCheck:
    """Decode every frame of a film once."""
    sight, exact = Sight(frozen_frames(rate)), True
    for number, frame in decoded(path, rate=rate, tick=lambda part: tick(0.9 * part)):
        exact = exact and number == sight.frames
        sight.see(frame)
    if not sight.frames:
        raise BadInput(f"{path.name} has no frames to check")
    seen = sight.found(exact=exact)
    first, last = (Thumbnail.of(small) for small in sight.ends)
    groups = groups_in(path, rate=rate, tick=lambda part: tick(0.9 + 0.1 * part))
    return PictureCheck(groups=groups, exact=seen.exact, black=seen.black, frozen=seen.frozen, first=first, last=last)


def look_again(
    path: Path, checks: Sequence[PictureCheck], timeline: CutList, *, tick: Callable[[float], None]
) -> PictureFindings:
    """What `inspect.look` finds in a film of these scenes: its packets are read, and only what is new is decoded."""
    rate, still = timeline.rate, frozen_frames(timeline.rate)
    groups = groups_in(path, rate=rate, tick=lambda part: tick(0.5 * part))
    placed = list(zip((part.start for part in timeline.parts), checks, strict=True)) if checks else []
    new = list(merged([*_unknown(groups, placed), *_standing(placed)]))
    windows = list(merged(_widened(span, still, groups.frames) for span in new))
    black, frozen = _known(placed, new, still)
    seen = [_window(path, window, rate, still) for window in windows]
    tick(1.0)
    return PictureFindings(
        frames=groups.frames,
        exact=_counted(groups) and all(check.exact for _, check in placed) and all(found.exact for found in seen),
        black=tuple(merged([*black, *(span for found in seen for span in found.black)])),
        frozen=tuple(merged([*frozen, *(span for found in seen for span in found.frozen)])),
    )


def _unknown(groups: Groups, placed: Sequence[tuple[int, PictureCheck]]) -> Iterator[Span]:
    """Groups that are not, packet for packet, the ones some scene had there."""
    known = {
        (start + group.start, group.frames, group.checksum)
        for start, check in placed
        if check.groups.parameters == groups.parameters
        for group in check.groups.groups
    }
    for group in groups.groups:
        if (group.start, group.frames, group.checksum) not in known:
            yield Span(start=max(0, group.start), frames=group.frames)


def _standing(placed: Sequence[tuple[int, PictureCheck]]) -> Iterator[Span]:
    """Joints over which the picture may stand still: one scene ends as the next begins."""
    for (_, before), (start, after) in pairwise(placed):
        last, first = before.last.picture(), after.first.picture()
        if last.shape != first.shape or (not is_black(last) and not has_changed(last, first)):
            yield Span(start=start, frames=0)


def _widened(span: Span, by: int, frames: int) -> Span:
    start, end = max(0, span.start - by), min(frames, span.end + by)
    return Span(start=start, frames=end - start)


def _known(
    placed: Sequence[tuple[int, PictureCheck]], new: Sequence[Span], still: int
) -> tuple[list[Span], list[Span]]:
    """What scenes were found to hold, where their packets still stand."""
    black = (Span(start=start + span.start, frames=span.frames) for start, seen in placed for span in seen.black)
    frozen = (Span(start=start + span.start, frames=span.frames) for start, seen in placed for span in seen.frozen)
    return list(_without(black, new)), [span for span in _without(frozen, new) if span.frames > still]


def _without(spans: Iterable[Span], gone: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        start = span.start
        for hole in gone:
            if hole.end <= start or hole.start >= span.end:
                continue
            if hole.start > start:
                yield Span(start=start, frames=hole.start - start)
            start = hole.end
        if start < span.end:
            yield Span(start=start, frames=span.end - start)


def _counted(groups: Groups) -> bool:
    """Every frame stands on its number, and each number has one frame."""
    ends = [0, *(group.start + group.frames for group in groups.groups)]
    return all(group.exact and group.start == end for group, end in zip(groups.groups, ends, strict=False))


def _window(path: Path, window: Span, rate: Fraction, still: int) -> PictureFindings:
    sight, exact = Sight(still, first=window.start), True
    for number, frame in decoded(path, rate=rate, tick=lambda _: None, first=window.start):
        if number is not None and number < window.start:
            continue
        exact = exact and number == window.start + sight.frames
        sight.see(frame)
        if sight.frames == window.frames:
            break
    return sight.found(exact=exact and sight.frames == window.frames)
