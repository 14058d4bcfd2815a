"""Final Draft files in and out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.screenplay import fdx
from renderers.screenplay.fountain import parse
from renderers.screenplay.script import Script
from renderers.screenplay.text import NotAScreenplay

SCRIPT = """Title: The Long Night
Author: Ada Writer
Contact:
    Here 1
    A Town

INT. DINER - NIGHT #1A#

Rain. *MARA* waits, **soaked**, under a _red_ sign.
She looks up.

MARA (V.O.) (CONT'D)
(quietly)
You said you ***burned*** it.

TOM ^
I tried!

> FADE OUT.

> THE END <

= What it is about.

EXT. ROOF - DAY #2-B#

~Willy sings

CUT TO:

===

[[remember the moon]]
"""


def meaning(script: Script) -> list[tuple[object, ...]]:
    """All that matters of a script, without where its lines stand."""
    return [(each.kind, each.text, each.heading, each.speech) for each in script.elements]


def test_a_script_comes_back_with_numbers_extensions_and_dual_dialogue() -> None:
    before = parse(SCRIPT)
    after = fdx.read(fdx.write(before))
    assert meaning(after) == meaning(before)
    assert after.title_page == before.title_page


def test_final_draft_finds_what_it_expects() -> None:
    text = fdx.write(parse(SCRIPT)).decode()
    assert '<FinalDraft DocumentType="Script"' in text
    assert '<Paragraph Type="Scene Heading" Number="1A">' in text
    assert "MARA (V.O.) (CONT'D)" in text
    assert "<DualDialogue>" in text
    assert 'Style="Bold+Italic"' in text
    assert 'Alignment="Center"' in text


def test_a_file_of_final_draft_itself_is_read() -> None:
    data = b"""<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
    <FinalDraft DocumentType="Script" Template="No" Version="3"><Content>
    <Paragraph Number="4" Type="Scene Heading"><SceneProperties Length="1/8"/><Text>INT. LAB - DAY</Text></Paragraph>
    <Paragraph Type="Action"><Text>A </Text><Text Style="Italic">hum</Text><Text>.</Text></Paragraph>
    <Paragraph><DualDialogue>
      <Paragraph Type="Character"><Text>ANNA (O.S.)</Text></Paragraph>
      <Paragraph Type="Dialogue"><Text>Now!</Text></Paragraph>
      <Paragraph Type="Character"><Text>BO</Text></Paragraph>
      <Paragraph Type="Parenthetical"><Text>(late)</Text></Paragraph>
      <Paragraph Type="Dialogue"><Text>Wait!</Text></Paragraph></DualDialogue></Paragraph>
    </Content></FinalDraft>"""
    script = fdx.read(data)
    heading = script.elements[0].heading
    assert heading is not None
    assert heading.number == "4"
    assert script.elements[1].text == "A *hum*."
    said = [speech for _, speech in script.speeches()]
    assert [(each.character, each.extensions, each.dual) for each in said] == [
        ("ANNA", ("O.S.",), False),
        ("BO", (), True),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<FinalDraft>\n<Content>\n<oops", "line 3"),
        (b"<html><body/></html>", "no Final Draft screenplay"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><FinalDraft><Content/></FinalDraft>', "entities"),
    ],
)
def test_a_broken_file_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(NotAScreenplay, match=said):
        fdx.read(data)


WORDS = st.text(st.characters(categories=["L", "N", "Zs", "Po"], exclude_characters="\\*_"), min_size=1, max_size=30)


@given(
    words=WORDS, number=st.from_regex(r"[0-9]{1,3}[A-Z]?", fullmatch=True), extension=st.sampled_from(["V.O.", "O.S."])
)
def test_any_words_survive_the_round_trip(words: str, number: str, extension: str) -> None:
    text = f"INT. HALL - DAY #{number}#\n\nMARA ({extension})\nSay: {words} .\n"
    before = parse(text)
    assert meaning(fdx.read(fdx.write(before))) == meaning(before)
