"""A screenplay on paper."""

from __future__ import annotations

import base64
import re
import zlib

import pytest

from renderers.screenplay import pdf


def pages(data: bytes) -> int:
    """How many pages the file says it has."""
    return max(int(count) for count in re.findall(rb"/Count (\d+)", data))


def fonts(data: bytes) -> set[str]:
    """The faces it embeds."""
    return {name.decode() for name in re.findall(rb"/FontName /[A-Z]{6}\+([\w-]+)", data)}


def drawn(data: bytes) -> bytes:
    """What is drawn on all pages, unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    return b"".join(
        zlib.decompress(base64.a85decode(each.strip(), adobe=False)) for each in map(_ascii85, streams) if each
    )


def _ascii85(stream: bytes) -> bytes:
    body = stream.strip()
    return body.removesuffix(b"~>") if body.endswith(b"~>") else b""


def test_latin_text_is_set_in_courier() -> None:
    data = pdf.write("Title: Rain & <Sun>\nAuthor: Ada\n\nINT. CAFÉ - DAY #1A#\n\nShe waits & *smiles*.")
    assert fonts(data) >= {"CourierPrime"}
    assert pages(data) == 2


def test_cyrillic_and_greek_are_set_in_a_face_that_has_them() -> None:
    assert any(name.startswith("DejaVuSans") for name in fonts(pdf.write("INT. A - DAY\n\nПривет, Ελένη.")))


@pytest.mark.parametrize(
    ("words", "face"),
    [
        ("東京で会う。", "NotoSansCJKjp"),
        ("안녕하세요", "NotoSansCJKkr"),
        ("你好", "NotoSansCJKsc"),
        ("مرحبا ٣", "NotoSansArabic"),
        ("שלום", "NotoSansHebrew"),
        ("नमस्ते", "NotoSansDevanagari"),
        ("สวัสดี", "NotoSansThai"),
    ],
)
def test_other_scripts_are_set_in_a_face_made_for_them_which_is_embedded(words: str, face: str) -> None:
    data = pdf.write(f"Title: {words}\n\nINT. A - DAY\n\n{words}\n\n@{words}\n{words}\n")
    assert any(name.startswith(face) for name in fonts(data))
    assert data.count(b"/Type /Font\n") == data.count(b"/FontFile") * 2 + data.count(b"/CharProcs"), "all are embedded"
    assert pages(data) == 2


def test_a_sign_no_face_has_is_written_in_letters() -> None:
    assert fonts(pdf.write("INT. A - DAY\n\nHello 🙂.")) == fonts(pdf.write("INT. A - DAY\n\nHello."))


def test_notes_and_outlines_are_not_printed() -> None:
    plain = "INT. A - DAY\n\nShe waits.\n\nMARA\nYes.\n"
    noted = "# Act\n\n= Syn\n\nINT. A - DAY\n\nShe waits. [[why?]]\n\nMARA\n[[low]]\nYes.\n"
    assert drawn(pdf.write(noted)) == drawn(pdf.write(plain))


def test_a_page_break_begins_a_page() -> None:
    assert pages(pdf.write("INT. A - DAY\n\nOne.\n\n===\n\nTwo.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "INT. A\n\nMARA\n(" + "word " * 4000 + ")\nHi.",
        "INT. A\n\nMARA\n" + "word " * 4000,
        "INT. A\n\n" + "x" * 3000,
        "INT. A\n\n*a _b* c_",
        "INT. 東\n\n@花\n(" + "話 " * 4000 + ")\n話。",
        "INT. 東\n\n" + "東" * 9000,
        "~雨\n\n> 終 <\n\n===\n\n> 東:",
        "@م\n",
    ],
)
def test_odd_texts_are_still_printed(text: str) -> None:
    assert pdf.write(text).startswith(b"%PDF-")


def test_a_speech_that_goes_on_overleaf_says_so() -> None:
    speech = "\n".join(f"Line {number} of a long speech." for number in range(80))
    said = drawn(pdf.write(f"INT. A - DAY\n\nMARA (V.O.)\n{speech}"))
    assert said.count(b"\\(MORE\\)") == 1
    assert said.count(b"\\(V.O.\\) \\(CONT'D\\)") == 1
    assert said.index(b"MORE") < said.index(b"CONT'D") < said.index(b"Line 79")


def test_a_speech_that_is_continued_anyway_is_not_continued_twice() -> None:
    said = drawn(pdf.write("INT. A - DAY\n\nMARA (CONT'D)\n" + "Word.\n" * 80))
    assert said.count(b"CONT'D") == 2


def test_a_bracket_is_not_left_alone_below_its_speech() -> None:
    filling = "One.\n\n" * 25
    said = drawn(pdf.write(f"INT. A - DAY\n\n{filling}MARA\n(low)\n" + "Word. " * 40))
    assert said.index(b"MARA") > said.index(b"2.")


def test_songs_are_set_without_their_marks() -> None:
    said = drawn(pdf.write("INT. A - DAY\n\n~Sing\n~along\n\nMARA\n~Low"))
    assert all(word in said for word in (b"Sing", b"along", b"Low"))
    assert b"~" not in said
