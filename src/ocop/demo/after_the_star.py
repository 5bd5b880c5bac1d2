"""After the star: cases of withdrawal in two states, and what buyers reported."""

import datetime as dt

from ocop.demo.drafts import World
from ocop.demo.pictures import product_photo
from ocop.kernel import clock
from ocop.law.calendars import add_months
from ocop.misuse.services import Filed, close_report, file_report, look_at
from ocop.places.models import Level, Unit
from ocop.products.models import Product
from ocop.products.services import add_photo, register_product
from ocop.recognition.services.decisions import DecisionPaper
from ocop.register.models import Certificate, EvaluationKind, IssuerLevel
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars
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
    """One case in verification, one decided, three reports, about products of their own."""
    products = list(world.products.values())
    in_verification = _recognised("Chả cá thát lát cuộn lá sen (mẫu)", 4, products[0], world)
    decided = _recognised("Kẹo chuối cuộn bánh tráng (mẫu)", 3, products[-1], world)
    _in_verification(in_verification, world)
    _decided(decided, world)
    _reports(in_verification, decided, world)


def _recognised(name: str, star: int, like: Product, world: World) -> Certificate:
    """A certificate of ten months ago, of a product made where `like` is made."""
    office = world.people["tinh"]
    product = register_product(
        producer=like.producer,
        name=name,
        commune=like.commune,
        by=world.owner_of(like),
        is_sample=True,
        leaf=like.leaf,
    )
    owner = world.owner_of(like)
    photo = product_photo(name, product.leaf or 0, owner)
    add_photo(product=product, file=photo, by=owner, caption="Ảnh mẫu")
    signed_on = add_months(clock.today(), -10)
    [recognition] = record_stars(
        stars=[
            RecordedStar(
                product=product,
                star=star,
                commune=product.commune,
                source_note="Danh sách mẫu",
                kind=EvaluationKind.FIRST,
                decision=RecordedDecision(
                    f"{40 + star}/QĐ-UBND (mẫu)",
                    signed_on,
                    IssuerLevel.PROVINCE,
                    product.commune.parent,
                ),
                certificate_number=f"MẪU-{product.pk}/{signed_on.year}",
                product_code=f"82-{product.commune.code}-{product.pk}-{signed_on.year}",
            )
        ],
        actor=office.actor,
    )
    return recognition.certificate


def _in_verification(certificate: Certificate, world: World) -> None:
    case = propose_withdrawal(
        certificate=certificate,
        ground="b",
        source="inspection",
        conclusion_number="12/KL-SNNMT (mẫu)",
        conclusion_issuer="Đoàn kiểm tra của tỉnh (mẫu)",
        concluded_on=_days_ago(6),
        note="Nhãn mới không còn ghi vùng nguyên liệu như hồ sơ đã chấm (mẫu).",
        file=None,
        by=world.people["kiemtra"],
    )
    reply_due_on = clock.today() + dt.timedelta(days=4)
    hear_producer(case=case, reply_due_on=reply_due_on, by=world.people["tinh"])
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
        concluded_on=_days_ago(12),
        note="Cơ sở đã nghỉ làm món này, không còn hàng bán ra (mẫu).",
        file=None,
        by=world.people["tinh"],
    )
    verify(
        case=case,
        found="Đến tận nơi, xưởng đã đóng. Đề nghị thu hồi (mẫu).",
        heard="Chủ cơ sở xác nhận trong biên bản làm việc của xã (mẫu).",
        verified_on=_days_ago(8),
        by=world.people["tinh"],
    )
    decide_withdrawal(
        cases=[case],
        paper=DecisionPaper(
            number="215/QĐ-UBND (mẫu)",
            signed_on=_days_ago(4),
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


def _days_ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)
