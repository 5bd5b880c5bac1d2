"""A phone or e-mail goes public only with a consent that says what for; it ends in one step."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from ocop.accounts.models import User
from ocop.accounts.phones import local_phone, normal_phone
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.producers.models import ProducerPerson
from ocop.producers.policy import own_parts
from ocop.products import policy as products_policy
from ocop.products.models import Product
from ocop.storefront.models import PublishedContact

PURPOSE = "Công khai trên trang sản phẩm để người mua liên hệ đặt hàng"
Kind = PublishedContact.Kind


@transaction.atomic
def publish_contact(
    *, product: Product, kind: str, value: str, consents: bool, by: User
) -> PublishedContact:
    """Publish one contact in place of the last of its kind. Raises RefusedError at
    "kind", "value" or "consents".

    It shows only beside an approved page; a helper who types for others cannot consent for them.
    """
    _require_own(by, product)
    if kind not in Kind.values:
        raise RefusedError("Hãy chọn số điện thoại hoặc thư điện tử.", field="kind")
    tidy = _phone(value) if kind == Kind.PHONE else _email(value)
    if not consents:
        raise RefusedError("Phải đánh dấu đồng ý thì mới công khai được.", field="consents")
    Product.objects.select_for_update().get(pk=product.pk)
    for old in PublishedContact.objects.filter(product=product, kind=kind, withdrawn_at=None):
        _end(old, by)
    contact = PublishedContact.objects.create(
        product=product,
        kind=kind,
        value=tidy,
        purpose=PURPOSE,
        consented_at=clock.now(),
        consented_by=by,
    )
    # The chain cannot forget, so it never holds the number itself.
    audit.record(
        act="contact_published",
        actor=by.actor,
        subject=f"product:{product.pk}",
        facts={"kind": kind, "purpose": PURPOSE},
    )
    return contact


@transaction.atomic
def withdraw_contact(*, contact: PublishedContact, by: User) -> None:
    """End the consent; the number leaves the page and the database at once."""
    locked = PublishedContact.objects.select_for_update().get(pk=contact.pk)
    products_policy.require_edit(by, contact.product)
    if locked.withdrawn_at is None:
        _end(locked, by)
        audit.record(
            act="contact_withdrawn",
            actor=by.actor,
            subject=f"product:{locked.product_id}",
            facts={"kind": locked.kind},
        )


def _require_own(by: User, product: Product) -> None:
    """Only the producer's own people may consent: no helper, no official."""
    parts = {p.part for p in own_parts(by) if p.producer_id == product.producer_id}
    if not parts - {ProducerPerson.Part.HELPER}:
        raise RefusedError("Chỉ người của cơ sở mới đồng ý công khai liên hệ được.")


def _end(contact: PublishedContact, by: User) -> None:
    contact.value, contact.withdrawn_at, contact.withdrawn_by = "", clock.now(), by
    contact.save()


def _phone(typed: str) -> str:
    try:
        return local_phone(normal_phone(typed))
    except ValueError as error:
        raise RefusedError(str(error), field="value") from None


def _email(typed: str) -> str:
    try:
        validate_email(typed.strip())
    except ValidationError:
        raise RefusedError(
            "Thư điện tử chưa đúng. Ví dụ: coso@example.vn.", field="value"
        ) from None
    return typed.strip()
