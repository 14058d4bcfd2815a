"""What stands around an episode's sound: tags that other readers understand, transcripts, show notes."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image

from renderers.episode import SourceSpec
from renderers.media import shownotes
from renderers.media.cutlist import CutList, Span
from renderers.media.ffmpeg import ffmpeg
from renderers.media.id3 import Chapter, tag
from renderers.media.shownotes import Chaptered, Episode, Person, Spoken
from tests.renderers.podcast.spoken import line

RATE = Fraction(100)


def episode() -> Episode:
    lines = (
        line(seconds=2, rate=RATE),
        line(seconds=1, rate=RATE).moved(150),
        line(seconds=1, rate=RATE).moved(360_250),
    )
    whole = (Span(start=0, frames=360_400),)
    timeline = CutList(rate=RATE, frames=360_400, parts=whole, cuts=(0,), scenes=(0, 360_250), lines=lines)
    return Episode(
        title="Light & *glass*",
        show="Slow <Questions>",
        summary="",
        people=(Person(name="Ada", role="host"),),
        chapters=(Chaptered(title="One", turns=2), Chaptered(title="Two", turns=1)),
        sources=(
            SourceSpec(key="lens", title="The Lens", url="https://example.org/lens"),
            SourceSpec(key="bad", title="Bad", url="javascript:alert(1)"),
        ),
        turns=(
            Spoken(text="Hello <there>.", speaker="Ada", citations=("lens",)),
            Spoken(text="Mm-hm.", speaker="Ben"),
            Spoken(text="Goodbye.", speaker="Ada", citations=("lens",)),
        ),
        timeline=timeline,
    )


def test_the_json_transcript_has_speakers_times_and_words() -> None:
    found = json.loads(shownotes.transcript_json(episode()))
    assert found["version"] == "1.0.0"
    first, second, last = found["segments"]
    assert (first["speaker"], first["startTime"], first["endTime"]) == ("Ada", 0.0, 2.0)
    assert first["words"][0] == {"word": "word", "startTime": 0.0, "endTime": 0.2}
    assert (second["startTime"], last["startTime"]) == (1.5, 3602.5)


def test_cues_of_people_who_talk_at_once_stay_apart() -> None:
    text = shownotes.transcript_vtt(episode())
    assert text.startswith("WEBVTT\n")
    assert "<v Ada>Hello &lt;there&gt;." in text
    assert "<v Ben>Mm-hm." in text
    assert "01:00:02" in text
    assert "Ben: Mm-hm." in shownotes.transcript_srt(episode())


def test_notes_say_where_facts_come_from_and_link_only_to_the_web() -> None:
    markdown, html = shownotes.notes_markdown(episode()), shownotes.notes_html(episode())
    assert "- The Lens <https://example.org/lens> (heard at 0:00, 1:00:02)" in markdown
    assert "- 0:00 One" in markdown, "platforms read chapters only from 0:00 on"
    assert "- 1:00:02 Two" in markdown
    assert "javascript" not in markdown + html
    assert "Light & \\*glass\\*" in markdown
    assert "Slow &lt;Questions&gt;" in html
    assert "Bad (not drawn on)" in html


def test_notes_of_a_spanish_episode_are_spanish() -> None:
    spanish = replace(episode(), language="es-MX")
    for text in (shownotes.notes_markdown(spanish), shownotes.notes_html(spanish)):
        assert all(word in text for word in ("Capítulos", "Hablan", "Ada, presenta", "Fuentes", "se oye en 0:00"))
        assert not any(word in text for word in ("Chapters", "Speaking", "heard at", "not drawn on", "synthetic"))


def test_another_reader_finds_chapters_cover_and_title(tmp_path: Path) -> None:
    sound, out = tmp_path / "plain.mp3", tmp_path / "tagged.mp3"
    with av.open(str(sound), "w", format="mp3") as target:
        stream = target.add_stream("libmp3lame", rate=48_000, layout="mono")
        silence = av.AudioFrame.from_ndarray(np.zeros((1, 48_000), np.float32), format="fltp", layout="mono")
        silence.sample_rate = 48_000
        for frame in av.AudioResampler(format="s16p", layout="mono", rate=48_000, frame_size=1152).resample(silence):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    cover = tmp_path / "cover.jpg"
    Image.new("RGB", (300, 300), (10, 20, 30)).save(cover, "JPEG")
    chapters = [Chapter("Émile", 0, 400), Chapter("灯台", 400, 900)]
    out.write_bytes(
        tag([("TIT2", "Light"), ("TLAN", "spa")], chapters, cover.read_bytes(), language="spa") + sound.read_bytes()
    )
    shown = subprocess.run([ffmpeg(), "-i", str(out)], capture_output=True, text=True, check=False).stderr
    assert "start 0.400000, end 0.900000" in shown
    said = out.read_bytes()
    assert b"TLAN" in said
    assert "spa".encode("utf-16") in said, "the language of what is said, which this reader does not show"
    assert all(word in shown for word in ("Émile", "灯台", "title           : Light", "mjpeg", "300x300"))
