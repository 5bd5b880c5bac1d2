"""Whether a product dossier is complete (Điều 6.1, 6.2.d and Phụ lục III QĐ 26/2026). Pure."""

import datetime as dt
from collections.abc import Iterator

from ocop.dossiers.rules.content import GENERAL, EvidenceContent, SubmissionContent
from ocop.dossiers.rules.updates import update_findings
from ocop.dossiers.rules.window import window_findings
from ocop.kernel.findings import Finding, Weight
from ocop.law.choosing import instrument_for_filing
from ocop.law.instruments import DossierKind, instrument
from ocop.law.loading import load_rubric
from ocop.law.readings import DEFAULT_SETTINGS, LawSettings
from ocop.law.rubric import Rubric

FORM_1 = "Mẫu số 01 Phụ lục III QĐ 26/2026/QĐ-TTg"
FORM_2 = "Mẫu số 02 Phụ lục III QĐ 26/2026/QĐ-TTg"


def incompleteness(
    content: SubmissionContent,
    *,
    commune_is_current: bool = True,
    settings: LawSettings = DEFAULT_SETTINGS,
) -> list[Finding]:
    """What is missing on the day `submitted_on`, in the order of the dossier.

    Places: "window", "producer", "product", "commune", "instrument", a criterion's code, "papers",
    "results", "plan", "changes", "samples", "commitment". `commune_is_current` says whether the
    place of production is a unit of that day.
    """
    rubric = load_rubric(content["instrument"], content["set"])
    return [
        *_instrument(content, settings),
        *_window(content, settings),
        *_registration_form(content, commune_is_current=commune_is_current),
        *_answers(content, rubric),
        *_general_papers(content, rubric),
        *_papers(content),
        *_texts(content),
        *update_findings(content),
        *_samples(content, rubric),
        *_commitment(content),
    ]


def _instrument(content: SubmissionContent, settings: LawSettings) -> Iterator[Finding]:
    """Điều 12.2: what was not received before 22/5/2026, or not finished in time, follows the new one."""
    kind, today = DossierKind(content["kind"]), dt.date.fromisoformat(content["submitted_on"])
    received_on = content.get("first_received_on")
    filing = instrument_for_filing(
        dt.date.fromisoformat(received_on) if received_on else today, kind
    )
    if filing.too_late(today, settings):
        filing = instrument_for_filing(today, kind)
    if filing.instrument != content["instrument"]:
        old, new = instrument(content["instrument"]), instrument(filing.instrument)
        yield Finding(
            f"Hồ sơ soạn theo {old.short}, nhưng nộp hôm nay phải theo {new.short}. "
            "Hãy rút hồ sơ này và lập hồ sơ mới; giấy tờ trong tủ vẫn còn.",
            "instrument",
            filing.article,
        )


def _window(content: SubmissionContent, settings: LawSettings) -> list[Finding]:
    """Điều 7.6.a, where the commune has not received the dossier before."""
    if content["kind"] != "reevaluation" or "recognised" not in content:
        return []
    if content.get("first_received_on"):
        return []
    on = dt.date.fromisoformat(content["submitted_on"])
    return window_findings(content["recognised"], on, settings)


def _registration_form(
    content: SubmissionContent, *, commune_is_current: bool
) -> Iterator[Finding]:
    """Items 1 to 3 of Mẫu số 01."""
    producer, product = content["producer"], content["product"]
    asked = {
        "địa chỉ của cơ sở": producer["address"],
        "họ tên người đại diện": producer["representative_name"],
        "chức vụ người đại diện": producer["representative_title"],
        "số điện thoại hoặc thư điện tử": producer["phone"] or producer["email"],
    }
    for name, value in asked.items():
        if not value:
            yield Finding(f"Chưa ghi {name}.", "producer", FORM_1)
    if not product["description"]:
        yield Finding("Chưa mô tả sản phẩm.", "product", FORM_2)
    if not commune_is_current:
        yield Finding(
            "Xã, phường nơi làm ra sản phẩm đã đổi. Hãy chọn lại đơn vị hiện nay.",
            "commune",
            "Điều 7.2 QĐ 26/2026/QĐ-TTg",
        )


