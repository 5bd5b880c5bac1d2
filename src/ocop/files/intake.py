"""How much of an upload reaches the disk at all."""

from django.core.files.uploadhandler import FileUploadHandler

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
