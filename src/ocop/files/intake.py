"""How much of an upload reaches the disk at all."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from ocop.files.limits import LARGEST


class BoundedUploadHandler(FileUploadHandler):
    """First in the chain: what exceeds the largest limit is read and dropped, not stored.

    The shortened file is still longer than any limit, so the check refuses it with its own words.
    """

    received = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.received > LARGEST:
            return None
        self.received += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


# The name of the field that carries a private key, in every form that has one.
KEY_FIELD = "signing_key"
KEY_LIMIT = 64 * 1024


class KeyUploadHandler(FileUploadHandler):
    """Keeps a private key in memory only, whatever its size: no temporary file ever holds it.

    What exceeds `KEY_LIMIT` is dropped; the rest is still longer, so the form refuses it.
    """

    content: BytesIO | None = None

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.content = None
        if self.field_name == KEY_FIELD:
            self.content = BytesIO()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.content is None:
            return raw_data
        if self.content.tell() <= KEY_LIMIT:
            self.content.write(raw_data[: KEY_LIMIT + 1])
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if self.content is None:
            return None
        size = self.content.tell()
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content, self.field_name, self.file_name, self.content_type, size, None
        )
