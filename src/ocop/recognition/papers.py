"""From frozen facts to the papers that carry them."""

import datetime as dt
import json
from typing import Any

from ocop.files.models import StoredFile
from ocop.kernel.models import Snapshot
from ocop.papers.certificate import CertificateData, Emblem, issuing_office
from ocop.papers.typesetting import PaperError
from ocop.recognition.wording import lines_of
from ocop.register.editions import edition_words

CAPACITIES = {"KT": "KT. ", "TUQ": "TUQ. "}
MONTHS = 36


def certificate_paper(snapshot: Snapshot) -> CertificateData:
    """What a frozen paper prints. Raises PaperError where the office's image is not as frozen."""
    return paper_of_facts(json.loads(snapshot.content))


def paper_of_facts(facts: dict[str, Any]) -> CertificateData:
    """The same of the facts themselves, for a preview."""
    province = lower_kind(facts["province"])
    template = facts.get("template") or {"wording": {}, "image": None}
    wording = template["wording"]
    printed = CertificateData(
        rank=facts["star"],
        issuer=wording.get("issuer") or issuing_office(facts["star"], _issuing_province(facts)),
        product=facts["product"],
        producer=facts["producer"],
        place=facts.get("place") or f"{facts['commune']}, {province}",
        product_code=facts["product_code"],
        decision={
            "number": facts["decision_number"],
            "date": dt.date.fromisoformat(facts["decision_signed_on"]),
            "by": decision_author(facts),
        },
        months=MONTHS,
        issued=dt.date.fromisoformat(facts["issued_on"]),
        expires=dt.date.fromisoformat(facts["expires_on"]),
        place_of_issue=wording.get("place") or place_of_issue(facts),
        signer={
            "title": lines_of(wording, "signer") or signer_lines(facts),
            "name": facts["signer_name"],
        },
        short_code=facts["short_code"],
        check_address=facts["check_address"],
        qr_address=facts.get("qr_address", facts["check_address"]),
        sample=facts["is_sample"],
    )
    if "edition" in facts:
        printed["number"] = facts["number"]
        printed["signed"] = dt.date.fromisoformat(facts["edition_issued_on"])
        printed["edition"] = _edition_lines(facts)
    if template["wording"] or template["image"]:
        printed["number"] = facts["number"]
    if star_line := wording.get("star_line"):
        printed["star_line"] = star_line.replace("{star}", str(facts["star"]))
    if template["image"]:
        printed["emblem"] = _emblem(template["image"], template["image_sha256"])
    return printed


def _edition_lines(facts: dict[str, Any]) -> list[str]:
    words = edition_words(facts["edition_kind"], facts["edition_times"]).removeprefix("Giấy ")
    day = dt.date.fromisoformat(facts["instead_of_day"])
    return [
        words[:1].upper() + words[1:],
        f"Thay giấy số {facts['instead_of_number']} cấp ngày {day:%d/%m/%Y}",
    ]


def _issuing_province(facts: dict[str, Any]) -> str:
    """The province that issues this paper: a later one's own, however the first was signed."""
    return lower_kind(facts.get("office") or facts["province"])


def _emblem(file_id: str, sha256: str) -> Emblem:
    """The office's image, only if it is still the one that was frozen with the paper."""
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or file.sha256 != sha256:
        raise PaperError("Hình của cơ quan không còn như khi cấp giấy.")
    with file.content.open("rb") as content:
        return Emblem(media_type=file.media_type, content=content.read())


def lower_kind(full_name: str) -> str:
    """ "Tỉnh Đồng Tháp" as it stands inside a sentence: "tỉnh Đồng Tháp"."""
    return full_name[:1].lower() + full_name[1:]


def decision_author(facts: dict[str, str]) -> str:
    """Who decided: the chairman of the province, or the Minister (Điều 4.1)."""
    if facts["issuer_level"] == "ministry":
        return "Bộ trưởng Bộ Nông nghiệp và Môi trường"
    return f"Chủ tịch Ủy ban nhân dân {lower_kind(facts['issuer_province'])}"


def place_of_issue(facts: dict[str, Any]) -> str:
    """The place before the date: the province's name, or Hà Nội for the ministry."""
    if _is_ministry(facts):
        return "Hà Nội"
    issuer: str = facts.get("office") or facts["issuer_province"]
    return issuer.removeprefix("Tỉnh ").removeprefix("Thành phố ")


def _is_ministry(facts: dict[str, Any]) -> bool:
    """Whether the ministry issues this paper; a later paper names its own office."""
    if "edition" in facts:
        return facts["office"] is None
    return bool(facts["issuer_level"] == "ministry")


def signer_lines(facts: dict[str, Any]) -> list[str]:
    """The authority and the signer's title, as Nghị định 30/2020/NĐ-CP orders them."""
    head = "Bộ trưởng" if _is_ministry(facts) else "Chủ tịch"
    title = facts["signer_title"]
    if facts["signer_capacity"]:
        return [f"{CAPACITIES[facts['signer_capacity']]}{head}", title]
    return [title or head]
