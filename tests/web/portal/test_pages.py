"""The producer's pages by hand: every step of a first dossier without a script."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from ocop.dossiers.models import Dossier, ReturnNote
from ocop.dossiers.services.drafting import save_answer
from ocop.dossiers.states import DossierState
from ocop.producers.models import Producer
from ocop.products.models import Product
from tests.factories.basic import make_places, make_product, make_user
from tests.factories.journey import (
    filled_dossier,
    make_paper,
    owner_of,
    photo_upload,
    started_dossier,
    submitted_dossier,
)

pytestmark = pytest.mark.django_db


def _client(user) -> Client:
    client = Client()
    client.force_login(user, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    return client


def _page(client: Client, view: str, *args: object, status: int = 200, **query: str) -> str:
    answer = client.get(reverse(f"portal:{view}", args=args), query)
    assert answer.status_code == status, (view, answer.status_code)
    return answer.content.decode()


def _post(client: Client, view: str, *args: object, **data: object):
    return client.post(reverse(f"portal:{view}", args=args), data)


def test_a_newcomer_gets_from_nothing_to_a_dossier() -> None:
    places = make_places()
    user = make_user("Chủ cơ sở (mẫu)", phone="0912345678")
    client = _client(user)
    assert "Bắt đầu" in _page(client, "home")
    assert "Xã Tân Hộ Cơ" in _page(client, "start", tim="tan ho co")
    page = _post(client, "register", places.tan_ho_co.code, name="")
    assert "Hãy ghi tên cơ sở." in page.content.decode()
    answer = _post(
        client,
        "register",
        places.tan_ho_co.code,
        name="Cơ sở khô (mẫu)",
        legal_form="producing_household",
        registration_number="51A80001",
        phone="0912345678",
    )
    producer = Producer.objects.get()
    assert answer.url == reverse("portal:add_product", args=[producer.pk])
    assert producer.phone == "0912 345 678"
    answer = _post(client, "add_product", producer.pk, name="Khô cá lóc", stage="made")
    product = Product.objects.get()
    assert answer.url == reverse("portal:group", args=[product.pk])
    assert "khô cá lóc, nem" in _page(client, "group", product.pk)
    _post(client, "group", product.pk, leaf="8")
    answer = _post(client, "begin", product.pk, kind="first")
    dossier = Dossier.objects.get()
    assert answer.url == reverse("portal:dossier", args=[dossier.pk])
    page = _page(client, "dossier", dossier.pk)
    assert "Đã xong 0 trong 8 phần." in page
    assert "Tự đánh giá 32 tiêu chí" in page
    assert "Làm tiếp" in _page(client, "home")


def test_a_producer_who_may_not_apply_is_told_at_the_form() -> None:
    places = make_places()
    owner, producer = owner_of(places, registration_number="")
    answer = _post(_client(owner), "begin", make_product(producer).pk, kind="first")
    assert "Hộ sản xuất phải có đăng ký kinh doanh" in answer.content.decode()
    assert Dossier.objects.count() == 0


def test_a_level_is_saved_by_the_button_and_leads_on() -> None:
    dossier = started_dossier(make_places())
    client = _client(dossier.created_by)
    page = _page(client, "criterion", dossier.pk, "1.5")
    assert "Liên kết chuỗi trong sản xuất" in page
    assert "Mô tả, chứng minh" in page
    answer = _post(
        client, "criterion", dossier.pk, "1.5", answer="3", comment="62%", version="0", go="next"
    )
    assert answer.url == reverse("portal:criterion", args=[dossier.pk, "1.6"])
    saved = dossier.answers.get()
    assert (saved.option, saved.description, saved.version) == (3, "62%", 1)
    assert "62%" in _page(client, "criterion", dossier.pk, "1.5")
    assert client.get(reverse("portal:criterion", args=[dossier.pk, "99"])).status_code == 404
    for value in ("9", "1-1", "x"):
        page = _post(
            client, "criterion", dossier.pk, "1.5", answer=value, comment="giữ", version="1"
        )
        assert page.status_code == 200
        assert "giữ" in page.content.decode()
    assert dossier.answers.get().description == "62%"


def test_the_autosave_answers_with_the_new_version_and_the_sums() -> None:
    dossier = started_dossier(make_places())
    client = _client(dossier.created_by)
    address = reverse("portal:criterion", args=[dossier.pk, "1.5"])
    json = {"accept": "application/json"}
    answer = client.post(address, {"answer": "3", "version": "0"}, headers=json).json()
    assert answer["version"] == 1
    assert "Tổng <b>2</b>" in answer["parts"]["tong-diem"]
    late = client.post(address, {"answer": "2", "version": "0"}, headers=json)
    assert late.status_code == 409
    assert late.json()["message"].startswith("Người khác vừa sửa phần này")
    assert client.post(address, {"answer": "9", "version": "1"}, headers=json).status_code == 422
    texts = reverse("portal:texts", args=[dossier.pk])
    assert client.post(texts, {"plan": "A", "version": "1"}, headers=json).json()["version"] == 2
    assert client.post(texts, {"plan": "B", "version": "1"}, headers=json).status_code == 409
    assert client.post(texts, {"samples": "x", "version": "2"}, headers=json).status_code == 422


def test_two_people_at_one_page_lose_nothing() -> None:
    dossier = started_dossier(make_places())
    client = _client(dossier.created_by)
    save_answer(
        dossier=dossier,
        criterion="1.5",
        option=3,
        description="của người kia",
        version=0,
        by=dossier.created_by,
    )
    data = {"answer": "2", "comment": "của tôi", "version": "0"}
    page = _post(client, "criterion", dossier.pk, "1.5", **data).content.decode()
    assert "Người khác vừa lưu mức 2 điểm." in page
    assert "của người kia" in page
    assert "của tôi</textarea>" in page
    assert 'name="version" value="1"' in page
    assert (
        _post(client, "criterion", dossier.pk, "1.5", **data | {"version": "1"}).status_code == 302
    )
    assert dossier.answers.get().description == "của tôi"
    page = _post(client, "texts", dossier.pk, plan="của tôi", version="7").content.decode()
    assert "của tôi</textarea>" in page
    assert "Người khác vừa sửa phần này" in page
    assert 'value="1"' in page


def test_a_photo_becomes_a_paper_beside_the_criterion() -> None:
    dossier = started_dossier(make_places())
    client = _client(dossier.created_by)
    assert "Giấy này xin ở đâu?" in _page(client, "add_evidence", dossier.pk, "1.5")
    answer = _post(
        client,
        "add_evidence",
        dossier.pk,
        "1.5",
        kind="material_origin",
        title="Hợp đồng liên kết",
        state="held",
        expires_on="31/12/2027",
        files=[photo_upload("trang-1.jpg"), photo_upload("trang-2.jpg")],
    )
    assert answer.status_code == 302, answer.content.decode()
    evidence = dossier.evidence.get()
    assert evidence.paper.title == "Hợp đồng liên kết"
    assert evidence.paper.files.count() == 2
    page = _page(client, "criterion", dossier.pk, "1.5")
    assert "Còn hạn" in page
    assert "Hợp đồng liên kết" in _page(client, "evidence", dossier.pk)
    file = evidence.paper.files.first().file_id
    assert client.get(reverse("files:read", args=[file])).status_code == 200
    assert _client(make_user()).get(reverse("files:read", args=[file])).status_code == 404
    _post(client, "add_evidence", dossier.pk, "1.1", papers=[str(evidence.paper_id)])
    assert dossier.evidence.count() == 2
    _post(client, "remove_evidence", evidence.pk)
    assert [row.criterion for row in dossier.evidence.all()] == ["1.1"]


def test_a_file_that_is_not_what_it_claims_is_refused_at_its_field() -> None:
    dossier = started_dossier(make_places())
    client = _client(dossier.created_by)
    bad = SimpleUploadedFile("giay.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    answer = _post(
        client, "add_evidence", dossier.pk, "1.5", kind="market", title="Hóa đơn", files=[bad]
    )
    assert answer.status_code == 200
    assert "Hóa đơn" in answer.content.decode()
    assert dossier.product.producer.papers.count() == 0


def test_check_names_what_is_missing_and_hands_in_when_complete() -> None:
    places = make_places()
    empty = started_dossier(places)
    client = _client(empty.created_by)
    page = _page(client, "check", empty.pk)
    assert "32 tiêu chí chưa trả lời: 1.1, 1.2, 1.3" in page
    assert reverse("portal:texts", args=[empty.pk]) in page
    answer = _post(client, "check", empty.pk, version=empty.version, is_committed="on")
    assert "Hồ sơ còn thiếu" in answer.content.decode()

    dossier = filled_dossier(places)
    client = _client(dossier.created_by)
    page = _page(client, "check", dossier.pk)
    assert "Hồ sơ đủ thành phần theo Điều 6.1." in page
    answer = _post(client, "check", dossier.pk, version=dossier.version)
    assert "Hãy đọc và đánh dấu vào lời cam đoan." in answer.content.decode()
    answer = _post(client, "check", dossier.pk, version="1", is_committed="on")
    assert "Hồ sơ vừa được sửa ở nơi khác" in answer.content.decode()
    answer = _post(client, "check", dossier.pk, version=dossier.version, is_committed="on")
    assert answer.url == reverse("portal:done", args=[dossier.pk])
    assert "Đã nộp hồ sơ" in _page(client, "done", dossier.pk)
    assert "chờ xã tiếp nhận" in _page(client, "dossier", dossier.pk)
    assert client.get(reverse("portal:criterion", args=[dossier.pk, "1.1"])).status_code == 403
    assert _post(client, "withdraw", dossier.pk).status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == DossierState.WITHDRAWN
    assert "Lập hồ sơ" in _page(client, "home")


def test_a_returned_dossier_shows_what_to_mend_at_its_place() -> None:
    dossier = submitted_dossier(make_places())
    ReturnNote.objects.create(
        dossier=dossier,
        desk="commune",
        points=[
            {"place": "1.5", "reason": "Hợp đồng mờ, chụp lại."},
            {"place": "plan", "reason": "Kể rõ nơi bán."},
        ],
        due_on=dt.date(2030, 1, 1),
        returned_on=dt.date(2026, 11, 1),
    )
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.RETURNED_BY_COMMUNE)
    client = _client(dossier.created_by)
    home = _page(client, "home")
    assert "Xã yêu cầu bổ sung" in home
    assert "Lời nhắn: Hợp đồng mờ, chụp lại." in home
    page = _page(client, "dossier", dossier.pk)
    assert "Cần bổ sung" in page
    assert "ở tiêu chí 1.5" in page
    assert "Hợp đồng mờ, chụp lại." in _page(client, "criterion", dossier.pk, "1.5")
    assert "Kể rõ nơi bán." in _page(client, "texts", dossier.pk)
    dossier.refresh_from_db()
    answer = _post(client, "check", dossier.pk, version=dossier.version, is_committed="on")
    assert answer.status_code == 302
    assert dossier.submissions.count() == 2


def test_what_is_missing_for_the_next_star() -> None:
    places = make_places()
    dossier = filled_dossier(places, star=2)
    client = _client(dossier.created_by)
    page = _page(client, "next_star", dossier.pk)
    assert 'Cần thêm <b class="figures">10</b> điểm để đủ 50.' in page
    assert "Mức tối thiểu chưa đạt" in page
    five = _page(client, "next_star", dossier.pk, sao="5")
    assert "để đủ 90" in five
    assert "Hạng 2 sao" in five


def test_papers_and_photos_are_kept_and_removed() -> None:
    places = make_places()
    owner, producer = owner_of(places)
    client = _client(owner)
    assert "Chưa có giấy tờ nào" in _page(client, "papers")
    assert client.get(reverse("portal:shoot")).url == reverse(
        "portal:add_paper", args=[producer.pk]
    )
    _page(client, "add_paper", producer.pk)
    answer = _post(
        client,
        "add_paper",
        producer.pk,
        kind="test_reports",
        expires_on="01/01/2026",
        issued_on="02/01/2026",
        state="held",
    )
    assert "Ngày hết hạn phải từ ngày cấp trở đi." in answer.content.decode()
    _post(
        client,
        "add_paper",
        producer.pk,
        kind="test_reports",
        expires_on="01/01/2026",
        state="held",
        files=[photo_upload()],
    )
    paper = producer.papers.get()
    assert "Hết hạn" in _page(client, "papers")
    assert "Thay giấy mới" in _page(client, "home")
    assert "Trang 1" in _page(client, "paper", paper.pk)
    _post(client, "paper", paper.pk, kind="test_reports", state="held", files=[photo_upload()])
    assert paper.files.count() == 2
    _post(client, "remove_page", paper.files.first().pk)
    assert paper.files.count() == 1
    _post(client, "remove_paper", paper.pk)
    assert producer.papers.count() == 0
    product = make_product(producer)
    _post(client, "add_photo", product.pk, photo=photo_upload(), caption="Bao bì")
    page = _page(client, "product", product.pk)
    assert "Bao bì" in page
    _post(client, "remove_photo", product.photos.get().pk)
    assert product.photos.count() == 0


def test_details_people_place_and_help() -> None:
    places = make_places()
    owner, producer = owner_of(places)
    helper = make_user("Người hỗ trợ (mẫu)", phone="0912000333")
    product = make_product(producer)
    client = _client(owner)
    assert client.get(reverse("portal:own")).url == reverse("portal:producer", args=[producer.pk])
    page = _post(client, "producer", producer.pk, name="Mới", legal_form="farm", phone="12")
    assert "Số điện thoại gồm 10 chữ số" in page.content.decode()
    answer = _post(client, "producer", producer.pk, name="Mới", legal_form="farm")
    assert answer.status_code == 302
    producer.refresh_from_db()
    assert (producer.name, producer.legal_form) == ("Mới", "farm")
    _post(client, "people", producer.pk, contact="0912000333", part="helper")
    assert helper.full_name in _page(client, "people", producer.pk)
    assert "Mới" in _page(_client(helper), "home")
    assert _post(_client(helper), "remove_person", producer.people.first().pk).status_code == 302
    person = producer.people.get(user=helper)
    _post(client, "remove_person", person.pk)
    _post(client, "place", product.pk, commune=places.sa_dec.code)
    product.refresh_from_db()
    assert product.current_commune == places.sa_dec
    assert "Phường Sa Đéc" in _page(client, "place", product.pk, tim="sa dec")
    _post(client, "product", product.pk, name="Khô mới", stage="made", story="Bà kể lại.")
    product.refresh_from_db()
    assert product.story == "Bà kể lại."
    assert "Ai được đăng ký?" in _page(client, "help")


def test_a_near_name_is_shown_once_and_may_be_passed() -> None:
    places = make_places()
    owner, producer = owner_of(places)
    make_product(producer, name="Khô cá lóc")
    client = _client(owner)
    page = _post(client, "add_product", producer.pk, name="KHO CA LOC", stage="made")
    assert "Đã có sản phẩm tên gần giống." in page.content.decode()
    assert producer.products.count() == 1
    _post(client, "add_product", producer.pk, name="KHO CA LOC", stage="made", seen="1")
    assert producer.products.count() == 2


def test_the_two_forms_are_printed_from_draft_and_from_what_was_handed_in() -> None:
    dossier = filled_dossier(make_places())
    client = _client(dossier.created_by)

    def text(view: str) -> str:
        answer = client.get(reverse(f"portal:{view}", args=[dossier.pk]))
        assert answer["Content-Type"] == "application/pdf"
        return " ".join(
            " ".join(page.extract_text().split())
            for page in PdfReader(BytesIO(answer.content)).pages
        )

    assert "BẢN NHÁP" in text("form_1")
    assert "BẢN NHÁP" in text("form_2")
    _post(client, "check", dossier.pk, version=dossier.version, is_committed="on")
    first, second = text("form_1"), text("form_2")
    assert "BẢN NHÁP" not in first + second
    assert "PHIẾU ĐĂNG KÝ" in first
    assert dossier.product.name in first
    assert "05 sản phẩm" in first
    plain = first.replace("\u200b", "").replace(" ", "")
    assert dossier.submissions.get().snapshot.sha256 in plain
    assert "BÁO CÁO TỰ ĐÁNH GIÁ" in second
    assert "Hợp đồng mua cá (mẫu)" in second


PAGES_OF_A_DOSSIER = (
    ("dossier", ()),
    ("texts", ()),
    ("check", ()),
    ("evidence", ()),
    ("next_star", ()),
    ("result", ()),
    ("done", ()),
    ("form_1", ()),
    ("form_2", ()),
    ("criterion", ("1.1",)),
    ("add_evidence", ("1.1",)),
)


@pytest.mark.parametrize(("view", "more"), PAGES_OF_A_DOSSIER)
def test_a_dossier_is_not_there_for_others(view, more) -> None:
    places = make_places()
    dossier = filled_dossier(places)
    neighbour, _ = owner_of(places)
    address = reverse(f"portal:{view}", args=[dossier.pk, *more])
    assert _client(neighbour).get(address).status_code == 404
    assert _client(neighbour).post(address).status_code in {404, 405}
    assert Client().get(address).status_code == 302


def test_a_producers_pages_are_not_there_for_others() -> None:
    places = make_places()
    owner, producer = owner_of(places)
    product, paper = make_product(producer), make_paper(producer, owner)
    dossier = started_dossier(places, product=product)
    neighbour, _ = owner_of(places)
    client = _client(neighbour)
    for view, pk in (
        ("producer", producer.pk),
        ("people", producer.pk),
        ("add_paper", producer.pk),
        ("add_product", producer.pk),
        ("paper", paper.pk),
        ("product", product.pk),
        ("group", product.pk),
        ("place", product.pk),
        ("begin", product.pk),
    ):
        assert client.get(reverse(f"portal:{view}", args=[pk])).status_code == 404, view
        assert _post(client, view, pk).status_code == 404, view
    for view, pk in (
        ("remove_paper", paper.pk),
        ("remove_page", paper.files.get().pk),
        ("remove_person", producer.people.get().pk),
        ("add_photo", product.pk),
        ("withdraw", dossier.pk),
    ):
        assert _post(client, view, pk).status_code == 404, view
    assert product.name not in _page(client, "home")
    assert paper.title not in _page(client, "papers")


@pytest.mark.parametrize("count", [1, 3])
def test_home_and_vault_ask_a_fixed_number_of_questions(count, django_assert_num_queries) -> None:
    places = make_places()
    owner, producer = owner_of(places)
    for _ in range(count):
        started_dossier(places, product=make_product(producer))
        make_paper(producer, owner)
    client = _client(owner)
    with django_assert_num_queries(15):
        client.get(reverse("portal:home"))
    with django_assert_num_queries(8):
        client.get(reverse("portal:papers"))


@pytest.mark.parametrize("star", [1, 4])
def test_a_criterion_and_the_task_list_do_not_grow(star, django_assert_num_queries) -> None:
    dossier = filled_dossier(make_places(), star=star)
    client = _client(dossier.created_by)
    with django_assert_num_queries(11):
        client.get(reverse("portal:criterion", args=[dossier.pk, "1.1"]))
    with django_assert_num_queries(13):
        client.get(reverse("portal:dossier", args=[dossier.pk]))
