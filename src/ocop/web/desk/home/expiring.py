"""Which stars of the person's place end without a dossier: somebody should call the producer."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse

from ocop.accounts.models import User
from ocop.accounts.policy import has_role
from ocop.kernel import clock
from ocop.recognition import expiry
from ocop.recognition.certificate_clock import Stage
from ocop.web.design.pieces import Kind, Status, Task
from ocop.web.desk.home.waiting import Waiting
from ocop.web.desk.offices import COMMUNE_DESK, NATIONAL_OFFICES, OFFICES


def expiring_stars(user: User) -> Iterator[Waiting]:
    """One desk with what ends; nothing where no star of the place is near its end."""
    if not has_role(user, *COMMUNE_DESK, *OFFICES, *NATIONAL_OFFICES):
        return
    today = clock.today()
    parts = expiry.stages(today, ())
    held = expiry.visible_to(user, today).aggregate(
        closing=Count("pk", filter=parts[Stage.WINDOW_CLOSING]),
        missed=Count("pk", filter=parts[Stage.WINDOW_MISSED]),
    )
    url = reverse("desk:expiry:list")
    lines = (
        ("Còn 30 ngày trở xuống để nộp", Kind.WARN, held["closing"], Stage.WINDOW_CLOSING),
        ("Đã quá hạn nộp mà chưa nộp", Kind.STOP, held["missed"], Stage.WINDOW_MISSED),
    )
    tasks = tuple(
        Task(name, Status(kind, f"{count} sao"), f"{url}?loc={stage.value}")
        for name, kind, count, stage in lines
        if count
    )
    if tasks:
        yield Waiting("Sao sắp hết hạn", url, "Xem danh sách", tasks)