def _answers(content: SubmissionContent, rubric: Rubric) -> Iterator[Finding]:
    """Part III of Mẫu số 02: every criterion in its order."""
    for code in content.get("self_score", {}).get("missing", ()):
        yield Finding(f"Tiêu chí {code} chưa trả lời.", code, FORM_2)
    proved = {row["criterion"] for row in content["evidence"]}
    for mark in {mark.criterion: mark for mark in rubric.marks}.values():
        answer = content["answers"].get(mark.criterion)
        if answer and answer["option"] and mark.criterion not in proved:
            yield Finding(
                f"Tiêu chí {mark.criterion} có mức tối thiểu của hạng sao mà chưa kèm minh chứng.",
                mark.criterion,
                FORM_2,
                Weight.WARNING,
            )


def _general_papers(content: SubmissionContent, rubric: Rubric) -> Iterator[Finding]:
    kinds = {row["paper"]["kind"] for row in content["evidence"]}
    if content["producer"]["registration_number"] and "business_registration" not in kinds:
        yield Finding("Chưa kèm giấy đăng ký kinh doanh.", "papers", FORM_2)
    rejected = next((g.text for g in rubric.gates if g.type == "dossier_rejected_when"), "")
    if "giấy" in rejected.lower() and "production_certificate" not in kinds:
        yield Finding(
            "Chưa kèm giấy chứng nhận cơ sở đủ điều kiện. Thiếu giấy bắt buộc thì hồ sơ bị loại; "
            "nếu được miễn, hãy ghi rõ lý do ở phần mô tả.",
            "papers",
            f"Phụ lục II bộ {rubric.number} {instrument(rubric.instrument).short}: {rejected}",
            Weight.WARNING,
        )


def _papers(content: SubmissionContent) -> Iterator[Finding]:
    """Papers are legible and valid on the day the dossier is handed in."""
    for row in content["evidence"]:
        place = "papers" if row["criterion"] == GENERAL else row["criterion"]
        yield from _paper(row, place, content["submitted_on"])


def _paper(row: EvidenceContent, place: str, on: str) -> Iterator[Finding]:
    paper = row["paper"]
    if paper["expires_on"] and paper["expires_on"] < on:
        last = dt.date.fromisoformat(paper["expires_on"])
        yield Finding(
            f"“{paper['title']}” đã hết hạn ngày {last:%d/%m/%Y}. Hãy thay bằng giấy còn hạn.",
            place,
            "Điều 6.1 QĐ 26/2026/QĐ-TTg",
        )
    if paper["state"] == "applying":
        yield Finding(
            f"“{paper['title']}” đang xin cấp, chưa có giấy.",
            place,
            FORM_2,
            Weight.WARNING,
        )
    elif not row["files"]:
        yield Finding(f"“{paper['title']}” chưa có ảnh hoặc tệp nào.", place, FORM_2)


def _texts(content: SubmissionContent) -> Iterator[Finding]:
    """Parts II and IV of Mẫu số 02."""
    texts = content["texts"]
    if not texts["results"]:
        yield Finding("Chưa kể kết quả sản xuất, kinh doanh (phần II).", "results", FORM_2)
    if not texts["plan"]:
        yield Finding("Chưa ghi kế hoạch sản xuất, kinh doanh (phần IV).", "plan", FORM_2)


def _samples(content: SubmissionContent, rubric: Rubric) -> Iterator[Finding]:
    """Điều 6.2.d: 05 samples, none for tourism services."""
    copies = instrument(content["instrument"]).copies
    if copies is None or not rubric.needs_samples:
        return
    if (content["samples"] or 0) < copies.samples:
        yield Finding(
            f"Cần ít nhất {copies.samples:02d} sản phẩm mẫu gửi kèm hồ sơ.",
            "samples",
            "Điều 6.2.d QĐ 26/2026/QĐ-TTg",
        )


def _commitment(content: SubmissionContent) -> Iterator[Finding]:
    if not content["is_committed"]:
        yield Finding("Hãy đọc và đánh dấu vào lời cam kết.", "commitment", FORM_1)
