"""The address a QR carries: the public short address and, behind `#`, the seal.

What stands behind `#` is not sent to the server: it reaches no log, and the page opens without it.
"""

from django.conf import settings

from ocop.register.models import Certificate
from ocop.register.seals.codec import SealedFacts, seal
from ocop.register.seals.keystore import signing_key


def check_address(facts: SealedFacts) -> str:
    """`<public address>/c/<code>#<seal>`, sealed with the installation's present key."""
    key_id, key = signing_key()
    return f"{settings.OCOP_PUBLIC_ADDRESS}/c/{facts.code}#{seal(facts, key_id, key)}"


def check_address_of(certificate: Certificate) -> str:
    """The same for a certificate of the register (recognition and product should be fetched)."""
    return check_address(sealed_facts(certificate))


def sealed_facts(certificate: Certificate) -> SealedFacts:
    """What a seal says of a certificate."""
    product = certificate.recognition.product
    return SealedFacts(
        code=certificate.short_code,
        star=certificate.recognition.star,
        product=product.name,
        issued_on=certificate.issued_on,
        expires_on=certificate.expires_on,
        is_sample=product.is_sample,
    )
