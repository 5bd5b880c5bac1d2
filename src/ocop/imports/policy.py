"""Who imports: the provincial OCOP office for its province, the ministry's office for any."""

from ocop.accounts.policy import Visitor, has_national_role, has_role, units_with_role
from ocop.accounts.roles import Role
from ocop.imports.models import Import
from ocop.kernel.errors import RefusedError

IMPORTERS = frozenset({Role.PROVINCE_OFFICE, Role.MINISTRY_OFFICE})


def require_import(user: Visitor, office_id: int | None) -> None:
    """Raises RefusedError where the person holds no such office: `office_id` None is the ministry."""
    if office_id is None:
        allowed = has_national_role(user, {Role.MINISTRY_OFFICE})
    else:
        allowed = has_role(user, Role.PROVINCE_OFFICE, unit_id=office_id)
    if not allowed:
        raise RefusedError("Chỉ cơ quan tham mưu OCOP mới nhập danh sách, trong phạm vi của mình.")


def require(user: Visitor, batch: Import) -> None:
    """Raises RefusedError where the import is of another office."""
    require_import(user, batch.office_id)


def offices_of(user: Visitor) -> list[int | None]:
    """The offices for which the person imports; None stands for the ministry's."""
    offices: list[int | None] = list(units_with_role(user, {Role.PROVINCE_OFFICE}))
    if has_national_role(user, {Role.MINISTRY_OFFICE}):
        offices.append(None)
    return offices
