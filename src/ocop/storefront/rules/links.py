"""Links to shops elsewhere: https only, to a named host, shown by that host."""

import ipaddress
from urllib.parse import urlsplit

from ocop.kernel.errors import RefusedError
from ocop.storefront.rules.limits import ADDRESS_OF_A_LINK

_PLATFORMS = {
    "shopee.vn": "Shopee",
    "lazada.vn": "Lazada",
    "tiki.vn": "Tiki",
    "sendo.vn": "Sendo",
    "postmart.vn": "Postmart",
    "buudien.vn": "Nông sản Bưu điện",
    "voso.vn": "Vỏ Sò",
    "tiktok.com": "TikTok",
    "facebook.com": "Facebook",
    "zalo.me": "Zalo",
    "youtube.com": "YouTube",
}


def tidy_link(typed: str, *, field: str = "url") -> str:
    """The link as it will stand on the page. Raises RefusedError at `field`.

    >>> tidy_link("shopee.vn/kho-ca")
    'https://shopee.vn/kho-ca'
    """
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        has_port = parts.port is not None
    except (ValueError, UnicodeError):
        raise RefusedError(
            "Đường dẫn chưa đúng. Hãy chép lại từ trình duyệt.", field=field
        ) from None
    if parts.scheme != "https":
        raise RefusedError("Đường dẫn phải bắt đầu bằng https://.", field=field)
    if parts.username or parts.password or has_port or not _is_name(host):
        raise RefusedError("Đường dẫn chưa đúng. Hãy chép lại từ trình duyệt.", field=field)
    if any(mark.isspace() or not mark.isprintable() or mark in "<>\"'`\\" for mark in text):
        raise RefusedError("Đường dẫn có dấu cách hoặc dấu lạ. Hãy chép lại.", field=field)
    tidy = parts._replace(netloc=host).geturl()
    if len(tidy) > ADDRESS_OF_A_LINK:
        raise RefusedError(f"Đường dẫn dài quá {ADDRESS_OF_A_LINK} chữ.", field=field)
    return tidy


def host_of(link: str) -> str:
    """The host a reader is led to, without "www."."""
    return (urlsplit(link).hostname or "").removeprefix("www.")


def platform_of(link: str) -> str:
    """The platform's name, or the host where it is none of the known ones.

    >>> platform_of("https://www.facebook.com/kho"), platform_of("https://khoca.example.vn")
    ('Facebook', 'khoca.example.vn')
    """
    host = host_of(link)
    for known, name in _PLATFORMS.items():
        if host == known or host.endswith(f".{known}"):
            return name
    return host


def _is_name(host: str) -> bool:
    """A public host has a dot and letters at its end; an address of numbers is none."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        return "." in host and len(last) > 1 and not last.isdigit()
    return False
