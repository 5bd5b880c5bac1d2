"""What happened to a dossier, from the chain of acts with legal weight."""

import datetime as dt
import json
from dataclasses import dataclass

from ocop.dossiers.models import Dossier
from ocop.kernel.models import AuditEntry
from ocop.web.design.figures import date

# Acts shown to everyone who may open the dossier; others of the chain stay off the page.
ACTS = {
    "dossier_started": "Lập hồ sơ",
    "dossier_submitted": "Chủ thể nộp hồ sơ",
    "dossier_received_by_commune": "Xã tiếp nhận",
    "dossier_returned_by_commune": "Xã yêu cầu bổ sung",
    "dossier_proposed": "Xã đề nghị tỉnh đánh giá",
    "dossier_received_by_province": "Tỉnh tiếp nhận",
    "dossier_returned_by_province": "Tỉnh yêu cầu bổ sung",
    "dossier_accepted": "Hồ sơ đủ điều kiện ra Hội đồng",
    "dossier_carried_over": "Nhập lại từ hồ sơ giấy",
    "result_concluded": "Hội đồng có kết quả",
    "result_notified": "Thông báo kết quả",
    "product_recognised": "Công nhận sản phẩm",
    "certificate_issued": "Cấp giấy chứng nhận",
    "dossier_forwarded": "Chuyển Bộ đánh giá 5 sao",
    "dossier_withdrawn": "Chủ thể rút hồ sơ",
}


@dataclass(frozen=True)
class Moment:
    """One act: when, what, by whom, and what it said."""

    at: dt.datetime
    what: str
    who: str
    detail: str
    number: int


def history_of(dossier: Dossier) -> list[Moment]:
    """The dossier's acts, the latest first."""
    entries = AuditEntry.objects.filter(subject=dossier.subject, act__in=ACTS).order_by("-number")
    return [
        Moment(entry.at, ACTS[entry.act], entry.actor_label, _detail(entry), entry.number)
        for entry in entries
    ]


def _detail(entry: AuditEntry) -> str:
    facts = json.loads(entry.facts)
    said = [
        f"Phiếu số {facts['receipt']}" if facts.get("receipt") else "",
        f"Lần {facts['submission']}" if facts.get("submission") and facts.get("sha256") else "",
        f"Nhận ngày {_day(facts['received_on'])}" if facts.get("received_on") else "",
        f"{len(facts['points'])} chỗ cần bổ sung" if facts.get("points") else "",
        f"Báo cáo số {facts['report_number']}, ký ngày {_day(facts['reported_on'])}"
        if facts.get("report_number")
        else "",
        facts.get("reason", "") or facts.get("note", ""),
        *facts.get("warnings", ()),
    ]
    return ". ".join(words for words in said if words)


def _day(written: str) -> str:
    return date(dt.date.fromisoformat(written))
