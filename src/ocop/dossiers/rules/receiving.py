"""The office part of Mẫu số 01: the number of the form, its date, the samples. Pure."""

import datetime as dt

from ocop.kernel.findings import Finding, Weight

# Điều 6.2.d QĐ 26/2026/QĐ-TTg: 05 sample products, none for tourism services.
SAMPLES = 5


def receipt_number(serial: int, province_code: str, commune_code: str, year: int) -> str:
    """The form number of Mẫu số 01, `Phiếu số: …/PĐK-(Mã tỉnh)-(Mã xã)-(Năm)`.

    >>> receipt_number(7, "82", "29929", 2026)
    '07/PĐK-82-29929-2026'
    """
    return f"{serial:02d}/PĐK-{province_code}-{commune_code}-{year}"


def date_findings(
    day: dt.date,
    *,
    not_before: dt.date,
    after_what: str,
    today: dt.date,
    what: str = "Ngày nhận",
    place: str = "received_on",
) -> list[Finding]:
    """An act is not older than what it acts on and not in the future; `what` names its day."""
    if day > today:
        return [Finding(f"{what} không thể sau hôm nay.", place)]
    if day < not_before:
        return [Finding(f"{what} không thể trước {after_what} {not_before:%d/%m/%Y}.", place)]
    return []


def sample_findings(samples: int, *, are_needed: bool) -> list[Finding]:
    """Fewer than 05 samples is shown and recorded, and does not stop the receipt (Điều 6.2.d)."""
    if not are_needed or samples >= SAMPLES:
        return []
    return [
        Finding(
            f"Mới có {samples} trong {SAMPLES:02d} sản phẩm mẫu. Hồ sơ gửi tỉnh phải kèm đủ {SAMPLES:02d}.",
            "samples",
            "Điều 6.2.d QĐ 26/2026/QĐ-TTg",
            Weight.WARNING,
        )
    ]
