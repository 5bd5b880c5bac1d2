"""Papers after the first: one corrected, one issued again, one replaced after a household grew."""

import datetime as dt

from ocop.demo.accounts import DONG_THAP
from ocop.demo.drafts import World
from ocop.demo.people import unit_today
from ocop.demo.pictures import product_photo
from ocop.kernel import clock
from ocop.law.calendars import add_months
from ocop.producers.models import LegalForm
from ocop.producers.services import register_producer
from ocop.products.services import add_photo, register_product
from ocop.recognition.models import NumberSeries
from ocop.recognition.queries import certificates_visible_to
from ocop.recognition.services.editions import (
    EditionPaper,
    correct_certificate,
    reissue_certificate,
)
from ocop.recognition.services.numbering import set_series
from ocop.recognition.services.offices import set_replacement_rule
from ocop.recognition.services.replacing import Change, replace_certificate
from ocop.register.models import (
    Certificate,
    CertificateEdition,
    EvaluationKind,
    IssuerLevel,
    Recognition,
)
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars

Reason = CertificateEdition.Reason
RULE = "Quyết định 18/2026/QĐ-UBND (mẫu)"
CAKE_SET = 6


def add_papers(world: World) -> None:
    """The office's rule and counter, then three certificates with a later paper each."""
    office, province = world.people["tinh"], unit_today(DONG_THAP)
    for reason, needs_evaluation in (
        (Reason.OWNER, True),
        (Reason.LEGAL_FORM, False),
        (Reason.NAME, False),
        (Reason.PLACE, False),
    ):
        set_replacement_rule(
            unit=province,
            reason=reason,
            needs_evaluation=needs_evaluation,
            basis=RULE,
            by=office,
        )
    set_series(
        unit=province,
        kind=NumberSeries.Kind.NOTICE,
        pattern="{number:02}/TB-SNNMT-{year} (mẫu)",
        next_number=40,
        restarts_yearly=True,
        by=office,
    )
    again, corrected = _issued_today(world)[:2]
    correct_certificate(
        certificate=corrected,
        paper=_order(Reason.MISPRINT, "41/SNNMT-OCOP (mẫu)", "Bản trước in sai tên chủ thể"),
        by=office,
    )
    reissue_certificate(
        certificate=again,
        paper=_order(Reason.LOST, "42/SNNMT-OCOP (mẫu)", "Chủ thể báo mất giấy"),
        by=office,
    )
    certificate = _of_a_household(world)
    product = certificate.recognition.product
    company = register_producer(
        name="Công ty TNHH Bánh phồng Tư Lúa (mẫu)",
        legal_form=LegalForm.SMALL_ENTERPRISE,
        commune=product.commune,
        by=office,
        owner=None,
        is_sample=True,
    )
    replace_certificate(
        certificate=certificate,
        paper=_order(
            Reason.LEGAL_FORM, "43/SNNMT-OCOP (mẫu)", "Trước là hộ sản xuất, nay là công ty"
        ),
        change=Change(producer=company),
        by=office,
    )


def _issued_today(world: World) -> list[Certificate]:
    """The sample certificates of 3 and 4 stars that the province's council led to."""
    rows = certificates_visible_to(world.people["tinh"])
    return list(
        rows.filter(
            recognition__product__is_sample=True,
            recognition__star__lt=5,
            recognition__source=Recognition.Source.EVALUATED,
        ).order_by("pk")
    )


def _of_a_household(world: World) -> Certificate:
    """A household's star of ten months ago, from a list; nobody of it has an account here."""
    office, commune = world.people["tinh"], _issued_today(world)[0].recognition.commune
    signed_on = add_months(clock.today(), -10)
    household = register_producer(
        name="Hộ Bánh phồng Tư Lúa (mẫu)",
        legal_form=LegalForm.HOUSEHOLD,
        commune=commune,
        by=office,
        owner=None,
        is_sample=True,
    )
    product = register_product(
        producer=household,
        name="Bánh phồng nếp Tư Lúa (mẫu)",
        commune=commune,
        by=office,
        is_sample=True,
    )
    photo = product_photo(product.name, CAKE_SET, office)
    add_photo(product=product, file=photo, by=office, caption="Ảnh mẫu")
    [recognition] = record_stars(
        stars=[
            RecordedStar(
                product=product,
                star=3,
                commune=commune,
                source_note="Danh sách mẫu",
                kind=EvaluationKind.FIRST,
                decision=RecordedDecision(
                    "88/QĐ-UBND (mẫu)", signed_on, IssuerLevel.PROVINCE, unit_today(DONG_THAP)
                ),
                certificate_number=f"MẪU-T/{signed_on.year}",
                product_code=f"82-{commune.code}-99-{signed_on.year}",
            )
        ],
        actor=office.actor,
    )
    return recognition.certificate


def _order(reason: str, number: str, note: str) -> EditionPaper:
    today: dt.date = clock.today()
    return EditionPaper(
        reason=reason,
        note=note,
        issued_on=today,
        is_decision=False,
        basis_number=number,
        basis_date=today,
        signer_name="",
        signer_title="Phó Chủ tịch (mẫu)",
        capacity="KT",
    )
