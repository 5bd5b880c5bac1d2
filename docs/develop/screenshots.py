"""Take the README's pictures anew from a running demo: `python docs/develop/screenshots.py [ADDRESS]`.

Needs chromium and the development dependencies; writes docs/images/*.png with few colours, so that
each stays small.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from ocop.demo.accounts import PASSWORD

IMAGES = Path(__file__).resolve().parents[1] / "images"
PAPER, GAP = "#efe9dd", 48
PHONE, DESK = (360, 760), (1280, 800)
COLOURS = 256


def main(address: str) -> None:
    """Every picture of the documents."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        answers = [answer(browser, address, words) for words in ("nuoc mam ca linh", "nuoc cham")]
        save("public-answer", side_by_side(answers))
        save("scoring", scoring(browser, address))
        save("board", board(browser, address))
        browser.close()


def answer(browser: Browser, address: str, words: str) -> Image.Image:
    """What a phone shows after the QR of the first certificate found by these words."""
    page = opened(browser, address, PHONE)
    page.goto(f"/?tim={words}")
    page.locator(".found a").first.click()
    page.wait_for_url("**/c/*")
    return picture(page)


def scoring(browser: Browser, address: str) -> Image.Image:
    """A member's own sheet, in the middle of it, with the evidence beside."""
    page = opened(browser, address, DESK, "thanhvien2@mau.example")
    page.goto("/ban-lam-viec/hoi-dong/phieu/")
    page.get_by_role("row", name="Đang chấm").first.get_by_role("link").first.click()
    page.get_by_role("link", name="1.1").first.click()
    page.wait_for_load_state("networkidle")
    return picture(page)


def board(browser: Browser, address: str) -> Image.Image:
    """The chair's board of the session that is scoring."""
    page = opened(browser, address, DESK, "chutich@mau.example")
    page.goto("/ban-lam-viec/hoi-dong/")
    page.get_by_role("link", name="Hội đồng đánh giá").first.click()
    page.get_by_role("link", name="Phiên thứ hai").first.click()
    page.wait_for_load_state("networkidle")
    return picture(page)


def opened(
    browser: Browser, address: str, size: tuple[int, int], sign_in: str | None = None
) -> Page:
    """A window at twice the density, signed in where `sign_in` is given."""
    width, height = size
    window = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        device_scale_factor=2,
        locale="vi-VN",
    )
    page = window.new_page()
    if sign_in:
        page.goto("/dang-nhap/")
        page.get_by_label("Số điện thoại hoặc thư điện tử").fill(sign_in)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/ban-lam-viec/**")
    return page


def picture(page: Page) -> Image.Image:
    """What the window shows."""
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """The pictures on one sheet of paper."""
    width = sum(each.width + GAP for each in pictures) + GAP
    sheet = Image.new("RGB", (width, pictures[0].height + 2 * GAP), PAPER)
    left = GAP
    for each in pictures:
        sheet.paste(each, (left, GAP))
        left += each.width + GAP
    return sheet


def save(name: str, image: Image.Image) -> None:
    """As a PNG of few colours."""
    # Corrected by k-means: the stars are few and must stay gold.
    small = image.quantize(COLOURS, kmeans=3, dither=Image.Dither.NONE)
    small.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
