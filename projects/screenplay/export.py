"""A screenplay as a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.http import content_disposition_header

from renderers.screenplay import fdx, fountain, pdf


def _as_fountain(text: str) -> bytes:
    return text.encode()


def _as_fdx(text: str) -> bytes:
    return fdx.write(fountain.parse(text))


FORMATS: Mapping[str, tuple[Callable[[str], bytes], str]] = {
    "fountain": (_as_fountain, "text/plain"),
    "fdx": (_as_fdx, "application/xml"),
    "pdf": (pdf.write, "application/pdf"),
}


@dataclass(frozen=True, slots=True)
class File:
    """Bytes, what they are, and the name browsers save them under."""

    data: bytes
    media_type: str
    name: str

    @property
    def disposition(self) -> str:
        """The Content-Disposition header."""
        return content_disposition_header(as_attachment=True, filename=self.name) or "attachment"


def exported(text: str, *, title: str, form: str) -> File:
    """The text in one of FORMATS."""
    write, media_type = FORMATS[form]
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    name = re.sub(r"[^\w.-]+", "-", title).strip("-.") or "screenplay"
    return File(write(text), f"{media_type}{charset}", f"{name}.{form}")
