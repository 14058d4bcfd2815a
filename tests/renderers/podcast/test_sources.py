"""Sources: what of them is prose, and where a sentence ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers.errors import BadInput
from renderers.podcast.material import claims_of
from renderers.podcast.reading import parse_episode
from renderers.podcast.sentences import sentences_of
from renderers.podcast.sources import Document, paragraphs_of, read_documents
from renderers.podcast.traits import Trait

MARKDOWN = """# 2. The Lens

Rings of *glass* were cut by Dr. Fresnel in 1822. They [bent](https://example.org) light.[1]

| a | table |

```
code is not said.
```

## Later

- It moved to the U.S. in time.
- label
"""


def test_only_prose_is_taken_and_marks_are_gone() -> None:
    found = list(paragraphs_of(MARKDOWN, source="lens", markdown=True))
    assert [paragraph.heading for paragraph in found] == ["The Lens", "Later"]
    assert found[0].sentences == ("Rings of glass were cut by Dr. Fresnel in 1822.", "They bent light.")
    assert found[1].sentences == ("It moved to the U.S. in time.",)


def test_a_sentence_ends_where_one_does() -> None:
    text = 'He said "Go." Mr. Smith, e.g. the baker, left at 5 p.m. sharp. Who? Nobody knows... It ended.'
    assert list(sentences_of(text)) == [
        'He said "Go."', "Mr. Smith, e.g. the baker, left at 5 p.m. sharp.", "Nobody knows...", "It ended.",
    ]  # fmt: skip


def read(folder: Path, name: str) -> tuple[Document, ...]:
    text = f"title: x\nsources:\n  - file: {name}\n"
    return read_documents(parse_episode(text, folder=folder))


def test_a_pdf_is_read(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(tmp_path / "lens.pdf"))
    page.drawString(72, 700, "A lens bends light at its surface. The middle does nothing but weigh.")
    page.save()
    [document] = read(tmp_path, "lens.pdf")
    assert document.paragraphs[0].sentences[0] == "A lens bends light at its surface."


def test_a_pdf_without_words_says_what_to_do(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(tmp_path / "scan.pdf"))
    page.showPage()
    page.save()
    with pytest.raises(BadInput, match=r"line 3: scan\.pdf holds pictures of text"):
        read(tmp_path, "scan.pdf")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.docx", b"x", "is no kind of source"),
        ("notes.txt", b"\xff\xfe\x00", "is not UTF-8"),
        ("broken.pdf", b"%PDF-1.4 nothing", "is no PDF that can be read"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=said):
        read(tmp_path, name)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"line 3: gone\.md cannot be read"):
        read(tmp_path, "gone.md")


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("es", "El Sr. Gil vivía aquí. ¿Quién lo supo? Élla, p. ej. la Sra. Ruiz, calló. «Nadie vino.» Así fue.", 5),
        ("de", "Am 3. Mai kam Dr. Ott, z. B. mit dem Boot. Über Nacht blieb er. Das Licht brannte bzw. glomm.", 3),
        ("fr", "M. Fresnel tailla la lentille. Écoutez Mme Roy, p. ex. le soir. « Rien ne bouge. »", 3),
        ("ja", "灯台は島にある。誰も来なかった。「光は消えない。」彼は言った。", 4),
        ("ru", "Маяк стоит на острове. Никто не пришёл, т. е. было тихо. Свет горел.", 3),
        ("en", "It cost No. 7 a lot. Dr. Who left.", 2),
    ],
)
def test_a_sentence_ends_where_its_language_ends_one(language: str, text: str, whole: int) -> None:
    found = list(sentences_of(text, language))
    assert len(found) == whole, found
    assert "".join("".join(found).split()) == "".join(text.split())


SPANISH = (
    "# El faro\n\nEl Sr. Gil encendió la lámpara en 1823 con una mecha nueva. Ella no quiso verlo porque el mar estaba "
    "lejos. ¿Quién cuidaba la luz cuando no había nadie? Los hombres de la isla dormían por turnos en una casa.\n"
)


def test_a_document_of_another_language_is_not_tagged_as_if_it_were_english() -> None:
    [paragraph] = paragraphs_of(SPANISH, source="faro", markdown=True)
    assert paragraph.language == "es"
    assert len(paragraph.sentences) == 4
    claims = claims_of([Document("faro", "El faro", "", "", "", (paragraph,))])
    assert {trait for claim in claims for trait in claim.traits} == {Trait.YEAR, Trait.CAUSE}
    assert all(claim.terms == () for claim in claims)
    assert " ".join(claim.text for claim in claims) == " ".join(paragraph.sentences)
    assert "Ella no quiso verlo" in claims[0].text  # it leans on what came before
