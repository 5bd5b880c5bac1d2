import pytest
from django.test import Client
from django.urls import reverse

from ocop.benefits.models import RewardLine, RewardList, RewardNorm
from tests.benefits.world import TRIEU, days, make_world
from tests.papers.pdf import text_of

pytestmark = pytest.mark.django_db


def day(count: int) -> str:
    return f"{days(count):%d/%m/%Y}"


def test_from_the_resolution_to_the_payment(client: Client) -> None:
    world = make_world()
    world.norm.delete()
    client.force_login(world.office)
    typed = {
        "number": "12/2026/NQ-HĐND",
        "signed_on": day(-400),
        "valid_from": day(-400),
        "upgrades": "stated",
        "first_3": "50.000.000",
        "first_4": "150000000",
    }
    wrong = client.post(reverse("desk:rewards:add_norm"), {**typed, "first_4": "năm chục"})
    assert wrong.status_code == 422
    assert "12/2026/NQ-HĐND" in wrong.content.decode()
    client.post(reverse("desk:rewards:add_norm"), typed)
    amounts = RewardNorm.objects.get().amounts.values_list("star", "amount")
    assert dict(amounts) == {3: 50 * TRIEU, 4: 150 * TRIEU}
    assert client.get(reverse("desk:rewards:list")).status_code == 200
    client.post(reverse("desk:rewards:draw_up", args=[world.decision.pk]))
    drawn = RewardList.objects.get()
    page = reverse("desk:rewards:show", args=[drawn.pk])
    assert "150.000.000 đồng" in client.get(page).content.decode()
    refused = client.post(f"{page}duyet/", {"number": "", "approved_on": day(-1)})
    assert refused.status_code == 422
    client.post(f"{page}duyet/", {"number": "99/QĐ-UBND", "approved_on": day(-10)})
    line = RewardLine.objects.filter(amount=150 * TRIEU).get()
    paid = {"lines": [str(line.pk)], "paid_on": day(-1), "document": "UNC 45"}
    assert client.post(f"{page}da-chi/", paid).status_code == 302
    line.refresh_from_db()
    assert line.payment_document == "UNC 45"
    assert client.post(f"{page}da-chi/", paid).status_code == 422
    client.post(reverse("desk:rewards:line", args=[line.pk]), {"reason": "ghi nhầm"})
    line.refresh_from_db()
    assert line.paid_on is None
    pdf = client.get(reverse("desk:rewards:paper", args=[drawn.pk]))
    assert "200.000.000 đồng" in text_of(pdf.content)
    for suffix in ("csv", "xlsx"):
        made = client.get(reverse("desk:rewards:export", args=[drawn.pk, suffix]))
        assert made.status_code == 200


def test_nothing_leaks_to_another_province_or_the_producer(client: Client) -> None:
    world = make_world()
    client.force_login(world.office)
    client.post(reverse("desk:rewards:draw_up", args=[world.decision.pk]))
    drawn = RewardList.objects.get()
    line = drawn.lines.first()
    assert line is not None
    addresses = [
        reverse("desk:rewards:show", args=[drawn.pk]),
        reverse("desk:rewards:paper", args=[drawn.pk]),
        reverse("desk:rewards:export", args=[drawn.pk, "csv"]),
        reverse("desk:rewards:line", args=[line.pk]),
        reverse("desk:rewards:norm", args=[world.norm.pk]),
    ]
    client.force_login(world.neighbour)
    assert [client.get(address).status_code for address in addresses] == [404] * 5
    listed = client.get(reverse("desk:rewards:list")).content.decode()
    assert world.decision.number not in listed
    assert world.norm.number not in client.get(reverse("desk:rewards:norms")).content.decode()
    assert client.post(reverse("desk:rewards:draw_up", args=[world.decision.pk])).status_code == 404
    client.force_login(world.owner)
    assert [client.get(address).status_code for address in addresses] == [403] * 5


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_as_much_for_three_lines_as_for_one(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    world = make_world((3,) * count)
    client.force_login(world.office)
    client.post(reverse("desk:rewards:draw_up", args=[world.decision.pk]))
    drawn = RewardList.objects.get()
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get(reverse("desk:rewards:show", args=[drawn.pk]))
    with django_assert_num_queries(9):  # type: ignore[operator]
        client.get(reverse("desk:rewards:list"))
