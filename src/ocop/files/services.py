"""Storing an upload: checked, written, and taken away again if the act around it fails."""

import weakref
from collections.abc import Collection
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

from ocop.accounts.models import User
from ocop.files import images
from ocop.files.checks import CheckedFile, Upload, check
from ocop.files.integrity import sha256_of_file
from ocop.files.limits import ALL_KINDS, Kind
from ocop.files.models import StoredFile


@transaction.atomic
def store_upload(
    upload: Upload | CheckedFile,
    by: User | None,
    *,
    kinds: Collection[Kind] = ALL_KINDS,
    field: str = "file",
) -> StoredFile:
    """Check an upload and keep it, an image with its preview; what an `UploadField` has checked is not checked twice.

    Raises RefusedError at `field` for a file that is not of `kinds`, too large, broken, or not
    what it claims. If the surrounding transaction is rolled back, the bytes leave the disk too.
    """
    if not isinstance(upload, CheckedFile):
        upload = check(upload, kinds=kinds, field=field)
    stored = StoredFile(
        kind=upload.kind,
        media_type=upload.media_type,
        name=upload.name,
        size=upload.size,
        sha256=upload.sha256,
        uploaded_by=by,
    )
    # The disk never sees a name that a person chose.
    suffix = upload.name[upload.name.rindex(".") :].lower()
    write_content(stored.content, f"{stored.pk}{suffix}", upload.content)
    preview = images.preview(upload.content) if upload.kind is Kind.IMAGE else None
    if preview:
        stored.preview_sha256 = sha256_of_file(preview)
        write_content(stored.preview, f"{stored.pk}-nho{images.PREVIEW_TYPE.suffix}", preview)
    stored.save()
    return stored


def write_content(field: FieldFile, name: str, content: BinaryIO) -> None:
    """Write bytes under a name of ours; they leave the disk if the transaction is rolled back."""
    field.save(name, File(content), save=False)
    _delete_unless_committed(field.storage, str(field.name))


class _Pending:
    """Held only by the transaction's list of things to do after commit."""


def _delete_unless_committed(storage: Storage, name: str) -> None:
    """Django has no hook for a rollback, but it forgets the callbacks of a transaction that failed.

    The callback holds `pending`; when it is forgotten uncalled, `pending` goes and the file with it.
    """
    pending = _Pending()
    deletion = weakref.finalize(pending, storage.delete, name)

    def keep(_: _Pending = pending) -> None:
        deletion.detach()

    transaction.on_commit(keep)
