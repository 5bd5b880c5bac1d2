"""Who may write a product."""

from ocop.accounts.policy import Visitor
from ocop.kernel.errors import RefusedError
from ocop.producers import policy as producers_policy
from ocop.products.models import Product


def may_edit(user: Visitor, product: Product) -> bool:
    """Whoever may write for its producer."""
    return producers_policy.may_edit(user, product.producer)


def require_edit(user: Visitor, product: Product) -> None:
    """Raises RefusedError where the person may not write the product."""
    if not may_edit(user, product):
        raise RefusedError("Chỉ người của cơ sở mới sửa được sản phẩm này.")
