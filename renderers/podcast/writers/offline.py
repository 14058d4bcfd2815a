"""The offline writer: it arranges and quotes sources, and knows nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from renderers.episode import SegmentSpec
from renderers.podcast.draft import SegmentDraft
from renderers.podcast.writer import Brief, Written, write_segments


@dataclass(frozen=True, slots=True)
class Offline:
    """Needs no key and no network."""

    name: str = "offline"
    title: str = "Offline writer"
    says: str = (
        "No language model: it arranges your sources into a conversation and quotes them word for word, with their "
        "citations. It makes nothing up, and it knows nothing that is not in them."
    )

    def write(self, brief: Brief, drafts: Sequence[SegmentDraft], scripts: Mapping[int, SegmentSpec]) -> Written:
        """See `renderers.podcast.writer`."""
        return write_segments(brief, drafts, scripts)


WRITER = Offline()
