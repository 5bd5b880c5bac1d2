"""People in front of a real Chromium: each has their own window, and no page may complain."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from ocop.accounts.models import User
from tests.factories.basic import PASSWORD

PHONE, DESK = (360, 740), (1440, 900)

Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser, live_server: object) -> Iterator[Opens]:
    """`opens(user, size)` is a window of its own, signed in as that person (None: a stranger)."""
    windows, complaints = [], []

    def open_window(user: User | None = None, size: tuple[int, int] = DESK) -> Page:
        width, height = size
        window = browser.new_context(
            base_url=live_server.url,  # type: ignore[attr-defined]
            viewport={"width": width, "height": height},
            locale="vi-VN",
        )
        window.set_default_timeout(8000)
        windows.append(window)
        page = window.new_page()
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        if user:
            sign_in(page, user)
        return page

    yield open_window
    for window in windows:
        window.close()
    assert complaints == []


def sign_in(page: Page, user: User, password: str = PASSWORD) -> None:
    """Through the page, with the phone or the e-mail the person has."""
    page.goto("/dang-nhap/")
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill(user.phone or user.email or "")
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda address: "/dang-nhap/" not in address)
