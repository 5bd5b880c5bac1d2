"""The steps of a journey, each person in their own window: the producer on a phone, then the desks."""

import re

from playwright.sync_api import Page, expect

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.councils.models import Session
from ocop.demo.answers import Answers, answers_for
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.law.loading import load_rubric
from ocop.law.rubric import Rubric
from ocop.places.models import Unit
from tests.e2e import desks
from tests.e2e.conftest import Opens
from tests.e2e.desks import follow, press
from tests.factories.basic import PASSWORD, Places, make_official
from tests.factories.journey import photo_upload

PRODUCT = "Khô cá lóc một nắng"
PROVINCE = {
    "chair": Role.COUNCIL_CHAIR,
    "secretary": Role.COUNCIL_SECRETARY,
    "member": Role.COUNCIL_MEMBER,
}
CENTRE = dict.fromkeys(PROVINCE, Role.MINISTRY_COUNCIL)

Wanted = tuple[int] | tuple[int, int]
"""A star, and the points to aim at where the middle of its band will not do."""
BOARD = "/ban-lam-viec/hoi-dong/"


def hand_in_a_dossier(phone: Page, wanted: Wanted) -> Dossier:
    """From signing up to the confirmation page, assessed for the wanted star."""
    sign_up(phone)
    register_producer(phone)
    register_product(phone)
    dossier = Dossier.objects.get()
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    assess_oneself(phone, dossier, rubric, answers_for(rubric, *wanted))
    attach_papers(phone, dossier, rubric.leaves[0].code)
    write_texts(phone, dossier)
    phone.goto(f"/co-so/ho-so/{dossier.pk}/kiem-tra/")
    phone.get_by_label(re.compile("Tôi cam đoan")).check()
    press(phone, "Nộp hồ sơ")
    phone.wait_for_url("**/da-nop/")
    dossier.refresh_from_db()
    assert dossier.state == DossierState.SUBMITTED
    return dossier


def sign_up(phone: Page) -> None:
    phone.goto("/dang-ky/")
    phone.get_by_label("Họ và tên").fill("Chủ cơ sở (mẫu)")
    phone.get_by_label("Số điện thoại hoặc thư điện tử").fill("0912 345 678")
    phone.get_by_label("Mật khẩu").fill(PASSWORD)
    press(phone, "Mở tài khoản")
    phone.wait_for_url("**/co-so/")


def register_producer(phone: Page) -> None:
    follow(phone, "Bắt đầu")
    phone.get_by_role("searchbox").fill("tan ho co")
    press(phone, "Tìm")
    follow(phone, "Xã Tân Hộ Cơ")
    phone.get_by_label("Tên cơ sở").fill("Cơ sở khô Ba Xã (mẫu)")
    phone.get_by_label("Hộ sản xuất").check()
    phone.get_by_label("Số đăng ký kinh doanh").fill("51A8001234")
    press(phone, "Lưu và thêm sản phẩm")


def register_product(phone: Page) -> None:
    phone.get_by_label("Tên sản phẩm").fill(PRODUCT)
    phone.get_by_label("Kể ngắn về sản phẩm").fill("Cá lóc đồng xẻ phơi một nắng, gói 500 g.")
    press(phone, "Thêm sản phẩm")
    phone.locator("input[name=leaf][value='8']").check()
    press(phone, "Chọn nhóm này")
    follow(phone, "Lập hoặc làm tiếp hồ sơ")
    phone.get_by_label("Đánh giá lần đầu").check()
    press(phone, "Lập hồ sơ")
    phone.wait_for_url("**/co-so/ho-so/*/")
    complete_producer(phone)


def complete_producer(phone: Page) -> None:
    phone.goto("/co-so/thong-tin/")
    phone.get_by_label("Địa chỉ", exact=False).first.fill("Ấp 1, xã Tân Hộ Cơ")
    phone.get_by_label("Họ tên người đại diện").fill("Chủ cơ sở (mẫu)")
    phone.get_by_label("Chức vụ").fill("Chủ cơ sở")
    press(phone, "Lưu")


def assess_oneself(phone: Page, dossier: Dossier, rubric: Rubric, answers: Answers) -> None:
    phone.goto(f"/co-so/ho-so/{dossier.pk}/tieu-chi/{rubric.leaves[0].code}/")
    for leaf in rubric.leaves:
        expect(phone.locator(f"[id='tc-{leaf.code}']")).to_be_visible()
        option = answers.options[leaf.code]
        phone.locator(f"label.level:has(input[name=answer][value='{option}'])").click()
        phone.locator("button[data-go=next]").click()
    phone.wait_for_url(f"**/co-so/ho-so/{dossier.pk}/")


def attach_papers(phone: Page, dossier: Dossier, code: str) -> None:
    photo = photo_upload()
    page_of_paper = {
        "name": "giay.jpg",
        "mimeType": "image/jpeg",
        "buffer": photo.read(),
    }
    for place, kind in (("general", "business_registration"), (code, "material_origin")):
        phone.goto(f"/co-so/ho-so/{dossier.pk}/minh-chung/{place}/")
        phone.locator("input[type=file]").set_input_files(page_of_paper)
        phone.locator("select[name=kind]").select_option(kind)
        press(phone, "Cất vào tủ và kèm")
        phone.wait_for_load_state()


