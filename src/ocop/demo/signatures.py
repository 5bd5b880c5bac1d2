"""A signed decision and a signed certificate, by a key made at this moment and thrown away.

Nothing trusts the key, and the pages say so.
"""

import datetime as dt

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile

from ocop.demo.accounts import DONG_THAP
from ocop.demo.drafts import World
from ocop.demo.people import unit_today
from ocop.dossiers.models import Dossier
from ocop.files.models import StoredFile
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.papers.decision import render_decision
from ocop.recognition.draft_decision import draft_decision
from ocop.recognition.outcomes import latest_result
from ocop.recognition.services.signing import sign_editions, unsigned_editions
from ocop.recognition.signing import SigningKey, opened_key

SIGNER = "Khóa ký mẫu (không có giá trị)"


def signed_decision(dossiers: list[Dossier], world: World) -> StoredFile:
    """The decision on these dossiers as PDF, signed; the worker checks it like any other."""
    data = draft_decision(
        [(dossier, latest_result(dossier)) for dossier in dossiers],
        purpose="recognition",
        unit=unit_today(DONG_THAP),
        office="Sở Nông nghiệp và Môi trường (mẫu)",
    )
    content = _sample_key().signed(render_decision(data, dated=clock.today()))
    file = SimpleUploadedFile("quyet-dinh-mau-da-ky.pdf", content)
    return store_upload(file, world.people["lanhdaotinh"])


def sign_one_certificate(world: World) -> None:
    """The first paper of the province that has no signed file yet."""
    office = world.people["tinh"]
    sign_editions(editions=unsigned_editions(office)[:1], key=_sample_key(), by=office)


def _sample_key() -> SigningKey:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    now, day = clock.now(), dt.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + 365 * day)
        .sign(private, hashes.SHA256())
    )
    held = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return opened_key(held + certificate.public_bytes(Encoding.PEM), "", now)
