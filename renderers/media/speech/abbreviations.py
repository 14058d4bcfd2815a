"""Short forms and what they stand for: titles, streets, months, units, letters that are said one by one."""

from __future__ import annotations

import re

from renderers.media.speech import numbers

TITLES = {
    "dr": "Doctor", "mr": "Mister", "mrs": "Missus", "ms": "Miz", "prof": "Professor", "st": "Saint",
    "sgt": "Sergeant", "lt": "Lieutenant", "capt": "Captain", "col": "Colonel", "gen": "General", "rev": "Reverend",
    "sr": "Senior", "jr": "Junior", "vs": "versus", "etc": "et cetera", "approx": "approximately",
    "dept": "department", "hon": "Honorable", "gov": "Governor", "sen": "Senator", "rep": "Representative",
    "pres": "President", "det": "Detective", "insp": "Inspector", "cpl": "Corporal", "pvt": "Private", "maj": "Major",
    "cmdr": "Commander", "adm": "Admiral", "inc": "Incorporated", "ltd": "Limited", "corp": "Corporation",
    "bros": "Brothers", "assn": "Association", "univ": "University", "mt": "Mount", "ft": "Fort", "vol": "volume",
    "fig": "figure", "ext": "extension", "apt": "apartment", "ave": "Avenue", "blvd": "Boulevard", "rd": "Road",
    "hwy": "Highway", "min": "minutes", "hrs": "hours", "est": "established", "esp": "especially",
    "misc": "miscellaneous",
}  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_SHORT = {month[:3].lower(): month for month in MONTHS if month != "May"} | {"sept": "September"}
_DAYS = {
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "thur": "Thursday",
    "thurs": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
UNITS = {
    "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "mi": "mile", "yd": "yard",
    "ft": "foot", "in": "inch", "kg": "kilogram", "g": "gram", "mg": "milligram", "lb": "pound", "lbs": "pound",
    "oz": "ounce", "l": "liter", "ml": "milliliter", "gal": "gallon", "mph": "mile per hour",
    "km/h": "kilometer per hour", "kph": "kilometer per hour", "kts": "knot", "hz": "hertz", "khz": "kilohertz",
    "mhz": "megahertz", "ghz": "gigahertz", "kb": "kilobyte", "mb": "megabyte", "gb": "gigabyte", "tb": "terabyte",
    "w": "watt", "kw": "kilowatt", "kwh": "kilowatt hour", "v": "volt", "ms": "millisecond", "sec": "second",
    "min": "minute", "hr": "hour", "hrs": "hour", "°c": "degree Celsius", "°f": "degree Fahrenheit",
    "ºc": "degree Celsius", "ºf": "degree Fahrenheit", "m²": "square meter", "km²": "square kilometer",
    "m³": "cubic meter", "ha": "hectare", "dB": "decibel", "db": "decibel", "psi": "P.S.I", "rpm": "R.P.M",
}  # fmt: skip
_IRREGULAR = {
    "foot": "feet", "inch": "inches", "hertz": "hertz", "kilohertz": "kilohertz", "megahertz": "megahertz",
    "gigahertz": "gigahertz", "mile per hour": "miles per hour", "kilometer per hour": "kilometers per hour",
    "degree Celsius": "degrees Celsius", "degree Fahrenheit": "degrees Fahrenheit", "P.S.I": "P.S.I", "R.P.M": "R.P.M",
}  # fmt: skip
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_LATIN = {"e.g.": "for example", "i.e.": "that is", "a.k.a.": "also known as", "p.s.": "P.S", "w/o": "without"}
_UNIT_NAMES = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))

TITLE = re.compile(rf"\b({'|'.join(TITLES)})\.(?=\s|$|,)", re.IGNORECASE)
BARE_TITLE = re.compile(r"\b(Dr|Mr|Mrs|Ms|Prof|Sgt|Lt|Capt|vs)(?=\s)")
STREET = re.compile(r"(?<=[a-z] )St\.(?=$|[,;!?.]|\s+[a-z])|(?<=\d[a-z]{2} )St\.")
MONTH = re.compile(rf"\b({'|'.join(_MONTH_SHORT)})\.?(?=\s+\d)", re.IGNORECASE)
DAY = re.compile(rf"\b({'|'.join(_DAYS)})\.(?=\s|,|$)", re.IGNORECASE)
NUMERO = re.compile(r"\bNos?\.\s*(?=\d)|№\s*", re.IGNORECASE)
LATIN = re.compile("|".join(map(re.escape, _LATIN)), re.IGNORECASE)
UNIT = re.compile(rf"(?<![\w.])(-?{NUMBER})\s?({_UNIT_NAMES})(?![\w/²³])")
LOOSE_UNIT = re.compile(rf"(?<![\w.])(-?{NUMBER})\s?(MB|GB|TB|KB|MHz|GHz|kHz|Hz|kW|kWh|KM|KG|MPH|°C|°F|ºC|ºF|dB|V|W)\b")
FEET = re.compile(r"\b(\d)'\s?(\d{1,2})(?:\"|''|(?!\w))")
SPELLED = re.compile(r"\b((?:[A-Z]\.){2,}|[ap]\.m\.)(?!\w)(?=(\s*$)?)")
HALF_DAY = re.compile(r"(?<=\d)\s?([ap])\.?m\b(\.?)(?!\w)(?=(\s*$|\s+[A-Z])?)", re.IGNORECASE)


def title(found: re.Match[str]) -> str:
    """`Dr.` -> Doctor."""
    return TITLES[found[1].lower()]


def month(found: re.Match[str]) -> str:
    """`Sept.` -> September."""
    return _MONTH_SHORT[found[1].lower()]


def day(found: re.Match[str]) -> str:
    """`Tues.` -> Tuesday."""
    return _DAYS[found[1].lower()]


def latin(found: re.Match[str]) -> str:
    """`e.g.` -> for example."""
    return _LATIN[found[0].lower()]


def unit(found: re.Match[str]) -> str:
    """`70 mph` -> seventy miles per hour."""
    amount = found[1].replace(",", "")
    name = UNITS.get(found[2]) or UNITS[found[2].lower()]
    minus, digits = ("minus ", amount[1:]) if amount.startswith("-") else ("", amount)
    said = f"{minus}{numbers.decimal(digits)}"
    return f"{said} {name if digits == '1' else _plural(name)}"


def feet(found: re.Match[str]) -> str:
    """`5'11"` -> five foot eleven."""
    return f"{numbers.cardinal(int(found[1]))} foot {numbers.cardinal(int(found[2]))}"


def spelled(found: re.Match[str]) -> str:
    """`F.B.I.` -> F.B.I, which is said letter by letter; the full stop of the sentence stays one if it ends it."""
    return ".".join(letter.upper() for letter in found[1] if letter.isalpha()) + ("." if found[2] is not None else "")


def half_day(found: re.Match[str]) -> str:
    """`9 am`, `9pm` -> A.M, P.M."""
    return f" {found[1].upper()}.M" + (found[2] if found[3] is not None else "")


def _plural(name: str) -> str:
    return _IRREGULAR.get(name, f"{name}s")
