import pytest
from django.test import Client
from django.urls import reverse

from ocop.files.checks import check
from ocop.misuse.models import Report
from tests.factories.uploads import picture, upload
from tests.misuse.test_filing import report
from tests.withdrawals.world import make_world

pytestmark = pytest.mark.django_db
SECRET = "thấy ở quầy số ba"


def test_the_office_looks_links_answers_and_reopens(client: Client) -> None:
    world = make_world()
    made = report(world, certificate=None, product_name="Khô lạ", commune=world.places.sa_dec)
    client.force_login(world.office)
    page = reverse("desk:misuse:report", args=[made.pk])
    assert client.get(page).status_code == 200
    client.post(f"{page}xem-xet/", {"internal_note": "gọi quầy"})
    client.post(f"{page}gan-giay/", {"code": world.certificate.short_code.lower()})
    assert reverse("desk:withdrawals:choose") != page
    shown = client.get(page).content.decode()
    assert reverse("desk:withdrawals:propose", args=[world.certificate.short_code]) in shown
    client.post(f"{page}tra-loi/", {"verdict": "founded", "answer": "Đã nhắc quầy."})
    made.refresh_from_db()
    assert (made.state, made.verdict, made.certificate) == (
        "closed",
        "founded",
        world.certificate,
    )
    client.post(f"{page}mo-lai/")
    made.refresh_from_db()
    assert made.state == "looking"


def test_joining_and_taking_apart(client: Client) -> None:
    world = make_world()
    first, second = report(world), report(world)
    client.force_login(world.office)
    page = reverse("desk:misuse:merge", args=[second.pk])
    assert client.post(page, {"into": "0"}).status_code == 422
    client.post(page, {"into": str(first.pk)})
    second.refresh_from_db()
    assert second.merged_into == first
    client.post(page, {"tach": "1"})
    second.refresh_from_db()
    assert second.merged_into is None


def test_an_answer_is_needed_and_what_was_typed_stays(client: Client) -> None:
    world = make_world()
    made = report(world)
    client.force_login(world.office)
    address = reverse("desk:misuse:close", args=[made.pk])
    response = client.post(address, {"verdict": "founded", "internal_note": "ghi lại đây"})
    assert response.status_code == 422
    assert "ghi lại đây" in response.content.decode()
    assert Report.objects.get().state == "new"


def test_nothing_leaks_to_others_by_page_list_count_or_photo(client: Client) -> None:
    world = make_world()
    photo = check(upload("anh.jpg", picture()))
    made = report(world, words=SECRET, photo=photo, commune=world.places.tan_ho_co)
    page = reverse("desk:misuse:report", args=[made.pk])
    picture_address = reverse("files:read", args=[made.photo_id])
    client.force_login(world.neighbour)
    assert client.get(page).status_code == 404
    listed = client.get(reverse("desk:misuse:list"), {"loc": "tat-ca"}).content.decode()
    assert made.product_name not in listed
    assert '<span class="figures">1</span>' not in listed
    assert client.get(picture_address).status_code == 404
    client.force_login(world.owner)
    assert client.get(picture_address).status_code == 404
    client.logout()
    assert client.get(picture_address).status_code == 404
    client.force_login(world.office)
    assert client.get(picture_address).status_code == 200


def test_the_commune_reads_without_the_contact(client: Client) -> None:
    world = make_world()
    made = report(world, words=SECRET, commune=world.places.tan_ho_co)
    client.force_login(world.commune)
    shown = client.get(reverse("desk:misuse:report", args=[made.pk])).content.decode()
    assert SECRET in shown
    assert "0900" not in shown
    closing = reverse("desk:misuse:close", args=[made.pk])
    assert client.post(closing, {"verdict": "founded", "answer": "x"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_as_much_for_three_reports_as_for_one(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    world = make_world()
    for _ in range(count):
        report(world, commune=world.places.sa_dec)
    client.force_login(world.office)
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        client.get(reverse("desk:misuse:list"))


QUERIES = 7
