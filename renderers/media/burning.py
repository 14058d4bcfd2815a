"""Captions as part of the picture: cues in the studio's fonts, centred, low in the title-safe area, outlined in black.

Written as Advanced SubStation, which libass draws: it shapes Arabic and runs Hebrew from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from renderers.errors import BadInput
from renderers.media.captions import Cue
from renderers.media.shaping import runs
from renderers.media.type import Face, lacking, printable
from renderers.media.typefaces import DEJAVU, Typeface, every_typeface

SAFE = 0.05
"""Of the width and the height on every side: nothing is set there (EBU R 95, title safe)."""

_HEIGHT, _SMALLEST, _MEASURED = 0.055, 6, 100
_CLOCK = r"(\d+):(\d\d):(\d\d)\.(\d{3})"
_CUE = re.compile(rf"^{_CLOCK} --> {_CLOCK}[^\n]*\n(.+?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)


def read_web_vtt(text: str) -> list[Cue]:
    """The cues of a WebVTT file as the studio writes it; BadInput for anything else."""
    if not text.startswith("WEBVTT") and text.strip():
        raise BadInput("the captions are not WebVTT")
    return [
        Cue(_milliseconds(*found[:4]), _milliseconds(*found[4:8]), _unescaped(found[8].strip()))
        for found in _CUE.findall(text)
    ]


def sub_station(cues: Sequence[Cue], *, width: int, height: int) -> str:
    """A whole .ass file for pictures of this size; BadInput names letters the fonts do not have."""
    missing = "".join(lacking(cue.text) for cue in cues)
    if missing:
        raise BadInput(cannot_burn(missing))
    size = _size(cues, width=width, height=height)
    side, low = round(width * SAFE), round(height * SAFE * 1.3)
    look = f"&H00F2F6F8,&H00101010,&H80000000,0,1,{size / 13:.1f},{size / 26:.1f},2"
    style = f"{DEJAVU.family},{size * DEJAVU.height:.1f},{look}"
    head = (
        f"[Script Info]\nScriptType: v4.00+\nPlayResX: {width}\nPlayResY: {height}\nWrapStyle: 2\n"
        "ScaledBorderAndShadow: yes\nYCbCr Matrix: TV.709\n\n[V4+ Styles]\n"
        "Format: Name,Fontname,Fontsize,PrimaryColour,OutlineColour,BackColour,Bold,BorderStyle,Outline,Shadow,"
        "Alignment,MarginL,MarginR,MarginV,Encoding\n"
        f"Style: Said,{style},{side},{side},{low},-1\n\n[Events]\nFormat: Layer,Start,End,Style,Text\n"
    )
    return head + "".join(_events(cues, size))


def cannot_burn(missing: str) -> str:
    """What is said about letters that cannot be drawn."""
    shown = " ".join(list(dict.fromkeys(missing))[:8])
    return f"the studio's fonts have no letters for {shown}, so captions cannot be burned in; keep them as a track"


def subtitles_filter(path: Path, *, fonts: Path) -> str:
    """The ffmpeg filter that draws a .ass file with the fonts of a folder."""
    return f"ass=filename={_quoted(path)}:fontsdir={_quoted(fonts)}:shaping=complex"


def lay_out_fonts(folder: Path) -> Path:
    """The studio's fonts in one folder, as libass wants them; links, not copies."""
    folder.mkdir()
    for path in {face.path for face in every_typeface()}:
        (folder / path.name).symlink_to(path)
    return folder


def _events(cues: Sequence[Cue], size: int) -> Iterator[str]:
    for cue in cues:
        rows = "\\N".join(_row(row, size) for row in printable(cue.text).split("\n"))
        yield f"Dialogue: 0,{_clock(cue.start)},{_clock(cue.end)},Said,{_BLUR}{rows}\n"


_BLUR = "{\\blur0.8}"


def _row(row: str, size: int) -> str:
    """A row with the name of the typeface, and an equal em in it, where it is not the style's own."""
    named, before = "", DEJAVU
    for run in runs(row, bold=False):
        named += (_face(run.face, size) if run.face != before else "") + _plain(run.text)
        before = run.face
    return named if before == DEJAVU else f"{named}{_face(DEJAVU, size)}"


def _face(face: Typeface, size: int) -> str:
    return f"{{\\fn{face.family}\\fs{size * face.height:.1f}}}"


def _plain(row: str) -> str:
    """Text that is no markup: a brace is escaped; a backslash, which cannot be, is the sign that looks like it."""
    return row.replace("\\", "\u2216").replace("{", "\\{").replace("}", "\\}")


def _size(cues: Sequence[Cue], *, width: int, height: int) -> int:
    """Pixels of an em: a readable share of the height, less where the widest row would leave the safe area."""
    face = Face(_MEASURED)
    rows = [printable(row) for cue in cues for row in cue.text.split("\n")]
    widest = max((face.length(row) for row in rows), default=1) / _MEASURED
    room = width * (1 - 2 * SAFE) * 0.97
    return max(_SMALLEST, round(min(min(width, height) * _HEIGHT, room / max(widest, 1))))


def _milliseconds(*parts: str) -> int:
    hours, minutes, seconds, rest = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest // 10:02}"


def _unescaped(text: str) -> str:
    return text.replace("--&gt;", "-->").replace("&lt;", "<").replace("&amp;", "&")


def _quoted(path: Path) -> str:
    """A path inside a filter graph: quoted for the graph, escaped for the filter's options."""
    escaped = re.sub(r"([\\:'])", r"\\\1", str(path))
    return "'" + escaped.replace("'", "'\\''") + "'"
