"""A screenplay on paper: US Letter, 12-point Courier, the margins the trade expects."""

from __future__ import annotations

import io

from renderers.errors import ToolMissing


def write(text: str) -> bytes:
    """The PDF of a Fountain text, title page included. Raises ToolMissing without the typesetter."""
    try:
        from screenplain.export.pdf import to_pdf
        from screenplain.parsers import fountain
    except ImportError as error:
        raise ToolMissing("PDF needs the package screenplain[pdf]; install the studio's requirements again") from error
    page = io.BytesIO()
    to_pdf(fountain.parse(io.StringIO(text)), page)
    return page.getvalue()
