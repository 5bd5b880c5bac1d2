"""A buyer files a report, without an account."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.accounts.queries import officials_of
from ocop.accounts.roles import Role
from ocop.files.checks import CheckedFile
from ocop.files.services import store_upload
from ocop.kernel import audit, clock, codes
from ocop.kernel.audit import Actor
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.misuse.models import Report
from ocop.misuse.services.limits import count_one
from ocop.misuse.states import OPEN_STATES
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.places.models import Unit
from ocop.register.models import Certificate

REPORTER = Actor(id="", label="Người mua (không có tài khoản)")
CODE_LENGTH = 10


@dataclass(frozen=True)
class Filed:
    """What the reporter typed; `commune` is the place of the shop, `contact` may be blank."""

    kind: str
    product_name: str
    words: str = ""
    shop: str = ""
    contact: str = ""
    certificate: Certificate | None = None
    commune: Unit | None = None
    photo: CheckedFile | None = None


def file_report(*, filed: Filed, address: str, is_sample: bool = False) -> Report:
    """Keep a report; `address` is the sender's network address, counted by hash and not kept.

    Beyond `OCOP_OPEN_REPORTS_A_PRODUCT` open reports about one certificate, further ones join the
    oldest. Effects: the report, a link in the chain without words or contact, a notice to the
    office once a day. Raises RefusedError at "kind", "product_name" or "photo", or when this
    address has sent too many; that is counted even where the report is refused.
    """
    count_one(address)
    return _keep(filed, is_sample)


@transaction.atomic
def _keep(filed: Filed, is_sample: bool) -> Report:
    if filed.kind not in Report.Kind.values:
        raise RefusedError(_("Chọn chuyện bạn muốn báo."), field="kind")
    certificate = filed.certificate
    name = nfc(filed.product_name) or (certificate.recognition.product.name if certificate else "")
    if not name:
        raise RefusedError(_("Ghi mã trên nhãn, hoặc tên sản phẩm."), field="product_name")
    report = Report.objects.create(
        follow_code=_free_code(),
        kind=filed.kind,
        certificate=certificate,
        product_name=name[:200],
        words=filed.words.strip(),
        shop=nfc(filed.shop),
        commune=filed.commune,
        province=_province(certificate, filed.commune),
        photo=store_upload(filed.photo, None, field="photo") if filed.photo else None,
        contact=filed.contact.strip(),
        merged_into=_crowded(certificate) if certificate else None,
        filed_at=clock.now(),
        is_sample=is_sample,
    )
    audit.record(
        act="misuse_reported",
        actor=REPORTER,
        subject=f"report:{report.pk}",
        facts={
            "kind": report.kind,
            "certificate": certificate.short_code if certificate else None,
            "photo_sha256": report.photo.sha256 if report.photo else None,
        },
    )
    _tell(report)
    return report


def _province(certificate: Certificate | None, commune: Unit | None) -> Unit | None:
    if certificate:
        product = certificate.recognition.product
        return (product.current_commune or product.commune).province_today
    return commune.province_today if commune else None


def _crowded(certificate: Certificate) -> Report | None:
    """The oldest open report where there are as many as an office reads one by one."""
    alone = Report.objects.filter(
        certificate=certificate, state__in=OPEN_STATES, merged_into=None
    ).order_by("filed_at", "pk")
    if alone.count() < settings.OCOP_OPEN_REPORTS_A_PRODUCT:
        return None
    return alone.first()


def _tell(report: Report) -> None:
    """Once a day for each office: a flood of reports is no flood of mails."""
    place = report.province_id
    roles = (Role.PROVINCE_OFFICE,) if place else (Role.MINISTRY_OFFICE,)
    notify(
        to=officials_of(*roles, unit_id=place),
        key=f"misuse-new:{place or 'ministry'}:{clock.today():%Y-%m-%d}",
        kind=NoticeKind.MISUSE,
        title="Hôm nay có phản ánh mới của người mua",
        body=f"Phản ánh đầu tiên: {report.product_name}. {report.get_kind_display()}.",
        link="/ban-lam-viec/phan-anh/?loc=moi",
    )


def _free_code() -> str:
    while Report.objects.filter(follow_code=(code := codes.random_code(CODE_LENGTH))).exists():
        continue
    return code
