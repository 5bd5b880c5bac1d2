"""The checking page in a real Chromium: the shared cases, a camera, a photo, and no network."""

import json
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import segno
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from ocop.register.check_address import check_address_of
from ocop.register.models import Certificate
from tests.conftest import OFFLINE
from tests.register.seals.test_listing import certificates, note
from tests.register.seals.test_words import SITE, STORED

pytestmark = pytest.mark.browser

ANSWERS = """async ({cases, keys, list, by, site}) => {
  const {answerOffline} = await import("/static/design/js/checking/answering.js");
  const {checkers, openList} = await import("/static/design/js/checking/seal.js");
  const said = [];
  for (const {today, typed, with_list, language} of cases) {
    const address = (language === "en" ? "/en" : "") + "/kiem-tra/cau-chu.json";
    const phrases = {...(await (await fetch(address)).json()), address: site};
    const opened = with_list ? await openList(JSON.parse(list), keys.keys, checkers[by]) : null;
    if (with_list && !opened) throw new Error("the list was refused");
    said.push(await answerOffline(typed, {phrases, keys: keys.keys, list: opened}, today, checkers[by]));
  }
  return said;
}"""


@pytest.fixture
def page(browser: Browser, live_server: Any, settings: Settings) -> Iterator[Page]:
    settings.OCOP_PUBLIC_ADDRESS = live_server.url
    yield from opened(browser, live_server.url)


def opened(browser: Browser, address: str) -> Iterator[Page]:
    """A phone on the checking page; fails on any complaint but that of a cut network."""
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/kiem-tra/")
    page.wait_for_selector("[data-ready]")
    yield page
    context.close()
    assert [text for text in complaints if "ERR_INTERNET_DISCONNECTED" not in text] == []


def qr_of(certificate: Certificate) -> bytes:
    drawn = BytesIO()
    segno.make(check_address_of(certificate), error="m", micro=False).save(
        drawn, kind="png", scale=6, border=6
    )
    return drawn.getvalue()


def titles(page: Page) -> list[str]:
    return page.locator("[data-list] strong").all_inner_texts()


@pytest.mark.parametrize("by", ["builtIn", "library"])
def test_the_scripts_answer_the_shared_cases_alike(page: Page, by: str) -> None:
    given = {"cases": STORED["cases"], "keys": STORED["keys"], "list": STORED["list"]}
    said = page.evaluate(ANSWERS, {**given, "by": by, "site": SITE})
    assert said == [case["said"] for case in STORED["cases"]]


def test_a_changed_list_is_refused_by_the_script(page: Page) -> None:
    changed = json.dumps({**json.loads(STORED["list"]), "certificates": 5})
    given = {"keys": STORED["keys"], "list": changed, "by": "builtIn", "site": SITE}
    with pytest.raises(Exception, match="the list was refused"):
        page.evaluate(ANSWERS, {**given, "cases": STORED["cases"][:1]})


def test_a_shelf_is_checked_with_and_without_a_network(page: Page) -> None:
    fresh, _, expired, _ = certificates()
    note(fresh, "withdrawn", 3, "d")
    sealed = check_address_of(expired)
    page.reload()
    page.wait_for_selector("[data-ready]")
    page.get_by_label("Mã trên tem").fill(
        f"{check_address_of(fresh)}\n{sealed}\nzzz-zzzz\n{sealed}"
    )
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.locator("p[data-counted]")).to_have_text("3 mã: 0 còn sao, 3 cần xem lại.")
    assert titles(page) == ["Mã này không có trong sổ", "Đã hết hiệu lực", "Đã bị thu hồi"]
    violations = Axe().run(page).response["violations"]
    assert [found["id"] for found in violations] == []

    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(page.locator("[data-list-state]")).to_contain_text("đến ngày")
    photo = {"name": "tem.png", "mimeType": "image/png", "buffer": qr_of(fresh)}
    page.get_by_label("Chọn ảnh chụp mã").set_input_files(photo)  # type: ignore[arg-type]
    expect(page.locator("[data-list] strong")).to_have_text("Đã bị thu hồi")
    page.get_by_label("Mã trên tem").fill("QQQQQQQ")
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.locator("[data-list] strong").first).to_have_text("Cần mạng để kiểm tra mã này")


def test_the_list_is_exported_and_cleared(page: Page) -> None:
    fresh, *_ = certificates()
    page.get_by_label("Mã trên tem").fill(f"{fresh.short_code}\n=1+1")
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.locator("[data-list] > li")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp CSV").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == '"Thời điểm","Mã","Kết luận","Chi tiết","Sản phẩm","Sao","Ghi chú"'
    assert f'"{fresh.short_code}","Còn hiệu lực"' in lines[1]
    assert '"=' not in lines[2]
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Xóa danh sách").click()
    expect(page.locator("[data-shelf]")).to_be_hidden()


def film_of(certificate: Certificate, path: Path) -> None:
    """One still frame as Y4M: the code on white, as a camera would see it."""
    code = Image.open(BytesIO(qr_of(certificate))).convert("L")
    frame = Image.new("L", (640, 480), 255)
    side = 440
    frame.paste(code.resize((side, side), Image.Resampling.NEAREST), (100, 20))
    grey = bytes([128]) * (320 * 240 * 2)
    path.write_bytes(
        b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\nFRAME\n" + frame.tobytes() + grey
    )


def test_the_camera_reads_a_label_once(
    live_server: Any, settings: Settings, tmp_path: Path, browser: Browser
) -> None:
    settings.OCOP_PUBLIC_ADDRESS = live_server.url
    fresh, *_ = certificates()
    film_of(fresh, tmp_path / "label.y4m")
    camera = browser.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=[
            *OFFLINE,
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={tmp_path / 'label.y4m'}",
        ],
    )
    for page in opened(camera, live_server.url):
        page.get_by_role("button", name="Mở máy ảnh để quét").click()
        expect(page.locator("[data-list] strong")).to_have_text("Còn hiệu lực", timeout=15000)
        page.wait_for_timeout(1000)
        expect(page.locator("[data-list] > li")).to_have_count(1)
        page.get_by_role("button", name="Tắt máy ảnh").click()
        expect(page.locator("video")).to_be_hidden()
    camera.close()
