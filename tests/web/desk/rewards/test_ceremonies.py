import pytest
from django.test import Client
from django.urls import reverse

from ocop.benefits.models import Ceremony, CeremonyLine
from ocop.benefits.services.ceremonies import Plan, add_certificates, plan_ceremony
from ocop.kernel.errors import RefusedError
from tests.benefits.world import World, days, make_world
from tests.factories.certificates import add_fact
from tests.papers.pdf import packed, text_of

pytestmark = pytest.mark.django_db
PLAN = Plan("Lễ công bố và trao giấy (mẫu)", days(-5), "Hội trường tỉnh (mẫu)", event="Phiên chợ")


def hold(world: World) -> Ceremony:
    made = plan_ceremony(province=world.places.dong_thap, plan=PLAN, by=world.office)
    add_certificates(ceremony=made, certificates=world.certificates, by=world.office)
    return made


def test_a_ceremony_is_planned_filled_arranged_and_held(client: Client) -> None:
    world = make_world((4, 3, 5))
    client.force_login(world.office)
    typed = {
        "name": PLAN.name,
        "held_on": f"{PLAN.held_on:%d/%m/%Y}",
        "starts_at": "08:00",
        "place": PLAN.place,
        "event": "Phiên chợ nông sản",
    }
    bad = client.post(reverse("desk:rewards:add_ceremony"), {**typed, "held_on": "hôm qua"})
    assert bad.status_code == 422
    client.post(reverse("desk:rewards:add_ceremony"), typed)
    made = Ceremony.objects.get()
    page = reverse("desk:rewards:ceremony", args=[made.pk])
    client.post(reverse("desk:rewards:add_decision", args=[made.pk, world.decision.pk]))
    stars = made.lines.values_list("certificate__recognition__star", flat=True)
    assert list(stars) == [3, 4, 5]
    first, second, third = made.lines.all()
    seats = {
        f"{part}_{line.pk}": value
        for line, position in ((first, "3"), (second, "2"), (third, "1"))
        for part, value in (("position", position), ("seat", f"A{position}"), ("receiver", ""))
    }
    assert client.post(page, seats | {f"position_{first.pk}": "đầu"}).status_code == 422
    client.post(page, seats | {f"receiver_{first.pk}": "Đại diện cơ sở (mẫu)"})
    assert list(made.lines.values_list("seat", flat=True)) == ["A1", "A2", "A3"]
    text = text_of(client.get(reverse("desk:rewards:ceremony_paper", args=[made.pk])).content)
    assert packed("Đại diện cơ sở (mẫu)") in packed(text)
    assert first.certificate.number in text
    mark = reverse("desk:rewards:presence", args=[first.pk])
    assert client.post(mark, {"presence": "collected"}).status_code == 422
    client.post(mark, {"presence": "collected", "collected_on": f"{days(-1):%d/%m/%Y}"})
    first.refresh_from_db()
    assert (first.presence, first.collected_on) == ("collected", days(-1))
    client.post(reverse("desk:rewards:take_off", args=[second.pk]))
    assert list(made.lines.values_list("position", flat=True)) == [1, 2]
    one = reverse("desk:rewards:add_one", args=[made.pk])
    client.post(one, {"ma": "KHONGCO"})
    assert made.lines.count() == 2
    client.post(one, {"ma": second.certificate.short_code.lower()})
    assert made.lines.count() == 3
    for suffix in ("csv", "xlsx"):
        address = reverse("desk:rewards:ceremony_export", args=[made.pk, suffix])
        assert client.get(address).status_code == 200


def test_only_standing_certificates_of_the_province_once() -> None:
    world = make_world((3, 4))
    add_fact(world.certificates[0], "withdrawn", days(-1))
    made = hold(world)
    assert [line.certificate_id for line in made.lines.all()] == [world.certificates[1].pk]
    with pytest.raises(RefusedError):
        add_certificates(ceremony=made, certificates=world.certificates, by=world.office)
    far = plan_ceremony(province=world.places.vinh_long, plan=PLAN, by=world.neighbour)
    with pytest.raises(RefusedError):
        add_certificates(ceremony=far, certificates=world.certificates, by=world.neighbour)


def test_an_absent_one_may_be_handed_over_at_the_next_ceremony() -> None:
    world = make_world((3,))
    made = hold(world)
    later = plan_ceremony(province=world.places.dong_thap, plan=PLAN, by=world.office)
    with pytest.raises(RefusedError):
        add_certificates(ceremony=later, certificates=world.certificates, by=world.office)
    made.lines.update(presence="absent")
    assert add_certificates(ceremony=later, certificates=world.certificates, by=world.office) == 1


def test_nothing_leaks_to_another_province(client: Client) -> None:
    world = make_world((3,))
    made = hold(world)
    line = CeremonyLine.objects.get()
    addresses = [
        reverse("desk:rewards:ceremony", args=[made.pk]),
        reverse("desk:rewards:edit_ceremony", args=[made.pk]),
        reverse("desk:rewards:ceremony_paper", args=[made.pk]),
        reverse("desk:rewards:ceremony_export", args=[made.pk, "csv"]),
        reverse("desk:rewards:presence", args=[line.pk]),
    ]
    client.force_login(world.neighbour)
    assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert PLAN.name not in client.get(reverse("desk:rewards:ceremonies")).content.decode()
    client.force_login(world.owner)
    assert [client.get(address).status_code for address in addresses] == [403] * 5


@pytest.mark.parametrize("count", [1, 3])
def test_the_order_asks_as_much_for_three_as_for_one(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    world = make_world((3,) * count)
    made = hold(world)
    client.force_login(world.office)
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get(reverse("desk:rewards:ceremony", args=[made.pk]))
