"""Reading papers back: text, and what marks a file as PDF/A-2b."""

import unicodedata
from io import BytesIO
from typing import Any

from pypdf import PdfReader

PDFA_NAMESPACE = "http://www.aiim.org/pdfa/ns/id/"
MM = 72 / 25.4


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All text, lines joined by single spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader(pdf).pages).split())


def packed(text: str) -> str:
    """Composed and without any space, so that line breaks do not matter."""
    return "".join(unicodedata.normalize("NFC", text).split()).replace("\u200b", "")


def text_places(pdf: bytes) -> list[tuple[str, float, float]]:
    """Each run of text on the first page with its start in millimetres from the lower left."""
    found: list[tuple[str, float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((text, x / MM, y / MM))

    reader(pdf).pages[0].extract_text(visitor_text=note)
    return found


def pdfa_faults(pdf: bytes) -> list[str]:
    """What speaks against PDF/A-2b: output intent, XMP marks, fonts that are not embedded.

    A check of the marks, not a validation of the whole standard.
    """
    document = reader(pdf)
    root = document.trailer["/Root"]
    faults = []
    intents = [intent.get_object() for intent in root.get("/OutputIntents", [])]
    if not any(i["/S"] == "/GTS_PDFA1" and "/DestOutputProfile" in i for i in intents):
        faults.append("no output intent with a colour profile")
    xmp = root["/Metadata"].get_object().get_data().decode() if "/Metadata" in root else ""
    faults += [
        f"XMP lacks {mark}"
        for mark in (PDFA_NAMESPACE, "<pdfaid:part>2<", "<pdfaid:conformance>B<")
        if mark not in xmp
    ]
    if (
        document.is_encrypted
        or "/AcroForm" in root
        or ("/Names" in root and "/JavaScript" in root["/Names"])
    ):
        faults.append("encrypted, a form or a script")
    faults += [f"{name} not embedded" for name, embedded in fonts(pdf) if not embedded]
    return faults


def fonts(pdf: bytes) -> set[tuple[str, bool]]:
    """Name of every font used, in pages and in the forms they draw, and whether it is embedded."""
    found: set[tuple[str, bool]] = set()
    seen: set[int] = set()

    def look(resources: Any) -> None:
        for font in resources.get("/Font", {}).values():
            font = font.get_object()
            for inner in font.get("/DescendantFonts", [font]):
                descriptor = inner.get_object().get("/FontDescriptor", {})
                descriptor = descriptor.get_object()
                embedded = bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor))
                found.add((str(font["/BaseFont"]), embedded))
        for drawn in resources.get("/XObject", {}).values():
            drawn = drawn.get_object()
            if "/Resources" in drawn and id(drawn) not in seen:
                seen.add(id(drawn))
                look(drawn["/Resources"].get_object())

    for page in reader(pdf).pages:
        look(page["/Resources"].get_object())
    return found
