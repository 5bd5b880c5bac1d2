"""Every upload is what it claims, whole, and within its limit; what is refused is told why."""

import hashlib
import io
import zipfile

import pytest
from PIL import Image

from ocop.files import images, limits
from ocop.files.checks import check, tidy_name
from ocop.files.limits import Kind
from ocop.kernel.errors import RefusedError
from tests.factories import uploads
from tests.factories.uploads import upload

ACCEPTED = [
    ("anh.jpg", uploads.picture(), Kind.IMAGE, "image/jpeg", "anh.jpg"),
    ("anh.PNG", uploads.picture(form="PNG"), Kind.IMAGE, "image/png", "anh.PNG"),
    ("anh.webp", uploads.picture(form="WEBP"), Kind.IMAGE, "image/webp", "anh.webp"),
    ("giấy phép.pdf", uploads.PDF, Kind.PDF, "application/pdf", "giấy phép.pdf"),
    ("kể chuyện.mp3", uploads.MP3, Kind.AUDIO, "audio/mpeg", "kể chuyện.mp3"),
    ("kể.m4a", uploads.film(b"M4A ", b"soun"), Kind.AUDIO, "audio/mp4", "kể.m4a"),
    ("ghi âm.m4a", uploads.film(b"mp42", b"soun"), Kind.AUDIO, "audio/mp4", "ghi âm.m4a"),
    ("kể.wav", uploads.sound(), Kind.AUDIO, "audio/wav", "kể.wav"),
    ("kể.oga", uploads.OGG, Kind.AUDIO, "audio/ogg", "kể.oga"),
    ("phim.mp4", uploads.film(), Kind.VIDEO, "video/mp4", "phim.mp4"),
    ("phim.mov", uploads.film(b"qt  "), Kind.VIDEO, "video/quicktime", "phim.mov"),
    ("phim.webm", uploads.WEBM, Kind.VIDEO, "video/webm", "phim.webm"),
    # The content decides; the name follows it.
    ("anh.pdf", uploads.picture(), Kind.IMAGE, "image/jpeg", "anh.jpg"),
    ("trang.html", uploads.PDF, Kind.PDF, "application/pdf", "trang.pdf"),
    ("không đuôi", uploads.PDF, Kind.PDF, "application/pdf", "không đuôi.pdf"),
]


@pytest.mark.parametrize(("name", "content", "kind", "media_type", "kept"), ACCEPTED)
def test_type_comes_from_the_content(
    name: str, content: bytes, kind: Kind, media_type: str, kept: str
) -> None:
    checked = check(upload(name, content))

    assert (checked.kind, checked.media_type, checked.name) == (kind, media_type, kept)
    stored = checked.content.read()
    assert (checked.size, checked.sha256) == (len(stored), hashlib.sha256(stored).hexdigest())
    if kind is not Kind.IMAGE:
        assert stored == content


def _zip(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "x")
    return content.getvalue()


