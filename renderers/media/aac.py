"""AAC in segments that join without a seam, each encoded alone on the film's own grid of 1,024 samples.

A packet is half of two overlapping windows. Segments are encoded with their neighbours' sound around them and keep a
few packets of it; they are cut where both chose the same window, so either's half meets the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np

from renderers.errors import BrokenPromise
from renderers.media.remux import exact_timescale
from renderers.media.wav import Samples
from renderers.timing import SAMPLE_RATE

PACKET = 1024
KBIT = 256
"""At 192 this coder would cut everything above 18 kHz off; so it keeps what can be heard."""

WARM, SPARE = 8, 4
"""Packets encoded before a segment so that the encoder is in its stride, and kept beyond its end to be cut in."""

_OPTIONS = {"aac_coder": "fast", "flags": "+bitexact"}
"""At this rate FFmpeg's fast coder is nearer to the sound than its thorough one, in half the time."""

_PAIR = 1  # a channel pair element


@dataclass(frozen=True, slots=True)
class Packets:
    """Packets in order; number n is heard on samples 1,024 n to 1,024 (n + 1), and -1 is what a decoder starts from."""

    first: int
    data: tuple[bytes, ...]

    @property
    def end(self) -> int:
        """The number after the last."""
        return self.first + len(self.data)

    def part(self, first: int, end: int) -> Packets:
        """Those of these numbers."""
        return Packets(first, self.data[first - self.first : end - self.first])

    def __getitem__(self, number: int) -> bytes:
        return self.data[number - self.first]


def encoded(sound: Samples, *, at: int) -> Packets:
    """Stereo float samples that start on film sample `at`, a multiple of 1,024; the first packet is one before it."""
    coder: Any = av.CodecContext.create("aac", "w")
    coder.sample_rate, coder.format, coder.layout, coder.bit_rate = SAMPLE_RATE, "fltp", "stereo", KBIT * 1000
    coder.time_base, coder.options = Fraction(1, SAMPLE_RATE), dict(_OPTIONS)
    data: list[bytes] = []
    for start in range(0, len(sound), PACKET):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(sound[start : start + PACKET].T), format="fltp", layout="stereo"
        )
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
        data += [bytes(packet) for packet in coder.encode(frame)]
    data += [bytes(packet) for packet in coder.encode(None)]
    return Packets(at // PACKET - 1, tuple(data))


def decoded(packets: Packets) -> Samples:
    """What is heard from the second packet on, (samples, 2); the first only sets the decoder going."""
    coder: Any = av.CodecContext.create("aac", "r")
    coder.extradata = CONFIG
    coder.sample_rate, coder.layout = SAMPLE_RATE, "stereo"
    blocks: list[Samples] = []
    for data in packets.data:
        blocks += [frame.to_ndarray().T for frame in coder.decode(av.Packet(data))]
    blocks += [frame.to_ndarray().T for frame in coder.decode(None)]
    if len(blocks) != len(packets.data):
        raise BrokenPromise(f"{len(packets.data)} packets of sound were decoded into {len(blocks)} blocks")
    return np.concatenate(blocks[1:]) if len(blocks) > 1 else np.zeros((0, 2), np.float32)


CONFIG = bytes([0x11, 0x90])
"""AAC-LC, 48 kHz, stereo."""


def joined(segments: Iterable[Packets]) -> Iterator[Packets]:
    """Segments that overlap by `SPARE` packets and one, as stretches that follow each other; memory holds two."""
    waiting: Packets | None = None
    for segment in segments:
        if waiting is None:
            waiting = segment
            continue
        cut = _cut(waiting, segment)
        yield waiting.part(waiting.first, cut)
        waiting = segment.part(cut, segment.end)
    if waiting is not None:
        yield waiting


def _cut(before: Packets, after: Packets) -> int:
    """The first number from which `after` can go on where `before` ends."""
    for number in range(after.first + 1, before.end + 1):
        if window_of(before[number - 1]) == window_of(after[number - 1]):
            return number
    raise BrokenPromise(f"the sound cannot be joined at sample {after.first * PACKET}: its windows do not meet")


def window_of(packet: bytes) -> tuple[int, int]:
    """Sequence and shape of a stereo packet's window."""
    if packet[0] >> 5 != _PAIR:
        raise BrokenPromise("a packet of sound is not stereo")
    shared = packet[0] & 1
    info = packet[1] if shared else packet[2]
    return (info >> 5) & 3, (info >> 4) & 1


def write_m4a(path: Path, stretches: Iterable[Packets], *, samples: int, rate: Fraction) -> None:
    """A sound of exactly so many samples; what the first and the last packet hold beyond it is cut by their times."""
    options, base = {"movie_timescale": str(exact_timescale(rate))}, Fraction(1, SAMPLE_RATE)
    with av.open(str(path), "w", format="mp4", options=options) as target:
        stream: Any = target.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        stream.codec_context.extradata = CONFIG
        stream.bit_rate, stream.time_base = KBIT * 1000, base
        for number, data in numbered(stretches):
            packet = av.Packet(data)
            packet.pts = packet.dts = number * PACKET
            packet.duration = min(PACKET, samples - number * PACKET)
            packet.time_base, packet.stream = base, stream
            target.mux(packet)


def numbered(stretches: Iterable[Packets]) -> Iterator[tuple[int, bytes]]:
    """Every packet with its number; BrokenPromise when one is missing."""
    expected = -1
    for stretch in stretches:
        if stretch.first != expected:
            raise BrokenPromise(f"the sound goes on at packet {stretch.first} instead of {expected}")
        yield from enumerate(stretch.data, stretch.first)
        expected = stretch.end


def packed(segments: Sequence[Packets]) -> dict[str, np.ndarray[Any, Any]]:
    """As arrays for a file."""
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    for number, segment in enumerate(segments):
        arrays[f"sizes.{number}"] = np.array([segment.first, *map(len, segment.data)], np.int64)
        arrays[f"data.{number}"] = np.frombuffer(b"".join(segment.data), np.uint8)
    return arrays


def unpacked(arrays: Any, number: int) -> Packets:
    """Segment `number` of such a file."""
    first, *sizes = arrays[f"sizes.{number}"].tolist()
    raw = arrays[f"data.{number}"].tobytes()
    ends = np.cumsum([0, *sizes]).tolist()
    return Packets(first, tuple(raw[start:end] for start, end in pairwise(ends)))
