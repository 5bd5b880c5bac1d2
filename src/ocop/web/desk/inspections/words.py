"""States and deadlines of inspections as status sentences."""

import datetime as dt
from typing import Any

from ocop.inspections.models import InspectionFinding
from ocop.inspections.states import InspectionState as S
from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status

_KINDS = {
    S.PLANNED: Kind.WAIT,
    S.IN_FIELD: Kind.WARN,
    S.SIGNING: Kind.WARN,
    S.MINUTED: Kind.WAIT,
    S.CONCLUDED: Kind.OK,
    S.CANCELLED: Kind.OFF,
}


def status_of(inspection: Any) -> Status:
    """Where an inspection stands, in words."""
    state = S(inspection.state)
    rest = ", chờ kết luận" if state is S.MINUTED else ""
    return Status(_KINDS[state], state.label, rest)


def finding_status(finding: InspectionFinding, on: dt.date) -> Status:
    """Whether a fault is mended, and how late it is."""
    if finding.state == InspectionFinding.State.VERIFIED:
        return Status(Kind.OK, "Đã xác nhận khắc phục")
    if finding.state == InspectionFinding.State.REPORTED:
        return Status(Kind.WAIT, "Chủ thể báo đã khắc phục", ", chờ xác nhận")
    if finding.due_on is None:
        return Status(Kind.WARN, "Chưa khắc phục", ", chưa có hạn")
    if finding.due_on < on:
        days = (on - finding.due_on).days
        return Status(Kind.STOP, f"Quá hạn {days} ngày", f", hạn {date(finding.due_on)}")
    return Status(Kind.WARN, "Chưa khắc phục", f", hạn {date(finding.due_on)}")
