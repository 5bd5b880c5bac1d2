"""What waits for an official, counted on the same scoped rows as the lists."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from ocop.accounts.models import User
from ocop.accounts.policy import has_role
from ocop.accounts.roles import Role
from ocop.benefits import mark_queries as marks
from ocop.councils.own_sheets import own_lines
from ocop.dossiers.queues import (
    commune_filters,
    commune_queue,
    counts,
    province_filters,
    province_queue,
)
from ocop.imports import queries as imports
from ocop.imports.models import Import
from ocop.imports.policy import IMPORTERS
from ocop.inspections import queries as inspections
from ocop.kernel import clock
from ocop.recognition.queries import waiting_at_ministry, waiting_at_province
from ocop.storefront import queries as pages
from ocop.web.design.pieces import Kind, Status, Task
from ocop.web.desk.offices import PROVINCE_DESK, SEATS, communes_of, provinces_of


@dataclass(frozen=True)
class Waiting:
    """One desk of the person: its name, its list, and what waits on it."""

    name: str
    url: str
    link: str
    tasks: tuple[Task, ...]


def desks_of(user: User) -> list[Waiting]:
    """Every desk the person has; empty for an office whose work lies elsewhere."""
    return list(_desks(user))


def _desks(user: User) -> Iterator[Waiting]:
    if has_role(user, *SEATS):
        yield _sheets(user)
    if communes := communes_of(user):
        yield _commune(user, communes)
    if has_role(user, *PROVINCE_DESK):
        yield _province(user)
    if has_role(user, Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER):
        yield _decisions(waiting_at_province(user).count(), "desk:decisions:list", "tỉnh")
    if has_role(user, Role.MINISTRY_OFFICE, Role.MINISTER):
        yield _decisions(waiting_at_ministry(user).count(), "desk:ministry:list", "Bộ")
    if has_role(user, Role.INSPECTOR, Role.PROVINCE_OFFICE, Role.MINISTRY_OFFICE):
        yield _inspections(user)
    if has_role(user, Role.PROVINCE_OFFICE):
        yield _marks(user)
    if has_role(user, *IMPORTERS):
        yield _imports(user)
    if waiting := pages.to_moderate(user).count():
        yield _pages(waiting)


def _pages(count: int) -> Waiting:
    """Product pages that wait for the person's word."""
    url = reverse("desk:pages:list")
    task = _task("Trang sản phẩm chờ duyệt", count, url, kind=Kind.WARN, unit="trang")
    return Waiting("Trang của sản phẩm", url, "Xem tất cả", (task,))


def _marks(user: User) -> Waiting:
    """Uses of the mark that wait to be looked at, and those whose star is over."""
    held = marks.waiting(user, clock.today())
    url = reverse("desk:marks:list")
    tasks = (
        _task(
            "Nơi dùng chờ xem", held["cho-xem"], f"{url}?loc=cho-xem", kind=Kind.WARN, unit="nơi"
        ),
        _task(
            "Còn dùng khi sao không còn hiệu lực",
            held["khong-con-sao"],
            f"{url}?loc=khong-con-sao",
            kind=Kind.STOP,
            unit="nơi",
        ),
    )
    return Waiting("Nhãn hiệu OCOP", url, "Xem tất cả", tasks)


def _imports(user: User) -> Waiting:
    """Lists of earlier years that somebody began to bring in."""
    open_states = [Import.State.COLUMNS, Import.State.CHECKING]
    count = imports.visible_to(user).filter(state__in=open_states).count()
    url = reverse("desk:imports:index")
    task = _task("Danh sách đang nhập dở", count, url, unit="danh sách")
    return Waiting("Nhập danh sách các năm trước", url, "Xem tất cả", (task,))


def _inspections(user: User) -> Waiting:
    """What the person must visit, and what their office must conclude or chase."""
    found = inspections.filters(user, clock.today())
    keys = {"cua-toi": "Cuộc kiểm tra bạn được cử", "cho-ket-luan": "Biên bản chờ kết luận"}
    keys |= {"qua-han": "Quá hạn khắc phục"}
    held = inspections.visible_to(user).aggregate(
        **{key: Count("pk", filter=found[key], distinct=True) for key in keys}
    )
    url = reverse("desk:inspections:list")
    kinds = {"cua-toi": Kind.WARN, "cho-ket-luan": Kind.WAIT, "qua-han": Kind.STOP}
    tasks = tuple(
        _task(words, held[key], f"{url}?loc={key}", kind=kinds[key], unit="cuộc")
        for key, words in keys.items()
    )
    return Waiting("Kiểm tra sau công nhận", url, "Xem tất cả", tasks)


def _sheets(user: User) -> Waiting:
    to_do = sum(line.is_to_do for line in own_lines(user))
    url = reverse("desk:councils:mine")
    task = _task("Phiếu phải chấm", to_do, url, kind=Kind.WARN, unit="phiếu")
    return Waiting("Hội đồng", reverse("desk:councils:index"), "Xem các phiên", (task,))


def _commune(user: User, communes: set[int]) -> Waiting:
    held = counts(commune_queue(user, communes), commune_filters(user, clock.today()))
    url = reverse("desk:commune:queue")
    return Waiting(
        "Hồ sơ ở xã",
        url,
        f"Xem cả {held['dang-o-xa']} hồ sơ",
        (
            _task("Chờ nhận", held["cho-nhan"], f"{url}?loc=cho-nhan", kind=Kind.WARN),
            _task("Còn 3 ngày làm việc trở xuống", held["gap"], f"{url}?loc=gap", kind=Kind.STOP),
            _task("Đang kiểm tra", held["dang-kiem-tra"], f"{url}?loc=dang-kiem-tra"),
            _task("Chờ chủ thể bổ sung", held["cho-chu-the"], f"{url}?loc=cho-chu-the"),
        ),
    )


def _province(user: User) -> Waiting:
    rows = province_queue(user, provinces_of(user))
    held = counts(rows, province_filters(user, clock.today()))
    url = reverse("desk:province:queue")
    acts = Kind.WARN if has_role(user, Role.PROVINCE_OFFICE) else Kind.WAIT
    return Waiting(
        "Hồ sơ ở tỉnh",
        url,
        f"Xem cả {held['dang-o-tinh']} hồ sơ",
        (
            _task("Chờ tỉnh tiếp nhận", held["cho-nhan"], f"{url}?loc=cho-nhan", kind=acts),
            _task("Đang kiểm tra", held["dang-kiem-tra"], f"{url}?loc=dang-kiem-tra"),
            _task("Chờ chủ thể bổ sung", held["cho-bo-sung"], f"{url}?loc=cho-bo-sung"),
            _task("Chờ đưa ra Hội đồng", held["cho-hoi-dong"], f"{url}?loc=cho-hoi-dong"),
            _task(
                "Đánh giá lại sắp quá 45 ngày",
                held["sap-qua-45-ngay"],
                f"{url}?loc=sap-qua-45-ngay",
                kind=Kind.STOP,
            ),
        ),
    )


def _decisions(count: int, view: str, office: str) -> Waiting:
    url = reverse(view)
    task = _task(f"Hồ sơ có kết quả, chờ {office} xử lý", count, url, kind=Kind.WARN)
    return Waiting("Kết quả và quyết định", url, "Xem tất cả", (task,))


def _task(name: str, count: int, url: str, *, kind: Kind = Kind.WAIT, unit: str = "hồ sơ") -> Task:
    status = Status(kind, f"{count} {unit}") if count else Status(Kind.OK, f"Không có {unit} nào")
    return Task(name, status, url)
