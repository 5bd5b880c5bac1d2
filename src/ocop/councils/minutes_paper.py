"""The frozen minutes laid out as the paper prints them (Biên bản họp Hội đồng)."""

import datetime as dt
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ocop.councils.models import CouncilResult, Session
from ocop.councils.sheet_paper import product_code
from ocop.kernel.clock import VIETNAM
from ocop.law.instruments import instrument
from ocop.papers.minutes import MinutesData, Opinion, ProductResult, SittingMember

Content = Mapping[str, Any]
# Only what the software itself saw happen; what else was done stands in the notes of the session.
BLIND_SCORING = "Thành viên chấm điểm độc lập trên phần mềm; không ai thấy phiếu của người khác trước khi kết luận."
ADVICE = "Tổ tư vấn có báo cáo bằng văn bản về {} sản phẩm."
SCORING_RULE = (
    "Điểm sản phẩm là trung bình cộng của các phiếu được tính; chỉ làm tròn hai chữ số khi in. "
    "Hạng được đề nghị khi đủ điểm và đạt các mức tối thiểu có dấu sao của Bộ tiêu chí."
)


def minutes_data(session: Session) -> MinutesData:
    """The paper's data from the frozen minutes and the frozen results they name."""
    assert session.minutes is not None and session.concluded_at is not None
    content: Content = json.loads(session.minutes.content)
    results = {
        result.item_id: (result, json.loads(result.snapshot.content))
        for result in CouncilResult.objects.filter(item__session=session).select_related(
            "snapshot", "dossier__product", "dossier__commune", "dossier__province"
        )
    }
    held_on = minutes_date(session)
    council = content["council"]
    members = content["members"]
    is_written = content.get("form") == Session.Form.WRITTEN
    about = f"{content['session']['name']}, {council['name']}"
    if is_written:
        about = f"tổng hợp ý kiến bằng văn bản: {about}"
    return MinutesData(
        parent=_parent(council),
        agency=["Hội đồng đánh giá,", "phân hạng sản phẩm OCOP"],
        number=content["number"],
        date=held_on,
        about=about,
        written=is_written,
        opened=_day(content["opened_at"]) if is_written else _hour(content["session"]["starts_at"]),
        closed=_day(content["collected_at"] or session.concluded_at.isoformat())
        if is_written
        else _closed(session.concluded_at.astimezone(VIETNAM), held_on),
        venue=content["session"]["place"] or "chưa ghi",
        chair=_seat(members, "chair"),
        secretary=_seat(members, "secretary"),
        quorum=_returned(content) if is_written else _quorum(content),
        members=[_member(row, is_written=is_written) for row in members],
        guests=content["guests"],
        conflicts="; ".join(
            f"{row['represents']} không chấm {row['product']} ({row['reason'].rstrip('.')})"
            for row in content["conflicts"]
        ),
        steps=_steps([found for _, found in results.values()]),
        scoring_rule=SCORING_RULE,
        results=[
            _result(row, held_on, *results[row["item"]])
            for row in content["results"]
            if row["item"] in results
        ],
        opinions=_called(content) if is_written else _opinions(content["notes"]),
        conclusions=_conclusions([found for _, found in results.values()]),
        vote="",
        recipients=["Thành viên Hội đồng;", "Cơ quan tham mưu OCOP;", "Lưu: VT, Hồ sơ."],
        sample=any(result.dossier.product.is_sample for result, _ in results.values()),
    )


def _parent(council: Content) -> list[str]:
    if council["level"] == "central":
        return ["Bộ Nông nghiệp", "và Môi trường"]
    return ["Ủy ban nhân dân", council["province"]]


def _steps(found: list[Content]) -> list[str]:
    advised = sum(bool(row["advisory_report"]) for row in found)
    return [*([ADVICE.format(f"{advised:02d}")] if advised else []), BLIND_SCORING]


def _closed(moment: dt.datetime, held_on: dt.date) -> str:
    day = "cùng ngày" if moment.date() == held_on else f"ngày {moment:%d/%m/%Y}"
    return f"{moment:%H giờ %M} {day}"


def _hour(starts_at: str) -> str:
    return starts_at.replace(":", " giờ ") if starts_at else "………"


