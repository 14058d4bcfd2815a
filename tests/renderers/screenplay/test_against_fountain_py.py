"""Our reader beside fountain-py, on the ground where both follow the published syntax."""

from __future__ import annotations

import pytest
from fountain import ElementType, FountainParser

from renderers.screenplay.breakdown import written
from renderers.screenplay.fountain import parse
from renderers.screenplay.sample import sample_text
from renderers.screenplay.script import Kind, plain
from tests.renderers.screenplay.feature import feature

OWN = """Title:
    _**THE LONG NIGHT**_
Credit: written by
Author: Ada Writer

INT. DINER - NIGHT #1A#

Rain. MARA (33) waits.
    She looks up.

MARA
(quietly)
You said you *burned* it.
\x20\x20
And then you _went home_.

/* not yet

INT. CUT SCENE - DAY
*/

.FLASHBACK: THE FIRE #2-B#

!SCANNING THE AISLES...

@McAVOY (V.O.)
I never liked people.

MARA (CONT'D)
R2D2 said so.

> FADE OUT.

> THE END <

CUT TO:

EXT. ROOF / INT. STAIRS - CONTINUOUS

===

# Act One

= A synopsis line.

EST. CITY - DAWN

23 (V.O.)
Numbers cannot start a name.

..not a heading

I/E CAR - MOVING

HANS (on the radio)
Ja.

~Willy sings
"""
SAME = {
    Kind.HEADING: ElementType.SCENE_HEADING,
    Kind.ACTION: ElementType.ACTION,
    Kind.TRANSITION: ElementType.TRANSITION,
    Kind.CENTRED: ElementType.CENTERED,
    Kind.SECTION: ElementType.SECTION,
    Kind.SYNOPSIS: ElementType.SYNOPSIS,
    Kind.LYRIC: ElementType.LYRICS,
    Kind.PAGE_BREAK: ElementType.PAGE_BREAK,
}


@pytest.mark.parametrize("text", [OWN, sample_text(), feature(scenes=40)], ids=["own", "sample", "feature"])
def test_both_find_the_same_elements_on_the_same_lines(text: str) -> None:
    theirs = FountainParser().parse(text)
    for kind, other in SAME.items():
        ours = [each.first_line for each in parse(text).elements if each.kind is kind]
        assert ours == [each.line_number for each in theirs.elements if each.type is other], kind


@pytest.mark.parametrize("text", [OWN, sample_text(), feature(scenes=40)], ids=["own", "sample", "feature"])
def test_both_hear_the_same_people_say_the_same(text: str) -> None:
    theirs = FountainParser().parse(text)
    names = [each.text for each in theirs.elements if each.type is ElementType.CHARACTER]
    said = " ".join(plain(each.text) for each in theirs.elements if each.type is ElementType.DIALOGUE)
    speeches = [speech for _, speech in parse(text).speeches()]
    assert [speech.character for speech in speeches] == names
    assert " ".join(written(speech) for speech in speeches).split() == said.split()
