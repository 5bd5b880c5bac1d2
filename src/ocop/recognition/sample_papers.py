"""Papers with sample data, so that an office sees its wording before it is used."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings

from ocop.kernel import clock
from ocop.kernel.canonical import plain
from ocop.law import deadlines
from ocop.papers.decision import DecisionData
from ocop.places.models import Unit
from ocop.recognition.draft_decision import draft_decision

MINISTRY_LEVEL, PROVINCE_LEVEL = "ministry", "province"


def sample_facts(unit: Unit | None) -> dict[str, Any]:
    """What a certificate of this office could say (None: the ministry's, 5 stars)."""
    today = clock.today()
    province = unit.full_name if unit else "Tỉnh (mẫu)"
    facts = {
        "star": 4 if unit else 5,
        "product": "Sản phẩm (mẫu)",
        "producer": "Chủ thể (mẫu)",
        "commune": "Xã (mẫu)",
        "province": province,
        "issuer_level": PROVINCE_LEVEL if unit else MINISTRY_LEVEL,
        "issuer_province": province if unit else None,
        "decision_number": "00/QĐ-UBND" if unit else "00/QĐ-BNNMT",
        "decision_signed_on": today,
        "signer_name": "Người ký (mẫu)",
        "signer_title": "Phó Chủ tịch" if unit else "Thứ trưởng",
        "signer_capacity": "KT",
        "number": "000/GCN-OCOP",
        "short_code": "0000000",
        "product_code": "00-00000-0-0000",
        "issued_on": today,
        "expires_on": deadlines.certificate_last_day(today),
        "check_address": f"{settings.OCOP_PUBLIC_ADDRESS}/c/0000000",
        "is_sample": True,
    }
    return {name: plain(value) for name, value in facts.items()}


def sample_decision(unit: Unit | None, wording: Mapping[str, str]) -> DecisionData:
    """A decision of this office with one sample line."""
    data = draft_decision([], purpose="recognition", unit=unit, wording=wording)
    data["sample"] = True
    data["groups"] = [
        {
            "rank": 4 if unit else 5,
            "rows": [
                {
                    "product": "Sản phẩm (mẫu)",
                    "code": "00-00000-0-0000",
                    "producer": "Chủ thể (mẫu)",
                    "place": "Xã (mẫu)",
                    "points": Decimal("77.00") if unit else Decimal("92.00"),
                }
            ],
        }
    ]
    return data
