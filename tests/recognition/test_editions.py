"""A new paper for a certificate that stays: code, star and last day never move."""

import dataclasses
import datetime as dt
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.states import DossierState
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry, FrozenRecordError
from ocop.notices.models import Notice
from ocop.papers.certificate import render_certificate
from ocop.producers.models import LegalForm
from ocop.products.queries import own_products
from ocop.recognition.agreement import first_disagreement
from ocop.recognition.papers import certificate_paper
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.editions import (
    EditionPaper,
    correct_certificate,
    reissue_certificate,
)
from ocop.recognition.services.offices import set_replacement_rule
from ocop.recognition.services.recognising import (
    Award,
    recognise_by_ministry,
    recognise_by_province,
)
from ocop.recognition.services.replacing import Change, replace_certificate
from ocop.register.models import Certificate, CertificateEdition, CertificateFact, Decision
from tests.factories.basic import Places, make_official, make_places, make_producer, make_user
from tests.factories.results import add_result, make_dossier

pytestmark = pytest.mark.django_db
SIGNED = dt.date(2026, 11, 12)
LATER = dt.date(2026, 11, 18)
TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: TODAY)


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def office(places: Places) -> User:
    return make_official(Role.PROVINCE_OFFICE, places.dong_thap)


def certified(places: Places, number: str = "01/GCN") -> Certificate:
    dossier = make_dossier(places.tan_ho_co)
    add_result(dossier, total="77.00", band_star=4, star=4)
    (certificate,) = recognise_by_province(
        awards=[Award(dossier, number)],
        paper=DecisionPaper(number=f"{dossier.pk}/QĐ-UBND", signed_on=SIGNED),
        by=make_official(Role.PROVINCE_LEADER, places.dong_thap),
    )
    return certificate


def order(reason: str = "misprint", **changed: object) -> EditionPaper:
    paper = EditionPaper(
        reason=reason,
        note="Tên in thiếu chữ “mẫu”.",
        issued_on=TODAY,
        is_decision=False,
        basis_number="15/SNNMT-OCOP",
        basis_date=LATER,
        signer_name="Người ký (mẫu)",
        signer_title="Phó Chủ tịch",
        capacity="KT",
    )
    return dataclasses.replace(paper, **changed)


def disagreeing_certificate() -> str:
    """Certificates are compared first; the factory's results hold less than real ones."""
    subject, _ = first_disagreement() or ("", "")
    return subject if subject.startswith("certificate:") else ""


def printed(edition: CertificateEdition) -> str:
    assert edition.snapshot is not None
    pdf = render_certificate(certificate_paper(edition.snapshot))
    assert pdf == render_certificate(certificate_paper(edition.snapshot))
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def test_every_certificate_begins_with_its_original(places: Places) -> None:
    certificate = certified(places)
    (original,) = certificate.editions.all()
    assert (original.kind, original.paper_number, original.number) == ("original", "01/GCN", 1)
    assert original.snapshot == certificate.snapshot


def test_a_correction_says_the_right_name_and_keeps_code_star_and_last_day(
    places: Places, office: User, client: Client
) -> None:
    certificate = certified(places)
    edition = correct_certificate(
        certificate=certificate, paper=order(), by=office, product_name="Khô cá lóc Tân Hộ Cơ (mẫu)"
    )
    before = certificate.short_code, certificate.expires_on, certificate.number
    certificate.refresh_from_db()
    assert (certificate.short_code, certificate.expires_on, certificate.number) == before
    words = printed(edition)
    assert "Khô cá lóc Tân Hộ Cơ (mẫu)" in words
    assert "Đính chính lần 1" in words
    assert "Số: 01/GCN" in words
    assert "Thay giấy số 01/GCN cấp ngày 12/11/2026" in words
    assert "từ 12/11/2026 đến 12/11/2029" in words
    assert "Đồng Tháp, ngày 20 tháng 11 năm 2026" in words
    page = client.get(f"/c/{certificate.short_code}").content.decode()
    assert "Giấy đính chính lần 1 ngày 20/11/2026; bản trước không còn giá trị." in page
    assert "Khô cá lóc Tân Hộ Cơ (mẫu)" in page
    pdf = client.get(f"/c/{certificate.short_code}/giay-chung-nhan.pdf").content
    assert "Đính chính lần 1" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    english = client.get(f"/en/c/{certificate.short_code}").content.decode()
    assert "Corrected paper no. 1 of 20 November 2026" in english


