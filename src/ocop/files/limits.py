"""What may be uploaded and how large: said to people in advance, checked afterwards."""

from collections.abc import Collection

from ocop.files.models import StoredFile

Kind = StoredFile.Kind

MEGABYTE = 1024 * 1024
IMAGE_LIMIT = 20 * MEGABYTE
PDF_LIMIT = 50 * MEGABYTE
AUDIO_LIMIT = 50 * MEGABYTE
VIDEO_LIMIT = 200 * MEGABYTE

LIMITS = {
    Kind.IMAGE: IMAGE_LIMIT,
    Kind.PDF: PDF_LIMIT,
    Kind.AUDIO: AUDIO_LIMIT,
    Kind.VIDEO: VIDEO_LIMIT,
}
LARGEST = max(LIMITS.values())

# Mẫu số 02 takes the product's story as text, picture, sound or film.
ALL_KINDS = frozenset(Kind)
IMAGES = frozenset({Kind.IMAGE})
DOCUMENTS = frozenset({Kind.IMAGE, Kind.PDF})
SIGNED_PAPERS = frozenset({Kind.PDF})

_NAMES = {
    Kind.IMAGE: "ảnh JPEG, PNG, WebP",
    Kind.PDF: "PDF",
    Kind.AUDIO: "âm thanh MP3, M4A, WAV, OGG",
    Kind.VIDEO: "phim MP4, MOV, WebM",
}
_ACCEPTED = {
    Kind.IMAGE: ".jpg,.jpeg,.png,.webp",
    Kind.PDF: ".pdf",
    Kind.AUDIO: ".mp3,.m4a,.wav,.ogg,.oga",
    Kind.VIDEO: ".mp4,.m4v,.mov,.webm",
}


def limits_text(kinds: Collection[Kind] = ALL_KINDS) -> str:
    """The sentence beside an upload field.

    >>> limits_text(DOCUMENTS)
    'Nhận ảnh JPEG, PNG, WebP đến 20 MB; PDF đến 50 MB.'
    """
    parts = (f"{_NAMES[kind]} đến {megabytes(LIMITS[kind])}" for kind in Kind if kind in kinds)
    return f"Nhận {'; '.join(parts)}."


def kinds_text(kinds: Collection[Kind]) -> str:
    """The kinds without their sizes: `ảnh JPEG, PNG, WebP; PDF`."""
    return "; ".join(_NAMES[kind] for kind in Kind if kind in kinds)


def accepted_suffixes(kinds: Collection[Kind] = ALL_KINDS) -> str:
    """The `accept` attribute of an upload control; a help for choosing, never a check."""
    return ",".join(_ACCEPTED[kind] for kind in Kind if kind in kinds)


def megabytes(size: int) -> str:
    """A limit as people read it: `20 MB`."""
    return f"{size // MEGABYTE} MB"
