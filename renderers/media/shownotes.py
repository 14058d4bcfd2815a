"""Transcripts and show notes of an episode, with the times at which it is heard."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from renderers.episode import SourceSpec
from renderers.media.captions import Cue, clock, cues
from renderers.media.cutlist import CutList, SpokenLine
from renderers.spec import Frozen
from renderers.timing import SAMPLE_RATE, sample_at


@dataclass(frozen=True, slots=True)
class Words:
    """What notes say besides what they tell of, in one language; roles by their name."""

    chapters: str
    speaking: str
    sources: str
    heard_at: str
    not_drawn_on: str
    made: str
    roles: Mapping[str, str]


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "en": Words(
            chapters="Chapters",
            speaking="Speaking",
            sources="Sources",
            heard_at="heard at",
            not_drawn_on="not drawn on",
            made="The voices of this episode are synthetic.",
            roles=MappingProxyType({}),
        ),
        "es": Words(
            chapters="Capítulos",
            speaking="Hablan",
            sources="Fuentes",
            heard_at="se oye en",
            not_drawn_on="no se cita",
            made="Las voces de este episodio son sintéticas.",
            roles=MappingProxyType(
                {"host": "presenta", "expert": "sabe", "creative": "juega", "skeptic": "duda", "guest": "de visita"}
            ),
        ),
    }
)


class Person(Frozen):
    """Who speaks, and as what."""

    name: str
    role: str = ""


class Chaptered(Frozen):
    """A chapter and how many turns are in it."""

    title: str
    turns: int


class Spoken(Frozen):
    """A turn as it is read; citations are keys of sources."""

    text: str
    speaker: str
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Episode:
    """All there is to write about."""

    title: str
    show: str
    summary: str
    people: tuple[Person, ...]
    chapters: tuple[Chaptered, ...]
    sources: tuple[SourceSpec, ...]
    turns: tuple[Spoken, ...]
    timeline: CutList
    language: str = "en"

    @property
    def words(self) -> Words:
        """Of its language; English where none are known in it."""
        return WORDS.get(self.language.partition("-")[0].casefold(), WORDS["en"])


def transcript_json(episode: Episode) -> str:
    """Segments by speaker with start and end in seconds (the Podcasting 2.0 transcript), and every word's times."""
    segments = []
    for turn, line in zip(episode.turns, episode.timeline.lines, strict=True):
        start = sample_at(line.start, episode.timeline.rate)
        words = [
            {"word": w.text, "startTime": _at(start + w.offset), "endTime": _at(start + w.offset + w.length)}
            for w in line.words
        ]
        times = {"startTime": _at(start), "endTime": _at(start + line.samples)}
        segments.append({"speaker": turn.speaker, **times, "body": turn.text, "words": words})
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False)


def transcript_vtt(episode: Episode) -> str:
    """WebVTT with a voice span per cue. Cues of people who talk at once overlap, as they do."""
    blocks = [
        f"{clock(cue.start, '.')} --> {clock(cue.end, '.')}\n<v {_voice(speaker)}>{_h_text(cue.text)}\n"
        for speaker, cue in _cues(episode)
    ]
    return "WEBVTT\n\n" + "\n".join(blocks)


def transcript_srt(episode: Episode) -> str:
    """SubRip; every cue begins with who speaks."""
    blocks = [
        f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{speaker}: {cue.text}\n"
        for number, (speaker, cue) in enumerate(_cues(episode), 1)
    ]
    return "\n".join(blocks)


def transcript_text(episode: Episode) -> str:
    """Chapters, times, names and words, to be read."""
    rows = [f"{episode.title}\n{'=' * len(episode.title)}\n"]
    for chapter, turns in _chapters(episode):
        rows.append(f"\n{chapter.title}\n{'-' * len(chapter.title)}\n")
        rows += [f"[{_clock(line, episode.timeline)}] {turn.speaker}: {turn.text}\n" for turn, line in turns]
    return "\n".join(rows)


