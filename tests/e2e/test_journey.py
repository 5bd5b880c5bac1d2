"""From signing up on a phone to the outcome, every person at their own page."""

import pytest
from playwright.sync_api import Page, expect

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel.audit import first_broken_link
from tests.e2e import desks, steps
from tests.e2e.conftest import PHONE, Opens
from tests.e2e.desks import TODAY, follow, press
from tests.factories.basic import make_official, make_places

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.journey
def test_from_signing_up_to_four_stars(opens: Opens) -> None:
    dossier, _ = evaluated(opens, (4,))
    leader = opens(make_official(Role.PROVINCE_LEADER, dossier.province))
    leader.goto("/ban-lam-viec/quyet-dinh/")
    follow(leader, "Nhập quyết định công nhận")
    desks.enter_decision(leader, "321/QĐ-UBND", certificate="015/GCN-OCOP")
    steps.read_as_a_stranger(opens(size=PHONE), public_page(leader), 4)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.RECOGNISED
    assert first_broken_link() is None


def test_two_stars_end_with_the_notice_of_what_is_missing(opens: Opens) -> None:
    dossier, office_user = evaluated(opens, (2,))
    office = opens(office_user)
    office.goto("/ban-lam-viec/quyet-dinh/")
    follow(office, dossier.product.name)
    expect(office.get_by_role("heading", name="Còn thiếu để đạt 3 sao")).to_be_visible()
    office.get_by_label("Số thông báo").fill("12/TB-SNNMT")
    office.get_by_label("Ngày thông báo").fill(TODAY)
    office.get_by_label("Chức vụ người ký").fill("Giám đốc")
    press(office, "Thông báo và kết thúc")
    expect(office.get_by_text("Đã thông báo").first).to_be_visible()
    dossier.refresh_from_db()
    assert dossier.state == DossierState.NOT_RECOGNISED
    owner = dossier.product.producer.people.get(part="owner").user
    phone = opens(owner, PHONE)
    phone.goto(f"/co-so/ho-so/{dossier.pk}/ket-qua/")
    expect(phone.get_by_role("heading", name="Muốn được 3 sao, còn thiếu")).to_be_visible()
    expect(phone.get_by_role("link", name="Lập hồ sơ mới")).to_be_visible()
    assert first_broken_link() is None


def test_ninety_two_points_reach_five_stars_at_the_ministry(opens: Opens) -> None:
    wanted = (5, 92)
    dossier, _ = evaluated(opens, wanted)
    leader = opens(make_official(Role.PROVINCE_LEADER, dossier.province))
    leader.goto("/ban-lam-viec/quyet-dinh/")
    follow(leader, "Phê duyệt và chuyển Bộ")
    desks.enter_decision(leader, "400/QĐ-UBND", letter="77/UBND-NN")
    expect(leader.get_by_text("Đã chuyển Bộ").first).to_be_visible()
    ministry = make_official(Role.MINISTRY_OFFICE, None)
    steps.evaluate(opens, dossier, wanted, office=ministry, roles=steps.CENTRE, unit=None)
    minister = opens(make_official(Role.MINISTER, None))
    minister.goto("/ban-lam-viec/bo/")
    follow(minister, "Nhập quyết định 5 sao")
    desks.enter_decision(minister, "500/QĐ-BNNMT", certificate="01/GCN-OCOP-TW")
    stranger = opens(size=PHONE)
    steps.read_as_a_stranger(stranger, public_page(minister), 5)
    expect(stranger.locator("main")).to_contain_text("của Bộ Nông nghiệp và Môi trường")
    dossier.refresh_from_db()
    assert dossier.state == DossierState.RECOGNISED
    assert first_broken_link() is None


def evaluated(opens: Opens, wanted: steps.Wanted) -> tuple[Dossier, User]:
    """A dossier on which the provincial council has concluded, and the provincial office."""
    places = make_places()
    dossier = steps.hand_in_a_dossier(opens(size=PHONE), wanted)
    office = steps.pass_the_desks(opens, places, dossier)
    steps.evaluate(
        opens, dossier, wanted, office=office, roles=steps.PROVINCE, unit=places.dong_thap
    )
    return dossier, office


def public_page(page: Page) -> str:
    """The address that the confirmation page gives for the certificate."""
    return page.get_by_role("link", name="Trang công khai").get_attribute("href") or ""
