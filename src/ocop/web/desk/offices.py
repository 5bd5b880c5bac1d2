"""Which desks a person has, from the offices they hold today."""

from dataclasses import dataclass

from ocop.accounts.models import Membership
from ocop.accounts.policy import Visitor, has_national_role, held_roles, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.opendata.policy import EXPORTERS
from ocop.statistics.policy import READERS as FIGURE_READERS

COMMUNE_DESK = frozenset(COMMUNE_ROLES)
# Who reads the provincial list; each sees what `visible_to` gives (a department its sectors).
PROVINCE_DESK = frozenset(
    {
        Role.PROVINCE_OFFICE,
        Role.PROVINCE_LEADER,
        Role.DEPARTMENT,
        Role.ADVISORY_TEAM,
        Role.AUDITOR,
    }
)
SEATS = frozenset(
    {
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_SECRETARY,
        Role.MINISTRY_COUNCIL,
    }
)
# The secretary never scores.
SCORERS = SEATS - {Role.COUNCIL_SECRETARY}
COUNCIL_DESK = SEATS | {
    Role.PROVINCE_OFFICE,
    Role.MINISTRY_OFFICE,
    Role.ADVISORY_TEAM,
    Role.PROVINCE_LEADER,
    Role.MINISTER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
}
CERTIFICATE_DESK = COMMUNE_DESK | {
    Role.PROVINCE_OFFICE,
    Role.PROVINCE_LEADER,
    Role.AUDITOR,
    Role.MINISTRY_OFFICE,
    Role.MINISTER,
}
DECISION_DESK = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR})
MINISTRY_DESK = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER, Role.AUDITOR})
KEEPERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
# Who looks after a province's stars once they are given.
OFFICES = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER})
NATIONAL_OFFICES = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER})

# Who sees which stars of their place end.
EXPIRY_DESK = COMMUNE_DESK | OFFICES | NATIONAL_OFFICES | {Role.INSPECTOR, Role.AUDITOR}

# Who reads cases of withdrawal and buyers' reports; `visible_to` gives each their own.
STAR_READERS = COMMUNE_ROLES | {
    Role.PROVINCE_OFFICE,
    Role.PROVINCE_LEADER,
    Role.INSPECTOR,
    Role.MINISTRY_OFFICE,
    Role.MINISTER,
    Role.AUDITOR,
}


# Who reads inspections; an inspector has the line in the main row.
INSPECTION_DESK = OFFICES | NATIONAL_OFFICES | {Role.INSPECTOR, Role.DEPARTMENT, Role.AUDITOR}

# Who reads rewards; the mark's register is for whoever reads stars.
REWARD_DESK = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR})

# Who brings lists of earlier years into the register.
IMPORT_DESK = frozenset({Role.PROVINCE_OFFICE, Role.MINISTRY_OFFICE})

# Who writes and reads the programme's news before it is public.
NEWS_DESK = OFFICES | NATIONAL_OFFICES | {Role.AUDITOR}


# Who reads the pages that producers send; a commune decides where its province says so.
PAGE_DESK = COMMUNE_DESK | OFFICES | {Role.AUDITOR}


@dataclass(frozen=True)
class Place:
    """A line of the desk's navigation: the name of the view and the words.

    `apart` is a view whose address lies below this one's and which has a line of its own. Lines
    with a `group` stand together in a small menu of that name, after the others.
    """

    view: str
    label: str
    apart: str = ""
    group: str = ""


AFTER_THE_STAR = "Sau công nhận"
REGISTER = "Sổ đăng ký"
PUBLIC_PAGES = "Trang công khai"


