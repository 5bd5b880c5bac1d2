"""When a certificate may have a new paper, and what must stand on the office's order for it."""

import datetime as dt
from typing import Protocol

from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.register.models import Certificate, CertificateEdition
from ocop.register.queries import status_of
from ocop.register.status import Status, StatusKind

Kind = CertificateEdition.Kind
Reason = CertificateEdition.Reason
REASONS: dict[str, tuple[Reason, ...]] = {
    Kind.CORRECTION: (Reason.MISPRINT,),
    Kind.REISSUE: (Reason.LOST, Reason.DAMAGED),
    Kind.REPLACEMENT: (Reason.OWNER, Reason.LEGAL_FORM, Reason.NAME, Reason.PLACE),
}


class OrderedPaper(Protocol):
    """The part of `EditionPaper` that is checked."""

    @property
    def reason(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def issued_on(self) -> dt.date: ...
    @property
    def basis_number(self) -> str: ...
    @property
    def basis_date(self) -> dt.date: ...


def why_no_new_paper(status: Status) -> str:
    """Why a certificate in this state gets no new paper; "" where it may have one."""
    since = f" từ ngày {status.since:%d/%m/%Y}" if status.since else ""
    match status.kind:
        case StatusKind.WITHDRAWN:
            return f"Giấy đã bị thu hồi{since} (Điều 8), không cấp bản mới được."
        case StatusKind.REPLACED:
            return f"Giấy đã được thay bằng lần công nhận mới{since}. Hãy mở giấy mới nhất."
        case StatusKind.EXPIRED:
            return f"Giấy đã hết hiệu lực{since}. Muốn có sao thì đánh giá lại (Điều 7.6)."
        case StatusKind.NOT_YET_ISSUED:
            return "Giấy chưa đến ngày có hiệu lực."
    return "" if status.is_valid else "Chưa đủ dữ liệu về giấy này."


def check_standing(certificate: Certificate) -> None:
    """Raises RefusedError with the reason where the certificate is not valid today."""
    if reason := why_no_new_paper(status_of(certificate, clock.today())):
        raise RefusedError(reason)


def check_paper(kind: str, paper: OrderedPaper, *, not_before: dt.date) -> None:
    """The order for a new paper is whole and in order of time. Raises RefusedError at its field.

    `not_before` is the day of the paper before.
    """
    if paper.reason not in REASONS[kind]:
        raise RefusedError("Hãy chọn lý do.", field="reason")
    if kind != Kind.REISSUE and not nfc(paper.note):
        raise RefusedError("Ghi rõ chỗ thay đổi: trước là gì, nay là gì.", field="note")
    if not nfc(paper.basis_number):
        raise RefusedError("Ghi số quyết định hoặc văn bản của lãnh đạo.", field="basis_number")
    today = clock.today()
    if not not_before <= paper.basis_date <= today:
        raise RefusedError(
            f"Ngày văn bản phải từ ngày cấp bản trước ({not_before:%d/%m/%Y}) đến hôm nay.",
            field="basis_date",
        )
    if not paper.basis_date <= paper.issued_on <= today:
        raise RefusedError(
            "Ngày cấp không trước ngày văn bản và không ở tương lai.", field="issued_on"
        )
