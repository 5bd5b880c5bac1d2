"""Signing with the office's own key, and that nothing of the key stays behind."""

import datetime as dt
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pypdf import PdfReader

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.files.models import SignatureCheck
from ocop.files.pdf_signatures.facts import After
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import Award, recognise_by_province
from ocop.recognition.services.signing import sign_edition, sign_editions, unsigned_editions
from ocop.recognition.signing import SigningKey, opened_key
from ocop.register.models import Certificate, CertificateFact
from tests.factories import signing_keys as keys
from tests.factories.basic import Places, make_official, make_places
from tests.factories.results import add_result, make_dossier
from tests.papers.pdf import pdfa_faults

pytestmark = pytest.mark.django_db
SIGNED = dt.date(2026, 11, 12)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: dt.date(2026, 11, 20))


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def office(places: Places) -> User:
    return make_official(Role.PROVINCE_OFFICE, places.dong_thap)


def certified(places: Places, count: int = 1) -> list[Certificate]:
    awards = []
    for place in range(count):
        dossier = make_dossier(places.tan_ho_co)
        add_result(dossier, total="77.00", band_star=4, star=4)
        awards.append(Award(dossier, f"{place + 1:02d}/GCN"))
    leader = make_official(Role.PROVINCE_LEADER, places.dong_thap)
    paper = DecisionPaper(number="320/QĐ-UBND", signed_on=SIGNED)
    return list(recognise_by_province(awards=awards, paper=paper, by=leader))


def key() -> SigningKey:
    return opened_key(keys.office_key().pkcs12(), keys.PASSWORD, dt.datetime.now(dt.UTC))


def test_a_paper_is_signed_checked_and_kept(places: Places, office: User) -> None:
    (certificate,) = certified(places)
    edition = sign_edition(edition=certificate.editions.get(), key=key(), by=office)
    file = edition.signed_file
    assert file is not None
    content = file.content.open("rb").read()
    assert len(PdfReader(BytesIO(content)).pages) == 1
    check = SignatureCheck.objects.get(file=file)
    [signature] = check.reading.signatures
    assert (signature.signer, signature.is_intact) == ("Ủy ban nhân dân tỉnh thử", True)
    assert signature.after is After.NOTHING
    entry = AuditEntry.objects.get(act="certificate_signed")
    assert entry.subject == f"certificate:{certificate.short_code}"
    assert file.sha256 in entry.facts and key().fingerprint in entry.facts
    assert audit.first_broken_link() is None


def test_signing_adds_to_the_file_and_keeps_the_marks_of_pdf_a() -> None:
    signed = key().signed(keys.paper())
    assert signed.startswith(keys.paper())
    # The form with the signature's field is what signing adds; the marks of the standard stay.
    assert [fault for fault in pdfa_faults(signed) if "XMP" in fault or "intent" in fault] == []
    root = PdfReader(BytesIO(signed)).trailer["/Root"]
    assert "/Version" not in root and "/Extensions" not in root
    widget = root["/AcroForm"]["/Fields"][0].get_object()
    assert [float(side) for side in widget["/Rect"]] == [0, 0, 0, 0]
    # Printed, and neither hidden nor invisible (ISO 19005-2, 6.3.2).
    assert int(widget["/F"]) & 0b100111 == 0b100


def test_many_are_signed_in_turn_and_none_twice(places: Places, office: User) -> None:
    first, second, third = certified(places, 3)
    CertificateFact.objects.create(certificate=second, kind="withdrawn", on=SIGNED, ground="a")
    batch = sign_editions(editions=unsigned_editions(office), key=key(), by=office, seconds=0)
    assert (batch.signed, batch.refusals) == (1, ())
    batch = sign_editions(editions=unsigned_editions(office), key=key(), by=office)
    assert batch.signed == 1
    [words] = batch.refusals
    assert words.startswith(f"{second.number}: Giấy đã bị thu hồi")
    assert [one.certificate for one in unsigned_editions(office)] == [second]
    with pytest.raises(RefusedError) as refused:
        sign_edition(edition=first.editions.get(), key=key(), by=office)
    assert refused.value.message == "Giấy này đã có bản ký."
    assert third.editions.get().signed_file is not None


def test_only_the_office_that_keeps_the_paper_signs(places: Places) -> None:
    (certificate,) = certified(places)
    for role, unit in (
        (Role.PROVINCE_OFFICE, places.vinh_long),
        (Role.COMMUNE_OFFICER, places.tan_ho_co),
        (Role.AUDITOR, places.dong_thap),
    ):
        with pytest.raises(RefusedError):
            sign_edition(
                edition=certificate.editions.get(), key=key(), by=make_official(role, unit)
            )
    assert certificate.editions.get().signed_file is None


def refusal(content: bytes, password: str) -> tuple[str, str]:
    with pytest.raises(RefusedError) as refused:
        opened_key(content, password, dt.datetime.now(dt.UTC))
    assert refused.value.__cause__ is None
    assert not password or password not in refused.value.message
    return refused.value.field, refused.value.message


def test_a_key_that_does_not_open_or_must_not_sign_is_refused() -> None:
    good = keys.office_key()
    assert refusal(good.pkcs12(), "sai-mat-khau")[0] == "password"
    assert refusal(b"khong phai khoa", "mot-mat-khau")[0] == "password"
    assert refusal(keys.pem(good.certificate), "")[0] == "password"
    ended = keys.office_key(valid_from=keys.NOW - 2 * keys.YEAR, valid_to=keys.NOW - keys.YEAR)
    assert refusal(ended.pkcs12(), keys.PASSWORD)[1].startswith("Chứng thư chỉ dùng từ")
    root = keys.root_key()
    assert refusal(root.pkcs12(), keys.PASSWORD) == (
        "signing_key",
        "Chứng thư này không dùng để ký được.",
    )


def _pem(private: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
    return private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    ) + certificate.public_bytes(Encoding.PEM)


def test_pem_opens_and_a_stranger_s_certificate_does_not_match() -> None:
    own, other = keys.office_key(), keys.office_key(name="Người khác")
    found = opened_key(_pem(own.private, own.certificate), "", dt.datetime.now(dt.UTC))
    assert found.signer == "Ủy ban nhân dân tỉnh thử"
    assert refusal(_pem(own.private, other.certificate), "") == (
        "signing_key",
        "Khóa và chứng thư trong tệp không khớp nhau.",
    )
    assert "PrivateKey" not in repr(found) and "SimpleSigner" not in repr(found)
