"""Spanish: what is written becomes what is said, figures and signs in words."""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from renderers.media.speech.tongues.spanish_sounds import pronounce
from renderers.media.speech.tongues.tongue import Region, Tongue, plain_marks, tidy

_ONES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split()
)
_ORDINALS = "primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo".split()
_SHORT = {
    "sr": "señor", "sra": "señora", "srta": "señorita", "dr": "doctor", "dra": "doctora", "dña": "doña",
    "ud": "usted", "uds": "ustedes", "vd": "usted", "prof": "profesor", "avda": "avenida",
    "núm": "número", "etc": "etcétera", "pág": "página", "gral": "general", "cap": "capitán", "sto": "santo",
    "sta": "santa", "ee.uu": "Estados Unidos", "p.ej": "por ejemplo",
}  # fmt: skip
_SIGNS = {
    "&": " y ", "@": " arroba ", "+": " más ", "=": " igual a ", "#": " número ", "°": " grados ", "%": " por ciento ",
    "×": " por ", "÷": " entre ", "≠": " distinto de ", "≈": " aproximadamente ", "√": " raíz de ", "∞": " infinito ",
    "<": " menor que ", ">": " mayor que ", "−": " menos ", "²": " al cuadrado ", "³": " al cubo ", "½": " medio ",
    "¼": " un cuarto ", "π": " pi ", "❤": " corazón ",
}  # fmt: skip
_MONEY = {"€": ("euro", "euros"), "$": ("dólar", "dólares"), "£": ("libra", "libras")}
_UNITS = {
    "km/h": "kilómetros por hora", "km": "kilómetros", "kg": "kilos", "cm": "centímetros", "mm": "milímetros",
    "m": "metros", "g": "gramos", "l": "litros", "min": "minutos", "h": "horas", "°c": "grados",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_ABBREVIATED = re.compile(
    rf"(?<!\w)({'|'.join(map(re.escape, sorted(_SHORT, key=len, reverse=True)))})\.", re.IGNORECASE
)
_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_PRICE = re.compile(rf"([€$£])\s?({_NUMBER})|({_NUMBER})\s?([€$£])")
_MEASURE = re.compile(rf"({_NUMBER})\s?({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(\d{1,2})\.?([ºª])")
_MINUS = re.compile(r"(?<![\w)])-(?=\d)")
_FIGURE = re.compile(_NUMBER)
_STRANGE = re.compile(r"[^a-záéíóúüñ'’]|w|[bfgkmptvz]h|ck|([^lrnc])\1|^s[^aeiouáéíóú]|q(?!u)", re.IGNORECASE)
"""Letters and clusters that no Spanish word has."""

_LARGEST_READ = 12
"""Longer figures are read one by one."""


def cardinal(number: int) -> str:
    """A whole number below a million millions: 1999 -> mil novecientos noventa y nueve."""
    if number < 30:
        return _ONES[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return _TENS[ten - 3] + (f" y {_ONES[one]}" if one else "")
    if number < 1000:
        hundred, rest = divmod(number, 100)
        return "cien" if number == 100 else " ".join([_HUNDREDS[hundred - 1], *([cardinal(rest)] if rest else [])])
    scale, one_of, many_of = (1000, "mil", "mil") if number < 10**6 else (10**6, "un millón", "millones")
    count, rest = divmod(number, scale)
    head = one_of if count == 1 else f"{_before_noun(cardinal(count))} {many_of}"
    return f"{head} {cardinal(rest)}" if rest else head


def spoken(text: str) -> str:
    """The words to say: Spanish letters and `. , ! ? ; : — … " ( )` only."""
    text = plain_marks(unicodedata.normalize("NFC", text)).replace("¿", "").replace("¡", "")
    text = _ABBREVIATED.sub(lambda found: _SHORT[found[1].lower()], text)
    text = _CLOCK.sub(_time, text)
    text = _PRICE.sub(_price, text)
    text = _MEASURE.sub(lambda found: f"{_before_noun(_figure(found[1]))} {_UNITS[found[2].lower()]}", text)
    text = _ORDINAL.sub(_ordinal, text)
    text = _MINUS.sub("menos ", text)
    text = _FIGURE.sub(lambda found: f" {_figure(found[0])} ", text)
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    return tidy(text)


def _figure(written: str) -> str:
    whole, _, part = written.replace(".", "").partition(",")
    if len(whole) > _LARGEST_READ or (len(whole) > 1 and whole[0] == "0"):
        return " ".join(_ONES[int(digit)] for digit in whole + part)
    said = cardinal(int(whole))
    if not part:
        return said
    digits = part.lstrip("0")
    if len(digits) > 2:
        return " ".join([said, "coma", *(_ONES[int(digit)] for digit in part)])
    return " ".join([said, "coma", *["cero"] * (len(part) - len(digits)), *([cardinal(int(digits))] if digits else [])])


def _before_noun(number: str) -> str:
    return re.sub(r"veintiuno$", "veintiún", re.sub(r"\buno$", "un", number))


def _time(found: re.Match[str]) -> str:
    hours, minutes = cardinal(int(found[1])), int(found[2])
    said = {0: "en punto", 15: "y cuarto", 30: "y media"}.get(minutes, f"y {cardinal(minutes)}")
    return f"{'una' if hours == 'uno' else hours} {said}"


def _price(found: re.Match[str]) -> str:
    sign, amount = (found[1], found[2]) if found[1] else (found[4], found[3])
    one, many = _MONEY[sign]
    return f"{_before_noun(_figure(amount))} {one if amount == '1' else many}"


def _ordinal(found: re.Match[str]) -> str:
    number = int(found[1])
    if not 1 <= number <= len(_ORDINALS):
        return cardinal(number)
    word = _ORDINALS[number - 1]
    if found[2] == "ª":
        return (word + "a") if word.endswith("r") else word[:-1] + "a"
    return word + "o" if word.endswith("r") else word


TONGUE = Tongue(
    code="es",
    title="Spanish",
    spoken=spoken,
    regions={
        Region.HOME: partial(pronounce, lisp=True),
        Region.ABROAD: partial(pronounce, lisp=False),
    },
    at_home=("", "es"),
    natives={"female": "ef_dora", "male": "em_alex"},
    strange=_STRANGE,
)
