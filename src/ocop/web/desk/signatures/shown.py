"""The box about a file's digital signatures, for the pages of decisions and certificates."""

from dataclasses import dataclass

from ocop.files.models import SignatureCheck, StoredFile
from ocop.files.pdf_signatures.words import Said, said_of
from ocop.files.signature_checks import is_being_checked, latest_check


@dataclass(frozen=True)
class ShownSignatures:
    """What `desk/signatures/box.html` draws; `again` is where a new check is asked for, or ""."""

    said: list[Said]
    check: SignatureCheck | None
    is_waiting: bool
    again: str


def shown_signatures(file: StoredFile | None, *, again: str) -> ShownSignatures | None:
    """The newest check of a PDF, in words; None for other kinds and where there is no file."""
    if file is None or file.kind != StoredFile.Kind.PDF:
        return None
    check = latest_check(file)
    return ShownSignatures(
        said=said_of(check.reading) if check else [],
        check=check,
        is_waiting=is_being_checked(file),
        again=again,
    )
