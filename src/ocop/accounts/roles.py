"""The roles of office holders. A producer's people are not here: they belong to their producer."""

from django.db import models


class Role(models.TextChoices):
    """One office role; a membership binds it to a unit and dates."""

    COMMUNE_OFFICER = "commune_officer", "Cán bộ xã"
    COMMUNE_LEADER = "commune_leader", "Lãnh đạo UBND xã"
    PROVINCE_OFFICE = "province_office", "Cơ quan tham mưu OCOP cấp tỉnh"
    DEPARTMENT = "department", "Sở, ngành phụ trách nhóm sản phẩm"
    ADVISORY_TEAM = "advisory_team", "Tổ tư vấn"
    COUNCIL_MEMBER = "council_member", "Thành viên Hội đồng cấp tỉnh"
    COUNCIL_CHAIR = "council_chair", "Chủ tịch Hội đồng cấp tỉnh"
    COUNCIL_SECRETARY = "council_secretary", "Thư ký Hội đồng cấp tỉnh"
    PROVINCE_LEADER = "province_leader", "Lãnh đạo UBND tỉnh"
    INSPECTOR = "inspector", "Cán bộ kiểm tra"
    MINISTRY_OFFICE = "ministry_office", "Cơ quan tham mưu OCOP của Bộ"
    MINISTRY_COUNCIL = "ministry_council", "Thành viên Hội đồng cấp trung ương"
    MINISTER = "minister", "Lãnh đạo Bộ Nông nghiệp và Môi trường"
    AUDITOR = "auditor", "Kiểm toán, thanh tra"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class UnitLevel(models.TextChoices):
    """The level of the unit a role belongs to; the ministry has no unit."""

    COMMUNE = "commune", "Xã"
    PROVINCE = "province", "Tỉnh"
    NATION = "nation", "Trung ương"


COMMUNE_ROLES = frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER})
NATIONAL_ROLES = frozenset({Role.MINISTRY_OFFICE, Role.MINISTRY_COUNCIL, Role.MINISTER})
# An auditor or administrator may serve one province or the whole installation.
ANY_LEVEL_ROLES = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
# They sign for an office and may let someone sign in their place (Nghị định 30/2020, Điều 13).
LEADER_ROLES = frozenset({Role.COMMUNE_LEADER, Role.PROVINCE_LEADER, Role.MINISTER})


def levels_of(role: Role) -> frozenset[UnitLevel]:
    """At which levels a role can be held."""
    if role in COMMUNE_ROLES:
        return frozenset({UnitLevel.COMMUNE})
    if role in NATIONAL_ROLES:
        return frozenset({UnitLevel.NATION})
    if role in ANY_LEVEL_ROLES:
        return frozenset({UnitLevel.PROVINCE, UnitLevel.NATION})
    return frozenset({UnitLevel.PROVINCE})
