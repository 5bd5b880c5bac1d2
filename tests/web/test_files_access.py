"""Files are read through the policy: by those who may read what refers to them, by nobody else."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier, Submission
from ocop.dossiers.states import DossierState
from ocop.files.models import StoredFile
from ocop.files.services import store_upload
from ocop.kernel import audit, clock
from ocop.producers.models import Paper, PaperFile
from ocop.products.models import Product, ProductPhoto
from ocop.register.models import Decision, IssuerLevel, Recognition
from tests.factories import basic, uploads
from tests.factories.uploads import upload

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """Two producers in two provinces, each with a scan and a photo; the first handed a dossier in."""

    places: basic.Places
    owner: User
    neighbour: User
    product: Product
    dossier: Dossier
    handed_in: StoredFile
    kept_back: StoredFile
    photo: StoredFile
    foreign: StoredFile


@pytest.fixture
def world(settings: LazySettings, tmp_path: Path) -> Iterator[World]:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        },
    }
    places = basic.make_places()
    owner, neighbour = basic.make_user(), basic.make_user()
    product = basic.make_product(basic.make_producer(places.tan_ho_co, owner=owner))
    other = basic.make_product(basic.make_producer(places.cau_ke, owner=neighbour))
    handed_in, kept_back = _paper(product), _paper(product)
    photo = store_upload(upload("a.jpg", uploads.picture()), owner)
    ProductPhoto.objects.create(product=product, file=photo)
    dossier = Dossier.objects.create(
        product=product,
        instrument="qd26-2026",
        set_number=8,
        rubric_sha256="0" * 64,
        state=DossierState.SUBMITTED,
        commune=places.tan_ho_co,
        province=places.dong_thap,
    )
    submission = Submission.objects.create(
        dossier=dossier,
        number=1,
        snapshot=audit.freeze("submission", {"dossier": dossier.pk}),
        submitted_by=owner,
        submitted_at=timezone.now(),
    )
    submission.files.add(handed_in)
    yield World(
        places, owner, neighbour, product, dossier, handed_in, kept_back, photo, _paper(other)
    )


def _paper(product: Product) -> StoredFile:
    file = store_upload(upload("Giấy phép (bản chụp).pdf", uploads.PDF), None)
    paper = Paper.objects.create(producer=product.producer, kind="licence", title="Giấy phép")
    PaperFile.objects.create(paper=paper, file=file)
    return file


def _read(user: User | None, file: StoredFile, **headers: str) -> HttpResponseBase:
    client = Client()
    if user:
        client.force_login(user, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    return client.get(f"/tep/{file.pk}/", headers=headers)


def _statuses(user: User | None, world: World) -> tuple[int, ...]:
    files = (world.handed_in, world.kept_back, world.photo, world.foreign)
    return tuple(_read(user, file).status_code for file in files)


def test_producers_people_read_their_own_files_only(world: World) -> None:
    assert _statuses(world.owner, world) == (200, 200, 200, 404)
    assert _statuses(world.neighbour, world) == (404, 404, 404, 200)


def test_visitor_reads_nothing(world: World) -> None:
    assert _statuses(None, world) == (404, 404, 404, 404)


def test_missing_and_foreign_files_answer_alike(world: World) -> None:
    missing = Client().get(f"/tep/{uuid.uuid4()}/")
    foreign = _read(world.neighbour, world.handed_in)

    assert missing.status_code == foreign.status_code == 404
    assert "giấy phép" not in foreign.content.decode().lower()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.COMMUNE_OFFICER, "tan_ho_co", 200),
        (Role.COMMUNE_OFFICER, "sa_dec", 404),
        (Role.COMMUNE_OFFICER, "cau_ke", 404),
        (Role.PROVINCE_OFFICE, "dong_thap", 200),
        (Role.PROVINCE_OFFICE, "vinh_long", 404),
        (Role.AUDITOR, "dong_thap", 200),
        # Before the province has the dossier its advisers have nothing to advise on.
        (Role.ADVISORY_TEAM, "dong_thap", 404),
        (Role.COUNCIL_MEMBER, "dong_thap", 404),
        (Role.ADMINISTRATOR, "dong_thap", 404),
    ],
)
def test_officials_read_what_was_handed_in_to_them(
    world: World, role: Role, place: str, status: int
) -> None:
    official = basic.make_official(role, getattr(world.places, place))

    assert _read(official, world.handed_in).status_code == status
    # What the producer holds back in the vault stays there.
    assert _read(official, world.kept_back).status_code == 404


def test_ended_office_reads_nothing(world: World) -> None:
    yesterday = clock.today() - dt.timedelta(days=1)
    official = basic.make_official(Role.COMMUNE_OFFICER, world.places.tan_ho_co, ends_on=yesterday)

    assert _read(official, world.handed_in).status_code == 404


def test_photo_of_a_recognised_product_is_open_to_anyone(world: World) -> None:
    assert _read(None, world.photo).status_code == 404

    Recognition.objects.create(
        product=world.product,
        star=3,
        decision=Decision.objects.create(
            kind=Decision.Kind.RECOGNITION,
            level=IssuerLevel.PROVINCE,
            unit=world.places.dong_thap,
            number="7/QĐ-UBND",
            signed_on=clock.today(),
        ),
        commune=world.places.tan_ho_co,
        source=Recognition.Source.RECORDED,
    )
    later = store_upload(upload("b.jpg", uploads.picture()), world.owner)
    ProductPhoto.objects.create(product=world.product, file=later, order=2)

    assert _read(None, world.photo).status_code == 200
    assert _read(None, world.handed_in).status_code == 404
    # Nobody has looked at a photo that came after the decision.
    assert _read(None, later).status_code == 404


def test_decision_is_read_by_those_it_concerns(world: World) -> None:
    scan = store_upload(upload("quyết định.pdf", uploads.PDF), None)
    decision = Decision.objects.create(
        kind=Decision.Kind.RECOGNITION,
        level=IssuerLevel.PROVINCE,
        unit=world.places.dong_thap,
        number="12/QĐ-UBND",
        signed_on=dt.date(2026, 8, 5),
        file=scan,
    )
    Recognition.objects.create(
        product=world.product,
        star=3,
        decision=decision,
        commune=world.places.tan_ho_co,
        source=Recognition.Source.EVALUATED,
    )
    readers = {
        "owner": world.owner,
        "neighbour": world.neighbour,
        "visitor": None,
        "commune": basic.make_official(Role.COMMUNE_OFFICER, world.places.tan_ho_co),
        "other commune": basic.make_official(Role.COMMUNE_OFFICER, world.places.sa_dec),
        "office": basic.make_official(Role.PROVINCE_OFFICE, world.places.dong_thap),
        "other office": basic.make_official(Role.PROVINCE_OFFICE, world.places.vinh_long),
        "auditor": basic.make_official(Role.AUDITOR, None),
        "administrator": basic.make_official(Role.ADMINISTRATOR, None),
    }

    statuses = {name: _read(user, scan).status_code for name, user in readers.items()}

    assert statuses == {
        "owner": 200,
        "neighbour": 404,
        "visitor": 404,
        "commune": 200,
        "other commune": 404,
        "office": 200,
        "other office": 404,
        "auditor": 200,
        "administrator": 404,
    }


def test_file_that_nothing_refers_to_is_read_by_nobody(world: World) -> None:
    alone = store_upload(upload("a.pdf", uploads.PDF), world.owner)

    assert _read(world.owner, alone).status_code == 404


def test_headers_keep_the_file_a_file(world: World) -> None:
    response = _read(world.owner, world.handed_in)

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].endswith("; sandbox")
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Content-Disposition"] == (
        "inline; filename*=utf-8''Gi%E1%BA%A5y%20ph%C3%A9p%20%28b%E1%BA%A3n%20ch%E1%BB%A5p%29.pdf"
    )
    assert b"".join(response) == uploads.PDF


def test_file_can_be_saved_instead_of_shown(world: World) -> None:
    client = Client()
    client.force_login(world.owner, backend="ocop.accounts.authentication.PhoneOrEmailBackend")

    response = client.get(f"/tep/{world.handed_in.pk}/?tai=1")

    assert response.headers["Content-Disposition"].startswith("attachment; ")


def test_unchanged_file_is_not_sent_again_but_rights_are_asked_again(world: World) -> None:
    etag = _read(world.owner, world.handed_in).headers["ETag"]

    assert _read(world.owner, world.handed_in, if_none_match=etag).status_code == 304
    assert _read(world.neighbour, world.handed_in, if_none_match=etag).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "said", "sent"),
    [
        ("bytes=0-3", 206, "bytes 0-3/{size}", uploads.PDF[:4]),
        ("bytes=5-", 206, "bytes 5-{last}/{size}", uploads.PDF[5:]),
        ("bytes=-6", 206, "bytes {six}-{last}/{size}", uploads.PDF[-6:]),
        ("bytes=0-999999", 206, "bytes 0-{last}/{size}", uploads.PDF),
        ("bytes=9-3", 200, None, uploads.PDF),
        ("bytes=0-1,4-5", 200, None, uploads.PDF),
        ("lines=1-2", 200, None, uploads.PDF),
        ("bytes=999999-", 416, "bytes */{size}", b""),
        ("bytes=-0", 416, "bytes */{size}", b""),
    ],
)
def test_part_of_a_file(
    world: World, asked: str, status: int, said: str | None, sent: bytes
) -> None:
    response = _read(world.owner, world.handed_in, range=asked)

    size = len(uploads.PDF)
    expected = said and said.format(size=size, last=size - 1, six=size - 6)
    assert (response.status_code, response.headers.get("Content-Range")) == (status, expected)
    assert b"".join(response) == sent


def test_part_of_another_version_is_not_mixed_in(world: World) -> None:
    response = _read(world.owner, world.handed_in, range="bytes=0-3", if_range='"other"')

    assert response.status_code == 200


def test_file_is_only_read(world: World) -> None:
    assert Client().post(f"/tep/{world.photo.pk}/").status_code == 405


def test_a_preview_is_read_by_the_same_people_and_the_original_stays_whole(world: World) -> None:
    wide = store_upload(upload("b.jpg", uploads.picture((1600, 1200), quality=95)), world.owner)
    ProductPhoto.objects.create(product=world.product, file=wide, order=2)
    client, address = Client(), f"/tep/{wide.pk}/?nho=1"
    client.force_login(world.owner, backend="ocop.accounts.authentication.PhoneOrEmailBackend")

    small = client.get(address)
    assert (small.status_code, small["Content-Type"]) == (200, "image/webp")
    assert (small["Cache-Control"], small["X-Content-Type-Options"]) == (
        "private, no-cache",
        "nosniff",
    )
    assert client.get(address, headers={"If-None-Match": small["ETag"]}).status_code == 304
    whole = client.get(f"/tep/{wide.pk}/", headers={"If-None-Match": small["ETag"]})
    assert (whole.status_code, whole["Content-Type"]) == (200, "image/jpeg")
    # A file without preview answers with itself.
    assert client.get(f"/tep/{world.handed_in.pk}/?nho=1")["Content-Type"] == "application/pdf"
    assert Client().get(address).status_code == 404
    client.force_login(world.neighbour, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    assert client.get(address).status_code == 404
