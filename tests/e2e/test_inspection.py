"""The checklist on a phone without a network: filled in, reloaded, sent once when it is back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from ocop.inspections.models import FieldEntry, FieldPhoto
from ocop.inspections.queries import current_entries
from ocop.inspections.services import visits
from tests.e2e.conftest import PHONE, sign_in
from tests.factories import inspections as made
from tests.factories.basic import make_places
from tests.factories.uploads import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def window(browser: Browser, live_server: object) -> Iterator[Page]:
    """A phone whose script must not fail; that the network is gone may stand in its console."""
    context = browser.new_context(
        base_url=live_server.url,  # type: ignore[attr-defined]
        viewport={"width": PHONE[0], "height": PHONE[1]},
        locale="vi-VN",
    )
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(error))
    yield page
    context.close()
    assert errors == []


def test_answers_given_without_a_network_arrive_once(window: Page) -> None:
    world = made.make_world(make_places())
    inspection = visits.begin_visit(inspection=made.opened(world), by=world.lead)
    phone = window
    sign_in(phone, world.lead)
    phone.goto(f"/ban-lam-viec/kiem-tra/hien-truong/{inspection.pk}/")
    phone.wait_for_selector("form[data-ready=offline]")

    phone.context.set_offline(True)
    phone.locator("#v-1\\.1-fail").check()
    phone.locator("#note-1\\.1").fill("Xưởng đóng cửa")
    phone.locator("#v-2\\.1-pass").check()
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture((2400, 1200))}
    phone.locator("#photo-1\\.1").set_input_files(photo)
    status = phone.locator("[data-words]")
    expect(status).to_contain_text("chưa gửi: 2 câu, 1 ảnh")
    assert FieldEntry.objects.count() == 0

    phone.reload()
    expect(phone.locator("#v-1\\.1-fail")).to_be_checked()
    expect(phone.locator("#note-1\\.1")).to_have_value("Xưởng đóng cửa")
    expect(status).to_contain_text("chưa gửi: 2 câu, 1 ảnh")

    phone.context.set_offline(False)
    expect(status).to_contain_text("Máy chủ đã nhận đủ")
    phone.reload()
    expect(status).to_contain_text("Máy chủ đã nhận đủ")

    answers = current_entries(inspection)
    assert {code: (one.value, one.note) for code, one in answers.items()} == {
        "1.1": ("fail", "Xưởng đóng cửa"),
        "2.1": ("pass", ""),
    }
    assert FieldEntry.objects.count() == 2
    assert FieldPhoto.objects.get().file.media_type == "image/jpeg"