def test_the_chain_stays_whole_and_tells_a_changed_edition(places: Places, office: User) -> None:
    certificate = certified(places)
    edition = correct_certificate(certificate=certificate, paper=order(), by=office)
    assert audit.first_broken_link() is None
    assert disagreeing_certificate() == ""
    entry = AuditEntry.objects.order_by("-number").first()
    assert entry and (entry.act, entry.snapshot) == ("certificate_corrected", edition.snapshot)
    CertificateEdition.objects.filter(pk=edition.pk).update(paper_number="99/GCN")
    assert disagreeing_certificate() == f"certificate:{certificate.short_code}"


def test_an_edition_is_never_written_again(places: Places, office: User) -> None:
    edition = reissue_certificate(certificate=certified(places), paper=order("lost"), by=office)
    edition.note = "khác"
    with pytest.raises(FrozenRecordError):
        edition.save()
    with pytest.raises(FrozenRecordError):
        edition.delete()


def test_papers_of_a_kind_are_counted_and_the_newest_is_valid(
    places: Places, office: User, client: Client
) -> None:
    certificate = certified(places)
    reissue_certificate(certificate=certificate, paper=order("lost"), by=office)
    correct_certificate(certificate=certificate, paper=order(basis_date=TODAY), by=office)
    last = reissue_certificate(
        certificate=certificate,
        paper=order("damaged", basis_date=TODAY, paper_number="77/GCN", is_decision=True),
        by=office,
    )
    assert [e.number for e in certificate.editions.all()] == [1, 2, 3, 4]
    assert "Cấp lại lần 2" in printed(last)
    assert last.decision and last.decision.kind == Decision.Kind.NEW_PAPER
    page = client.get(f"/c/{certificate.short_code}").content.decode()
    assert "Giấy cấp lại lần 2 ngày 20/11/2026" in page
    assert "<dd>77/GCN</dd>" in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": "lost"}, "reason"),
        ({"note": " "}, "note"),
        ({"basis_number": ""}, "basis_number"),
        ({"basis_date": dt.date(2026, 11, 11)}, "basis_date"),
        ({"basis_date": dt.date(2026, 11, 21)}, "basis_date"),
        ({"issued_on": dt.date(2026, 11, 17)}, "issued_on"),
        ({"issued_on": dt.date(2026, 11, 21)}, "issued_on"),
    ],
)
def test_a_wrong_order_is_refused_at_its_field(
    places: Places, office: User, changed: dict[str, object], field: str
) -> None:
    certificate = certified(places)
    with pytest.raises(RefusedError) as refused:
        correct_certificate(
            certificate=certificate,
            paper=order(**changed),
            by=office,
            product_name="Tên khác (mẫu)",
        )
    assert refused.value.field == field
    certificate.recognition.product.refresh_from_db()
    assert certificate.editions.count() == 1
    assert certificate.recognition.product.name != "Tên khác (mẫu)"


def test_a_number_of_another_paper_is_refused(places: Places, office: User) -> None:
    certificate = certified(places)
    certified(places, "02/GCN")
    with pytest.raises(RefusedError) as refused:
        reissue_certificate(
            certificate=certificate, paper=order("lost", paper_number="02/GCN"), by=office
        )
    assert refused.value.field == "paper_number"


@pytest.mark.parametrize(
    ("kind", "words"), [("withdrawn", "đã bị thu hồi"), ("replaced", "đã được thay")]
)
def test_a_certificate_that_ended_has_no_new_paper(
    places: Places, office: User, kind: str, words: str
) -> None:
    certificate = certified(places)
    CertificateFact.objects.create(certificate=certificate, kind=kind, on=LATER)
    with pytest.raises(RefusedError, match=words):
        reissue_certificate(certificate=certificate, paper=order("lost"), by=office)


def test_an_expired_certificate_has_no_new_paper(
    places: Places, office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certified(places)
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: dt.date(2029, 11, 13))
    with pytest.raises(RefusedError, match="đã hết hiệu lực"):
        reissue_certificate(certificate=certificate, paper=order("lost"), by=office)


