"""What an office words itself on its papers, and which version holds on a day.

A version is part of what is frozen with a paper, so the same bytes come out for ever.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ocop.places.models import Unit
from ocop.recognition.models import PaperTemplate

Paper = PaperTemplate.Paper


@dataclass(frozen=True)
class Text:
    """One text an office may set; blank keeps the usual one. `lines` is how many it may have."""

    name: str
    label: str
    hint: str
    lines: int = 1
    most: int = 160


TEXTS: dict[str, tuple[Text, ...]] = {
    Paper.CERTIFICATE: (
        Text(
            "issuer",
            "Tên cơ quan cấp",
            "Một hoặc hai dòng, ví dụ: Ủy ban nhân dân tỉnh Đồng Tháp.",
            lines=2,
        ),
        Text("place", "Địa danh trước ngày cấp", "Ví dụ: Đồng Tháp.", most=60),
        Text("star_line", "Dòng hạng sao", "Dùng {star} cho số sao, ví dụ: HẠNG {star} SAO."),
        Text(
            "signer",
            "Thẩm quyền và chức vụ người ký",
            "Tối đa ba dòng, ví dụ: TM. Ủy ban nhân dân / KT. Chủ tịch / Phó Chủ tịch.",
            lines=3,
        ),
    ),
    Paper.DECISION: (
        Text("agency", "Tên cơ quan ban hành", "Một hoặc hai dòng.", lines=2),
        Text("place", "Địa danh trước ngày ký", "Ví dụ: Đồng Tháp.", most=60),
        Text("proposer", "Người đề nghị", "Đứng sau chữ “Theo đề nghị của”."),
        Text("office", "Cơ quan được giao cấp giấy", "Đứng sau chữ “Giao” tại Điều 3."),
        Text(
            "executors",
            "Người chịu trách nhiệm thi hành",
            "Đầu câu cuối của quyết định.",
            lines=3,
            most=400,
        ),
        Text("recipients", "Nơi nhận", "Mỗi nơi nhận một dòng.", lines=8, most=400),
    ),
}


def template_in_force(unit: Unit | None, paper: str, on: dt.date) -> PaperTemplate | None:
    """The office's newest version that has begun on a day; None where it keeps the usual wording."""
    versions = PaperTemplate.objects.filter(unit=unit, paper=paper, valid_from__lte=on)
    return versions.select_related("image").order_by("-valid_from", "-version").first()


def template_facts(template: PaperTemplate | None) -> dict[str, object]:
    """What is frozen of a version with a paper; nothing where the usual wording was used."""
    if template is None:
        return {}
    image = template.image
    return {
        "template": {
            "version": template.version,
            "wording": template.wording,
            "image": str(image.pk) if image else None,
            "image_sha256": image.sha256 if image else None,
        }
    }


def lines_of(wording: Mapping[str, str], name: str) -> list[str]:
    """The lines of one text; empty where the office left the usual one."""
    return [line for line in wording.get(name, "").split("\n") if line]
