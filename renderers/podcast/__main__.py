"""`python -m renderers episode.yaml -o episode.m4a`: an episode is written where it has no script, and spoken."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_excerpt import chapter_of, excerpt, lasting
from renderers.compilers.podcast_video import with_video
from renderers.compilers.podcast_voices import with_voices
from renderers.engine import Kind
from renderers.episode import Channels, EpisodeSpec, Form
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.plan import Plan
from renderers.podcast.conversation import Ways
from renderers.podcast.dictation import Dictation, NotWritten
from renderers.podcast.making import episode_spec
from renderers.podcast.reading import read_episode
from renderers.podcast.saving import saved
from renderers.presets import PRESETS
from renderers.shell import BAD_INPUT, cache_folder, deliver, rendered, say
from renderers.store import Artifact, FolderStore

TEXTS = ("transcript.vtt", "transcript.srt", "transcript.json", "transcript.txt", "notes.md", "notes.html")
LOOKING = {"people": "video", "audiogram": "audiogram"}
SPEAKING = ("draft", "rough")
"""Presets whose voices are here."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What was asked for, and what it takes."""

    spec: EpisodeSpec
    plan: Plan
    out: Path
    given: argparse.Namespace
    role: str


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 1 the episode could not be made, 2 the input cannot be used, 130 stopped."""
    given = _parser().parse_args(arguments)
    try:
        work = _planned(given)
    except BadInput as error:
        say(f"{given.episode}: {error}")
        return BAD_INPUT
    except NotWritten as error:
        return error.exit_code
    return _write_script(work) if given.script else _render(work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m renderers", description="Make a podcast episode.")
    parser.add_argument("episode", type=Path, help="a .yaml file: title, people, sources, segments")
    parser.add_argument("-o", "--out", type=Path, help="an .m4a, .mp3 or .mp4 (default: .m4a beside the episode)")
    parser.add_argument("--look", default="people", choices=sorted(LOOKING), help="of an .mp4 (default: people)")
    parser.add_argument("--aspect", default="16:9", choices=("16:9", "1:1", "9:16"), help="of an .mp4 (default: 16:9)")
    parser.add_argument("--from-turn", type=int, help="only a clip: number of its first turn (default: 1)")
    parser.add_argument("--to-turn", type=int, help="only a clip: number of its last turn (default: the last)")
    parser.add_argument("--seconds", type=int, help="only a clip: about how long it lasts, 15 to 60")
    parser.add_argument(
        "--preset", default="draft", choices=SPEAKING, help="voices: draft, or rough for fast plain ones"
    )
    parser.add_argument("--script", type=Path, help="make only this: the episode with every turn written, to be edited")
    parser.add_argument(
        "--offline-place",
        type=int,
        action="append",
        default=[],
        help="number of a place that the offline writer writes; may be given again",
    )
    parser.add_argument(
        "--again-place",
        type=int,
        action="append",
        default=[],
        help="number of a place that is written anew; may be given again",
    )
    parser.add_argument("--extras", type=Path, help="folder for transcripts, show notes and cover")
    parser.add_argument("--voices", type=Path, help="folder for the voice of everybody as a WAV file each")
    parser.add_argument("--store", type=Path, help="folder that keeps finished steps (default: in your cache folder)")
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="steps made at once (default: all cores)"
    )
    return parser


def _planned(given: argparse.Namespace) -> _Work:
    out = given.out or given.episode.with_suffix(".m4a")
    if out.suffix.lower() not in (".m4a", ".mp3", ".mp4"):
        raise BadInput(f"-o {out.name} is no kind of file made here; name it .m4a, .mp3 or .mp4")
    takes = {place - 1: count for place, count in Counter(given.again_place).items()}
    ways = Ways(offline=frozenset(place - 1 for place in given.offline_place), takes=takes)
    pens = Dictation(store=FolderStore(given.store or cache_folder()), workers=given.workers, ways=ways)
    voices = PRESETS[given.preset].engines[Kind.SPEECH].engine
    made = episode_spec(read_episode(given.episode), voices=voices, write=pens.write)
    for notice in made.notices:
        say(notice)
    video = _video(given) if out.suffix.lower() == ".mp4" else ""
    form = Form.M4A if video else Form(out.suffix.lower()[1:])
    whole = made.spec.model_copy(update={"delivery": made.spec.delivery.model_copy(update={"form": form})})
    spec, chapter = _passage(whole, given)
    plan = compile_episode(spec, PRESETS[given.preset], whole=whole)
    plan = with_video(plan, spec, video, chapter=chapter) if video else plan
    return _Work(spec, with_voices(plan, spec) if given.voices else plan, out, given, video or "master")


def _passage(spec: EpisodeSpec, given: argparse.Namespace) -> tuple[EpisodeSpec, int]:
    """The turns that were asked for, or all; and the number of the chapter they begin with."""
    first, last = given.from_turn, given.to_turn
    if first is None and last is None and given.seconds is None:
        return spec, 1
    if last is not None and given.seconds is not None:
        raise BadInput("--to-turn and --seconds both say where the clip ends; give one of them")
    first, turns = 1 if first is None else first, len(spec.turns())
    if not 1 <= first <= turns:
        raise BadInput(f"--from-turn {first} is no turn of the episode; it has turns 1 to {turns}")
    last = turns if last is None else last
    last = last if given.seconds is None else lasting(spec, first=first, seconds=given.seconds)
    return excerpt(spec, first=first, last=last), chapter_of(spec, first=first)


def _video(given: argparse.Namespace) -> str:
    """The name of the video asked for."""
    return f"{LOOKING[given.look]}_{given.aspect.replace(':', 'x')}"


def _write_script(work: _Work) -> int:
    work.given.script.write_text(saved(work.spec), "utf-8")
    turns = work.spec.turns()
    say(f"{work.given.script}: {len(turns)} turns, {sum(len(turn.text.split()) for turn in turns)} words")
    return 0


def _render(work: _Work) -> int:
    store = FolderStore(work.given.store or cache_folder())
    return rendered(
        work.plan,
        what="episode",
        store=store,
        workers=work.given.workers,
        hand_over=lambda report: _delivered(report, work, store),
    )


def _delivered(report: Artifact, work: _Work, store: FolderStore) -> str:
    wanted, given, out = work.plan.wanted[EPISODE], work.given, work.out
    deliver(store, wanted[work.role], out)
    for role in TEXTS if given.extras else ():
        deliver(store, wanted[role], given.extras / f"{out.stem}.{role}")
    if given.extras:
        deliver(store, wanted["cover"], given.extras / f"{out.stem}.cover.jpg")
    for person in work.spec.personalities if given.voices else ():
        if (digest := wanted.get(f"voice.{person.key}")) is not None:
            deliver(store, digest, given.voices / f"{out.stem}.{person.key}.wav")
    return f"{out}: {_figures(report, work)}"


def _figures(report: Artifact, work: _Work) -> str:
    facts, known = report.facts, makers()
    seconds = facts["duration_ms"] / 1000
    asked = f" ({facts['length_error_percent']:+.1f} % of what was asked)" if "length_error_percent" in facts else ""
    mono = " in mono" if work.spec.delivery.channels is Channels.MONO else ""
    titles = {known[step.engine].title for step in work.plan if known[step.engine].makes is Kind.SPEECH}
    return (
        f"{int(seconds // 60)}:{seconds % 60:04.1f}{asked}, {facts['turns']} turns, {facts['chapters']} chapters, "
        f"{facts['loudness_lufs']} LUFS{mono}, {facts['true_peak_dbtp']} dBTP, longest silence "
        f"{facts['longest_silence_ms'] / 1000:.1f} s, heard again and checked; spoken by {' and '.join(sorted(titles))}"
    )


if __name__ == "__main__":
    sys.exit(main())
