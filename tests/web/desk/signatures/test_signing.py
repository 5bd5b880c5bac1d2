"""The pages of signing: progress, refusals, and that a key and its password leave no trace."""

import base64
import datetime as dt
import logging
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import Award, recognise_by_province
from ocop.recognition.services.signing import unsigned_editions
from ocop.register.models import Certificate, CertificateEdition
from tests.factories import signing_keys as keys
from tests.factories.basic import Places, make_official, make_places
from tests.factories.results import add_result, make_dossier
from tests.recognition.test_signing import certified
from tests.web.desk.decisions.pages import client_of, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: dt.date(2026, 11, 20))


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def office(places: Places) -> User:
    return make_official(Role.PROVINCE_OFFICE, places.dong_thap)


def address(certificate: Certificate) -> str:
    return f"/ban-lam-viec/quyet-dinh/{certificate.recognition.decision_id}/ky-so/"


def key_file(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("khoa.p12", content or keys.office_key().pkcs12())


def sign(client: Client, where: str, password: str = keys.PASSWORD, **headers: str):  # type: ignore[no-untyped-def]
    given = {"signing_key": key_file(), "password": password}
    return client.post(where, given, headers=headers)


def test_a_decision_is_signed_from_its_page(places: Places, office: User) -> None:
    certificates = certified(places, 3)
    browser = client_of(office)
    assert "Ký 3 giấy" in text(browser.get(address(certificates[0])))
    response = sign(browser, address(certificates[0]))
    decision = certificates[0].recognition.decision_id
    assert response.headers["Location"] == f"/ban-lam-viec/quyet-dinh/{decision}/"
    assert not unsigned_editions(office).exists()
    page = text(browser.get(f"/ban-lam-viec/giay-chung-nhan/{certificates[0].pk}/"))
    assert "Chữ ký nguyên vẹn, không kiểm được nguồn gốc chứng thư" in page
    assert "Người ký ghi trên chứng thư: Ủy ban nhân dân tỉnh thử" in page


def test_a_script_learns_how_far_it_is(places: Places, office: User) -> None:
    certificates = certified(places, 2)
    browser = client_of(office)
    answer = sign(browser, address(certificates[0]), "sai", accept="application/json")
    assert answer.status_code == 422
    assert (answer.json()["signed"], answer.json()["left"]) == (0, 2)
    assert answer.json()["errors"][0].startswith("Không mở được khóa")
    answer = sign(browser, address(certificates[0]), accept="application/json")
    assert answer.json() == {"signed": 2, "left": 0, "refusals": [], "errors": []}


def test_one_certificate_is_signed_alone(places: Places, office: User) -> None:
    first, second = certified(places, 2)
    where = f"/ban-lam-viec/giay-chung-nhan/{first.pk}/ky-so/"
    assert sign(client_of(office), where).status_code == 302
    assert [one.certificate for one in unsigned_editions(office)] == [second]


def test_mistakes_are_said_at_their_field(places: Places, office: User) -> None:
    (certificate,) = certified(places)
    browser = client_of(office)
    assert "Hãy chọn tệp khóa ký." in text(browser.post(address(certificate), {}))
    large = {"signing_key": key_file(b"x" * 70_000), "password": ""}
    assert "Tệp này quá lớn" in text(browser.post(address(certificate), large))
    assert CertificateEdition.objects.exclude(signed_file=None).count() == 0


def test_who_may_not_sign_finds_no_page(places: Places) -> None:
    (certificate,) = certified(places)
    stranger = client_of(make_official(Role.PROVINCE_OFFICE, places.vinh_long))
    assert sign(stranger, address(certificate)).status_code == 404
    own = f"/ban-lam-viec/giay-chung-nhan/{certificate.pk}/ky-so/"
    assert sign(stranger, own).status_code == 404
    commune = client_of(make_official(Role.COMMUNE_OFFICER, places.tan_ho_co))
    assert sign(commune, own).status_code == 403
    assert sign(Client(), own).status_code in {302, 403}
    assert certificate.editions.get().signed_file is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_many_papers(
    places: Places,
    office: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    certificates = certified(places, count)
    browser = client_of(office)
    browser.get(address(certificates[0]))
    with django_assert_num_queries(7):
        assert browser.get(address(certificates[0])).status_code == 200


def everything_stored() -> str:
    """Every cell of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cells = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            cells += [str(row) for row in cursor.fetchall()]
    return "\n".join(cells)


def test_key_and_password_leave_no_trace(
    places: Places,
    office: User,
    settings: LazySettings,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "uploads", "base_url": None},
        },
    }
    certificates = certified(places, 2)
    browser = client_of(office)
    browser.raise_request_exception = False
    pages = []
    with caplog.at_level(logging.DEBUG):
        pages.append(sign(browser, address(certificates[0]), keys.PASSWORD + "-sai"))
        settings.OCOP_TRUST_ROOTS = str(tmp_path / "khong-co")
        pages.append(sign(browser, address(certificates[0])))
        settings.OCOP_TRUST_ROOTS = ""
        pages.append(sign(browser, address(certificates[0])))
        # Fails in the middle, as a server with a full disk would.
        (tmp_path / "uploads").rename(tmp_path / "uploads-cu")
        (tmp_path / "uploads").write_text("")
        pages.append(sign(browser, address(certified_later(places))))
        (tmp_path / "uploads").unlink()
        (tmp_path / "uploads-cu").rename(tmp_path / "uploads")
    assert [page.status_code for page in pages] == [422, 200, 302, 500]
    private = keys.office_key().private.private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )
    number = keys.office_key().private.private_numbers().private_value.to_bytes(32, "big")
    given = keys.office_key().pkcs12()[200:264]
    secrets = [keys.PASSWORD.encode(), number, private[40:80], given]
    kept = [everything_stored().encode(), caplog.text.encode(errors="replace")]
    kept += [str(record.__dict__).encode(errors="replace") for record in caplog.records]
    kept += [page.content for page in pages]
    kept += [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) > 6
    for content in kept:
        for secret in secrets:
            assert secret not in content
            assert secret.hex().encode() not in content
            assert base64.b64encode(secret).rstrip(b"=")[:40] not in content


def certified_later(places: Places) -> Certificate:
    """One more certificate under a decision of its own."""
    dossier = make_dossier(places.tan_ho_co)
    add_result(dossier, total="77.00", band_star=4, star=4)
    (certificate,) = recognise_by_province(
        awards=[Award(dossier, "77/GCN")],
        paper=DecisionPaper(number="321/QĐ-UBND", signed_on=dt.date(2026, 11, 12)),
        by=make_official(Role.PROVINCE_LEADER, places.dong_thap),
    )
    return certificate
