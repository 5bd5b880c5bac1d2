"""Thay thế: a new paper after the producer, its form or name, or the place has changed."""

from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.dossiers.states import CLOSED_STATES
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.places.models import Level, Unit
from ocop.producers.models import LegalForm, Producer
from ocop.producers.queries import visible_to as producers_visible_to
from ocop.products.models import Product
from ocop.recognition import policy
from ocop.recognition.services.editions import EditionPaper, issue_edition, locked_certificate
from ocop.recognition.services.offices import require_replacement
from ocop.register.models import Certificate, CertificateEdition

Reason = CertificateEdition.Reason
# Điều 2.3 QĐ 26/2026/QĐ-TTg: who cannot be a producer of the programme.
NOT_A_PRODUCER = frozenset({LegalForm.LARGE_ENTERPRISE, LegalForm.UNKNOWN})


@dataclass(frozen=True)
class Change:
    """What is so now; what is left out stays. A new producer stands for owner and legal form."""

    producer: Producer | None = None
    producer_name: str = ""
    legal_form: str = ""
    registration_number: str = ""
    product_name: str = ""
    commune: Unit | None = None


@transaction.atomic
def replace_certificate(
    *, certificate: Certificate, paper: EditionPaper, change: Change, by: User
) -> CertificateEdition:
    """Apply the change to product or producer and issue the paper that says it.

    With a new producer the product moves to it: its people act for the product from now on, the
    former producer's no longer. Raises RefusedError at "reason", "producer", "legal_form",
    "producer_name", "commune" or a field of `EditionPaper`.
    """
    certificate = locked_certificate(certificate, by)
    rule = require_replacement(policy.office_of(certificate), paper.reason)
    product = certificate.recognition.product
    _require_nothing_open(product)
    before = _told(product)
    match paper.reason:
        case Reason.OWNER:
            _move(product, change.producer, by)
        case Reason.LEGAL_FORM if change.producer:
            _move(product, change.producer, by)
        case Reason.LEGAL_FORM:
            _change_form(product.producer, change)
        case Reason.NAME:
            _rename(product, change)
        case Reason.PLACE:
            _move_place(product, change.commune)
    said_now: dict[str, object] = {
        "product": product.name,
        "producer": product.producer.name,
    }
    if paper.reason == Reason.PLACE:
        said_now |= {"place": _place(product), "commune": _commune(product).full_name}
    return issue_edition(
        certificate,
        CertificateEdition.Kind.REPLACEMENT,
        paper,
        by,
        said_now=said_now,
        before=before,
        basis_of_rule=rule.basis,
    )


def _told(product: Product) -> dict[str, object]:
    producer = product.producer
    return {
        "product": product.name,
        "producer_id": producer.pk,
        "producer": producer.name,
        "legal_form": producer.legal_form,
        "commune": _commune(product).code,
    }


def _commune(product: Product) -> Unit:
    return product.current_commune or product.commune


def _place(product: Product) -> str:
    return Unit.objects.select_related("parent__parent").get(pk=_commune(product).pk).display


def _require_nothing_open(product: Product) -> None:
    if product.dossiers.exclude(state__in=CLOSED_STATES).exists():
        raise RefusedError(
            "Sản phẩm đang có hồ sơ đánh giá. Chờ có kết quả, hoặc chủ thể rút hồ sơ, rồi thay giấy."
        )


def _move(product: Product, producer: Producer | None, by: User) -> None:
    if producer is None or not producers_visible_to(by).filter(pk=producer.pk).exists():
        raise RefusedError("Chọn chủ thể mới trong danh sách.", field="producer")
    if producer.pk == product.producer_id:
        raise RefusedError("Chủ thể này đang đứng tên sản phẩm.", field="producer")
    if producer.legal_form in NOT_A_PRODUCER:
        raise RefusedError(
            "Loại hình của chủ thể mới không thuộc đối tượng của Chương trình (Điều 2.3).",
            field="producer",
        )
    product.producer = producer
    product.save()


def _change_form(producer: Producer, change: Change) -> None:
    if change.legal_form not in LegalForm.values or change.legal_form == producer.legal_form:
        raise RefusedError(
            "Chọn loại hình mới, hoặc chọn chủ thể mới trong danh sách.", field="legal_form"
        )
    if change.legal_form in NOT_A_PRODUCER:
        raise RefusedError(
            "Loại hình này không thuộc đối tượng của Chương trình (Điều 2.3).", field="legal_form"
        )
    producer.legal_form = change.legal_form
    producer.name = change.producer_name or producer.name
    producer.registration_number = change.registration_number or producer.registration_number
    producer.save()


def _rename(product: Product, change: Change) -> None:
    names = nfc(change.producer_name), nfc(change.product_name)
    if names[0] in ("", product.producer.name) and names[1] in ("", product.name):
        raise RefusedError("Ghi tên mới của chủ thể hoặc của sản phẩm.", field="producer_name")
    if names[0]:
        product.producer.name = names[0]
        product.producer.save()
    if names[1]:
        product.name = names[1]
        product.save()


def _move_place(product: Product, commune: Unit | None) -> None:
    if commune is None or commune.level != Level.COMMUNE or commune.valid_to is not None:
        raise RefusedError("Chọn xã, phường hiện nay nơi làm ra sản phẩm.", field="commune")
    now = _commune(product)
    if commune.province_today_id != now.province_today_id:
        raise RefusedError(
            "Sang tỉnh khác thì thẩm quyền thay đổi (Điều 4.1): sản phẩm phải đánh giá lại.",
            field="commune",
        )
    if commune.pk == now.pk:
        # The unit itself was renamed or merged: the register follows it, only the paper is old.
        return
    product.commune = product.current_commune = commune
    # The serial is the former commune's; the new one gives its own with the next receipt.
    product.serial = None
    product.save()
