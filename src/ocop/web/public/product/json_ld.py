"""The page in the words of schema.org, for search engines: only what the page itself says."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop.web.public.product.shown import Shown, Step

# So that no text can end the element it stands in (as Django's own json_script does).
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def absolute(path: str) -> str:
    """A path with the installation's public address before it."""
    return f"{settings.OCOP_PUBLIC_ADDRESS.rstrip('/')}{path}"


def data_block(data: object) -> SafeString:
    """A data block of the page: never executed, so the policy of the page needs no exception."""
    text = json.dumps(data).translate(_ESCAPES)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


def graph(shown: Shown, page: str, share_picture: str) -> dict[str, Any]:
    """Product, its producer, its certifications and the way to the page, by its full addresses."""
    return {
        "@context": "https://schema.org",
        "@graph": [_product(shown, page, share_picture), _breadcrumbs(shown, page)],
    }


def _product(shown: Shown, page: str, share_picture: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "Product",
        "@id": f"{page}#product",
        "url": page,
        "name": shown.name.words,
        "manufacturer": _producer(shown),
        "countryOfOrigin": {"@type": "Country", "name": "VN"},
        "image": [absolute(reverse("files:read", args=[one.file_id])) for one in shown.photos]
        or [share_picture],
    }
    if shown.introduction:
        found["description"] = shown.introduction.words
    if shown.leaf:
        found["category"] = shown.leaf.name
    if certified := [_certification(one) for one in shown.entries if one.is_known]:
        found["hasCertification"] = certified
    return found


def _producer(shown: Shown) -> dict[str, Any]:
    commune = shown.commune
    found: dict[str, Any] = {
        "@type": "Organization",
        "name": shown.product.producer,
        # To the commune only: a household's address is nobody's business.
        "address": {
            "@type": "PostalAddress",
            "addressLocality": commune.full_name,
            "addressRegion": commune.parent.full_name if commune.parent else "",
            "addressCountry": "VN",
        },
    }
    for contact in shown.contacts:
        found["telephone" if contact.kind == "phone" else "email"] = contact.value
    return found


def _certification(line: Step) -> dict[str, Any]:
    recognition = line.recognition
    certificate = recognition.certificate
    found: dict[str, Any] = {
        "@type": "Certification",
        "name": f"OCOP {recognition.star} sao",
        "certificationIdentification": certificate.number,
        "certificationStatus": "https://schema.org/CertificationActive"
        if line.is_valid
        else "https://schema.org/CertificationInactive",
        "certificationRating": {
            "@type": "Rating",
            "ratingValue": recognition.star,
            "bestRating": 5,
            "worstRating": 3,
        },
        "validFrom": certificate.issued_on.isoformat(),
        "expires": certificate.expires_on.isoformat(),
        "url": absolute(line.check),
    }
    if recognition.decision:
        found["issuedBy"] = {"@type": "Organization", "name": line.issuer}
    return found


def _breadcrumbs(shown: Shown, page: str) -> dict[str, Any]:
    steps = (
        *_steps_before(get_language(), settings.OCOP_PUBLIC_ADDRESS),
        (shown.name.words, page),
    )
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


@cache
def _steps_before(language: str | None, installation: str) -> tuple[tuple[str, str], ...]:
    return (
        (_("Sổ OCOP"), absolute(reverse("public:home"))),
        (_("Sản phẩm"), absolute(reverse("public:products"))),
    )
