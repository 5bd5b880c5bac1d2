"""From a council's result to certificates, through the pages as people use them."""

import pytest

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel.models import AuditEntry
from ocop.recognition.models import ResultNotice
from ocop.register.models import Certificate, Decision, Recognition
from tests.factories.basic import Places, make_official, make_places
from tests.web.desk.decisions.pages import (
    centrally_scored,
    client_of,
    enter,
    paper,
    picks,
    scored,
    text,
)

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/quyet-dinh/"
MINISTRY = "/ban-lam-viec/bo/"


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def deputy(places: Places) -> User:
    return make_official(
        Role.PROVINCE_LEADER, places.dong_thap, title="Phó Chủ tịch", capacity="KT"
    )


def state_of(dossier: Dossier) -> str:
    return Dossier.objects.get(pk=dossier.pk).state


def test_article_7_3_e_four_stars_from_the_list_to_the_public_page(
    places: Places, deputy: User
) -> None:
    four, three = scored(places, "77.00", 4), scored(places, "55.00", 3)
    browser = client_of(deputy)
    assert "2 kết quả chờ quyết định" in text(browser.get(DESK))
    form = browser.get(f"{DESK}cong-nhan/").context["form"]
    assert (form["signer_title"].value(), form["capacity"].value()) == ("Phó Chủ tịch", "KT")

    done = enter(browser, f"{DESK}cong-nhan/", paper() | picks(four, three))

    assert "Đã công nhận" in text(done)
    assert [state_of(four), state_of(three)] == [DossierState.RECOGNISED] * 2
    decision = Decision.objects.get()
    assert (decision.capacity, decision.file is not None) == ("KT", True)
    for certificate in Certificate.objects.all():
        address = f"/c/{certificate.short_code}"
        assert address in text(done)
        assert "Quyết định số 321/QĐ-UBND ngày 12/11/2026" in text(browser.get(address))
        assert browser.get(f"{address}/giay-chung-nhan.pdf").content[:5] == b"%PDF-"
    assert browser.get(f"/tep/{decision.file_id}/").status_code == 200
    assert "321/QĐ-UBND" in text(browser.get(DESK))


def test_confirming_writes_once(places: Places, deputy: User) -> None:
    dossier = scored(places, "77.00", 4)
    browser = client_of(deputy)
    enter(browser, f"{DESK}cong-nhan/", paper() | picks(dossier))
    again = browser.post(f"{DESK}cong-nhan/kiem-tra/")
    assert (again.status_code, again.headers["Location"]) == (302, DESK)
    assert (Decision.objects.count(), Recognition.objects.count()) == (1, 1)


def test_nothing_is_written_before_the_confirmation(places: Places, deputy: User) -> None:
    dossier = scored(places, "77.00", 4)
    browser = client_of(deputy)
    browser.post(f"{DESK}cong-nhan/", paper() | picks(dossier))
    checked = text(browser.get(f"{DESK}cong-nhan/kiem-tra/"))
    assert "KT. Phó Chủ tịch Người ký (mẫu)" in checked
    assert "Ủy ban nhân dân tỉnh Đồng Tháp" in checked
    assert (Decision.objects.count(), AuditEntry.objects.count()) == (0, 0)
    # Going back, everything typed is still there, the scan included.
    form = text(browser.get(f"{DESK}cong-nhan/"))
    assert 'value="321/QĐ-UBND"' in form
    assert "Đã nhận “quyet-dinh.pdf”" in form


@pytest.mark.parametrize(("capacity", "title"), [("", "Chủ tịch"), ("TUQ", "Giám đốc Sở (mẫu)")])
def test_the_capacity_of_the_office_is_offered_and_kept(
    places: Places, capacity: str, title: str
) -> None:
    leader = make_official(Role.PROVINCE_LEADER, places.dong_thap, title=title, capacity=capacity)
    dossier = scored(places, "77.00", 4)
    browser = client_of(leader)
    assert f'value="{title}"' in text(browser.get(f"{DESK}cong-nhan/"))
    typed = paper(capacity=capacity or "own", signer_title=title) | picks(dossier)
    enter(browser, f"{DESK}cong-nhan/", typed)
    decision = Decision.objects.get()
    assert (decision.capacity, decision.signer_title) == (capacity, title)


def test_blank_certificate_numbers_are_filled_in_order(places: Places, deputy: User) -> None:
    first, second, third = (scored(places, total, 4) for total in ("79.00", "78.00", "77.00"))
    browser = client_of(deputy)
    typed = paper(first_number="09/GCN") | picks(first, second, third, numbers=False)
    typed[f"certificate_number-{second.pk}"] = "10/GCN"
    shown = text(browser.post(f"{DESK}cong-nhan/", typed | {"go": "numbers"}))
    assert 'value="09/GCN"' in shown
    assert 'value="11/GCN"' in shown
    assert 'value="321/QĐ-UBND"' in shown
    enter(browser, f"{DESK}cong-nhan/", typed | paper(first_number="09/GCN"))
    numbers = Certificate.objects.order_by("recognition__total").values_list("number", flat=True)
    assert list(numbers) == ["11/GCN", "10/GCN", "09/GCN"]


