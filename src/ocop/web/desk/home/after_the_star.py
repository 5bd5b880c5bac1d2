"""What waits after a star was given: cases of withdrawal, buyers' reports. Only what is there."""

from collections.abc import Iterator

from django.urls import reverse

from ocop.accounts.models import User
from ocop.accounts.policy import has_role
from ocop.misuse import queries as reports
from ocop.misuse.states import ReportState
from ocop.web.design.pieces import Kind, Status, Task
from ocop.web.desk.home.waiting import Waiting
from ocop.web.desk.offices import NATIONAL_OFFICES, OFFICES
from ocop.withdrawals import queries as withdrawals


def after_the_star(user: User) -> Iterator[Waiting]:
    """A desk for each kind of matter that waits for this person's office."""
    if not has_role(user, *OFFICES, *NATIONAL_OFFICES):
        return
    for found in (_withdrawals(user), _reports(user)):
        if found.tasks:
            yield found


def _withdrawals(user: User) -> Waiting:
    url = reverse("desk:withdrawals:list")
    late = withdrawals.overdue(withdrawals.open_cases(user))
    asked = withdrawals.requests_visible_to(user).filter(answered_on=None)
    held = (
        ("Chờ xác minh", Kind.WARN, withdrawals.to_check(user).count(), "vụ"),
        ("Chờ quyết định", Kind.WARN, withdrawals.to_decide(user).count(), "vụ"),
        ("Quá 15 ngày", Kind.STOP, late.count(), "vụ"),
        ("Bộ đề nghị, chưa trả lời", Kind.WARN, asked.count(), "văn bản"),
    )
    return Waiting("Thu hồi", url, "Xem các vụ", _tasks(held, url))


def _reports(user: User) -> Waiting:
    url = reverse("desk:misuse:list")
    waiting = reports.waiting(user)
    held = (
        ("Phản ánh chưa xem", Kind.WARN, waiting.filter(state=ReportState.NEW).count(), "tin"),
        ("Đang xem xét", Kind.WAIT, waiting.filter(state=ReportState.LOOKING).count(), "tin"),
    )
    return Waiting("Phản ánh của người mua", url, "Xem tất cả", _tasks(held, url))


def _tasks(held: tuple[tuple[str, Kind, int, str], ...], url: str) -> tuple[Task, ...]:
    return tuple(
        Task(name, Status(kind, f"{count} {unit}"), url)
        for name, kind, count, unit in held
        if count
    )
