"""What models that read letters are given: words, in small letters, in every language they speak."""

from __future__ import annotations

import pytest

from renderers.engines.voice.xtts import LANGUAGES
from renderers.media.speech.hangul import romanised
from renderers.media.speech.spelt import spelt


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en-GB", "Dr. Smith paid $20.50 (50%).", "doctor smith paid twenty dollars and fifty cents, fifty percent."),
        ("es", "El 3 de mayo, 20€", "el tres de mayo, veinte euros"),
        ("fr-CA", "Mme Durand a 12,5 % et « 1 200 » raisons…",
         "madame durand a douze virgule cinq pour cent et mille deux cents raisons..."),
        ("de", "Dr. Kern zahlte 20,15€ um 17:30, z. B. „hier“ – wirklich?",
         "doktor kern zahlte zwanzig euro fünfzehn um siebzehn dreißig, zum beispiel hier, wirklich?"),
        ("it", "1.000 persone, Sig. Rossi!", "mille persone, signor rossi!"),
        ("pt", "O Sr. João tem 12 & meio", "o senhor joão tem doze e meio"),
        ("pl", "To 50 zł.", "to pięćdziesiąt zł."),
        ("tr", "İstanbul'da 50 kişi", "istanbul'da elli kişi"),
        ("ru", "Г-н Иванов, 12.5 секунды", "господин иванов, двенадцать запятая пять секунды"),
        ("nl", "$ 20 voor dhr. Bos", "twintig dollar voor de heer bos"),
        ("cs", "Agent 007", "agent nula nula sedm"),
        ("ar", "كان 50 هناك؟", "كان خمسون هناك؟"),
        ("hu", "100 Ft 🎬", "száz ft"),
        ("ko", "저는 20살!", "jeoneun isib sal!"),
        ("hi", "यह 19 है।", "यह एक नौ है।"),
    ],
)  # fmt: skip
def test_everything_that_is_no_word_is_written_out(language: str, written: str, said: str) -> None:
    assert spelt(written, language) == said


def test_every_language_writes_out_every_figure_and_sign() -> None:
    for language in set(LANGUAGES) - {"en", "es"}:
        said = spelt("@ % & + = # € 20 5$ £7,50 ° 2,5 1.000.000 12345678901234567890 3:05", language)
        assert not any(letter.isdigit() or letter in "@%&+=#€$£°" for letter in said), (language, said)


def test_korean_can_be_read_back() -> None:
    assert romanised("한국어 안녕하세요, ok?") == "hangug-eo annyeonghase-yo, ok?"
    assert romanised("학교 하꾜") == "haggyo ha-kkyo"
    assert romanised("학교".encode().decode()) == romanised("\u1112\u1161\u11a8\u1100\u116d")
