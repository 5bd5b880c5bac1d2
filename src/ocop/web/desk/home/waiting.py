"""What waits for an official, counted on the same scoped rows as the lists."""

from dataclasses import dataclass

from django.urls import reverse

from ocop.accounts.models import User
from ocop.accounts.policy import has_role
from ocop.accounts.roles import Role
from ocop.dossiers.queues import (
    commune_filters,
    commune_queue,
    counts,
    province_filters,
    province_queue,
)
from ocop.kernel import clock
from ocop.web.design.pieces import Kind, Status, Task
from ocop.web.desk.offices import PROVINCE_DESK, communes_of, provinces_of


@dataclass(frozen=True)
class Waiting:
    """One desk of the person: its name, its list, and what waits on it."""

    name: str
    url: str
    link: str
    tasks: tuple[Task, ...]


def desks_of(user: User) -> list[Waiting]:
    """Every desk the person has; empty for an office whose work lies elsewhere."""
    found = []
    if communes := communes_of(user):
        held = counts(commune_queue(user, communes), commune_filters(user, clock.today()))
        url = reverse("desk:commune:queue")
        found.append(
            Waiting(
                "Hồ sơ ở xã",
                url,
                f"Xem cả {held['dang-o-xa']} hồ sơ",
                (
                    _task("Chờ nhận", held["cho-nhan"], url, "cho-nhan", Kind.WARN),
                    _task("Còn 3 ngày làm việc trở xuống", held["gap"], url, "gap", Kind.STOP),
                    _task("Đang kiểm tra", held["dang-kiem-tra"], url, "dang-kiem-tra"),
                    _task("Chờ chủ thể bổ sung", held["cho-chu-the"], url, "cho-chu-the"),
                ),
            )
        )
    if has_role(user, *PROVINCE_DESK):
        found.append(_province(user))
    return found


def _province(user: User) -> Waiting:
    held = counts(province_queue(user, provinces_of(user)), province_filters(user))
    url = reverse("desk:province:queue")
    mine = Kind.WARN if has_role(user, Role.PROVINCE_OFFICE) else Kind.WAIT
    return Waiting(
        "Hồ sơ ở tỉnh",
        url,
        f"Xem cả {held['dang-o-tinh']} hồ sơ",
        (
            _task("Chờ tỉnh tiếp nhận", held["cho-nhan"], url, "cho-nhan", mine),
            _task("Đang kiểm tra", held["dang-kiem-tra"], url, "dang-kiem-tra"),
            _task("Chờ chủ thể bổ sung", held["cho-bo-sung"], url, "cho-bo-sung"),
            _task("Chờ đưa ra Hội đồng", held["cho-hoi-dong"], url, "cho-hoi-dong"),
        ),
    )


def _task(name: str, count: int, url: str, key: str, kind: Kind = Kind.WAIT) -> Task:
    if not count:
        return Task(name, Status(Kind.OK, "Không có hồ sơ nào"), f"{url}?loc={key}")
    return Task(name, Status(kind, f"{count} hồ sơ"), f"{url}?loc={key}")
