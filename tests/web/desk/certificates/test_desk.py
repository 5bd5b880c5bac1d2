"""The certificates' desk: lists, the life of one, new papers, the office's own settings."""

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django.fixtures import DjangoAssertNumQueries

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.files.services import store_upload
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.recognition.models import NumberSeries, PaperTemplate, ReplacementRule
from ocop.recognition.services import bulk
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.editions import (
    EditionPaper,
    attach_signed_paper,
    reissue_certificate,
)
from ocop.recognition.services.offices import add_template, set_replacement_rule
from ocop.recognition.services.recognising import Award, recognise_by_province
from ocop.register.models import Certificate, CertificateEdition, CertificateFact
from tests.factories.basic import Places, make_official, make_places, make_producer, make_user
from tests.factories.results import add_result, make_dossier
from tests.factories.uploads import PDF, picture, upload
from tests.web.desk.decisions.pages import client_of, paper, scored, text

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/giay-chung-nhan/"
SIGNED = dt.date(2026, 11, 12)
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
        paper=DecisionPaper(
            number=f"{dossier.pk}/QĐ-UBND", signed_on=SIGNED, signer_title="Chủ tịch"
        ),
        by=make_official(Role.PROVINCE_LEADER, places.dong_thap),
    )
    return certificate


def typed(**changed: object) -> dict[str, object]:
    order = {
        "reason": "lost",
        "note": "Mất khi chuyển kho.",
        "basis": "letter",
        "basis_number": "15/SNNMT",
        "basis_date": "18/11/2026",
        "issued_on": "20/11/2026",
        "signer_title": "Phó Chủ tịch",
        "signer_name": "",
        "capacity": "KT",
        "paper_number": "",
    }
    return order | changed


def reissued(certificate: Certificate, office: User) -> CertificateEdition:
    return reissue_certificate(
        certificate=certificate,
        paper=EditionPaper(
            reason="lost",
            note="Lời riêng của cơ quan",
            issued_on=TODAY,
            is_decision=False,
            basis_number="15/SNNMT",
            basis_date=TODAY,
        ),
        by=office,
    )


