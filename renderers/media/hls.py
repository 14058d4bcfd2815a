"""The playlist of a film that grows while it is watched: HTTP Live Streaming (RFC 8216), an event of fragmented MP4.

Every scene is one file: its header is the map, its fragments are byte ranges, and times begin anew with it, which a
discontinuity says. What has been written once never changes; scenes are only added at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from renderers.media.fragments import Fragments

MEDIA_TYPE = "application/vnd.apple.mpegurl"
_VERSION = 7  # the first with EXT-X-MAP in playlists of whole segments, and fragmented MP4


class Ending(Enum):
    """Whether anything may still come."""

    OPEN = ""
    OVER = "#EXT-X-ENDLIST\n"


@dataclass(frozen=True, slots=True)
class StreamedScene:
    """A scene that can be fetched: its address, and where its pieces lie in it."""

    uri: str
    fragments: Fragments


def playlist(scenes: Sequence[StreamedScene], *, rate: Fraction, longest_seconds: int, ending: Ending) -> str:
    """Scenes in the order of the film, as far as they are made without a gap.

    `longest_seconds` is promised for every piece to come as well: a player takes it once. A piece that lasts longer
    raises ValueError.
    """
    head = [
        "#EXTM3U",
        f"#EXT-X-VERSION:{_VERSION}",
        f"#EXT-X-TARGETDURATION:{longest_seconds}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:EVENT",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES",
    ]
    rows = [row for at, scene in enumerate(scenes) for row in _scene(scene, at, rate, longest_seconds)]
    return "\n".join([*head, *rows, ""]) + ending.value


def _scene(scene: StreamedScene, at: int, rate: Fraction, longest_seconds: int) -> Iterator[str]:
    if at:
        yield "#EXT-X-DISCONTINUITY"
    header = scene.fragments.header
    yield f'#EXT-X-MAP:URI="{scene.uri}",BYTERANGE="{len(header)}@{header.start}"'
    for piece in scene.fragments.pieces:
        seconds = piece.frames / rate
        if round(seconds) > longest_seconds:
            raise ValueError(f"a piece of {float(seconds):.1f} s in a playlist of at most {longest_seconds} s")
        yield f"#EXTINF:{float(seconds):.6f},"
        yield f"#EXT-X-BYTERANGE:{piece.size}@{piece.offset}"
        yield scene.uri
