"""Words of other languages that English dialogue borrows and no lexicon has, as an English speaker says them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FOREIGN: Mapping[str, str] = MappingProxyType(
    {
        "senor": "sAnjˈɔɹ", "senora": "sAnjˈɔɹə", "senorita": "sˌAnjəɹˈitə", "manana": "mənjˈɑnə", "hasta": "ˈɑstə",
        "danke": "dˈɑŋkə", "schon": "ʃˈɜn", "bitte": "bˈɪtə", "guten": "ɡˈutən", "nein": "nˈIn", "ja": "jˈɑ",
        "auf": "ˈWf", "wiedersehen": "vˈidəɹzˌAən", "mein": "mˈIn", "gott": "ɡˈɑt", "frau": "fɹˈW", "herr": "hˈɛɹ",
        "monsieur": "məsjˈɜ", "revoir": "ɹəvwˈɑɹ", "c'est": "sA", "oui": "wˈi", "non": "nˈOn", "mais": "mˈA",
        "cherie": "ʃəɹˈi", "ami": "ɑmˈi", "touche": "tuʃˈA", "fiance": "fiˈɑnsA", "deja": "dˌAʒˈɑ", "vu": "vˈu",
        "grazie": "ɡɹˈɑtsiA", "prego": "pɹˈAɡO", "capisce": "kəpˈiʃ", "arigato": "ˌɑɹiɡˈɑtO",
        "konnichiwa": "kOnˈiʧiwɑ", "tov": "tˈOv", "habibi": "həbˈibi", "nyet": "njˈɛt", "spasibo": "spəsˈibə",
        "tovarisch": "təvˈɑɹɪʃ", "privet": "pɹɪvjˈɛt",
    }
)  # fmt: skip
