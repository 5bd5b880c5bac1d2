"""Where a dossier is, as one sentence with an icon, and what the producer can do about it."""

import datetime as dt

from ocop.dossiers.models import Dossier
from ocop.dossiers.rules.clocks import commune_clock
from ocop.dossiers.states import EDITABLE_STATES
from ocop.dossiers.states import DossierState as S
from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status

STEPS = ("Soạn hồ sơ", "Xã kiểm tra", "Tỉnh kiểm tra", "Hội đồng chấm", "Công nhận")
_STEP_OF = {
    S.SUBMITTED: 1,
    S.AT_COMMUNE: 1,
    S.PROPOSED: 2,
    S.AT_PROVINCE: 2,
    S.ACCEPTED: 3,
    S.IN_COUNCIL: 3,
    S.SCORED: 4,
    S.FORWARDED: 3,
    S.IN_CENTRAL_COUNCIL: 3,
    S.CENTRALLY_SCORED: 4,
    S.BACK_AT_PROVINCE: 4,
    S.RECOGNISED: 5,
    S.NOT_RECOGNISED: 5,
    S.NOT_UPGRADED: 5,
}
_PLAIN = {
    S.PROPOSED: Status(Kind.WAIT, "Xã đã đề nghị tỉnh", ", chờ tỉnh tiếp nhận"),
    S.AT_PROVINCE: Status(Kind.WAIT, "Tỉnh đang kiểm tra hồ sơ"),
    S.ACCEPTED: Status(Kind.WAIT, "Chờ Hội đồng cấp tỉnh", icon="people"),
    S.IN_COUNCIL: Status(Kind.WAIT, "Hội đồng cấp tỉnh đang đánh giá", icon="people"),
    S.SCORED: Status(Kind.WAIT, "Hội đồng đã có kết quả", ", chờ quyết định của tỉnh"),
    S.FORWARDED: Status(Kind.WAIT, "Đã chuyển Bộ", "để đánh giá 5 sao"),
    S.IN_CENTRAL_COUNCIL: Status(Kind.WAIT, "Hội đồng trung ương đang đánh giá", icon="people"),
    S.CENTRALLY_SCORED: Status(Kind.WAIT, "Hội đồng trung ương đã có kết quả", ", chờ quyết định"),
    S.BACK_AT_PROVINCE: Status(Kind.WAIT, "Dưới 90 điểm ở trung ương", ", chờ tỉnh quyết định"),
    S.RECOGNISED: Status(Kind.OK, "Đã được công nhận"),
    S.NOT_RECOGNISED: Status(Kind.WARN, "Chưa đạt 3 sao", ", xem còn thiếu gì"),
    S.NOT_UPGRADED: Status(Kind.WARN, "Chưa lên hạng", ", sao đang có vẫn giữ"),
    S.WITHDRAWN: Status(Kind.OFF, "Bạn đã rút hồ sơ này"),
}


def step_of(dossier: Dossier) -> int:
    """The place of the dossier in `STEPS`, 0 while the producer writes, 5 at the end."""
    return _STEP_OF.get(S(dossier.state), 0)


def dossier_status(dossier: Dossier, today: dt.date) -> Status:
    """The sentence a producer reads; `dossier` comes from `dossiers.queues.with_dates`."""
    match dossier.state:
        case S.DRAFT:
            return Status(Kind.WAIT, "Đang soạn hồ sơ", icon="half")
        case S.SUBMITTED:
            on = date(dossier.submitted_at) if dossier.submitted_at else ""
            return Status(Kind.WAIT, "Đã nộp", f"ngày {on}, chờ xã tiếp nhận")
        case S.AT_COMMUNE:
            return _at_commune(dossier, today)
        case S.RETURNED_BY_COMMUNE | S.RETURNED_BY_PROVINCE:
            who = "Xã" if dossier.state == S.RETURNED_BY_COMMUNE else "Tỉnh"
            count = len(dossier.asked_points or ())
            due = f", hạn {date(dossier.asked_until)}" if dossier.asked_until else ""
            return Status(Kind.WARN, f"{who} yêu cầu bổ sung", f"{count} chỗ{due}")
    return _PLAIN[S(dossier.state)]


def next_step(dossier: Dossier) -> str:
    """The words of the one link on the product's card."""
    if dossier.state == S.DRAFT:
        return "Làm tiếp"
    if dossier.state in EDITABLE_STATES:
        return "Bổ sung"
    if dossier.state in {S.RECOGNISED, S.NOT_RECOGNISED, S.NOT_UPGRADED}:
        return "Xem kết quả"
    return "Xem hồ sơ đã nộp"


def _at_commune(dossier: Dossier, today: dt.date) -> Status:
    if dossier.counted_from is None:
        return Status(Kind.WAIT, "Xã đang kiểm tra")
    clock = commune_clock(dossier.counted_from, today)
    if clock.is_overdue:
        return Status(
            Kind.STOP,
            "Xã trả lời chậm",
            f"{-clock.left} ngày làm việc. Bạn không phải làm gì.",
            icon="clock",
        )
    return Status(Kind.WAIT, "Xã đang kiểm tra", f", còn {clock.left} ngày làm việc")
