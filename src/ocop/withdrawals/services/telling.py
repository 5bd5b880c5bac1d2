"""Who hears of a decision: the producer and the bodies concerned (Điều 8.3.c)."""

from django.conf import settings
from django.db import transaction

from ocop.jobs.queue import enqueue
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.register.models import Decision
from ocop.withdrawals import policy
from ocop.withdrawals.models import OfficeLetter, Withdrawal
from ocop.withdrawals.services.records import offices_concerned, producers_people


def tell_withdrawn(case: Withdrawal, decision: Decision) -> None:
    """Notices in the application, and letters to the addresses of market surveillance."""
    certificate = case.certificate
    product = certificate.recognition.product
    words = (
        f"Quyết định {decision.number} ngày {decision.signed_on:%d/%m/%Y}. Căn cứ: điểm "
        f"{case.ground} Điều 8.1, {case.get_ground_display().lower()}. "
    )
    notify(
        to=producers_people(certificate),
        key=f"withdrawal-decided:{case.pk}",
        kind=NoticeKind.WITHDRAWAL,
        title=f"Giấy chứng nhận {certificate.number} của {product.name} đã bị thu hồi",
        body=words + "Từ ngày đó không được dùng sao OCOP trên nhãn, quảng cáo, gian hàng.",
        link=f"/co-so/thu-hoi/{case.pk}/",
    )
    notify(
        to=offices_concerned(certificate),
        key=f"withdrawal-decided-office:{case.pk}",
        kind=NoticeKind.WITHDRAWAL,
        title=f"Đã thu hồi: {product.name}, {product.producer.name}",
        body=f"{words}Giấy {certificate.number}, {certificate.recognition.star} sao.",
        link=f"/c/{certificate.short_code}",
    )
    _write_letters(
        case,
        decision,
        f"Thu hồi giấy chứng nhận OCOP: {product.name}",
        f"{words}\nSản phẩm: {product.name}\nChủ thể: {product.producer.name}\n"
        f"Giấy chứng nhận: {certificate.number}, {certificate.recognition.star} sao",
    )


def tell_annulled(case: Withdrawal, decision: Decision) -> None:
    """The same people hear that the star counts again."""
    certificate = case.certificate
    product = certificate.recognition.product
    words = f"Quyết định {decision.number} ngày {decision.signed_on:%d/%m/%Y}."
    for people, key, link in (
        (producers_people(certificate), "annulled", f"/co-so/thu-hoi/{case.pk}/"),
        (offices_concerned(certificate), "annulled-office", f"/c/{certificate.short_code}"),
    ):
        notify(
            to=people,
            key=f"withdrawal-{key}:{case.pk}",
            kind=NoticeKind.WITHDRAWAL,
            title=f"Hủy quyết định thu hồi: {product.name}. Giấy chứng nhận có giá trị lại",
            body=words,
            link=link,
        )
    _write_letters(
        case,
        decision,
        f"Hủy quyết định thu hồi: {product.name}",
        f"{words}\nGiấy chứng nhận {certificate.number} của {product.name}, "
        f"{product.producer.name}, có giá trị lại.",
    )


def _write_letters(case: Withdrawal, decision: Decision, title: str, body: str) -> None:
    """One letter for each address and decision; further products are added to its words."""
    page = f"\nTra cứu: {settings.OCOP_PUBLIC_ADDRESS}/c/{case.certificate.short_code}\n"
    addresses = _addresses(case)
    for address in addresses:
        letter, is_new = OfficeLetter.objects.get_or_create(
            decision=decision,
            address=address,
            defaults={"subject": title[:200], "body": body + page},
        )
        if not is_new:
            letter.body += f"\n{body}{page}"
            letter.save(update_fields=["body"])
    if addresses:
        transaction.on_commit(_ask_for_sending)


def _ask_for_sending() -> None:
    enqueue("ocop.withdrawals.letters.send_some", title="Gửi thư báo thu hồi")


def _addresses(case: Withdrawal) -> list[str]:
    province = policy.province_of(case.certificate)
    code = province.code if province else ""
    return [
        address
        for place, address in settings.OCOP_MARKET_SURVEILLANCE
        if not place or place == code
    ]
