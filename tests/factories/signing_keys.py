"""Keys, roots and signed PDFs made for a test; nothing of them exists outside it."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from ocop.papers.certificate import CertificateData, render_certificate

NOW = dt.datetime.now(dt.UTC)
YEAR = dt.timedelta(days=365)
PASSWORD = "mat-khau-khoa-thu"


@dataclass(frozen=True)
class Key:
    """A private key with its certificate and the certificate of who issued it."""

    private: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    root: x509.Certificate

    def pkcs12(self, password: str = PASSWORD) -> bytes:
        """As an office keeps it in a file."""
        return pkcs12.serialize_key_and_certificates(
            b"khoa",
            self.private,
            self.certificate,
            [self.root],
            serialization.BestAvailableEncryption(password.encode()),
        )


def pem(certificate: x509.Certificate) -> bytes:
    """As it lies in the folder of roots."""
    return certificate.public_bytes(serialization.Encoding.PEM)


@cache
def root_key(name: str = "Gốc thử") -> Key:
    """A root that signs itself."""
    private = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(name, "", private, None, NOW - 5 * YEAR, NOW + 5 * YEAR)
    return Key(private, certificate, certificate)


@cache
def office_key(
    root: Key | None = None,
    *,
    name: str = "Ủy ban nhân dân tỉnh thử",
    valid_from: dt.datetime = NOW - YEAR,
    valid_to: dt.datetime = NOW + YEAR,
) -> Key:
    """The key of an office, issued by the root."""
    root = root or root_key()
    private = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(name, "Tỉnh thử", private, root, valid_from, valid_to)
    return Key(private, certificate, root.certificate)


def _certificate(
    name: str,
    organisation: str,
    private: ec.EllipticCurvePrivateKey,
    issuer: Key | None,
    valid_from: dt.datetime,
    valid_to: dt.datetime,
) -> x509.Certificate:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    subject = x509.Name(parts)
    signs_papers = issuer is not None
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_to)
        .add_extension(x509.BasicConstraints(ca=not signs_papers, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=signs_papers,
                content_commitment=signs_papers,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=not signs_papers,
                crl_sign=not signs_papers,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(
                (issuer.private if issuer else private).public_key()
            ),
            critical=False,
        )
        .sign((issuer or Key(private, None, None)).private, hashes.SHA256())  # type: ignore[arg-type]
    )


@cache
def paper() -> bytes:
    """A certificate as the product prints it."""
    return render_certificate(
        CertificateData(
            rank=4,
            issuer="Ủy ban nhân dân tỉnh thử",
            product="Trà sen thử",
            producer="Hợp tác xã thử",
            place="Xã thử, tỉnh thử",
            product_code="82-30118-01-2026",
            decision={"number": "1/QĐ", "date": dt.date(2026, 1, 5), "by": "Chủ tịch"},
            months=36,
            issued=dt.date(2026, 1, 5),
            expires=dt.date(2029, 1, 4),
            place_of_issue="Thử",
            signer={"title": ["Chủ tịch"], "name": "Người ký thử"},
            short_code="3QX8R7K",
            check_address="http://127.0.0.1:8000/c/3QX8R7K",
        )
    )


def signed(content: bytes, key: Key, field: str = "ChuKy") -> bytes:
    """The PDF with one more signature, made by pyHanko as another tool would."""
    signer = signers.SimpleSigner.load_pkcs12_data(
        key.pkcs12(), other_certs=[], passphrase=PASSWORD.encode()
    )
    written = BytesIO()
    signers.PdfSigner(signers.PdfSignatureMetadata(field_name=field), signer=signer).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(content)), output=written
    )
    return written.getvalue()


def with_turned_page(content: bytes) -> bytes:
    """The signed PDF changed in an incremental update, as an editor would save it."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def with_changed_byte(content: bytes) -> bytes:
    """The signed PDF with one byte other, within what was signed."""
    place = content.index(b"/Catalog") - 40
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
