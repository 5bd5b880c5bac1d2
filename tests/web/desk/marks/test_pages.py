import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.roles import Role
from ocop.benefits.models import MarkUse
from ocop.benefits.services.marks import Declared, check_use, declare_use
from tests.benefits.world import World, days, make_world
from tests.factories.basic import make_official, make_producer, make_user
from tests.factories.certificates import add_fact
from tests.factories.uploads import picture, upload

pytestmark = pytest.mark.django_db
SECRET = "Tem vuông ở góc hộp quà"


def declare(world: World, at: int = 0) -> MarkUse:
    return declare_use(
        certificate=world.certificates[at],
        declared=Declared("label", SECRET, days(-20), 400),
        by=world.owner,
    )


def test_a_producer_declares_with_a_photo_and_the_office_finds_it_wrong(client: Client) -> None:
    world = make_world()
    certificate = world.certificates[0]
    client.force_login(world.owner)
    address = reverse("portal:declare_mark", args=[certificate.pk])
    typed = {"kind": "label", "words": SECRET, "first_used_on": f"{days(-20):%d/%m/%Y}"}
    bad = client.post(address, {**typed, "stamps_printed": "vài trăm"})
    assert bad.status_code == 422
    assert SECRET in bad.content.decode()
    photo = upload("tem.jpg", picture()).file
    client.post(address, {**typed, "stamps_printed": "5.000", "photo": photo})
    use = MarkUse.objects.get()
    assert (use.stamps_printed, use.photo is not None) == (5000, True)
    assert SECRET in client.get(reverse("portal:marks")).content.decode()
    client.force_login(world.office)
    page = reverse("desk:marks:use", args=[use.pk])
    assert client.post(page, {"finding": "sai", "reason": ""}).status_code == 422
    client.post(page, {"finding": "sai", "reason": "Hạng sao in sai"})
    shown = client.get(page).content.decode()
    propose = reverse("desk:withdrawals:propose", args=[certificate.short_code])
    assert f"{propose}?can-cu=d" in shown
    inspect = reverse("desk:inspections:open", args=[certificate.recognition.product_id])
    assert inspect in shown
    client.force_login(world.owner)
    correct = reverse("portal:correct_mark", args=[use.pk])
    assert "Hạng sao in sai" in client.get(correct).content.decode()
    client.post(correct, typed)
    use.refresh_from_db()
    assert use.state == "declared"


def test_an_ended_star_becomes_a_task_and_stands_first(client: Client) -> None:
    world = make_world((3, 4))
    ended, fine = declare(world, 0), declare(world, 1)
    add_fact(world.certificates[0], "withdrawn", days(0))
    client.force_login(world.owner)
    home = client.get(reverse("portal:home")).content.decode()
    stop = reverse("portal:stop_mark", args=[ended.pk])
    assert stop in home
    client.force_login(world.office)
    listed = client.get(reverse("desk:marks:list"))
    assert [row.use.pk for row in listed.context["rows"]] == [ended.pk, fine.pk]
    only = client.get(reverse("desk:marks:list"), {"loc": "khong-con-sao"})
    assert [row.use.pk for row in only.context["rows"]] == [ended.pk]
    assert "chưa có toàn văn" in listed.content.decode()
    shown = client.get(reverse("desk:marks:use", args=[ended.pk])).content.decode()
    assert reverse("desk:withdrawals:propose", args=[world.certificates[0].short_code]) not in shown
    client.force_login(world.owner)
    assert client.post(stop, {"stopped_on": "", "words": ""}).status_code == 422
    client.post(stop, {"stopped_on": f"{days(0):%d/%m/%Y}", "words": "Đã hủy tem"})
    assert stop not in client.get(reverse("portal:home")).content.decode()


def test_who_may_use_it_now(client: Client) -> None:
    world = make_world((3, 4))
    add_fact(world.certificates[0], "withdrawn", days(0))
    client.force_login(world.office)
    shown = client.get(reverse("desk:marks:rights"))
    assert [each.pk for each, _ in shown.context["rows"]] == [world.certificates[1].pk]
    for suffix in ("csv", "xlsx"):
        assert client.get(reverse("desk:marks:export_rights", args=[suffix])).status_code == 200


def test_nothing_leaks_to_others(client: Client) -> None:
    world = make_world()
    use = declare(world)
    stranger = make_user("Chủ cơ sở khác (mẫu)")
    make_producer(world.places.tan_ho_co, owner=stranger)
    far = make_official(Role.COMMUNE_OFFICER, world.places.sa_dec)
    page = reverse("desk:marks:use", args=[use.pk])
    for official in (world.neighbour, far):
        client.force_login(official)
        assert client.get(page).status_code == 404
        listed = client.get(reverse("desk:marks:list"))
        assert [chip.count for chip in listed.context["chosen"].chips] == [0] * 6
        exported = client.get(reverse("desk:marks:export", args=["csv"])).content.decode()
        assert SECRET not in exported
        rights = client.get(reverse("desk:marks:export_rights", args=["csv"])).content.decode()
        assert world.producer.name not in rights
    client.force_login(stranger)
    own = (
        reverse("portal:stop_mark", args=[use.pk]),
        reverse("portal:correct_mark", args=[use.pk]),
        reverse("portal:declare_mark", args=[use.certificate_id]),
    )
    assert [client.get(address).status_code for address in own] == [404] * 3
    assert SECRET not in client.get(reverse("portal:marks")).content.decode()
    assert client.get(page).status_code == 403


def test_the_photo_opens_to_those_concerned_alone(client: Client) -> None:
    world = make_world()
    use = declare_use(
        certificate=world.certificates[0],
        declared=Declared("sign", SECRET, days(-3), None, upload("bien.jpg", picture())),  # type: ignore[arg-type]
        by=world.owner,
    )
    address = reverse("files:read", args=[use.photo_id])
    statuses = []
    for person in (world.office, world.owner, world.neighbour, make_user()):
        client.force_login(person)
        statuses.append(client.get(address).status_code)
    assert statuses == [200, 200, 404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_much_for_three_as_for_one(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    world = make_world((3,) * count)
    for at in range(count):
        check_use(use=declare(world, at), is_right=False, reason="Sai", by=world.office)
    client.force_login(world.office)
    with django_assert_num_queries(DESK):  # type: ignore[operator]
        client.get(reverse("desk:marks:list"))
    with django_assert_num_queries(RIGHTS):  # type: ignore[operator]
        client.get(reverse("desk:marks:rights"))
    client.force_login(world.owner)
    with django_assert_num_queries(PORTAL):  # type: ignore[operator]
        client.get(reverse("portal:marks"))


DESK, RIGHTS, PORTAL = 9, 8, 11
