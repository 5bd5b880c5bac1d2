import datetime as dt

import pytest
from PIL import Image

from ocop.files.checks import check
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.misuse import queries
from ocop.misuse.forgetting import forget
from ocop.misuse.models import DailySalt, Filing, Report
from ocop.misuse.services import Filed, close_report, file_report
from ocop.notices.models import Notice
from tests.factories.uploads import picture_with_position, upload
from tests.withdrawals.world import World, make_world

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.7"


def report(world: World, address: str = ADDRESS, **given: object) -> Report:
    values: dict[str, object] = {
        "kind": "expired",
        "product_name": "",
        "certificate": world.certificate,
        "contact": "0900 000 000",
    }
    return file_report(filed=Filed(**(values | given)), address=address)  # type: ignore[arg-type]


def test_a_report_goes_to_the_province_of_the_star_wherever_it_was_sold() -> None:
    world = make_world()
    made = report(world, commune=world.places.cau_ke)
    assert (made.state, made.province) == ("new", world.places.dong_thap)
    assert made.product_name == world.certificate.recognition.product.name
    assert list(Notice.objects.values_list("person", flat=True)) == [world.office.pk]


def test_without_a_code_the_place_of_the_shop_says_who_looks_at_it() -> None:
    world = make_world()
    here = report(world, certificate=None, product_name="Khô lạ", commune=world.places.cau_ke)
    nowhere = report(world, certificate=None, product_name="Khô lạ")
    assert (here.province, nowhere.province) == (world.places.vinh_long, None)
    assert list(queries.waiting(world.ministry)) == [nowhere]


def test_offices_are_told_once_a_day_however_many_come() -> None:
    world = make_world()
    for _ in range(3):
        report(world)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [({"kind": "x"}, "kind"), ({"certificate": None, "product_name": " "}, "product_name")],
)
def test_what_is_missing_is_refused_at_its_field(given: dict[str, object], field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        report(make_world(), **given)
    assert refused.value.field == field


def test_one_address_sends_so_many_a_day_and_the_address_is_not_kept(settings: object) -> None:
    settings.OCOP_REPORTS_A_DAY = 2  # type: ignore[attr-defined]
    world = make_world()
    report(world)
    report(world)
    with pytest.raises(RefusedError, match="Từ mạng này"):
        report(world)
    report(world, address="203.0.113.8")
    assert Report.objects.count() == 3
    assert sorted(Filing.objects.values_list("count", flat=True)) == [1, 3]
    assert ADDRESS not in "".join(Filing.objects.values_list("address_hash", flat=True))


def test_devices_of_one_ipv6_network_count_together() -> None:
    world = make_world()
    report(world, address="2001:db8:1:2::1")
    report(world, address="2001:db8:1:2:ffff::9")
    report(world, address="2001:db8:1:3::1")
    assert sorted(Filing.objects.values_list("count", flat=True)) == [1, 2]


def test_from_so_many_open_reports_on_further_ones_join_the_oldest(settings: object) -> None:
    settings.OCOP_OPEN_REPORTS_A_PRODUCT = 2  # type: ignore[attr-defined]
    world = make_world()
    first, _, third = [report(world, address=f"203.0.113.{n}") for n in range(3)]
    assert third.merged_into == first
    assert queries.waiting(world.office).count() == 2


def test_a_photo_loses_place_and_camera_and_is_written_anew() -> None:
    photo = check(upload("anh.jpg", picture_with_position()))
    made = report(make_world(), photo=photo)
    assert made.photo is not None
    with Image.open(made.photo.content) as stored:
        assert dict(stored.getexif()) == {}


def test_contacts_are_forgotten_after_closing_and_salts_after_the_day(settings: object) -> None:
    settings.OCOP_CONTACT_KEPT_DAYS = 30  # type: ignore[attr-defined]
    world = make_world()
    old, recent, still_open = [report(world) for _ in range(3)]
    for each in (old, recent):
        close_report(
            report=each, verdict="founded", answer="Cảm ơn.", internal_note="", by=world.office
        )
    long_ago = clock.now() - dt.timedelta(days=31)
    Report.objects.filter(pk=old.pk).update(closed_at=long_ago)
    yesterday = clock.today() - dt.timedelta(days=1)
    DailySalt.objects.create(day=yesterday, salt=b"x" * 32)
    Filing.objects.create(day=yesterday, address_hash="0" * 64, count=1)
    assert forget() == 1
    assert forget() == 0
    kept = Report.objects.exclude(contact="").values_list("pk", flat=True)
    assert set(kept) == {recent.pk, still_open.pk}
    assert list(DailySalt.objects.values_list("day", flat=True)) == [clock.today()]
    assert list(Filing.objects.values_list("day", flat=True)) == [clock.today()]
