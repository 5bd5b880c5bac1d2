"""What follows a council's result: below three stars the notice, from 90 points the ministry."""

import pytest
from playwright.sync_api import expect

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.councils.services.concluding import conclude_item, conclude_session
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel.audit import first_broken_link
from tests.e2e import desks
from tests.e2e.conftest import PHONE, Opens
from tests.e2e.desks import TODAY, follow, press
from tests.factories.basic import make_official, make_places
from tests.factories.council_journey import (
    council_with,
    open_session,
    scored_dossier,
    submit_all,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def owner_of(dossier: Dossier) -> User:
    return dossier.product.producer.people.get(part="owner").user


def test_two_stars_end_with_the_notice_of_what_is_missing(opens: Opens) -> None:
    scored = scored_dossier(make_places(), star=2)
    office = opens(scored.world.office)
    office.goto("/ban-lam-viec/quyet-dinh/")
    follow(office, scored.dossier.product.name)
    expect(office.get_by_role("heading", name="Còn thiếu để đạt 3 sao")).to_be_visible()
    office.get_by_label("Số thông báo").fill("12/TB-SNNMT")
    office.get_by_label("Ngày thông báo").fill(TODAY)
    office.get_by_label("Chức vụ người ký").fill("Giám đốc")
    press(office, "Thông báo và kết thúc")
    expect(office.get_by_text("Đã thông báo").first).to_be_visible()
    scored.dossier.refresh_from_db()
    assert scored.dossier.state == DossierState.NOT_RECOGNISED
    phone = opens(owner_of(scored.dossier), PHONE)
    phone.goto(f"/co-so/ho-so/{scored.dossier.pk}/ket-qua/")
    expect(phone.get_by_role("heading", name="Muốn được 3 sao, còn thiếu")).to_be_visible()
    expect(phone.get_by_role("link", name="Lập hồ sơ mới")).to_be_visible()
    assert first_broken_link() is None


def test_ninety_two_points_reach_five_stars_at_the_ministry(opens: Opens) -> None:
    places = make_places()
    scored = scored_dossier(places, star=5, aim=92)
    dossier = scored.dossier
    leader = opens(make_official(Role.PROVINCE_LEADER, places.dong_thap))
    leader.goto("/ban-lam-viec/quyet-dinh/")
    follow(leader, "Phê duyệt và chuyển Bộ")
    desks.enter_decision(leader, "400/QĐ-UBND", letter="77/UBND-NN")
    expect(leader.get_by_text("Đã chuyển Bộ").first).to_be_visible()
    score_at_the_ministry(dossier)
    minister = opens(make_official(Role.MINISTER, None))
    minister.goto("/ban-lam-viec/bo/")
    follow(minister, "Nhập quyết định 5 sao")
    desks.enter_decision(minister, "500/QĐ-BNNMT", certificate="01/GCN-OCOP-TW")
    shown = minister.get_by_role("link", name="Trang công khai").get_attribute("href") or ""
    dossier.refresh_from_db()
    assert dossier.state == DossierState.RECOGNISED
    stranger = opens(size=PHONE)
    stranger.goto(shown)
    expect(stranger.locator(".verdict-band strong")).to_have_text("Còn hiệu lực")
    expect(stranger.locator(".rank").first).to_contain_text("5 sao")
    expect(stranger.locator("main")).to_contain_text("của Bộ Nông nghiệp và Môi trường")
    assert first_broken_link() is None


def score_at_the_ministry(dossier: Dossier) -> None:
    """The central council finds 92 points too."""
    world = council_with(None, members=2)
    dossier.refresh_from_db()
    session = open_session(world, dossier)
    item = session.items.get()
    submit_all(item, world, 5, 92)
    conclude_item(by=world.chair, item=item)
    conclude_session(by=world.chair, session=session, minutes_number="03/BB-HĐTW")
