"""Who sees and does what on the decision desks, with data that could really leak."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import Award, recognise_by_province
from ocop.recognition.services.referral import forward_to_ministry
from ocop.register.models import Decision
from tests.factories.basic import Places, make_official, make_places, make_user
from tests.factories.results import add_result, make_dossier
from tests.web.desk.decisions.pages import client_of, scored, text
from tests.web.desk.decisions.test_journey import DESK, MINISTRY

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> Places:
    return make_places()


def strangers(places: Places) -> dict[str, User | None]:
    """Everyone who must not learn of a result that waits at Đồng Tháp."""
    return {
        "other office": make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        "other leader": make_official(Role.PROVINCE_LEADER, places.vinh_long),
        "administrator": make_official(Role.ADMINISTRATOR, places.dong_thap),
        "national administrator": make_official(Role.ADMINISTRATOR, None),
        "minister": make_official(Role.MINISTER, None),
        "producer": make_user("Chủ cơ sở khác (mẫu)"),
        "anonymous": None,
    }


def test_a_waiting_result_leaks_nowhere(places: Places) -> None:
    dossier = scored(places, "77.00", 4)
    name = dossier.product.name
    addresses = [
        DESK,
        f"{DESK}cong-nhan/",
        f"{DESK}du-thao/cong-nhan.pdf",
        f"{DESK}ket-qua/{dossier.pk}/",
        f"{DESK}ket-qua/{dossier.pk}/thong-bao.pdf",
        MINISTRY,
        f"{MINISTRY}ho-so/{dossier.pk}/",
    ]
    for who, user in strangers(places).items():
        browser = client_of(user)
        for address in addresses:
            response = browser.get(address)
            assert name not in text(response), (who, address)
            assert b"%PDF" not in response.content, (who, address)


def test_only_the_province_opens_the_result(places: Places) -> None:
    dossier = scored(places, "77.00", 4)
    address = f"{DESK}ket-qua/{dossier.pk}/"
    for role in (Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR):
        reader = client_of(make_official(role, places.dong_thap))
        assert reader.get(address).status_code == 200, role
    statuses = {
        who: client_of(user).get(address).status_code for who, user in strangers(places).items()
    }
    assert statuses == {
        "other office": 404,
        "other leader": 404,
        "administrator": 403,
        "national administrator": 403,
        "minister": 403,
        "producer": 403,
        "anonymous": 302,
    }


def test_the_office_prepares_and_the_leader_decides(places: Places) -> None:
    scored(places, "77.00", 4)
    office = client_of(make_official(Role.PROVINCE_OFFICE, places.dong_thap))
    assert office.get(f"{DESK}du-thao/cong-nhan.pdf").content[:5] == b"%PDF-"
    assert office.get(f"{DESK}du-thao/chuyen-bo.pdf").status_code == 404
    for address in (f"{DESK}cong-nhan/", f"{DESK}cong-nhan/kiem-tra/", f"{DESK}chuyen-bo/"):
        assert office.get(address).status_code == 403
        assert office.post(address).status_code == 403
    auditor = client_of(make_official(Role.AUDITOR, places.dong_thap))
    assert "Nhập quyết định" not in text(auditor.get(DESK))


def decided(places: Places) -> Decision:
    dossier = scored(places, "77.00", 4)
    leader = make_official(Role.PROVINCE_LEADER, places.dong_thap)
    (certificate,) = recognise_by_province(
        awards=[Award(dossier, "01/GCN")],
        paper=DecisionPaper("321/QĐ-UBND", dossier.results.get().concluded_on),
        by=leader,
    )
    decision = certificate.recognition.decision
    assert decision is not None
    return decision


def test_a_decision_is_read_by_those_it_concerns(places: Places) -> None:
    decision = decided(places)
    readers = {
        "office": make_official(Role.PROVINCE_OFFICE, places.dong_thap),
        "commune": make_official(Role.COMMUNE_OFFICER, places.tan_ho_co),
        "other commune": make_official(Role.COMMUNE_OFFICER, places.sa_dec),
        "auditor": make_official(Role.AUDITOR, None),
        **strangers(places),
    }
    statuses = {
        who: client_of(user).get(f"{DESK}{decision.pk}/").status_code
        for who, user in readers.items()
    }
    assert statuses == {
        "office": 200,
        "commune": 200,
        "other commune": 404,
        "auditor": 200,
        "other office": 404,
        "other leader": 404,
        "administrator": 403,
        "national administrator": 403,
        "minister": 404,
        "producer": 403,
        "anonymous": 302,
    }


def test_the_ministry_sees_only_what_was_sent(places: Places) -> None:
    kept, sent = scored(places, "95.00", 5), scored(places, "92.00", 5)
    leader = make_official(Role.PROVINCE_LEADER, places.dong_thap)
    forward_to_ministry(
        dossier=sent,
        paper=DecisionPaper("300/QĐ-UBND", sent.results.get().concluded_on),
        letter_number="55/UBND-NN",
        sent_on=sent.results.get().concluded_on,
        by=leader,
    )
    office = client_of(make_official(Role.MINISTRY_OFFICE, None))
    page = text(office.get(MINISTRY))
    assert sent.product.name in page
    assert kept.product.name not in page
    assert office.get(f"{MINISTRY}ho-so/{kept.pk}/").status_code == 404
    # Who leads a province cannot decide five stars, nor send back.
    province = client_of(leader)
    assert province.get(f"{MINISTRY}cong-nhan/").status_code == 403
    assert province.post(f"{MINISTRY}ho-so/{sent.pk}/chuyen-lai/").status_code == 403
    # The ministry's office prepares; the Minister decides.
    assert office.get(f"{MINISTRY}cong-nhan/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(
    places: Places, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for place in range(count):
        dossier = make_dossier(places.tan_ho_co)
        add_result(dossier, total=f"7{place}.00", band_star=4, star=4)
    browser = client_of(make_official(Role.PROVINCE_LEADER, places.dong_thap))
    with django_assert_num_queries(8):
        page = text(browser.get(DESK))
    assert page.count("Khô cá lóc mẫu") == count