def write_texts(phone: Page, dossier: Dossier) -> None:
    phone.goto(f"/co-so/ho-so/{dossier.pk}/ke-hoach/")
    phone.get_by_label("Vùng nguyên liệu, cách làm, đóng gói").fill("Cá nuôi tại xã, phơi giàn.")
    phone.get_by_label("Kế hoạch sắp tới").fill("Thêm một nhà phơi.")
    phone.get_by_label("Số sản phẩm mẫu gửi kèm").fill("5")
    press(phone, "Lưu và về danh sách")
    phone.wait_for_url(f"**/co-so/ho-so/{dossier.pk}/")


def pass_the_desks(opens: Opens, places: Places, dossier: Dossier) -> User:
    """Commune and province, up to the council's door; returns the provincial office."""
    commune = opens(make_official(Role.COMMUNE_OFFICER, places.tan_ho_co))
    desks.receive(commune, dossier, "xa")
    desks.assess_and_propose(commune, dossier)
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    window = opens(office)
    desks.receive(window, dossier, "tinh")
    desks.accept(window, dossier)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.ACCEPTED
    return office


def hold_a_council(
    opens: Opens, dossier: Dossier, office: User, roles: dict[str, Role], unit: Unit | None
) -> list[User]:
    """Established, planned and opened by `office`; returns the chair and two members.

    `roles` says which office role holds each seat.
    """
    people = {
        seat: make_official(roles[seat.rstrip("12")], unit)
        for seat in ("chair", "secretary", "member1", "member2")
    }
    for seat, person in people.items():
        person.full_name = f"{seat} (mẫu)"
        person.save()
    window = opens(office)
    desks.establish_council(
        window, {person.full_name: seat.rstrip("12") for seat, person in people.items()}
    )
    desks.plan_session(window, dossier)
    board = opens(people["secretary"])
    board.goto(f"{BOARD}phien/{Session.objects.latest('pk').pk}/")
    follow(board, "Điểm danh và mở chấm")
    press(board, "Mở chấm điểm")
    return [people["chair"], people["member1"], people["member2"]]


def evaluate(
    opens: Opens,
    dossier: Dossier,
    wanted: Wanted,
    *,
    office: User,
    roles: dict[str, Role],
    unit: Unit | None,
) -> None:
    """A whole council: held, scored and concluded in the browser."""
    scorers = hold_a_council(opens, dossier, office, roles, unit)
    score(opens, dossier, scorers, wanted)
    conclude(opens(scorers[0]), dossier)
    dossier.refresh_from_db()


def score(opens: Opens, dossier: Dossier, scorers: list[User], wanted: Wanted) -> None:
    """The first sheet criterion by criterion with the keyboard, the others by the page's autosave."""
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    answers = answers_for(rubric, *wanted)
    item = dossier.agenda_items.latest("pk")
    sheet = f"/ban-lam-viec/hoi-dong/san-pham/{item.pk}/phieu/"
    for user in scorers:
        page = opens(user)
        page.goto(f"{sheet}{rubric.leaves[0].code}/")
        fill = score_with_keys if user == scorers[0] else score_by_autosave
        fill(page, sheet, rubric, answers)
        page.goto(sheet)
        page.locator("#nop summary").click()
        page.get_by_role("button", name="Nộp phiếu", exact=True).click()
        page.wait_for_url("**/hoi-dong/phieu/")
    assert item.sheets.exclude(submitted_at=None).count() == len(scorers)


def score_with_keys(page: Page, sheet: str, rubric: Rubric, answers: Answers) -> None:
    """A digit chooses, J goes on."""
    for leaf in rubric.leaves:
        expect(page.locator(f"[id='tc-{leaf.code}']")).to_be_visible()
        page.wait_for_load_state()
        page.keyboard.press(str(answers.options[leaf.code]))
        page.keyboard.press("j")
    page.wait_for_url(f"**{sheet}")


def score_by_autosave(page: Page, sheet: str, rubric: Rubric, answers: Answers) -> None:
    """What the page's script posts while a member chooses."""
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    version = page.locator("input[name=version]").input_value()
    for leaf in rubric.leaves:
        answer = page.request.post(
            f"{sheet}{leaf.code}/",
            form={"answer": str(answers.options[leaf.code]), "version": version},
            headers={"Accept": "application/json", "X-CSRFToken": token},
        )
        version = str(answer.json()["version"])


def conclude(chair: Page, dossier: Dossier) -> None:
    """The chair concludes the product and closes the minutes."""
    item = dossier.agenda_items.latest("pk")
    chair.goto(f"/ban-lam-viec/hoi-dong/san-pham/{item.pk}/")
    press(chair, "Kết luận sản phẩm này")
    chair.goto(f"/ban-lam-viec/hoi-dong/phien/{item.session_id}/")
    follow(chair, "Kết thúc phiên họp")
    chair.get_by_label("Số biên bản").fill("02/BB-HĐ")
    press(chair, "Kết thúc và khóa biên bản")
    expect(chair.get_by_role("link", name="Biên bản")).to_be_visible()


def read_as_a_stranger(stranger: Page, address: str, star: int) -> None:
    """What the page behind the QR says first."""
    stranger.goto(address)
    expect(stranger.locator(".verdict-band strong")).to_have_text("Còn hiệu lực")
    expect(stranger.get_by_role("heading", level=1)).to_have_text(PRODUCT)
    expect(stranger.locator(".rank").first).to_contain_text(f"{star} sao")
