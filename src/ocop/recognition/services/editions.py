"""A new paper for a certificate that stays: corrected, issued again, or replaced after a change.

The code, the star and the last day stay; the earlier paper stops being valid. QĐ 26/2026/QĐ-TTg
knows none of the three: correction and re-issue are what an office does with any certificate,
replacement holds where the office has named its own rule (`ReplacementRule`).
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.files.signature_checks import ask_for_check
from ocop.kernel import audit
from ocop.kernel.changes import announce
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.places.models import Unit
from ocop.producers.queries import users_of
from ocop.recognition import policy
from ocop.recognition.editions import check_paper, check_standing
from ocop.recognition.services.certificates import (
    addresses_on_paper,
    certificate_content,
    issuer_key_of,
)
from ocop.recognition.wording import template_facts, template_in_force
from ocop.register.check_address import sealed_facts
from ocop.register.editions import edition_words, valid_edition
from ocop.register.models import Certificate, CertificateEdition, Decision, IssuerLevel

Kind = CertificateEdition.Kind
ACTS = {
    Kind.CORRECTION: "certificate_corrected",
    Kind.REISSUE: "certificate_reissued",
    Kind.REPLACEMENT: "certificate_paper_replaced",
}


@dataclass(frozen=True)
class EditionPaper:
    """What the office enters: why, the signed basis, who signs the new paper.

    `is_decision` says whether the basis is a decision (kept in the register) or a letter. A blank
    `paper_number` keeps the number of the paper before.
    """

    reason: str
    note: str
    issued_on: dt.date
    is_decision: bool
    basis_number: str
    basis_date: dt.date
    signer_name: str = ""
    signer_title: str = ""
    capacity: str = ""
    paper_number: str = ""
    basis_file: StoredFile | None = None


@transaction.atomic
def correct_certificate(
    *,
    certificate: Certificate,
    paper: EditionPaper,
    by: User,
    product_name: str = "",
    producer_name: str = "",
) -> CertificateEdition:
    """Đính chính: the paper was misprinted. A name given here is the right one everywhere.

    Blank names stay as they are. Raises RefusedError at a field of `EditionPaper`,
    "product_name", or "" where the certificate may have no new paper.
    """
    certificate = locked_certificate(certificate, by)
    product = certificate.recognition.product
    before = {"product": product.name, "producer": product.producer.name}
    if nfc(product_name) and nfc(product_name) != product.name:
        product.name = product_name
        product.save()
    if nfc(producer_name) and nfc(producer_name) != product.producer.name:
        product.producer.name = producer_name
        product.producer.save()
    return issue_edition(
        certificate, Kind.CORRECTION, paper, by, said_now=_names(certificate), before=before
    )


@transaction.atomic
def reissue_certificate(
    *, certificate: Certificate, paper: EditionPaper, by: User
) -> CertificateEdition:
    """Cấp lại: the paper was lost or damaged; the new one says the same. Raises RefusedError."""
    return issue_edition(locked_certificate(certificate, by), Kind.REISSUE, paper, by)


@transaction.atomic
def attach_signed_paper(
    *, edition: CertificateEdition, file: StoredFile, by: User
) -> CertificateEdition:
    """Keep the scan of the signed paper; a better scan may follow, the chain remembers each."""
    edition = CertificateEdition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    policy.require(policy.may_make_edition(by, edition.certificate))
    edition.signed_file = file
    edition.save(update_fields=["signed_file"])
    audit.record(
        act="signed_paper_attached",
        actor=by.actor,
        subject=f"certificate:{edition.certificate.short_code}",
        facts={"edition": edition.number, "file_sha256": file.sha256},
    )
    ask_for_check(file, by_id=by.pk)
    return edition


def issue_edition(
    certificate: Certificate,
    kind: Kind,
    paper: EditionPaper,
    by: User,
    *,
    said_now: Mapping[str, object] | None = None,
    before: Mapping[str, object] | None = None,
    basis_of_rule: str = "",
) -> CertificateEdition:
    """Write the next edition of a locked certificate, freeze it, record it, tell the producer.

    `said_now` are the facts that the new paper says otherwise than the one before, `before` what
    the register said of them.
    """
    editions = list(certificate.editions.select_related("snapshot"))
    last = valid_edition(editions)
    check_paper(kind, paper, not_before=last.issued_on if last else certificate.issued_on)
    office = policy.office_of(certificate)
    number = nfc(paper.paper_number)
    kept = last.paper_number if last else certificate.number
    has_own_number = bool(number) and number != kept
    times = 1 + sum(edition.kind == kind for edition in editions)
    edition = CertificateEdition(
        certificate=certificate,
        number=(last.number if last else 1) + 1,
        kind=kind,
        reason=paper.reason,
        note=nfc(paper.note),
        paper_number=number or kept,
        issuer_key=issuer_key_of(office),
        has_own_number=has_own_number,
        issued_on=paper.issued_on,
        decision=_decision(paper, office) if paper.is_decision else None,
        letter_number="" if paper.is_decision else nfc(paper.basis_number),
        letter_date=None if paper.is_decision else paper.basis_date,
        basis_file=None if paper.is_decision else paper.basis_file,
    )
    content = {
        **_content_before(certificate, last),
        **(said_now or {}),
        **_of_this_paper(edition, paper, office, last, times),
        **addresses_on_paper(sealed_facts(certificate)),
        **template_facts(template_in_force(office, "certificate", paper.issued_on)),
        "rule_basis": basis_of_rule,
    }
    edition.snapshot = audit.freeze("certificate_edition", content)
    _save(edition)
    audit.record(
        act=ACTS[kind],
        actor=by.actor,
        subject=f"certificate:{certificate.short_code}",
        facts={
            "edition": edition.number,
            "paper_number": edition.paper_number,
            "reason": paper.reason,
            "basis": nfc(paper.basis_number),
            "before": dict(before or {}),
        },
        snapshot=edition.snapshot,
    )
    _tell(certificate, edition, times)
    product = certificate.recognition.product
    announce(products=[product.pk], producers=[product.producer_id])
    return edition


def locked_certificate(certificate: Certificate, by: User) -> Certificate:
    """The certificate held until the transaction ends, allowed and standing. Raises RefusedError."""
    found = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related(
            "snapshot",
            "recognition__decision__unit",
            "recognition__commune__parent__parent",
            "recognition__product__producer",
            "recognition__product__commune",
            "recognition__product__current_commune__province_today",
        )
        .get(pk=certificate.pk)
    )
    policy.require(policy.may_make_edition(by, found))
    check_standing(found)
    return found


def _names(certificate: Certificate) -> dict[str, object]:
    product = certificate.recognition.product
    return {"product": product.name, "producer": product.producer.name}


def _content_before(certificate: Certificate, last: CertificateEdition | None) -> dict[str, object]:
    """What the paper before says; of a recorded certificate what the register knows."""
    frozen = last.snapshot if last else certificate.snapshot
    if frozen is not None:
        said: dict[str, object] = json.loads(frozen.content)
        # A version of the wording belongs to its own paper.
        return {name: value for name, value in said.items() if name != "template"}
    recognition = certificate.recognition
    assert recognition.decision is not None, "a certificate rests on a decision"
    return certificate_content(recognition, recognition.decision) | {
        "place": recognition.commune.display,
        "short_code": certificate.short_code,
        "product_code": certificate.product_code,
        "issued_on": certificate.issued_on,
        "expires_on": certificate.expires_on,
        "is_sample": recognition.product.is_sample,
    }


def _of_this_paper(
    edition: CertificateEdition,
    paper: EditionPaper,
    office: Unit | None,
    last: CertificateEdition | None,
    times: int,
) -> dict[str, object]:
    return {
        "number": edition.paper_number,
        "signer_name": nfc(paper.signer_name),
        "signer_title": nfc(paper.signer_title),
        "signer_capacity": paper.capacity,
        "office": office.full_name if office else None,
        "edition": edition.number,
        "edition_kind": edition.kind,
        "edition_times": times,
        "edition_reason": edition.reason,
        "edition_note": edition.note,
        "edition_issued_on": edition.issued_on,
        "basis_is_decision": paper.is_decision,
        "basis_number": nfc(paper.basis_number),
        "basis_date": paper.basis_date,
        "basis_file_sha256": paper.basis_file.sha256 if paper.basis_file else None,
        "instead_of_number": last.paper_number if last else edition.certificate.number,
        "instead_of_day": last.issued_on if last else edition.certificate.issued_on,
    }


def _decision(paper: EditionPaper, office: Unit | None) -> Decision:
    """One decision may order papers of several certificates: an entered one is used again."""
    decision, is_new = Decision.objects.get_or_create(
        unit=office,
        number=nfc(paper.basis_number),
        signed_on=paper.basis_date,
        defaults={
            "kind": Decision.Kind.NEW_PAPER,
            "level": IssuerLevel.PROVINCE if office else IssuerLevel.MINISTRY,
            "signer_name": nfc(paper.signer_name),
            "signer_title": nfc(paper.signer_title),
            "capacity": paper.capacity,
            "file": paper.basis_file,
        },
    )
    if not is_new and decision.kind != Decision.Kind.NEW_PAPER:
        raise RefusedError(
            f"Quyết định số {decision.number} đã nhập là quyết định khác: "
            f"{decision.get_kind_display().lower()}.",
            field="basis_number",
        )
    return decision


def _save(edition: CertificateEdition) -> None:
    number = edition.paper_number
    others = Certificate.objects.filter(issuer_key=edition.issuer_key, number=number)
    is_taken = edition.has_own_number and others.exclude(pk=edition.certificate_id).exists()
    try:
        with transaction.atomic():
            edition.save()
    except IntegrityError:
        is_taken = True
    if is_taken:
        raise RefusedError(f"Số giấy {number} đã được dùng.", field="paper_number")


def _tell(certificate: Certificate, edition: CertificateEdition, times: int) -> None:
    product = certificate.recognition.product
    notify(
        to=users_of(product.producer),
        key=f"edition:{edition.pk}",
        kind=NoticeKind.CERTIFICATE,
        title=f"{edition_words(edition.kind, times)}: {product.name}",
        body=(
            f"Giấy chứng nhận mới cấp ngày {edition.issued_on:%d/%m/%Y}. Mã kiểm tra và ngày hết "
            "hạn giữ nguyên, tem nhãn đang dùng vẫn đúng. Bản trước không còn giá trị."
        ),
        link=f"/c/{certificate.short_code}",
    )
