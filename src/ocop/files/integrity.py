"""Do stored files still have the content they came with?"""

import hashlib
from collections.abc import Iterable
from typing import BinaryIO

from django.db.models.fields.files import FieldFile

from ocop.files.models import StoredFile


def sha256_of_file(content: BinaryIO | FieldFile) -> str:
    """Hexadecimal SHA-256 of an open file, read from its beginning and left there."""
    digest = hashlib.sha256()
    content.seek(0)
    for block in iter(lambda: content.read(1 << 20), b""):
        digest.update(block)
    content.seek(0)
    return digest.hexdigest()


def first_changed_file(files: Iterable[StoredFile] | None = None) -> tuple[str, str] | None:
    """The first of `files` (all by default) that is missing or changed, as id and reason.

    An image's preview counts too: it is what people look at. None when all agree.
    """
    every = StoredFile.objects.order_by("pk").iterator(chunk_size=200)
    for stored in every if files is None else files:
        kept = [(stored.content, stored.sha256, "tệp")]
        if stored.preview:
            kept.append((stored.preview, stored.preview_sha256, "ảnh xem nhanh của tệp"))
        for field, sha256, what in kept:
            try:
                with field.open("rb") as content:
                    found = sha256_of_file(content)
            except FileNotFoundError:
                return str(stored.pk), f"Không còn {what} “{stored.name}” trên đĩa."
            if found != sha256:
                return str(stored.pk), f"Nội dung {what} “{stored.name}” đã bị sửa."
    return None
