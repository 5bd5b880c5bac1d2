"""Do stored files still have the content they came with?"""

import hashlib

from ocop.files.models import StoredFile


def first_changed_file() -> tuple[str, str] | None:
    """The first file (id, reason) that is missing or whose SHA-256 has changed; None when all agree."""
    for stored in StoredFile.objects.order_by("uploaded_at").iterator(chunk_size=200):
        digest = hashlib.sha256()
        try:
            with stored.content.open("rb") as content:
                for block in iter(lambda: content.read(1 << 20), b""):
                    digest.update(block)
        except FileNotFoundError:
            return str(stored.pk), f"Không còn tệp “{stored.name}” trên đĩa."
        if digest.hexdigest() != stored.sha256:
            return str(stored.pk), f"Nội dung tệp “{stored.name}” đã bị sửa."
    return None
