"""Issuing the certificate of a recognition (Điều 4.1, 4.3 QĐ 26/2026/QĐ-TTg)."""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction

from ocop.accounts.models import User
from ocop.kernel import audit, codes
from ocop.kernel.errors import RefusedError
from ocop.law import deadlines
from ocop.places.models import Unit
from ocop.recognition.models import NumberSeries
from ocop.recognition.services.numbering import number_or_next
from ocop.recognition.wording import template_facts, template_in_force
from ocop.register.check_address import check_address
from ocop.register.editions import original_edition
from ocop.register.models import (
    Certificate,
    CertificateEdition,
    CertificateFact,
    Decision,
    EvaluationKind,
    Recognition,
)
from ocop.register.product_codes import ProductCode
from ocop.register.seals.codec import SealedFacts
from ocop.register.withdrawing import standing

CODE_LENGTH = 7


def issue_certificate(
    *, recognition: Recognition, decision: Decision, number: str, issued_on: dt.date, by: User
) -> Certificate:
    """Issue and freeze one certificate; earlier ones of the product are replaced by it.

    Raises RefusedError at `certificate_number` where the number is blank or already used by this
    issuer, or the product has no serial of its commune yet.
    """
    number = _number(number, decision.unit, issued_on.year)
    if not number:
        raise RefusedError("Ghi số giấy chứng nhận.", field="certificate_number")
    product = recognition.product
    if product.serial is None:
        raise RefusedError(
            "Sản phẩm chưa có số thứ tự của xã. Xã cấp số này khi tiếp nhận hồ sơ.",
            field="certificate_number",
        )
    issuer_key = issuer_key_of(decision.unit)
    commune = recognition.commune
    code = ProductCode(
        _province_of(commune).code, commune.code, product.serial, recognition_year(recognition)
    )
    expires_on = deadlines.certificate_last_day(issued_on, recognition.instrument)
    short_code = _free_short_code()
    content = certificate_content(recognition, decision) | {
        "number": number,
        "short_code": short_code,
        "product_code": str(code),
        "issued_on": issued_on,
        "expires_on": expires_on,
        "is_sample": product.is_sample,
        **addresses_on_paper(
            SealedFacts(
                code=short_code,
                star=recognition.star,
                product=product.name,
                issued_on=issued_on,
                expires_on=expires_on,
                is_sample=product.is_sample,
            )
        ),
        **template_facts(template_in_force(decision.unit, "certificate", issued_on)),
    }
    snapshot = audit.freeze("certificate", content)
    try:
        with transaction.atomic():
            certificate = Certificate.objects.create(
                recognition=recognition,
                short_code=short_code,
                number=number,
                issuer_key=issuer_key,
                product_code=str(code),
                issued_on=issued_on,
                expires_on=expires_on,
                snapshot=snapshot,
            )
            original_edition(certificate).save()
    except IntegrityError:
        raise RefusedError(
            f"Số giấy chứng nhận {number} đã được dùng.", field="certificate_number"
        ) from None
    audit.record(
        act="certificate_issued",
        actor=by.actor,
        subject=f"certificate:{short_code}",
        facts={"number": number, "product_code": str(code), "expires_on": expires_on},
        snapshot=snapshot,
    )
    _replace_earlier(certificate, recognition)
    return certificate


def _number(typed: str, unit: Unit | None, year: int) -> str:
    try:
        return number_or_next(
            typed,
            unit=unit,
            kind=NumberSeries.Kind.CERTIFICATE,
            year=year,
            is_used=lambda number: is_number_used(unit, number),
        )
    except RefusedError as refused:
        raise RefusedError(refused.message, field="certificate_number") from None


def is_number_used(unit: Unit | None, number: str) -> bool:
    """Whether a certificate or a later paper of this issuer has the number."""
    issuer_key = issuer_key_of(unit)
    return (
        Certificate.objects.filter(issuer_key=issuer_key, number=number).exists()
        or CertificateEdition.objects.filter(
            issuer_key=issuer_key, paper_number=number, has_own_number=True
        ).exists()
    )


def issuer_key_of(unit: Unit | None) -> str:
    """Within what a certificate number is used once: a province, or the ministry (None)."""
    return f"province:{unit.code}" if unit else "ministry"


def certificate_content(recognition: Recognition, decision: Decision) -> dict[str, object]:
    """What the certificate says of product, producer, place and decision, as of that day."""
    product, commune = recognition.product, recognition.commune
    return {
        "star": recognition.star,
        "product": product.name,
        "producer": product.producer.name,
        "commune": commune.full_name,
        "province": _province_of(commune).full_name,
        "issuer_level": decision.level,
        "issuer_province": decision.unit.full_name if decision.unit else None,
        "decision_number": decision.number,
        "decision_signed_on": decision.signed_on,
        "signer_name": decision.signer_name,
        "signer_title": decision.signer_title,
        "signer_capacity": decision.capacity,
        "instrument": recognition.instrument,
        "total": recognition.total,
    }


def addresses_on_paper(facts: SealedFacts) -> dict[str, object]:
    """The address that a person types, and the one in the QR, which carries the seal."""
    return {
        "check_address": f"{settings.OCOP_PUBLIC_ADDRESS}/c/{facts.code}",
        "qr_address": check_address(facts),
    }


def recognition_year(recognition: Recognition) -> int:
    """The year of evaluation in the product code."""
    assert recognition.recognised_on is not None
    return recognition.recognised_on.year


def _province_of(commune: Unit) -> Unit:
    assert commune.parent is not None
    return commune.parent


def _free_short_code() -> str:
    while Certificate.objects.filter(short_code=(code := codes.random_code(CODE_LENGTH))).exists():
        continue
    return code


def _replace_earlier(certificate: Certificate, recognition: Recognition) -> None:
    """An upgrade or re-evaluation ends the product's earlier certificates on the new day of issue."""
    if recognition.kind == EvaluationKind.FIRST:
        return
    earlier = Certificate.objects.filter(recognition__product=recognition.product_id).exclude(
        pk=certificate.pk
    )
    for old in standing(earlier):
        CertificateFact.objects.create(
            certificate=old,
            kind=CertificateFact.Kind.REPLACED,
            on=certificate.issued_on,
            decision=recognition.decision,
            note=f"Thay bằng giấy {certificate.number}",
        )