def notes_markdown(episode: Episode) -> str:
    """Chapters with times, people, and every source with the times at which it is drawn on."""
    rows = [f"# {_escaped(episode.title)}", ""]
    rows += [f"*{_escaped(episode.show)}*", ""] if episode.show else []
    rows += [_escaped(episode.summary), ""] if episode.summary else []
    words = episode.words
    rows += [f"## {words.chapters}", ""]
    rows += [f"- {at} {_escaped(title)}" for at, title in _starts(episode)]
    rows += ["", f"## {words.speaking}", "", *(f"- {_escaped(name)}, {role}" for name, role in _people(episode))]
    if episode.sources:
        rows += ["", f"## {words.sources}", ""]
        for source, times in _cited(episode):
            where = f" <{source.url}>" if source.url.startswith(("https://", "http://")) else ""
            rows.append(f"- {_escaped(_named(source))}{where}{_at_times(times, words)}")
    return "\n".join([*rows, "", words.made, ""])


def notes_html(episode: Episode) -> str:
    """The same for feeds and pages: plain elements, nothing that runs."""
    rows = [f"<h1>{_h(episode.title)}</h1>"]
    rows += [f"<p><em>{_h(episode.show)}</em></p>"] if episode.show else []
    rows += [f"<p>{_h(episode.summary)}</p>"] if episode.summary else []
    words = episode.words
    chapters = [f"<li>{at} {_h(title)}</li>" for at, title in _starts(episode)]
    rows += [f"<h2>{words.chapters}</h2>", "<ul>", *chapters, "</ul>"]
    people = [f"<li>{_h(name)}, {_h(role)}</li>" for name, role in _people(episode)]
    rows += [f"<h2>{words.speaking}</h2>", "<ul>", *people, "</ul>"]
    if episode.sources:
        drawn_on = [_source_html(source, times, words) for source, times in _cited(episode)]
        rows += [f"<h2>{words.sources}</h2>", "<ul>", *drawn_on, "</ul>"]
    return "\n".join([*rows, f"<p>{words.made}</p>", ""])


def _people(episode: Episode) -> list[tuple[str, str]]:
    return [(each.name, episode.words.roles.get(each.role, each.role)) for each in episode.people]


def _starts(episode: Episode) -> Iterator[tuple[str, str]]:
    """Where the chapters of the file begin, music and all: platforms take the first for one only at 0:00."""
    timeline = episode.timeline
    for at, chapter in zip(timeline.scenes, episode.chapters, strict=False):
        yield _at_clock(sample_at(at, timeline.rate)), chapter.title


def _cues(episode: Episode) -> Iterator[tuple[str, Cue]]:
    """Cues turn by turn in the order they begin."""
    found = [
        (turn.speaker, cue)
        for turn, line in zip(episode.turns, episode.timeline.lines, strict=True)
        for cue in cues([(line, turn.text, "")], rate=episode.timeline.rate, frames=episode.timeline.frames)
    ]
    yield from sorted(found, key=lambda each: each[1].start)


def _voice(name: str) -> str:
    """A name in a voice span, which ends at a `>`."""
    return " ".join(name.replace("<", "").replace(">", "").replace("&", "and").split())


def _h_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _source_html(source: SourceSpec, times: list[str], words: Words) -> str:
    name = _h(_named(source))
    if source.url.startswith(("https://", "http://")):
        name = f'<a href="{_h(source.url)}">{name}</a>'
    return f"<li>{name} {_h(_at_times(times, words))}</li>"


def _chapters(episode: Episode) -> Iterator[tuple[Chaptered, list[tuple[Spoken, SpokenLine]]]]:
    said = list(zip(episode.turns, episode.timeline.lines, strict=True))
    done = 0
    for chapter in episode.chapters:
        yield chapter, said[done : done + chapter.turns]
        done += chapter.turns


def _cited(episode: Episode) -> Iterator[tuple[SourceSpec, list[str]]]:
    said = list(zip(episode.turns, episode.timeline.lines, strict=True))
    for source in episode.sources:
        yield source, [_clock(line, episode.timeline) for turn, line in said if source.key in turn.citations]


def _named(source: SourceSpec) -> str:
    return ", ".join(part for part in (source.author, source.title, source.date) if part)


def _at_times(times: list[str], words: Words) -> str:
    return f" ({words.heard_at} {', '.join(times)})" if times else f" ({words.not_drawn_on})"


def _clock(line: SpokenLine, timeline: CutList) -> str:
    return _at_clock(sample_at(line.start, timeline.rate))


def _at_clock(sample: int) -> str:
    seconds = sample // SAMPLE_RATE
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def _at(sample: int) -> float:
    return round(sample / SAMPLE_RATE, 3)


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#" else letter for letter in flat)


def _h(text: str) -> str:
    return html.escape(" ".join(text.split()))
