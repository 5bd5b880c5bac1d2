"""Who writes a page and who lets it out: never the same person for one version."""

from ocop.accounts.models import User
from ocop.accounts.policy import Visitor, has_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.storefront.models import ModerationRule, PageVersion


def may_moderate(user: Visitor, product: Product) -> bool:
    """The office of the product's province; its commune too where the province said so."""
    place = product.current_commune or product.commune
    province = place.province_today_id
    if province is None:
        return False
    if has_role(user, Role.PROVINCE_OFFICE, unit_id=province):
        return True
    return (
        has_role(user, *COMMUNE_ROLES, unit_id=place.pk)
        and ModerationRule.objects.filter(province=province, commune_may_approve=True).exists()
    )


def require_moderate(user: User, version: PageVersion) -> None:
    """Raises RefusedError for whoever does not approve pages here."""
    if not may_moderate(user, version.product):
        raise RefusedError("Tài khoản này không duyệt trang của sản phẩm này.")


def require_second_person(user: User, version: PageVersion) -> None:
    """Raises RefusedError where the sender would approve their own words."""
    if version.sent_by_id == user.pk:
        raise RefusedError("Người gửi không tự duyệt được. Nhờ người khác trong cơ quan duyệt.")


def require_set_rule(user: Visitor, province: Unit) -> None:
    """Raises RefusedError where the person does not serve in this province's office."""
    if not has_role(user, Role.PROVINCE_OFFICE, unit_id=province.pk):
        raise RefusedError("Chỉ cơ quan OCOP của tỉnh mới đổi được cách duyệt.")