# In this order; a person sees those of their offices.
PLACES: tuple[tuple[frozenset[Role], Place], ...] = (
    (COMMUNE_DESK, Place("desk:commune:queue", "Hồ sơ xã")),
    (PROVINCE_DESK, Place("desk:province:queue", "Hồ sơ tỉnh")),
    (SCORERS, Place("desk:councils:mine", "Phiếu của tôi")),
    (COUNCIL_DESK, Place("desk:councils:index", "Hội đồng", apart="desk:councils:mine")),
    (DECISION_DESK, Place("desk:decisions:list", "Quyết định")),
    (CERTIFICATE_DESK, Place("desk:certificates:list", "Giấy chứng nhận", group=AFTER_THE_STAR)),
    (EXPIRY_DESK, Place("desk:expiry:list", "Sắp hết hạn", group=AFTER_THE_STAR)),
    (STAR_READERS, Place("desk:withdrawals:list", "Thu hồi", group=AFTER_THE_STAR)),
    (STAR_READERS, Place("desk:misuse:list", "Phản ánh", group=AFTER_THE_STAR)),
    (REWARD_DESK, Place("desk:rewards:list", "Khen thưởng", group=AFTER_THE_STAR)),
    (STAR_READERS, Place("desk:marks:list", "Nhãn hiệu OCOP", group=AFTER_THE_STAR)),
    (MINISTRY_DESK, Place("desk:ministry:list", "Hồ sơ 5 sao")),
    (frozenset({Role.ADMINISTRATOR}), Place("accounts:people", "Người dùng")),
    (frozenset({Role.ADMINISTRATOR}), Place("notices:mails", "Thư báo")),
    (
        OFFICES | KEEPERS | {Role.MINISTRY_OFFICE},
        Place("desk:units:list", "Đơn vị hành chính", group=REGISTER),
    ),
    (frozenset({Role.INSPECTOR}), Place("desk:inspections:list", "Kiểm tra")),
    (
        INSPECTION_DESK - {Role.INSPECTOR},
        Place("desk:inspections:list", "Kiểm tra", group=AFTER_THE_STAR),
    ),
    (
        frozenset({Role.PROVINCE_OFFICE}),
        Place("desk:key_sectors:list", "Ngành hàng chủ lực", group=REGISTER),
    ),
    (FIGURE_READERS, Place("desk:statistics:products", "Thống kê", group=REGISTER)),
    (KEEPERS, Place("desk:record:overview", "Nhật ký")),
    (NEWS_DESK, Place("desk:news:list", "Tin tức", group=PUBLIC_PAGES)),
    (PAGE_DESK, Place("desk:pages:list", "Trang của sản phẩm", group=PUBLIC_PAGES)),
    (EXPORTERS, Place("desk:opendata:overview", "Dữ liệu mở, bảng của Bộ", group=REGISTER)),
    (IMPORT_DESK, Place("desk:imports:index", "Nhập danh sách cũ", group=REGISTER)),
)


def places_of(user: Visitor) -> list[Place]:
    """The person's desks without those of a group, the start page first."""
    return [Place("desk:home", "Việc chờ"), *(place for place in _held(user) if not place.group)]


def groups_of(user: Visitor) -> dict[str, list[Place]]:
    """The person's other desks by the name of their group."""
    groups: dict[str, list[Place]] = {}
    for place in _held(user):
        if place.group:
            groups.setdefault(place.group, []).append(place)
    return groups


def _held(user: Visitor) -> list[Place]:
    roles = {membership.role for membership in held_roles(user)}
    return [place for held, place in PLACES if held & roles]


def communes_of(user: Visitor) -> set[int]:
    """Ids of the communes at whose desk the person serves."""
    return units_with_role(user, COMMUNE_DESK)


def provinces_of(user: Visitor) -> set[int] | None:
    """Ids of the provinces whose list the person may read; None for every province."""
    if has_national_role(user, {Role.AUDITOR}):
        return None
    return units_with_role(user, PROVINCE_DESK)


def office_name(user: Visitor) -> str:
    """The office in the page's head: "Ủy ban nhân dân xã Tân Hộ Cơ"; the first where several."""
    held: list[Membership] = held_roles(user)
    if not held:
        return ""
    first = held[0]
    if first.organisation:
        return first.organisation
    if first.unit and first.role in COMMUNE_ROLES | {Role.PROVINCE_LEADER}:
        return f"Ủy ban nhân dân {first.unit.name_in_sentence}"
    label = Role(first.role).label
    return f"{label}, {first.unit.name_in_sentence}" if first.unit else label
