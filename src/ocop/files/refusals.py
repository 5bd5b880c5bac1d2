"""Why a file is not taken, in words that say what to do instead."""

import puremagic

_PROGRAM = (
    "là một chương trình chạy trên máy, không phải giấy tờ. Chương trình không được nhận; "
    "hãy kiểm tra lại tệp và máy của bạn."
)
_WEB = (
    "là trang web hoặc hình vẽ SVG, có thể chứa mã chạy ngầm nên không được nhận. "
    "Hãy chụp ảnh màn hình hoặc lưu thành PDF rồi gửi lại."
)
_OFFICE = (
    "là tài liệu Word, Excel hoặc PowerPoint. Hãy mở tài liệu, chọn “Lưu thành PDF” "
    "rồi gửi tệp PDF, để mọi người mở ra đều thấy giống nhau."
)
_ARCHIVE = "là tệp nén. Hãy mở tệp nén rồi gửi từng ảnh hoặc từng PDF bên trong."
_HEIC = (
    "là ảnh HEIC của iPhone. Trên iPhone, vào Cài đặt → Camera → Định dạng, chọn "
    "“Tương thích nhất” rồi chụp lại; hoặc gửi ảnh chụp màn hình."
)
_TEXT = "là tệp chữ. Hãy in hoặc lưu thành PDF rồi gửi lại."

_BY_SUFFIX = {
    **dict.fromkeys((".exe", ".dll", ".drv", ".sys", ".appimage", ".apk", ".class"), _PROGRAM),
    **dict.fromkeys((".html", ".htm", ".svg", ".xml", ".xhtml"), _WEB),
    **dict.fromkeys((".doc", ".xls", ".ppt", ".rtf", ".odt"), _OFFICE),
    **dict.fromkeys(
        (".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".zip", ".cab"), _ARCHIVE
    ),
    **dict.fromkeys((".heic", ".heif"), _HEIC),
}
_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"@echo")
_WEB_MARKS = (b"<html", b"<!doctype", b"<svg", b"<script", b"<?xml", b"<body", b"<iframe")
_OFFICE_PARTS = (b"word/", b"xl/", b"ppt/", b"[Content_Types].xml", b"opendocument")


def reason(head: bytes) -> str:
    """What the file is and what to do instead: the sentence after its name; "" where unknown."""
    if head.startswith(_PROGRAM_STARTS):
        return _PROGRAM
    if any(mark in head[:4096].lower() for mark in _WEB_MARKS):
        return _WEB
    if head.startswith(b"PK"):
        return _OFFICE if any(part in head for part in _OFFICE_PARTS) else _ARCHIVE
    try:
        suffix = puremagic.magic_string(head)[0].extension.lower()
    except puremagic.PureError:
        return _TEXT if _is_text(head) else ""
    return _BY_SUFFIX.get(suffix, "")


def _is_text(head: bytes) -> bool:
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in head
