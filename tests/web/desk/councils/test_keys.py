"""Scoring in a real Chromium: digits choose, the draft saves itself, J goes on."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from ocop.councils.models import ScoreSheet

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, live_server: object, item: object, world: object) -> Iterator[Page]:
    """The chair's browser; fails on any complaint, the security policy's too."""
    client = Client()
    client.force_login(world.chair, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    window = browser.new_context(base_url=live_server.url)
    window.add_cookies(
        [
            {
                "name": "sessionid",
                "value": client.cookies["sessionid"].value,
                "url": live_server.url,
            }
        ]
    )
    opened = window.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    window.close()
    assert complaints == []


def test_a_member_scores_with_the_keyboard(page: Page, item):
    page.goto(reverse("desk:councils:score", args=[item.pk, "1.5"]))
    page.keyboard.press("3")
    expect(page.locator("[data-saved-words]")).to_contain_text("Tự lưu lúc")
    expect(page.locator("#tong-diem")).to_contain_text("Còn 31 tiêu chí chưa chấm")
    page.keyboard.press("j")
    expect(page.locator("h1")).to_contain_text("1.6 Bảo vệ môi trường")
    page.keyboard.press("0")
    expect(page.locator("#tong-diem")).to_contain_text("Còn 30 tiêu chí chưa chấm")
    page.keyboard.press("k")
    expect(page.locator("h1")).to_contain_text("1.5 Liên kết chuỗi")
    assert page.locator("input[name=answer]:checked").input_value() == "3"
    assert ScoreSheet.objects.get().answers == {"1.5": 3, "1.6": 0}
