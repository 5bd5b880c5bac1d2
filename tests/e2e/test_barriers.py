"""The main pages of the demo province hold no barrier (WCAG 2.1 AA) and fit a phone and a desk."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Page

from ocop.accounts.models import User
from ocop.councils.models import ScoreSheet, Session
from ocop.demo.accounts import PASSWORD
from ocop.demo.province import load_demo
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState as S
from ocop.newsroom.queries import public_articles
from ocop.places.services import load_units
from ocop.register.models import Certificate, CertificateFact
from ocop.storefront.models import PageVersion
from tests.e2e.conftest import DESK, PHONE, Opens, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


def test_the_main_pages_hold_no_barrier(opens: Opens) -> None:
    load_units(only_provinces=["82", "86"])
    # Signing a paper runs an event loop of its own; this thread has the browser's.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(load_whole_demo).result()
    barriers = []
    for sign_in_name, addresses in main_pages().items():
        page = opens()
        if sign_in_name:
            sign_in(page, User.objects.get_by_natural_key(sign_in_name), PASSWORD)
        for address in addresses:
            barriers += barriers_on(page, address)
    assert barriers == []


def load_whole_demo() -> None:
    try:
        load_demo()
    finally:
        connection.close()


def barriers_on(page: Page, address: str) -> Iterator[str]:
    response = page.goto(address)
    if response is None or response.status != 200:
        yield f"{address}: {response and response.status}"
        return
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{address}: {wide} px wide in {width}"
        for rule in Axe().run(page, options=RULES).response["violations"]:
            yield f"{address} in {width}: {rule['id']} {rule['nodes'][0]['html'][:120]}"


def main_pages() -> dict[str, list[str]]:
    """Addresses by the sign-in of the person who opens them; "" is a stranger."""
    valid = Certificate.objects.filter(recognition__star=4, facts=None).latest("pk")
    ended = CertificateFact.objects.filter(kind="withdrawn").earliest("pk").certificate
    story = public_articles().filter(approved__kind="story").get()
    sent_page = PageVersion.objects.get(state="sent")
    draft, returned = at(S.DRAFT), at(S.RETURNED_BY_COMMUNE)
    scoring = Session.objects.filter(
        state=Session.State.SCORING, council__level="province"
    ).earliest("pk")
    sheet = ScoreSheet.objects.filter(item__session=scoring, submitted_at=None).first()
    assert sheet is not None
    item, concluded = sheet.item_id, at(S.SCORED)
    result = concluded.results.latest("pk")
    councils = "/ban-lam-viec/hoi-dong"
    return {
        "": [
            "/",
            "/?tim=kho",
            f"/c/{valid.short_code}",
            f"/c/{ended.short_code}",
            f"/san-pham/{valid.recognition.product_id}/",
            f"/san-pham/{PageVersion.objects.filter(state='published').latest('pk').product_id}/",
            "/en/",
            "/tin-tuc/",
            f"/tin-tuc/{story.pk}/",
            "/bao-chi/",
            "/ban-do/",
            "/kiem-tra/",
            "/thu-hoi/",
            "/bao-sai/",
            "/so-lieu/",
            "/du-lieu-mo/",
            "/du-lieu-mo/api/",
            "/tro-giup/",
            "/du-lieu-ca-nhan/",
            "/luat/",
            "/luat/qd26-2026/8/",
            "/dang-nhap/",
            "/dang-ky/",
        ],
        "0000 000 001": [
            "/co-so/",
            "/co-so/giay-to/",
            "/co-so/nhan-hieu/",
            "/co-so/kiem-tra/",
            "/thong-bao/",
            f"/co-so/san-pham/{draft.product_id}/",
            f"/co-so/san-pham/{draft.product_id}/trang/",
            f"/co-so/san-pham/{draft.product_id}/trang/xem-thu/",
            f"/co-so/ho-so/{draft.pk}/",
            f"/co-so/ho-so/{draft.pk}/tieu-chi/1.5/",
            f"/co-so/ho-so/{draft.pk}/minh-chung/1.5/",
            f"/co-so/ho-so/{draft.pk}/kiem-tra/",
            f"/co-so/ho-so/{returned.pk}/",
        ],
        "xa@mau.example": [
            "/ban-lam-viec/",
            "/ban-lam-viec/xa/",
            f"/ban-lam-viec/xa/{at(S.AT_COMMUNE, commune__code='29929').pk}/danh-gia/",
        ],
        "tinh@mau.example": [
            "/ban-lam-viec/trang-san-pham/",
            f"/ban-lam-viec/trang-san-pham/{sent_page.pk}/",
            "/ban-lam-viec/het-han/",
            "/ban-lam-viec/giay-chung-nhan/",
            f"/ban-lam-viec/giay-chung-nhan/{valid.pk}/",
            "/ban-lam-viec/thu-hoi/",
            "/ban-lam-viec/kiem-tra/",
            "/ban-lam-viec/phan-anh/",
            "/ban-lam-viec/khen-thuong/",
            "/ban-lam-viec/nhan-hieu/",
            "/ban-lam-viec/nhap-danh-sach/",
            "/ban-lam-viec/don-vi/",
            "/ban-lam-viec/thong-ke/",
            "/ban-lam-viec/du-lieu-mo/",
            "/ban-lam-viec/tin-tuc/",
            "/ban-lam-viec/tin-tuc/viet/",
            f"/ban-lam-viec/tin-tuc/{story.pk}/",
            "/ban-lam-viec/tinh/",
            f"/ban-lam-viec/tinh/{at(S.AT_PROVINCE).pk}/",
            f"{councils}/{scoring.council_id}/",
            f"/ban-lam-viec/quyet-dinh/ket-qua/{concluded.pk}/",
        ],
        "chutich@mau.example": [
            f"{councils}/phien/{scoring.pk}/",
            f"{councils}/san-pham/{result.item_id}/ket-qua/",
        ],
        "thanhvien2@mau.example": [
            f"{councils}/phieu/",
            f"{councils}/san-pham/{item}/phieu/",
            f"{councils}/san-pham/{item}/phieu/1.5/",
        ],
        "lanhdaotinh@mau.example": [
            "/ban-lam-viec/quyet-dinh/",
            "/ban-lam-viec/quyet-dinh/cong-nhan/",
        ],
        "bo@mau.example": ["/ban-lam-viec/bo/"],
        "quantri@mau.example": ["/tai-khoan/nguoi-dung/"],
    }


def at(state: S, **more: object) -> Dossier:
    found = Dossier.objects.filter(state=state, **more).order_by("pk").first()
    assert found is not None
    return found
