"""The checks every upload passes once, before anything is stored."""

import hashlib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO, Protocol

from ocop.files import containers, images, refusals, signatures
from ocop.files.limits import ALL_KINDS, LIMITS, Kind, kinds_text, megabytes
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc

NAME_LENGTH = 150
_BROKEN = "Tệp “{name}” bị hỏng hoặc chưa tải hết. Hãy mở thử trên máy, rồi gửi lại."


class Upload(Protocol):
    """What a form or a test hands in: Django's UploadedFile has this shape."""

    name: str | None
    file: BinaryIO


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed: its bytes as they will be stored, their length and SHA-256."""

    kind: Kind
    media_type: str
    name: str
    content: BinaryIO
    size: int
    sha256: str


def check(upload: Upload, *, kinds: Collection[Kind] = ALL_KINDS, field: str = "") -> CheckedFile:
    """Take the upload apart. Raises RefusedError at `field`, in words for the person who sent it.

    Images come back rewritten (see `images`); PDF, sound and film byte for byte.
    """
    try:
        return _checked(upload.file, upload.name or "tệp", kinds)
    except RefusedError as refused:
        raise RefusedError(refused.message, field=field) from None


def _checked(file: BinaryIO, given_name: str, kinds: Collection[Kind]) -> CheckedFile:
    name = tidy_name(given_name)
    size = containers.size_of(file)
    if not size:
        raise RefusedError(f"Tệp “{name}” trống, không có nội dung. Hãy chọn lại tệp.")
    file_type = signatures.accepted_type(file)
    if file_type is None:
        raise RefusedError(_unaccepted(file, name, kinds))
    if file_type.kind not in kinds:
        raise RefusedError(
            f"Tệp “{name}” là {file_type.kind.label.lower()}. Ở đây chỉ nhận: {kinds_text(kinds)}."
        )
    limit = LIMITS[file_type.kind]
    if size > limit:
        raise RefusedError(
            f"Tệp “{name}” nặng {_in_megabytes(size)}, quá mức cho phép là {megabytes(limit)}. "
            "Hãy giảm dung lượng rồi gửi lại."
        )
    content = _content(file, file_type, name)
    return CheckedFile(
        kind=file_type.kind,
        media_type=file_type.media_type,
        name=_with_suffix(name, file_type.suffix),
        content=content,
        size=containers.size_of(content),
        sha256=_sha256(content),
    )


def _content(file: BinaryIO, file_type: signatures.FileType, name: str) -> BinaryIO:
    if file_type.kind is Kind.IMAGE:
        return images.rewritten(file, file_type)
    if file_type is signatures.PDF and containers.is_encrypted_pdf(file):
        raise RefusedError(
            f"Tệp “{name}” có đặt mật khẩu hoặc khóa quyền, nơi nhận có thể không mở được. "
            "Hãy lưu lại bản PDF không khóa, hoặc chụp ảnh từng trang."
        )
    whole = {
        signatures.PDF: containers.is_whole_pdf,
        signatures.WAV: containers.is_whole_riff,
        signatures.M4A: containers.is_whole_mpeg4,
        signatures.MP4: containers.is_whole_mpeg4,
        signatures.MOV: containers.is_whole_mpeg4,
    }.get(file_type)
    if whole and not whole(file):
        raise RefusedError(_BROKEN.format(name=name))
    return file


def tidy_name(given: str) -> str:
    """The name to keep: no folders, no control or direction characters, at most 150 letters.

    >>> tidy_name("C:\\\\giấy tờ\\\\giấy  phép.pdf")
    'giấy phép.pdf'
    """
    last = PurePosixPath(PureWindowsPath(given).name).name
    visible = "".join(c for c in last if not unicodedata.category(c).startswith("C"))
    stem, dot, suffix = nfc(visible).rpartition(".")
    if not dot:
        return suffix[:NAME_LENGTH] or "tệp"
    return f"{stem[: NAME_LENGTH - 10]}.{suffix[:9]}"


def _with_suffix(name: str, suffix: str) -> str:
    """The name ending as its content does: what it claimed to be no longer matters."""
    known = {".jpeg": ".jpg", ".oga": ".ogg", ".m4v": ".mp4"}
    stem, dot, ending = name.rpartition(".")
    claimed = f".{ending.lower()}" if dot else ""
    if known.get(claimed, claimed) == suffix:
        return name
    return (stem if dot and len(ending) <= 5 else name) + suffix


def _unaccepted(file: BinaryIO, name: str, kinds: Collection[Kind]) -> str:
    file.seek(0)
    why = refusals.reason(file.read(signatures.HEAD))
    if why:
        return f"Tệp “{name}” {why}"
    return f"Không nhận ra tệp “{name}” là loại gì. Ở đây chỉ nhận: {kinds_text(kinds)}."


def _in_megabytes(size: int) -> str:
    return f"{size / (1024 * 1024):.1f} MB".replace(".", ",")


def _sha256(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    content.seek(0)
    while block := content.read(1024 * 1024):
        digest.update(block)
    content.seek(0)
    return digest.hexdigest()
