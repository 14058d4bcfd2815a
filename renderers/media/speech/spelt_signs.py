"""Signs and short forms of languages that only models of letters speak here, as their speakers read them aloud."""

from __future__ import annotations

from collections.abc import Mapping

SIGNS: Mapping[str, Mapping[str, str]] = {
    "fr": {"&": "et", "@": "arobase", "%": "pour cent", "+": "plus", "=": "égale", "°": "degrés", "#": "dièse"},
    "de": {"&": "und", "@": "at", "%": "Prozent", "+": "plus", "=": "gleich", "°": "Grad", "#": "Raute"},
    "it": {"&": "e", "@": "chiocciola", "%": "per cento", "+": "più", "=": "uguale", "°": "gradi", "#": "cancelletto"},
    "pt": {"&": "e", "@": "arroba", "%": "por cento", "+": "mais", "=": "igual a", "°": "graus", "#": "cardinal"},
    "pl": {"&": "i", "@": "małpa", "%": "procent", "+": "plus", "=": "równa się", "°": "stopni", "#": "krzyżyk"},
    "tr": {"&": "ve", "@": "et", "%": "yüzde", "+": "artı", "=": "eşittir", "°": "derece", "#": "diyez"},
    "ru": {"&": "и", "@": "собака", "%": "процентов", "+": "плюс", "=": "равно", "°": "градусов", "#": "решётка"},
    "nl": {"&": "en", "@": "apenstaartje", "%": "procent", "+": "plus", "=": "is", "°": "graden", "#": "hekje"},
    "cs": {"&": "a", "@": "zavináč", "%": "procent", "+": "plus", "=": "rovná se", "°": "stupňů", "#": "křížek"},
    "ar": {"&": "و", "@": "آت", "%": "بالمئة", "+": "زائد", "=": "يساوي", "°": "درجة", "#": "رقم"},
    "hu": {"&": "és", "@": "kukac", "%": "százalék", "+": "meg", "=": "egyenlő", "°": "fok", "#": "kettőskereszt"},
    "ko": {"&": "그리고", "@": "골뱅이", "%": "퍼센트", "+": "더하기", "=": "은", "°": "도", "#": "샵"},
    "hi": {"&": "और", "@": "एट", "%": "प्रतिशत", "+": "प्लस", "=": "बराबर", "°": "डिग्री", "#": "हैश"},
}

MONEY: Mapping[str, Mapping[str, str]] = {
    "fr": {"€": "euros", "$": "dollars", "£": "livres"},
    "de": {"€": "Euro", "$": "Dollar", "£": "Pfund"},
    "it": {"€": "euro", "$": "dollari", "£": "sterline"},
    "pt": {"€": "euros", "$": "dólares", "£": "libras"},
    "pl": {"€": "euro", "$": "dolarów", "£": "funtów"},
    "tr": {"€": "avro", "$": "dolar", "£": "sterlin"},
    "ru": {"€": "евро", "$": "долларов", "£": "фунтов"},
    "nl": {"€": "euro", "$": "dollar", "£": "pond"},
    "cs": {"€": "eur", "$": "dolarů", "£": "liber"},
    "ar": {"€": "يورو", "$": "دولار", "£": "جنيه"},
    "hu": {"€": "euró", "$": "dollár", "£": "font"},
    "ko": {"€": "유로", "$": "달러", "£": "파운드"},
    "hi": {"€": "यूरो", "$": "डॉलर", "£": "पाउंड"},
}

SHORT: Mapping[str, Mapping[str, str]] = {
    "fr": {"M.": "monsieur", "Mme": "madame", "Mlle": "mademoiselle", "Dr": "docteur", "St": "saint", "Ste": "sainte"},
    "de": {
        "Dr.": "Doktor", "Hr.": "Herr", "Fr.": "Frau", "Nr.": "Nummer", "St.": "Sankt", "z. B.": "zum Beispiel",
        "z.B.": "zum Beispiel", "usw.": "und so weiter", "bzw.": "beziehungsweise",
    },
    "it": {"Sig.ra": "signora", "Sig.": "signor", "Dott.": "dottor", "Dr.": "dottor", "ecc.": "eccetera"},
    "pt": {"Sra.": "senhora", "Sr.": "senhor", "Dra.": "doutora", "Dr.": "doutor", "etc.": "etcétera"},
    "pl": {"dr": "doktor", "np.": "na przykład", "itd.": "i tak dalej", "św.": "święty", "ul.": "ulica"},
    "tr": {"Dr.": "doktor", "vb.": "ve benzeri"},
    "ru": {"г-жа": "госпожа", "г-н": "господин", "д-р": "доктор", "т. д.": "так далее", "т.д.": "так далее"},
    "nl": {"dhr.": "de heer", "mevr.": "mevrouw", "dr.": "dokter", "bijv.": "bijvoorbeeld", "enz.": "enzovoort"},
    "cs": {"dr.": "doktor", "ing.": "inženýr", "např.": "například", "atd.": "a tak dále"},
    "hu": {"dr.": "doktor", "stb.": "és a többi", "pl.": "például"},
}  # fmt: skip

POINT: Mapping[str, str] = {
    "fr": "virgule", "de": "Komma", "it": "virgola", "pt": "vírgula", "pl": "przecinek", "tr": "virgül",
    "ru": "запятая", "nl": "komma", "cs": "celá", "ar": "فاصلة", "hu": "egész", "ko": "점", "hi": "दशमलव",
}  # fmt: skip

FIGURES: Mapping[str, str] = {"hi": "शून्य एक दो तीन चार पाँच छह सात आठ नौ"}
"""Of languages whose numbers no library here writes out: they are read figure by figure."""
