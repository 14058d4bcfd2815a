"""`python -m renderers.screenplay convert a.fdx b.fountain`: screenplays converted and broken down in the shell."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from renderers.errors import BadInput
from renderers.screenplay import fdx, pdf
from renderers.screenplay.breakdown import break_down
from renderers.screenplay.files import read_file, script_of
from renderers.screenplay.pages import count_pages
from renderers.screenplay.script import Script
from renderers.screenplay.writer import to_fountain

BAD_INPUT = 2


def main(arguments: list[str] | None = None) -> int:
    """0, or 2 with a sentence when a file cannot be used."""
    given = _parser().parse_args(arguments)
    try:
        script = script_of(read_file(given.screenplay), name=given.screenplay.name)
        if given.command == "convert":
            _convert(script, given.out)
        elif given.command == "parse":
            print(json.dumps(asdict(script), indent=1, ensure_ascii=False))
        else:
            _print_breakdown(script)
    except BadInput as error:
        print(f"{given.screenplay}: {error}", file=sys.stderr)
        return BAD_INPUT
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m renderers.screenplay", description="Read and convert screenplays.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in (
        ("parse", "print every element as JSON"),
        ("breakdown", "print scenes and who speaks how much"),
        ("convert", "write another format, by the ending of OUT: .fountain, .fdx or .pdf"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("screenplay", type=Path, help="a .fountain, .txt or .fdx file")
        if name == "convert":
            command.add_argument("out", type=Path)
    return parser


def _convert(script: Script, out: Path) -> None:
    match out.suffix.lower():
        case ".fdx":
            out.write_bytes(fdx.write(script))
        case ".pdf":
            out.write_bytes(pdf.write(to_fountain(script)))
        case ".fountain" | ".txt":
            out.write_text(to_fountain(script), encoding="utf-8")
        case other:
            raise BadInput(f"{other or out.name} is no format we write; end the name in .fountain, .fdx or .pdf")


def _print_breakdown(script: Script) -> None:
    found = break_down(script)
    print(f"{script.title or 'Untitled'}: {len(found.scenes)} scenes, {count_pages(script)} pages")
    for notice in script.notices:
        print(f"line {notice.line}: {notice.message} {notice.remedy}")
    for scene in found.scenes:
        print(f"{scene.number:>5}  {scene.heading.text}  (lines {scene.first_line}-{scene.last_line})")
    for character in found.characters:
        share = found.share_percent(character)
        print(f"{share:>4} %  {character.name}: {character.lines} lines, {len(character.scenes)} scenes")


if __name__ == "__main__":
    sys.exit(main())
