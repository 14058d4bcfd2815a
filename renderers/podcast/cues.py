"""The script of a segment: cues as in a screenplay, `NAME (interrupting, dryly)`, and under each what is said.

`NAME: words` on one line is a cue too. A bracket says how a turn meets the one before it (`interrupting`,
`overlapping`, `aside`), a pause before it (`after 2 s`), and otherwise how it is said. `[@source]` cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from renderers.episode import MOST_PAUSE_MS, Relation, TurnSpec
from renderers.errors import BadInput

_CUE = re.compile(r"^(?P<name>[A-Z][\w .'’-]{0,59}?)\s*(?:\((?P<how>[^()]*)\))?\s*(?:(?P<colon>:)\s*(?P<said>.*))?$")
_BRACKETS = re.compile(r"^\((?P<how>[^()]*)\)$")
_CITATION = re.compile(r"\s*\[@([a-z0-9_-]+)\]")
_AFTER = re.compile(r"^(?:after|pause of)\s+(\d+(?:\.\d+)?)\s*(ms|s|seconds?)$")
_RELATIONS: Mapping[str, Relation] = {
    "interrupting": Relation.INTERRUPT,
    "interrupts": Relation.INTERRUPT,
    "overlapping": Relation.OVERLAP,
    "overlaps": Relation.OVERLAP,
    "aside": Relation.BACKCHANNEL,
    "backchannel": Relation.BACKCHANNEL,
    "listening": Relation.BACKCHANNEL,
}
_WORDS = {
    Relation.INTERRUPT: "interrupting",
    Relation.OVERLAP: "overlapping",
    Relation.BACKCHANNEL: "listening",
}


@dataclass(slots=True)
class _Cue:
    """A turn while it is read; `line` is where its cue stands."""

    speaker: str
    line: int
    how: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def read_cues(script: str, *, names: Mapping[str, str], first_line: int, key: str) -> tuple[TurnSpec, ...]:
    """The turns of a segment. `names` are keys by name in any case; BadInput names the line and the remedy."""
    turns: list[TurnSpec] = []
    for cue in _cues(script, names, first_line):
        turns.append(_turn(cue, f"{key}.{len(turns) + 1}"))
    if turns and turns[0].relation is not Relation.ANSWER:
        raise BadInput(f"line {first_line}: the first turn of a segment has nothing to interrupt; let it be an answer")
    return tuple(turns)


def written(turns: tuple[TurnSpec, ...], names: Mapping[str, str]) -> str:
    """Turns as a script that reads back as the same turns; `names` by key."""
    blocks = []
    for turn in turns:
        how = [_WORDS[turn.relation]] if turn.relation in _WORDS else []
        how += [f"after {turn.pause_ms} ms"] if turn.pause_ms is not None else []
        how += [turn.manner] if turn.manner else []
        cue = names[turn.speaker].upper() + (f" ({', '.join(how)})" if how else "")
        cited = "".join(f" [@{source}]" for source in turn.citations)
        blocks.append(f"{cue}\n{turn.text}{cited}")
    return "\n\n".join(blocks) + "\n"


def _cues(script: str, names: Mapping[str, str], first_line: int) -> Iterator[_Cue]:
    current: _Cue | None = None
    blank = True
    for number, raw in enumerate(script.splitlines(), first_line):
        line = raw.strip()
        if not line:
            blank = True
            continue
        found = _CUE.match(line) if blank or ":" in line else None
        name = " ".join(found["name"].split()).casefold() if found else ""
        if found and name in names:
            if current is not None:
                yield current
            current = _Cue(names[name], number, *_opening(found))
        elif found and blank and _looks_like_a_cue(found):
            raise BadInput(_stranger(found["name"], number, names))
        elif current is None:
            raise BadInput(f"line {number}: nobody says {line[:40]!r}; put a name above it, such as {_some(names)}")
        elif (brackets := _BRACKETS.match(line)) and not current.said:
            current.how.append(brackets["how"])
        else:
            current.said.append(line)
        blank = False
    if current is not None:
        yield current


def _opening(found: re.Match[str]) -> tuple[list[str], list[str]]:
    return [found["how"]] if found["how"] else [], [found["said"]] if found["said"] else []


def _looks_like_a_cue(found: re.Match[str]) -> bool:
    """Capitals alone on their line, or a name before a colon."""
    name = found["name"].strip()
    return (name == name.upper() and not found["colon"] and any(map(str.isalpha, name))) or bool(
        found["colon"] and len(name.split()) <= 2 and found["said"]
    )


def _stranger(name: str, number: int, names: Mapping[str, str]) -> str:
    return (
        f"line {number}: {name.strip()!r} is not one of the people; known are {_some(names)}, or add them to `people`"
    )


def _some(names: Mapping[str, str]) -> str:
    return ", ".join(sorted(name.upper() for name in names))


def _turn(cue: _Cue, key: str) -> TurnSpec:
    text = " ".join(cue.said)
    citations = tuple(dict.fromkeys(_CITATION.findall(text)))
    text = " ".join(_CITATION.sub("", text).split())
    if not text:
        raise BadInput(f"line {cue.line}: this turn says nothing; write words under the name or take the name out")
    if len(text) > 4000:
        raise BadInput(f"line {cue.line}: this turn has {len(text)} characters; let somebody answer before 4000")
    relation, pause, manner = Relation.ANSWER, None, []
    for word in (part.strip() for brackets in cue.how for part in brackets.split(",")):
        if word.casefold() in _RELATIONS:
            relation = _RELATIONS[word.casefold()]
        elif after := _AFTER.match(word.casefold()):
            pause = _pause(after, cue.line)
        elif word:
            manner.append(word)
    return TurnSpec(
        key=key,
        speaker=cue.speaker,
        text=text,
        manner=", ".join(manner),
        relation=relation,
        citations=citations,
        pause_ms=pause,
    )


def _pause(found: re.Match[str], line: int) -> int:
    milliseconds = round(float(found[1]) * (1 if found[2] == "ms" else 1000))
    if milliseconds > MOST_PAUSE_MS:
        raise BadInput(
            f"line {line}: a pause of {milliseconds / 1000:g} s; listeners leave after {MOST_PAUSE_MS // 1000}"
        )
    return milliseconds