REFUSED = [
    ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "là trang web hoặc hình vẽ SVG"),
    ("anh.jpg", b'<?xml version="1.0"?><svg onload="x()"/>', "là trang web hoặc hình vẽ SVG"),
    ("a.pdf", b"<!DOCTYPE html><script>x()</script>", "là trang web hoặc hình vẽ SVG"),
    ("giay-phep.pdf", b"MZ\x90\0" + b"\0" * 300, "là một chương trình chạy trên máy"),
    ("anh.png", b"\x7fELF\2\1\1" + b"\0" * 300, "là một chương trình chạy trên máy"),
    ("a.sh", b"#!/bin/sh\nrm -rf /\n", "là một chương trình chạy trên máy"),
    ("ho-so.zip", _zip("anh.jpg"), "là tệp nén"),
    ("ho-so.rar", b"Rar!\x1a\x07\x01\0" + b"\0" * 50, "là tệp nén"),
    ("ho-so.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, "là tệp nén"),
    ("don.docx", _zip("word/document.xml"), "là tài liệu Word, Excel hoặc PowerPoint"),
    ("bang.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "là tài liệu Word"),
    ("anh.heic", uploads.box(b"ftyp", b"heic\0\0\0\0mif1heic"), "là ảnh HEIC của iPhone"),
    ("ghi.txt", "xin chào".encode(), "là tệp chữ"),
    ("la.bin", b"\x00\x01\x02\x03\xfe" * 40, "Không nhận ra"),
    ("phim.avi", b"RIFF\0\0\0\0AVI LIST" + b"\0" * 40, "Không nhận ra"),
    ("trong.pdf", b"", "trống, không có nội dung"),
    ("thieu.pdf", uploads.PDF.replace(b"%%EOF", b""), "bị hỏng hoặc chưa tải hết"),
    ("kem-nen.pdf", uploads.PDF + _zip("a.exe"), "bị hỏng hoặc chưa tải hết"),
    ("khoa.pdf", uploads.ENCRYPTED_PDF, "có đặt mật khẩu hoặc khóa quyền"),
    ("phim.mp4", uploads.film()[:-10], "bị hỏng hoặc chưa tải hết"),
    ("ke.wav", uploads.sound()[:-100], "bị hỏng hoặc chưa tải hết"),
    ("anh.jpg", uploads.picture((900, 900), quality=95)[:900], "Không mở được ảnh này"),
    ("anh.jpg", b"\xff\xd8\xff\xe0<script>x()</script>", "Không mở được ảnh này"),
    ("gia.mp3", b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10 + b"MZ\x90\0" * 100, "Không nhận ra"),
]


@pytest.mark.parametrize(("name", "content", "words"), REFUSED)
def test_refused_files_say_why_at_the_field(name: str, content: bytes, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        check(upload(name, content), field="scan")

    assert words in refused.value.message
    assert refused.value.field == "scan"


def test_kind_not_asked_for_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        check(upload("quyet-dinh.jpg", uploads.picture()), kinds=limits.SIGNED_PAPERS)

    assert refused.value.message == "Tệp “quyet-dinh.jpg” là ảnh. Ở đây chỉ nhận: PDF."


def test_image_loses_everything_but_the_picture() -> None:
    checked = check(upload("anh.jpg", uploads.picture_with_position()))

    content = checked.content.read()
    picture = Image.open(io.BytesIO(content))
    # 60 × 40 on its side becomes 40 × 60 upright.
    assert picture.size == (40, 60)
    assert dict(picture.getexif()) == {}
    assert b"Exif" not in content
    assert b"ghi chu rieng" not in content


def test_large_image_is_reduced() -> None:
    checked = check(upload("anh.png", uploads.picture((5000, 100), "PNG")))

    assert Image.open(checked.content).size == (images.MAX_SIDE, 80)


def test_transparent_picture_stays_transparent() -> None:
    content = io.BytesIO()
    Image.new("LA", (10, 10), (200, 0)).save(content, "PNG")

    checked = check(upload("dau.png", content.getvalue()))

    assert Image.open(checked.content).mode == "RGBA"


def test_picture_with_too_many_pixels_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_PIXELS", 1000)

    with pytest.raises(RefusedError, match="quá nhiều điểm ảnh"):
        check(upload("anh.png", uploads.picture(form="PNG")))


def test_size_limit_of_each_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, Kind.PDF, 1024 * 1024)
    content = uploads.PDF.replace(b"trailer", b"%" + b" " * 1_600_000 + b"\ntrailer")

    with pytest.raises(RefusedError) as refused:
        check(upload("nang.pdf", content))

    assert refused.value.message == (
        "Tệp “nang.pdf” nặng 1,5 MB, quá mức cho phép là 1 MB. Hãy giảm dung lượng rồi gửi lại."
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Hồ sơ\\giấy  phép.pdf", "giấy phép.pdf"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("a" * 300 + ".pdf", "a" * 140 + ".pdf"),
        ("", "tệp"),
    ],
)
def test_kept_name_is_tame(given: str, kept: str) -> None:
    assert tidy_name(given) == kept


def test_limits_are_told_in_advance() -> None:
    assert limits.limits_text() == (
        "Nhận ảnh JPEG, PNG, WebP đến 20 MB; PDF đến 50 MB; "
        "âm thanh MP3, M4A, WAV, OGG đến 50 MB; phim MP4, MOV, WebM đến 200 MB."
    )
