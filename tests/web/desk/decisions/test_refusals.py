"""Bad input on the decision pages: said at its field, what was typed stays, nothing is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.kernel.models import AuditEntry
from ocop.register.models import Decision
from tests.factories.basic import Places, make_official, make_places
from tests.factories.results import add_result, make_dossier
from tests.factories.uploads import PDF
from tests.web.desk.decisions.pages import client_of, enter, paper, picks, scored, text

pytestmark = pytest.mark.django_db
RECOGNISE = "/ban-lam-viec/quyet-dinh/cong-nhan/"


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def leader(places: Places) -> User:
    return make_official(Role.PROVINCE_LEADER, places.dong_thap)


@pytest.fixture
def dossier(places: Places) -> Dossier:
    return scored(places, "77.00", 4)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"number": " "}, "number", "Ghi số quyết định như văn thư đã cấp."),
        ({"signed_on": "9/11/2026"}, "signed_on", "trước ngày Hội đồng kết luận 10/11/2026"),
        ({"signed_on": "1/1/2099"}, "signed_on", "Ngày ký không thể ở tương lai."),
        ({"signed_on": "31/11/2026"}, "signed_on", "Nhập một ngày hợp lệ."),
        ({"signer_title": ""}, "signer_title", "Ghi chức vụ người ký."),
        ({"file": ""}, "file", "Hãy chọn tệp quyết định đã ký, PDF hoặc ảnh chụp."),
    ],
)
def test_each_mistake_is_said_at_its_field(
    leader: User, dossier: Dossier, changes: dict[str, object], field: str, sentence: str
) -> None:
    browser = client_of(leader)
    typed = paper(signer_name="Giữ nguyên (mẫu)") | picks(dossier) | changes
    response = browser.post(RECOGNISE, typed)
    assert response.status_code == 422
    assert sentence in " ".join(response.context["form"].errors[field])
    assert 'value="Giữ nguyên (mẫu)"' in text(response)
    assert 'value="01/GCN"' in text(response)
    assert (Decision.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_file_that_is_not_what_it_claims(leader: User, dossier: Dossier) -> None:
    page = SimpleUploadedFile("quyet-dinh.pdf", b"<html></html>", "application/pdf")
    response = client_of(leader).post(RECOGNISE, paper(file=page) | picks(dossier))
    assert response.status_code == 422
    assert "file" in response.context["form"].errors


def test_the_scan_need_not_be_sent_again_after_a_mistake(leader: User, dossier: Dossier) -> None:
    browser = client_of(leader)
    refused = browser.post(RECOGNISE, paper(number="") | picks(dossier))
    assert "Đã nhận “quyet-dinh.pdf”" in text(refused)
    enter(browser, RECOGNISE, paper(file="") | picks(dossier))
    decision = Decision.objects.get()
    assert decision.file is not None
    assert decision.file.size == len(PDF)


def test_certificate_numbers_are_used_once(places: Places, leader: User, dossier: Dossier) -> None:
    other = scored(places, "55.00", 3)
    browser = client_of(leader)
    twice = picks(dossier, other) | {f"certificate_number-{other.pk}": "01/GCN"}
    response = browser.post(RECOGNISE, paper() | twice)
    assert response.context["form"].errors == {
        f"certificate_number-{other.pk}": [f"Số 01/GCN đã ghi cho {dossier.product.name}."]
    }
    enter(browser, RECOGNISE, paper() | picks(dossier))
    response = browser.post(RECOGNISE, paper(number="322/QĐ-UBND") | picks(other))
    assert response.context["form"].errors == {
        f"certificate_number-{other.pk}": ["Số giấy chứng nhận 01/GCN đã được dùng."]
    }
    assert Decision.objects.count() == 1


def test_a_missing_certificate_number_and_no_product(leader: User, dossier: Dossier) -> None:
    browser = client_of(leader)
    bare = browser.post(RECOGNISE, paper() | picks(dossier, numbers=False))
    assert bare.context["form"].errors == {
        f"certificate_number-{dossier.pk}": ["Ghi số giấy chứng nhận."]
    }
    empty = browser.post(RECOGNISE, paper())
    assert "Chọn ít nhất một sản phẩm." in text(empty)


def test_a_decision_number_is_entered_once(places: Places, leader: User, dossier: Dossier) -> None:
    browser = client_of(leader)
    enter(browser, RECOGNISE, paper() | picks(dossier))
    other = scored(places, "55.00", 3)
    response = browser.post(
        RECOGNISE, paper() | {f"pick-{other.pk}": "on", f"certificate_number-{other.pk}": "02/GCN"}
    )
    assert "đã được nhập rồi" in response.context["form"].errors["number"][0]


def test_article_7_3_d_without_minutes_a_product_cannot_be_chosen(
    places: Places, leader: User
) -> None:
    waiting = make_dossier(places.tan_ho_co)
    add_result(waiting, total="77.00", band_star=4, star=4, is_minuted=False)
    browser = client_of(leader)
    assert "Chờ biên bản" in text(browser.get("/ban-lam-viec/quyet-dinh/"))
    assert "Không có sản phẩm nào" in text(browser.get(RECOGNISE))
    browser.post(RECOGNISE, paper() | picks(waiting))
    assert Decision.objects.count() == 0


def test_what_was_decided_meanwhile_is_said_on_confirming(leader: User, dossier: Dossier) -> None:
    slow, quick = client_of(leader), client_of(leader)
    slow.post(RECOGNISE, paper() | picks(dossier))
    enter(quick, RECOGNISE, paper() | picks(dossier))
    response = slow.post(f"{RECOGNISE}kiem-tra/")
    assert response.status_code == 422
    assert Decision.objects.count() == 1
