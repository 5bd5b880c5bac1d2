"""What a file really is, by its first bytes; its name and the browser's word count for nothing."""

from dataclasses import dataclass
from typing import BinaryIO

from ocop.files import containers
from ocop.files.models import StoredFile

Kind = StoredFile.Kind
HEAD = 64 * 1024


@dataclass(frozen=True)
class FileType:
    """A type that is accepted: what we call it, how it is served, how its name ends."""

    kind: Kind
    media_type: str
    suffix: str


JPEG = FileType(Kind.IMAGE, "image/jpeg", ".jpg")
PNG = FileType(Kind.IMAGE, "image/png", ".png")
WEBP = FileType(Kind.IMAGE, "image/webp", ".webp")
PDF = FileType(Kind.PDF, "application/pdf", ".pdf")
MP3 = FileType(Kind.AUDIO, "audio/mpeg", ".mp3")
M4A = FileType(Kind.AUDIO, "audio/mp4", ".m4a")
WAV = FileType(Kind.AUDIO, "audio/wav", ".wav")
OGG = FileType(Kind.AUDIO, "audio/ogg", ".ogg")
MP4 = FileType(Kind.VIDEO, "video/mp4", ".mp4")
MOV = FileType(Kind.VIDEO, "video/quicktime", ".mov")
WEBM = FileType(Kind.VIDEO, "video/webm", ".webm")

_M4A_BRANDS = frozenset({b"M4A ", b"M4B "})
_MP4_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"MSNV", b"M4V "}
)


def accepted_type(file: BinaryIO) -> FileType | None:
    """The accepted type whose signature and outer structure the file has, else None."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"RIFF"):
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    if head.startswith(b"OggS"):
        return OGG if containers.is_ogg_audio(head) else None
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return WEBM if containers.is_webm(head) else None
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free"):
        return _of_mpeg4_family(file, head)
    return MP3 if containers.is_mp3(file, head) else None


def _of_mpeg4_family(file: BinaryIO, head: bytes) -> FileType | None:
    """QuickTime and its descendants name their brand; the oldest QuickTime files name none."""
    if head[4:8] != b"ftyp":
        return MOV
    brand = head[8:12]
    if brand in _M4A_BRANDS:
        return M4A
    if brand == b"qt  ":
        return MOV
    if brand not in _MP4_BRANDS:
        return None
    return MP4 if containers.has_film_track(file) else M4A
