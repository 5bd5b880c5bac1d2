"""The scripts and the page in a real Chromium: keys, drafts without a network, files, barriers."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.web.design import sample_pages

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: object, live_server: object, settings: Settings) -> Iterator[Page]:
    """A phone-sized page that fails on any complaint of the browser, the security policy's too."""
    settings.OCOP_DEMO = True
    settings.ROOT_URLCONF = "tests.web.design.sample_pages"
    sample_pages.saves.clear()
    context = browser.new_context(  # type: ignore[attr-defined]
        base_url=live_server.url,  # type: ignore[attr-defined]
        viewport={"width": 360, "height": 740},
    )
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    quiet = ("net::ERR_INTERNET_DISCONNECTED", "status of 409")
    assert [text for text in complaints if not any(part in text for part in quiet)] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_the_guide_fits_every_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/thanh-phan/")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [360, 1440])
def test_the_guide_holds_no_barrier(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/thanh-phan/")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, options=rules).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_icons_and_stars_come_from_the_sheet(page: Page) -> None:
    page.goto("/thanh-phan/")
    box = page.locator("#sao .rank-stars").first.bounding_box()
    assert box is not None
    assert 5 < box["width"] / box["height"] < 5.7


def test_scoring_by_keys(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/thanh-phan/")
    page.locator("body").press("3")
    expect(page.locator('input[data-key="3"]')).to_be_checked()
    page.locator("body").press("0")
    expect(page.locator('input[data-key="0"]')).to_be_checked()
    page.locator("body").press("9")
    expect(page.locator('input[data-key="0"]')).to_be_checked()
    page.locator("body").press("e")
    expect(page.locator("[data-proof]")).to_be_focused()
    page.locator("body").press("?")
    expect(page.locator("#phim-tat")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#phim-tat")).to_be_hidden()
    comment = page.get_by_label("Nhận xét")
    comment.fill("")
    comment.press("2")
    expect(comment).to_have_value("2")
    expect(page.locator('input[data-key="0"]')).to_be_checked()


def test_a_draft_saves_itself_and_refreshes_its_parts(page: Page) -> None:
    page.goto("/nhap/")
    page.get_by_label("Nhận xét").fill("62% sản lượng")
    expect(page.locator("[data-saved-words]")).to_have_text("Tự lưu lúc 14:02:31")
    expect(page.get_by_role("heading", name="Tổng 77")).to_be_visible()
    assert sample_pages.saves == [{"text": "62% sản lượng", "version": "1"}]
    page.get_by_label("Nhận xét").fill("63% sản lượng")
    expect(page.locator("[name=version]")).to_have_value("3")
    assert sample_pages.saves[1] == {"text": "63% sản lượng", "version": "2"}


def test_without_a_network_the_draft_stays_and_goes_later(page: Page) -> None:
    page.goto("/nhap/")
    page.context.set_offline(True)
    page.get_by_label("Nhận xét").fill("gõ lúc mất mạng")
    expect(page.locator("[data-saved-words]")).to_contain_text("đang giữ trên máy này")
    assert "gõ lúc mất mạng" in page.evaluate("localStorage.getItem('ocop:nhap:/luu/')")
    page.context.set_offline(False)
    expect(page.locator("[data-saved-words]")).to_have_text("Tự lưu lúc 14:02:31")
    assert sample_pages.saves == [{"text": "gõ lúc mất mạng", "version": "1"}]
    assert page.evaluate("localStorage.getItem('ocop:nhap:/luu/')") is None


def test_a_draft_kept_on_the_machine_comes_back(page: Page) -> None:
    page.goto("/nhap/")
    keep(page, sent=False, version="1")
    page.reload()
    expect(page.get_by_label("Nhận xét")).to_have_value("còn đây")
    expect(page.locator("[data-saved-words]")).to_have_text("Tự lưu lúc 14:02:31")
    assert sample_pages.saves == [{"text": "còn đây", "version": "1"}]


def keep(page: Page, *, sent: bool, version: str) -> None:
    """Words that an earlier page left on this machine."""
    kept = {"sent": sent, "version": version, "fields": [["text", "còn đây"]]}
    page.evaluate("kept => localStorage.setItem('ocop:nhap:/luu/', JSON.stringify(kept))", kept)


def test_words_of_a_form_that_never_arrived_come_back(page: Page) -> None:
    page.goto("/nhap/")
    keep(page, sent=True, version="1")
    page.reload()
    expect(page.get_by_label("Nhận xét")).to_have_value("còn đây")


def test_words_that_arrived_are_forgotten(page: Page) -> None:
    page.goto("/nhap/")
    keep(page, sent=True, version="0")
    page.reload()
    expect(page.get_by_label("Nhận xét")).not_to_have_value("còn đây")
    assert page.evaluate("localStorage.getItem('ocop:nhap:/luu/')") is None


def test_a_refused_draft_says_why_and_keeps_the_words(page: Page) -> None:
    page.goto("/nhap/")
    page.get_by_label("Nhận xét").fill("cấm")
    expect(page.locator("[data-saved-words]")).to_have_text("Người khác vừa sửa bản nháp này.")
    assert "cấm" in page.evaluate("localStorage.getItem('ocop:nhap:/luu/')")


def test_a_file_is_sent_with_progress_and_errors_come_back(page: Page) -> None:
    page.goto("/gui/")
    expect(page.get_by_role("button", name="Chụp ảnh")).to_be_visible()
    paper = {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.get_by_label("Giấy").set_input_files(paper)
    expect(page.locator("[data-chosen]")).to_contain_text("giay.pdf")
    page.get_by_label("Ngày cấp").fill("31/02/2026")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("heading", name="Có 1 chỗ cần sửa")).to_be_visible()
    expect(page.get_by_label("Ngày cấp")).to_have_value("31/02/2026")
    page.get_by_label("Giấy").set_input_files(paper)
    page.get_by_label("Ngày cấp").fill("20/11/2026")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("heading", name="Đã nhận")).to_be_visible()


def test_a_file_too_large_is_refused_before_it_is_sent(page: Page) -> None:
    page.goto("/gui/")
    large = {"name": "to.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 1_200_000}
    page.get_by_label("Giấy").set_input_files(large)
    expect(page.locator("[data-chosen]")).to_contain_text("quá 1,0 MB")
    assert page.get_by_label("Giấy").evaluate("input => input.files.length") == 0


def test_danger_asks_first_and_can_be_left(page: Page) -> None:
    page.goto("/thanh-phan/")
    ask = page.locator("#thu-hoi")
    ask.locator("summary").click()
    expect(ask.get_by_role("button", name="Thu hồi", exact=True)).to_be_visible()
    ask.get_by_role("button", name="Giữ nguyên").click()
    expect(ask.get_by_role("button", name="Thu hồi", exact=True)).to_be_hidden()
    expect(ask.locator("summary")).to_be_focused()