def _seat(members: list[Content], seat: str) -> str:
    held = [f"{row['name']}, {row['represents']}" for row in members if row["seat"] == seat]
    return "; ".join(held) or "………"


def _quorum(content: Content) -> str:
    counted = content["quorum"]
    return (
        f"Hội đồng có {counted['of']} thành viên chấm và biểu quyết; dự họp "
        f"{counted['present']}/{counted['of']}, đủ điều kiện họp theo Quy chế "
        f"(ít nhất {counted['least']} thành viên)."
    )


def minutes_date(session: Session) -> dt.date:
    """The day the paper bears: the meeting's, or the one on which a written round ended."""
    ended = session.concluded_on
    return ended if session.is_written and ended else session.held_on


def _day(moment: str) -> str:
    return f"ngày {dt.datetime.fromisoformat(moment).astimezone(VIETNAM):%d/%m/%Y}"


def _returned(content: Content) -> str:
    counted = content["quorum"]
    last = dt.date.fromisoformat(content["reply_by"])
    return (
        f"Hạn gửi phiếu: hết ngày {last:%d/%m/%Y}. Nhận phiếu của {counted['present']}/"
        f"{counted['of']} thành viên (Quy chế cần ít nhất {counted['least']})."
    )


def _called(content: Content) -> list[Opinion]:
    return [
        Opinion(by=f"{row['product']} ({row['producer']})", text=row["reason"])
        for row in content["called_to_meeting"]
    ]


def _member(row: Content, *, is_written: bool) -> SittingMember:
    return SittingMember(
        body=row["represents"],
        role=row["seat_name"],
        present=row["present"],
        reason="Không chấm" if is_written and row["seat"] == "secretary" else "",
        short=f"{row['represents']}\n{row['name']}",
    )


def _result(row: Content, held_on: dt.date, result: CouncilResult, found: Content) -> ProductResult:
    paper = ProductResult(
        product=row["product"],
        producer=row["producer"],
        code=product_code(result.dossier, held_on.year),
        sheets=len(found["sheets"]),
        average=Fraction(found["total_exact"]),
        low=Fraction(found["low"]),
        high=Fraction(found["high"]),
        spread=Fraction(found["spread"]),
        band_star=found["band_star"],
        proposal=_proposal(found),
    )
    if reason := _reason(row, found):
        paper["reason"] = reason
    return paper


def _proposal(found: Content) -> str:
    """What the council proposes: by points alone from 90 on the file goes to the ministry."""
    if found["star"] is None:
        return "Dừng đánh giá"
    referral = instrument(found["instrument"]).referral_at_least
    if found["council"]["level"] == "province" and Fraction(found["total_exact"]) >= referral:
        return "Trình Bộ"
    return f"{found['star']} sao" if found["star"] >= 3 else "Chưa đạt"


def _reason(row: Content, found: Content) -> str:
    said = [row["discussion"].replace("\n", " ")] if row["discussion"] else []
    said += [
        f"tiêu chí {code}: Hội đồng thống nhất mức số {agreed['option']} ({agreed['reason']})"
        for code, agreed in row["agreed_options"].items()
    ]
    if found["blocked"] or found["gates"]:
        said += [sentence for sentence in found["sentences"] if not sentence.startswith("Căn cứ")]
    return " ".join(part if part.endswith(".") else f"{part}." for part in said)


def _opinions(notes: str) -> list[Opinion]:
    rows = (line.partition(":") for line in notes.splitlines() if line.strip())
    return [
        Opinion(by=by.strip(), text=text.strip())
        if colon
        else Opinion(by="Ý kiến", text=by.strip())
        for by, colon, text in rows
    ]


def _conclusions(found: list[Content]) -> list[str]:
    proposals = [_proposal(row) for row in found]
    counted = [
        (sum(each.endswith("sao") for each in proposals), "Đề nghị công nhận {} sản phẩm."),
        (proposals.count("Trình Bộ"), "Đề nghị gửi hồ sơ {} sản phẩm từ 90 điểm đến Bộ."),
        (
            proposals.count("Chưa đạt") + proposals.count("Dừng đánh giá"),
            "Thông báo cho chủ thể của {} sản phẩm chưa đạt, nêu rõ từng điều còn thiếu.",
        ),
    ]
    return [words.format(f"{count:02d}") for count, words in counted if count]
