"""Small real files of every kind, as a person would upload them."""

import io
import wave

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
ENCRYPTED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R")
_MP3_FRAME = b"\xff\xfb\x90\x00".ljust(417, b"\0")
MP3 = b"ID3\x04\0\0\0\0\0\x0a".ljust(20, b"\0") + _MP3_FRAME * 3
OGG = b"OggS".ljust(28, b"\0") + b"OpusHead" + b"\0" * 40
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 40


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """The file as a form hands it in; the declared type is a lie on purpose."""
    return SimpleUploadedFile(name, content, content_type="image/png")


def picture(size: tuple[int, int] = (60, 40), form: str = "JPEG", **options: object) -> bytes:
    """A plain picture."""
    content = io.BytesIO()
    Image.new("RGB", size, (160, 90, 40)).save(content, form, **options)
    return content.getvalue()


def picture_with_position() -> bytes:
    """A JPEG lying on its side, with the place where it was taken in its EXIF."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Máy ảnh thử"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif, comment=b"ghi chu rieng")


def sound() -> bytes:
    """A tenth of a second of silence as WAV."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setparams((1, 2, 8000, 800, "NONE", ""))
        file.writeframes(b"\0\0" * 800)
    return content.getvalue()


def box(name: bytes, content: bytes = b"") -> bytes:
    """One box of the MPEG-4 family."""
    return (len(content) + 8).to_bytes(4, "big") + name + content


def film(brand: bytes = b"isom", track: bytes = b"vide") -> bytes:
    """The boxes of a short film."""
    index = box(b"hdlr", b"\0" * 8 + track + b"\0" * 12)
    return box(b"ftyp", brand + b"\0\0\2\0") + box(b"mdat", b"\0" * 64) + box(b"moov", index)
