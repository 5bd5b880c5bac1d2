"""The start page counts what waits on the person's own desks."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ocop.accounts.roles import Role
from tests.factories.basic import make_official
from tests.factories.desk_journey import proposed_dossier, receive
from tests.web.desk.world import World, client_of, make_world, submitted_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def waiting(client: object) -> dict[str, dict[str, str]]:
    desks = client.get(reverse("desk:home")).context["desks"]  # type: ignore[attr-defined]
    return {desk.name: {task.name: task.status.text for task in desk.tasks} for desk in desks}


def test_each_desk_counts_its_own(world: World) -> None:
    submitted_named(world, "Khô 1")
    receive(submitted_named(world, "Khô 2"), world.desk)
    proposed_dossier(world.places, world.desk)

    assert waiting(client_of(world.desk.commune)) == {
        "Hồ sơ ở xã": {
            "Chờ nhận": "1 hồ sơ",
            "Còn 3 ngày làm việc trở xuống": "Không có hồ sơ nào",
            "Đang kiểm tra": "1 hồ sơ",
            "Chờ chủ thể bổ sung": "Không có hồ sơ nào",
        }
    }
    assert waiting(client_of(world.desk.province))["Hồ sơ ở tỉnh"]["Chờ tỉnh tiếp nhận"] == (
        "1 hồ sơ"
    )
    assert "1 hồ sơ" not in str(waiting(client_of(world.other_province)))


@pytest.mark.parametrize("role", list(Role))
def test_every_office_can_start(world: World, role: Role) -> None:
    unit = world.places.tan_ho_co if role.value.startswith("commune") else world.places.dong_thap
    client = client_of(make_official(role, unit))

    assert client.get(reverse("desk:home")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_counting_takes_the_same_number_of_questions(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        submitted_named(world, f"Khô {number}")
    client = client_of(world.desk.commune)

    with django_assert_num_queries(8):
        client.get(reverse("desk:home"))
