"""A producer on a phone in a real Chromium: saved while choosing, two at once, handed in."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from ocop.dossiers.services.drafting import save_answer
from tests.factories.basic import make_places
from tests.factories.journey import filled_dossier, started_dossier

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def _signed_in(browser, live_server, user) -> Page:
    client = Client()
    client.force_login(user, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="vi-VN"
    )
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    return context.new_page()


def test_a_level_is_kept_while_choosing_and_another_person_is_not_overwritten(
    browser, live_server
) -> None:
    dossier = started_dossier(make_places())
    page = _signed_in(browser, live_server, dossier.created_by)
    page.goto(reverse("portal:criterion", args=[dossier.pk, "1.5"]))
    page.get_by_text("Có hợp đồng liên kết trên 75% sản lượng tiêu thụ", exact=True).click()
    expect(page.locator("[data-saved-words]")).to_contain_text("Tự lưu lúc")
    expect(page.locator(".sum-total")).to_contain_text("2")
    assert dossier.answers.get().option == 3
    save_answer(dossier=dossier, criterion="1.5", option=2, version=1, by=dossier.created_by)
    page.get_by_label("Mô tả, chứng minh").fill("Hợp đồng với hai đại lý")
    expect(page.locator("[data-saved-words]")).to_contain_text("Người khác vừa sửa phần này")
    assert dossier.answers.get().description == ""
    page.get_by_role("button", name="Tiếp: 1.6").click()
    expect(page.get_by_text("Người khác vừa lưu mức 1 điểm.")).to_be_visible()
    expect(page.get_by_label("Mô tả, chứng minh")).to_have_value("Hợp đồng với hai đại lý")
    page.get_by_role("button", name="Tiếp: 1.6").click()
    expect(page.get_by_role("heading", name="1.6")).to_be_visible()
    saved = dossier.answers.get(criterion="1.5")
    assert (saved.option, saved.description) == (3, "Hợp đồng với hai đại lý")


def test_a_complete_dossier_is_handed_in_from_a_phone(browser, live_server) -> None:
    dossier = filled_dossier(make_places())
    page = _signed_in(browser, live_server, dossier.created_by)
    page.goto(reverse("portal:home"))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("link", name="Làm tiếp").first.click()
    page.get_by_role("link", name="Kiểm tra lại và nộp").first.click()
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_text("Đã nộp hồ sơ", exact=True)).to_be_visible()
    dossier.refresh_from_db()
    assert dossier.state == "submitted"
