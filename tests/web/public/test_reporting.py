"""Filing and following a report without an account and without a script."""

import time

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ocop.misuse.models import Report
from ocop.misuse.services import close_report, merge_reports
from tests.factories.uploads import PDF, picture_with_position, upload
from tests.misuse.test_filing import report
from tests.withdrawals.world import World, make_world

pytestmark = pytest.mark.django_db
ADDRESS = "/bao-sai/"


def opened(seconds_ago: int = 60) -> str:
    return signing.dumps(int(time.time()) - seconds_ago, salt="ocop.reporting")


def typed(world: World, **given: object) -> dict[str, object]:
    return {
        "kind": "expired",
        "code": world.certificate.short_code,
        "words": "Hộp bày ở quầy.",
        "opened": opened(),
    } | given


def test_a_buyer_reports_with_a_photo_and_follows_to_the_answer(client: Client) -> None:
    world = make_world()
    sent = client.post(ADDRESS, typed(world, photo=upload("a.jpg", picture_with_position())))
    made = Report.objects.get()
    assert made.photo is not None
    assert sent["Location"] == f"/bao-sai/theo-doi/{made.follow_code}/?vua-gui=1"
    page = reverse("public:follow", args=[made.follow_code])
    assert "Đã nhận, chờ xem" in client.get(page).content.decode()
    close_report(
        report=made, verdict="founded", answer="Đã nhắc.", internal_note="kín", by=world.office
    )
    shown = client.get(page)
    assert "Đã nhắc." in shown.content.decode()
    assert "kín" not in shown.content.decode()
    assert "Hộp bày ở quầy." not in shown.content.decode()
    assert shown["X-Robots-Tag"] == "noindex"


def test_the_one_who_was_joined_reads_the_common_answer(client: Client) -> None:
    world = make_world()
    first, second = report(world), report(world)
    merge_reports(report=second, into=first, by=world.office)
    close_report(
        report=first, verdict="founded", answer="Trả lời chung.", internal_note="", by=world.office
    )
    page = client.get(reverse("public:follow", args=[second.follow_code]))
    assert "Trả lời chung." in page.content.decode()


@pytest.mark.parametrize(
    ("website", "seconds_ago"),
    [("http://example.vn", 60), ("", None), ("", 0), ("", 13 * 3600)],
)
def test_machines_are_refused_and_the_words_stay(
    client: Client, website: str, seconds_ago: int | None
) -> None:
    token = "giả" if seconds_ago is None else opened(seconds_ago)
    response = client.post(ADDRESS, typed(make_world(), website=website, opened=token))
    assert response.status_code == 422
    assert "Hộp bày ở quầy." in response.content.decode()
    assert not Report.objects.exists()


def test_too_many_from_one_address_are_refused(client: Client, settings: object) -> None:
    settings.OCOP_REPORTS_A_DAY = 1  # type: ignore[attr-defined]
    world = make_world()
    assert client.post(ADDRESS, typed(world)).status_code == 302
    assert client.post(ADDRESS, typed(world)).status_code == 422
    assert client.post(ADDRESS, typed(world), REMOTE_ADDR="203.0.113.9").status_code == 302


def test_a_forged_hop_does_not_escape_the_limit(client: Client, settings: object) -> None:
    settings.OCOP_REPORTS_A_DAY = 1  # type: ignore[attr-defined]
    world = make_world()
    client.post(ADDRESS, typed(world), HTTP_X_FORWARDED_FOR="198.51.100.1")
    again = client.post(ADDRESS, typed(world), HTTP_X_FORWARDED_FOR="198.51.100.2")
    assert again.status_code == 422
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    hops = "198.51.100.3, 203.0.113.50"
    assert client.post(ADDRESS, typed(world), HTTP_X_FORWARDED_FOR=hops).status_code == 302


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": ""}, "Chọn chuyện bạn muốn báo."),
        ({"code": ""}, "Ghi mã trên nhãn, hoặc tên sản phẩm."),
        ({"code": "ZZZZZZZ"}, "Mã này không có trong sổ."),
        ({"place": "qwxz khong co"}, "Không tìm thấy xã, phường này."),
        ({"photo": upload("a.pdf", PDF)}, "Ở đây chỉ nhận"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    client: Client, given: dict[str, object], words: str
) -> None:
    response = client.post(ADDRESS, typed(make_world(), **given))
    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_code_that_is_not_in_the_register_is_kept_with_the_name(client: Client) -> None:
    client.post(ADDRESS, typed(make_world(), code="ZZZ-ZZZZ", product_name="Khô lạ"))
    made = Report.objects.get()
    assert (made.certificate, made.product_name) == (None, "Khô lạ (mã ZZZZZZZ)")


def test_a_follow_code_is_typed_as_people_type(client: Client) -> None:
    made = report(make_world())
    spaced = f"{made.follow_code[:5]} {made.follow_code[5:].lower()}"
    response = client.post(reverse("public:follow_code"), {"code": spaced})
    assert response["Location"] == reverse("public:follow", args=[made.follow_code])
    assert client.post(reverse("public:follow_code"), {"code": "ABC"}).status_code == 422
    assert client.get(reverse("public:follow", args=["ABC"])).status_code == 404


def test_the_pages_are_english_under_en(client: Client) -> None:
    world = make_world()
    page = client.get("/en/bao-sai/", {"ma": world.certificate.short_code}).content.decode()
    assert "What did you see?" in page
    with override("en"):
        response = client.post("/en/bao-sai/", typed(world, opened=opened(0)))
    assert "Sent too quickly" in response.content.decode()
