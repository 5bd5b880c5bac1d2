"""From frozen facts to the papers that carry them."""

import datetime as dt
import json

from ocop.kernel.models import Snapshot
from ocop.papers.certificate import CertificateData, issuing_office

CAPACITIES = {"KT": "KT. ", "TUQ": "TUQ. "}
MONTHS = 36


def certificate_paper(snapshot: Snapshot) -> CertificateData:
    """What the certificate of a frozen recognition prints."""
    facts = json.loads(snapshot.content)
    province = lower_kind(facts["province"])
    return CertificateData(
        rank=facts["star"],
        issuer=issuing_office(facts["star"], province),
        product=facts["product"],
        producer=facts["producer"],
        place=f"{facts['commune']}, {province}",
        product_code=facts["product_code"],
        decision={
            "number": facts["decision_number"],
            "date": dt.date.fromisoformat(facts["decision_signed_on"]),
            "by": decision_author(facts),
        },
        months=MONTHS,
        issued=dt.date.fromisoformat(facts["issued_on"]),
        expires=dt.date.fromisoformat(facts["expires_on"]),
        place_of_issue=place_of_issue(facts),
        signer={"title": signer_lines(facts), "name": facts["signer_name"]},
        short_code=facts["short_code"],
        check_address=facts["check_address"],
        qr_address=facts.get("qr_address", facts["check_address"]),
        sample=facts["is_sample"],
    )


def lower_kind(full_name: str) -> str:
    """ "Tỉnh Đồng Tháp" as it stands inside a sentence: "tỉnh Đồng Tháp"."""
    return full_name[:1].lower() + full_name[1:]


def decision_author(facts: dict[str, str]) -> str:
    """Who decided: the chairman of the province, or the Minister (Điều 4.1)."""
    if facts["issuer_level"] == "ministry":
        return "Bộ trưởng Bộ Nông nghiệp và Môi trường"
    return f"Chủ tịch Ủy ban nhân dân {lower_kind(facts['issuer_province'])}"


def place_of_issue(facts: dict[str, str]) -> str:
    """The place before the date: the province's name, or Hà Nội for the ministry."""
    if facts["issuer_level"] == "ministry":
        return "Hà Nội"
    return facts["issuer_province"].removeprefix("Tỉnh ").removeprefix("Thành phố ")


def signer_lines(facts: dict[str, str]) -> list[str]:
    """The authority and the signer's title, as Nghị định 30/2020/NĐ-CP orders them."""
    head = "Bộ trưởng" if facts["issuer_level"] == "ministry" else "Chủ tịch"
    title = facts["signer_title"]
    if facts["signer_capacity"]:
        return [f"{CAPACITIES[facts['signer_capacity']]}{head}", title]
    return [title or head]
