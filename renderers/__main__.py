"""`python -m renderers film.fountain --preset draft -o film.mp4`: a screenplay becomes a film, with no server.

An episode (`episode.yaml`) becomes a podcast instead: see `renderers.podcast`.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from renderers.compilers.film import FILM, compile_film
from renderers.compilers.film_captions import with_burned
from renderers.compilers.film_sound import STEMS, with_mix, with_stems
from renderers.compilers.film_words import remark_on_language
from renderers.compilers.panels import board_of, panels_only
from renderers.engine import Kind
from renderers.errors import BadInput
from renderers.execute import gone_said, read_engines_ahead
from renderers.exports import makers
from renderers.media.storyboard import checked_board, draw_board
from renderers.plan import Plan
from renderers.podcast import __main__ as podcast
from renderers.presets import PRESETS, Preset
from renderers.screenplay.files import read_script
from renderers.screenplay.film import film_spec
from renderers.screenplay.script import Notice
from renderers.shell import BAD_INPUT, cache_folder, deliver, rendered, say
from renderers.spec import FilmSpec
from renderers.store import Artifact, FolderStore
from renderers.timing import frames_to_seconds, parse_rate

LOWEST, HIGHEST = 144, 2160
"""Lines of a picture: below nobody sees a face, above the sets have no more detail to show."""


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 1 the film could not be made, 2 the input cannot be used, 130 stopped."""
    asked = sys.argv[1:] if arguments is None else arguments
    if any(argument.lower().endswith((".yaml", ".yml")) for argument in asked):
        return podcast.main(asked)
    given = _parser().parse_args(asked)
    try:
        spec, notices = _read(given)
        read_engines_ahead()
        plan = _planned(spec, given)
        for notice in notices:
            say(f"line {notice.line}: {notice.message} {notice.remedy}")
        if remark := remark_on_language(plan):
            say(remark)
        return _render(plan, spec, given)
    except BadInput as error:
        say(f"{given.screenplay}: {error}")
        return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m renderers", description="Make a film from a screenplay.")
    parser.add_argument("screenplay", type=Path, help="a .fountain, .txt or .fdx file")
    parser.add_argument("-o", "--out", type=Path, help="the film, an .mp4 (default: beside the screenplay)")
    parser.add_argument("--preset", default="draft", choices=sorted(PRESETS), help="quality (default: draft)")
    parser.add_argument("--rate", default="24", help="frames per second, such as 24, 25 or 24000/1001 (default: 24)")
    parser.add_argument("--aspect", default="16:9", help="picture shape, such as 16:9, 2.39:1 or 9:16 (default: 16:9)")
    parser.add_argument("--height", type=int, help="lines of the picture's shorter edge (default: the preset's)")
    parser.add_argument("--language", default="en", help="language of the dialogue (default: en)")
    parser.add_argument(
        "--captions",
        default="track",
        choices=("track", "burn"),
        help="as a track that players show or hide, or burned into the picture (default: track)",
    )
    parser.add_argument("--stems", type=Path, help="folder for dialogue, effects and music as a WAV file each")
    parser.add_argument("--mix", type=Path, help="the film's full mix as a WAV file, before it is encoded")
    parser.add_argument("--storyboard", type=Path, help="make only this: every shot on a .pdf, .jpg, .png or .webp")
    parser.add_argument("--store", type=Path, help="folder that keeps finished steps (default: in your cache folder)")
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="steps made at once (default: all cores)"
    )
    return parser


def _read(given: argparse.Namespace) -> tuple[FilmSpec, tuple[Notice, ...]]:
    try:
        rate = parse_rate(given.rate)
    except ValueError as error:
        raise BadInput(f"--rate {given.rate} is not a frame rate; try 24, 25 or 24000/1001") from error
    script = read_script(given.screenplay)
    try:
        return film_spec(script, rate=rate, aspect=given.aspect, language=given.language), script.notices
    except ValueError as error:
        raise BadInput(f"--aspect {given.aspect} is not a picture shape; try 16:9, 2.39:1 or 9:16") from error


def _planned(spec: FilmSpec, given: argparse.Namespace) -> Plan:
    """The film's plan and what else was asked for, or that of its panels alone."""
    plan = compile_film(spec, _preset(given))
    if given.storyboard:
        checked_board(given.storyboard, panels=sum(len(scene.shots) for scene in spec.scenes))
        return panels_only(plan)
    plan = with_stems(plan, spec) if given.stems else plan
    plan = with_mix(plan, spec) if given.mix else plan
    return with_burned(plan, spec) if given.captions == "burn" else plan


def _preset(given: argparse.Namespace) -> Preset:
    """The preset asked for, at the height asked for."""
    preset = PRESETS[given.preset]
    if given.height is None:
        return preset
    if not LOWEST <= given.height <= HIGHEST or given.height % 2:
        raise BadInput(
            f"--height {given.height} cannot be made: pictures have {LOWEST} to {HIGHEST} lines, an even number; "
            f"leave it out for {preset.height}, as {preset.name} is meant, and scale the master up for larger screens"
        )
    return replace(preset, height=given.height)


def _render(plan: Plan, spec: FilmSpec, given: argparse.Namespace) -> int:
    store = FolderStore(given.store or cache_folder())
    deliver_it = _deliver_board if given.storyboard else _deliver_film
    return rendered(
        plan,
        what="storyboard" if given.storyboard else "film",
        store=store,
        workers=given.workers,
        hand_over=lambda report: deliver_it(report, plan, spec, store, given),
    )


def _deliver_film(report: Artifact, plan: Plan, spec: FilmSpec, store: FolderStore, given: argparse.Namespace) -> str:
    out = given.out or given.screenplay.with_suffix(".mp4")
    deliver(store, plan.wanted[FILM]["burned" if given.captions == "burn" else "master"], out)
    for kind in STEMS if given.stems else ():
        deliver(store, plan.wanted[FILM][kind], given.stems / f"{out.stem}.{kind}.wav")
    if given.mix:
        deliver(store, plan.wanted[FILM]["mix"], given.mix)
    facts = report.facts
    length = frames_to_seconds(facts["frames"], spec.rate)
    return (
        f"{out}: {int(length // 60)}:{length % 60:04.1f}, {facts['shots']} shots, {facts['lines']} lines, "
        f"{facts['loudness_lufs']} LUFS, checked against its plan; {_voices_of(plan)}"
    )


def _voices_of(plan: Plan) -> str:
    """Which engines speak in a film, as people know them."""
    known = makers()
    titles = {known[step.engine].title for step in plan if known[step.engine].makes is Kind.SPEECH}
    return f"spoken by {' and '.join(sorted(titles))}" if titles else "nobody speaks"


def _deliver_board(_last: Artifact, plan: Plan, spec: FilmSpec, store: FolderStore, given: argparse.Namespace) -> str:
    out: Path = given.storyboard
    out.parent.mkdir(parents=True, exist_ok=True)
    arriving = out.with_name(f".arriving-{out.name}")
    with gone_said(), ExitStack() as opened:
        panels = board_of(spec, plan, store, opened)
        draw_board(panels, arriving, title=spec.title)
    arriving.replace(out)
    return f"{out}: {len(panels)} shots"


if __name__ == "__main__":
    sys.exit(main())