def test_only_the_office_of_the_star_makes_papers(places: Places, office: User) -> None:
    certificate = certified(places)
    for stranger in (
        make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        make_official(Role.COMMUNE_OFFICER, places.tan_ho_co),
        make_official(Role.MINISTRY_OFFICE, None),
        make_user(),
    ):
        with pytest.raises(RefusedError):
            reissue_certificate(certificate=certificate, paper=order("lost"), by=stranger)
    dossier = make_dossier(places.tan_ho_co, state=DossierState.CENTRALLY_SCORED)
    add_result(dossier, total="92.00", band_star=5, star=5, level="central")
    (five,) = recognise_by_ministry(
        awards=[Award(dossier, "05")],
        paper=DecisionPaper(number="9/QĐ-BNNMT", signed_on=SIGNED),
        by=make_official(Role.MINISTER, None),
    )
    with pytest.raises(RefusedError):
        reissue_certificate(certificate=five, paper=order("lost"), by=office)
    edition = reissue_certificate(
        certificate=five, paper=order("lost"), by=make_official(Role.MINISTRY_OFFICE, None)
    )
    assert "Hà Nội, ngày 20 tháng 11 năm 2026" in printed(edition)


def test_nothing_is_replaced_before_the_province_has_its_own_rule(
    places: Places, office: User
) -> None:
    certificate = certified(places)
    change = Change(producer=make_producer(places.sa_dec))
    with pytest.raises(RefusedError, match="chưa ghi quy") as refused:
        replace_certificate(certificate=certificate, paper=order("owner"), change=change, by=office)
    assert refused.value.field == "reason"
    set_replacement_rule(
        unit=places.dong_thap,
        reason="owner",
        needs_evaluation=True,
        basis="QĐ 5/2026 (mẫu)",
        by=office,
    )
    with pytest.raises(RefusedError, match=r"QĐ 5/2026 \(mẫu\), thay đổi này phải đánh giá lại"):
        replace_certificate(certificate=certificate, paper=order("owner"), change=change, by=office)


def test_a_household_becomes_a_company_and_the_product_goes_with_it(
    places: Places, office: User
) -> None:
    certificate = certified(places)
    product = certificate.recognition.product
    former, new = make_user(), make_user()
    household = make_producer(places.tan_ho_co, owner=former)
    product.producer = household
    product.save()
    company = make_producer(
        places.tan_ho_co,
        owner=new,
        name="Công ty Khô Tân Hộ Cơ (mẫu)",
        legal_form=LegalForm.SMALL_ENTERPRISE,
    )
    set_replacement_rule(
        unit=places.dong_thap,
        reason="legal_form",
        needs_evaluation=False,
        basis="QĐ 5/2026 (mẫu)",
        by=office,
    )
    edition = replace_certificate(
        certificate=certificate,
        paper=order("legal_form"),
        change=Change(producer=company),
        by=office,
    )
    assert "Công ty Khô Tân Hộ Cơ (mẫu)" in printed(edition)
    assert list(own_products(new)) == [product]
    assert list(own_products(former)) == []
    assert product.history.count() == 3
    assert [notice.person for notice in Notice.objects.all()] == [new]
    assert audit.first_broken_link() is None


def test_a_product_of_an_open_dossier_or_to_another_province_is_not_moved(
    places: Places, office: User
) -> None:
    certificate = certified(places)
    for reason in ("owner", "place"):
        set_replacement_rule(
            unit=places.dong_thap, reason=reason, needs_evaluation=False, basis="QĐ 5", by=office
        )
    with pytest.raises(RefusedError) as refused:
        replace_certificate(
            certificate=certificate,
            paper=order("place"),
            change=Change(commune=places.cau_ke),
            by=office,
        )
    assert refused.value.field == "commune"
    with pytest.raises(RefusedError) as refused:
        replace_certificate(
            certificate=certificate,
            paper=order("owner"),
            change=Change(producer=make_producer(places.cau_ke)),
            by=office,
        )
    assert refused.value.field == "producer"
    edition = replace_certificate(
        certificate=certificate,
        paper=order("place"),
        change=Change(commune=places.sa_dec),
        by=office,
    )
    assert "Phường Sa Đéc, tỉnh Đồng Tháp" in printed(edition)
    make_dossier(places.sa_dec, product=certificate.recognition.product, state=DossierState.DRAFT)
    with pytest.raises(RefusedError, match="đang có hồ sơ"):
        replace_certificate(
            certificate=certificate,
            paper=order("place"),
            change=Change(commune=places.tan_ho_co),
            by=office,
        )
