"""A certificate by one re-used typst compiler and segno, with nothing around them."""

import io
import json
from collections.abc import Mapping

import segno
import typst

from ocop.papers.glyphs import FONTS
from ocop.papers.typesetting import TEMPLATES

SOURCE = str(TEMPLATES / "certificate.typ")


class BareCompiler:
    """Holds the compiler; `render` takes the data as the template reads it (plain JSON values)."""

    def __init__(self) -> None:
        self._compiler = typst.Compiler(
            root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True
        )

    def render(self, data: Mapping[str, object], timestamp: int) -> bytes:
        """The certificate as PDF/A-2b."""
        drawn = io.BytesIO()
        segno.make(str(data["check_address"]), error="m", micro=False).save(
            drawn, kind="svg", border=0, xmldecl=False, dark="#1e2a32", omitsize=True
        )
        content = json.dumps({**data, "qr": drawn.getvalue().decode()}, ensure_ascii=False)
        return self._compiler.compile(
            input=SOURCE,
            format="pdf",
            sys_inputs={"data": content},
            pdf_standards=["a-2b"],
            timestamp=timestamp,
        )
