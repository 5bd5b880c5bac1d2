"""After the star: cases of withdrawal in two states, and what buyers reported."""

import datetime as dt

from ocop.demo.drafts import World
from ocop.kernel import clock
from ocop.misuse.services import Filed, close_report, file_report, look_at
from ocop.places.models import Level, Unit
from ocop.recognition.services.decisions import DecisionPaper
from ocop.register.models import Certificate
from ocop.register.withdrawing import standing
from ocop.withdrawals.services import (
    decide_withdrawal,
    enter_reply,
    hear_producer,
    propose_withdrawal,
    verify,
)

# Documentation addresses (RFC 5737): they belong to nobody.
BUYERS = ("192.0.2.1", "192.0.2.2", "192.0.2.3")


def show_withdrawals_and_reports(world: World) -> None:
    """One case in verification, one decided, three reports; nothing without sample certificates."""
    certificates = list(
        standing(Certificate.objects.filter(recognition__product__is_sample=True))
        .filter(recognition__star__lt=5, expires_on__gte=clock.today())
        .select_related(
            "recognition__product__producer",
            "recognition__product__current_commune__province_today",
            "recognition__product__commune__province_today",
        )
        .order_by("recognition__product__folded_name")
    )
    if len(certificates) < 3:
        return
    in_verification, decided, reported = certificates[:3]
    _in_verification(in_verification, world)
    _decided(decided, world)
    _reports(reported, decided, world)


def _in_verification(certificate: Certificate, world: World) -> None:
    case = propose_withdrawal(
        certificate=certificate,
        ground="b",
        source="inspection",
        conclusion_number="12/KL-SNNMT (mẫu)",
        conclusion_issuer="Đoàn kiểm tra của tỉnh (mẫu)",
        concluded_on=_day(certificate, 6),
        note="Nhãn mới không còn ghi vùng nguyên liệu như hồ sơ đã chấm (mẫu).",
        file=None,
        by=world.people["kiemtra"],
    )
    tomorrow = clock.today() + dt.timedelta(days=4)
    hear_producer(case=case, reply_due_on=tomorrow, by=world.people["tinh"])
    enter_reply(
        case=case,
        words="Cơ sở đang in lại nhãn, gửi ảnh nhãn mới trong tuần này (mẫu).",
        said_on=clock.today(),
        file=None,
        by=world.people["tinh"],
    )


def _decided(certificate: Certificate, world: World) -> None:
    case = propose_withdrawal(
        certificate=certificate,
        ground="đ",
        source="commune",
        conclusion_number="45/XN-UBND (mẫu)",
        conclusion_issuer="Ủy ban nhân dân xã (mẫu)",
        concluded_on=_day(certificate, 12),
        note="Cơ sở đã nghỉ làm món này, không còn hàng bán ra (mẫu).",
        file=None,
        by=world.people["tinh"],
    )
    verify(
        case=case,
        found="Đến tận nơi, xưởng đã đóng. Đề nghị thu hồi (mẫu).",
        heard="Chủ cơ sở xác nhận trong biên bản làm việc của xã (mẫu).",
        verified_on=_day(certificate, 8),
        by=world.people["tinh"],
    )
    decide_withdrawal(
        cases=[case],
        paper=DecisionPaper(
            number="215/QĐ-UBND (mẫu)",
            signed_on=_day(certificate, 4),
            signer_title="Chủ tịch (mẫu)",
        ),
        by=world.people["lanhdaotinh"],
    )


def _reports(standing_one: Certificate, withdrawn: Certificate, world: World) -> None:
    shop = Unit.objects.filter(level=Level.COMMUNE, code="29905", valid_to=None).first()
    office = world.people["tinh"]
    file_report(
        filed=Filed(
            kind="expired",
            product_name="",
            words="Quầy vẫn bày hàng có in sao (mẫu).",
            shop="Cửa hàng đặc sản (mẫu)",
            certificate=withdrawn,
            commune=shop,
        ),
        address=BUYERS[0],
        is_sample=True,
    )
    looking = file_report(
        filed=Filed(
            kind="wrong_star",
            product_name="",
            words="Nhãn ghi 5 sao, tra mã thấy 4 sao (mẫu).",
            shop="Trang bán hàng trên mạng (mẫu)",
            certificate=standing_one,
        ),
        address=BUYERS[1],
        is_sample=True,
    )
    look_at(report=looking, internal_note="Đã gọi hỏi cơ sở (mẫu).", by=office)
    closed = file_report(
        filed=Filed(
            kind="fake",
            product_name="Mắm cá không rõ nguồn (mẫu)",
            words="Tem in mờ, không quét được (mẫu).",
            shop="Chợ (mẫu)",
            commune=shop,
        ),
        address=BUYERS[2],
        is_sample=True,
    )
    close_report(
        report=closed,
        verdict="handed_over",
        answer="Sản phẩm không có trong sổ. Đã chuyển Quản lý thị trường kiểm tra (mẫu).",
        internal_note="",
        by=office,
    )


def _day(certificate: Certificate, days: int) -> dt.date:
    """So many days ago, but not before the certificate was issued."""
    return max(clock.today() - dt.timedelta(days=days), certificate.issued_on)
