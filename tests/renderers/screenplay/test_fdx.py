"""Final Draft files in and out."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renderers.screenplay import fdx
from renderers.screenplay.fountain import parse
from renderers.screenplay.script import Kind, Script, plain
from renderers.screenplay.styles import marked, styled
from renderers.screenplay.text import NotAScreenplay
from renderers.screenplay.writer import to_fountain
from tests.renderers.screenplay.scribbles import TEXT

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


@settings(deadline=None)
@given(
    words=WORDS, number=st.from_regex(r"[0-9]{1,3}[A-Z]?", fullmatch=True), extension=st.sampled_from(["V.O.", "O.S."])
)
def test_any_words_survive_the_round_trip(words: str, number: str, extension: str) -> None:
    text = f"INT. HALL - DAY #{number}#\n\nMARA ({extension})\nSay: {words} .\n"
    before = parse(text)
    assert meaning(fdx.read(fdx.write(before))) == meaning(before)


@given(text=TEXT)
@example(text="MARA\nHello.\n\n~la\n~la")
@example(text="MARA\n~la\n\n===\n\n~la")
@settings(max_examples=100, deadline=None)
def test_any_screenplay_means_the_same_after_final_draft(text: str) -> None:
    before = parse("Title: *X*\n\nINT. A\n\n" + text)
    after = fdx.read(fdx.write(before))
    assert sorted(said(after)) == sorted(said(before))
    assert [each for each in said(after) if each[0] != "note"] == [each for each in said(before) if each[0] != "note"]
    assert parse(to_fountain(after)).title_page == before.title_page


def said(script: Script) -> list[tuple[str, ...]]:
    """Everything in a script in order, letters that needed no escape without it."""
    return [
        (
            each.kind.value,
            marked(styled(each.text)),
            repr(each.heading),
            *(
                (each.speech.character, *each.speech.extensions, str(each.speech.dual))
                + tuple(f"{part.kind} {marked(styled(part.text))}" for part in each.speech.parts)
                if each.speech
                else ()
            ),
        )
        for each in script.elements
        if each.text or each.kind is Kind.PAGE_BREAK
    ]


def test_notes_and_synopses_stand_where_final_draft_keeps_them() -> None:
    text = "INT. HALL - DAY #3#\n\n= They meet.\n\nMARA\n(low) [[softer]]\nYou came.\n\n[[hold]]\n\n===\n\nShe waits."
    written = fdx.write(parse(text)).decode()
    assert "<Summary>" in written
    assert written.count("<ScriptNote>") == 2
    assert 'Type="Action" StartsNewPage="Yes"' in written
    assert meaning(fdx.read(written.encode())) == meaning(parse(text))


def test_what_xml_cannot_hold_is_left_out() -> None:
    script = parse("INT. HALL - DAY\n\nA page\x0c ends\uffff here.")
    assert fdx.read(fdx.write(script)).elements[-1].text == "A page ends here."


@pytest.mark.parametrize(
    "paragraphs",
    [
        '<Paragraph Type="Character"><Text></Text></Paragraph><Paragraph Type="Dialogue"><Text>Hm.</Text></Paragraph>',
        '<Paragraph Type="Character"><Text>ANNA</Text></Paragraph>',
        '<Paragraph Type="Outline 2" Level="x"><Text>Act</Text></Paragraph><Paragraph/><Paragraph Type="Odd"/>',
        '<Paragraph Type="Dialogue"><Text>Alone.</Text></Paragraph><Paragraph><DualDialogue/></Paragraph>',
    ],
)
def test_odd_paragraphs_lose_no_word(paragraphs: str) -> None:
    script = fdx.read(f"<FinalDraft><Content>{paragraphs}</Content></FinalDraft>".encode())
    words = {"Hm.", "ANNA", "Act", "Alone."} & set(paragraphs.replace("<", ">").split(">"))
    assert {element.text for element in script.elements} == words


KINDS = (
    "Scene Heading", "Action", "General", "Shot", "Character", "Dialogue", "Parenthetical", "Transition", "Lyrics",
    "Outline 1", "Cast List", "New Act", "Singing", "Outline Body",
)  # fmt: skip
ODD = st.sampled_from(
    ("INT. HALL - DAY", "#1 DAD", "MARA (V.O.", "MARA ^", "(low)", "...later", "(FLASHBACK)", ".45 calibre", "CUT TO:",
     "!?", "two\nlines", "INT. HALL\nis dark", "said\n\n# twice", "===", "== x", "> mid <", "~la", "@x", "5 * 3 = 15_x",
     "/* kept */", "  in  ", "Joe", "美咲", "Title: no", "[one]", "a ] ] b", "\u201cQUOTED\u201d")
)  # fmt: skip


@given(rows=st.lists(st.tuples(st.sampled_from(KINDS), ODD), max_size=12))
@example(rows=[("Action", "said\n\n# twice"), ("Scene Heading", "(FLASHBACK)"), ("Scene Heading", "...later")])
@example(rows=[("Character", "MARA (V.O."), ("Dialogue", "Hi."), ("Character", "#1 DAD"), ("Dialogue", "/* kept */")])
@settings(max_examples=200, deadline=None)
def test_what_other_programs_save_loses_no_word_as_fountain(rows: list[tuple[str, str]]) -> None:
    before = fdx.read(document(*rows))
    after = parse(to_fountain(before))
    assert words(after) == words(before)
    assert [each.text for each in after.elements if each.heading] == [e.text for e in before.elements if e.heading]
    assert [speech.character for _, speech in after.speeches()] == [each.character for _, each in before.speeches()]


def document(*rows: tuple[str, str]) -> bytes:
    """A file whose paragraphs are of these types and say these words."""
    paragraphs = "".join(f'<Paragraph Type="{kind}"><Text>{escape(text)}</Text></Paragraph>' for kind, text in rows)
    return f"<FinalDraft><Content>{paragraphs}</Content></FinalDraft>".encode()


def words(script: Script) -> list[str]:
    """Every word a person would read, in order, notes last."""
    said = [
        (element.kind is Kind.NOTE, plain(text))
        for element in script.elements
        for text in (
            [element.text] if element.speech is None else [element.text, *(part.text for part in element.speech.parts)]
        )
    ]
    return [word for _, text in sorted(said, key=lambda pair: pair[0]) for word in re.findall(r"[^\W_]+", text)]


CAFE = "<FinalDraft><Content><Paragraph Type='Action'><Text>caf\u00e9</Text></Paragraph></Content></FinalDraft>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("declared", ["UTF-8", "UTF-16", "windows-1252", ""])
def test_a_file_is_read_whatever_encoding_it_has_or_claims(encoding: str, declared: str) -> None:
    head = f'\n<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    assert [each.text for each in fdx.read((head + CAFE).encode(encoding)).elements] == ["caf\u00e9"]


def test_dual_dialogue_is_read_with_and_without_a_paragraph_around_it() -> None:
    pair = "<DualDialogue>" + "".join(
        f'<Paragraph Type="Character"><Text>{name}</Text></Paragraph>'
        '<Paragraph Type="Dialogue"><Text>Hi.</Text></Paragraph>'
        for name in ("ANNA", "BO")
    )
    bare = f"<FinalDraft><Content>{pair}</DualDialogue></Content></FinalDraft>"
    wrapped = f"<FinalDraft><Content><Paragraph>{pair}</DualDialogue></Paragraph></Content></FinalDraft>"
    for data in (bare, wrapped):
        said = [(speech.character, speech.dual) for _, speech in fdx.read(data.encode()).speeches()]
        assert said == [("ANNA", False), ("BO", True)]


def test_acts_and_casts_are_kept_and_not_filmed() -> None:
    script = fdx.read(
        document(("New Act", "ACT ONE"), ("Cast List", "ANNA, BO"), ("End of Act", "END"), ("Shot", "ON BO"))
    )
    assert [each.kind for each in script.elements] == [Kind.SECTION, Kind.NOTE, Kind.NOTE, Kind.ACTION]


def test_all_caps_are_capitals() -> None:
    paragraph = '<Paragraph Type="Action"><Text Style="Bold+AllCaps">bang</Text></Paragraph>'
    data = f"<FinalDraft><Content>{paragraph}</Content></FinalDraft>"
    assert fdx.read(data.encode()).elements[0].text == "**BANG**"


def test_a_title_page_without_keys_is_understood() -> None:
    lines = (
        ("Center", "RAIN"), ("Center", ""), ("Center", "Written by"), ("Center", ""), ("Center", "Ada"),
        ("Center", "and Bo"),
        ("Center", ""), ("Center", "Based on a song"), ("Left", "Second draft"), ("Left", "ada@example.com"),
    )  # fmt: skip
    page = "".join(f'<Paragraph Alignment="{side}"><Text>{line}</Text></Paragraph>' for side, line in lines)
    data = f"<FinalDraft><Content/><TitlePage><Content>{page}</Content></TitlePage></FinalDraft>"
    assert [(entry.key, entry.values) for entry in fdx.read(data.encode()).title_page] == [
        ("Title", ("RAIN",)),
        ("Credit", ("Written by",)),
        ("Author", ("Ada", "and Bo")),
        ("Source", ("Based on a song",)),
        ("Draft date", ("Second draft",)),
        ("Contact", ("ada@example.com",)),
    ]


def test_three_who_speak_together_still_do_after_final_draft() -> None:
    script = parse("A\nOne.\n\nB ^\nTwo.\n\nC ^\nThree.\n\nD\nFour.")
    assert [speech.dual for _, speech in fdx.read(fdx.write(script)).speeches()] == [False, True, True, False]


def test_a_note_of_many_paragraphs_stays_a_note_as_fountain() -> None:
    data = (
        b'<FinalDraft><Content><Paragraph Type="Action"><ScriptNote><Paragraph><Text>One</Text></Paragraph><Paragraph/>'
        b"<Paragraph><Text>two ]]</Text></Paragraph></ScriptNote><Text>Rain.</Text></Paragraph></Content></FinalDraft>"
    )
    assert [(each.kind, each.text) for each in parse(to_fountain(fdx.read(data))).elements] == [
        (Kind.ACTION, "Rain."),
        (Kind.NOTE, "One\n\ntwo ] ]"),
    ]
