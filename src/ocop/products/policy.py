"""Who may write a product."""

from ocop.accounts.policy import Visitor, has_role
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.producers import policy as producers_policy
from ocop.products.models import Product


def may_edit(user: Visitor, product: Product) -> bool:
    """Whoever may write for its producer."""
    return producers_policy.may_edit(user, product.producer)


def require_edit(user: Visitor, product: Product) -> None:
    """Raises RefusedError where the person may not write the product."""
    if not may_edit(user, product):
        raise RefusedError("Chỉ người của cơ sở mới sửa được sản phẩm này.")


def may_keep_key_sectors(user: Visitor, province: Unit) -> bool:
    """The province's OCOP office keeps its list of key sectors."""
    return has_role(user, Role.PROVINCE_OFFICE, unit_id=province.pk)


def require_key_sectors(user: Visitor, province: Unit) -> None:
    """Raises RefusedError where the person does not keep this province's list."""
    if not may_keep_key_sectors(user, province):
        raise RefusedError("Chỉ cơ quan OCOP của tỉnh mới sửa được ngành hàng của tỉnh.")


def require_classify(user: Visitor, product: Product) -> None:
    """Raises RefusedError unless the person writes the product or serves its province's office."""
    place = product.current_commune or product.commune
    if not may_edit(user, product) and not (
        place.province_today and may_keep_key_sectors(user, place.province_today)
    ):
        raise RefusedError("Chỉ người của cơ sở hoặc cơ quan OCOP của tỉnh mới sửa được mục này.")
