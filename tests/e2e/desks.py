"""What officials do in their windows, from the commune's receipt to the leader's decision."""

import re

from playwright.sync_api import Page, expect

from ocop.dossiers.models import Dossier
from ocop.dossiers.rules.assessment import CONTENTS
from ocop.kernel import clock
from tests.factories.uploads import PDF

TODAY = f"{clock.today():%d/%m/%Y}"
SIGNED = {"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": PDF}


def press(page: Page, name: str) -> None:
    """The button with these words (the first where a page repeats it)."""
    page.get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    """The link with these words."""
    page.get_by_role("link", name=name).first.click()


def receive(page: Page, dossier: Dossier, desk: str) -> None:
    """`desk` is "xa" or "tinh"."""
    page.goto(f"/ban-lam-viec/{desk}/{dossier.pk}/")
    follow(page, "Nhận hồ sơ")
    page.get_by_label("Ngày nhận").fill(TODAY)
    page.get_by_label(re.compile("mẫu", re.IGNORECASE)).first.fill("5")
    press(page, "Nhận hồ sơ")
    page.wait_for_url(re.compile(rf"/{desk}/{dossier.pk}/$"))


def assess_and_propose(page: Page, dossier: Dossier) -> None:
    """The four contents, then numbers and signature of Mẫu số 03."""
    page.goto(f"/ban-lam-viec/xa/{dossier.pk}/danh-gia/")
    for content in CONTENTS:
        page.locator(f"[name={content.field}]").fill(
            f"Xã đã đến tận nơi xem {content.short_name}, đúng như cơ sở khai."
        )
    page.locator("[name=is_complete]").check()
    press(page, "Lưu, sang bước gửi tỉnh")
    page.get_by_label("Số báo cáo Mẫu số 03").fill("12/BC-UBND")
    page.get_by_label("Số văn bản đề nghị gửi tỉnh").fill("34/UBND-KT")
    page.get_by_label("Ngày ký").fill(TODAY)
    page.get_by_label("Chức vụ người ký").fill("Chủ tịch")
    press(page, "Gửi tỉnh")
    page.wait_for_url("**/ban-lam-viec/xa/**")


def accept(page: Page, dossier: Dossier) -> None:
    """The provincial office finds the dossier complete."""
    page.goto(f"/ban-lam-viec/tinh/{dossier.pk}/")
    press(page, "Đủ điều kiện")


def establish_council(page: Page, seats: dict[str, str]) -> None:
    """`seats` maps a person's name to "chair", "member" or "secretary"."""
    page.goto("/ban-lam-viec/hoi-dong/")
    follow(page, "Lập Hội đồng")
    page.get_by_label("Tên Hội đồng").fill("Hội đồng OCOP tỉnh Đồng Tháp")
    page.get_by_label("Số quyết định thành lập").fill("1200/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill(TODAY)
    page.get_by_label("Người ký quyết định").fill("Chủ tịch UBND tỉnh")
    for number, row in enumerate(page.locator("tbody tr").all()):
        seat = seats[row.get_by_role("rowheader").inner_text().strip()]
        row.locator("select").select_option(seat)
        row.locator("input[type=text]").fill(f"Cơ quan {number + 1}")
    page.locator("main").get_by_role("button", name="Lập Hội đồng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hội đồng OCOP tỉnh Đồng Tháp")


def plan_session(page: Page, dossier: Dossier) -> None:
    """From the council's page: a session of today with this dossier on its list."""
    follow(page, "Lên lịch phiên họp")
    page.get_by_label("Tên phiên họp").fill("Phiên họp đợt 2")
    page.get_by_label("Ngày họp").fill(TODAY)
    press(page, "Lưu và chọn hồ sơ")
    page.get_by_label(dossier.product.name).check()
    press(page, "Đưa vào danh sách")


def enter_decision(page: Page, number: str, *, certificate: str = "", letter: str = "") -> None:
    """The leader's page filled in, checked and confirmed; `certificate` where stars are given."""
    page.get_by_label("Số quyết định").fill(number)
    page.get_by_label("Ngày ký").fill(TODAY)
    page.get_by_label("Chức vụ người ký").fill("Chủ tịch")
    page.locator("input[type=file]").set_input_files(SIGNED)
    if certificate:
        page.get_by_label(re.compile("^Số giấy chứng nhận của")).first.fill(certificate)
    if letter:
        page.get_by_label("Số văn bản đề nghị").fill(letter)
        page.get_by_label("Ngày gửi").fill(TODAY)
    press(page, "Xem lại trước khi xác nhận")
    page.wait_for_url("**/kiem-tra/")
    press(page, "Xác nhận")
    page.wait_for_url("**/xong/")
