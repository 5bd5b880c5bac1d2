"""The frozen minutes laid out as the paper prints them, with the signatures given under them."""

import datetime as dt
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL import Image

from ocop.files.models import StoredFile
from ocop.inspections.models import Inspection, Signature
from ocop.kernel.clock import VIETNAM
from ocop.papers.inspection_minutes import (
    AnswerLine,
    FindingLine,
    InspectionMinutesData,
    SignatureBox,
    TeamLine,
    TopicPart,
)

Content = Mapping[str, Any]
# Enough for 17 mm at 300 dots an inch; more only makes the paper heavy.
_WIDEST, _HIGHEST = 720, 220


def minutes_data(inspection: Inspection) -> InspectionMinutesData:
    """The paper's data from the frozen minutes. The inspection must have minutes."""
    assert inspection.minutes is not None
    content: Content = json.loads(inspection.minutes.content)
    ended = _moment(content["ended_at"])
    began = _moment(content["began_at"])
    return InspectionMinutesData(
        parent=_parent(content),
        agency=["Đoàn kiểm tra", "sản phẩm OCOP"],
        place=_capital(content["province"]) if content["level"] == "province" else "Hà Nội",
        date=ended.date(),
        about=f"Về {content['checklist']['about']}",
        grounds=_grounds(content),
        opened=_hour(began),
        closed=_hour(ended),
        venue=content["place"],
        team=[
            TeamLine(name=row["name"], role=row["part_name"], body=row["organisation"])
            for row in content["team"]
        ],
        producer=", ".join(
            part for part in (content["producer"], content["address"], content["commune"]) if part
        ),
        producer_side=content["producer_side"],
        product=content["product"],
        certificate=_certificate(content["certificate"]),
        topics=[_topic(row) for row in content["topics"]],
        samples=[
            f"{row['what']}, {row['quantity']}, niêm phong số {row['seal']}, lấy ở khâu "
            f"{row['stage'].lower()} ngày {_day(row['taken_on'])}."
            for row in content["samples"]
        ],
        findings=[_finding(row) for row in content["findings"]],
        team_opinion=content["team_opinion"],
        producer_opinion=content["producer_opinion"],
        reply=f"Chủ thể trả lời bằng văn bản hoặc trên trang của mình đến hết ngày "
        f"{_day(content['reply_until'])}."
        if content["reply_until"]
        else "",
        signatures=_signatures(inspection, content),
        sample=content["is_sample"],
    )


def _parent(content: Content) -> list[str]:
    if content["level"] == "ministry":
        return ["Bộ Nông nghiệp", "và Môi trường"]
    return ["Cơ quan tham mưu OCOP", content["province"]]


def _capital(name: str) -> str:
    """ "tỉnh Đồng Tháp" as a place: "Đồng Tháp"."""
    return name.removeprefix("tỉnh ").removeprefix("thành phố ")


def _grounds(content: Content) -> list[str]:
    grounds = [f"Căn cứ {content['checklist']['basis']} của Thủ tướng Chính phủ"]
    if content["plan"]:
        grounds.append(f"Căn cứ {content['plan']['basis']}")
    elif content["cause_text"]:
        grounds.append(f"Căn cứ {content['cause_text']}")
    return grounds


def _certificate(row: Content | None) -> str:
    if row is None:
        return "Chưa có giấy chứng nhận."
    return (
        f"Giấy chứng nhận {row['number']}, hạng {row['star']} sao, có giá trị đến "
        f"{_day(row['expires_on'])}."
    )


def _topic(row: Content) -> TopicPart:
    lines = [
        AnswerLine(code=one["code"], text=one["text"], result=one["value_name"], note=_note(one))
        for one in row["questions"]
    ]
    return TopicPart(title=f"{row['code']}. {row['title']}", rows=lines)


def _note(row: Content) -> str:
    photos = len(row["photos"])
    return " ".join(part for part in (row["note"], f"({photos} ảnh)" if photos else "") if part)


def _finding(row: Content) -> FindingLine:
    ground = f" (điểm {row['ground']} Điều 8.1)" if row["ground"] else ""
    remedy = ""
    if row["remedy"]:
        remedy = f"Yêu cầu: {row['remedy'].rstrip('.')}, hạn {_day(row['due_on'])}."
    return FindingLine(text=f"{row['text'].rstrip('.')}{ground}.", remedy=remedy)


def _signatures(inspection: Inspection, content: Content) -> list[SignatureBox]:
    """A box for each: signed ones with their picture, the others empty to sign by hand."""
    given = {
        (one.party, one.name): one
        for one in inspection.signatures.filter(minutes=inspection.minutes_id).select_related(
            "file"
        )
    }
    boxes = []
    for row in content["team"]:
        boxes.append(
            _box(row["part_name"], row["name"], given.pop((row["part"], row["name"]), None))
        )
    rest = sorted(given.values(), key=lambda one: (one.party, one.pk))
    if not any(one.party == Signature.Party.PRODUCER for one in rest):
        boxes.append(_box(Signature.Party.PRODUCER.label, content["producer_side"], None))
    return boxes + [_box(one.get_party_display(), one.name, one) for one in rest]


def _box(title: str, name: str, given: Signature | None) -> SignatureBox:
    return SignatureBox(
        title=title,
        name=name,
        note=f"Từ chối ký: {given.refusal}" if given and given.refusal else "",
        image=_small_png(given.file) if given and given.file else None,
    )


def _small_png(file: StoredFile) -> list[int]:
    """The picture in grey on white: a drawn signature has no colour and no need of transparency."""
    with file.content.open("rb") as stored, Image.open(stored) as opened:
        drawn = opened.convert("RGBA")
        page = Image.new("RGBA", drawn.size, "white")
        page.alpha_composite(drawn)
        small = page.convert("L")
        small.thumbnail((_WIDEST, _HIGHEST))
        written = BytesIO()
        small.save(written, "PNG", optimize=True)
    return list(written.getvalue())


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(VIETNAM)


def _hour(moment: dt.datetime) -> str:
    return f"{moment:%H} giờ {moment:%M} ngày {moment:%d/%m/%Y}"


def _day(text: str) -> str:
    return f"{dt.date.fromisoformat(text):%d/%m/%Y}"
