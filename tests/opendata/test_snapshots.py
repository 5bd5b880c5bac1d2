"""Snapshots of the open datasets: stored, counted, never changed, and without anybody's data."""

import csv
import datetime as dt
import hashlib
import io
import json

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import FrozenRecordError
from ocop.opendata import snapshots
from ocop.opendata.catalogue import DATASETS
from ocop.opendata.datasets.producers import PRODUCERS
from ocop.opendata.datasets.products import PRODUCTS
from ocop.opendata.models import DataSnapshot, SnapshotFile
from ocop.opendata.snapshots import begin_when_due, make_snapshot, open_run, work
from tests.factories.basic import Places, make_official, make_places
from tests.web.api.world import listed

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
PRIVATE = ("0901234567", "chu@example.vn", "Người đại diện (mẫu)", "Số 9 đường Mẫu")


@pytest.fixture
def places() -> Places:
    return make_places()


def content(snapshot: DataSnapshot, suffix: str) -> bytes:
    with snapshot.files.get(format=suffix).content.open("rb") as file:
        return file.read()


def test_three_formats_say_the_same(places: Places) -> None:
    listed(places.tan_ho_co, 2, name="=Trà tim sen")

    made = make_snapshot(PRODUCTS, TODAY)

    lines = list(csv.DictReader(io.StringIO(content(made, "csv").decode())))
    objects = json.loads(content(made, "json"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content(made, "xlsx"))).get_sheet_by_index(0)
    cells = sheet.to_python()
    assert made.rows == len(lines) == len(objects) == len(cells) - 1 == 2
    assert tuple(lines[0]) == tuple(objects[0]) == tuple(cells[0]) == PRODUCTS.heads
    assert (lines[0]["name"], objects[0]["name"], cells[1][2]) == (
        "'=Trà tim sen",
        "=Trà tim sen",
        "=Trà tim sen",
    )
    assert (lines[0]["expires_on"], objects[0]["expires_on"]) == ("2099-06-30", "2099-06-30")
    for file in made.files.all():
        stored = content(made, file.format)
        assert (file.sha256, file.size) == (hashlib.sha256(stored).hexdigest(), len(stored))


def test_a_snapshot_says_what_changed_and_never_changes(places: Places) -> None:
    listed(places.tan_ho_co, 2)
    first = make_snapshot(PRODUCTS, TODAY)
    again = make_snapshot(PRODUCTS, TODAY)
    listed(places.sa_dec)
    second = make_snapshot(PRODUCTS, TODAY)

    assert again == first
    assert (first.number, first.lines_new, first.lines_gone) == (1, None, None)
    assert (second.number, second.rows, second.lines_new, second.lines_gone) == (2, 3, 1, 0)
    with pytest.raises(FrozenRecordError):
        first.save()


def test_only_so_many_are_kept(
    places: Places, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    settings.OCOP_KEPT_SNAPSHOTS = 2  # type: ignore[attr-defined]
    names = []
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for day in range(3):
            listed(places.tan_ho_co)
            made = make_snapshot(PRODUCTS, TODAY + dt.timedelta(days=day))
            names.append(made.files.get(format="csv").content.name)

    storage = SnapshotFile._meta.get_field("content").storage
    assert list(DataSnapshot.objects.values_list("number", flat=True)) == [3, 2]
    assert [storage.exists(name) for name in names] == [False, True, True]


def test_no_dataset_holds_anything_about_a_person(places: Places) -> None:
    listed(places.tan_ho_co, 2)

    files = [content(make_snapshot(one, TODAY), "json").decode() for one in DATASETS]

    assert [secret for secret in PRIVATE if any(secret in file for file in files)] == []


def test_a_households_address_is_a_decision_of_the_installation(
    places: Places, settings: object
) -> None:
    listed(places.tan_ho_co)
    settings.OCOP_OPEN_HOUSEHOLD_ADDRESSES = True  # type: ignore[attr-defined]

    assert "Số 9 đường Mẫu" in content(make_snapshot(PRODUCERS, TODAY), "csv").decode()


def test_the_job_makes_one_dataset_a_slice(places: Places) -> None:
    listed(places.tan_ho_co)
    begin_when_due()
    run = open_run()
    assert run is not None
    cursor: dict[str, object] = {}
    for done in range(1, len(DATASETS) + 1):
        piece = work(cursor)
        cursor = piece.cursor
        assert (piece.done, piece.total, piece.is_finished) == (
            done,
            len(DATASETS),
            done == len(DATASETS),
        )
    run.delete()

    begin_when_due()

    assert open_run() is None
    assert {one.dataset for one in DataSnapshot.objects.all()} == {one.name for one in DATASETS}
    assert {one.on for one in DataSnapshot.objects.all()} == {clock.today()}


def test_who_may_ask_for_one(places: Places) -> None:
    with pytest.raises(RefusedError):
        snapshots.begin(by=make_official(Role.PROVINCE_OFFICE, places.dong_thap))
    with pytest.raises(RefusedError):
        snapshots.begin(by=make_official(Role.ADMINISTRATOR, places.dong_thap))

    ministry = make_official(Role.MINISTRY_OFFICE, None)
    assert snapshots.begin(by=ministry) == open_run()
    with pytest.raises(RefusedError):
        snapshots.begin(by=ministry)


def test_the_pages_and_the_catalogue(client: Client, places: Places) -> None:
    listed(places.tan_ho_co)
    assert "Chưa lập bản nào" in client.get("/du-lieu-mo/").content.decode()
    made = make_snapshot(PRODUCTS, TODAY)
    file = made.files.get(format="csv")

    for address in ("/du-lieu-mo/", "/du-lieu-mo/products/", "/du-lieu-mo/units/"):
        assert client.get(address).status_code == client.get(f"/en{address}").status_code == 200
    catalogue = client.get("/du-lieu-mo/catalog.jsonld")
    assert catalogue["Content-Type"] == "application/ld+json"
    assert [one["dct:identifier"] for one in catalogue.json()["dcat:dataset"]] == [
        one.name for one in DATASETS
    ]
    [products] = [
        one for one in catalogue.json()["dcat:dataset"] if one["dct:identifier"] == "products"
    ]
    [csv_one] = [
        one for one in products["dcat:distribution"] if one["dcat:mediaType"] == "text/csv"
    ]
    assert csv_one["spdx:checksum"]["spdx:checksumValue"] == file.sha256
    address = csv_one["dcat:downloadURL"]["@id"].partition("/du-lieu-mo/")[2]
    plain = b"".join(client.get(f"/du-lieu-mo/{address}").streaming_content)
    marked = client.get(f"/du-lieu-mo/{address}?bom=1").content
    assert hashlib.sha256(plain).hexdigest() == file.sha256
    assert marked == b"\xef\xbb\xbf" + plain
    assert client.get("/du-lieu-mo/products/9.csv").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_snapshots_costs_the_same(
    client: Client, places: Places, django_assert_num_queries: object, count: int
) -> None:
    for day in range(count):
        listed(places.tan_ho_co)
        make_snapshot(PRODUCTS, TODAY + dt.timedelta(days=day))

    with django_assert_num_queries(2):  # type: ignore[operator]
        client.get("/du-lieu-mo/products/")
    with django_assert_num_queries(3):  # type: ignore[operator]
        client.get("/du-lieu-mo/")
