"""A star evaluated again: prefilled on a phone, written opinions, a new certificate (Điều 7.6)."""

import pytest
from playwright.sync_api import Page, expect

from ocop.accounts.roles import Role
from ocop.councils.models import AgendaItem
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel.audit import first_broken_link
from ocop.register.models import Certificate
from tests.e2e import desks
from tests.e2e.conftest import PHONE, Opens
from tests.e2e.desks import TODAY, follow, press
from tests.factories.basic import make_official, make_places
from tests.factories.council_journey import World, council_with, fill_sheet
from tests.factories.reevaluation import recognised_product
from tests.factories.rounds import answers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNCILS = "/ban-lam-viec/hoi-dong/"


def test_a_star_is_evaluated_again_by_written_opinions(opens: Opens) -> None:
    places = make_places()
    old = recognised_product(places, star=3)
    product = old.recognition.product
    owner = product.producer.people.get(part="owner").user
    dossier = begin_and_hand_in(opens(owner, PHONE), product.pk)
    commune = opens(make_official(Role.COMMUNE_OFFICER, places.tan_ho_co))
    desks.receive(commune, dossier, "xa")
    desks.assess_and_propose(commune, dossier)
    world = council_with(places, members=2)
    office = opens(world.office)
    desks.receive(office, dossier, "tinh")
    find_complete(office, dossier)
    ask_in_writing(office, world, dossier)
    item = AgendaItem.objects.get(dossier=dossier)
    for user in world.scorers:
        fill_sheet(item, user, answers(item, 4))
        return_sheet(opens(user), item)
    conclude(office, opens(world.chair), item)
    leader = opens(make_official(Role.PROVINCE_LEADER, places.dong_thap))
    leader.goto("/ban-lam-viec/quyet-dinh/")
    follow(leader, "Nhập quyết định công nhận")
    desks.enter_decision(leader, "321/QĐ-UBND", certificate="015/GCN-OCOP")
    dossier.refresh_from_db()
    assert dossier.state == DossierState.RECOGNISED
    stranger = opens(size=PHONE)
    stranger.goto(f"/c/{old.short_code}")
    expect(stranger.locator("main")).to_contain_text("Đã được thay bằng giấy mới")
    new = Certificate.objects.exclude(pk=old.pk).get(recognition__product=product)
    stranger.goto(f"/c/{new.short_code}")
    expect(stranger.locator("main")).to_contain_text("Còn hiệu lực")
    assert (new.recognition.star, first_broken_link()) == (4, None)


def begin_and_hand_in(phone: Page, product: int) -> Dossier:
    """The draft comes filled in; only what changed is told."""
    phone.goto(f"/co-so/san-pham/{product}/lap-ho-so/")
    expect(phone.locator("main")).to_contain_text("được điền sẵn câu trả lời")
    press(phone, "Lập hồ sơ")
    phone.wait_for_url("**/co-so/ho-so/*/")
    dossier = Dossier.objects.latest("pk")
    expect(phone.locator("main")).to_contain_text("Đã điền sẵn từ hồ sơ lần trước")
    phone.goto(f"/co-so/ho-so/{dossier.pk}/ke-hoach/")
    phone.locator("#id_update_revenue").fill("Tăng một phần mười mỗi năm.")
    press(phone, "Ghi “Không đổi” vào ô còn trống")
    expect(phone.locator("#id_update_packaging")).to_have_value("Không đổi.")
    phone.goto(f"/co-so/ho-so/{dossier.pk}/kiem-tra/")
    phone.get_by_label("Tôi cam đoan", exact=False).check()
    press(phone, "Nộp hồ sơ")
    phone.wait_for_url("**/da-nop/")
    return dossier


def find_complete(office: Page, dossier: Dossier) -> None:
    """The office says why it did not go to see the producer."""
    office.goto(f"/ban-lam-viec/tinh/{dossier.pk}/")
    office.get_by_label("Không kiểm tra", exact=False).check()
    office.get_by_label("Lý do, kết quả").fill("Quy mô như trước, giấy tờ rõ.")
    press(office, "Đủ điều kiện")
    dossier.refresh_from_db()
    assert dossier.state == DossierState.ACCEPTED


def ask_in_writing(office: Page, world: World, dossier: Dossier) -> None:
    """From the council's page to the members."""
    office.goto(f"{COUNCILS}{world.council.pk}/")
    follow(office, "Lấy ý kiến bằng văn bản")
    office.get_by_label("Tên đợt lấy ý kiến").fill("Đánh giá lại tháng này")
    office.get_by_label("Hạn gửi phiếu").fill(TODAY)
    press(office, "Lưu và chọn hồ sơ")
    office.get_by_label(dossier.product.name).check()
    press(office, "Đưa vào danh sách")
    follow(office, "Đánh giá lại tháng này")
    office.locator("summary", has_text="Gửi xin ý kiến").click()
    office.get_by_role("button", name="Gửi xin ý kiến").click()
    expect(office.locator("main")).to_contain_text("Chưa gửi đủ phiếu")


def return_sheet(page: Page, item: AgendaItem) -> None:
    """A member reads the whole sheet and hands it in."""
    page.goto(f"{COUNCILS}san-pham/{item.pk}/phieu/")
    page.locator("#nop summary").click()
    page.get_by_role("button", name="Nộp phiếu", exact=True).click()
    page.wait_for_url("**/hoi-dong/phieu/")


def conclude(office: Page, chair: Page, item: AgendaItem) -> None:
    """Collected by the office, concluded by the chair, minutes closed."""
    office.goto(f"{COUNCILS}phien/{item.session_id}/")
    office.locator("summary", has_text="Tổng hợp ý kiến").click()
    office.get_by_role("button", name="Tổng hợp", exact=True).click()
    chair.goto(f"{COUNCILS}san-pham/{item.pk}/")
    expect(chair.locator("main")).to_contain_text("Ý kiến thống nhất")
    press(chair, "Kết luận sản phẩm này")
    chair.goto(f"{COUNCILS}phien/{item.session_id}/")
    follow(chair, "Kết thúc, lập biên bản")
    chair.get_by_label("Số biên bản").fill("02/BB-HĐ")
    press(chair, "Kết thúc và khóa biên bản")
    expect(chair.get_by_role("link", name="Biên bản")).to_be_visible()
