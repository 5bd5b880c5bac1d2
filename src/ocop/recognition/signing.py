"""The office's own signing key, in memory for one request, and a PDF signed with it.

Loaded only where somebody signs (pyHanko takes a second and some memory). The key is never written,
logged, handed to the worker or kept between two requests. Most state keys (chữ ký số chuyên dùng
công vụ) live in a token that gives nothing away: those papers are signed outside and attached.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ocop.kernel.errors import RefusedError

FIELD = "KySo"
LEAST_RSA_BITS = 2048
_PEM = b"-----BEGIN "


@dataclass(frozen=True)
class SigningKey:
    """A key that was opened; its words tell whose certificate it is and nothing of the key."""

    signer: str
    fingerprint: str
    # Out of every printed form.
    _tool: Any = field(repr=False, compare=False)

    def signed(self, pdf: bytes) -> bytes:
        """The PDF with one invisible signature over the whole file (PAdES, SHA-256).

        An incremental update: the bytes before stay as they were, PDF/A's marks with them.
        """
        written = BytesIO()
        settings = PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        PdfSigner(settings, signer=self._tool).sign_pdf(
            _SignatureOnly(BytesIO(pdf)), output=written
        )
        return written.getvalue()


class _SignatureOnly(IncrementalPdfFileWriter):
    """Appends the signature and leaves the paper's own record alone.

    pyHanko would raise the PDF version, name extensions and write the XMP anew; PDF/A-2 allows
    version 1.7 at most, and the XMP holds the marks of the standard.
    """

    def ensure_output_version(self, version: object) -> None:
        """The version stays."""

    def register_extension(self, ext: object) -> None:
        """Readers know the curves without being told."""

    def _update_meta(self) -> None:
        """The XMP stays byte for byte."""


def opened_key(content: bytes, password: str, now: dt.datetime) -> SigningKey:
    """Open a PKCS#12 file (.p12, .pfx) or a PEM file with key and certificate.

    Raises RefusedError at `signing_key` or `password`: wrong password, no key, a key that is not the
    certificate's, too short, or out of its time. The words never repeat what was given.
    """
    private, certificate, others = _taken_apart(content, password)
    if not isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise RefusedError("Chỉ nhận khóa RSA hoặc ECDSA.", field="signing_key")
    if isinstance(private, rsa.RSAPrivateKey) and private.key_size < LEAST_RSA_BITS:
        raise RefusedError("Khóa RSA phải từ 2048 bit trở lên.", field="signing_key")
    if private.public_key() != certificate.public_key():
        raise RefusedError("Khóa và chứng thư trong tệp không khớp nhau.", field="signing_key")
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise RefusedError(
            f"Chứng thư chỉ dùng từ {certificate.not_valid_before_utc:%d/%m/%Y} "
            f"đến {certificate.not_valid_after_utc:%d/%m/%Y}.",
            field="signing_key",
        )
    if not _may_sign(certificate):
        raise RefusedError("Chứng thư này không dùng để ký được.", field="signing_key")
    der = certificate.public_bytes(Encoding.DER)
    store: Any = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(_as_asn1(each) for each in others)
    tool = SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(der),
        signing_key=asn1_keys.PrivateKeyInfo.load(
            private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        ),
        cert_registry=store,
    )
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    signer = str(names[0].value)[:200] if names else "không ghi tên"
    return SigningKey(signer, _as_asn1(certificate).sha256.hex(), tool)


def _taken_apart(
    content: bytes, password: str
) -> tuple[Any, x509.Certificate, Sequence[x509.Certificate]]:
    secret = password.encode() or None
    try:
        if _PEM in content:
            private: Any = load_pem_private_key(content, secret)
            certificates = x509.load_pem_x509_certificates(content)
            own = [each for each in certificates if each.public_key() == private.public_key()]
            certificate = own[0] if own else certificates[0]
            others = [each for each in certificates if each is not certificate]
        else:
            private, found, others = pkcs12.load_key_and_certificates(content, secret)
            if private is None or found is None:
                raise RefusedError(
                    "Tệp không có đủ khóa và chứng thư. Hãy chọn tệp .p12, .pfx hoặc .pem đủ cả hai.",
                    field="signing_key",
                )
            certificate = found
    except (ValueError, TypeError):
        # The libraries tell a wrong password and a broken file apart badly; `from None` keeps what
        # they say of the content out of every log.
        raise RefusedError(
            "Không mở được khóa: sai mật khẩu, hoặc tệp không phải .p12, .pfx, .pem có khóa và chứng thư.",
            field="password",
        ) from None
    return private, certificate, others


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