def test_the_list_finds_without_marks_and_narrows(places: Places, office: User) -> None:
    certificate, other = certified(places), certified(places, "02/GCN")
    product = certificate.recognition.product
    product.name = "Mật ong rừng tràm (mẫu)"
    product.save()
    CertificateFact.objects.create(certificate=other, kind="withdrawn", on=TODAY, ground="b")
    browser = client_of(office)
    for query in ("tim=mat+ong", "tt=con-hieu-luc", f"tim={certificate.short_code.lower()}"):
        page = text(browser.get(f"{DESK}?{query}"))
        assert product.name in page
        assert other.recognition.product.name not in page
    assert other.recognition.product.name in text(browser.get(f"{DESK}?tt=thu-hoi&sao=4&nam=2026"))
    for query in ("sao=3", "nam=2020", "xa=29905", "tt=het-han", "tt=keo-dai"):
        assert "Không thấy giấy nào" in text(browser.get(f"{DESK}?{query}"))
    export = browser.get(f"{DESK}danh-sach.csv?tim=mat+ong").content.decode("utf-8-sig")
    assert len(export.splitlines()) == 2
    assert product.name in export


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(
    places: Places, office: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(count):
        certified(places, f"{place}/GCN")
    browser = client_of(office)
    browser.get(DESK)
    with django_assert_num_queries(10):
        assert browser.get(DESK).status_code == 200


def test_another_province_reads_nothing(places: Places, office: User) -> None:
    certificate = certified(places)
    edition = reissued(certificate, office)
    scan = store_upload(upload("giay.pdf", PDF), office)
    attach_signed_paper(edition=edition, file=scan, by=office)
    own = f"{DESK}{certificate.pk}/"
    addresses = [
        DESK,
        f"{DESK}danh-sach.csv",
        own,
        f"{own}cap-lai/",
        f"{own}ban/2.pdf",
        f"/tep/{scan.pk}/",
    ]
    for user in (
        make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        make_official(Role.COMMUNE_OFFICER, places.sa_dec),
        make_official(Role.INSPECTOR, places.dong_thap),
        make_user(),
        None,
    ):
        browser = client_of(user)
        for address in addresses:
            response = browser.get(address)
            assert b"%PDF" not in response.content, (user, address)
            assert "Lời riêng của cơ quan" not in text(response), (user, address)
            assert certificate.recognition.product.name not in text(response), (user, address)
    public = text(Client().get(f"/c/{certificate.short_code}"))
    assert "Lời riêng của cơ quan" not in public


def test_the_page_tells_the_whole_life_and_a_commune_only_reads(
    places: Places, office: User
) -> None:
    certificate = certified(places)
    reissued(certificate, office)
    own = f"{DESK}{certificate.pk}/"
    page = text(client_of(office).get(own))
    assert "Cấp giấy chứng nhận" in page
    assert "Giấy cấp lại lần 1" in page
    assert "Bị mất. Lời riêng của cơ quan. Văn bản số 15/SNNMT ngày 20/11/2026." in page
    assert "01/GCN, không còn giá trị" in page
    assert f"{own}dinh-chinh/" in page
    commune = client_of(make_official(Role.COMMUNE_OFFICER, places.tan_ho_co))
    assert f"{own}dinh-chinh/" not in text(commune.get(own))
    assert commune.get(f"{own}dinh-chinh/").status_code == 403
    pdf = commune.get(f"{own}ban/1.pdf").content
    assert "Cấp lại" not in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_a_paper_is_issued_again_through_the_form(places: Places, office: User) -> None:
    certificate = certified(places)
    address = f"{DESK}{certificate.pk}/cap-lai/"
    browser = client_of(office)
    assert browser.get(address).status_code == 200
    wrong = browser.post(address, typed(basis_date="01/11/2026"))
    assert wrong.status_code == 422
    assert "Ngày văn bản phải từ ngày cấp bản trước (12/11/2026) đến hôm nay." in text(wrong)
    assert "Mất khi chuyển kho." in text(wrong)
    assert certificate.editions.count() == 1
    right = browser.post(address, typed())
    assert right.headers["Location"] == f"{DESK}{certificate.pk}/"
    assert certificate.editions.count() == 2


def test_a_withdrawn_certificate_offers_no_form(places: Places, office: User) -> None:
    certificate = certified(places)
    CertificateFact.objects.create(certificate=certificate, kind="withdrawn", on=TODAY, ground="d")
    browser = client_of(office)
    page = text(browser.get(f"{DESK}{certificate.pk}/cap-lai/"))
    assert "Giấy đã bị thu hồi từ ngày 20/11/2026 (Điều 8)" in page
    assert '<form class="section' not in page
    assert browser.post(f"{DESK}{certificate.pk}/cap-lai/", typed()).status_code == 422


def test_a_correction_and_a_replacement_through_their_forms(places: Places, office: User) -> None:
    certificate = certified(places)
    browser = client_of(office)
    own = f"{DESK}{certificate.pk}/"
    product = certificate.recognition.product
    names = {"product_name": "Khô cá đúng tên (mẫu)", "producer_name": product.producer.name}
    assert browser.post(f"{own}dinh-chinh/", typed(**names)).status_code == 302
    company = make_producer(places.sa_dec, name="Công ty Khô Mới (mẫu)")
    order = typed(reason="owner", producer=company.pk, basis_date="20/11/2026")
    refused = browser.post(f"{own}thay-the/", order)
    assert refused.status_code == 422
    assert "chưa ghi quy định của mình" in text(refused)
    set_replacement_rule(
        unit=places.dong_thap, reason="owner", needs_evaluation=False, basis="QĐ 5 (mẫu)", by=office
    )
    found = text(browser.get(f"{own}thay-the/?tim=khô+mới"))
    assert "Công ty Khô Mới (mẫu)" in found
    assert "Được thay giấy (QĐ 5 (mẫu))." in found
    stranger = make_producer(places.cau_ke, name="Công ty Khô Mới Cầu Kè (mẫu)")
    assert stranger.name not in text(browser.get(f"{own}thay-the/?tim=khô+mới"))
    assert browser.post(f"{own}thay-the/", order | {"producer": stranger.pk}).status_code == 422
    assert browser.post(f"{own}thay-the/", order).status_code == 302
    product.refresh_from_db()
    assert (product.name, product.producer) == ("Khô cá đúng tên (mẫu)", company)


def test_the_office_keeps_counter_rule_and_wording(places: Places, office: User) -> None:
    browser = client_of(office)
    home = f"{DESK}so-va-mau/"
    assert "Chưa có quy định." in text(browser.get(home))
    series = {"certificate-pattern": "{number}/GCN", "certificate-next_number": "4"}
    wrong = browser.post(f"{home}so/certificate/", series | {"certificate-restarts_yearly": "on"})
    assert wrong.status_code == 422
    assert "thì mẫu số phải có {year}" in text(wrong)
    assert browser.post(f"{home}so/certificate/", series).status_code == 302
    assert NumberSeries.objects.get().unit == places.dong_thap
    rule = {"owner-needs_evaluation": "1", "owner-basis": ""}
    assert browser.post(f"{home}quy-dinh/owner/", rule).status_code == 422
    assert browser.post(f"{home}quy-dinh/owner/", rule | {"owner-basis": "QĐ 5"}).status_code == 302
    assert ReplacementRule.objects.get().needs_evaluation
    page = text(browser.get(home))
    assert "4/GCN" in page
    assert "Phải đánh giá lại." in page
    address = f"{home}mau/certificate/"
    wording = {"star_line": "ĐẠT HẠNG {star} SAO", "issuer": "Dòng một\r\nDòng hai"}
    shown = browser.post(f"{address}xem-thu/", wording)
    words = PdfReader(BytesIO(shown.content)).pages[0].extract_text()
    assert "ĐẠT HẠNG 4 SAO" in words
    assert PaperTemplate.objects.count() == 0
    bad = browser.post(address, {"star_line": "SAO", "valid_from": "20/11/2026"})
    assert bad.status_code == 422
    assert browser.post(address, wording | {"valid_from": "20/11/2026"}).status_code == 302
    assert PaperTemplate.objects.get().wording["issuer"] == "Dòng một\nDòng hai"
    decision = browser.post(f"{home}mau/decision/xem-thu/", {"proposer": "Giám đốc Sở (mẫu)"})
    text_of_decision = "".join(p.extract_text() for p in PdfReader(BytesIO(decision.content)).pages)
    assert "Giám đốc Sở (mẫu)" in text_of_decision


def test_a_paper_keeps_the_version_it_was_issued_with(
    places: Places, office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: SIGNED)
    image = store_upload(upload("hinh.png", picture((80, 60), "PNG")), office)
    first = {"star_line": "BẬC {star} SAO"}
    add_template(
        unit=places.dong_thap,
        paper="certificate",
        wording=first,
        image=image,
        valid_from=SIGNED,
        by=office,
    )
    certificate = certified(places)
    address = f"/c/{certificate.short_code}/giay-chung-nhan.pdf"
    before = Client().get(address).content
    page = PdfReader(BytesIO(before)).pages[0]
    assert "BẬC 4 SAO" in page.extract_text()
    assert "Số: 01/GCN" in page.extract_text()
    add_template(
        unit=places.dong_thap,
        paper="certificate",
        wording={"star_line": "KHÁC {star}"},
        image=None,
        valid_from=SIGNED,
        by=office,
    )
    assert Client().get(address).content == before
    assert [each.version for each in PaperTemplate.objects.all()] == [2, 1]


def test_a_whole_session_is_issued_by_the_worker(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocop.web.desk.decisions.flows.BULK_FROM", 2)
    leader = make_official(Role.PROVINCE_LEADER, places.dong_thap)
    dossiers = [scored(places, "77.00", 4) for _ in range(3)]
    browser = client_of(leader)
    address = "/ban-lam-viec/quyet-dinh/cong-nhan/"
    session = dossiers[0].results.get().item.session
    assert f"?phien={session.pk}" in text(browser.get(address))
    picked = {f"pick-{dossier.pk}": "on" for dossier in dossiers} | {"first_number": "01/GCN"}
    assert browser.post(address, paper(**picked)).status_code == 302
    page = browser.post(f"{address}kiem-tra/", follow=True)
    assert "Đang cấp giấy chứng nhận" in text(page)
    assert Certificate.objects.count() == 0
    assert dossiers[0].product.name not in text(browser.get(address))
    queue.work(str(JobRun.objects.get(task=bulk.TASK).pk))
    decision = Certificate.objects.all()[0].recognition.decision
    assert decision is not None
    own = f"/ban-lam-viec/quyet-dinh/{decision.pk}/"
    assert "Đã cấp đủ giấy" in text(browser.get(own))
    sent = b"".join(browser.get(f"{own}giay-chung-nhan.zip").streaming_content)
    with zipfile.ZipFile(BytesIO(sent)) as archive:
        assert len(archive.namelist()) == 3
        assert archive.read(archive.namelist()[0]).startswith(b"%PDF")
    other = client_of(make_official(Role.PROVINCE_LEADER, places.vinh_long))
    for part in ("cap-tiep/", "dung-cap/"):
        assert other.post(f"{own}{part}").status_code == 404
    assert other.get(f"{own}giay-chung-nhan.zip").status_code == 404
