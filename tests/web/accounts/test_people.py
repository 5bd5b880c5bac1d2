"""The administrator's pages: who sees whom, and each act from its form to its row."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from ocop.accounts.models import Invitation, Membership, User
from ocop.accounts.policy import has_role
from ocop.accounts.roles import Role
from ocop.accounts.services.offices import delegate
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from tests.factories import basic

pytestmark = pytest.mark.django_db

PEOPLE = "/tai-khoan/nguoi-dung/"
NEW_PASSWORD = "ruong lua mua nuoc noi"
TODAY = clock.today()


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


@pytest.fixture
def administrator(places: basic.Places) -> User:
    return basic.make_official(Role.ADMINISTRATOR, places.dong_thap)


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def _day(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_for_three(
    desk: Client,
    places: basic.Places,
    count: int,
    django_assert_num_queries: Callable[[int], object],
) -> None:
    for _ in range(count):
        basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)

    # Session, person, offices held; count, people, their offices; invitations.
    with django_assert_num_queries(8):
        page = desk.get(PEOPLE).content.decode()

    assert page.count("Cán bộ xã, Xã Tân Hộ Cơ") == count


def test_list_search_and_count_keep_to_the_province(desk: Client, places: basic.Places) -> None:
    here = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    there = basic.make_official(Role.COMMUNE_OFFICER, places.cau_ke)
    owner = basic.make_user("Chủ cơ sở kín")
    basic.make_producer(places.tan_ho_co, owner=owner)

    for address in (PEOPLE, f"{PEOPLE}?tim=can+bo"):
        page = desk.get(address).content.decode()
        assert here.email in page
        assert there.email not in page
        assert "Chủ cơ sở kín" not in page
    assert "<h2>2 người</h2>" in desk.get(PEOPLE).content.decode()
    assert "<h2>0 người</h2>" in desk.get(f"{PEOPLE}?tim=kin").content.decode()
    assert desk.get(f"{PEOPLE}{here.pk}/").status_code == 200
    assert desk.get(f"{PEOPLE}{there.pk}/").status_code == 404
    assert desk.get(f"{PEOPLE}{owner.pk}/").status_code == 404


def test_person_page_hides_offices_elsewhere(desk: Client, places: basic.Places) -> None:
    person = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    Membership.objects.create(
        user=person, role=Role.INSPECTOR, unit=places.vinh_long, starts_on=TODAY
    )

    page = desk.get(f"{PEOPLE}{person.pk}/").content.decode()

    assert "Xã Tân Hộ Cơ" in page
    assert "Vĩnh Long" not in page


def test_pages_are_closed_to_everyone_else(places: basic.Places, administrator: User) -> None:
    person = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    office = person.memberships.get()
    invitation = _invitation(administrator, places)
    addresses = [
        PEOPLE,
        f"{PEOPLE}moi/",
        f"{PEOPLE}{person.pk}/",
        f"{PEOPLE}{person.pk}/vai-tro-moi/",
        f"/tai-khoan/vai-tro/{office.pk}/ket-thuc/",
        f"/tai-khoan/vai-tro/{office.pk}/ban-giao/",
        f"/tai-khoan/vai-tro/{office.pk}/uy-quyen/",
    ]
    others = [basic.make_user(), person]
    others += [basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)]
    others += [basic.make_official(Role.PROVINCE_LEADER, places.dong_thap)]

    for other in others:
        answers = {_as(other).get(address).status_code for address in addresses}
        assert answers <= {403, 404}
        posted = _as(other).post(f"/tai-khoan/loi-moi-da-gui/{invitation.pk}/thu-hoi/")
        assert posted.status_code == 403
    foreign = _as(basic.make_official(Role.ADMINISTRATOR, places.vinh_long))
    assert {foreign.get(address).status_code for address in addresses[2:]} == {404}
    assert foreign.post(f"/tai-khoan/loi-moi-da-gui/{invitation.pk}/thu-hoi/").status_code == 404
    assert {Client().get(address).status_code for address in addresses} == {302}


def _invitation(by: User, places: basic.Places) -> Invitation:
    page = _as(by).post(f"{PEOPLE}moi/", _office(places))
    assert page.status_code == 200
    return Invitation.objects.get()


def _office(places: basic.Places, **changes: str) -> dict[str, str]:
    return {
        "full_name": "Cán bộ xã (mẫu)",
        "contact": "0912345678",
        "role": Role.COMMUNE_OFFICER,
        "unit": str(places.tan_ho_co.pk),
        "title": "Công chức kinh tế",
        "organisation": "",
        "capacity": "",
        "starts_on": _day(TODAY),
        "ends_on": "",
    } | changes


def test_invitation_from_form_to_office(desk: Client, places: basic.Places) -> None:
    page = desk.post(f"{PEOPLE}moi/", _office(places)).content.decode()
    link = re.search(r'value="http://[^/"]+(/tai-khoan/loi-moi/[^"]+)"', page)
    assert link is not None
    assert "Cán bộ xã (mẫu)" in desk.get(PEOPLE).content.decode()

    guest = Client()
    shown = guest.get(link[1]).content.decode()
    assert "Xã Tân Hộ Cơ" in shown
    assert 'value="Cán bộ xã (mẫu)"' in shown
    taken = guest.post(link[1], {"full_name": "Cán bộ xã (mẫu)", "password": NEW_PASSWORD})

    assert taken["Location"] == "/viec-cua-toi/"
    person = User.objects.get(phone="+84912345678")
    assert has_role(person, Role.COMMUNE_OFFICER, unit_id=places.tan_ho_co.pk)
    assert guest.get("/viec-cua-toi/")["Location"] == "/ban-lam-viec/"
    assert Client().get(link[1]).status_code == 404


def test_known_person_signs_in_to_take_the_office(desk: Client, places: basic.Places) -> None:
    person = basic.make_user(phone="0912345678")
    page = desk.post(f"{PEOPLE}moi/", _office(places)).content.decode()
    link = re.search(r'value="http://[^/"]+(/tai-khoan/loi-moi/[^"]+)"', page)
    assert link is not None

    assert Client().get(link[1])["Location"] == f"/dang-nhap/?next={link[1]}"
    other = _as(basic.make_user()).post(link[1])
    assert "Lời mời này dành cho 0912 345 678" in other.content.decode()
    assert _as(person).post(link[1])["Location"] == "/viec-cua-toi/"

    assert person.memberships.get().role == Role.COMMUNE_OFFICER


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"contact": "123"}, "Số điện thoại gồm 10 chữ số"),
        ({"role": Role.PROVINCE_OFFICE}, "thuộc cấp tỉnh"),
        ({"ends_on": "01/01/2020"}, "Ngày kết thúc phải từ ngày bắt đầu"),
        ({"starts_on": "32/13/2026"}, "Ngày chưa đúng"),
        ({"role": Role.MINISTER}, "Minister"),
    ],
)
def test_refused_invitation_keeps_the_form(
    desk: Client, places: basic.Places, change: dict[str, str], words: str
) -> None:
    page = desk.post(f"{PEOPLE}moi/", _office(places, **change)).content.decode()

    assert words in page or "has-error" in page
    assert 'value="Công chức kinh tế"' in page
    assert Invitation.objects.count() == 0


def test_unit_of_another_province_is_no_choice(desk: Client, places: basic.Places) -> None:
    page = desk.post(f"{PEOPLE}moi/", _office(places, unit=str(places.cau_ke.pk)))

    assert Invitation.objects.count() == 0
    assert "Vĩnh Long" not in page.content.decode()


def test_country_chooses_a_province_first(places: basic.Places) -> None:
    country = _as(basic.make_official(Role.ADMINISTRATOR, None))

    first = country.get(f"{PEOPLE}moi/").content.decode()
    assert "Tỉnh Vĩnh Long</option>" in first
    assert "Xã Cầu Kè</option>" not in first
    second = country.get(f"{PEOPLE}moi/?tinh=86").content.decode()
    assert "Xã Cầu Kè</option>" in second
    assert "Xã Tân Hộ Cơ</option>" not in second


def test_invitation_is_taken_back(desk: Client, administrator: User, places: basic.Places) -> None:
    invitation = _invitation(administrator, places)

    desk.post(f"/tai-khoan/loi-moi-da-gui/{invitation.pk}/thu-hoi/")

    assert "Lời mời đang chờ" not in desk.get(PEOPLE).content.decode()


def test_office_is_granted_and_ended(desk: Client, places: basic.Places) -> None:
    person = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    form = _office(places, role=Role.DEPARTMENT, unit=str(places.dong_thap.pk))
    sectors = {"sectors": ["I", "II"]}

    granted = desk.post(f"{PEOPLE}{person.pk}/vai-tro-moi/", form | sectors)

    assert granted["Location"] == f"{PEOPLE}{person.pk}/"
    office = person.memberships.get(role=Role.DEPARTMENT)
    assert office.sectors == ["I", "II"]
    desk.post(f"/tai-khoan/vai-tro/{office.pk}/ket-thuc/", {"on": _day(TODAY)})
    office.refresh_from_db()
    assert office.ends_on == TODAY


def test_handover_moves_office_and_dossiers(desk: Client, places: basic.Places) -> None:
    leaver = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    successor = basic.make_user(phone="0912345678")
    dossier = Dossier.objects.create(
        product=basic.make_product(basic.make_producer(places.tan_ho_co)),
        instrument="qd26-2026",
        set_number=8,
        rubric_sha256="0" * 64,
        state=DossierState.AT_COMMUNE,
        commune=places.tan_ho_co,
        province=places.dong_thap,
        officer=leaver,
    )
    address = f"/tai-khoan/vai-tro/{leaver.memberships.get().pk}/ban-giao/"

    unknown = desk.post(address, {"to": "0987654321"}).content.decode()
    assert "Chưa có tài khoản" in unknown
    done = desk.post(address, {"to": "0912345678"}, follow=True).content.decode()

    assert "Đã bàn giao vai trò và 1 hồ sơ" in done
    dossier.refresh_from_db()
    assert dossier.officer == successor
    assert has_role(successor, Role.COMMUNE_OFFICER, unit_id=places.tan_ho_co.pk)


def test_leader_delegates_and_ends_it_on_the_own_page(places: basic.Places) -> None:
    leader = basic.make_official(Role.PROVINCE_LEADER, places.dong_thap)
    deputy = basic.make_user("Phó Chủ tịch (mẫu)", phone="0912345678")
    client = _as(leader)
    office = leader.memberships.get()
    address = f"/tai-khoan/vai-tro/{office.pk}/uy-quyen/"
    assert address in client.get("/tai-khoan/").content.decode()

    form = {"to": "0912345678", "capacity": "KT", "starts_on": _day(TODAY), "ends_on": _day(TODAY)}
    refused = client.post(address, form | {"ends_on": "01/01/2020"}).content.decode()
    assert "Ngày kết thúc phải từ ngày bắt đầu" in refused
    client.post(address, form)

    delegation = deputy.memberships.get()
    assert (delegation.role, delegation.capacity) == (Role.PROVINCE_LEADER, "KT")
    assert "Phó Chủ tịch (mẫu)" in client.get("/tai-khoan/").content.decode()
    client.post(f"/tai-khoan/vai-tro/{delegation.pk}/ket-thuc/", {"on": _day(TODAY)})
    delegation.refresh_from_db()
    assert delegation.ends_on == TODAY


def test_delegation_of_another_leader_is_not_there(places: basic.Places) -> None:
    leader = basic.make_official(Role.PROVINCE_LEADER, places.dong_thap)
    other = basic.make_official(Role.PROVINCE_LEADER, places.vinh_long)
    delegation = delegate(
        by=leader,
        membership=leader.memberships.get(),
        to=basic.make_user("Phó Chủ tịch (mẫu)"),
        capacity=Membership.Capacity.DEPUTY,
        starts_on=TODAY,
        ends_on=TODAY,
    )

    assert "Phó Chủ tịch (mẫu)" not in _as(other).get("/tai-khoan/").content.decode()
    for act in ("ket-thuc", "uy-quyen"):
        assert _as(other).get(f"/tai-khoan/vai-tro/{delegation.pk}/{act}/").status_code == 404


def test_commune_issues_a_code_for_its_own_producers_people(places: basic.Places) -> None:
    officer = _as(basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co))
    basic.make_producer(places.tan_ho_co, owner=basic.make_user(phone="0912345678"))
    basic.make_producer(places.sa_dec, owner=basic.make_user(phone="0987654321"))

    def ask(contact: str, **more: str) -> str:
        return officer.post("/tai-khoan/cap-ma/", {"contact": contact, **more}).content.decode()

    assert "Chỉ cấp mã khi đã biết chắc đúng người" in ask("0912345678")
    assert "trong địa bàn mình" in ask("0987654321", is_known="on")
    assert "Chưa có tài khoản" in ask("0900000000", is_known="on")
    code = re.search(r"<b>([2-9A-Z]{4}-[2-9A-Z]{4})</b>", ask("0912345678", is_known="on"))
    assert code is not None

    guest = Client()
    guest.post(
        "/tai-khoan/ma-khoi-phuc/",
        {"contact": "0912345678", "code": code[1], "password": NEW_PASSWORD},
    )
    guest.post("/dang-nhap/", {"contact": "0912345678", "password": NEW_PASSWORD})
    assert "_auth_user_id" in guest.session


def test_administrator_issues_a_code_from_the_persons_page(
    desk: Client, administrator: User, places: basic.Places
) -> None:
    person = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    elsewhere = basic.make_official(Role.COMMUNE_OFFICER, places.cau_ke)

    assert "Mã cho" in desk.post(f"{PEOPLE}{person.pk}/ma-khoi-phuc/").content.decode()
    assert desk.post(f"{PEOPLE}{elsewhere.pk}/ma-khoi-phuc/").status_code == 404
    own = desk.post(f"{PEOPLE}{administrator.pk}/ma-khoi-phuc/")
    assert own["Location"] == f"{PEOPLE}{administrator.pk}/"