def test_article_4_1_a_two_stars_are_told_and_closed(places: Places, deputy: User) -> None:
    dossier = scored(places, "45.50", 2)
    office = client_of(make_official(Role.PROVINCE_OFFICE, places.dong_thap))
    address = f"{DESK}ket-qua/{dossier.pk}/"
    page = text(office.get(address))
    assert "Chưa đạt 3 sao" in page
    assert "Thiếu <b" in page
    assert ">4,50</b> điểm" in page
    assert office.get(f"{address}thong-bao.pdf").content[:5] == b"%PDF-"

    typed = {"number": "12/TB", "issued_on": "14/11/2026", "agency": "Sở", "signer_title": "GĐ"}
    assert office.post(address, typed).status_code == 302

    assert state_of(dossier) == DossierState.NOT_RECOGNISED
    assert (Decision.objects.count(), ResultNotice.objects.get().number) == (0, "12/TB")
    commune = client_of(make_official(Role.COMMUNE_OFFICER, places.tan_ho_co))
    assert commune.get(f"{address}thong-bao.pdf").content[:5] == b"%PDF-"
    assert f"{address}thong-bao.pdf" in text(commune.get(f"/ban-lam-viec/xa/{dossier.pk}/"))


def test_article_7_3_e_and_7_4_ninety_two_points_become_five_stars(
    places: Places, deputy: User
) -> None:
    dossier = scored(places, "92.00", 4, band_star=5)
    browser = client_of(deputy)
    assert "Thiếu dấu *****" in text(browser.get(DESK))
    approved = paper(letter_number="55/UBND-NN", sent_on="13/11/2026")
    done = enter(browser, f"{DESK}chuyen-bo/", approved | picks(dossier, numbers=False))
    assert "Đã chuyển Bộ" in text(done)
    assert state_of(dossier) == DossierState.FORWARDED

    office = client_of(make_official(Role.MINISTRY_OFFICE, None))
    assert "1 hồ sơ 5 sao ở Bộ" in text(office.get(MINISTRY))
    package = text(office.get(f"{MINISTRY}ho-so/{dossier.pk}/"))
    assert "55/UBND-NN" in package
    assert "Báo cáo đánh giá của Tổ tư vấn Hội đồng cấp tỉnh" in package

    centrally_scored(dossier, "91.50", 5)
    minister = client_of(make_official(Role.MINISTER, None, title="Thứ trưởng", capacity="KT"))
    assert 'value="Thứ trưởng"' in text(minister.get(f"{MINISTRY}cong-nhan/"))
    done = enter(minister, f"{MINISTRY}cong-nhan/", paper(number="99/QĐ-BNNMT") | picks(dossier))
    certificate = Certificate.objects.get()
    assert (certificate.issuer_key, certificate.recognition.star) == ("ministry", 5)
    assert "của Bộ Nông nghiệp và Môi trường" in text(minister.get(f"/c/{certificate.short_code}"))
    assert "99/QĐ-BNNMT" in text(minister.get(MINISTRY))


def returned(places: Places, deputy: User, star: int, total: str) -> Dossier:
    dossier = scored(places, "92.00", 5)
    approved = paper(letter_number="55/UBND-NN", sent_on="13/11/2026")
    enter(client_of(deputy), f"{DESK}chuyen-bo/", approved | picks(dossier, numbers=False))
    centrally_scored(dossier, total, star)
    office = client_of(make_official(Role.MINISTRY_OFFICE, None))
    assert "Chưa đạt 5 sao: chuyển lại tỉnh" in text(office.get(MINISTRY))
    assert office.post(f"{MINISTRY}ho-so/{dossier.pk}/chuyen-lai/").status_code == 302
    assert state_of(dossier) == DossierState.BACK_AT_PROVINCE
    return dossier


def test_article_7_4_the_province_recognises_on_the_central_result(
    places: Places, deputy: User
) -> None:
    dossier = returned(places, deputy, 4, "88.00")
    browser = client_of(deputy)
    assert "trung ương chuyển lại" in text(browser.get(DESK))
    enter(browser, f"{DESK}cong-nhan/", paper(number="400/QĐ-UBND") | picks(dossier))
    assert Recognition.objects.get().star == 4


def test_article_7_4_or_the_province_evaluates_again(places: Places, deputy: User) -> None:
    dossier = returned(places, deputy, 4, "88.00")
    address = f"{DESK}ket-qua/{dossier.pk}/"
    browser = client_of(deputy)
    assert "Tổ chức đánh giá lại" in text(browser.get(address))
    assert browser.post(f"{address}danh-gia-lai/").status_code == 302
    assert state_of(dossier) == DossierState.ACCEPTED
